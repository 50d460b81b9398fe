#include "audit/verify_bulletin.h"

#include <fmt/format.h>

#include <boost/describe/enum_to_string.hpp>

#include "audit/contradiction.h"
#include "audit/entry_type.h"
#include "audit/printed_bulletin.h"
#include "bulletins/document.h"
#include "engine/world.h"
#include "journal/codec.h"
#include "proof/hash.h"

namespace seethrough::audit {
namespace {

using bulletins::Bulletin;
using bulletins::Value;

std::string told(const Value& value) {
  const std::string number = fmt::format("{} {}", value.value, value.unit);
  switch (value.bound) {
    case Bound::exactly: return number;
    case Bound::over: return "> " + number;
    case Bound::within: return "<= " + number;
  }
  INVARIANT(false, "a bound has no sign");
}

using FigureKey = std::pair<std::string, std::map<std::string, std::string>>;

std::vector<FigureDifference> differences(const Bulletin& printed, const Bulletin& recomputed) {
  std::map<FigureKey, std::pair<std::string, std::string>> all;
  for (const Value& one : printed.figures) all[{one.id, one.dimensions}].first = told(one);
  for (const Value& one : recomputed.figures) all[{one.id, one.dimensions}].second = told(one);
  std::vector<FigureDifference> out;
  for (const auto& [key, values] : all) {
    if (values.first != values.second) out.push_back({key.first, key.second, values.first, values.second});
  }
  return out;
}

std::string_view without_end(std::string_view text) {
  while (!text.empty() && (text.back() == '\n' || text.back() == ' ')) text.remove_suffix(1);
  return text;
}

class Check {
 public:
  Check(proof::TileSource& log, const Tree& places) : log_(log), reading_(places) {}
  BulletinReport run(std::string_view json, const std::optional<proof::VerifierKey>& pinned);

 private:
  void good(std::string zh, std::string en) { report_.steps.push_back({true, std::move(zh), std::move(en)}); }
  void differs(std::string zh, std::string en) {
    report_.steps.push_back({false, std::move(zh), std::move(en)});
    mismatch_ = true;
  }
  void unclear(std::string zh, std::string en) {
    report_.steps.push_back({false, std::move(zh), std::move(en)});
    unclear_ = true;
  }
  void fault(const Failure& failure) {
    failure.kind == FailureKind::corrupt ? differs(failure.zh, failure.en) : unclear(failure.zh, failure.en);
  }

  bool choose_key(const std::optional<proof::VerifierKey>& pinned);
  void check_digest();
  bool check_checkpoint();
  bool read_log();
  void take(std::uint64_t seq, std::string_view bytes);
  void compose();
  void compare();
  void compare_texts();
  BulletinReport finished();

  proof::TileSource& log_;
  figures::Reading reading_;
  BulletinReport report_;
  bool mismatch_ = false, unclear_ = false;
  PrintedBulletin printed_;
  proof::VerifierKey key_;
  proof::Checkpoint pinned_at_;
  std::optional<Failure> unreadable_;  // an entry up to the bulletin's position
  std::optional<Result<Bulletin, bulletins::Refusal>> recomputed_;
  std::vector<std::string> texts_;
};

bool Check::choose_key(const std::optional<proof::VerifierKey>& pinned) {
  if (pinned) {
    key_ = *pinned;
    good(fmt::format("使用您指定的公钥 {}", key_.name), fmt::format("the key you gave is used: {}", key_.name));
    return true;
  }
  report_.key_from_bulletin = true;
  auto own = proof::parse_verifier_key(printed_.key);
  if (!own) {
    unclear("通报所附的公钥无法读取：请另行取得公钥后再核验",
            "the key in the bulletin can't be read (" + own.error() + "): get the key by other means");
    return false;
  }
  key_ = *std::move(own);
  good(fmt::format("公钥 {} 取自通报本身", key_.name), fmt::format("the key {} is the bulletin's own", key_.name));
  return true;
}

void Check::check_digest() {
  report_.digest = proof::sha256(bulletins::canonical_json(printed_.bulletin));
  if (report_.digest == printed_.digest)
    good("通报的摘要与内容相符", "the digest is that of the bulletin's content");
  else
    differs("通报的摘要与内容不符：公布后内容或摘要被改动",
            "the digest is not that of the bulletin's content: one of them was changed after publication");
}

bool Check::check_checkpoint() {
  auto opened = proof::open_checkpoint(printed_.checkpoint, key_);
  if (!opened) {
    differs("通报所附的检查点不可信：被改动过，或不是由这把公钥签名的",
            "the bulletin's checkpoint can't be trusted: it was changed, or this key did not sign it (" +
                opened.error() + ")");
    return false;
  }
  pinned_at_ = *std::move(opened);
  if (pinned_at_.size != report_.journal_position) {
    differs(fmt::format("通报依据前 {} 条记录，所附检查点却为 {} 条", report_.journal_position, pinned_at_.size),
            fmt::format("the bulletin rests on entries 1 to {}, but its checkpoint covers {}", report_.journal_position,
                        pinned_at_.size));
    return false;
  }
  good(fmt::format("检查点由公钥签名，涵盖前 {} 条记录", pinned_at_.size),
       fmt::format("the checkpoint over entries 1 to {} is signed", pinned_at_.size));
  return true;
}

/// Composes at the bulletin's position; called when the reading stands there.
void Check::compose() {
  recomputed_.emplace(bulletins::compose(
      reading_, {printed_.bulletin.series, printed_.bulletin.cut_off, printed_.bulletin.batch}));
  if (!*recomputed_ || printed_.texts.empty()) return;
  for (const Language language : {Language::zh, Language::en})
    texts_.push_back(bulletins::plain_text(bulletins::lay_out(**recomputed_, reading_, language)));
}

void Check::take(std::uint64_t seq, std::string_view bytes) {
  const bool counts = seq <= report_.journal_position && !unreadable_;
  const bool issues = entry_type(bytes) == publication::BulletinIssued::type;
  if (!counts && !issues) return;
  const auto entry = journal::decode_entry(bytes);
  if (!entry) {
    if (counts)  // perhaps written by a newer version: that is no contradiction
      unreadable_ = Failure{FailureKind::malformed, fmt::format("日志第 {} 条无法读取：{}", seq, entry.error().zh),
                            fmt::format("log entry {} cannot be read: {}", seq, entry.error().en)};
    return;
  }
  if (const auto* event = std::get_if<publication::Event>(&entry->event)) {
    const auto& issued = std::get<publication::BulletinIssued>(*event);
    if (issued.digest == report_.digest && issued.series == printed_.bulletin.series) report_.issued_at = seq;
  }
  if (!counts) return;
  const auto why = contradiction(reading_, entry->event);
  if (why || entry->seq != seq) {
    unreadable_ = Failure{FailureKind::corrupt, fmt::format("日志第 {} 条{}", seq, why ? why->zh : "的序号不对"),
                          fmt::format("log entry {} {}", seq, why ? why->en : "carries another number")};
    return;
  }
  engine::take(reading_, seq, entry->event);
  if (seq == report_.journal_position) compose();
}

bool Check::read_log() {
  proof::LogReader reader(log_, key_);
  const auto latest = reader.open_checkpoint();
  if (!latest) return fault(latest.error()), false;
  report_.log_size = latest->size;
  if (report_.journal_position == 0) compose();
  const std::vector<proof::Checkpoint> earlier = {pinned_at_};
  auto read = reader.read_entries(
      *latest, [&](std::uint64_t index, std::string_view bytes) { take(index + 1, bytes); }, earlier);
  if (!read) return fault(read.error()), false;
  good(fmt::format("日志的 {} 条记录与签名的检查点相符，并以通报所据的前 {} 条开头", latest->size, pinned_at_.size),
       fmt::format("the log's {} entries match its signed checkpoint and begin with the {} that the bulletin rests on",
                   latest->size, pinned_at_.size));
  if (unreadable_) return fault(*unreadable_), false;
  return true;
}

void Check::compare_texts() {
  for (const std::string& printed : printed_.texts) {
    bool same = false;
    for (const std::string& text : texts_) same |= without_end(text) == without_end(printed);
    if (same) continue;
    unclear(
        "通报的文字与本程序按这些数字排出的不同：数字以上面的核验为准，文字请人工对照（也可能是程序版本不同）",
        "the bulletin's text is not the one that this program lays out of the figures: trust the figures as checked "
        "above and compare the text yourself (the program's version may differ)");
    return;
  }
  if (!printed_.texts.empty()) good("通报的文字由这些数字排成", "the bulletin's text is laid out of these figures");
}

void Check::compare() {
  INVARIANT(recomputed_.has_value(), "the reading reached the bulletin's position");
  if (!*recomputed_) {
    differs("按日志重算不出这份通报：" + sentence(recomputed_->error(), Language::zh),
            "the log does not give this bulletin: " + sentence(recomputed_->error(), Language::en));
    return;
  }
  const Bulletin& again = **recomputed_;
  report_.differences = differences(printed_.bulletin, again);
  const std::size_t count = again.figures.size();
  if (!report_.differences.empty())
    differs(fmt::format("按日志重算 {} 项数字，有 {} 项不符", count, report_.differences.size()),
            fmt::format("of {} figures folded again from the log, {} differ", count, report_.differences.size()));
  else if (proof::sha256(bulletins::canonical_json(again)) != report_.digest)
    differs("数字相符，但通报的其他内容（重建标记、次序或批次）与重算的不符",
            "the figures agree, but something else (the mark of reconstruction, the order or the batch) does not");
  else
    good(fmt::format("按日志重算的 {} 项数字全部相符", count), fmt::format("all {} figures folded again from the log agree", count));
  if (report_.differences.empty()) compare_texts();
  if (report_.issued_at)
    good(fmt::format("日志第 {} 条发布了这份通报", *report_.issued_at),
         fmt::format("log entry {} issued exactly this bulletin", *report_.issued_at));
  else
    good("日志中没有发布这份通报的记录：它是随时可看的当前数字，不是正式发布的一期",
         "no log entry issued this bulletin: it shows figures as of a position and is no issued number");
}

BulletinReport Check::finished() {
  report_.verdict = mismatch_  ? Verdict::does_not_match
                    : unclear_ ? Verdict::could_not_check
                               : Verdict::matches;
  return std::move(report_);
}

BulletinReport Check::run(std::string_view json, const std::optional<proof::VerifierKey>& pinned) {
  auto printed = read_printed_bulletin(json);
  if (!printed) {
    unclear(printed.error().zh, printed.error().en);
    return finished();
  }
  printed_ = *std::move(printed);
  report_.journal_position = printed_.bulletin.known_at;
  check_digest();
  if (choose_key(pinned) && check_checkpoint() && read_log()) compare();
  return finished();
}

}  // namespace

BulletinReport verify_bulletin(std::string_view bulletin, proof::TileSource& log, const Tree& places,
                               const std::optional<proof::VerifierKey>& pinned) {
  return Check(log, places).run(bulletin, pinned);
}

std::string in_words(const BulletinReport& report, Language language) {
  const bool zh = language == Language::zh;
  std::string out;
  switch (report.verdict) {
    case Verdict::matches: out = in(language, "相符\n", "matches\n"); break;
    case Verdict::does_not_match: out = in(language, "不相符\n", "does not match\n"); break;
    case Verdict::could_not_check:
      out = in(language, "无法核验（不等于不相符）\n", "could not check (which is no mismatch)\n");
      break;
  }
  for (const Step& step : report.steps) out += fmt::format("  {} {}\n", step.good ? "✓" : "✗", zh ? step.zh : step.en);
  for (const FigureDifference& one : report.differences) {
    std::string dimensions;
    for (const auto& [name, value] : one.dimensions) dimensions += fmt::format(" {}={}", name, value);
    const std::string none = in(language, "（无）", "(none)");
    out += fmt::format(
        fmt::runtime(in(language, "    {}{}：通报 {}，重算 {}\n", "    {}{}: printed {}, recomputed {}\n")), one.id,
        dimensions, one.printed.empty() ? none : one.printed, one.recomputed.empty() ? none : one.recomputed);
  }
  if (report.key_from_bulletin)
    out += in(
        language, "  注意：公钥取自通报本身。要防止通报连同公钥一起被伪造，请从别处取得公钥再核验。\n",
        "  Note: the key came from the bulletin itself. To rule out that both were forged, get the key elsewhere.\n");
  return out;
}

}  // namespace seethrough::audit
