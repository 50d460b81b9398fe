#include "places/tree.h"

#include <fstream>
#include <regex>
#include <set>
#include <utility>

#include <doctest/doctest.h>

using namespace seethrough;

namespace {

Place place(std::int32_t code, std::int32_t parent, std::string zh, std::string en = {}) {
  return {PlaceCode(code), PlaceCode(parent), std::move(zh), std::move(en), false, 0, 0};
}

std::string refusal(std::vector<Place> places) { return Tree::make(std::move(places)).error(); }

std::vector<Place> changzhi() {
  std::ifstream file(SOURCE_DIR "/data/places/140400.yaml");
  const std::regex form(R"(  - \{code: (\d+), parent: (\d+), zh: ([^,]+), en: ([^,]+), statistical: (true|false), )"
                        R"(tile_column: (\d), tile_row: (\d)\})");
  std::vector<Place> places;
  for (std::string line; std::getline(file, line);) {
    std::smatch part;
    if (!std::regex_match(line, part, form)) continue;
    places.push_back({PlaceCode(std::stoi(part[1])), PlaceCode(std::stoi(part[2])), part[3], part[4], part[5] == "true",
                      std::stoi(part[6]), std::stoi(part[7])});
  }
  return places;
}

}  // namespace

TEST_CASE("Changzhi has its thirteen units, each on a tile of its own") {
  const std::vector<Place> places = changzhi();
  CHECK(places.size() == 14u);
  const auto tree = Tree::make(places);
  REQUIRE(tree);
  CHECK(tree->root().zh == "长治市");
  CHECK(tree->children(PlaceCode(140400)).size() == 13u);
  std::set<std::pair<int, int>> tiles;
  for (const PlaceCode code : tree->children(PlaceCode(140400))) {
    const Place* unit = tree->find(code);
    CHECK(tiles.insert({unit->tile_column, unit->tile_row}).second);
    CHECK(unit->statistical == (code == PlaceCode(140471)));
  }
}

TEST_CASE("a place is found by either name or its code") {
  const auto tree = Tree::make(changzhi());
  REQUIRE(tree);
  CHECK(tree->find_by_name("襄垣县")->code == PlaceCode(140423));
  CHECK(tree->find_by_name("High-tech Zone")->code == PlaceCode(140471));
  CHECK(tree->find_by_name("140431")->zh == "沁源县");
  CHECK(tree->find_by_name("太原市") == nullptr);
  CHECK(tree->find(PlaceCode(140100)) == nullptr);
}

TEST_CASE("a name that two places carry finds neither") {
  const auto tree = Tree::make({place(1, 0, "市"), place(2, 1, "城区", "Urban"), place(3, 1, "城区", "Suburban")});
  REQUIRE(tree);
  CHECK(tree->find_by_name("城区") == nullptr);
  CHECK(tree->find_by_name("Suburban")->code == PlaceCode(3));
}

TEST_CASE("children come in the order of their codes, and within looks all the way up") {
  const auto tree = Tree::make({place(30, 10, "丙"), place(20, 10, "乙"), place(10, 0, "甲"), place(15, 30, "丁")});
  REQUIRE(tree);
  const auto children = tree->children(PlaceCode(10));
  CHECK(std::vector<PlaceCode>(children.begin(), children.end()) == std::vector{PlaceCode(20), PlaceCode(30)});
  CHECK(tree->children(PlaceCode(30)).front() == PlaceCode(15));
  CHECK(tree->children(PlaceCode(15)).empty());
  CHECK(tree->children(PlaceCode(0)).empty());
  CHECK(tree->within(PlaceCode(15), PlaceCode(10)));
  CHECK(tree->within(PlaceCode(15), PlaceCode(15)));
  CHECK_FALSE(tree->within(PlaceCode(15), PlaceCode(20)));
  CHECK_FALSE(tree->within(PlaceCode(10), PlaceCode(15)));
  CHECK_FALSE(tree->within(PlaceCode(99), PlaceCode(10)));
  CHECK_FALSE(tree->within(PlaceCode(99), PlaceCode(99)));
  CHECK(tree->all().front().zh == "甲");
}

TEST_CASE("places that are no tree are refused in a sentence naming the code") {
  CHECK(refusal({}) == "No place is without a parent (parent 0), so the tree has no root.");
  CHECK(refusal({place(1, 0, "甲"), place(1, 0, "乙")}) == "The code 1 is used twice, by 甲 and by 乙.");
  CHECK(refusal({place(1, 0, "甲"), place(2, 7, "乙")}) == "The place 2 names the parent 7, which is not in the list.");
  CHECK(refusal({place(1, 0, "甲"), place(2, 0, "乙")}) ==
        "The places 1 and 2 have no parent, but a tree has one root.");
  CHECK(refusal({place(1, 0, "甲"), place(2, 3, "乙"), place(3, 2, "丙")}) ==
        "The place 2 is its own ancestor: the parents form a ring.");
  CHECK(refusal({place(-4, 0, "甲")}) == "The place 甲 has the code -4, but a code is a positive number.");
}
