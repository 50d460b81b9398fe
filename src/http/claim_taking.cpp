#include "http/claim_taking.h"

#include <fmt/format.h>

#include <algorithm>

#include "http/doorkeeper.h"
#include "journal/codec.h"

namespace seethrough::http {
namespace {

using exchange::Column;
using exchange::RowFault;

RowFault no_such_field(std::string_view name) {
  const std::string shown = exchange::shown(name);
  return {{}, {}, fmt::format("没有“{}”这个字段；可用的字段见 /api/v1/openapi.yaml。", shown),
          fmt::format("There is no field '{}'; /api/v1/openapi.yaml names the known ones.", shown)};
}
RowFault twice(std::string_view name) {
  return {{}, {}, fmt::format("字段 {} 出现了两次。", name), fmt::format("The field {} is there twice.", name)};
}

/// The members in the order of a claims file's columns.
Result<exchange::Row, RowFault> as_row(exchange::JsonMembers members) {
  const std::vector<Column>& columns = exchange::claim_columns();
  exchange::Row row;
  row.number = 1;
  row.cells.resize(columns.size());
  std::vector<bool> given(columns.size());
  for (auto& [name, value] : members) {
    const auto column = std::find_if(columns.begin(), columns.end(), [&](const Column& one) { return one.name == name; });
    if (column == columns.end()) return Unexpected{no_such_field(name)};
    const auto at = static_cast<std::size_t>(column - columns.begin());
    if (given[at]) return Unexpected{twice(name)};
    given[at] = true;
    row.cells[at] = std::move(value);
  }
  return row;
}

/// The fingerprint is of what was sent and not of the vault's commitment, which is another one after an erasure.
Fingerprint fingerprint_of(const City& city, const exchange::ClaimInput& claim) {
  return city.vault.fingerprint(journal::encode_command(exchange::to_command(claim, city.vault, Digest{})) +
                                exchange::document_of(claim));
}

}  // namespace

Result<exchange::ClaimInput, RowFault> read_claim_members(const City& city, exchange::JsonMembers members) {
  const auto row = as_row(std::move(members));
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
