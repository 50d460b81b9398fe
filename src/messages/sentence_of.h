#pragma once
// Private to this room: how a rejection and the sentence that belongs to it become text.
//
// A sentence is plain text with placeholders: {member}, or {member:form}, where the form is one of
//   words   a state, command or field identifier, said in words
//   stage   a batch's stage, said in words
//   givers  who gives discounts, in their order ("maker > store"), said in words
//   plain   a whole number without grouping: a year
//   percent basis points as a percentage

#include <algorithm>
#include <boost/describe/members.hpp>
#include <boost/mp11/algorithm.hpp>
#include <concepts>
#include <cstdint>
#include <string>
#include <string_view>
#include <type_traits>
#include <variant>

#include "access/roles.h"
#include "base/language.h"
#include "calendar/day.h"
#include "calendar/instant.h"
#include "complaints/commands_case.h"
#include "money/fen.h"
#include "places/place.h"
#include "projects/commands.h"
#include "subsidies/commands.h"

namespace seethrough::messages {

/// The sentence of one rejection: static constexpr std::string_view zh, en. Specialised beside each programme.
template <class Rejection>
struct Sentence;

template <class Rejection>
using Members = boost::describe::describe_members<Rejection, boost::describe::mod_public>;

/// One piece of a sentence: literal text, or a placeholder.
struct Piece {
  std::string_view literal;
  std::string_view member;  ///< empty for a literal
  std::string_view form;
};

/// Takes the next piece off the front of `rest`, which is not empty. A brace without its other half stays literal, and
/// is_sound() refuses it.
constexpr Piece take_piece(std::string_view& rest) {
  const std::size_t close = rest.find('}');
  if (rest.front() != '{' || close == std::string_view::npos) {
    const std::size_t size = std::min(rest.find('{', 1), rest.size());
    const Piece piece{rest.substr(0, size), {}, {}};
    rest.remove_prefix(size);
    return piece;
  }
  const std::string_view inside = rest.substr(1, close - 1);
  const std::size_t colon = inside.find(':');
  rest.remove_prefix(close + 1);
  if (colon == std::string_view::npos) return {{}, inside, {}};
  return {{}, inside.substr(0, colon), inside.substr(colon + 1)};
}

template <class Value>
constexpr bool form_fits(std::string_view form) {
  if (form.empty()) return true;
  if (form == "words" || form == "stage" || form == "givers") return std::is_same_v<Value, std::string>;
  if (form == "plain" || form == "percent") return std::is_integral_v<Value>;
  return false;
}

/// Whether every placeholder of `text` names a member of the rejection, in a form that its type has.
template <class Rejection>
constexpr bool is_sound(std::string_view text) {
  if (text.empty()) return false;
  while (!text.empty()) {
    const Piece piece = take_piece(text);
    if (piece.member.empty()) {
      if (piece.literal.find_first_of("{}") != std::string_view::npos) return false;
      if (piece.literal.empty()) return false;  // "{}"
      continue;
    }
    bool found = false;
    boost::mp11::mp_for_each<Members<Rejection>>([&](auto member) {
      using Value = std::remove_cvref_t<decltype(std::declval<const Rejection&>().*decltype(member)::pointer)>;
      found = found || (piece.member == decltype(member)::name && form_fits<Value>(piece.form));
    });
    if (!found) return false;
  }
  return true;
}

constexpr bool mentions(std::string_view text, std::string_view member) {
  while (!text.empty()) {
    if (take_piece(text).member == member) return true;
  }
  return false;
}

/// Whether both languages tell the same: a member that one mentions is mentioned by the other. A member ending in _zh
/// or _en is text in that language and belongs to its sentence alone.
template <class Rejection>
constexpr bool tells_the_same(std::string_view zh, std::string_view en) {
  bool same = true;
  boost::mp11::mp_for_each<Members<Rejection>>([&](auto member) {
    const std::string_view name = decltype(member)::name;
    if (name.ends_with("_zh"))
      same = same && !mentions(en, name);
    else if (name.ends_with("_en"))
      same = same && !mentions(zh, name);
    else
      same = same && mentions(zh, name) == mentions(en, name);
  });
  return same;
}

template <class Rejection>
concept Told = requires {
  { Sentence<Rejection>::zh } -> std::convertible_to<std::string_view>;
  { Sentence<Rejection>::en } -> std::convertible_to<std::string_view>;
};

void append(std::string& out, Fen amount, std::string_view form, Language language);
void append(std::string& out, Day day, std::string_view form, Language language);
void append(std::string& out, PlaceCode place, std::string_view form, Language language);
void append(std::string& out, subsidies::ClaimNumber claim, std::string_view form, Language language);
void append(std::string& out, subsidies::EntitlementNumber entitlement, std::string_view form, Language language);
void append(std::string& out, Instant instant, std::string_view form, Language language);
void append(std::string& out, subsidies::Standing standing, std::string_view form, Language language);
void append(std::string& out, subsidies::FundLevel level, std::string_view form, Language language);
void append(std::string& out, rules::Giver giver, std::string_view form, Language language);
void append(std::string& out, rules::CheckId check, std::string_view form, Language language);
void append(std::string& out, complaints::LadderStep step, std::string_view form, Language language);
void append(std::string& out, projects::Stage stage, std::string_view form, Language language);
void append(std::string& out, access::Role role, std::string_view form, Language language);
void append(std::string& out, access::Right right, std::string_view form, Language language);
void append(std::string& out, access::Programme programme, std::string_view form, Language language);
void append(std::string& out, const std::string& text, std::string_view form, Language language);
void append(std::string& out, std::int64_t number, std::string_view form, Language language);
inline void append(std::string& out, int number, std::string_view form, Language language) {
  append(out, std::int64_t{number}, form, language);
}

template <class Rejection>
std::string told(const Rejection& rejection, Language language) {
  static_assert(Told<Rejection>, "a rejection has no sentence");
  static_assert(is_sound<Rejection>(Sentence<Rejection>::zh), "a Chinese sentence has a placeholder that is no member");
  static_assert(is_sound<Rejection>(Sentence<Rejection>::en), "an English sentence has a placeholder that is no member");
  static_assert(tells_the_same<Rejection>(Sentence<Rejection>::zh, Sentence<Rejection>::en),
                "a sentence tells in one language what it keeps back in the other");
  std::string out;
  std::string_view rest = in(language, Sentence<Rejection>::zh, Sentence<Rejection>::en);
  while (!rest.empty()) {
    const Piece piece = take_piece(rest);
    out += piece.literal;
    if (piece.member.empty()) continue;
    boost::mp11::mp_for_each<Members<Rejection>>([&](auto member) {
      if (piece.member == decltype(member)::name)
        append(out, rejection.*decltype(member)::pointer, piece.form, language);
    });
  }
  return out;
}

template <class... Rejections>
std::string sentence_of(const std::variant<Rejections...>& rejection, Language language) {
  return std::visit([&](const auto& one) { return told(one, language); }, rejection);
}

}  // namespace seethrough::messages
