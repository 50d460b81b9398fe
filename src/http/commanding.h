#pragma once
// Commanding (下达命令): who may try, under which request identifier, and how the engine's answer is told. What all routes
// that change something share.

#include <boost/json/object.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "http/caller.h"
#include "http/routes.h"
#include "journal/event.h"

namespace seethrough::http {

/// Whether the caller may try that command: the key's scope reaches to it, and the account holds its right at some place.
/// The engine decides about the place. Nothing, or the refusal: 403, on record.
std::optional<Response> may_try(const City& city, const Request& request, const Caller& caller,
                                const journal::Command& command);
/// 415 for a body that is not application/json, which a form of another page cannot send.
std::optional<Response> needs_json(const Request& request, Language language);

/// Whether `key` is 1 to 200 printable ASCII characters.
bool is_idempotency_key(std::string_view key);
extern const Words key_expected;
/// The header Idempotency-Key, or the refusal (400).
Result<std::string, Response> idempotency_key(const Request& request, Language language);

/// The command in its envelope. The request identifier is the first 16 octets of SHA-256(account ‖ 0 ‖ key); the
/// fingerprint is taken of the command's canonical form, so that spaces and the order of members don't matter.
engine::Submission submission(const City& city, std::string_view account, std::string_view key,
                              journal::Command command);

/// An answer as status and JSON: 201 {"seq","event","repeated","receipt"}, and "case_code" of a registered complaint; 422
/// or 409 problem details.
struct Told {
  int status = 0;
  boost::json::object body;
};
Told told(const City& city, const engine::Answer& answer, Language language);
/// What was decided, now or under the same key before; or the refusal (422, 403), the contradiction (409), or that the
/// earlier answer cannot be read (503).
Result<journal::Event, Told> decided(const City& city, const engine::Answer& answer, Language language);
/// A rejection that nothing was submitted for, as its refusal would be told: type and sentence.
std::string sentence_of(const journal::Rejection& rejection, Language language);
/// 400, 403 … as the same kind of body.
Told told_problem(int status, const Words& title, const Words& detail, Language language,
                  std::string_view type = "about:blank");
Response as_response(const Told& told);

/// One submission and what follows from it outside the journal (http/follow_up.h); 503 if the engine has stopped.
Result<engine::Answer, Told> give(const City& city, engine::Submission submission, Language language);
/// The same, told.
Response submit(const City& city, engine::Submission submission, Language language);

}  // namespace seethrough::http
