// POST /api/v1/claims: one claim with the buyer's own name and numbers (http/claim_taking.h).
#include "http/claim_taking.h"
#include "http/doorkeeper.h"

namespace seethrough::http {
namespace {

Result<exchange::ClaimInput, exchange::RowFault> read_claim_body(const City& city, std::string_view body) {
  exchange::JsonMembers members;
  if (exchange::read_json_row(body, members))
    return Unexpected{exchange::RowFault{
        {}, {}, "请求体应为一个 JSON 对象，每个值只能是文本、数字、true、false 或 null。",
        "The body must be one JSON object whose values are texts, numbers, true, false or null."}};
  return read_claim_members(city, std::move(members));
}

Response one_claim(const City& city, const Request& request, const Caller& caller) {
  const Language language = language_of(request);
  if (auto no = needs_json(request, language)) return std::move(*no);
  const auto key = idempotency_key(request, language);
  if (!key) return key.error();
  const auto claim = read_claim_body(city, request.body);
  if (!claim) return refuse_claim(request, language, claim.error());
  auto taken = take_claim(city, request, caller, *key, *claim);
  if (!taken) return taken.error();
  return submit(city, std::move(taken).value(), language);
}

}  // namespace

void add_claim_api(Doorkeeper& doors, const SharedPointer& shared) {
  doors.guard("POST", "/api/v1/claims", [shared](const Request& request, const PathParameters&, const Caller& caller) {
    return one_claim(shared->city, request, caller);
  });
}

}  // namespace seethrough::http
