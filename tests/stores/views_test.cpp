#include <doctest/doctest.h>

#include <algorithm>
#include <set>

#include "stores/scratch_folder.h"
#include "stores/sqlite/sqlite_views.h"

namespace seethrough::stores {
namespace {

std::vector<ClaimRow> some_claims(std::int64_t count) {
  std::vector<ClaimRow> rows;
  for (std::int64_t n = 1; n <= count; ++n) {
    rows.push_back({n, n, n % 2 == 0 ? "home.tv" : "car", "电视机", "M" + std::to_string(n % 7), "潞州商场", 140403 + n % 3,
                    static_cast<std::int32_t>(100 + n / 10), n * 100 % 700, n, n % 5 == 0 ? "rejected" : "paid", false});
  }
  return rows;
}

struct Lists {
  ScratchFolder folder;
  std::unique_ptr<SqliteViews> views = std::move(*SqliteViews::open(folder / "views.db"));

  void put(std::uint64_t position, const std::vector<ClaimRow>& claims) {
    REQUIRE(views->apply({position, claims, {}, {}}));
  }
  void reopen() {
    views.reset();
    views = std::move(*SqliteViews::open(folder / "views.db"));
  }
};

/// All rows of a query, page by page.
std::vector<ClaimRow> walk(SqliteViews& views, ListQuery query) {
  std::vector<ClaimRow> all;
  do {
    auto page = views.claims(query);
    REQUIRE(page);
    all.insert(all.end(), page->rows.begin(), page->rows.end());
    query.next = page->next;
  } while (!query.next.empty());
  return all;
}

TEST_CASE("pages follow one another without gap or repetition, in every order and direction") {
  Lists lists;
  std::int64_t count = 0;
  SUBCASE("few rows, found by the filter") { count = 430; }
  SUBCASE("many rows, walked in order") { count = 6000; }
  lists.put(1, some_claims(count));
  for (const char* sort : {"", "number", "day", "merchant", "state", "price", "subsidy"}) {
    for (const bool descending : {true, false}) {
      ListQuery query;
      query.sort = sort;
      query.descending = descending;
      query.limit = 200;
      const auto rows = walk(*lists.views, query);
      std::set<std::int64_t> numbers;
      for (const auto& row : rows) numbers.insert(row.number);
      CHECK(rows.size() == static_cast<std::size_t>(count));
      CHECK(numbers.size() == rows.size());
      if (std::string_view(sort) != "price") continue;
      const auto in_order = [&](const ClaimRow& a, const ClaimRow& b) {
        return descending ? std::pair(a.price_fen, a.number) > std::pair(b.price_fen, b.number)
                          : std::pair(a.price_fen, a.number) < std::pair(b.price_fen, b.number);
      };
      CHECK(std::is_sorted(rows.begin(), rows.end(), in_order));
    }
  }
}

TEST_CASE("filters narrow the list and its total as a plain count does, few rows or many") {
  Lists lists;
  const auto claims = some_claims(16'000);
  lists.put(1, claims);
  for (const std::int32_t last_day : {150, 1500}) {
    ListQuery query;
    query.places = {140403, 140404};
    query.class_prefix = "home";
    query.state = "paid";
    query.from_day = 110;
    query.to_day = last_day;
    query.limit = 200;
    const auto expected = std::count_if(claims.begin(), claims.end(), [&](const ClaimRow& row) {
      return row.place <= 140404 && row.item_class == "home.tv" && row.state == "paid" && row.day >= 110 &&
             row.day <= last_day;
    });
    CHECK(lists.views->claims(query)->total == static_cast<std::uint64_t>(expected));
    CHECK(walk(*lists.views, query).size() == static_cast<std::size_t>(expected));
    query.sort = "price";
    CHECK(walk(*lists.views, query).size() == static_cast<std::size_t>(expected));
  }
}

TEST_CASE("text is found in one Chinese character, in numbers, and never as a pattern") {
  Lists lists;
  auto claims = some_claims(3);
  claims[1].merchant_name = "百分之_50%折店";
  lists.put(1, claims);
  const auto found = [&](const char* text) {
    ListQuery query;
    query.text = text;
    return lists.views->claims(query)->total;
  };
  CHECK(found("潞") == 2);
  CHECK(found("商场") == 2);
  CHECK(found("电视") == 3);
  CHECK(found("M3") == 1);
  CHECK(found("%") == 1);
  CHECK(found("_") == 1);
  CHECK(found("50%折") == 1);
  CHECK(found("!") == 0);
  CHECK(found("' OR 1=1 --") == 0);
}

TEST_CASE("a later row replaces the earlier one, and the position comes with it") {
  Lists lists;
  CHECK(*lists.views->position() == 0);
  auto claims = some_claims(2);
  lists.put(2, claims);
  claims[0].state = "rejected";
  claims.pop_back();
  lists.put(3, claims);
  CHECK(*lists.views->position() == 3);
  ListQuery query;
  query.state = "rejected";
  CHECK(lists.views->claims(query)->rows.at(0).number == 1);
  CHECK(lists.views->claims({})->total == 2);
  lists.reopen();
  CHECK(*lists.views->position() == 3);
}

TEST_CASE("cases and projects are listed and found by their names") {
  Lists lists;
  const std::vector<CaseRow> cases{{"D3SX202506010001", 1, "third", "1", 100, 140403, "水", "phone", true, "", "open"},
                                   {"X3SX202506010002", 2, "third", "1", 101, 140404, "大气", "letter", false, "", "closed"}};
  const std::vector<ProjectRow> projects{{"P1", 3, "光伏产业园", "Solar park", 140403, "province", "built", 100, 5000, 90}};
  REQUIRE(lists.views->apply({3, {}, cases, projects}));
  ListQuery query;
  query.text = "水";
  CHECK(lists.views->cases(query)->rows.at(0).key);
  query.text = "光伏";
  CHECK(lists.views->projects(query)->rows.at(0).name_en == "Solar park");
  query = {};
  query.limit = 1;
  for (const char* sort : {"number", "day", "place", "type", "state"}) {
    query.sort = sort;
    query.next.clear();
    auto first = lists.views->cases(query);
    REQUIRE(first);
    query.next = first->next;
    auto second = lists.views->cases(query);
    REQUIRE(second);
    CHECK(first->rows.at(0).number != second->rows.at(0).number);
    CHECK(second->next.empty());
  }
}

TEST_CASE("an unknown column and a damaged or foreign token are malformed, with a sentence") {
  Lists lists;
  lists.put(1, some_claims(10));
  ListQuery query;
  query.limit = 3;
  const std::string token = lists.views->claims(query)->next;
  const auto refused = [&] {
    auto page = lists.views->claims(query);
    return !page && page.error().kind == FailureKind::malformed && !page.error().zh.empty();
  };
  query.next = token;
  CHECK_FALSE(refused());
  query.state = "paid";  // the token belongs to the list without a state
  CHECK(refused());
  query.state.clear();
  for (std::size_t i = 0; i < token.size(); ++i) {
    query.next = token;
    query.next[i] = token[i] == '0' ? '1' : '0';
    CHECK(refused());
  }
  for (const char* damaged : {".", "..", "x", "31.31.", "zz.zz.zz"}) {
    query.next = damaged;
    CHECK(refused());
  }
  query.next.clear();
  query.sort = "number; DROP TABLE claims";
  CHECK(refused());
}

TEST_CASE("lists that a power cut may have spoilt, of another version or damaged are emptied; a foreign file is not") {
  Lists lists;
  const auto file = lists.folder / "views.db";
  lists.put(5, some_claims(10));
  lists.views.reset();
  const auto spoil = [&](const char* sql) {
    auto database = Database::open(file, Database::Mode::read_write);
    REQUIRE(database);
    REQUIRE(database->run(sql));
  };
  SUBCASE("not closed before the machine started again") { spoil("UPDATE about SET boot='another'"); }
  SUBCASE("another version") { spoil("PRAGMA user_version=99"); }
  SUBCASE("foreign") {
    spoil("PRAGMA application_id=7");
    CHECK(SqliteViews::open(file).error().kind == FailureKind::malformed);
    return;
  }
  lists.views = std::move(*SqliteViews::open(file));
  CHECK(*lists.views->position() == 0);
  CHECK(lists.views->claims({})->total == 0);
}

}  // namespace
}  // namespace seethrough::stores
