#include "complaints/decide.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "complaints/moves.h"
#include "identifiers/case_number.h"

namespace seethrough::complaints {
namespace {

Unexpected<Rejection> refuse(Rejection rejection) { return {std::move(rejection)}; }

bool has_type(const Campaign& campaign, const std::string& type) {
  const auto& types = campaign.declared.types;
  return std::find(types.begin(), types.end(), type) != types.end();
}

std::optional<Rejection> where_it_counts(const Context& context, const Campaign& campaign, PlaceCode place,
                                         const std::string& pollution) {
  if (!context.places.find(place) || !context.places.within(place, campaign.declared.place))
    return UnknownPlace{place};
  if (!has_type(campaign, pollution)) return UnknownType{pollution};
  return std::nullopt;
}

Decision decide_command(const Context& context, const DeclareCampaign& c) {
  if (context.state.campaign(c.campaign)) return refuse(CampaignAlreadyDeclared{c.campaign});
  if (c.campaign.empty()) return refuse(CampaignNotSound{"campaign"});
  if (!is_case_number_pattern(c.number_pattern)) return refuse(CampaignNotSound{"number_pattern"});
  if (c.stationed_to < c.stationed_from) return refuse(CampaignNotSound{"stationed_to"});
  if (c.types.empty()) return refuse(CampaignNotSound{"types"});
  if (!context.places.find(c.place)) return refuse(UnknownPlace{c.place});
  return Event{CampaignDeclared{c}};
}

Decision decide_command(const Context& context, const RegisterCase& c) {
  const Campaign* campaign = context.state.campaign(c.campaign);
  if (!campaign) return refuse(UnknownCampaign{c.campaign});
  if (c.day > context.today) return refuse(DayInFuture{c.day, context.today});
  const auto parsed = parse_case_number(campaign->declared.number_pattern, c.number);
  const char letter = c.channel == Channel::phone ? 'D' : 'X';
  if (!parsed || parsed->key || (parsed->channel != 0 && parsed->channel != letter))
    return refuse(NumberMalformed{c.number, campaign->declared.number_pattern});
  if (const Case* known = campaign->find(c.number)) return refuse(CaseAlreadyRegistered{c.number, known->entry.batch});
  const Period station{campaign->declared.stationed_from, campaign->declared.stationed_to};
  if (!station.contains(c.day)) return refuse(OutsideStation{c.day, station.first, station.last});
  if (auto wrong = where_it_counts(context, *campaign, c.place, c.pollution)) return refuse(std::move(*wrong));
  if (c.batch >= 1 && c.batch <= static_cast<int>(campaign->batches.size()))
    return refuse(BatchAlreadyHandedOver{c.batch, campaign->batches[static_cast<std::size_t>(c.batch - 1)].day});
  if (c.batch < 1) return refuse(BatchOutOfTurn{c.batch, static_cast<int>(campaign->batches.size()) + 1});
  return Event{CaseRegistered{c}};
}

Decision decide_command(const Context& context, const HandOverBatch& c) {
  const Campaign* campaign = context.state.campaign(c.campaign);
  if (!campaign) return refuse(UnknownCampaign{c.campaign});
  if (c.day > context.today) return refuse(DayInFuture{c.day, context.today});
  const int next = static_cast<int>(campaign->batches.size()) + 1;
  if (c.batch >= 1 && c.batch < next)
    return refuse(BatchAlreadyHandedOver{c.batch, campaign->batches[static_cast<std::size_t>(c.batch - 1)].day});
  if (c.batch != next) return refuse(BatchOutOfTurn{c.batch, next});
  if (auto difference = first_difference(*campaign, c.batch, c.header)) return refuse(std::move(*difference));
  return Event{BatchHandedOver{c.campaign, c.batch, c.day, c.forwarded_on, c.header, c.reconstructed}};
}

Decision decide_command(const Context& context, const CorrectCase& c) {
  const Campaign* campaign = context.state.campaign(c.campaign);
  if (!campaign) return refuse(UnknownCampaign{c.campaign});
  const Case* one = campaign->find(c.number);
  if (!one) return refuse(UnknownCase{c.number});
  return decide_by_state<Decision>(one->progress, c, context, [&](const auto& state, const auto&) -> Decision {
    return refuse(NotInThisState{c.number, std::string(state.name), std::string(CorrectCase::type)});
  });
}

Decision decide_command(const Context& context, const DiscloseBatch& c) {
  const Campaign* campaign = context.state.campaign(c.campaign);
  if (!campaign) return refuse(UnknownCampaign{c.campaign});
  if (c.day > context.today) return refuse(DayInFuture{c.day, context.today});
  if (c.batch < 1 || c.batch > static_cast<int>(campaign->batches.size())) return refuse(UnknownBatch{c.batch});
  return Event{BatchDisclosed{c.campaign, c.batch, c.day}};
}

}  // namespace

// The legal moves of a case once it is registered.

Decision decide_move(const HandedOver&, const CorrectCase& c, const Context& context) {
  const Campaign& campaign = *context.state.campaign(c.campaign);
  if (c.day > context.today) return refuse(DayInFuture{c.day, context.today});
  if (auto wrong = where_it_counts(context, campaign, c.place, c.pollution)) return refuse(std::move(*wrong));
  const RegisterCase& now = campaign.find(c.number)->entry;
  if (now.place == c.place && now.pollution == c.pollution && now.key_case == c.key_case)
    return refuse(NothingToCorrect{c.number});
  return Event{CaseCorrected{c.campaign, c.number, c.place, c.pollution, c.key_case, c.day, c.reason}};
}

std::optional<BatchDoesNotTally> first_difference(const Campaign& campaign, int batch, const BatchHeader& header) {
  std::int64_t cases = 0, key_cases = 0;
  std::map<PlaceCode, std::int64_t> places;
  std::map<std::string, std::int64_t> types;
  for (const Case& one : campaign.cases) {
    if (one.entry.batch != batch) continue;
    ++cases;
    key_cases += one.entry.key_case ? 1 : 0;
    ++places[one.entry.place];
    ++types[one.entry.pollution];
  }
  if (header.cases != cases) return BatchDoesNotTally{batch, "cases", header.cases, cases};
  if (header.key_cases != key_cases) return BatchDoesNotTally{batch, "key_cases", header.key_cases, key_cases};
  for (const PlaceCount& stated : header.by_place) {
    const std::int64_t counted = places[stated.place];
    places.erase(stated.place);
    if (counted != stated.cases)
      return BatchDoesNotTally{batch, fmt::format("place {}", stated.place.value), stated.cases, counted};
  }
  for (const auto& [place, counted] : places) {
    if (counted != 0) return BatchDoesNotTally{batch, fmt::format("place {}", place.value), 0, counted};
  }
  for (const TypeCount& stated : header.by_type) {
    const std::int64_t counted = types[stated.pollution];
    types.erase(stated.pollution);
    if (counted != stated.cases)
      return BatchDoesNotTally{batch, fmt::format("type {}", stated.pollution), stated.cases, counted};
  }
  for (const auto& [type, counted] : types) {
    if (counted != 0) return BatchDoesNotTally{batch, fmt::format("type {}", type), 0, counted};
  }
  return std::nullopt;
}

Decision decide(const Context& context, const Command& command) {
  return std::visit([&](const auto& c) { return decide_command(context, c); }, command);
}

}  // namespace seethrough::complaints
