#include "complaints/state.h"

#include <algorithm>

namespace seethrough::complaints {

std::vector<UnitShare> Case::handled_by() const {
  // The legs of one hand-over stand together, the lead first; a later one replaces it once its lead has accepted.
  for (auto leg = chain.rbegin(); leg != chain.rend(); ++leg) {
    if (!leg->lead || leg->answer != Answer::accepted) continue;
    std::vector<UnitShare> units;
    for (auto one = leg.base() - 1; one != chain.end() && (one == leg.base() - 1 || !one->lead); ++one)
      units.push_back({one->to, one->share_bp});
    return units;
  }
  return {};
}

std::optional<Finding> rolled_up(const std::vector<std::optional<Finding>>& findings) {
  bool all_true = true, none_true = true, partly = false;
  for (const auto& one : findings) {
    if (!one) return std::nullopt;
    all_true &= *one == Finding::substantiated;
    none_true &= *one == Finding::unsubstantiated;
    partly |= *one == Finding::unsubstantiated || *one == Finding::partly_substantiated;
  }
  if (all_true) return Finding::substantiated;
  if (none_true) return Finding::unsubstantiated;
  return partly ? Finding::partly_substantiated : Finding::mostly_substantiated;
}

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

const CampaignTerms& Campaign::terms() const {
  static const CampaignTerms none;
  return declared.terms ? *declared.terms : none;
}

Unit Campaign::responsible(const Case& one) const {
  const auto units = one.handled_by();
  return units.empty() ? Unit{declared.place, {}} : units.front().unit;
}

const Campaign* State::campaign(std::string_view id) const {
  for (const Campaign& campaign : campaigns) {
    if (campaign.declared.campaign == id) return &campaign;
  }
  return nullptr;
}

bool shows(const State& state, const Digest& public_copy) {
  for (const Campaign& campaign : state.campaigns)
    for (const Case& one : campaign.cases)
      for (const AttachEvidence& evidence : one.evidence)
        if (!one.disclosed.empty() && evidence.public_copy == public_copy) return true;
  return false;
}

}  // namespace seethrough::complaints
