#include "complaints/decide.h"

#include <algorithm>

#include "complaints/deciding.h"
#include "complaints/disclosure.h"
#include "complaints/moves.h"
#include "complaints/tally.h"
#include "identifiers/case_number.h"

namespace seethrough::complaints {
namespace {

bool has_type(const Campaign& campaign, const std::string& type) {
  const auto& types = campaign.declared.types;
  return std::find(types.begin(), types.end(), type) != types.end();
}

/// The first field of the terms that can't be used.
const char* unsound(const CampaignTerms& terms) {
  constexpr int longest = 3'660;
  for (const TimeLimit* one : {&terms.accept, &terms.report, &terms.publish, &terms.notice, &terms.summons})
    if (one->days < 0 || one->days > longest) return "limits";
  if (terms.counting && unsound(*terms.counting)) return "counting";
  if (terms.extend_at_most < 0 || terms.extend_at_most > longest) return "extend_at_most";
  for (const std::string& column : terms.columns)
    if (!find_column(column)) return "columns";
  return nullptr;
}

Decision decide_command(const Context& context, const DeclareCampaign& c) {
  if (context.state.campaign(c.campaign)) return refuse(CampaignAlreadyDeclared{c.campaign});
  if (c.campaign.empty()) return refuse(CampaignNotSound{"campaign"});
  if (!is_case_number_pattern(c.number_pattern)) return refuse(CampaignNotSound{"number_pattern"});
  if (c.stationed_to < c.stationed_from) return refuse(CampaignNotSound{"stationed_to"});
  if (c.types.empty()) return refuse(CampaignNotSound{"types"});
  if (c.terms) {
    if (const char* field = unsound(*c.terms)) return refuse(CampaignNotSound{field});
  }
  if (!context.places.find(c.place)) return refuse(UnknownPlace{c.place});
  return Event{CampaignDeclared{c}};
}

/// The further types and the number of issues.
std::optional<Rejection> sound_parts(const Campaign& campaign, const RegisterCase& c) {
  std::vector<std::string> seen{c.pollution};
  for (const std::string& type : c.further_types.value_or(std::vector<std::string>{})) {
    if (!has_type(campaign, type)) return UnknownType{type};
    if (std::find(seen.begin(), seen.end(), type) != seen.end()) return NotSound{"further_types"};
    seen.push_back(type);
  }
  if (!can_count(campaign, c)) return NotSound{"further_types"};
  constexpr int most_issues = 99;
  if (c.issues && (*c.issues < 1 || *c.issues > most_issues)) return NotSound{"issues"};
  return std::nullopt;
}

Decision decide_command(const Context& context, const RegisterCase& c) {
  const Campaign* campaign = context.state.campaign(c.campaign);
  if (!campaign) return refuse(UnknownCampaign{c.campaign});
  if (auto wrong = in_time(context, c.day)) return refuse(std::move(*wrong));
  const auto parsed = parse_case_number(campaign->declared.number_pattern, c.number);
  const char letter = "DXW"[static_cast<int>(c.channel)];
  if (!parsed || parsed->key || (parsed->channel != 0 && parsed->channel != letter))
    return refuse(NumberMalformed{c.number, campaign->declared.number_pattern});
  if (const Case* known = campaign->find(c.number)) return refuse(CaseAlreadyRegistered{c.number, known->entry.batch});
  const Period station{campaign->declared.stationed_from, campaign->declared.stationed_to};
  if (!station.contains(c.day)) return refuse(OutsideStation{c.day, station.first, station.last});
  if (auto wrong = where_it_counts(context, *campaign, c.place, c.pollution)) return refuse(std::move(*wrong));
  if (auto wrong = sound_parts(*campaign, c)) return refuse(std::move(*wrong));
  if (campaign->terms().continuous) {
    if (c.batch != 0) return refuse(NotSound{"batch"});
    auto dues = dues_from(context, campaign->terms(), c.day);
    if (!dues) return refuse(std::move(dues.error()));
    return Event{CaseRegistered{c, *dues}};
  }
  if (c.batch >= 1 && c.batch <= static_cast<int>(campaign->batches.size()))
    return refuse(BatchAlreadyHandedOver{c.batch, campaign->batches[static_cast<std::size_t>(c.batch - 1)].day});
  if (c.batch < 1) return refuse(BatchOutOfTurn{c.batch, static_cast<int>(campaign->batches.size()) + 1});
  return Event{CaseRegistered{c, {}}};
}

Decision decide_command(const Context& context, const HandOverBatch& c) {
  const Campaign* campaign = context.state.campaign(c.campaign);
  if (!campaign) return refuse(UnknownCampaign{c.campaign});
  if (auto wrong = in_time(context, c.day)) return refuse(std::move(*wrong));
  const int next = static_cast<int>(campaign->batches.size()) + 1;
  if (c.batch >= 1 && c.batch < next)
    return refuse(BatchAlreadyHandedOver{c.batch, campaign->batches[static_cast<std::size_t>(c.batch - 1)].day});
  if (c.batch != next) return refuse(BatchOutOfTurn{c.batch, next});
  if (auto difference = first_difference(*campaign, c.batch, c.header)) return refuse(std::move(*difference));
  auto dues = dues_from(context, campaign->terms(), c.day);
  if (!dues) return refuse(std::move(dues.error()));
  const bool none = !dues->report && !dues->publish;
  return Event{BatchHandedOver{c.campaign, c.batch, c.day, c.forwarded_on, c.header, c.reconstructed,
                               none ? std::nullopt : std::optional(*dues)}};
}

/// A step of a case: what its state allows.
template <class C>
  requires requires(const C& c) { c.number; }
Decision decide_command(const Context& context, const C& c) {
  const Campaign* campaign = context.state.campaign(c.campaign);
  if (!campaign) return refuse(UnknownCampaign{c.campaign});
  const Case* one = campaign->find(c.number);
  if (!one) return refuse(UnknownCase{c.number});
  return decide_by_state<Decision>(one->progress, c, context, [&](const auto& state, const auto&) -> Decision {
    return refuse(NotInThisState{c.number, std::string(state.name), std::string(C::type)});
  });
}

/// Whether each of the cases can be made public with the batch.
std::optional<Rejection> sound_disclosure(const Campaign& campaign, const DiscloseBatch& c) {
  if (c.cases->empty()) return NotSound{"cases"};
  for (const std::string& number : *c.cases) {
    const Case* one = campaign.find(number);
    if (!one) return UnknownCase{number};
    if (one->entry.batch != c.batch) return CaseOfAnotherBatch{number, one->entry.batch};
    if (!one->outcome) return OutcomeMissing{number};
    if (!one->text) return TextMissing{number};
  }
  return std::nullopt;
}

Decision decide_command(const Context& context, const DiscloseBatch& c) {
  const Campaign* campaign = context.state.campaign(c.campaign);
  if (!campaign) return refuse(UnknownCampaign{c.campaign});
  if (auto wrong = in_time(context, c.day)) return refuse(std::move(*wrong));
  if (c.batch < 1 || c.batch > static_cast<int>(campaign->batches.size())) return refuse(UnknownBatch{c.batch});
  if (c.cases) {
    if (auto wrong = sound_disclosure(*campaign, c)) return refuse(std::move(*wrong));
  }
  return Event{BatchDisclosed{c.campaign, c.batch, c.day, c.cases}};
}

Decision decide_command(const Context& context, const SuspendCampaign& c) {
  const Campaign* campaign = context.state.campaign(c.campaign);
  if (!campaign) return refuse(UnknownCampaign{c.campaign});
  if (auto wrong = in_time(context, c.day)) return refuse(std::move(*wrong));
  if (auto wrong = sound_text("reason", c.reason, longest_reason)) return refuse(std::move(*wrong));
  if (campaign->suspended_since) return refuse(AlreadySuspended{*campaign->suspended_since});
  return Event{CampaignSuspended{c}};
}

Decision decide_command(const Context& context, const ResumeCampaign& c) {
  const Campaign* campaign = context.state.campaign(c.campaign);
  if (!campaign) return refuse(UnknownCampaign{c.campaign});
  if (auto wrong = in_time(context, c.day)) return refuse(std::move(*wrong));
  if (!campaign->suspended_since) return refuse(NotSuspended{});
  if (c.day < *campaign->suspended_since) return refuse(NotSound{"day"});
  CampaignResumed resumed{c, {}};
  for (const Case& one : campaign->cases) {
    const bool runs = std::holds_alternative<HandedOver>(one.progress) && !one.clock.suspended_since;
    // A clock that began while the campaign was suspended did not stand still before.
    const Day since = std::max(*campaign->suspended_since, one.clock.handed_over);
    if (!runs || one.clock.dues == Dues{} || c.day <= since) continue;
    auto moved = dues_moved(context, campaign->terms(), one.clock.dues, since, c.day);
    if (!moved) return refuse(std::move(moved.error()));
    resumed.moved.push_back({one.entry.number, *moved});
  }
  return Event{std::move(resumed)};
}

}  // namespace

std::optional<BatchDoesNotTally> first_difference(const Campaign& campaign, int batch, const BatchHeader& header) {
  const std::vector<Difference> all = batch_differences(campaign, batch, header);
  if (all.empty()) return std::nullopt;
  const Difference& first = all.front();
  return BatchDoesNotTally{batch, first.part, first.stated / first.unit, first.counted / first.unit};
}

Decision decide(const Context& context, const Command& command) {
  return std::visit([&](const auto& c) { return decide_command(context, c); }, command);
}

}  // namespace seethrough::complaints
