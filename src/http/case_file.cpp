#include "http/case_file.h"

#include <boost/describe/enum_to_string.hpp>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "bulletins/document.h"
#include "complaints/case_numbers.h"
#include "complaints/words.h"
#include "http/record_list.h"
#include "journal/codec.h"
#include "pages/view.h"

namespace seethrough::http {
namespace {

Result<RecordHistory, Failure> read_history(const City& city, RecordKind kind, std::string_view id,
                                            const std::vector<std::uint64_t>& entries) {
  RecordHistory history{kind, std::string(id), {}};
  if (kind == RecordKind::complaint) {
    city.engine.look([&](const figures::Reading& reading, const std::string&) {
      for (const complaints::Campaign& campaign : reading.complaints().campaigns) {
        const complaints::Case* one = campaign.find(std::string(id));
        if (!one) continue;
        history.complaint = *one;
        history.responsible = campaign.responsible(*one);
        history.state = std::visit([](const auto& s) { return std::string(s.name); }, one->progress);
      }
    });
  }
  if (kind == RecordKind::claim) {
    stores::ListQuery query;
    query.claim = subsidies::parse_claim_number(id)->value;
    const auto page = city.views->claims(query);
    if (!page) return Unexpected{page.error()};
    if (!page->rows.empty()) history.state = page->rows.front().state;
  }
  for (const std::uint64_t seq : entries) {
    std::optional<Failure> fault;
    auto read = city.journal.read(seq, seq, [&](std::uint64_t, std::string_view bytes, const Digest&) {
      auto entry = journal::decode_entry(bytes);
      if (entry) history.entries.push_back(std::move(*entry));
      else fault = entry.error();
      return entry.has_value();
    });
    if (fault) return Unexpected{*fault};
    if (!read) return Unexpected{read.error()};
  }
  return history;
}

/// What the record's entries come to.
struct Outcome {
  std::string state;
  bool reconstructed = false;
  const subsidies::Purchase* purchase = nullptr;
  const subsidies::Grant* grant = nullptr;
  projects::RegisterProject project;
  int progress_bp = 0;

  void begin_claim(const subsidies::Purchase& bought, const subsidies::Grant& granted, std::string_view as) {
    purchase = &bought;
    grant = &granted;
    state = as;
    reconstructed = bought.reconstructed;
  }
  void take(const subsidies::ClaimRedeemed& e) { begin_claim(e.purchase, e.grant, subsidies::Redeemed::name); }
  void take(const subsidies::ClaimApplied& e) { begin_claim(e.purchase, e.grant, subsidies::Applied::name); }
  void take(const complaints::CaseRegistered& e) { reconstructed = e.entry.reconstructed; }
  void take(const projects::ProjectRegistered& e) {
    project = e.project;
    state = boost::describe::enum_to_string(e.project.stage, "?");
    reconstructed = e.project.reconstructed;
  }
  void take(const projects::StageMoved& e) { state = boost::describe::enum_to_string(e.to, "?"); }
  void take(const projects::ProgressReported& e) { progress_bp = e.progress_bp; }
  template <class Other>
  void take(const Other&) {}
};

Outcome outcome_of(const RecordHistory& history) {
  Outcome outcome;
  for (const journal::Entry& entry : history.entries) {
    std::visit(
        [&](const auto& one) {
          if constexpr (requires { one.type; }) outcome.take(one);
          else std::visit([&](const auto& event) { outcome.take(event); }, one);
        },
        entry.event);
  }
  if (!history.state.empty()) outcome.state = history.state;
  return outcome;
}

std::string parts_of(const std::string& whole, int parts) {
  std::vector<std::string> numbers;
  for (int part = 1; part <= parts; ++part) numbers.push_back(complaints::part_number(whole, part));
  return fmt::format("{}", fmt::join(numbers, "、"));
}

/// Facts in the reader's language.
class Facts {
 public:
  Facts(const City& city, Language language, pages::CaseFile& file) : city_(city), language_(language), file_(file) {}

  void claim(const Outcome& o) {
    const subsidies::Purchase& p = *o.purchase;
    const rules::Kind* kind = city_.rules.describe(civil(p.day).year, p.kind);
    file_.title = kind ? in(language_, kind->name.zh, kind->name.en) : p.kind;
    add("品类", "Class", bulletins::label(o.grant->cls, language_));
    add("商品", "Product", file_.title);
    add("商户", "Merchant", merchant(p.merchant));
    add("县区", "Unit", place(p.place));
    add("日期", "Day", to_string(p.day));
    add("价格", "Price", money(p.price));
    add("补贴", "Subsidy", money(o.grant->subsidy));
    add("规则", "Rules", o.grant->edition + " · " + o.grant->clause);
    add("资金池", "Fund", o.grant->fund);
  }
  void complaint(const complaints::Case& one, const complaints::Unit& responsible) {
    const complaints::RegisterCase& c = one.entry;
    add("督察活动", "Campaign", c.campaign);
    add("批次", "Batch", std::to_string(c.batch));
    add("登记日", "Day", to_string(c.day));
    add("县区", "Unit", place(c.place));
    add("主要类型", "Primary type", bulletins::label(c.pollution, language_));
    add("渠道", "Channel", bulletins::label(boost::describe::enum_to_string(c.channel, "?"), language_));
    add("重点件", "Key case", in(language_, one.key() ? "是" : "否", one.key() ? "yes" : "no"));
    if (!c.split_from.empty()) add("拆分自", "Split from", bulletins::label(c.split_from, language_));
    lineage(one);
    add("承办单位", "Handled by", place(responsible.place) + (responsible.organ.empty() ? "" : " " + responsible.organ));
    if (const auto& due = one.clock.dues.report; due && std::holds_alternative<complaints::HandedOver>(one.progress))
      add("应于", "Due", to_string(*due));
    if (one.outcome && one.outcome->finding)
      add("是否属实", "Substantiated", std::string(complaints::words(*one.outcome->finding).in(language_)));
    if (one.outcome) add("是否办结", "Closed", std::string(complaints::words(one.outcome->closure).in(language_)));
    if (one.text) text(*one.text);
  }
  void lineage(const complaints::Case& one) {
    if (!one.part_of.empty()) add("拆分自", "Part of", one.part_of);
    if (const auto* split = std::get_if<complaints::Split>(&one.progress))
      add("拆分为", "Split into", parts_of(one.entry.number, split->parts));
    if (const auto* merged = std::get_if<complaints::Merged>(&one.progress)) add("并入", "Merged into", merged->into);
    if (!one.merged.empty()) add("并入本件", "Merged into this", fmt::format("{}", fmt::join(one.merged, "、")));
    if (!one.repeats.empty()) add("重复反映", "Repeats", one.repeats);
  }
  void text(const complaints::PublicText& t) {
    add("交办问题基本情况", "What was complained of", t.situation);
    add("调查核实情况", "What was found", t.investigation);
    if (!t.rectification.empty()) add("处理和整改情况", "Handling and rectification", t.rectification);
    if (!t.accountability.empty()) add("责任人被处理情况", "Persons held to account", t.accountability);
    if (!t.remarks.empty()) add("备注", "Remarks", t.remarks);
  }
  void project(const Outcome& o) {
    const projects::RegisterProject& p = o.project;
    file_.title = in(language_, p.name_zh, p.name_en);
    add("项目代码", "Code", p.project);
    add("县区", "Unit", place(p.place));
    if (!p.park.empty()) add("园区", "Park", p.park);
    add("级别", "Level", bulletins::label(boost::describe::enum_to_string(p.level, "?"), language_));
    add("总投资", "Investment", money(p.investment));
    if (!p.chain.empty()) add("产业链", "Chain", p.chain);
    if (o.progress_bp != 0)
      add("形象进度", "Progress", fmt::format("{}.{:02}%", o.progress_bp / 100, o.progress_bp % 100));
  }

 private:
  void add(const char* zh, const char* en, std::string value) {
    file_.facts.push_back({in(language_, zh, en), std::move(value)});
  }
  std::string place(PlaceCode code) const {
    const Place* found = city_.places.find(code);
    return found ? in(language_, found->zh, found->en) : std::to_string(code.value);
  }
  std::string merchant(const std::string& merchant_code) const {
    return city_.engine.look([&](const figures::Reading& reading, const std::string&) {
      const subsidies::Merchant* found = reading.roster().merchant(merchant_code);
      return found ? found->name + " (" + merchant_code + ")" : merchant_code;
    });
  }
  std::string money(Fen amount) const {
    const std::string digits = pages::digits(figures::Figure::consumption, amount.value);
    return language_ == Language::zh ? digits + " 元" : "CNY " + digits;
  }

  const City& city_;
  Language language_;
  pages::CaseFile& file_;
};

}  // namespace

Result<std::optional<RecordHistory>, Failure> find_record(const City& city, std::string_view id,
                                                          std::optional<RecordKind> kind) {
  if (!city.feed)
    return Unexpected{Failure{FailureKind::unavailable, "本服务没有开启列表", "this server runs without lists"}};
  for (const RecordKind one : {RecordKind::claim, RecordKind::complaint, RecordKind::project}) {
    if (kind && one != *kind) continue;
    const auto entries = city.feed->entries_of(one, id);
    if (entries.empty()) continue;
    auto history = read_history(city, one, id, entries);
    if (!history) return Unexpected{history.error()};
    return std::optional<RecordHistory>{std::move(*history)};
  }
  if (auto fault = city.feed->failure()) return Unexpected{*fault};
  return std::optional<RecordHistory>{};
}

pages::CaseFile case_file(const City& city, const RecordHistory& history, Language language) {
  const Outcome outcome = outcome_of(history);
  pages::CaseFile file;
  file.id = history.id;
  file.kind = name(history.kind);
  file.state = outcome.state;
  file.reconstructed = outcome.reconstructed;
  Facts facts(city, language, file);
  switch (history.kind) {
    case RecordKind::claim: facts.claim(outcome); break;
    case RecordKind::complaint:
      if (history.complaint) facts.complaint(*history.complaint, history.responsible);
      break;
    case RecordKind::project: facts.project(outcome); break;
  }
  for (const journal::Entry& entry : history.entries)
    file.steps.push_back(
        {entry.seq, to_string(entry.envelope.at), entry.envelope.by, told(city, entry.event, language)});
  return file;
}

std::string record_json(const RecordHistory& history) {
  namespace json = boost::json;
  const Outcome outcome = outcome_of(history);
  json::array entries;
  for (const journal::Entry& entry : history.entries)
    entries.push_back(json::object{{"seq", entry.seq},
                                   {"at", to_string(entry.envelope.at)},
                                   {"by", entry.envelope.by},
                                   {"event", json::parse(journal::encode_event(entry.event))},
                                   {"receipt", fmt::format("/api/v1/entries/{}", entry.seq)}});
  return json::serialize(json::object{{"id", history.id},
                                      {"kind", name(history.kind)},
                                      {"state", outcome.state},
                                      {"reconstructed", outcome.reconstructed},
                                      {"entries", std::move(entries)}});
}

}  // namespace seethrough::http
