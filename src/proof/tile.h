#pragma once
// Tiles (切片), C2SP tlog-tiles: a log as a finite set of files that never change, 256 hashes or 256 entries each.
//
//   tile/<L>/<N>[.p/<W>]        hashes: 32 bytes each; those of level L stand 8 * L levels above the leaves
//   tile/entries/<N>[.p/<W>]    entries: each a big-endian uint16 length and as many bytes
//
// <N> is the tile's place in its level in groups of three digits, all but the last with an x: x001/x234/067. <W> is
// the width of a tile that is not full yet, 1 to 255. The paths here have no leading slash.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "proof/tree.h"

namespace seethrough::proof {

inline constexpr int tile_width = 256;
inline constexpr std::size_t entry_size_max = 65'535;  ///< bytes; the length prefix can say no more

struct TileAddress {
  bool entries = false;  ///< an entry bundle; its level is 0
  int level = 0;         ///< 0 to 63
  std::uint64_t index = 0;
  int width = tile_width;  ///< 256 = full
  friend bool operator==(const TileAddress&, const TileAddress&) = default;
};

/// The path of a tile, like tile/0/x001/234.p/7.
[[nodiscard]] std::string tile_path(const TileAddress& address);
/// Reads what tile_path writes, and no other spelling of it.
[[nodiscard]] std::optional<TileAddress> parse_tile_path(std::string_view path);

/// Whether a log of `size` entries fills this tile at least to its width.
[[nodiscard]] bool has_tile(std::uint64_t size, const TileAddress& address);
/// The bytes of a hash tile of the tree's first `tree_size` leaves, or nothing if that tree has not the tile (or it is
/// an entry bundle). Narrower partial tiles than the present one are served too. It requires tree_size <= tree.size().
[[nodiscard]] std::optional<std::string> hash_tile(const Tree& tree, const TileAddress& address,
                                                   std::uint64_t tree_size);
/// All tiles of a log of that size: hash tiles level by level, then entry bundles; in each the full ones, then the
/// partial one if there is one.
[[nodiscard]] std::vector<TileAddress> tiles_of(std::uint64_t size);

/// Adds an entry to a bundle. It requires at most entry_size_max bytes.
void append_entry(std::string& bundle, std::string_view entry);
/// The entries of a bundle, as views into it. The error is an English sentence.
[[nodiscard]] Result<std::vector<std::string_view>, std::string> split_bundle(std::string_view bundle);

}  // namespace seethrough::proof
