// A campaign of complaints: its batches, what became of them, and how to complain.
#include <boost/describe/enum_to_string.hpp>
#include <boost/json/array.hpp>
#include <fmt/format.h>

#include "complaints/overview.h"
#include "complaints/tally.h"
#include "complaints/words.h"
#include "money/print.h"
#include "pages/case_parts.h"
#include "pages/complaint_pages.h"
#include "pages/counting_sentence.h"
#include "pages/frame.h"
#include "pages/front.h"
#include "pages/twin.h"

namespace seethrough::pages {
namespace {

namespace json = boost::json;
using complaints::BatchOverview;
using complaints::Campaign;
using publication::Series;

std::string campaign_name(const View& view, const Campaign& campaign) {
  return in(view.language, campaign.declared.name_zh, campaign.declared.name_en);
}

/// Disclosed as a whole, before results were entered case by case.
bool not_case_by_case(const complaints::Batch& batch, const BatchOverview& counted) {
  return batch.disclosed && counted.complete + counted.staged + counted.open == 0;
}

std::string both_counts(const View& view, const complaints::Cases& cases) {
  if (cases.received == cases.after_splitting) return group_digits(cases.received);
  return say(view, "{}（拆分后{}）", "{} ({} after splitting)", group_digits(cases.received), group_digits(cases.after_splitting));
}

Html number(const std::string& text) { return el("td", {{"class", "num"}}, text); }

Html results(const BatchOverview& counted, bool known) {
  Html cells;
  for (const std::int64_t n : {counted.complete, counted.staged, counted.open, counted.unpublished})
    cells += number(known ? group_digits(n) : "–");
  return cells;
}

Html batch_row(const View& view, const Campaign& campaign, int n, const BatchOverview& counted) {
  const complaints::Batch& batch = campaign.batches[static_cast<std::size_t>(n - 1)];
  const auto* handed = bulletin_of(view.site.reading, campaign, Series::complaints, n, batch.day);
  const auto* disclosed = batch.disclosed ? bulletin_of(view.site.reading, campaign, Series::disclosures, n, *batch.disclosed) : nullptr;
  Html made_public = view.t("未公开", "not yet");
  if (batch.disclosed) made_public = view.short_date(*batch.disclosed);
  if (disclosed) made_public = bulletin_link(view, *disclosed);
  const bool known = !not_case_by_case(batch, counted);
  if (!known) made_public += view.t("（未逐件录入）", " (not case by case)");
  return el("tr", {}, el("th", {{"scope", "row"}}, say(view, "第{}批", "{}", n)), el("td", {}, view.short_date(batch.day)),
            number(both_counts(view, counted.cases)), number(both_counts(view, counted.key_cases)), results(counted, known),
            el("td", {}, handed ? bulletin_link(view, *handed) : Html(view.t("未发布", "not issued"))), el("td", {}, made_public));
}

Html batches_table(const View& view, const Campaign& campaign, const complaints::Overview& all) {
  Html heads;
  const auto head = [&](const char* zh, const char* en, bool numeric) {
    heads += el("th", {{"scope", "col"}, {"class", numeric ? "num" : nullptr}}, view.t(zh, en));
  };
  head("批次", "Batch", false);
  head("交办日", "Day", false);
  head("件数", "Cases", true);
  head("重点件", "Key cases", true);
  head("办结", "Closed", true);
  head("阶段性办结", "In stages", true);
  head("未办结", "Not closed", true);
  head("结果未公开", "Not public yet", true);
  head("交办通报", "Bulletin", false);
  head("办理情况公开", "Results", false);
  Html rows;
  bool known = true;
  for (int n = static_cast<int>(campaign.batches.size()); n >= 1; --n) {
    const BatchOverview& counted = all.batches[static_cast<std::size_t>(n - 1)];
    known = known && !not_case_by_case(campaign.batches[static_cast<std::size_t>(n - 1)], counted);
    rows += batch_row(view, campaign, n, counted);
  }
  const Html total = el("tr", {}, el("th", {{"scope", "row"}}, view.t("合计", "All")), el("td", {}),
                        number(both_counts(view, all.all.cases)), number(both_counts(view, all.all.key_cases)),
                        results(all.all, known), el("td", {}), el("td", {}));
  const std::string name = view.t("各批次进展", "How the batches stand");
  return scrolling(name, el("table", {{"class", "batches"}}, el("caption", {}, name), el("thead", {}, el("tr", {}, heads)),
                            el("tbody", {}, rows), el("tfoot", {}, total)));
}

Html share(const View& view, std::int64_t part, std::int64_t whole) {
  if (whole == 0) return el("span", {{"class", "empty"}}, view.t("尚无回访", "no call back yet"));
  return join(el("b", {}, percent(part, whole)), " = ", group_digits(part), "/", group_digits(whole));
}

Html rates_section(const View& view, const complaints::CallBacks& calls) {
  Html rows;
  const auto row = [&](const char* zh, const char* en, std::int64_t part, std::int64_t whole, const char* of_zh, const char* of_en) {
    rows += fact(view.t(zh, en), join(share(view, part, whole), el("span", {{"class", "hint"}}, view.t(of_zh, of_en))));
  };
  row("响应率", "Response", calls.reached, calls.made, "回访联系上举报人的件数 ÷ 已回访的件数",
      "cases whose complainant was reached, of those called back");
  row("解决率", "Solution", calls.solved, calls.reached, "举报人认为已解决的件数 ÷ 联系上的件数",
      "cases that the complainant calls solved, of those reached");
  row("满意率", "Satisfaction", calls.satisfied, calls.reached, "满意和基本满意的件数 ÷ 联系上的件数",
      "satisfied or mostly satisfied, of those reached");
  return el("section", {}, el("h2", {}, view.t("回访三率", "Three rates, from call backs")), el("dl", {{"class", "facts-list"}}, rows));
}

Html sanctions_section(const View& view, const complaints::Overview& all) {
  Html rows;
  for (const auto& [kind, count] : all.sanctions) {
    const complaints::SanctionWords words = complaints::words(kind);
    std::string value = say(view, "{}{}", "{} {}", group_digits(count), words.unit.in(view.language));
    if (kind == complaints::SanctionKind::fine) value += say(view, "，共{}元", ", CNY {} in all", group_yuan(all.fines));
    rows += fact(std::string(words.in(view.language)), value);
  }
  return el("section", {}, el("h2", {}, view.t("处理和问责", "Sanctions")),
            rows.empty() ? el("p", {{"class", "empty"}}, view.t("已公开的件里尚无处理。", "No sanction in the results made public so far."))
                         : el("dl", {{"class", "facts-list"}}, rows),
            el("p", {{"class", "measure"}}, view.t("只计结果已公开的件。", "Of the cases whose results are public.")));
}

Html how_to_complain(const View& view, const complaints::DeclareCampaign& declared) {
  Html rows;
  rows += fact(view.t("进驻时间", "Stationed"), say(view, "{}至{}", "{} to {}", view.date(declared.stationed_from), view.date(declared.stationed_to)));
  if (!declared.phone_hours.empty()) rows += fact(view.t("电话受理时间", "Telephone hours"), declared.phone_hours);
  for (const StatedQuantity& one : declared.stated)
    rows += fact(view.label(one.name), bulletins::printed({one.name, one.value, one.unit, {}, one.bound}, view.language));
  return el("section", {}, el("h2", {}, view.t("怎样举报", "How to complain")), el("dl", {{"class", "facts-list"}}, rows),
            el("p", {}, view.t("登记后请记下查询码，", "Keep the code that you are given; with it you can "),
               link(view.base() + "receipt", view.t("凭回执查询办理情况", "look your complaint up")), view.t("。", ".")));
}

Html other_campaigns(const View& view, const Campaign& shown) {
  Html items;
  for (const Campaign& one : view.site.reading.complaints().campaigns) {
    if (&one == &shown) continue;
    items += el("li", {}, link(view.base() + "complaints?campaign=" + query_value(one.declared.campaign), campaign_name(view, one)));
  }
  if (items.empty()) return {};
  return el("section", {}, el("h2", {}, view.t("其他督察活动", "Other campaigns")), el("ul", {{"class", "plain"}}, items));
}

json::object twin_of_batch(const BatchOverview& counted) {
  return {{"cases", counted.cases.received},           {"cases_after_splitting", counted.cases.after_splitting},
          {"key_cases", counted.key_cases.received},   {"key_cases_after_splitting", counted.key_cases.after_splitting},
          {"complete", counted.complete},              {"staged", counted.staged},
          {"open", counted.open},                      {"not_public", counted.unpublished}};
}

std::string twin(const View& view, const Campaign& campaign, const complaints::Overview& all) {
  json::object out = twin_of(view.site, "complaints");
  out["campaign"] = campaign.declared.campaign;
  json::array batches;
  for (std::size_t i = 0; i < all.batches.size(); ++i) {
    const complaints::Batch& batch = campaign.batches[i];
    json::object one = twin_of_batch(all.batches[i]);
    one["batch"] = i + 1;
    one["day"] = to_string(batch.day);
    one["case_by_case"] = !not_case_by_case(batch, all.batches[i]);
    if (batch.disclosed) one["disclosed"] = to_string(*batch.disclosed);
    batches.push_back(std::move(one));
  }
  out["batches"] = std::move(batches);
  out["all"] = twin_of_batch(all.all);
  json::object sanctions;
  for (const auto& [kind, count] : all.sanctions) sanctions[boost::describe::enum_to_string(kind, "?")] = count;
  out["sanctions"] = std::move(sanctions);
  out["fines_fen"] = all.fines.value;
  const complaints::CallBacks& calls = all.call_backs;
  out["call_backs"] = json::object{{"made", calls.made}, {"reached", calls.reached}, {"solved", calls.solved}, {"satisfied", calls.satisfied}};
  out["counting_rule"] = counting_sentence(complaints::counting_of(campaign), view.language);
  return serialized(out);
}

}  // namespace

Page campaign_page(const Site& site, const Campaign* campaign) {
  const View view(site, latest_day(site.reading).value_or(Day{0}));
  Frame frame;
  frame.cls = "campaign-page";
  frame.title = campaign ? campaign_name(view, *campaign) : programme_name("complaints", view.language);
  const std::string query = campaign ? "?campaign=" + query_value(campaign->declared.campaign) : "";
  const auto& campaigns = site.reading.complaints().campaigns;
  frame.address = view.base() + "complaints" + (campaign && campaign != &campaigns.back() ? query : "");
  frame.twin = view.base() + "complaints.json" + query;
  const Html head = join(crumbs({{"/", view.name(view.city)}}, programme_name("complaints", view.language)), el("h1", {}, frame.title));
  if (!campaign) {
    frame.body = join(head, el("p", {{"class", "empty"}}, view.t("尚未公布督察活动。", "No campaign has been declared yet.")));
    return {200, framed(site.language, &site, frame), serialized(twin_of(site, "complaints"))};
  }
  const complaints::Overview all = complaints::overview(*campaign);
  const std::string rule = counting_sentence(complaints::counting_of(*campaign), view.language);
  frame.body = join(
      head, el("p", {{"class", "measure"}}, view.t("流水位置 ", "Journal position "),
               group_digits(static_cast<std::int64_t>(site.reading.position())), " · ", link(frame.twin, "JSON"), " · ",
               link(view.base() + "r?kind=complaints", view.t("逐件清单", "every case"))),
      el("p", {}, el("b", {}, view.t("计数口径：", "How cases are counted: ")), rule),
      campaign->batches.empty() && all.all.cases.received == 0
          ? el("p", {{"class", "empty"}}, view.t("尚未交办。", "Nothing has been handed over yet."))
          : batches_table(view, *campaign, all),
      el("p", {{"class", "measure"}},
         view.t("办结、阶段性办结和未办结只计结果已公开的件；四列之和等于（拆分后的）件数。",
                "Closed, in stages and not closed count results that are public; the four columns add up to the cases (after splitting).")),
      el("div", {{"class", "case-grid"}}, el("div", {{"class", "parts"}}, how_to_complain(view, campaign->declared), other_campaigns(view, *campaign)),
         el("div", {{"class", "parts"}}, rates_section(view, all.call_backs), sanctions_section(view, all))));
  return {200, framed(site.language, &site, frame), twin(view, *campaign, all)};
}

}  // namespace seethrough::pages
