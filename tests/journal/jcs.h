#pragma once
// RFC 8785 (JCS), written a second time to hold the house's own against.

#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>
#include <map>
#include <string>

namespace journal_test {

/// RFC 8785 of a value without floating-point numbers, written a second time: sorted members, boost's string escapes.
inline std::string jcs(const boost::json::value& value) {
  if (const auto* list = value.if_array()) {
    std::string out = "[";
    for (const auto& one : *list) out += (out.size() == 1 ? "" : ",") + jcs(one);
    return out + "]";
  }
  if (const auto* object = value.if_object()) {
    std::map<std::string, const boost::json::value*> sorted;
    for (const auto& [key, member] : *object) sorted.emplace(std::string(key), &member);
    std::string out = "{";
    for (const auto& [key, member] : sorted)
      out += (out.size() == 1 ? "" : ",") + boost::json::serialize(boost::json::value(key)) + ":" + jcs(*member);
    return out + "}";
  }
  return boost::json::serialize(value);
}

}  // namespace journal_test
