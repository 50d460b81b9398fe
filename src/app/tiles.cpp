#include "app/tiles.h"

#include <fmt/format.h>

#include "proof/tile.h"

namespace seethrough::app {
namespace {

Unexpected<Failure> no_such_tile(std::string_view path) {
  return {Failure{FailureKind::not_found, fmt::format("日志里没有 {}", path), fmt::format("the log has no {}", path)}};
}

}  // namespace

Result<std::unique_ptr<JournalTiles>, Failure> JournalTiles::of(journal::Journal& journal) {
  auto head = journal.head();
  if (!head) return Unexpected{head.error()};
  std::unique_ptr<JournalTiles> tiles(new JournalTiles(journal));
  tiles->checkpoint_ = head->checkpoint;
  auto read = journal.read(1, head->size, [&](std::uint64_t, std::string_view, const Digest& leaf) {
    tiles->tree_.append(leaf);
    return true;
  });
  if (!read) return Unexpected{read.error()};
  return tiles;
}

Result<std::string, Failure> JournalTiles::bundle(std::uint64_t index, int width) {
  std::string out;
  const std::uint64_t first = index * 256 + 1;
  auto read = journal_.read(first, first + static_cast<std::uint64_t>(width) - 1,
                            [&](std::uint64_t, std::string_view bytes, const Digest&) {
                              proof::append_entry(out, bytes);
                              return true;
                            });
  if (!read) return Unexpected{read.error()};
  return out;
}

Result<std::string, Failure> JournalTiles::read(std::string_view path) {
  if (path == "checkpoint") return checkpoint_;
  const auto address = proof::parse_tile_path(path);
  if (!address || !proof::has_tile(tree_.size(), *address)) return no_such_tile(path);
  if (address->entries) return bundle(address->index, address->width);
  auto tile = proof::hash_tile(tree_, *address, tree_.size());
  if (!tile) return no_such_tile(path);
  return std::move(*tile);
}

Result<std::string, Failure> ServerTiles::read(std::string_view path) {
  auto response = client_.send("GET", "/" + std::string(path));
  if (!response) return Unexpected{response.error()};
  if (response->status == 404) return no_such_tile(path);
  if (response->status != 200) {
    return Unexpected{Failure{FailureKind::unavailable, fmt::format("服务对 {} 答复 {}", path, response->status),
                              fmt::format("the server answered {} for {}", response->status, path)}};
  }
  return std::move(response->body);
}

}  // namespace seethrough::app
