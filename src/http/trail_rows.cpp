#include "http/trail_rows.h"

#include "base/csv_cell.h"

namespace seethrough::http {
namespace {

/// Which record an event speaks of, in a word.
template <class Event>
std::string about(const Event& event) {
  if constexpr (requires { subsidies::to_string(event.claim); }) return subsidies::to_string(event.claim);
  else if constexpr (requires { event.entry.number; }) return event.entry.number;
  else if constexpr (requires { std::string(event.number); }) return event.number;
  else if constexpr (requires { std::string(event.project); }) return event.project;
  else if constexpr (requires { event.project.project; }) return event.project.project;
  else if constexpr (requires { std::string(event.account); }) return event.account;
  else if constexpr (requires { event.grant.account; }) return event.grant.account;
  else if constexpr (requires { event.account.account; }) return event.account.account;
  else if constexpr (requires { event.key.account; }) return event.key.account;
  else if constexpr (requires { event.organ.organ; }) return event.organ.organ;
  else if constexpr (requires { event.subject; }) return to_hex(event.subject);
  else return {};
}

std::string about(const journal::Event& event) {
  return std::visit(
      [](const auto& one) -> std::string {
        if constexpr (requires { one.type; }) {
          return about(one);
        } else {
          return std::visit([](const auto& inner) { return about(inner); }, one);
        }
      },
      event);
}

}  // namespace

stores::TrailRow trail_row(const journal::Entry& entry) {
  stores::TrailRow row;
  row.at = entry.envelope.at;
  row.account = entry.envelope.by;
  row.kind = stores::TrailKind::command;
  row.seq = static_cast<std::int64_t>(entry.seq);
  if (const auto* refused = std::get_if<journal::Refused>(&entry.event)) {
    row.outcome = stores::TrailOutcome::refused;
    row.subject = refused->command;
    row.detail = journal::type_of(refused->rejection);
  } else {
    const std::string_view type = journal::type_of(entry.event);
    row.subject = type.substr(0, type.find('/'));
    row.detail = about(entry.event);
  }
  return row;
}

const std::string_view trail_csv_head = "\xEF\xBB\xBFid,at,account,kind,subject,outcome,address,detail,seq\r\n";

void append_trail_csv(std::string& out, const stores::TrailRow& row) {
  const std::string id = std::to_string(row.id), at = to_string(row.at), seq = row.seq == 0 ? "" : std::to_string(row.seq);
  bool first = true;
  for (const std::string_view cell : {std::string_view(id), std::string_view(at), std::string_view(row.account),
                                      name_of(row.kind), std::string_view(row.subject), name_of(row.outcome),
                                      std::string_view(row.address), std::string_view(row.detail), std::string_view(seq)}) {
    if (!first) out.push_back(',');
    first = false;
    append_csv_cell(out, cell);
  }
  out += "\r\n";
}

}  // namespace seethrough::http
