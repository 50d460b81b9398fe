#include "pages/case_parts.h"

#include "complaints/case_numbers.h"
#include "complaints/overview.h"
#include "complaints/words.h"

namespace seethrough::pages {

using complaints::AttachEvidence;
using complaints::Campaign;
using complaints::Case;

FoundCase find_case(const figures::Reading& reading, const std::string& number) {
  for (const Campaign& campaign : reading.complaints().campaigns) {
    if (const Case* one = campaign.find(number)) return {&campaign, one};
  }
  return {};
}

std::string unit_name(const View& view, const complaints::Unit& unit) {
  const std::string place = view.name(unit.place);
  return unit.organ.empty() ? place : place + " " + unit.organ;
}

Html linked_numbers(const View& view, const Campaign& campaign, const std::vector<std::string>& numbers) {
  Html out;
  for (const std::string& number : numbers) {
    if (!out.empty()) out += view.t("、", ", ");
    out += campaign.find(number) ? link(view.case_address(number), number) : Html(number);
  }
  return out;
}

Html linked_value(const View& view, const FoundCase& of, const std::string& value) {
  if (!of.one) return value;
  constexpr std::string_view between = "、";
  std::vector<std::string> numbers;
  for (std::size_t from = 0; from <= value.size();) {
    const std::size_t end = std::min(value.find(between, from), value.size());
    numbers.push_back(value.substr(from, end - from));
    if (!of.campaign->find(numbers.back()) || numbers.back() == of.one->entry.number) return value;
    from = end + between.size();
  }
  return linked_numbers(view, *of.campaign, numbers);
}

std::vector<std::string> parts_of(const Case& one) {
  std::vector<std::string> numbers;
  if (const auto* split = std::get_if<complaints::Split>(&one.progress))
    for (int part = 1; part <= split->parts; ++part) numbers.push_back(complaints::part_number(one.entry.number, part));
  return numbers;
}

Html updates_section(const View& view, const Case& one) {
  Html items;
  for (auto update = one.updates.rbegin(); update != one.updates.rend(); ++update)
    items += el("li", {}, el("p", {{"class", "when"}}, view.date(update->day)),
                el("p", {{"lang", view.language == Language::en ? "zh-CN" : nullptr}}, update->text));
  if (items.empty()) return {};
  return el("section", {}, el("h2", {}, view.t("办理进展", "Updates")), el("ol", {{"class", "timeline"}}, items));
}

std::vector<const AttachEvidence*> photographs(const Case& one) {
  std::vector<const AttachEvidence*> found;
  if (one.disclosed.empty()) return found;
  for (const complaints::EvidenceStage stage : {complaints::EvidenceStage::before, complaints::EvidenceStage::after}) {
    for (const AttachEvidence& evidence : one.evidence)
      if (evidence.public_copy && evidence.stage == stage) found.push_back(&evidence);
  }
  return found;
}

std::string photograph_address(const AttachEvidence& one) { return "/evidence/" + to_hex(*one.public_copy); }

Html photographs_section(const View& view, const Case& one) {
  Html items;
  int count = 0;
  for (const AttachEvidence* evidence : photographs(one)) {
    const std::string stage(complaints::words(evidence->stage).in(view.language));
    const std::string caption = say(view, "{}，{}", "{}, {}", stage, view.date(evidence->day));
    items += el("li", {}, el("figure", {},
                             el("a", {{"href", photograph_address(*evidence)}},
                                el("img", {{"src", photograph_address(*evidence)},
                                           {"loading", "lazy"},
                                           {"alt", say(view, "第{}张照片：{}", "Photograph {}: {}", ++count, caption)}})),
                             el("figcaption", {}, el("span", {{"class", "measure"}}, caption))));
  }
  if (items.empty()) return {};
  return el("section", {}, el("h2", {}, view.t("整改前后", "Before and after")),
            el("ul", {{"class", "photographs"}}, items),
            el("p", {{"class", "measure"}},
               view.t("照片已去除拍摄地点等信息；摘要在流水中。",
                      "The photographs are copies without where and when they were taken; their digests are in the journal.")));
}

const publication::BulletinIssued* bulletin_of(const figures::Reading& reading, const Campaign& campaign,
                                               publication::Series series, int batch, Day from) {
  if (batch < 1) return nullptr;
  // A bulletin names its batch alone, of the campaign that was the latest when it was composed.
  const auto& campaigns = reading.complaints().campaigns;
  std::optional<Day> before;
  for (std::size_t i = 0; i + 1 < campaigns.size(); ++i)
    if (&campaigns[i] == &campaign) before = campaigns[i + 1].declared.stationed_from;
  const publication::BulletinIssued* found = nullptr;
  for (const publication::BulletinIssued& one : reading.publication().issued) {
    if (one.series == series && one.batch == batch && one.cut_off >= from && (!before || one.cut_off < *before)) found = &one;
  }
  return found;
}

const publication::BulletinIssued* disclosure_of(const figures::Reading& reading, const Campaign& campaign,
                                                 const Case& one) {
  const auto since = complaints::public_since(complaints::handled_as(campaign, one));
  return since ? bulletin_of(reading, campaign, publication::Series::disclosures, one.entry.batch, *since) : nullptr;
}

Html bulletin_link(const View& view, const publication::BulletinIssued& issued) {
  return link(view.bulletin_address(issued),
              say(view, "{}第{}期", "{} no. {}", series_name(issued.series, view.language), issued.number));
}

Html fact(const std::string& name, const Html& value) {
  return el("div", {}, el("dt", {}, name), el("dd", {}, value));
}

}  // namespace seethrough::pages
