#include "http/claim_taking.h"

#include <fmt/format.h>

#include <algorithm>

#include "http/doorkeeper.h"
#include "journal/codec.h"

namespace seethrough::http {
namespace {

using exchange::Column;
using exchange::RowFault;

RowFault sentence_fault(std::string zh, std::string en) { return {{}, {}, std::move(zh), std::move(en)}; }

RowFault twice(std::string_view name) {
  return sentence_fault(fmt::format("字段 {} 出现了两次。", name), fmt::format("The field {} is there twice.", name));
}

RowFault no_such_field(std::string_view name) {
  return sentence_fault(
      fmt::format("没有“{}”这个字段；可用的字段见 /api/v1/openapi.yaml。", exchange::shown(name)),
      fmt::format("There is no field '{}'; /api/v1/openapi.yaml names the known ones.", exchange::shown(name)));
}

/// The members in the order of a claims file's columns, without the caller's own.
Result<exchange::Row, RowFault> read_row(std::string_view body, std::span<const std::string_view> own) {
  exchange::JsonMembers members;
  const auto nested = own.empty() ? exchange::Nested::refused : exchange::Nested::left_out;
  if (exchange::read_json_row(body, members, nested))
    return Unexpected{sentence_fault("请求体应为一个 JSON 对象，每个值只能是文本、数字、true、false 或 null。",
                                     "The body must be one JSON object whose values are texts, numbers, true, false or "
                                     "null.")};
  const std::vector<Column>& columns = exchange::claim_columns();
  exchange::Row row;
  row.number = 1;
  row.cells.resize(columns.size());
  std::vector<std::string_view> given;
  for (auto& [name, value] : members) {
    const auto column = std::find_if(columns.begin(), columns.end(), [&](const Column& one) { return one.name == name; });
    const auto owned = std::find(own.begin(), own.end(), name);
    if (column == columns.end() && owned == own.end()) return Unexpected{no_such_field(name)};
    const std::string_view known = column == columns.end() ? *owned : column->name;
    if (std::find(given.begin(), given.end(), known) != given.end()) return Unexpected{twice(known)};
    given.push_back(known);
    if (column != columns.end()) row.cells[static_cast<std::size_t>(column - columns.begin())] = std::move(value);
  }
  return row;
}

/// The fingerprint is of what was sent and not of the vault's commitment, which is another one after an erasure.
Fingerprint fingerprint_of(const City& city, const exchange::ClaimInput& claim) {
  return city.vault.fingerprint(journal::encode_command(exchange::to_command(claim, city.vault, Digest{})) +
                                exchange::document_of(claim));
}

}  // namespace

Result<exchange::ClaimInput, RowFault> read_claim_body(const City& city, std::string_view body,
                                                       std::span<const std::string_view> own) {
  const auto row = read_row(body, own);
  if (!row) return Unexpected{row.error()};
  return exchange::read_claim(*row, city.rules, city.places);
}

Response refuse_claim(const Request& request, Language language, const RowFault& fault) {
  return refuse(request, language, 400, {"申领内容不对", "The claim is not as expected"},
                {exchange::sentence(fault, Language::zh), exchange::sentence(fault, Language::en)});
}

Result<engine::Submission, Response> take_claim(const City& city, const Request& request, const Caller& caller,
                                                std::string_view key, const exchange::ClaimInput& claim) {
  const access::Requirement asked{access::Right::enter, access::Programme::subsidies, claim.place};
  if (!may(city, caller, asked.right, asked.programme, asked.place))
    return Unexpected{forbid(city, request, caller, asked, request.path)};
  const std::string document = exchange::document_of(claim);
  const stores::NewRecord record{exchange::subject_of(claim, city.vault), document};
  const auto kept = city.vault.put({&record, 1});
  if (!kept) return Unexpected{refuse(request, language_of(request), kept.error())};
  engine::Submission one = submission(city, caller.account, key, exchange::to_command(claim, city.vault, kept->front()));
  one.envelope.fingerprint = fingerprint_of(city, claim);
  return one;
}

}  // namespace seethrough::http
