#include "http/full_look.h"

#include "http/commanding.h"

namespace seethrough::http {

std::optional<Response> unless_reasoned(std::string_view reason, Language language) {
  constexpr std::size_t shortest = 4, longest = 400;  // octets: two characters of Chinese, and some 130
  if (reason.size() >= shortest && reason.size() <= longest) return std::nullopt;
  return as_response(told_problem(422, {"需要写明查看理由", "A reason is needed"},
                                  {"请写明查看理由（2 至 130 字），它会与这次查看一起记录。",
                                   "Say why, in 4 to 400 characters; it is put on record with this look."},
                                  language, "look.reason_missing"));
}

std::optional<Response> unless_recorded(const City& city, const Request& request, const Caller& caller,
                                        std::string_view subject, std::string_view reason) {
  note(city, request, caller.account, stores::TrailKind::look, stores::TrailOutcome::done, subject, reason);
  if (auto kept = city.entrance.trail->flush(); !kept) return refuse(request, language_of(request), kept.error());
  return std::nullopt;
}

bool was_erased(const City& city, const Pseudonym& subject) {
  return city.engine.look_at_access([&](const access::State& state) {
    const auto file = state.erasures.find(subject);
    return file != state.erasures.end() && std::holds_alternative<access::Erased>(file->second.erasure);
  });
}

}  // namespace seethrough::http
