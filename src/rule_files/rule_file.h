#pragma once
// Rule files (规则文件): a year's rules as people write them, in YAML. rules/README.md explains the format by example.
//
//   file      = year: <yyyy>, version: <yyyy>/<n>, sources: [source…], classes: [class…]
//   source    = id, title: text, issuer?, number?, dated?, local?: true|false, note?: text
//   text      = {zh, en}
//   class     = id, name: text, limit: limit, kinds: [kind…], requires?: [condition…], clauses: [clause…]
//   limit     = {count: <n>, per: kind|class}           what one person may receive in a calendar year
//   kind      = id, name: text, limit?: <n>             the kind's own count, where the class counts per kind
//   clause    = id, text: text, kinds?: [kind id…], days: <first>..<last>, when?: [test…], requires?: [condition…],
//               rate: <n>% and cap: <money>, or flat: <money>; source
//   test      = {field: <name>, <op>: <value>}          op: equals one_of at_most at_least on_or_before on_or_after
//                                                       present (present: true)
//   condition = id, given?: [test…], a test's keys, text: text, source
//
// A clause without `kinds` is for all kinds of its class; the class's requirements stand before the clause's own.
// Values: money as 6000.00 yuan, days as 2025-01-08, powertrain and battery by name, true or false, else digits.

#include <string_view>

#include "base/failure.h"
#include "base/result.h"
#include "rules/edition.h"

namespace seethrough {

/// The edition that `text` spells. The first fault is reported as `malformed`, with the file's name, the line, what is
/// wrong and what is expected: an unknown or missing key, a value out of form, an id used twice or not defined, days
/// outside the year, or two clauses that could both speak for one purchase.
[[nodiscard]] Result<rules::Edition, Failure> read_rule_file(std::string_view text, std::string_view file_name);

}  // namespace seethrough
