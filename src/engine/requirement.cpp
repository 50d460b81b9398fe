#include "engine/requirement.h"

#include "access/decide.h"
#include "access/table.h"
#include "base/result.h"

namespace seethrough::engine {
namespace {

using access::Programme;
using Place = std::optional<PlaceCode>;

template <class... Commands>
constexpr bool every_command_has_a_rule(const std::variant<Commands...>*) {
  return (access::rule_of(Commands::type) && ...);
}
static_assert(every_command_has_a_rule(static_cast<const subsidies::Command*>(nullptr)));
static_assert(every_command_has_a_rule(static_cast<const complaints::Command*>(nullptr)));
static_assert(every_command_has_a_rule(static_cast<const projects::Command*>(nullptr)));
static_assert(every_command_has_a_rule(static_cast<const chains::Command*>(nullptr)));
static_assert(every_command_has_a_rule(static_cast<const publication::Command*>(nullptr)));
static_assert(every_command_has_a_rule(static_cast<const access::Command*>(nullptr)));

Place place_of_claim(const subsidies::State& state, subsidies::ClaimNumber number) {
  const subsidies::Claim* claim = state.claim(number);
  const subsidies::Terms* terms = claim ? subsidies::terms_of(*claim) : nullptr;
  return terms ? Place(terms->place) : std::nullopt;
}

Place place_of_merchant(const subsidies::State& state, const std::string& code) {
  const subsidies::Merchant* merchant = state.roster.merchant(code);
  return merchant ? Place(merchant->place) : std::nullopt;
}

Place place_of_batch(const subsidies::State& state, const std::string& id) {
  const subsidies::Batch* batch = state.batch(id);
  return batch ? Place(state.roster.merchants[batch->merchant].place) : std::nullopt;
}

Place place_of_round(const subsidies::State& state, const std::string& id) {
  const subsidies::Round* round = state.round(id);
  return round ? Place(round->opened.place) : std::nullopt;
}

/// Those of every claim and batch that the command names.
template <class Command>
std::vector<Place> places_of_all(const subsidies::State& state, const Command& c) {
  std::vector<Place> places;
  for (const std::string& id : c.batches) places.push_back(place_of_batch(state, id));
  for (const subsidies::ClaimNumber number : c.claims) places.push_back(place_of_claim(state, number));
  return places;
}

/// The places that a command concerns: nothing at all stands for the whole city. A new claim is where it says it is, a
/// store and a batch are where their merchant is, what a person draws, where the person is. Funds and orders are the whole
/// city's: nobody pays who answers for a part of it.
std::vector<Place> places_of(const Records& records, const subsidies::Command& command) {
  const subsidies::State& state = records.subsidies;
  return std::visit(
      [&](const auto& c) -> std::vector<Place> {
        if constexpr (requires { c.purchase; }) return {c.purchase.place};
        else if constexpr (requires { c.purpose; } || requires { c.order; }) return {};     // a seed, an order
        else if constexpr (requires { c.store; }) return {place_of_merchant(state, c.merchant)};
        else if constexpr (requires { c.place; }) return {c.place};
        else if constexpr (requires { c.round; }) return {place_of_round(state, c.round)};  // its lot
        else if constexpr (requires { c.batches; }) return places_of_all(state, c);
        else if constexpr (requires { c.merchant; }) return {place_of_merchant(state, c.merchant)};
        else if constexpr (requires { c.batch; }) return {place_of_batch(state, c.batch)};
        else if constexpr (requires { c.claim; }) return {place_of_claim(state, c.claim)};
        else return {};  // funds, products
      },
      command);
}

Place place_of_case(const complaints::State& state, const std::string& campaign_id, const std::string& number) {
  const complaints::Campaign* campaign = state.campaign(campaign_id);
  const complaints::Case* found = campaign ? campaign->find(number) : nullptr;
  return found ? Place(found->entry.place) : std::nullopt;
}

/// A step of a case concerns where the case is, and where the step takes it or finds another.
std::vector<Place> places_of(const Records& records, const complaints::Command& command) {
  const complaints::State& state = records.complaints;
  return std::visit(
      [&](const auto& c) -> std::vector<Place> {
        if constexpr (std::is_same_v<decltype(c), const complaints::RegisterCase&>) return {c.place};
        else if constexpr (!requires { c.number; }) return {};  // a campaign, a batch: the whole city
        else {
          std::vector<Place> places{place_of_case(state, c.campaign, c.number)};
          if constexpr (requires { c.place; }) places.push_back(c.place);
          // A unit answers for itself, wherever the case was until now.
          if constexpr (requires { c.unit; }) places = {Place(c.unit.place)};
          if constexpr (requires { c.merged; })
            for (const std::string& number : c.merged) places.push_back(place_of_case(state, c.campaign, number));
          return places;
        }
      },
      command);
}

std::vector<Place> places_of(const Records& records, const projects::Command& command) {
  return std::visit(Overloaded{
                        [](const projects::RegisterProject& c) { return std::vector<Place>{c.place}; },
                        [](const projects::DeclarePlan&) { return std::vector<Place>{}; },
                        [&](const auto& c) {
                          const projects::Project* project = records.projects.find(c.project);
                          return std::vector{project ? Place(project->registered.place) : std::nullopt};
                        },
                    },
                    command);
}

std::vector<Place> places_of(const Records&, const chains::Command&) { return {}; }
std::vector<Place> places_of(const Records&, const publication::Command&) { return {}; }
std::vector<Place> places_of(const Records& records, const access::Command& command) {
  // A person's data lie in no single place: whoever decides on them does so for the whole city.
  if (std::holds_alternative<access::ApproveErasure>(command) || std::holds_alternative<access::RefuseErasure>(command))
    return {};
  return {access::place_of(records.access, command)};
}

/// In which programme, where the rule leaves it to the command.
Programme programme_of(const publication::Command& command) {
  switch (std::get<publication::IssueBulletin>(command).series) {
    case publication::Series::subsidies: return Programme::subsidies;
    case publication::Series::complaints: return Programme::complaints;
    case publication::Series::projects: return Programme::projects;
    case publication::Series::disclosures: return Programme::complaints;
    case publication::Series::corrections: return Programme::all;
  }
  return Programme::all;
}
Programme programme_of(const access::Command& command) {
  return std::visit(
      [](const auto& c) {
        if constexpr (requires { c.programme; }) return c.programme;
        return Programme::all;
      },
      command);
}
template <class Command>
Programme programme_of(const Command&) {
  return Programme::all;
}

}  // namespace

std::vector<access::Requirement> requirements(const Records& records, const journal::Command& command) {
  const access::CommandRule& rule = *access::rule_of(journal::type_of(command));
  return std::visit(
      [&](const auto& of_programme) {
        const Programme programme =
            rule.programme == Programme::all ? programme_of(of_programme) : rule.programme;
        std::vector<access::Requirement> asked;
        for (const Place& place : places_of(records, of_programme)) asked.push_back({rule.right, programme, place});
        if (asked.empty()) asked.push_back({rule.right, programme, records.root});
        return asked;
      },
      command);
}

}  // namespace seethrough::engine
