#include "http/list_file.h"

#include <fmt/format.h>

#include <atomic>
#include <fstream>

#include "exchange/sheet_record_writer.h"
#include "http/spool.h"

namespace seethrough::http {
namespace {

using exchange::ExportColumn;
using exchange::RecordWriter;

/// So many files are made at a time: each keeps one of the server's threads busy, and there must be others.
constexpr int most_at_a_time = 2;
std::atomic<int> being_made{0};

class Turn {
 public:
  Turn() : taken_(being_made.fetch_add(1) < most_at_a_time) {}
  Turn(const Turn&) = delete;
  Turn& operator=(const Turn&) = delete;
  ~Turn() { being_made.fetch_sub(1); }
  bool taken() const { return taken_; }

 private:
  bool taken_;
};

const std::vector<ExportColumn>& columns(RecordKind kind) {
  static const std::vector<ExportColumn> claims = {
      {"id", "申领编号"},         {"class", "类别"},         {"kind", "品类"},       {"merchant", "商户"},
      {"merchant_name", "商户名称"}, {"place", "地区"},      {"day", "日期"},        {"price_fen", "", true},
      {"price_yuan", "价格（元）"}, {"subsidy_fen", "", true}, {"subsidy_yuan", "补贴（元）"}, {"state", "状态"},
      {"since", "状态起始日"},     {"batch", "批次"},         {"hold_reason", "暂缓原因"}, {"flagged", "有疑点"},
      {"reconstructed", "补录"},  {"seq", "流水序号"}};
  static const std::vector<ExportColumn> complaints = {
      {"id", "受理编号"}, {"campaign", "督察活动"}, {"batch", "批次"},   {"day", "登记日"},
      {"place", "地区"},  {"type", "主要类型"},     {"channel", "渠道"}, {"key_case", "重点件"},
      {"split_from", "拆分自"}, {"state", "状态"},  {"finding", "是否属实"}, {"due", "办理期限"},
      {"unit", "责任单位"}, {"seq", "流水序号"}};
  static const std::vector<ExportColumn> projects = {
      {"id", "项目代码"},  {"name_zh", "名称"}, {"name_en", "英文名称"}, {"place", "地区"},
      {"level", "级别"},   {"stage", "阶段"},   {"day", "进入该阶段"},   {"investment_fen", "", true},
      {"investment_yuan", "总投资（元）"}, {"progress_bp", "形象进度（万分之一）"}, {"seq", "流水序号"}};
  switch (kind) {
    case RecordKind::claim: return claims;
    case RecordKind::complaint: return complaints;
    case RecordKind::project: return projects;
  }
  INVARIANT(false, "a kind of record has no list");
}

Result<void, Failure> write(RecordWriter& out, const stores::ClaimRow& r) {
  out.text(subsidies::to_string(subsidies::ClaimNumber{r.number}));
  out.text(r.item_class);
  out.text(r.kind);
  out.text(r.merchant);
  out.text(r.merchant_name);
  out.number(r.place);
  out.day(Day{r.day});
  out.money(Fen{r.price_fen});
  out.money(Fen{r.subsidy_fen});
  out.text(r.state);
  out.day(Day{r.since});
  out.text(r.batch);
  out.text(r.hold_reason);
  out.yes_or_no(r.flagged);
  out.yes_or_no(r.reconstructed);
  out.number(r.seq);
  return out.end();
}
Result<void, Failure> write(RecordWriter& out, const stores::CaseRow& r) {
  out.text(r.number);
  out.text(r.campaign);
  out.text(r.batch);
  out.day(Day{r.day});
  out.number(r.place);
  out.text(r.type);
  out.text(r.channel);
  out.yes_or_no(r.key);
  out.text(r.split_from);
  out.text(r.state);
  out.text(r.finding);
  if (r.due == 0) out.empty();
  else out.day(Day{r.due});
  out.text(r.unit);
  out.number(r.seq);
  return out.end();
}
Result<void, Failure> write(RecordWriter& out, const stores::ProjectRow& r) {
  out.text(r.code);
  out.text(r.name_zh);
  out.text(r.name_en);
  out.number(r.place);
  out.text(r.level);
  out.text(r.stage);
  out.day(Day{r.day});
  out.money(Fen{r.investment_fen});
  out.number(r.progress_bp);
  out.number(r.seq);
  return out.end();
}

Result<void, Failure> write_all(const City& city, const ListRequest& asked, RecordWriter& out) {
  std::optional<Failure> fault;
  const auto visit = [&](const auto& row) {
    auto written = write(out, row);
    if (!written) fault = written.error();
    return written.has_value();
  };
  auto read = [&]() -> Result<void, Failure> {
    switch (asked.kind) {
      case RecordKind::claim: return city.views->each_claim(asked.query, visit);
      case RecordKind::complaint: return city.views->each_case(asked.query, visit);
      case RecordKind::project: return city.views->each_project(asked.query, visit);
    }
    INVARIANT(false, "a kind of record has no list");
  }();
  if (!read) return read;
  if (fault) return Unexpected{*fault};
  return out.finish();
}

}  // namespace

Result<std::shared_ptr<const FileBody>, Failure> list_file(const City& city, const ListRequest& asked,
                                                           exchange::ExportFormat format, Language language) {
  if (!city.views)
    return Unexpected{Failure{FailureKind::unavailable, "本服务没有开启列表", "this server runs without lists"}};
  if (auto fault = city.feed->failure()) return Unexpected{*fault};
  const Turn turn;
  if (!turn.taken())
    return Unexpected{Failure{FailureKind::unavailable, "正在导出的人较多，请过一会儿再试",
                              "others are downloading lists at the moment: try again in a little while"}};
  const auto file = new_spool_file(city.spool);
  if (!file) return Unexpected{file.error()};
  const SpoolGuard guard(*file);
  std::ofstream out(*file, std::ios::binary);
  const auto writer = exchange::make_record_writer(out, format, columns(asked.kind), {language, city.spool});
  if (!writer) return Unexpected{writer.error()};
  if (auto written = write_all(city, asked, **writer); !written) return Unexpected{written.error()};
  out.close();
  return FileBody::open(*file, true);
}

}  // namespace seethrough::http
