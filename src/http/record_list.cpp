#include "http/record_list.h"

#include <boost/describe/enum_from_string.hpp>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <fmt/format.h>

#include "bulletins/document.h"
#include "complaints/words.h"
#include "messages/labels.h"
#include "pages/view.h"

namespace seethrough::http {
namespace {

namespace json = boost::json;

/// Rows become cells in the reader's language.
struct Printer {
  const City& city;
  Language language;

  std::string t(const char* zh, const char* en) const { return in(language, zh, en); }
  std::string place(std::int64_t code) const {
    const Place* found = city.places.find(PlaceCode{static_cast<std::int32_t>(code)});
    return found ? in(language, found->zh, found->en) : std::to_string(code);
  }
  std::string kind(const stores::ClaimRow& row) const {
    const rules::Kind* found = city.rules.describe(civil(Day{row.day}).year, row.kind);
    return found ? in(language, found->name.zh, found->name.en) : row.kind;
  }
  std::string finding(const std::string& name) const {
    complaints::Finding known{};
    return boost::describe::enum_from_string(name.c_str(), known) ? std::string(complaints::words(known).in(language)) : name;
  }
  static std::string money(std::int64_t fen) { return pages::digits(figures::Figure::consumption, fen); }
  std::string address(std::string_view id) const {
    return fmt::format("/{}/case/{}", code(language), pages::query_value(id));
  }

  std::vector<pages::RecordColumn> columns(const stores::ClaimRow*) const {
    return {{"number", t("编号", "Number"), false},       {"day", t("日期", "Day"), false},
            {"", t("品类", "Class"), false},              {"", t("商品", "Product"), false},
            {"merchant", t("商户", "Merchant"), false},   {"", t("县区", "Unit"), false},
            {"price", t("价格（元）", "Price (CNY)"), true}, {"subsidy", t("补贴（元）", "Subsidy (CNY)"), true},
            {"state", t("状态", "State"), false}};
  }
  pages::RecordRow row(const stores::ClaimRow& r) const {
    const std::string id = subsidies::to_string(subsidies::ClaimNumber{r.number});
    return {address(id),
            {id, to_string(Day{r.day}), bulletins::label(r.item_class, language), kind(r),
             r.merchant_name.empty() ? r.merchant : r.merchant_name, place(r.place), money(r.price_fen),
             money(r.subsidy_fen), std::string(state_label(r.state, language))},
            r.reconstructed};
  }

  std::vector<pages::RecordColumn> columns(const stores::CaseRow*) const {
    return {{"number", t("受理编号", "Number"), false}, {"day", t("登记日", "Day"), false},
            {"", t("批次", "Batch"), true},             {"place", t("县区", "Unit"), false},
            {"type", t("主要类型", "Primary type"), false}, {"", t("渠道", "Channel"), false},
            {"", t("重点件", "Key case"), false},       {"state", t("状态", "State"), false},
            {"", t("是否属实", "Finding"), false},      {"due", t("办理期限", "Due"), false}};
  }
  pages::RecordRow row(const stores::CaseRow& r) const {
    return {address(r.number),
            {r.number, to_string(Day{r.day}), r.batch, place(r.place), bulletins::label(r.type, language),
             bulletins::label(r.channel, language), r.key ? t("是", "yes") : "",
             std::string(state_label(r.state, language)), finding(r.finding),
             r.due == 0 ? "" : to_string(Day{r.due})},
            false};
  }

  std::vector<pages::RecordColumn> columns(const stores::ProjectRow*) const {
    return {{"code", t("项目代码", "Code"), false},   {"", t("名称", "Name"), false},
            {"level", t("级别", "Level"), false},     {"place", t("县区", "Unit"), false},
            {"stage", t("阶段", "Stage"), false},     {"day", t("进入该阶段", "Since"), false},
            {"investment", t("总投资（元）", "Investment (CNY)"), true},
            {"progress_bp", t("形象进度", "Progress"), true}};
  }
  pages::RecordRow row(const stores::ProjectRow& r) const {
    return {address(r.code),
            {r.code, in(language, r.name_zh, r.name_en), bulletins::label(r.level, language), place(r.place),
             bulletins::label(r.stage, language), to_string(Day{r.day}), money(r.investment_fen),
             r.progress_bp == 0 ? "" : fmt::format("{}.{:02}%", r.progress_bp / 100, r.progress_bp % 100)},
            false};
  }
};

json::object raw(const stores::ClaimRow& r) {
  const std::string id = subsidies::to_string(subsidies::ClaimNumber{r.number});
  json::object out{{"id", id},
          {"class", r.item_class},
          {"kind", r.kind},
          {"merchant", r.merchant},
          {"merchant_name", r.merchant_name},
          {"place", r.place},
          {"day", to_string(Day{r.day})},
          {"price_fen", r.price_fen},
          {"subsidy_fen", r.subsidy_fen},
          {"state", r.state},
          {"since", to_string(Day{r.since})},
          {"flagged", r.flagged},
          {"reconstructed", r.reconstructed},
          {"seq", r.seq}};
  if (!r.batch.empty()) out["batch"] = r.batch;
  if (!r.hold_reason.empty()) out["hold_reason"] = r.hold_reason;
  return out;
}
json::object raw(const stores::CaseRow& r) {
  return {{"id", r.number},
          {"campaign", r.campaign},
          {"batch", r.batch},
          {"day", to_string(Day{r.day})},
          {"place", r.place},
          {"type", r.type},
          {"channel", r.channel},
          {"key_case", r.key},
          {"split_from", r.split_from},
          {"state", r.state},
          {"finding", r.finding},
          {"due", r.due == 0 ? json::value(nullptr) : json::value(to_string(Day{r.due}))},
          {"unit", r.unit},
          {"seq", r.seq}};
}
json::object raw(const stores::ProjectRow& r) {
  return {{"id", r.code},
          {"name_zh", r.name_zh},
          {"name_en", r.name_en},
          {"place", r.place},
          {"level", r.level},
          {"stage", r.stage},
          {"day", to_string(Day{r.day})},
          {"investment_fen", r.investment_fen},
          {"progress_bp", r.progress_bp},
          {"seq", r.seq}};
}

/// Asks the list of the kind and gives its page to `use`.
template <class Use>
Result<void, Failure> ask(const City& city, const ListRequest& asked, const Use& use) {
  if (!city.views)
    return Unexpected{Failure{FailureKind::unavailable, "本服务没有开启列表", "this server runs without lists"}};
  if (auto fault = city.feed->failure()) return Unexpected{*fault};
  const auto give = [&](auto page) -> Result<void, Failure> {
    if (!page) return Unexpected{page.error()};
    use(*page);
    return {};
  };
  switch (asked.kind) {
    case RecordKind::claim: return give(city.views->claims(asked.query));
    case RecordKind::complaint: return give(city.views->cases(asked.query));
    case RecordKind::project: return give(city.views->projects(asked.query));
  }
  INVARIANT(false, "a kind of record has no list");
}

}  // namespace

Result<pages::RecordList, Failure> record_list(const City& city, const ListRequest& asked, Language language) {
  pages::RecordList list;
  list.kind = name(asked.kind);
  list.query = asked.given;
  const Printer printer{city, language};
  auto answered = ask(city, asked, [&]<class Row>(const stores::Page<Row>& page) {
    list.columns = printer.columns(static_cast<const Row*>(nullptr));
    for (const Row& row : page.rows) list.rows.push_back(printer.row(row));
    list.total = static_cast<std::int64_t>(page.total);
    list.next = page.next;
  });
  if (!answered) return Unexpected{answered.error()};
  list.all = static_cast<std::int64_t>(city.feed->count(asked.kind));
  return list;
}

Result<std::string, Failure> record_list_json(const City& city, const ListRequest& asked) {
  json::object out{{"kind", name(asked.kind)}, {"journal_position", city.feed ? city.feed->position() : 0}};
  auto answered = ask(city, asked, [&]<class Row>(const stores::Page<Row>& page) {
    out["total"] = page.total;
    json::array records;
    for (const Row& row : page.rows) records.push_back(raw(row));
    out["records"] = std::move(records);
    out["next"] = page.next;
  });
  if (!answered) return Unexpected{answered.error()};
  return json::serialize(out);
}

}  // namespace seethrough::http
