#include "audit/contradiction.h"

namespace seethrough::audit {
namespace {

using Found = std::optional<Contradiction>;

Found look(const figures::Reading& reading, const subsidies::Event& event) {
  const auto* profiled = std::get_if<subsidies::MerchantProfiled>(&event);
  if (profiled && !reading.roster().merchant(profiled->merchant))
    return Contradiction{"介绍了一家从未准入的商户", "profiles a merchant that was never admitted"};
  return std::nullopt;
}

/// The campaign an event names; empty for the one that declares it.
std::string_view campaign_of(const complaints::Event& event) {
  return std::visit(Overloaded{
                        [](const complaints::CampaignDeclared&) -> std::string_view { return {}; },
                        [](const complaints::CaseRegistered& e) -> std::string_view { return e.entry.campaign; },
                        [](const auto& e) -> std::string_view { return e.campaign; },
                    },
                    event);
}

Found look(const figures::Reading& reading, const complaints::Event& event) {
  using namespace complaints;
  if (std::holds_alternative<CampaignDeclared>(event)) return std::nullopt;
  const Campaign* campaign = reading.complaints().campaign(campaign_of(event));
  if (!campaign) return Contradiction{"所指的督察批次从未设立", "names a campaign that was never declared"};
  const auto batches = static_cast<int>(campaign->batches.size());
  if (const auto* batch = std::get_if<BatchHandedOver>(&event); batch && batch->batch != batches + 1)
    return Contradiction{"移交的批次不是下一批", "hands over a batch that is not the next"};
  if (const auto* disclosed = std::get_if<BatchDisclosed>(&event);
      disclosed && (disclosed->batch < 1 || disclosed->batch > batches))
    return Contradiction{"公开了从未移交的批次", "discloses a batch that was never handed over"};
  if (const auto* corrected = std::get_if<CaseCorrected>(&event)) {
    const Case* one = campaign->find(corrected->number);
    if (!one || !std::holds_alternative<HandedOver>(one->progress))
      return Contradiction{"更正了从未移交的举报件", "corrects a case that was never handed over"};
  }
  return std::nullopt;
}

Found look(const figures::Reading& reading, const projects::Event& event) {
  using namespace projects;
  const auto known = [&](const std::string& code) -> Found {
    if (reading.projects().find(code)) return std::nullopt;
    return Contradiction{"所指的项目从未登记", "names a project that was never registered"};
  };
  return std::visit(Overloaded{
                        [](const ProjectRegistered&) -> Found { return std::nullopt; },
                        [](const PlanDeclared&) -> Found { return std::nullopt; },
                        [&](const ProgressReported& e) { return known(e.project); },
                        [&](const StageMoved& e) -> Found {
                          if (auto unknown = known(e.project)) return unknown;
                          if (stage_of(reading.projects().find(e.project)->life) == e.from) return std::nullopt;
                          return Contradiction{"把项目从它不在的阶段移走", "moves a project from a stage it was not in"};
                        },
                    },
                    event);
}

Found look(const figures::Reading&, const chains::Event&) { return std::nullopt; }
Found look(const figures::Reading&, const journal::Refused&) { return std::nullopt; }
Found look(const figures::Reading&, const access::Event&) { return std::nullopt; }

Found look(const figures::Reading& reading, const publication::Event& event) {
  const auto& issued = std::get<publication::BulletinIssued>(event);
  if (issued.known_at >= 0 && static_cast<std::uint64_t>(issued.known_at) <= reading.position()) return std::nullopt;
  return Contradiction{"发布的通报依据了当时还没有的记录", "issues a bulletin on entries that were not there yet"};
}

}  // namespace

std::optional<Contradiction> contradiction(const figures::Reading& reading, const journal::Event& event) {
  return std::visit([&](const auto& e) { return look(reading, e); }, event);
}

}  // namespace seethrough::audit
