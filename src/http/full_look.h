#pragma once
// A look at personal data in full (查看个人信息): one by one, to who gives a reason, and on record before it is shown.

#include <optional>
#include <string_view>

#include "http/doorkeeper.h"

namespace seethrough::http {

/// The refusal (422) of a reason that is missing or too long.
std::optional<Response> unless_reasoned(std::string_view reason, Language language);
/// Puts the look on record, on disk when it returns; else the refusal, and nothing may be shown.
std::optional<Response> unless_recorded(const City& city, const Request& request, const Caller& caller,
                                        std::string_view subject, std::string_view reason);
/// Whether what was held of the person, or under the case, was erased on request.
bool was_erased(const City& city, const Pseudonym& subject);

}  // namespace seethrough::http
