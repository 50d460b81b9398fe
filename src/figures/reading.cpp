#include "figures/reading.h"

#include <algorithm>
#include <boost/describe/enum_to_string.hpp>

#include "base/result.h"

namespace seethrough::figures {
namespace {

constexpr Fen large_project_from{100'000'000'000};  // one billion yuan

/// Adds to the cube what entry `seq` contributes.
struct Adder {
  Cube& cube;
  std::uint64_t seq;
  void operator()(Figure figure, const std::string& dimension, PlaceCode place, Day day, std::int64_t value) const {
    cube.add(seq, Contribution{figure, dimension, place, day, value});
  }
};

void add_held(const Adder& add, const subsidies::Part& part, Day day, std::int64_t sign) {
  add(Figure::claims_held, part.cls, part.place, day, sign * part.claims);
  add(Figure::subsidy_held, part.cls, part.place, day, sign * part.subsidy.value);
}

void add_paid(const Adder& add, const subsidies::Part& part, Day day, std::int64_t sign) {
  add(Figure::claims_paid, part.cls, part.place, day, sign * part.claims);
  add(Figure::subsidy_paid, part.cls, part.place, day, sign * part.subsidy.value);
}

bool holds(const std::optional<std::vector<subsidies::Finding>>& findings) {
  return findings && std::any_of(findings->begin(), findings->end(), [](const subsidies::Finding& one) {
           return one.severity == rules::Severity::hold;
         });
}

template <class Claimed>
void add_claim(const Adder& add, const Claimed& e) {
  const subsidies::Purchase& p = e.purchase;
  add(Figure::subsidy_claims, e.grant.cls, p.place, p.day, 1);
  add(Figure::consumption, e.grant.cls, p.place, p.day, p.price.value);
  add(Figure::subsidy_granted, e.grant.cls, p.place, p.day, e.grant.subsidy.value);
  if (holds(e.findings)) add_held(add, {e.grant.cls, p.place, 1, e.grant.subsidy}, p.day, 1);
}

/// Adds (sign 1) or takes (sign -1) what a claim that ended or was reopened contributes.
void add_reversal(const Adder& add, const subsidies::Reversal& r, Day day, std::int64_t sign) {
  add(Figure::subsidy_claims, r.cls, r.place, day, sign);
  add(Figure::consumption, r.cls, r.place, day, sign * r.price.value);
  add(Figure::subsidy_granted, r.cls, r.place, day, sign * r.subsidy.value);
}

void take_back(const Adder& add, const subsidies::Reversal& r, Day day, bool was_held) {
  add_reversal(add, r, day, -1);
  if (was_held) add_held(add, {r.cls, r.place, 1, r.subsidy}, day, -1);
}

// What each event of the subsidies programme contributes. Those without an overload contribute nothing.

void contribute(const Adder& add, const subsidies::MerchantAdmitted& e) { add(Figure::merchants, {}, e.place, e.day, 1); }
void contribute(const Adder& add, const subsidies::ClaimRedeemed& e) { add_claim(add, e); }
void contribute(const Adder& add, const subsidies::ClaimApplied& e) { add_claim(add, e); }
void contribute(const Adder& add, const subsidies::GoodsReturned& e) {
  take_back(add, e.reversal, e.day, e.was_held.value_or(false));
}
void contribute(const Adder& add, const subsidies::ClaimVoided& e) { take_back(add, e.reversal, e.day, e.was_held); }
void contribute(const Adder& add, const subsidies::ClaimWithdrawn& e) {
  take_back(add, e.reversal, e.day, e.was_held.value_or(false));
}
void contribute(const Adder& add, const subsidies::ClaimRefused& e) { take_back(add, e.reversal, e.day, e.was_held); }
void contribute(const Adder& add, const subsidies::ClaimReopened& e) { add_reversal(add, e.again, e.day, 1); }
void contribute(const Adder& add, const subsidies::ClaimHeld& e) { add_held(add, e.part, e.day, 1); }
void contribute(const Adder& add, const subsidies::ClaimReleased& e) { add_held(add, e.part, e.day, -1); }
void contribute(const Adder& add, const subsidies::CheckRecorded& e) {
  if (e.held) add_held(add, *e.held, e.check.day, 1);
}
void contribute(const Adder& add, const subsidies::BatchHeld& e) {
  for (const subsidies::Part& part : e.parts) add_held(add, part, e.day, 1);
}
void contribute(const Adder& add, const subsidies::BatchReleased& e) {
  for (const subsidies::Part& part : e.parts) add_held(add, part, e.day, -1);
}
void contribute(const Adder& add, const subsidies::ClaimAdjusted& e) {
  add(Figure::subsidy_granted, e.after.cls, e.place, e.day, (e.after.subsidy - e.before.subsidy).value);
}
void contribute(const Adder& add, const subsidies::PaymentSettled& e) {
  for (const subsidies::Part& part : e.parts) add_paid(add, part, e.result.day, 1);
}
void contribute(const Adder& add, const subsidies::RepaymentRecorded& e) { add_paid(add, e.part, e.day, -1); }

bool is_reconstructed(const subsidies::Event& event) {
  return std::visit(
      [](const auto& e) {
        if constexpr (requires { e.purchase; }) return e.purchase.reconstructed;
        else if constexpr (requires { e.reconstructed; e.merchant; }) return e.reconstructed;
        else return false;
      },
      event);
}

/// Adds (sign 1) or takes (sign -1) a case where it counts.
void add_case(const Adder& add, const complaints::RegisterCase& entry, Day batch_day, std::int64_t sign) {
  add(Figure::complaint_cases, entry.pollution, entry.place, batch_day, sign);
  if (entry.key_case) add(Figure::complaint_key_cases, entry.pollution, entry.place, batch_day, sign);
  if (!entry.split_from.empty()) add(Figure::complaint_splits, entry.split_from, entry.place, batch_day, sign);
}

void add_sanction(const Adder& add, const complaints::RecordSanction& sanction, PlaceCode place, std::int64_t sign) {
  const std::string kind = boost::describe::enum_to_string(sanction.kind, "?");
  add(Figure::complaint_sanctions, kind, place, sanction.day, sign * sanction.count);
  if (sanction.amount.value != 0) add(Figure::complaint_fines, {}, place, sanction.day, sign * sanction.amount.value);
}

/// What was signed off last.
void add_outcome(const Adder& add, const complaints::Case& one, std::int64_t sign) {
  if (!one.outcome) return;
  add(Figure::complaint_outcomes, boost::describe::enum_to_string(one.outcome->closure, "?"), one.entry.place,
      one.outcome->day, sign);
  if (one.outcome->finding)
    add(Figure::complaint_findings, boost::describe::enum_to_string(*one.outcome->finding, "?"), one.entry.place,
        one.outcome->day, sign);
}

/// A case with everything of it that is counted by place. Parts of a split case were not received, so they don't count
/// as cases.
void add_standing(const Adder& add, const complaints::Case& one, std::int64_t sign) {
  if (one.part_of.empty()) add_case(add, one.entry, one.counted_on, sign);
  add_outcome(add, one, sign);
  for (const complaints::RecordSanction& sanction : one.sanctions) add_sanction(add, sanction, one.entry.place, sign);
}

/// The case whose counted place, type, mark or outcome the event changes; null if it changes none.
const complaints::Case* corrected_case(const complaints::State& state, const complaints::Event& event) {
  return std::visit(
      [&](const auto& e) -> const complaints::Case* {
        using E = std::remove_cvref_t<decltype(e)>;
        if constexpr (std::is_same_v<E, complaints::CaseCorrected>) return state.campaign(e.campaign)->find(e.number);
        else if constexpr (std::is_same_v<E, complaints::OutcomeSigned> || std::is_same_v<E, complaints::CaseReopened>)
          return state.campaign(e.asked.campaign)->find(e.asked.number);
        else return nullptr;
      },
      event);
}

std::string stage_name(projects::Stage stage) { return boost::describe::enum_to_string(stage, "?"); }

void add_project(const Adder& add, const projects::RegisterProject& project, projects::Stage stage, Day day,
                 std::int64_t sign) {
  if (stage == projects::Stage::withdrawn) return;
  const std::string dimension = stage_name(stage);
  add(Figure::projects, dimension, project.place, day, sign);
  add(Figure::investment, dimension, project.place, day, sign * project.investment.value);
  if (project.investment >= large_project_from) add(Figure::large_projects, dimension, project.place, day, sign);
}

}  // namespace

void Reading::take(std::uint64_t seq) {
  INVARIANT(seq == position_ + 1, "entries are read with a gap");
  position_ = seq;
}

void Reading::take(std::uint64_t seq, const subsidies::Event& event) {
  take(seq);
  subsidies::apply(roster_, event);
  const Adder add{cube_, seq};
  std::visit(
      [&](const auto& e) {
        if constexpr (requires { contribute(add, e); }) contribute(add, e);
      },
      event);
  reconstructed_subsidies_ |= is_reconstructed(event);
}

void Reading::take(std::uint64_t seq, const complaints::Event& event) {
  take(seq);
  const Adder add{cube_, seq};
  // What the event changes is taken out as it was and put in as it is.
  const complaints::Case* before = corrected_case(complaints_, event);
  if (before) add_standing(add, *before, -1);
  complaints::apply(complaints_, event);
  if (const complaints::Case* after = corrected_case(complaints_, event)) add_standing(add, *after, 1);
  if (const auto* registered = std::get_if<complaints::CaseRegistered>(&event)) {
    reconstructed_complaints_ |= registered->entry.reconstructed;
    if (registered->dues) add_case(add, registered->entry, registered->entry.day, 1);
  } else if (const auto* batch = std::get_if<complaints::BatchHandedOver>(&event)) {
    const complaints::Campaign& campaign = *complaints_.campaign(batch->campaign);
    add(Figure::complaint_batches, {}, campaign.declared.place, batch->day, 1);
    for (const complaints::Case& one : campaign.cases) {
      if (one.entry.batch == batch->batch) add_case(add, one.entry, batch->day, 1);
    }
  } else if (const auto* sanction = std::get_if<complaints::SanctionRecorded>(&event)) {
    const complaints::RecordSanction& asked = sanction->asked;
    add_sanction(add, asked, complaints_.campaign(asked.campaign)->find(asked.number)->entry.place, 1);
  }
}

void Reading::take(std::uint64_t seq, const projects::Event& event) {
  take(seq);
  const Adder add{cube_, seq};
  projects::apply(projects_, event);
  if (const auto* registered = std::get_if<projects::ProjectRegistered>(&event)) {
    add_project(add, registered->project, registered->project.stage, registered->project.day, 1);
    reconstructed_projects_ |= registered->project.reconstructed;
  } else if (const auto* moved = std::get_if<projects::StageMoved>(&event)) {
    const projects::RegisterProject& project = projects_.find(moved->project)->registered;
    add_project(add, project, moved->from, moved->day, -1);
    add_project(add, project, moved->to, moved->day, 1);
  }
}

void Reading::take(std::uint64_t seq, const chains::Event& event) {
  take(seq);
  chains::apply(chains_, event);
  const chains::DeclareChain& chain = std::get<chains::ChainDeclared>(event).chain;
  cube_.add(seq, Contribution{Figure::chains, {}, places_->root().code, chain.day, 1});
  reconstructed_chains_ |= chain.reconstructed;
}

void Reading::take(std::uint64_t seq, const publication::Event& event) {
  take(seq);
  publication::apply(publication_, event);
}

bool Reading::reconstructed(std::string_view programme) const {
  if (programme == "subsidies") return reconstructed_subsidies_;
  if (programme == "complaints") return reconstructed_complaints_;
  if (programme == "projects") return reconstructed_projects_;
  if (programme == "chains") return reconstructed_chains_;
  return false;
}

}  // namespace seethrough::figures
