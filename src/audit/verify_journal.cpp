#include "audit/verify_journal.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <map>
#include <optional>

#include "audit/contradiction.h"
#include "audit/entry_type.h"
#include "bulletins/bulletin.h"
#include "engine/world.h"
#include "journal/codec.h"
#include "proof/checkpoint.h"
#include "proof/hash.h"
#include "proof/tree.h"

namespace seethrough::audit {
namespace {

constexpr std::size_t listed_findings = 100;
constexpr std::uint64_t progress_every = 4096;
constexpr std::uint64_t to_the_end = std::numeric_limits<std::uint64_t>::max();

struct Issued {
  std::uint64_t seq = 0;
  publication::BulletinIssued bulletin;
};

class Verification {
 public:
  Verification(journal::Journal& journal, const proof::VerifierKey& key, const Tree& places,
               const VerifyProgress& progress)
      : journal_(journal), key_(key), reading_(places), progress_(progress) {}

  Result<JournalReport, Failure> run();

 private:
  void find(std::uint64_t seq, std::string zh, std::string en);
  Result<void, Failure> read(const journal::Journal::Visit& visit);
  Result<void, Failure> take_head();
  void hash(std::uint64_t seq, std::string_view bytes, const Digest& leaf);
  void compare_with_checkpoint();
  void fold(std::uint64_t seq, std::string_view bytes);
  void recompute(std::uint64_t position);
  void tell_progress();

  journal::Journal& journal_;
  const proof::VerifierKey& key_;
  figures::Reading reading_;
  const VerifyProgress& progress_;
  JournalReport report_;
  std::uint64_t head_size_ = 0;
  std::optional<proof::Checkpoint> checkpoint_;
  proof::Frontier frontier_;
  std::optional<Digest> root_at_checkpoint_;
  std::uint64_t next_seq_ = 1;
  bool whole_ = true;           // no entry missing so far
  bool foldable_ = true;        // every entry so far could follow the ones before
  std::multimap<std::uint64_t, Issued> issued_;  // by the position they were composed at
  std::uint64_t done_ = 0;
};

void Verification::find(std::uint64_t seq, std::string zh, std::string en) {
  if (report_.findings.size() < listed_findings)
    report_.findings.push_back({seq, std::move(zh), std::move(en)});
  else
    ++report_.more_findings;
}

void Verification::tell_progress() {
  ++done_;
  if (progress_ && done_ % progress_every == 0) progress_(done_, std::max(done_, 2 * head_size_));
}

/// A journal that checks itself stops at what is corrupt: that is a finding here.
Result<void, Failure> Verification::read(const journal::Journal::Visit& visit) {
  auto read = journal_.read(1, to_the_end, visit);
  if (read || read.error().kind != FailureKind::corrupt) return read;
  find(0, read.error().zh, read.error().en);
  whole_ = false;
  return {};
}

Result<void, Failure> Verification::take_head() {
  auto head = journal_.head();
  if (!head) {
    if (head.error().kind != FailureKind::corrupt) return Unexpected{head.error()};
    find(0, head.error().zh, head.error().en);
    return {};
  }
  head_size_ = head->size;
  report_.checkpoint = head->checkpoint;
  if (head->checkpoint.empty()) {
    if (head->size != 0)
      find(0, "流水头没有检查点：它被删去了", "the journal's head has no checkpoint: it was removed");
    return {};
  }
  auto opened = proof::open_checkpoint(head->checkpoint, key_);
  if (!opened) {
    find(0, fmt::format("流水头的检查点不可信：它被改动过，或不是由公钥“{}”签名的", key_.name),
         fmt::format(
             "the checkpoint in the journal's head can't be trusted: it was changed, or '{}' did not sign it ({})",
             key_.name, opened.error()));
    return {};
  }
  checkpoint_ = *std::move(opened);
  if (checkpoint_->size != head->size)
    find(0, fmt::format("流水头记为 {} 条，签名的检查点为 {} 条：流水头被改动过", head->size, checkpoint_->size),
         fmt::format("the journal's head says {} entries, its signed checkpoint {}: the head was changed", head->size,
                     checkpoint_->size));
  return {};
}

void Verification::hash(std::uint64_t seq, std::string_view bytes, const Digest& leaf) {
  tell_progress();
  if (seq != next_seq_) {
    const bool one = seq == next_seq_ + 1;
    find(next_seq_, one ? fmt::format("流水第 {} 条缺失", next_seq_) : fmt::format("流水第 {} 至 {} 条缺失", next_seq_, seq - 1),
         one ? fmt::format("journal entry {} is missing", next_seq_)
             : fmt::format("journal entries {} to {} are missing", next_seq_, seq - 1));
    whole_ = false;
  }
  next_seq_ = seq + 1;
  ++report_.entries;
  const Digest computed = proof::leaf_hash(bytes);
  if (computed != leaf)
    find(seq, fmt::format("流水第 {} 条与它的哈希不符：内容或哈希被改动过", seq),
         fmt::format("journal entry {} does not match its hash: the entry or the hash was changed", seq));
  frontier_.append(computed);
  if (checkpoint_ && whole_ && frontier_.size() == checkpoint_->size) root_at_checkpoint_ = frontier_.root();
  if (entry_type(bytes) != publication::BulletinIssued::type) return;
  ++report_.bulletins;
  auto entry = journal::decode_entry(bytes);
  if (!entry) return;  // named when it is folded
  const auto* event = std::get_if<publication::Event>(&entry->event);
  if (!event) return;
  const auto& bulletin = std::get<publication::BulletinIssued>(*event);
  issued_.emplace(static_cast<std::uint64_t>(std::max<std::int64_t>(bulletin.known_at, 0)), Issued{seq, bulletin});
}

void Verification::compare_with_checkpoint() {
  report_.root = frontier_.root();
  const std::uint64_t last = next_seq_ - 1;
  const std::uint64_t size = checkpoint_ ? checkpoint_->size : head_size_;
  if (last < size)
    find(last + 1, fmt::format("流水第 {} 至 {} 条缺失：末尾的记录被删去", last + 1, size),
         fmt::format("journal entries {} to {} are missing: they were removed from the end", last + 1, size));
  if (last > size)
    find(size + 1, fmt::format("流水第 {} 至 {} 条不在检查点之内：它们是另外加上的", size + 1, last),
         fmt::format("journal entries {} to {} are beyond the checkpoint: they were added by other means", size + 1,
                     last));
  // An entry that is named already explains why the root differs.
  if (checkpoint_ && root_at_checkpoint_ && *root_at_checkpoint_ != checkpoint_->root && report_.findings.empty())
    find(0, fmt::format("前 {} 条的默克尔根与签名的检查点不符：有记录连同它的哈希一起被改动", checkpoint_->size),
         fmt::format("the Merkle root of entries 1 to {} is not the one that was signed: an entry was changed together "
                     "with its hash",
                     checkpoint_->size));
}

void Verification::recompute(std::uint64_t position) {
  const auto [first, last] = issued_.equal_range(position);
  for (auto it = first; it != last; ++it) {
    const publication::BulletinIssued& issued = it->second.bulletin;
    const auto composed = bulletins::compose(reading_, {issued.series, issued.cut_off, issued.batch});
    ++report_.bulletins_recomputed;
    const std::string what_zh = fmt::format("第 {} 条发布的第 {} 号通报（截至 {}）", it->second.seq, issued.number,
                                            to_string(issued.cut_off));
    const std::string what_en = fmt::format("bulletin {} (cut-off {}), issued in entry {},", issued.number,
                                            to_string(issued.cut_off), it->second.seq);
    if (!composed) {
      find(it->second.seq, fmt::format("{}重算不出：{}", what_zh, sentence(composed.error(), Language::zh)),
           fmt::format("{} can't be composed again: {}", what_en, sentence(composed.error(), Language::en)));
    } else if (proof::sha256(bulletins::canonical_json(*composed)) != issued.digest) {
      find(it->second.seq, fmt::format("{}重算后与发布时的摘要不符", what_zh),
           fmt::format("{} has another digest when composed again", what_en));
    }
  }
}

void Verification::fold(std::uint64_t seq, std::string_view bytes) {
  tell_progress();
  auto entry = journal::decode_entry(bytes);
  if (!entry) {
    find(seq, fmt::format("流水第 {} 条无法读取：{}", seq, entry.error().zh),
         fmt::format("journal entry {} cannot be read: {}", seq, entry.error().en));
    foldable_ = false;
    return;
  }
  if (entry->seq != seq) {
    find(seq, fmt::format("流水第 {} 条自称是第 {} 条：记录被调换过位置", seq, entry->seq),
         fmt::format("journal entry {} says that it is entry {}: entries were moved", seq, entry->seq));
    foldable_ = false;
  }
  if (foldable_ && reading_.position() + 1 != seq) foldable_ = false;  // a gap, named already
  if (!foldable_) return;
  if (const auto why = contradiction(reading_, entry->event)) {
    find(seq, fmt::format("流水第 {} 条{}", seq, why->zh), fmt::format("journal entry {} {}", seq, why->en));
    foldable_ = false;
    return;
  }
  engine::take(reading_, seq, entry->event);
  recompute(seq);
}

Result<JournalReport, Failure> Verification::run() {
  if (auto head = take_head(); !head) return Unexpected{head.error()};
  auto hashed = read([&](std::uint64_t seq, std::string_view bytes, const Digest& leaf) {
    hash(seq, bytes, leaf);
    return true;
  });
  if (!hashed) return Unexpected{hashed.error()};
  compare_with_checkpoint();
  recompute(0);
  if (next_seq_ > 1) {
    auto folded = journal_.read(1, next_seq_ - 1, [&](std::uint64_t seq, std::string_view bytes, const Digest&) {
      fold(seq, bytes);
      return true;
    });
    if (!folded && folded.error().kind != FailureKind::corrupt) return Unexpected{folded.error()};
  }
  if (progress_) progress_(done_, done_);
  return std::move(report_);
}

}  // namespace

Result<JournalReport, Failure> verify_journal(journal::Journal& journal, const proof::VerifierKey& key,
                                              const Tree& places, const VerifyProgress& progress) {
  return Verification(journal, key, places, progress).run();
}

}  // namespace seethrough::audit
