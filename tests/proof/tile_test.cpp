#include "proof/tile.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <algorithm>

#include "memory_log.h"

using namespace seethrough;
using namespace seethrough::proof;

TEST_CASE("tile paths are spelled as tlog-tiles spells them") {
  CHECK(tile_path({false, 0, 0, 256}) == "tile/0/000");
  CHECK(tile_path({false, 1, 1'234'067, 256}) == "tile/1/x001/x234/067");
  CHECK(tile_path({false, 2, 1000, 17}) == "tile/2/x001/000.p/17");
  CHECK(tile_path({true, 0, 273, 112}) == "tile/entries/273.p/112");
}

TEST_CASE("a tile path comes back from its text") {
  CHECK(rc::check("round trip", [] {
    TileAddress address;
    address.entries = *rc::gen::arbitrary<bool>();
    address.level = address.entries ? 0 : *rc::gen::inRange(0, 64);
    address.index = *rc::gen::inRange<std::uint64_t>(0, 1'000'000'000'000'000'000) >> *rc::gen::inRange(0, 60);
    address.width = *rc::gen::inRange(1, 257);
    RC_ASSERT(parse_tile_path(tile_path(address)) == address);
  }));
}

TEST_CASE("other spellings of a tile path are refused") {
  for (const char* bad :
       {"", "tile", "tile/", "tile/0", "tile/0/", "tile/0/0", "tile/0/00", "tile/0/0000", "/tile/0/000", "tile/00/000",
        "tile/01/000", "tile/64/000", "tile/-1/000", "tile/0/x000/001", "tile/0/001/002", "tile/0/x001", "tile/0/x001/",
        "tile/0/x001/x002", "tile/0/000/", "tile/0/000.p/0", "tile/0/000.p/256", "tile/0/000.p/01", "tile/0/000.p/",
        "tile/0/000.p", "tile/0/000.p/1/", "tile/0/000.p/1.p/1", "tile/0/+00", "tile/0/0a0", "tile/entry/000",
        "tile/entries/0/000", "tile/0/x001/x001/x001/x001/x001/x001/001", "tile/8/0/000", "tile/0/../000"}) {
    CAPTURE(bad);
    CHECK_FALSE(parse_tile_path(bad));
  }
}

TEST_CASE("a log of 70,000 entries has the tiles that the specification counts") {
  const std::vector<TileAddress> tiles = tiles_of(70'000);
  const auto count = [&](bool entries, int level, bool full) {
    return std::count_if(tiles.begin(), tiles.end(), [&](const TileAddress& tile) {
      return tile.entries == entries && tile.level == level && (tile.width == tile_width) == full;
    });
  };
  CHECK(tiles.size() == 274 + 2 + 1 + 274);
  CHECK(count(false, 0, true) == 273);
  CHECK(count(false, 1, true) == 1);
  CHECK(count(true, 0, true) == 273);
  const auto has = [&](const TileAddress& tile) { return std::find(tiles.begin(), tiles.end(), tile) != tiles.end(); };
  CHECK(has({false, 0, 273, 112}));
  CHECK(has({false, 1, 1, 17}));
  CHECK(has({false, 2, 0, 1}));
  CHECK(has({true, 0, 273, 112}));
  CHECK(tiles_of(0).empty());
  CHECK(tiles_of(256) == std::vector<TileAddress>{{false, 0, 0, 256}, {false, 1, 0, 1}, {true, 0, 0, 256}});
}

TEST_CASE("a hash tile holds the tree's nodes, and is there only once they are") {
  const MemoryLog log(600);
  const std::string tile = hash_tile(log.tree, {false, 0, 1, 256}, 600).value();
  CHECK(tile.size() == 8192);
  CHECK(tile.substr(32, 32) == octets_of(log.tree.node(0, 257).value()));
  CHECK(hash_tile(log.tree, {false, 1, 0, 2}, 600) ==
        std::string(octets_of(*log.tree.node(8, 0))) + std::string(octets_of(*log.tree.node(8, 1))));
  CHECK(hash_tile(log.tree, {false, 0, 2, 88}, 600));
  CHECK(hash_tile(log.tree, {false, 0, 2, 10}, 600) == hash_tile(log.tree, {false, 0, 2, 88}, 600)->substr(0, 320));
  CHECK_FALSE(hash_tile(log.tree, {false, 0, 2, 89}, 600));
  CHECK_FALSE(hash_tile(log.tree, {false, 0, 2, 256}, 600));
  CHECK_FALSE(hash_tile(log.tree, {false, 0, 2, 10}, 521));
  CHECK_FALSE(hash_tile(log.tree, {false, 0, 1, 256}, 511));
  CHECK_FALSE(hash_tile(log.tree, {false, 0, 3, 1}, 600));
  CHECK_FALSE(hash_tile(log.tree, {false, 2, 0, 1}, 600));
  CHECK_FALSE(hash_tile(log.tree, {false, 63, 0, 1}, 600));
  CHECK_FALSE(hash_tile(log.tree, {false, 0, std::uint64_t{1} << 56, 1}, 600));
  CHECK_FALSE(hash_tile(log.tree, {true, 0, 0, 256}, 600));
}

TEST_CASE("entries come back from their bundle, and a torn bundle is refused") {
  CHECK(rc::check("round trip", [](const std::vector<std::string>& entries) {
    std::string bundle;
    for (const std::string& entry : entries) append_entry(bundle, entry);
    const auto split = split_bundle(bundle);
    RC_ASSERT(split.has_value());
    RC_ASSERT(std::vector<std::string>(split->begin(), split->end()) == entries);
  }));
  std::string bundle;
  append_entry(bundle, std::string(entry_size_max, 'a'));
  append_entry(bundle, std::string(258, 'b'));
  CHECK(bundle.substr(0, 2) == "\xFF\xFF");
  CHECK(bundle.substr(2 + entry_size_max, 2) == "\x01\x02");
  CHECK(split_bundle(bundle)->size() == 2);
  CHECK_FALSE(split_bundle(bundle.substr(0, bundle.size() - 1)));
  CHECK_FALSE(split_bundle(bundle + '\0'));
  CHECK(split_bundle("")->empty());
}
