#include "figures/reading.h"

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

template <class Claimed>
void add_claim(const Adder& add, const Claimed& e) {
  add(Figure::subsidy_claims, e.grant.cls, e.purchase.place, e.purchase.day, 1);
  add(Figure::consumption, e.grant.cls, e.purchase.place, e.purchase.day, e.purchase.price.value);
  add(Figure::subsidy_granted, e.grant.cls, e.purchase.place, e.purchase.day, e.grant.subsidy.value);
}

void take_back(const Adder& add, const subsidies::Reversal& r, Day day) {
  add(Figure::subsidy_claims, r.cls, r.place, day, -1);
  add(Figure::consumption, r.cls, r.place, day, -r.price.value);
  add(Figure::subsidy_granted, r.cls, r.place, day, -r.subsidy.value);
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
  std::visit(Overloaded{
                 [](const subsidies::FundOpened&) {},
                 [](const subsidies::MerchantProfiled&) {},
                 [&](const subsidies::MerchantAdmitted& e) {
                   add(Figure::merchants, {}, e.place, e.day, 1);
                   reconstructed_subsidies_ |= e.reconstructed;
                 },
                 [&](const subsidies::ClaimRedeemed& e) {
                   add_claim(add, e);
                   reconstructed_subsidies_ |= e.purchase.reconstructed;
                 },
                 [&](const subsidies::ClaimApplied& e) {
                   add_claim(add, e);
                   reconstructed_subsidies_ |= e.purchase.reconstructed;
                 },
                 [&](const subsidies::GoodsReturned& e) { take_back(add, e.reversal, e.day); },
                 [&](const subsidies::ClaimWithdrawn& e) { take_back(add, e.reversal, e.day); },
             },
             event);
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
