#pragma once
// Members of JSON objects that other systems sent, where anything may be missing or of another kind.

#include <boost/json/object.hpp>

#include <optional>
#include <string>
#include <string_view>

namespace seethrough::http {

/// The object that `text` is; nothing if it is anything else.
std::optional<boost::json::object> parse_object(std::string_view text);
/// The member, if it is a string.
std::optional<std::string> text_member(const boost::json::object& object, std::string_view name);
/// Whether the member is `true`.
bool true_member(const boost::json::object& object, std::string_view name);

}  // namespace seethrough::http
