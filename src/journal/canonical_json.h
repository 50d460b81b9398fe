#pragma once
// Canonical JSON of described structs, as RFC 8785 (JCS) has it: members sorted by name, no white space, numbers whole.
// Days are "YYYY-MM-DD", instants "…Z", octets lower-case hexadecimal, money whole fen, enums their names; an optional
// that holds nothing has no member.

#include <fmt/format.h>

#include <boost/describe/enum_to_string.hpp>
#include <boost/describe/members.hpp>
#include <boost/mp11/algorithm.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/octets.h"
#include "base/strong.h"
#include "calendar/day.h"
#include "calendar/instant.h"
#include "money/fen.h"
#include "rules/facts.h"

namespace seethrough::journal {

void write_json(std::string& out, std::string_view text);
void write_json(std::string& out, const rules::Facts& facts);
inline void write_json(std::string& out, const std::string& text) { write_json(out, std::string_view(text)); }
inline void write_json(std::string& out, bool value) { out += value ? "true" : "false"; }
template <std::integral I>
  requires(!std::is_same_v<I, bool>)
void write_json(std::string& out, I value) {
  const fmt::format_int digits(value);
  out.append(digits.data(), digits.size());
}
inline void write_json(std::string& out, Fen amount) { write_json(out, amount.value); }
inline void write_json(std::string& out, Day day) {
  out.push_back('"');
  append_day(out, day);
  out.push_back('"');
}
inline void write_json(std::string& out, Instant instant) {
  out.push_back('"');
  append_instant(out, instant);
  out.push_back('"');
}
template <class Tag, std::size_t N>
void write_json(std::string& out, const Octets<Tag, N>& octets) {
  out.push_back('"');
  append_hex(out, octets.bytes.data(), N);
  out.push_back('"');
}
template <class Tag, class Rep>
void write_json(std::string& out, const Strong<Tag, Rep>& strong) {
  write_json(out, strong.value);
}
template <class E>
  requires std::is_enum_v<E>
void write_json(std::string& out, E value) {
  out.push_back('"');
  out += boost::describe::enum_to_string(value, "?");
  out.push_back('"');
}
template <class T>
void write_json(std::string& out, const std::vector<T>& list);
template <class T>
  requires boost::describe::has_describe_members<T>::value
void write_json(std::string& out, const T& described);

template <class T>
void write_json(std::string& out, const std::vector<T>& list) {
  out.push_back('[');
  bool first = true;
  for (const T& one : list) {
    if (!first) out.push_back(',');
    first = false;
    write_json(out, one);
  }
  out.push_back(']');
}

template <class A, class B>
using ByName = boost::mp11::mp_bool<(std::string_view(A::name) < std::string_view(B::name))>;
/// The members of T, sorted by name.
template <class T>
using SortedMembers = boost::mp11::mp_sort<boost::describe::describe_members<T, boost::describe::mod_public>, ByName>;

template <class T>
struct IsOptional : std::false_type {};
template <class T>
struct IsOptional<std::optional<T>> : std::true_type {};

template <class T>
  requires boost::describe::has_describe_members<T>::value
void write_json(std::string& out, const T& described) {
  out.push_back('{');
  bool first = true;
  const auto member = [&](std::string_view name, const auto& value) {
    if (!first) out.push_back(',');
    first = false;
    out.push_back('"');
    out += name;
    out += "\":";
    write_json(out, value);
  };
  boost::mp11::mp_for_each<SortedMembers<T>>([&](auto d) {
    const auto& value = described.*d.pointer;
    if constexpr (IsOptional<std::remove_cvref_t<decltype(value)>>::value) {
      if (value) member(d.name, *value);
    } else {
      member(d.name, value);
    }
  });
  out.push_back('}');
}

}  // namespace seethrough::journal
