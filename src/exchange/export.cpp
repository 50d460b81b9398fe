#include "exchange/export.h"

#include <fmt/format.h>

#include <algorithm>
#include <boost/describe/enum_to_string.hpp>
#include <boost/unordered/unordered_flat_map.hpp>

#include "complaints/state.h"
#include "exchange/sheet_record_writer.h"
#include "journal/codec.h"
#include "projects/state.h"
#include "subsidies/state.h"

namespace seethrough::exchange {
namespace {

constexpr std::uint64_t progress_every = 4096;

/// The type of an entry, from its last member, without decoding it (journal/codec.h).
std::string_view type_of_entry(std::string_view bytes) {
  constexpr std::string_view before = "\"type\":\"";
  const std::size_t at = bytes.rfind(before);
  if (at == std::string_view::npos || !bytes.ends_with("\"}")) return {};
  bytes.remove_suffix(2);
  return bytes.substr(at + before.size());
}

/// Reads the journal up to a fixed position and hands on the entries of the wanted types, decoded.
class Passage {
 public:
  Passage(journal::Journal& journal, std::uint64_t size, int passes, const ExportProgress& progress)
      : journal_(journal), size_(size), total_(size * static_cast<std::uint64_t>(passes)), progress_(progress) {}

  template <class Wanted, class Take>
  Result<void, Failure> pass(Wanted&& wanted, Take&& take) {
    std::optional<Failure> fault;
    auto read = journal_.read(1, size_, [&](std::uint64_t seq, std::string_view bytes, const Digest&) {
      ++done_;
      if (progress_ && (done_ % progress_every == 0 || done_ == total_)) progress_(done_, total_);
      if (!wanted(type_of_entry(bytes))) return true;
      auto entry = journal::decode_entry(bytes);
      if (!entry) {
        fault = Failure{FailureKind::corrupt, fmt::format("流水第 {} 条无法读取：{}", seq, entry.error().zh),
                        fmt::format("journal entry {} cannot be read: {}", seq, entry.error().en)};
        return false;
      }
      Result<void, Failure> taken = take(seq, entry->event);
      if (!taken) fault = taken.error();
      return taken.has_value();
    });
    if (fault) return Unexpected{*fault};
    return read;
  }

 private:
  journal::Journal& journal_;
  std::uint64_t size_;
  std::uint64_t total_;
  std::uint64_t done_ = 0;
  const ExportProgress& progress_;
};

// Claims: the first pass folds what became of them, the second writes each claim where it was made.

const std::vector<ExportColumn>& claim_fields() {
  static const std::vector<ExportColumn> fields = [] {
    std::vector<ExportColumn> out = {
        {"claim", "申领编号"},         {"day", "日期"},           {"class", "类别"},
        {"kind", "品类"},              {"merchant", "商户"},      {"place", "地区"},
        {"price_fen", "", true},       {"price_yuan", "价格（元）"}, {"subsidy_fen", "", true},
        {"subsidy_yuan", "补贴（元）"}, {"clause", "条款"},        {"edition", "规则版本"},
        {"fund", "资金"},              {"state", "状态"},         {"reconstructed", "补录"},
        {"seq", "流水序号"}};
    for (std::size_t i = 0; i < rules::field_count; ++i) {
      if (const auto field = static_cast<rules::Field>(i); field != rules::Field::price_fen)
        out.push_back({rules::name(field), rules::name_zh(field)});
    }
    return out;
  }();
  return fields;
}

void write_fact(RecordWriter& out, rules::Field field, const rules::Facts& facts) {
  if (!facts.has(field)) return out.empty();
  const std::int64_t value = facts.get(field);
  switch (rules::type_of(field)) {
    case rules::FieldType::money:
    case rules::FieldType::number: return out.number(value);
    case rules::FieldType::day: return out.day(Day{static_cast<std::int32_t>(value)});
    case rules::FieldType::powertrain: return out.text(rules::name(static_cast<rules::Powertrain>(value)));
    case rules::FieldType::battery: return out.text(rules::name(static_cast<rules::Battery>(value)));
    case rules::FieldType::yes_no: return out.yes_or_no(value != 0);
  }
}

/// What became of each claim: the programme's state, and the last entry that names it.
struct Outcomes {
  subsidies::State state;
  std::vector<std::uint64_t> last;  ///< of claim n at n - 1

  void take(std::uint64_t seq, const subsidies::Event& event) {
    apply(state, event);
    last.resize(state.claims.size());
    std::visit(
        [&](const auto& e) {
          if constexpr (requires { e.claim; }) name(e.claim, seq);
          if constexpr (requires { e.batch.claims; }) {
            for (const subsidies::ClaimNumber claim : e.batch.claims) name(claim, seq);
          }
        },
        event);
  }
  void name(subsidies::ClaimNumber claim, std::uint64_t seq) { last[static_cast<std::size_t>(claim.value - 1)] = seq; }
};

template <class Claimed>
Result<void, Failure> write_claim(RecordWriter& out, const Claimed& e, const Outcomes& outcomes) {
  const subsidies::Claim& claim = *outcomes.state.claim(e.claim);
  const subsidies::Terms* terms = subsidies::terms_of(claim);
  const Fen subsidy = terms ? terms->subsidy : e.grant.subsidy;
  const subsidies::Purchase& purchase = e.purchase;
  out.text(to_string(e.claim));
  out.day(purchase.day);
  out.text(e.grant.cls);
  out.text(purchase.kind);
  out.text(purchase.merchant);
  out.number(purchase.place.value);
  out.money(purchase.price);
  out.money(subsidy);
  out.text(e.grant.clause);
  out.text(e.grant.edition);
  out.text(e.grant.fund);
  out.text(subsidies::state_name(claim));
  out.yes_or_no(purchase.reconstructed);
  out.number(static_cast<std::int64_t>(outcomes.last[static_cast<std::size_t>(e.claim.value - 1)]));
  for (std::size_t i = 0; i < rules::field_count; ++i) {
    if (const auto field = static_cast<rules::Field>(i); field != rules::Field::price_fen)
      write_fact(out, field, purchase.facts);
  }
  return out.end();
}

Result<void, Failure> export_claims(RecordWriter& out, Passage& passage) {
  using namespace subsidies;
  Outcomes outcomes;
  auto first = passage.pass([](std::string_view type) { return type.starts_with("subsidies."); },
                            [&](std::uint64_t seq, const journal::Event& event) -> Result<void, Failure> {
                              outcomes.take(seq, std::get<subsidies::Event>(event));
                              return {};
                            });
  if (!first) return first;
  return passage.pass(
      [](std::string_view type) { return type == ClaimRedeemed::type || type == ClaimApplied::type; },
      [&](std::uint64_t, const journal::Event& event) -> Result<void, Failure> {
        const auto& subsidy = std::get<subsidies::Event>(event);
        if (const auto* redeemed = std::get_if<ClaimRedeemed>(&subsidy)) return write_claim(out, *redeemed, outcomes);
        return write_claim(out, std::get<ClaimApplied>(subsidy), outcomes);
      });
}

// Complaints and projects are few: their state is folded whole and written afterwards.

const std::vector<ExportColumn>& complaint_fields() {
  static const std::vector<ExportColumn> fields = {
      {"number", "受理编号"}, {"campaign", "督察活动"}, {"batch", "批次"},     {"day", "登记日"},
      {"place", "地区"},      {"type", "主要类型"},     {"channel", "渠道"},   {"key_case", "重点件"},
      {"split_from", "拆分自"}, {"state", "状态"},      {"reconstructed", "补录"}, {"seq", "流水序号"}};
  return fields;
}

Result<void, Failure> export_complaints(RecordWriter& out, Passage& passage) {
  using namespace complaints;
  State state;
  boost::unordered_flat_map<std::string, std::uint64_t> changed;  // "campaign/number" to entry
  boost::unordered_flat_map<std::string, std::uint64_t> handed_over;  // "campaign/batch" to entry
  auto folded = passage.pass(
      [](std::string_view type) { return type.starts_with("complaints."); },
      [&](std::uint64_t seq, const journal::Event& event) -> Result<void, Failure> {
        const auto& complaint = std::get<complaints::Event>(event);
        apply(state, complaint);
        if (const auto* e = std::get_if<CaseRegistered>(&complaint))
          changed[e->entry.campaign + "/" + e->entry.number] = seq;
        if (const auto* e = std::get_if<CaseCorrected>(&complaint)) changed[e->campaign + "/" + e->number] = seq;
        if (const auto* e = std::get_if<BatchHandedOver>(&complaint))
          handed_over[e->campaign + "/" + std::to_string(e->batch)] = seq;
        return {};
      });
  if (!folded) return folded;
  for (const Campaign& campaign : state.campaigns) {
    for (const Case& one : campaign.cases) {
      const RegisterCase& entry = one.entry;
      out.text(entry.number);
      out.text(entry.campaign);
      out.number(entry.batch);
      out.day(entry.day);
      out.number(entry.place.value);
      out.text(entry.pollution);
      out.text(boost::describe::enum_to_string(entry.channel, "?"));
      out.yes_or_no(entry.key_case);
      out.text(entry.split_from);
      out.text(std::visit([](const auto& progress) { return progress.name; }, one.progress));
      out.yes_or_no(entry.reconstructed);
      const auto batch = handed_over.find(entry.campaign + "/" + std::to_string(entry.batch));
      const std::uint64_t seq = changed[entry.campaign + "/" + entry.number];
      out.number(static_cast<std::int64_t>(batch == handed_over.end() ? seq : std::max(seq, batch->second)));
      if (auto written = out.end(); !written) return written;
    }
  }
  return {};
}

const std::vector<ExportColumn>& project_fields() {
  static const std::vector<ExportColumn> fields = {
      {"project", "项目代码"},  {"name_zh", "名称"},     {"name_en", "英文名称"},    {"place", "地区"},
      {"park", "园区"},         {"level", "级别"},       {"stage", "阶段"},          {"investment_fen", "", true},
      {"investment_yuan", "总投资（元）"}, {"progress_bp", "形象进度（万分之一）"}, {"chain", "产业链"},
      {"day", "进入该阶段"},    {"reconstructed", "补录"}, {"seq", "流水序号"}};
  return fields;
}

Result<void, Failure> export_projects(RecordWriter& out, Passage& passage) {
  using namespace projects;
  State state;
  boost::unordered_flat_map<std::string, std::uint64_t> changed;
  auto folded = passage.pass([](std::string_view type) { return type.starts_with("projects."); },
                             [&](std::uint64_t seq, const journal::Event& event) -> Result<void, Failure> {
                               const auto& project = std::get<projects::Event>(event);
                               apply(state, project);
                               std::visit(Overloaded{
                                              [&](const ProjectRegistered& e) { changed[e.project.project] = seq; },
                                              [](const PlanDeclared&) {},
                                              [&](const auto& e) { changed[e.project] = seq; },
                                          },
                                          project);
                               return {};
                             });
  if (!folded) return folded;
  for (const Project& one : state.projects) {
    const RegisterProject& project = one.registered;
    out.text(project.project);
    out.text(project.name_zh);
    out.text(project.name_en);
    out.number(project.place.value);
    out.text(project.park);
    out.text(boost::describe::enum_to_string(project.level, "?"));
    out.text(boost::describe::enum_to_string(stage_of(one.life), "?"));
    out.money(project.investment);
    out.number(one.progress_bp);
    out.text(project.chain);
    out.day(one.since);
    out.yes_or_no(project.reconstructed);
    out.number(static_cast<std::int64_t>(changed[project.project]));
    if (auto written = out.end(); !written) return written;
  }
  return {};
}

}  // namespace

Result<ExportReport, Failure> export_records(const ExportOptions& options, journal::Journal& journal, std::ostream& out,
                                             const ExportProgress& progress) {
  const ExportKind kind = options.kind;
  const auto head = journal.head();
  if (!head) return Unexpected{head.error()};
  Passage passage(journal, head->size, kind == ExportKind::claims ? 2 : 1, progress);
  auto writer = make_record_writer(out, options.format,
                                   kind == ExportKind::claims       ? claim_fields()
                                   : kind == ExportKind::complaints ? complaint_fields()
                                                                    : project_fields(),
                                   {options.language, options.scratch});
  if (!writer) return Unexpected{writer.error()};
  auto written = kind == ExportKind::claims       ? export_claims(**writer, passage)
                 : kind == ExportKind::complaints ? export_complaints(**writer, passage)
                                                  : export_projects(**writer, passage);
  if (!written) return Unexpected{written.error()};
  if (auto finished = (*writer)->finish(); !finished) return Unexpected{finished.error()};
  return ExportReport{(*writer)->records(), head->size, (*writer)->sheets()};
}

}  // namespace seethrough::exchange
