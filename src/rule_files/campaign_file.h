#pragma once
// Campaign files (督察活动文件): what an inspection campaign's own notice sets, as people write it, in YAML.
// campaigns/README.md explains the format by example.
//
//   file       = campaign: <id>, name: text, place: <code>, stationed: <first day>..<last day>, remark?: text,
//                sources: [source…], numbers, types, counting, limits?: [limit…], extension?, disclosure?, phone?,
//                stated?: [quantity…], hand_over?
//   source     = id, title: text, issuer?, number?, dated?, note?: text
//   text       = {zh, en}
//   numbers    = {pattern: <pattern>, source}              see identifiers/case_number.h
//   types      = {names: [<type>…], source}                in the order in which they are printed
//   counting   = {types: primary|labels|issues|combined, combined_class?: <name>,
//                 splits?: as_received|after_splitting|both, joint?: none|own_line|by_share|in_each,
//                 duplicates?: counted|removed|flagged|both, not_alone?: [<type>…], source}
//   limit      = {limit: accept|report|publish|notice|summons, days: <n>, working: true|false, source}
//   extension  = {at_most: <n>, source}                    days by which the report can be put off, in all
//   disclosure = {series?: <name>, columns: [<column>…], source}   columns by the ids of complaints/disclosure.h
//   phone      = {hours: 08:00-20:00, source}
//   quantity   = {name: <name>, value: <n>, unit: <unit>, bound: exactly|over|within, source}
//   hand_over  = {by: batch|case, source}                  case: each when it is registered; batch, if not said
//
// Every number and every rule names the source that sets it. A limit that no source sets is left out: then there is
// none. complaints/commands_campaign.h says from which day each limit runs, complaints/counting.h what each way of
// counting means. A remark is for readers of the file and is not declared.

#include <string_view>

#include "base/failure.h"
#include "base/result.h"
#include "complaints/commands_campaign.h"
#include "places/tree.h"

namespace seethrough {

/// The declaration that `text` spells, of a place of `places`. The first fault is reported as `malformed`, with the
/// file's name, the line, what is wrong and what is expected: an unknown or missing key, a value out of form, a source
/// that is not defined, a limit, type or column that stands twice, a rule that contradicts itself.
[[nodiscard]] Result<complaints::DeclareCampaign, Failure> read_campaign_file(std::string_view text,
                                                                              std::string_view file_name,
                                                                              const Tree& places);

}  // namespace seethrough
