#pragma once
// The words (名称) for states, stages, commands and fields, in both languages.

#include <optional>
#include <string_view>

#include "access/roles.h"
#include "base/language.h"
#include "projects/commands.h"
#include "subsidies/state.h"

namespace seethrough {

/// The label of a claim's or a case's state ("redeemed", 已核销) or of a project's stage ("reserve", 储备). A state that
/// no programme has is a bug. "withdrawn" is the claim's; a project's is told by its Stage, below.
std::string_view state_label(std::string_view state, Language language);
/// The label of a project's stage.
std::string_view state_label(projects::Stage stage, Language language);

/// What a command does, by its type ("subsidies.return_goods", 办理退货). A type that no programme has is a bug.
std::string_view command_label(std::string_view type, Language language);

/// A role ("clerk", 经办); a right as what one may do ("read_audit", 查阅审计记录, "read the audit trail"); a programme.
std::string_view label(access::Role role, Language language);
std::string_view label(access::Right right, Language language);
std::string_view label(access::Programme programme, Language language);

/// What an event says as a step of a story ("subsidies.claim_held/1", 暂缓, "Held"); the type itself for one that has no
/// label.
std::string_view event_label(std::string_view type, Language language);

// The words of the subsidies programme's enumerations.
std::string_view label(subsidies::Standing standing, Language language);
std::string_view label(subsidies::FundLevel level, Language language);
std::string_view label(subsidies::HoldReason reason, Language language);
std::string_view label(subsidies::BatchStage stage, Language language);
std::string_view label(rules::Giver giver, Language language);
std::string_view label(rules::CheckId check, Language language);
std::string_view label(rules::Severity severity, Language language);

/// What a check of the rules found, in words: its figures ("329900 > 286000") with their units and what they mean.
std::string finding_in_words(rules::CheckId check, std::string_view detail, Language language);

/// A state, a command, a field or a line of a batch's cover sheet, as a sentence names it; nothing for any other id.
std::optional<std::string_view> word(std::string_view id, Language language);

}  // namespace seethrough
