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
  if (!claim) return std::nullopt;
  return std::visit(
      [](const auto& one) -> Place {
        if constexpr (requires { one.terms; }) return one.terms.place;
        return std::nullopt;
      },
      *claim);
}

/// The places that a command concerns: nothing at all stands for the whole city.
std::vector<Place> places_of(const Records& records, const subsidies::Command& command) {
  const auto of_merchant = [&](const std::string& code) -> Place {
    const subsidies::Merchant* merchant = records.subsidies.roster.merchant(code);
    return merchant ? Place(merchant->place) : std::nullopt;
  };
  return std::visit(Overloaded{
                        [](const subsidies::OpenFund&) { return std::vector<Place>{}; },
                        [](const subsidies::AdmitMerchant& c) { return std::vector<Place>{c.place}; },
                        [&](const subsidies::ProfileMerchant& c) { return std::vector{of_merchant(c.merchant)}; },
                        [](const subsidies::Redeem& c) { return std::vector<Place>{c.purchase.place}; },
                        [](const subsidies::Apply& c) { return std::vector<Place>{c.purchase.place}; },
                        [&](const auto& c) { return std::vector{place_of_claim(records.subsidies, c.claim)}; },
                    },
                    command);
}

std::vector<Place> places_of(const Records& records, const complaints::Command& command) {
  const auto of_case = [&](const complaints::CorrectCase& c) -> Place {
    const complaints::Campaign* campaign = records.complaints.campaign(c.campaign);
    const complaints::Case* found = campaign ? campaign->find(c.number) : nullptr;
    return found ? Place(found->entry.place) : std::nullopt;
  };
  return std::visit(Overloaded{
                        [](const complaints::RegisterCase& c) { return std::vector<Place>{c.place}; },
                        // A case that moves concerns where it was and where it goes.
                        [&](const complaints::CorrectCase& c) { return std::vector<Place>{of_case(c), c.place}; },
                        [](const auto&) { return std::vector<Place>{}; },
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
