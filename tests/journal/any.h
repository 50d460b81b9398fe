#pragma once
// Any value of any described struct, drawn with RapidCheck member by member: inside a property only.

#include <boost/describe/enumerators.hpp>
#include <boost/describe/members.hpp>
#include <boost/mp11/algorithm.hpp>
#include <boost/mp11/list.hpp>
#include <iterator>
#include <optional>
#include <rapidcheck.h>
#include <string>
#include <type_traits>
#include <vector>

#include "base/octets.h"
#include "base/strong.h"
#include "calendar/day.h"
#include "calendar/instant.h"
#include "journal/event.h"
#include "money/fen.h"
#include "rules/facts.h"

namespace journal_test {

using namespace seethrough;

/// Money as a journal may hold it (an amount taken back) or as a request may ask for it.
enum class Money { any, asked_for };

class Any {
 public:
  explicit Any(Money money) : money_(money) {}

  void fill(bool& out) const { out = *rc::gen::arbitrary<bool>(); }
  void fill(int& out) const { out = *rc::gen::arbitrary<int>(); }
  void fill(std::int64_t& out) const { out = *rc::gen::arbitrary<std::int64_t>(); }
  void fill(Fen& out) const {
    const std::int64_t largest = 99'999'999'999'999;
    out = Fen{*rc::gen::inRange<std::int64_t>(money_ == Money::any ? -largest : 0, largest + 1)};
  }
  void fill(Day& out) const { out = Day{*rc::gen::inRange(first_day().value, last_day().value + 1)}; }
  void fill(Instant& out) const {
    const std::int64_t day_ms = 86'400'000;
    out = Instant{*rc::gen::inRange<std::int64_t>(first_day().value * day_ms, (last_day().value + 1) * day_ms)};
  }
  void fill(std::string& out) const {
    static const std::string pieces[] = {"a",  "Z",    "0",      "长治市", "🚲",   "\"",     "\\",     "/",
                                         "\n", "\x01", "\x1f",   "\x7f",   "\t",   "\xe2\x80\xa8", "e\xcc\x81", " ",
                                         "\b", "\f",   "\r",     "{}",     "null", "补贴",   std::string(1, '\0')};
    out.clear();
    for (int left = *rc::gen::inRange(0, 6); left > 0; --left)
      out += pieces[static_cast<std::size_t>(*rc::gen::inRange(0, static_cast<int>(std::size(pieces))))];
  }
  void fill(rules::Facts& out) const {
    for (std::size_t i = 0; i < rules::field_count; ++i) {
      const auto field = static_cast<rules::Field>(i);
      const auto type = rules::type_of(field);
      const bool code =
          type != rules::FieldType::money && type != rules::FieldType::day && type != rules::FieldType::number;
      if (*rc::gen::arbitrary<bool>()) out.set(field, *rc::gen::inRange<std::int64_t>(0, code ? 2 : 40'000));
    }
  }
  template <class Tag, std::size_t N>
  void fill(Octets<Tag, N>& out) const {
    for (std::uint8_t& octet : out.bytes) octet = *rc::gen::arbitrary<std::uint8_t>();
  }
  template <class Tag, class Rep>
  void fill(Strong<Tag, Rep>& out) const {
    out.value = *rc::gen::arbitrary<Rep>();
  }
  template <class E>
    requires std::is_enum_v<E>
  void fill(E& out) const {
    std::vector<E> all;
    boost::mp11::mp_for_each<boost::describe::describe_enumerators<E>>([&](auto d) { all.push_back(d.value); });
    out = *rc::gen::elementOf(all);
  }
  template <class T>
  void fill(std::optional<T>& out) const {
    out.reset();
    if (*rc::gen::arbitrary<bool>()) fill(out.emplace());
  }
  template <class T>
  void fill(std::vector<T>& out) const {
    out.assign(static_cast<std::size_t>(*rc::gen::inRange(0, 4)), T{});
    for (T& one : out) fill(one);
  }
  template <class T>
    requires boost::describe::has_describe_members<T>::value
  void fill(T& out) const {
    boost::mp11::mp_for_each<boost::describe::describe_members<T, boost::describe::mod_public>>(
        [&](auto d) { fill(out.*d.pointer); });
  }

 private:
  static Day first_day() { return day_of(1900, 1, 1); }
  static Day last_day() { return day_of(2199, 12, 31); }
  Money money_;
};

/// Calls `visit.operator()<Group, One>()` for every alternative One of every variant Group of `Whole`.
template <class Whole, class Visit>
void for_each_alternative(Visit&& visit) {
  using boost::mp11::mp_for_each, boost::mp11::mp_identity, boost::mp11::mp_transform;
  mp_for_each<mp_transform<mp_identity, Whole>>([&](auto group) {
    using Group = typename decltype(group)::type;
    if constexpr (!requires { Group::type; }) {
      mp_for_each<mp_transform<mp_identity, Group>>(
          [&](auto one) { visit.template operator()<Group, typename decltype(one)::type>(); });
    }
  });
}

template <class Group, class One>
Group any_of(Money money) {
  One one;
  Any(money).fill(one);
  return Group{std::move(one)};
}

}  // namespace journal_test
