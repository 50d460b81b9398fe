#include "complaints/state.h"

#include "base/result.h"

namespace seethrough::complaints {
namespace {

Campaign& existing(State& state, const std::string& id) {
  for (Campaign& campaign : state.campaigns) {
    if (campaign.declared.campaign == id) return campaign;
  }
  INVARIANT(false, "an event names a campaign that was never declared");
}

Case& existing(Campaign& campaign, const std::string& number) {
  const auto it = campaign.case_by_number.find(number);
  INVARIANT(it != campaign.case_by_number.end(), "an event names a case that was never registered");
  return campaign.cases[it->second];
}

}  // namespace

const Case* Campaign::find(const std::string& number) const {
  const auto it = case_by_number.find(number);
  return it == case_by_number.end() ? nullptr : &cases[it->second];
}

int Campaign::disclosed_up_to() const {
  for (std::size_t i = batches.size(); i > 0; --i) {
    if (batches[i - 1].disclosed) return static_cast<int>(i);
  }
  return 0;
}

const Campaign* State::campaign(std::string_view id) const {
  for (const Campaign& campaign : campaigns) {
    if (campaign.declared.campaign == id) return &campaign;
  }
  return nullptr;
}

void apply(State& state, const Event& event) {
  std::visit(Overloaded{
                 [&](const CampaignDeclared& e) { state.campaigns.push_back(Campaign{e.campaign, {}, {}, {}}); },
                 [&](const CaseRegistered& e) {
                   Campaign& campaign = existing(state, e.entry.campaign);
                   campaign.case_by_number.emplace(e.entry.number, campaign.cases.size());
                   campaign.cases.push_back(Case{e.entry, Registered{}, 0});
                 },
                 [&](const BatchHandedOver& e) {
                   Campaign& campaign = existing(state, e.campaign);
                   INVARIANT(static_cast<int>(campaign.batches.size()) + 1 == e.batch, "batch numbers have a gap");
                   campaign.batches.push_back({e.day, e.forwarded_on, e.header, e.reconstructed, std::nullopt});
                   for (Case& one : campaign.cases) {
                     if (one.entry.batch == e.batch) one.progress = HandedOver{e.day};
                   }
                 },
                 [&](const CaseCorrected& e) {
                   Case& one = existing(existing(state, e.campaign), e.number);
                   one.entry.place = e.place;
                   one.entry.pollution = e.pollution;
                   one.entry.key_case = e.key_case;
                   ++one.corrections;
                 },
                 [&](const BatchDisclosed& e) {
                   Campaign& campaign = existing(state, e.campaign);
                   INVARIANT(e.batch >= 1 && e.batch <= static_cast<int>(campaign.batches.size()),
                             "an event discloses a batch that was never handed over");
                   campaign.batches[static_cast<std::size_t>(e.batch - 1)].disclosed = e.day;
                 },
             },
             event);
}

}  // namespace seethrough::complaints
