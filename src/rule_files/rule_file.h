#pragma once
// Rule files (规则文件): a year's rules as people write them, in YAML. rules/README.md explains the format by example.
//
//   file      = year: <yyyy>, version: <yyyy>/<n>, in_force: <day>, sources: [source…], classes: [class…],
//               checks?: [check…]
//   source    = id, title: text, issuer?, number?, dated?, local?: true|false, note?: text
//   text      = {zh, en}
//   class     = id, name: text, limit: limit, kinds: [kind…], requires?: [condition…], clauses: [clause…],
//               clocks?: [clock…], price_order?: {order: [giver…], source}, entitlement?: entitlement
//   limit     = {count: <n>, per: kind|class}           what one person may receive in a calendar year
//   kind      = id, name: text, limit?: <n>, local?: true|false   the kind's own count, where the class counts per kind
//   clause    = id, text: text, kinds?: [kind id…], days: <first>..<last>, when?: [test…], requires?: [condition…],
//               rate: <n>% and cap: <money>, or flat: <money>; source
//   test      = {field: <name>, <op>: <value>}          op: equals one_of at_most at_least on_or_before on_or_after
//                                                       present (present: true)
//   condition = id, given?: [test…], a test's keys, text: text, source, disputed?: {values: [text…], why: text}
//   clock     = {stage: accept|review|pay, days: <n>, working: true|false, source}
//   giver     = maker, channel, store or government; government stands once
//   entitlement = {required: true|false, online_days: <n>, offline_until_week_end: true|false, forfeited_after: <n>, source}
//   check     = {check: <name>, severity: refuse|hold|flag, classes?: [class id or prefix…], text: text, source} and
//               for price_history months and tolerance: <n>%, for burst count and minutes
//
// `in_force` is the first day on which decisions follow the edition: a later edition of a year changes it retroactively,
// as far back as the days of its clauses go. A local kind without an efficiency label gets at most the lowest rate that
// its class states for a label. A disputed value's first entry is the one that the test uses.
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
/// outside the year, two clauses that could both speak for one purchase, or a local kind above the
/// rate of its class.
[[nodiscard]] Result<rules::Edition, Failure> read_rule_file(std::string_view text, std::string_view file_name);

}  // namespace seethrough
