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
                        [](const auto& e) -> std::string_view {
                          if constexpr (requires { e.asked; }) return e.asked.campaign;
                          else return e.campaign;
                        },
                    },
                    event);
}

/// The cases that an event takes to be known.
std::vector<std::string> named(const complaints::Event& event) {
  return std::visit(
      [](const auto& e) -> std::vector<std::string> {
        if constexpr (requires { e.asked.merged; }) {
          std::vector<std::string> numbers = e.asked.merged;
          numbers.push_back(e.asked.number);
          return numbers;
        } else if constexpr (requires { e.asked.number; }) return {e.asked.number};
        else if constexpr (requires { e.number; }) return {e.number};
        else if constexpr (requires { e.cases; }) return e.cases.value_or(std::vector<std::string>{});
        else if constexpr (requires { e.moved; }) {
          std::vector<std::string> numbers;
          for (const complaints::DueMoved& one : e.moved) numbers.push_back(one.number);
          return numbers;
        } else return {};
      },
      event);
}

// What a step takes the case to be.

Found look(const complaints::Case& one, const complaints::CaseCorrected&) {
  if (!std::holds_alternative<complaints::Registered>(one.progress)) return std::nullopt;
  return Contradiction{"更正了从未移交的举报件", "corrects a case that was never handed over"};
}
Found answer(const complaints::Case& one, const complaints::Unit& unit) {
  for (const complaints::Leg& leg : one.chain)
    if (leg.to == unit && leg.answer == complaints::Answer::none) return std::nullopt;
  return Contradiction{"没有转给它的单位作了答复", "a unit answers that was not handed the case"};
}
Found look(const complaints::Case& one, const complaints::CaseAccepted& e) { return answer(one, e.asked.unit); }
Found look(const complaints::Case& one, const complaints::CaseReturned& e) { return answer(one, e.asked.unit); }
Found look(const complaints::Case& one, const complaints::FindingRecorded& e) {
  if (e.asked.issue >= 1 && e.asked.issue <= one.issues()) return std::nullopt;
  return Contradiction{"登记了没有的问题的结论", "records a finding of an issue that there is not"};
}
Found look(const complaints::Case& one, const complaints::MeasureRecorded& e) {
  if (e.asked.measure >= 1 && e.asked.measure <= static_cast<int>(one.measures.size()) + 1) return std::nullopt;
  return Contradiction{"整改措施的序号不连续", "records a measure out of turn"};
}
Found look(const complaints::Case& one, const complaints::OutcomeSigned&) {
  if (std::holds_alternative<complaints::Reported>(one.progress)) return std::nullopt;
  return Contradiction{"签批了没有上报的结果", "signs a result off that was not reported"};
}
template <class Other>
Found look(const complaints::Case&, const Other&) {
  return std::nullopt;
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
  for (const std::string& number : named(event))
    if (!campaign->find(number)) return Contradiction{"所指的举报件从未登记", "names a case that was never registered"};
  return std::visit(
      [&](const auto& e) -> Found {
        if constexpr (requires { e.asked.number; }) return look(*campaign->find(e.asked.number), e);
        else if constexpr (requires { e.number; }) return look(*campaign->find(e.number), e);
        else return std::nullopt;
      },
      event);
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
