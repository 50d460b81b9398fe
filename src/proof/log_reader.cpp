#include "proof/log_reader.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include "proof/hash.h"
#include "proof/tree.h"

namespace seethrough::proof {
namespace {

Failure entry_differs(std::uint64_t index) {
  return {FailureKind::corrupt,
          fmt::format("第{}条记录（从0数起）与哈希切片不符：记录或切片在公布后被改动。请重新下载这两个文件再核验；"
                      "若仍不符，请保留文件并向公布方查询。", index),
          fmt::format("Entry {} (counted from 0) does not match its hash tile: one of them was changed after "
                      "publication. Download both files again; if they still differ, keep them and ask the publisher.",
                      index)};
}

Failure run_differs(std::uint64_t first, std::uint64_t last) {
  return {FailureKind::corrupt,
          fmt::format("第{}至{}条记录（从0数起）合起来与上一层的哈希切片不符：其中有内容在公布后被改动。"
                      "请重新下载后再核验；若仍不符，请保留文件并向公布方查询。", first, last),
          fmt::format("Entries {} to {} (counted from 0) together do not match the hash tile above them: something in "
                      "them was changed after publication. Download them again; if they still differ, keep them and "
                      "ask the publisher.", first, last)};
}

Failure root_differs(std::uint64_t size, bool earlier) {
  if (earlier) {
    return {FailureKind::corrupt,
            fmt::format("前{}条记录与先前保存的检查点不符：历史记录被改写。请保留两份检查点，它们就是证据。", size),
            fmt::format("The first {} entries do not match the checkpoint kept from before: history was rewritten. "
                        "Keep both checkpoints; they are the evidence.", size)};
  }
  return {FailureKind::corrupt,
          fmt::format("由前{}条记录算出的根与检查点中签名的根不符。请重新下载后再核验；"
                      "若仍不符，请保留文件并向公布方查询。", size),
          fmt::format("The root computed from the first {} entries is not the one signed in the checkpoint. Download "
                      "the log again; if it still differs, keep the files and ask the publisher.", size)};
}

Failure wrong_shape(const TileAddress& address, std::string_view zh, std::string_view en) {
  const std::uint64_t first = address.index * tile_width;
  return {FailureKind::corrupt,
          fmt::format("文件 {}（自第{}条起）的内容不完整：{}。请重新下载。", tile_path(address), first, zh),
          fmt::format("The file {} (from item {} on) is not whole: {}. Download it again.", tile_path(address), first,
                      en)};
}

/// The first index at which the leaf hashes differ from the tile's; both have the same number of hashes.
std::optional<std::uint64_t> first_difference(const std::vector<Digest>& leaves, std::string_view hashes) {
  for (std::size_t i = 0; i < leaves.size(); ++i) {
    if (octets_of(leaves[i]) != hashes.substr(i * Digest::size, Digest::size)) return i;
  }
  return std::nullopt;
}

Failure shrunk(std::uint64_t size, std::uint64_t earlier_size) {
  return {FailureKind::corrupt,
          fmt::format("检查点只含{}条记录，而先前保存的检查点已有{}条：自第{}条（从0数起）以后的记录被撤去。"
                      "请保留两份检查点，它们就是证据。", size, earlier_size, size),
          fmt::format("The checkpoint covers {} entries, but one kept from before covers {}: the entries from {} "
                      "(counted from 0) on were taken away. Keep both checkpoints; they are the evidence.",
                      size, earlier_size, size)};
}

}  // namespace

LogReader::LogReader(TileSource& source, VerifierKey key) : source_(source), key_(std::move(key)) {}

Result<Checkpoint, Failure> LogReader::open_checkpoint() {
  Result<std::string, Failure> note = source_.read("checkpoint");
  if (!note) return Unexpected{std::move(note).error()};
  Result<Checkpoint, std::string> checkpoint = proof::open_checkpoint(*note, key_);
  if (checkpoint) return *std::move(checkpoint);
  return Unexpected{Failure{
      FailureKind::corrupt,
      fmt::format("检查点不可信：它不是由公钥“{}”签名的完整检查点，或签名后被改动。请核对公钥，并重新下载检查点。",
                  key_.name),
      fmt::format("The checkpoint can't be trusted. {} Compare the verifier key '{}' with the published one and "
                  "download the checkpoint again.", checkpoint.error(), key_.name)}};
}

// A partial tile may be deleted once its full tile is there; the full one begins with it.
Result<std::string, Failure> LogReader::read_tile(const TileAddress& address) {
  Result<std::string, Failure> bytes = source_.read(tile_path(address));
  if (bytes || address.width == tile_width || bytes.error().kind != FailureKind::not_found) return bytes;
  TileAddress full = address;
  full.width = tile_width;
  Result<std::string, Failure> whole = source_.read(tile_path(full));
  return whole ? std::move(whole) : std::move(bytes);
}

Result<std::string, Failure> LogReader::hash_bytes(const TileAddress& address) {
  Result<std::string, Failure> bytes = read_tile(address);
  if (!bytes) return bytes;
  const std::size_t needed = static_cast<std::size_t>(address.width) * Digest::size;
  if (bytes->size() != needed && bytes->size() != tile_width * Digest::size) {
    return Unexpected{wrong_shape(address, fmt::format("应有{}字节，实有{}字节", needed, bytes->size()),
                                  fmt::format("{} bytes expected, {} found", needed, bytes->size()))};
  }
  bytes->resize(needed);
  return bytes;
}

Result<void, Failure> LogReader::check_parent(std::uint64_t bundle, std::string_view root, std::uint64_t size) {
  const std::uint64_t parents = size / tile_width;
  const std::uint64_t index = bundle / tile_width;
  const int width = static_cast<int>(std::min<std::uint64_t>(tile_width, parents - index * tile_width));
  const TileAddress address{false, 1, index, width};
  if (parent_.empty() || parent_address_ != address) {
    Result<std::string, Failure> bytes = hash_bytes(address);
    if (!bytes) return Unexpected{std::move(bytes).error()};
    parent_ = *std::move(bytes);
    parent_address_ = address;
  }
  const std::size_t at = static_cast<std::size_t>(bundle % tile_width) * Digest::size;
  if (std::string_view(parent_).substr(at, Digest::size) == root) return {};
  return Unexpected{run_differs(bundle * tile_width, bundle * tile_width + tile_width - 1)};
}

Result<void, Failure> LogReader::check_bundle(std::uint64_t bundle, std::uint64_t size, const OnEntry& on_entry,
                                              std::vector<Digest>& leaves) {
  const std::uint64_t first = bundle * tile_width;
  const int width = static_cast<int>(std::min<std::uint64_t>(tile_width, size - first));
  const TileAddress address{true, 0, bundle, width};
  const Result<std::string, Failure> bytes = read_tile(address);
  if (!bytes) return Unexpected{bytes.error()};
  const Result<std::string, Failure> hashes = hash_bytes({false, 0, bundle, width});
  if (!hashes) return Unexpected{hashes.error()};
  Result<std::vector<std::string_view>, std::string> entries = split_bundle(*bytes);
  if (!entries) return Unexpected{wrong_shape(address, "记录的长度与内容对不上", entries.error())};
  const auto wanted = static_cast<std::size_t>(width);
  if (entries->size() != wanted && entries->size() != tile_width) {
    return Unexpected{wrong_shape(address, fmt::format("应有{}条，实有{}条", width, entries->size()),
                                  fmt::format("{} entries expected, {} found", width, entries->size()))};
  }
  entries->resize(wanted);
  leaves.clear();
  for (const std::string_view entry : *entries) leaves.push_back(leaf_hash(entry));
  if (const auto at = first_difference(leaves, *hashes)) return Unexpected{entry_differs(first + *at)};
  if (width == tile_width) {
    Frontier run;
    for (const Digest& leaf : leaves) run.append(leaf);
    if (const Result<void, Failure> same = check_parent(bundle, octets_of(run.root()), size); !same) return same;
  }
  if (on_entry) {
    for (std::size_t i = 0; i < wanted; ++i) on_entry(first + i, (*entries)[i]);
  }
  return {};
}

Result<void, Failure> LogReader::read_entries(const Checkpoint& checkpoint, const OnEntry& on_entry,
                                              std::span<const Checkpoint> earlier) {
  std::vector<Checkpoint> kept(earlier.begin(), earlier.end());
  std::sort(kept.begin(), kept.end(), [](const auto& a, const auto& b) { return a.size < b.size; });
  if (!kept.empty() && kept.back().size > checkpoint.size) {
    return Unexpected{shrunk(checkpoint.size, kept.back().size)};
  }
  parent_.clear();
  Frontier frontier;
  auto next = std::find_if(kept.begin(), kept.end(), [](const Checkpoint& one) { return one.size != 0; });
  std::vector<Digest> leaves;
  for (std::uint64_t bundle = 0; frontier.size() != checkpoint.size; ++bundle) {
    const Result<void, Failure> whole = check_bundle(bundle, checkpoint.size, on_entry, leaves);
    if (!whole) return whole;
    for (const Digest& leaf : leaves) {
      frontier.append(leaf);
      for (; next != kept.end() && next->size == frontier.size(); ++next) {
        if (next->root != frontier.root()) return Unexpected{root_differs(next->size, true)};
      }
    }
  }
  if (frontier.root() != checkpoint.root) return Unexpected{root_differs(checkpoint.size, false)};
  return {};
}

}  // namespace seethrough::proof
