// POST /api/v1/claims: one claim with the buyer's own name and numbers, as a till or a form has them. They go into the
// vault; what enters the journal are pseudonyms and a commitment.
#include <fmt/format.h>

#include <algorithm>

#include "exchange/claim_row.h"
#include "exchange/json_row.h"
#include "http/commanding.h"
#include "http/doorkeeper.h"
#include "journal/codec.h"

namespace seethrough::http {
namespace {

using exchange::Column;
using exchange::RowFault;

RowFault sentence_of(std::string zh, std::string en) { return {{}, {}, std::move(zh), std::move(en)}; }

/// The members in the order of a claims file's columns; a name that has none, or comes twice, is a fault.
Result<exchange::Row, RowFault> read_row(std::string_view body) {
  exchange::JsonMembers members;
  if (exchange::read_json_row(body, members))
    return Unexpected{sentence_of("请求体应为一个 JSON 对象，每个值只能是文本、数字、true、false 或 null。",
                                  "The body must be one JSON object whose values are texts, numbers, true, false or "
                                  "null.")};
  const std::vector<Column>& columns = exchange::claim_columns();
  exchange::Row row;
  row.number = 1;
  row.cells.resize(columns.size());
  std::vector<bool> given(columns.size());
  for (auto& [name, value] : members) {
    const auto column = std::find_if(columns.begin(), columns.end(), [&](const Column& one) { return one.name == name; });
    const auto at = static_cast<std::size_t>(column - columns.begin());
    if (column == columns.end())
      return Unexpected{sentence_of(fmt::format("没有“{}”这个字段；可用的字段见 /api/v1/openapi.yaml。", exchange::shown(name)),
                                    fmt::format("There is no field '{}'; /api/v1/openapi.yaml names the known ones.",
                                                exchange::shown(name)))};
    if (given[at])
      return Unexpected{sentence_of(fmt::format("字段 {} 出现了两次。", name),
                                    fmt::format("The field {} is there twice.", name))};
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

Response one_claim(const City& city, const Request& request, const Caller& caller) {
  const Language language = language_of(request);
  if (auto no = needs_json(request, language)) return std::move(*no);
  const auto key = idempotency_key(request, language);
  if (!key) return key.error();
  const auto row = read_row(request.body);
  const auto claim = row ? exchange::read_claim(*row, city.rules, city.places)
                         : Result<exchange::ClaimInput, RowFault>(Unexpected{row.error()});
  if (!claim)
    return refuse(request, language, 400, {"申领内容不对", "The claim is not as expected"},
                  {exchange::sentence(claim.error(), Language::zh), exchange::sentence(claim.error(), Language::en)});
  // Before the vault takes anything: whoever may not enter claims there leaves no trace in it.
  const access::Requirement asked{access::Right::enter, access::Programme::subsidies, claim->place};
  if (!may(city, caller, asked.right, asked.programme, asked.place))
    return forbid(city, request, caller, asked, request.path);
  const std::string document = exchange::document_of(*claim);
  const stores::NewRecord record{exchange::subject_of(*claim, city.vault), document};
  const auto kept = city.vault.put({&record, 1});
  if (!kept) return refuse(request, language, kept.error());
  engine::Submission one =
      submission(city, caller.account, *key, exchange::to_command(*claim, city.vault, kept->front()));
  one.envelope.fingerprint = fingerprint_of(city, *claim);
  return submit(city, std::move(one), language);
}

}  // namespace

void add_claim_api(Doorkeeper& doors, const SharedPointer& shared) {
  doors.guard("POST", "/api/v1/claims", [shared](const Request& request, const PathParameters&, const Caller& caller) {
    return one_claim(shared->city, request, caller);
  });
}

}  // namespace seethrough::http
