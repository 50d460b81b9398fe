#include "complaints/personal_data.h"

#include <algorithm>
#include <optional>

#include "identifiers/digits.h"
#include "identifiers/identity_number.h"

namespace seethrough::complaints {
namespace {

/// A run of digits, ASCII or full-width, with single blanks or dashes between them.
struct Run {
  std::string digits;  ///< and a last X
  std::size_t size = 0;
};

/// The digit at the front of the text, and how many octets it takes.
std::optional<std::pair<char, std::size_t>> digit_at(std::string_view text) {
  if (text.empty()) return std::nullopt;
  if (is_digit(text[0])) return std::pair{text[0], std::size_t{1}};
  const bool wide = text.size() >= 3 && text.substr(0, 2) == "\xEF\xBC" && text[2] >= '\x90' && text[2] <= '\x99';
  if (!wide) return std::nullopt;
  return std::pair{static_cast<char>('0' + (text[2] - '\x90')), std::size_t{3}};
}

Run run_at(std::string_view text) {
  Run run;
  while (true) {
    const bool separated = run.size > 0 && run.size < text.size() && (text[run.size] == ' ' || text[run.size] == '-');
    const std::size_t at = run.size + (separated ? 1 : 0);
    const auto digit = digit_at(text.substr(std::min(at, text.size())));
    if (!digit) break;
    run.digits.push_back(digit->first);
    run.size = at + digit->second;
  }
  const bool check = run.digits.size() == 17 && run.size < text.size() && (text[run.size] == 'X' || text[run.size] == 'x');
  if (check) {
    run.digits.push_back('X');
    ++run.size;
  }
  return run;
}

bool is_phone(std::string_view digits) {
  if (digits.size() == 11 && digits[0] == '1' && digits[1] >= '3') return true;
  return digits.size() >= 10 && digits.size() <= 12 && digits[0] == '0';
}

/// The old number: place, YYMMDD, sequence.
bool is_old_identity_number(std::string_view digits) {
  if (digits.size() != 15 || !all_digits(digits) || digits[0] == '0') return false;
  const int month = (digits[8] - '0') * 10 + (digits[9] - '0'), day = (digits[10] - '0') * 10 + (digits[11] - '0');
  return month >= 1 && month <= 12 && day >= 1 && day <= 31;
}

std::optional<PersonalKind> kind_of(std::string_view digits) {
  if (is_phone(digits)) return PersonalKind::phone;
  if (check_identity_number(digits) || is_old_identity_number(digits)) return PersonalKind::identity_number;
  return std::nullopt;
}

bool in_address(char c) {
  return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '.' || c == '_' || c == '-' || c == '+';
}

void find_numbers(std::string_view text, std::vector<PersonalDatum>& found) {
  for (std::size_t at = 0; at < text.size();) {
    const Run run = run_at(text.substr(at));
    if (run.size == 0) {
      ++at;
      continue;
    }
    if (const auto kind = kind_of(run.digits)) found.push_back({at, run.size, *kind});
    at += run.size;
  }
}

void find_addresses(std::string_view text, std::vector<PersonalDatum>& found) {
  for (std::size_t sign = text.find('@'); sign != std::string_view::npos; sign = text.find('@', sign + 1)) {
    std::size_t from = sign, to = sign + 1;
    while (from > 0 && in_address(text[from - 1])) --from;
    while (to < text.size() && in_address(text[to])) ++to;
    const bool dotted = text.substr(sign, to - sign).find('.') != std::string_view::npos;
    if (from < sign && dotted) found.push_back({from, to - from, PersonalKind::email});
  }
}

void find_known(std::string_view text, std::span<const std::string> known, std::vector<PersonalDatum>& found) {
  constexpr std::size_t shortest = 4;  // octets: two characters
  for (const std::string& one : known) {
    if (one.size() < shortest) continue;
    for (std::size_t at = text.find(one); at != std::string_view::npos; at = text.find(one, at + one.size()))
      found.push_back({at, one.size(), PersonalKind::known});
  }
}

void find_titles(std::string_view text, std::vector<PersonalDatum>& found) {
  constexpr std::size_t character = 3;
  for (const std::string_view title : {"先生", "女士", "某某", "师傅", "同志"}) {
    for (std::size_t at = text.find(title); at != std::string_view::npos; at = text.find(title, at + title.size()))
      if (at >= character) found.push_back({at - character, character + title.size(), PersonalKind::title});
  }
}

}  // namespace

std::vector<PersonalDatum> personal_data(std::string_view text, std::span<const std::string> known) {
  std::vector<PersonalDatum> found;
  find_known(text, known, found);
  find_numbers(text, found);
  find_addresses(text, found);
  find_titles(text, found);
  std::stable_sort(found.begin(), found.end(),
                   [](const PersonalDatum& a, const PersonalDatum& b) { return a.from < b.from; });
  std::vector<PersonalDatum> apart;
  for (const PersonalDatum& one : found) {
    if (apart.empty() || one.from >= apart.back().from + apart.back().size) apart.push_back(one);
    else apart.back().size = std::max(apart.back().from + apart.back().size, one.from + one.size) - apart.back().from;
  }
  return apart;
}

std::string blacked_out(std::string_view text, std::span<const PersonalDatum> data) {
  std::string out;
  std::size_t at = 0;
  for (const PersonalDatum& one : data) {
    out += text.substr(at, one.from - at);
    for (const char c : text.substr(one.from, one.size))
      if ((static_cast<unsigned char>(c) & 0xC0u) != 0x80u) out += "■";
    at = one.from + one.size;
  }
  return out + std::string(text.substr(std::min(at, text.size())));
}

}  // namespace seethrough::complaints
