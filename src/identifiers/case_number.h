#pragma once
// Case numbers (受理编号) of inspection complaints. The form is the campaign's: D3SX202505280018, X370000201811280030 or
// 信20170816134. A pattern is plain text with these parts in braces:
//   {channel}  D for a phone call, X for a letter, W for the network
//   {date}     YYYYMMDD, a day that exists
//   {serial3} {serial4}  that many digits
// A trailing '*' marks a key case (重点件) and is not part of the pattern.

#include <optional>
#include <string>
#include <string_view>

#include "calendar/day.h"

namespace seethrough {

struct CaseNumber {
  char channel = 0;  ///< 'D', 'X' or 'W'; 0 if the pattern has none
  std::optional<Day> day;
  int serial = 0;
  bool key = false;
};

/// What `number` says under `pattern`; nothing if it has not that form.
std::optional<CaseNumber> parse_case_number(std::string_view pattern, std::string_view number);

/// The number's text under `pattern`.
std::string case_number(std::string_view pattern, const CaseNumber& number);

/// Whether a pattern can be used: known parts only, a date and a serial among them.
bool is_case_number_pattern(std::string_view pattern);

}  // namespace seethrough
