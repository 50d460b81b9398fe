#pragma once
// Comparing and printing described values in tests: events and rejections carry no operator== of their own.

#include <boost/describe/enum_to_string.hpp>
#include <boost/describe/members.hpp>
#include <boost/mp11/algorithm.hpp>
#include <optional>
#include <string>
#include <type_traits>
#include <variant>
#include <vector>

#include "base/octets.h"
#include "base/strong.h"
#include "calendar/day.h"
#include "calendar/instant.h"
#include "money/fen.h"

namespace programme {

template <class T>
using Members = boost::describe::describe_members<T, boost::describe::mod_public>;
template <class T>
concept Described = boost::describe::has_describe_members<T>::value;

template <class T>
bool same(const T& a, const T& b) {
  if constexpr (Described<T>) {
    bool equal = true;
    boost::mp11::mp_for_each<Members<T>>([&](auto m) { equal = equal && same(a.*m.pointer, b.*m.pointer); });
    return equal;
  } else {
    return a == b;
  }
}
template <class... T>
bool same(const std::variant<T...>& a, const std::variant<T...>& b) {
  if (a.index() != b.index()) return false;
  return std::visit([&](const auto& x) { return same(x, std::get<std::decay_t<decltype(x)>>(b)); }, a);
}

inline std::string shown(const std::string& text) { return '"' + text + '"'; }
inline std::string shown(seethrough::Day day) { return to_string(day); }
inline std::string shown(seethrough::Instant instant) { return to_string(instant); }
inline std::string shown(seethrough::Fen amount) { return yuan(amount); }
template <class Tag, class Rep>
std::string shown(const seethrough::Strong<Tag, Rep>& value) {
  return std::to_string(value.value);
}
template <class T>
std::string shown(const std::vector<T>& list);
template <class T>
std::string shown(const std::optional<T>& value);
template <class T>
std::string shown(const T& value) {
  if constexpr (Described<T>) {
    std::string out;
    if constexpr (requires { T::type; }) out = T::type;
    out += '{';
    boost::mp11::mp_for_each<Members<T>>([&](auto m) { out += std::string(m.name) + '=' + shown(value.*m.pointer) + ' '; });
    return out + '}';
  } else if constexpr (std::is_enum_v<T>) {
    return boost::describe::enum_to_string(value, "?");
  } else if constexpr (std::is_integral_v<T>) {
    return std::to_string(value);
  } else {
    return "...";
  }
}
template <class T>
std::string shown(const std::vector<T>& list) {
  std::string out = "[";
  for (const T& one : list) out += shown(one) + ' ';
  return out + ']';
}
template <class T>
std::string shown(const std::optional<T>& value) {
  return value ? shown(*value) : "none";
}
template <class... T>
std::string shown(const std::variant<T...>& value) {
  return std::visit([](const auto& x) { return shown(x); }, value);
}

}  // namespace programme
