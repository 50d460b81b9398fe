#pragma once
// A whole log as its published files, in memory: what a server would serve.

#include <map>
#include <string>
#include <vector>

#include "proof/checkpoint.h"
#include "proof/log_reader.h"
#include "proof/tile.h"
#include "proof/tree.h"

namespace seethrough::proof {

inline SigningKey log_key() {
  Seed seed;
  seed.bytes.fill(42);
  return make_signing_key("log.example.cn/chuzhou", seed);
}

/// Entries of all kinds of lengths: empty ones too, and one as long as an entry may be.
inline std::string test_entry(std::uint64_t index) {
  if (index == 3) return std::string(entry_size_max, 'z');
  std::string entry(index % 211, static_cast<char>(index % 256));
  return index % 5 == 0 ? entry : entry + std::to_string(index);
}

struct MemoryLog : TileSource {
  std::map<std::string, std::string, std::less<>> files;
  Tree tree;
  std::vector<std::string> entries;

  explicit MemoryLog(std::uint64_t size) {
    for (std::uint64_t i = 0; i < size; ++i) {
      entries.push_back(test_entry(i));
      tree.append(leaf_hash(entries.back()));
    }
    files["checkpoint"] = sign_checkpoint(checkpoint_at(size), log_key());
    for (const TileAddress& address : tiles_of(size)) {
      files[tile_path(address)] = address.entries ? bundle(address) : hash_tile(tree, address, size).value();
    }
  }

  Checkpoint checkpoint_at(std::uint64_t size) const { return {log_key().verifier.name, size, tree.root_at(size)}; }

  std::string bundle(const TileAddress& address) const {
    std::string bytes;
    for (std::uint64_t i = 0; i < static_cast<std::uint64_t>(address.width); ++i) {
      append_entry(bytes, entries[address.index * tile_width + i]);
    }
    return bytes;
  }

  Result<std::string, Failure> read(std::string_view path) override {
    const auto file = files.find(path);
    if (file != files.end()) return file->second;
    return Unexpected{Failure{FailureKind::not_found, "没有这个文件", "no such file"}};
  }
};

}  // namespace seethrough::proof
