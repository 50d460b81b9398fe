#include "proof/tile.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/check.h"
#include "proof/encoding.h"

namespace seethrough::proof {
namespace {

constexpr int level_max = 63;
constexpr std::size_t index_groups_max = 6;  // 10^18 tiles: more than a 64-bit count of entries can fill

/// Hashes at tile level `level` of a tree of `size` leaves.
std::uint64_t hashes_at(std::uint64_t size, int level) { return level >= 8 ? 0 : size >> (8 * level); }

std::string index_path(std::uint64_t index) {
  std::string path = fmt::format("{:03}", index % 1000);
  for (index /= 1000; index != 0; index /= 1000) path = fmt::format("x{:03}/{}", index % 1000, path);
  return path;
}

std::optional<std::uint64_t> parse_index(std::string_view path) {
  std::uint64_t index = 0;
  for (std::size_t groups = 1; groups <= index_groups_max; ++groups) {
    const bool more = path.starts_with('x');
    if (more) path.remove_prefix(1);
    if (path.size() < 3) return std::nullopt;
    for (const char digit : path.substr(0, 3)) {
      if (digit < '0' || digit > '9') return std::nullopt;
      index = index * 10 + static_cast<std::uint64_t>(digit - '0');
    }
    path.remove_prefix(3);
    if (!more) return path.empty() ? std::optional(index) : std::nullopt;
    if (index == 0 || !path.starts_with('/')) return std::nullopt;  // x000/ in front would be a second spelling
    path.remove_prefix(1);
  }
  return std::nullopt;
}

void add_level(std::vector<TileAddress>& tiles, bool entries, int level, std::uint64_t count) {
  const std::uint64_t full = count / tile_width;
  for (std::uint64_t index = 0; index < full; ++index) tiles.push_back({entries, level, index, tile_width});
  if (const int rest = static_cast<int>(count % tile_width)) tiles.push_back({entries, level, full, rest});
}

}  // namespace

std::string tile_path(const TileAddress& address) {
  std::string path = address.entries ? "tile/entries/" : fmt::format("tile/{}/", address.level);
  path += index_path(address.index);
  if (address.width != tile_width) path += fmt::format(".p/{}", address.width);
  return path;
}

std::optional<TileAddress> parse_tile_path(std::string_view path) {
  TileAddress address;
  if (!path.starts_with("tile/")) return std::nullopt;
  path.remove_prefix(5);
  const std::size_t slash = path.find('/');
  if (slash == std::string_view::npos) return std::nullopt;
  if (path.substr(0, slash) == "entries") {
    address.entries = true;
  } else {
    const std::optional<std::uint64_t> level = parse_decimal(path.substr(0, slash));
    if (!level || *level > level_max) return std::nullopt;
    address.level = static_cast<int>(*level);
  }
  path.remove_prefix(slash + 1);
  if (const std::size_t partial = path.find(".p/"); partial != std::string_view::npos) {
    const std::optional<std::uint64_t> width = parse_decimal(path.substr(partial + 3));
    if (!width || *width == 0 || *width >= tile_width) return std::nullopt;
    address.width = static_cast<int>(*width);
    path = path.substr(0, partial);
  }
  const std::optional<std::uint64_t> index = parse_index(path);
  if (!index) return std::nullopt;
  address.index = *index;
  return address;
}

bool has_tile(std::uint64_t size, const TileAddress& address) {
  if (address.width < 1 || address.width > tile_width || address.level < 0) return false;
  const std::uint64_t hashes = hashes_at(size, address.level);
  return address.index <= hashes / tile_width &&
         hashes - address.index * tile_width >= static_cast<std::uint64_t>(address.width);
}

std::optional<std::string> hash_tile(const Tree& tree, const TileAddress& address, std::uint64_t tree_size) {
  INVARIANT(tree_size <= tree.size(), "a tile was asked of a size that the tree has not reached");
  if (address.entries || !has_tile(tree_size, address)) return std::nullopt;
  std::string bytes;
  bytes.reserve(static_cast<std::size_t>(address.width) * Digest::size);
  for (std::uint64_t i = 0; i < static_cast<std::uint64_t>(address.width); ++i) {
    bytes += octets_of(*tree.node(8 * address.level, address.index * tile_width + i));
  }
  return bytes;
}

std::vector<TileAddress> tiles_of(std::uint64_t size) {
  std::vector<TileAddress> tiles;
  for (int level = 0; hashes_at(size, level) != 0; ++level) add_level(tiles, false, level, hashes_at(size, level));
  add_level(tiles, true, 0, size);
  return tiles;
}

void append_entry(std::string& bundle, std::string_view entry) {
  INVARIANT(entry.size() <= entry_size_max, "an entry has more bytes than a bundle can say");
  bundle += static_cast<char>(entry.size() >> 8);
  bundle += static_cast<char>(entry.size() & 0xFF);
  bundle += entry;
}

Result<std::vector<std::string_view>, std::string> split_bundle(std::string_view bundle) {
  std::vector<std::string_view> entries;
  while (!bundle.empty()) {
    if (bundle.size() < 2) {
      return Unexpected{fmt::format("The bundle ends within the length of entry {}.", entries.size())};
    }
    const std::size_t size = static_cast<std::size_t>(static_cast<unsigned char>(bundle[0])) << 8 |
                             static_cast<std::size_t>(static_cast<unsigned char>(bundle[1]));
    bundle.remove_prefix(2);
    if (bundle.size() < size) return Unexpected{fmt::format("The bundle ends within entry {}.", entries.size())};
    entries.push_back(bundle.substr(0, size));
    bundle.remove_prefix(size);
  }
  return entries;
}

}  // namespace seethrough::proof
