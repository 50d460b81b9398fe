// POST /api/v1/complaints: one case with the complainant's own name, telephone and words, as a form has them. They go into
// the vault; what enters the journal is a commitment.
#include "exchange/case_row.h"
#include "http/commanding.h"
#include "http/doorkeeper.h"
#include "http/row_members.h"
#include "journal/codec.h"

namespace seethrough::http {
namespace {

using exchange::RowFault;

Result<exchange::CaseInput, RowFault> read_case_body(const City& city, std::string_view body) {
  exchange::JsonMembers members;
  if (exchange::read_json_row(body, members))
    return Unexpected{RowFault{{}, {}, "请求体应为一个 JSON 对象，每个值只能是文本、数字、true、false 或 null。",
                               "The body must be one JSON object whose values are texts, numbers, true, false or null."}};
  const auto row = row_of(std::move(members), exchange::case_columns());
  if (!row) return Unexpected{row.error()};
  return exchange::read_case(*row, city.places, {});
}

Response register_case(const City& city, const Request& request, const Caller& caller) {
  const Language language = language_of(request);
  if (auto no = needs_json(request, language)) return std::move(*no);
  const auto key = idempotency_key(request, language);
  if (!key) return key.error();
  const auto input = read_case_body(city, request.body);
  if (!input)
    return refuse(request, language, 400, {"举报件内容不对", "The case is not as expected"},
                  {exchange::sentence(input.error(), Language::zh), exchange::sentence(input.error(), Language::en)});
  const access::Requirement asked{access::Right::enter, access::Programme::complaints, input->entry.place};
  if (!may(city, caller, asked.right, asked.programme, asked.place)) return forbid(city, request, caller, asked, request.path);
  const std::string document = exchange::document_of(*input);
  const stores::NewRecord record{exchange::subject_of(*input, city.vault), document};
  const auto kept = city.vault.put({&record, 1});
  if (!kept) return refuse(request, language, kept.error());
  engine::Submission one = submission(city, caller.account, *key, exchange::to_command(*input, kept->front()));
  // Of what was sent, not of the vault's commitment, which is another one after an erasure.
  one.envelope.fingerprint =
      city.vault.fingerprint(journal::encode_command(exchange::to_command(*input, Digest{})) + document);
  return submit(city, std::move(one), language);
}

}  // namespace

void add_register_case_api(Doorkeeper& doors, const SharedPointer& shared) {
  doors.guard("POST", "/api/v1/complaints", [shared](const Request& request, const PathParameters&, const Caller& caller) {
    return register_case(shared->city, request, caller);
  });
}

}  // namespace seethrough::http
