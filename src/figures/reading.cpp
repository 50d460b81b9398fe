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
  if (const auto* corrected = std::get_if<complaints::CaseCorrected>(&event)) {
    const complaints::Campaign* campaign = complaints_.campaign(corrected->campaign);
    const complaints::Case* before = campaign ? campaign->find(corrected->number) : nullptr;
    INVARIANT(before && std::holds_alternative<complaints::HandedOver>(before->progress),
              "a case was corrected that was not handed over");
    const Day day = std::get<complaints::HandedOver>(before->progress).day;
    complaints::RegisterCase after = before->entry;
    after.place = corrected->place;
    after.pollution = corrected->pollution;
    after.key_case = corrected->key_case;
    add_case(add, before->entry, day, -1);
    add_case(add, after, day, 1);
  }
  complaints::apply(complaints_, event);
  if (const auto* registered = std::get_if<complaints::CaseRegistered>(&event)) {
    reconstructed_complaints_ |= registered->entry.reconstructed;
  } else if (const auto* batch = std::get_if<complaints::BatchHandedOver>(&event)) {
    const complaints::Campaign& campaign = *complaints_.campaign(batch->campaign);
    add(Figure::complaint_batches, {}, campaign.declared.place, batch->day, 1);
    for (const complaints::Case& one : campaign.cases) {
      if (one.entry.batch == batch->batch) add_case(add, one.entry, batch->day, 1);
    }
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
