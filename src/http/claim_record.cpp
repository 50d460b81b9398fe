#include "http/claim_record.h"

#include <fmt/format.h>

#include <optional>

#include "calendar/instant.h"
#include "journal/codec.h"

namespace seethrough::http {
namespace {

constexpr std::uint64_t progress_every = 4096;

/// Whether the entry is an event of the subsidies programme; its type is its last member (journal/codec.h).
bool is_of_subsidies(std::string_view bytes) {
  constexpr std::string_view before = "\"type\":\"";
  const std::size_t at = bytes.rfind(before);
  return at != std::string_view::npos && bytes.substr(at + before.size()).starts_with("subsidies.");
}

}  // namespace

Result<void, Failure> take_entries(backtest::Recorded& recorded, journal::Journal& journal, std::uint64_t from,
                                   std::uint64_t to, const ReadingProgress& progress) {
  std::optional<Failure> fault;
  auto read = journal.read(from, to, [&](std::uint64_t seq, std::string_view bytes, const Digest&) {
    if (progress && seq % progress_every == 0 && !progress(seq - from, to - from + 1)) {
      fault = Failure{FailureKind::unavailable, "已按要求停止，没有改动任何数据", "stopped as asked; nothing was changed"};
      return false;
    }
    if (!is_of_subsidies(bytes)) return true;
    const auto entry = journal::decode_entry(bytes);
    if (!entry) {
      fault = Failure{FailureKind::corrupt, fmt::format("流水第 {} 条无法读取：请运行 seethrough verify", seq),
                      fmt::format("journal entry {} cannot be read: run seethrough verify", seq)};
      return false;
    }
    recorded.take(std::get<subsidies::Event>(entry->event), day_in_china(entry->envelope.at));
    return true;
  });
  if (fault) return Unexpected{*fault};
  return read;
}

Result<void, Failure> ClaimRecord::look(std::uint64_t position, const Look& look) {
  struct Asking {
    std::atomic<int>& count;
    const int others = count.fetch_add(1);
    ~Asking() { count.fetch_sub(1); }
  } asking{asking_};
  if (asking.others > 1)
    return Unexpected{Failure{FailureKind::unavailable, "正在计算另一项回测，请过几秒重试",
                              "another backtest is being computed; try again in a few seconds"}};
  const std::scoped_lock lock(mutex_);
  if (position_ < position) {
    if (auto taken = take_entries(recorded_, journal_, position_ + 1, position, {}); !taken) {
      recorded_ = {};  // half read: from the beginning next time
      position_ = 0;
      return taken;
    }
    position_ = position;
  }
  look(recorded_);
  return {};
}

}  // namespace seethrough::http
