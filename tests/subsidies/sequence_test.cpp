// Random sequences of all commands over a small world. Whatever is accepted can be applied; after every event the
// state's accounts, limits, quotas and indexes are recounted from its claims and entitlements, and what the events
// alone add up to from the events; at the end a replay gives an equal state.

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <iostream>
#include <map>

#include "subsidies/recount.h"
#include "subsidies/some_command.h"

using namespace subsidies_test;

namespace {

/// What the events alone say is granted and stands, by fund.
struct Outlay {
  std::map<std::string, Fen> by_fund;

  void see(const Event& event) {
    std::visit(Overloaded{[&](const ClaimRedeemed& e) { by_fund[e.grant.fund] += e.grant.subsidy; },
                          [&](const ClaimApplied& e) { by_fund[e.grant.fund] += e.grant.subsidy; },
                          [&](const GoodsReturned& e) { by_fund[e.reversal.fund] -= e.reversal.subsidy; },
                          [&](const ClaimVoided& e) { by_fund[e.reversal.fund] -= e.reversal.subsidy; },
                          [&](const ClaimWithdrawn& e) { by_fund[e.reversal.fund] -= e.reversal.subsidy; },
                          [&](const ClaimRefused& e) { by_fund[e.reversal.fund] -= e.reversal.subsidy; },
                          [&](const ClaimReopened& e) { by_fund[e.again.fund] += e.again.subsidy; },
                          [&](const ClaimAdjusted& e) { by_fund[e.after.fund] += e.after.subsidy - e.before.subsidy; },
                          [](const auto&) {}},
               event);
  }
  void agree(const State& state) const {
    std::map<std::string, Fen> standing;
    for (const Claim& claim : state.claims) {
      if (occupies(claim)) standing[state.roster.funds[terms_of(claim)->fund].id] += terms_of(claim)->subsidy;
    }
    for (const auto& [fund, sum] : by_fund) RC_ASSERT(standing[fund] == sum);
  }
};

/// How often each state of a claim, stage of a batch and command was reached over the whole run.
struct Reached {
  std::map<std::string, int> states, stages, commands;

  void count(const State& state) {
    for (const Claim& claim : state.claims) ++states[std::string(state_name(claim))];
    for (const Batch& batch : state.batches) ++stages[boost::describe::enum_to_string(batch.stage, "")];
  }
};
Reached& reached() {
  static Reached all;
  return all;
}

void one_sequence() {
  World world;
  Outlay outlay;
  std::vector<Event> log = world.opening();
  for (const Event& event : log) Programme::apply(world.state, event);
  const int length = 150 + up_to(300);
  for (int i = 0; i < length; ++i) {
    world.pass_time();
    const Command command = world.some_command();
    const auto decision = Programme::decide(world.state, command, world.asking);
    if (!decision) continue;
    Programme::apply(world.state, *decision);
    log.push_back(*decision);
    ++reached().commands[std::visit([](const auto& c) { return std::string(c.type); }, command)];
    outlay.see(*decision);
    outlay.agree(world.state);
    recount(world.state);
    reached().count(world.state);
  }
  State again;
  for (const Event& event : log) Programme::apply(again, event);
  RC_ASSERT(snapshot(again) == snapshot(world.state));
}

void print(const char* what, const std::map<std::string, int>& counts) {
  std::cout << what << ":";
  for (const auto& [name, count] : counts) std::cout << ' ' << name << ' ' << count;
  std::cout << '\n';
}

template <class... Named>
void all_were_reached(const std::variant<Named...>*, const std::map<std::string, int>& counts, auto name_of) {
  const auto check = [&](std::string_view name) { CHECK_MESSAGE(counts.contains(std::string(name)), name, " never"); };
  (check(name_of(static_cast<const Named*>(nullptr))), ...);
}

}  // namespace

TEST_CASE("whatever the commands, every accepted event applies and the state agrees with a recount") {
  CHECK(rc::check("sequence of commands", one_sequence));
  std::cout << "how often each was seen, over all sequences\n";
  print("states", reached().states);
  print("stages", reached().stages);
  print("commands", reached().commands);
  auto states = reached().states;
  states.emplace(Unclaimed::name, 1);  // where a claim comes from; none stays in it
  all_were_reached(static_cast<const Claim*>(nullptr), states,
                   []<class S>(const S*) { return std::string_view(S::name); });
  all_were_reached(static_cast<const Command*>(nullptr), reached().commands,
                   []<class C>(const C*) { return std::string_view(C::type); });
  for (const std::string stage : {"filed", "reviewed", "sampled", "passed", "on_notice", "ordered", "paid", "held"})
    CHECK_MESSAGE(reached().stages.contains(stage), stage, " never");
}
