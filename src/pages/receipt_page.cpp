// The receipt of a complaint: where one case stands, in plain words, and the proof that it is in the log and counted.
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
using complaints::Campaign;
using complaints::Case;

template <class Enum>
std::string name_of(Enum value) {
  return boost::describe::enum_to_string(value, "?");
}

/// A receipt with what is needed of it everywhere.
struct Told {
  const View& view;
  const Receipt& receipt;
  const Campaign& campaign = receipt.campaign;
  const Case& one = receipt.one;
  const Case& as = complaints::handled_as(campaign, one);  ///< what it was merged into, or itself
};

bool stands_still(const Told& told) { return told.as.clock.suspended_since || told.campaign.suspended_since; }

/// ", to be reported by 12 June" or by how many days that is over.
std::string due_words(const Told& told) {
  const View& view = told.view;
  const auto& due = told.as.clock.dues.report;
  if (stands_still(told)) return view.t("，目前暂停计时", "; its clock stands still at present");
  if (!due) return {};
  const int over = told.receipt.today - *due;
  if (over <= 0) return say(view, "，最迟{}上报结果", ", whose result is due by {}", view.date(*due));
  return say(view, "，应于{}上报结果，已超期{}天", ", whose result was due on {}, {} days ago", view.date(*due), over);
}

struct Standing {
  const Told& told;
  const View& view = told.view;

  std::string operator()(const complaints::Registered&) const {
    return say(view, "已登记，等待随第{}批交办。", "Registered; it will be handed over with batch {}.", told.one.entry.batch);
  }
  std::string operator()(const complaints::HandedOver&) const {
    const std::string unit = unit_name(view, told.campaign.responsible(told.one));
    if (told.one.outcome)
      return say(view, "尚未办结，由{}继续办理{}。", "Not closed: {} is still handling it{}.", unit, due_words(told));
    return say(view, "{}正在办理{}。", "{} is handling it{}.", unit, due_words(told));
  }
  std::string operator()(const complaints::Reported&) const {
    return view.t("办理结果已上报，等待签批。", "The result has been reported and waits to be signed off.");
  }
  std::string operator()(const complaints::Staged&) const {
    const auto& goal = told.one.outcome->goal;
    if (!goal) return view.t("阶段性办结，仍在整改。", "Closed in stages; rectification goes on.");
    return say(view, "阶段性办结，目标{}办结。", "Closed in stages, to be closed by {}.", view.date(*goal));
  }
  std::string operator()(const complaints::Closed& s) const {
    return say(view, "已于{}办结。", "Closed on {}.", view.date(s.day));
  }
  std::string operator()(const complaints::Split& s) const {
    return say(view, "已拆分为{}件，分别办理。", "Split into {} cases, each handled by itself.", s.parts);
  }
  std::string operator()(const complaints::Merged& s) const {
    return say(view, "已并入 {} 一并办理。", "Merged into {} and handled with it.", s.into);
  }
};

std::string standing_sentence(const Told& told) { return std::visit(Standing{told}, told.one.progress); }

std::string leg_sentence(const View& view, const complaints::Leg& leg) {
  const std::string to = say(view, "{}由{}转{}办理", "{0}: {1} handed it on to {2}", view.date(leg.day),
                             unit_name(view, leg.from), unit_name(view, leg.to));
  if (leg.answer == complaints::Answer::accepted)
    return to + say(view, "，{}接收。", ", which accepted it on {}.", view.date(*leg.answered));
  if (leg.answer == complaints::Answer::returned)
    return to + say(view, "，{}退回。", ", which returned it on {}.", view.date(*leg.answered));
  if (leg.accept_by) return to + say(view, "，最迟{}接收。", ", which is to accept it by {}.", view.date(*leg.accept_by));
  return to + view.t("，等待接收。", ", which has not answered yet.");
}

/// From the registration to the present, a sentence a step.
std::vector<std::string> steps(const Told& told) {
  const View& view = told.view;
  const Case& one = told.one;
  std::vector<std::string> out{say(view, "{}登记，编号 {}。", "{}: registered as {}.", view.date(one.entry.day), one.entry.number)};
  const std::string city = view.name(told.campaign.declared.place);
  const int batch = one.entry.batch;
  if (batch >= 1 && batch <= static_cast<int>(told.campaign.batches.size())) {
    const complaints::Batch& in = told.campaign.batches[static_cast<std::size_t>(batch - 1)];
    out.push_back(say(view, "{}随第{}批交办{}，{}转县区。", "{0}: handed over to {2} with batch {1}, and forwarded to the counties on {3}.",
                      view.date(in.day), batch, city, view.date(in.forwarded_on)));
  } else if (one.clock.handed_over.value != 0) {
    out.push_back(say(view, "{}交办{}。", "{}: handed over to {}.", view.date(one.counted_on), city));
  }
  for (const complaints::Leg& leg : one.chain) out.push_back(leg_sentence(view, leg));
  if (one.clock.extended_days > 0)
    out.push_back(say(view, "办理期限延长{}天。", "The time to handle it was extended by {} days.", one.clock.extended_days));
  if (one.clock.suspended_since)
    out.push_back(say(view, "自{}起暂停计时。", "Its clock has stood still since {}.", view.date(*one.clock.suspended_since)));
  if (one.rounds > 1)
    out.push_back(say(view, "签批后重新办理，这是第{}次。", "Opened again after it was signed off: this is round {}.", one.rounds));
  if (told.as.outcome)
    out.push_back(say(view, "{}签批：{}。", "{}: signed off, {}.", view.date(told.as.outcome->day),
                      complaints::words(told.as.outcome->closure).in(view.language)));
  if (const auto since = complaints::public_since(told.as))
    out.push_back(say(view, "{}办理结果公开。", "{}: the result was made public.", view.date(*since)));
  return out;
}

Html numbered(const std::vector<std::string>& sentences) {
  Html items;
  for (const std::string& one : sentences) items += el("li", {}, one);
  return el("ol", {{"class", "steps"}}, items);
}

Html stated_text(const View& view, const std::string& text) {
  return el("span", {{"lang", view.language == Language::en ? "zh-CN" : nullptr}}, text);
}

Html result_section(const Told& told) {
  const View& view = told.view;
  Html rows;
  if (const auto& outcome = told.as.outcome) {
    rows += fact(view.t("是否办结", "Closed"), complaints::words(outcome->closure).in(view.language));
    if (outcome->finding) rows += fact(view.t("是否属实", "Substantiated"), complaints::words(*outcome->finding).in(view.language));
    if (outcome->goal) rows += fact(view.t("办结目标", "To be closed by"), view.date(*outcome->goal));
  }
  if (const auto& text = told.as.text) {
    const std::pair<std::string, const std::string&> columns[] = {
        {view.t("交办问题基本情况", "What was complained of"), text->situation},
        {view.t("调查核实情况", "What was found"), text->investigation},
        {view.t("处理和整改情况", "Handling and rectification"), text->rectification},
        {view.t("责任人被处理情况", "Persons held to account"), text->accountability},
        {view.t("备注", "Remarks"), text->remarks}};
    for (const auto& [name, value] : columns)
      if (!value.empty()) rows += fact(name, stated_text(view, value));
  }
  if (const auto* issued = disclosure_of(view.site.reading, told.campaign, told.one))
    rows += fact(view.t("公开于", "Made public in"), bulletin_link(view, *issued));
  const Html body = rows.empty() ? el("p", {{"class", "empty"}},
                                      view.t("结果经签批、文字经审核后在这里公开。",
                                             "The result is shown here once it is signed off and its text approved."))
                                 : el("dl", {{"class", "facts-list"}}, rows);
  return el("section", {}, el("h2", {}, view.t("办理结果", "Result")), body);
}

Html lineage_section(const Told& told) {
  const View& view = told.view;
  const Case& one = told.one;
  Html rows;
  const auto add = [&](const char* zh, const char* en, const std::vector<std::string>& numbers) {
    if (!numbers.empty()) rows += fact(view.t(zh, en), linked_numbers(view, told.campaign, numbers));
  };
  const auto single = [](const std::string& number) {
    return number.empty() ? std::vector<std::string>{} : std::vector<std::string>{number};
  };
  add("拆分自", "Part of", single(one.part_of));
  add("拆分为", "Split into", parts_of(one));
  if (const auto* merged = std::get_if<complaints::Merged>(&one.progress)) add("并入", "Merged into", {merged->into});
  add("并入本件", "Merged into this", one.merged);
  add("重复反映", "Repeats", single(one.repeats));
  if (rows.empty()) return {};
  return el("section", {}, el("h2", {}, view.t("关联的件", "Connected cases")), el("dl", {{"class", "facts-list"}}, rows));
}

Html counted_section(const Told& told) {
  const View& view = told.view;
  const int batch = told.one.entry.batch;
  Html rows;
  const publication::BulletinIssued* issued = nullptr;
  if (batch >= 1 && batch <= static_cast<int>(told.campaign.batches.size())) {
    const complaints::Batch& in = told.campaign.batches[static_cast<std::size_t>(batch - 1)];
    issued = bulletin_of(view.site.reading, told.campaign, publication::Series::complaints, batch, in.day);
    rows += fact(view.t("批次", "Batch"), say(view, "第{}批，{}交办，共{}件", "{}, handed over on {}: {} cases", batch,
                                              view.date(in.day), in.header.cases));
    rows += fact(view.t("通报", "Bulletin"), issued ? bulletin_link(view, *issued)
                                                   : Html(view.t("本批通报尚未发布。", "The batch's bulletin is not issued yet.")));
  } else {
    rows += fact(view.t("批次", "Batch"), batch >= 1 ? say(view, "第{}批，尚未交办，因此还没有计数", "{}, not handed over yet, so not counted yet", batch)
                                                    : view.t("本活动逐件交办，不分批", "This campaign hands cases over one by one"));
  }
  rows += fact(view.t("计数口径", "Counting rule"), counting_sentence(complaints::counting_of(told.campaign), view.language));
  rows += fact(view.t("全部批次", "All batches"),
               link(view.base() + "complaints?campaign=" + query_value(told.campaign.declared.campaign),
                    in(view.language, told.campaign.declared.name_zh, told.campaign.declared.name_en)));
  return el("section", {}, el("h2", {}, view.t("计入哪一批", "Where it is counted")), el("dl", {{"class", "facts-list"}}, rows));
}

Html proof_section(const Told& told) {
  const View& view = told.view;
  Html body;
  if (const auto& in_log = told.receipt.in_log) {
    Html rows;
    rows += fact(view.t("流水第几条", "Entry"), link(fmt::format("{}?entry={}", view.verify_address(), in_log->seq),
                                                 group_digits(static_cast<std::int64_t>(in_log->seq))));
    rows += fact(view.t("叶哈希", "Leaf hash"), el("code", {{"class", "digest"}}, to_hex(in_log->leaf)));
    rows += fact(view.t("日志凭证", "Log receipt"), link(fmt::format("/api/v1/entries/{}", in_log->seq), "JSON"));
    body += el("dl", {{"class", "facts-list"}}, rows);
  } else {
    body += el("p", {{"class", "empty"}}, view.t("列表正在更新，条目编号稍后显示。", "The lists are being brought up to date; the entry's number will be here shortly."));
  }
  const publication::BulletinIssued* issued =
      bulletin_of(view.site.reading, told.campaign, publication::Series::complaints, told.one.entry.batch, told.one.entry.day);
  if (issued) {
    const std::string file = series_id(issued->series) + "-" + std::to_string(issued->number) + ".json";
    body += el("p", {}, link(view.bulletin_address(*issued) + ".json", view.t("下载本批通报", "Download the batch's bulletin")),
               view.t("，用命令行离线核验：", ", then verify it offline on the command line:"));
    body += el("pre", {}, fmt::format("seethrough verify {} --log https://{}", file, view.site.origin));
  }
  body += el("p", {{"class", "measure"}},
             view.t("核验说明本件登记后未被改动或抽走；不证明内容真实。",
                    "Verification shows that this case was not changed or taken out since it was registered; it is not a proof of truth."));
  return el("section", {}, el("h2", {}, view.t("自己核验", "Verify it yourself")), body);
}

std::string receipt_address(const View& view) { return view.base() + "receipt"; }

Html form(const View& view, const ReceiptForm& asked) {
  const bool wrong = !asked.problem.empty();
  return el("form", {{"class", "look-up"}, {"method", "get"}, {"action", receipt_address(view)}},
            el("p", {}, el("label", {{"for", "code"}}, view.t("查询码", "Code")),
               el("span", {{"class", "hint"}, {"id", "code-hint"}},
                  view.t("登记举报时给您的 13 个字符，如 7F3K-9Q2M-X4TB-C。大小写、空格和横线都不要紧。",
                         "The 13 characters that you were given with your complaint, such as 7F3K-9Q2M-X4TB-C. Case, blanks and "
                         "dashes don't matter.")),
               wrong ? el("strong", {{"class", "wrong"}, {"id", "code-wrong"}}, asked.problem) : Html(),
               el("input", {{"id", "code"}, {"name", "code"}, {"value", asked.code}, {"maxlength", 60}, {"required", ""},
                            {"autocomplete", "off"}, {"autocapitalize", "characters"}, {"spellcheck", "false"},
                            {"aria-describedby", wrong ? "code-hint code-wrong" : "code-hint"},
                            {"aria-invalid", wrong ? "true" : nullptr}})),
            el("p", {}, el("button", {{"type", "submit"}}, view.t("查询", "Look it up"))));
}

json::array strings(const std::vector<std::string>& values) {
  json::array out;
  for (const std::string& one : values) out.push_back(json::string(one));
  return out;
}

json::object lineage_twin(const Case& one) {
  json::object out;
  if (!one.part_of.empty()) out["part_of"] = one.part_of;
  if (const auto parts = parts_of(one); !parts.empty()) out["split_into"] = strings(parts);
  if (const auto* merged = std::get_if<complaints::Merged>(&one.progress)) out["merged_into"] = merged->into;
  if (!one.merged.empty()) out["merged"] = strings(one.merged);
  if (!one.repeats.empty()) out["repeats"] = one.repeats;
  return out;
}

json::object unit_twin(const complaints::Unit& unit) { return {{"place", std::to_string(unit.place.value)}, {"organ", unit.organ}}; }

json::array chain_twin(const Case& one) {
  json::array out;
  for (const complaints::Leg& leg : one.chain) {
    json::object step{{"day", to_string(leg.day)}, {"to", unit_twin(leg.to)}, {"answer", name_of(leg.answer)}};
    if (leg.answered) step["answered"] = to_string(*leg.answered);
    if (leg.accept_by) step["accept_by"] = to_string(*leg.accept_by);
    out.push_back(std::move(step));
  }
  return out;
}

void result_twin(json::object& out, const Case& as) {
  if (as.outcome) {
    json::object outcome{{"closure", name_of(as.outcome->closure)}, {"day", to_string(as.outcome->day)}};
    if (as.outcome->finding) outcome["finding"] = name_of(*as.outcome->finding);
    if (as.outcome->goal) outcome["goal"] = to_string(*as.outcome->goal);
    out["outcome"] = std::move(outcome);
  }
  if (as.text)
    out["text"] = json::object{{"situation", as.text->situation},
                               {"investigation", as.text->investigation},
                               {"rectification", as.text->rectification},
                               {"accountability", as.text->accountability},
                               {"remarks", as.text->remarks}};
  if (const auto since = complaints::public_since(as)) out["public_since"] = to_string(*since);
  json::array updates, pictures;
  for (const complaints::PostUpdate& update : as.updates)
    updates.push_back(json::object{{"day", to_string(update.day)}, {"text", update.text}});
  for (const complaints::AttachEvidence* one : photographs(as))
    pictures.push_back(json::object{{"stage", name_of(one->stage)}, {"day", to_string(one->day)}, {"address", photograph_address(*one)}});
  out["updates"] = std::move(updates);
  out["photographs"] = std::move(pictures);
}

std::string twin(const Told& told, const std::string& said) {
  const View& view = told.view;
  const Case& one = told.one;
  json::object out = twin_of(view.site, "receipt");
  out["code"] = told.receipt.code;
  out["number"] = one.entry.number;
  out["campaign"] = one.entry.campaign;
  out["registered"] = to_string(one.entry.day);
  out["state"] = std::visit([](const auto& s) { return std::string(s.name); }, one.progress);
  out["sentence"] = said;
  out["responsible"] = unit_twin(told.campaign.responsible(told.as));
  out["chain"] = chain_twin(one);
  if (one.clock.handed_over.value != 0) out["handed_over"] = to_string(one.counted_on);
  if (one.clock.dues.report) out["due"] = to_string(*one.clock.dues.report);
  result_twin(out, told.as);
  out["lineage"] = lineage_twin(one);
  json::object counted{{"batch", one.entry.batch}};
  if (const auto* issued = bulletin_of(view.site.reading, told.campaign, publication::Series::complaints, one.entry.batch, one.entry.day))
    counted["bulletin"] = fmt::format("/api/v1/bulletins/complaints/{}", issued->number);
  if (const auto* issued = disclosure_of(view.site.reading, told.campaign, one))
    counted["disclosure"] = fmt::format("/api/v1/bulletins/disclosures/{}", issued->number);
  out["counted"] = std::move(counted);
  if (told.receipt.in_log)
    out["log"] = json::object{{"seq", told.receipt.in_log->seq},
                              {"leaf", to_hex(told.receipt.in_log->leaf)},
                              {"receipt", fmt::format("/api/v1/entries/{}", told.receipt.in_log->seq)}};
  return serialized(out);
}

}  // namespace

Page receipt_page(const Site& site, const Receipt& receipt) {
  const View view(site, latest_day(site.reading).value_or(Day{0}));
  const Told told{view, receipt};
  const std::string said = standing_sentence(told);
  Frame frame;
  frame.title = view.t("举报回执 ", "Complaint receipt ") + receipt.one.entry.number;
  frame.address = receipt_address(view) + "?code=" + receipt.code;
  frame.twin = "/api/v1/complaint-receipts/" + receipt.code + "?lang=" + std::string(code(view.language));
  frame.cls = "receipt-page";
  Html lineage = lineage_section(told);
  Html left = join(el("section", {}, el("h2", {}, view.t("办到哪一步", "What has been done")), numbered(steps(told))),
                   result_section(told), updates_section(view, told.as), photographs_section(view, told.as));
  frame.body = join(
      crumbs({{"/", view.name(view.city)}, {receipt_address(view), view.t("举报回执", "Complaint receipt")}}, receipt.one.entry.number),
      el("h1", {}, receipt.one.entry.number),
      el("p", {{"class", "measure"}}, view.t("查询码 ", "Code "), el("code", {}, receipt.code), " · ",
         link(view.case_address(receipt.one.entry.number), view.t("本件的公开页", "The case's public page"))),
      el("p", {{"class", "verdict"}}, said),
      el("div", {{"class", "case-grid"}}, el("div", {{"class", "parts"}}, left),
         el("div", {{"class", "parts"}}, lineage, counted_section(told), proof_section(told))),
      el("p", {{"class", "measure"}},
         view.t("姓名、电话和举报原文另行封存，不在本页，也不在公开的流水里。",
                "Names, telephones and the wording of complaints are kept apart under seal; they are neither on this page nor in the "
                "published journal.")));
  return {200, framed(site.language, &site, frame), twin(told, said)};
}

Page receipt_form(const Site& site, const ReceiptForm& asked) {
  const View view(site, latest_day(site.reading).value_or(Day{0}));
  const std::string heading = view.t("凭回执查询举报办理情况", "Look up a complaint with its receipt");
  Frame frame;
  frame.title = (asked.problem.empty() ? "" : view.t("出错：", "Error: ")) + heading;
  frame.address = receipt_address(view);
  frame.cls = "receipt-page";
  Html summary;
  if (!asked.problem.empty())
    summary = el("div", {{"class", "banner"}, {"role", "alert"}},
                 el("p", {}, el("b", {}, view.t("没有查到", "Nothing was found"))), el("p", {}, link("#code", asked.problem)));
  frame.body = join(
      crumbs({{"/", view.name(view.city)}}, view.t("举报回执", "Complaint receipt")),
      el("div", {{"class", "prose"}}, el("h1", {}, heading), summary,
         el("p", {{"class", "deck"}},
            view.t("不用账号。查询码只指向您的那一件，别人推算不出，也看不出您是谁。",
                   "No account is needed. The code leads to your case alone; nobody can work it out, and it doesn't tell who you are.")),
         form(view, asked),
         el("p", {}, view.t("没有查询码，也可以按受理编号在", "Without a code, find the case by its number in the "),
            link(view.base() + "r?kind=complaints", view.t("举报件清单", "list of complaint cases")),
            view.t("里查找，或看", ", or see "), link(view.base() + "complaints", view.t("各批次进展", "how the batches stand")), view.t("。", "."))));
  json::object out = twin_of(site, "receipt");
  out["status"] = asked.status;
  out["detail"] = asked.problem;
  return {asked.status, framed(site.language, &site, frame), serialized(out)};
}

}  // namespace seethrough::pages
