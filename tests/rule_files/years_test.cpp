// What the files in rules/ grant in each year, beside the figures of the notices; rules_2025_test.cpp has all of 2025.

#include <doctest/doctest.h>

#include <fstream>
#include <iterator>
#include <string>

#include "rule_files/rule_file.h"
#include "rules/book.h"

using namespace seethrough;
using namespace seethrough::rules;

namespace {

Edition read(const std::string& name) {
  std::ifstream file(std::string(SOURCE_DIR) + "/rules/" + name, std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  auto edition = read_rule_file(text, name);
  if (!edition) FAIL(edition.error().en);
  return std::move(edition).value();
}

const Book& book() {
  static const Book b = [] {
    Book made;
    for (const char* name : {"2024-1.yaml", "2024-2.yaml", "2025.yaml", "2026.yaml"}) REQUIRE(made.add(read(name)));
    return made;
  }();
  return b;
}

Day day(const char* text) { return *parse_day(text); }

Facts car(Powertrain powertrain, const char* price) {
  return Facts{}
      .set(Field::price_fen, *parse_yuan(price))
      .set(Field::powertrain, powertrain)
      .set(Field::displacement_ml, 2000)
      .set(Field::old_powertrain, Powertrain::petrol)
      .set(Field::old_first_registered, day("2010-05-01"))
      .set(Field::old_owned_since, day("2020-01-01"))
      .set(Field::applied_on, day("2026-01-05"))
      .set(Field::documents_on, day("2026-01-01"))
      .set(Field::same_owner, true);
}
Facts goods(const char* price, int level) {
  return Facts{}.set(Field::price_fen, *parse_yuan(price)).set(Field::efficiency, level);
}

/// The subsidy in yuan by that edition, or "refused".
std::string granted(const char* version, const char* kind, const Facts& facts, const char* on) {
  const Edition* edition = book().edition_of(version);
  REQUIRE(edition != nullptr);
  const auto award = book().evaluate_under(*edition, kind, facts, day(on));
  return award ? yuan(award->subsidy) : "refused";
}

const Powertrain electric = Powertrain::new_energy, petrol = Powertrain::petrol;

}  // namespace

TEST_CASE("each year grants what its notices say") {
  struct Row {
    const char* version;
    const char* kind;
    Facts facts;
    const char* on;
    const char* subsidy;
  };
  const char *m24 = "2024-05-01", *a24 = "2024-08-01", *j25 = "2025-06-15", *j26 = "2026-06-15";
  const Row rows[] = {
      {"2024/1", "car_scrappage", car(electric, "150000.00"), m24, "10000.00"},
      {"2024/1", "car_scrappage", car(petrol, "150000.00"), m24, "7000.00"},
      {"2024/2", "car_scrappage", car(electric, "150000.00"), m24, "20000.00"},
      {"2024/2", "car_scrappage", car(petrol, "150000.00"), m24, "15000.00"},
      {"2024/2", "refrigerator", goods("5000.00", 1), a24, "1000.00"},
      {"2024/2", "refrigerator", goods("5000.00", 2), a24, "750.00"},
      {"2024/2", "refrigerator", goods("50000.00", 1), a24, "2000.00"},
      {"2024/2", "refrigerator", goods("5000.00", 3), a24, "refused"},
      {"2024/2", "phone", goods("1000.00", 0), a24, "refused"},
      {"2025/1", "car_scrappage", car(electric, "150000.00"), j25, "20000.00"},
      {"2025/1", "car_scrappage", car(petrol, "150000.00"), j25, "15000.00"},
      {"2025/1", "car_replacement", car(electric, "150000.00"), j25, "15000.00"},
      {"2025/1", "car_replacement", car(petrol, "150000.00"), j25, "13000.00"},
      {"2025/1", "microwave", goods("1000.00", 1), j25, "200.00"},
      {"2025/1", "phone", goods("6000.00", 0), j25, "500.00"},
      {"2025/1", "phone", goods("6000.01", 0), j25, "refused"},
      {"2025/1", "smart_glasses", goods("1000.00", 0), j25, "refused"},
      {"2026/1", "car_scrappage", car(electric, "100000.00"), j26, "12000.00"},
      {"2026/1", "car_scrappage", car(electric, "166666.67"), j26, "20000.00"},
      {"2026/1", "car_scrappage", car(electric, "300000.00"), j26, "20000.00"},
      {"2026/1", "car_scrappage", car(petrol, "100000.00"), j26, "10000.00"},
      {"2026/1", "car_scrappage", car(petrol, "200000.00"), j26, "15000.00"},
      {"2026/1", "car_replacement", car(electric, "100000.00"), j26, "8000.00"},
      {"2026/1", "car_replacement", car(electric, "300000.00"), j26, "15000.00"},
      {"2026/1", "car_replacement", car(petrol, "100000.00"), j26, "6000.00"},
      {"2026/1", "car_replacement", car(petrol, "300000.00"), j26, "13000.00"},
      {"2026/1", "refrigerator", goods("5000.00", 1), j26, "750.00"},
      {"2026/1", "refrigerator", goods("20000.00", 1), j26, "1500.00"},
      {"2026/1", "refrigerator", goods("5000.00", 2), j26, "refused"},
      {"2026/1", "microwave", goods("5000.00", 1), j26, "refused"},
      {"2026/1", "smart_glasses", goods("2000.00", 0), j26, "300.00"},
      {"2026/1", "phone", goods("6000.00", 0), j26, "500.00"},
      {"2026/1", "phone", goods("6000.01", 0), j26, "refused"},
  };
  for (const Row& row : rows) {
    CAPTURE(std::string(row.version));
    CAPTURE(std::string(row.kind));
    CAPTURE(row.facts.get(Field::price_fen));
    CHECK(granted(row.version, row.kind, row.facts, row.on) == row.subsidy);
  }
}

TEST_CASE("the bounds of an old car in 2026 are those of the notice, each held on its day") {
  struct Bound {
    Powertrain old_car;
    const char *last, *after;
  };
  for (const Bound& bound : {Bound{Powertrain::petrol, "2013-06-30", "2013-07-01"},
                             Bound{Powertrain::diesel, "2015-06-30", "2015-07-01"},
                             Bound{Powertrain::other, "2015-06-30", "2015-07-01"},
                             Bound{Powertrain::new_energy, "2019-12-31", "2020-01-01"}}) {
    Facts facts = car(electric, "100000.00").set(Field::old_powertrain, bound.old_car);
    const auto at = [&](const char* registered) {
      return granted("2026/1", "car_scrappage", Facts(facts).set(Field::old_first_registered, day(registered)),
                     "2026-06-15");
    };
    CHECK(at(bound.last) == "12000.00");
    CHECK(at(bound.after) == "refused");
  }
  const Facts facts = car(electric, "100000.00");
  CHECK(granted("2026/1", "car_scrappage", Facts(facts).set(Field::old_owned_since, day("2025-01-08")), "2026-06-15") ==
        "12000.00");
  CHECK(granted("2026/1", "car_scrappage", Facts(facts).set(Field::old_owned_since, day("2025-01-09")), "2026-06-15") ==
        "refused");
  CHECK(granted("2026/1", "car_scrappage", Facts(facts).set(Field::documents_on, day("2025-12-31")), "2026-06-15") ==
        "refused");
}

TEST_CASE("the raise of 2024 is an edition of its own, and reaches back to the first day") {
  CHECK(book().edition_in_force(2024, day("2024-07-23"))->version == "2024/1");
  CHECK(book().edition_in_force(2024, day("2024-07-24"))->version == "2024/2");
  CHECK(book().edition_in_force(2024, day("2024-04-23")) == nullptr);
  CHECK(book().years() == std::vector<int>{2024, 2025, 2026});
  const Facts facts = car(electric, "150000.00");
  CHECK(granted("2024/2", "car_scrappage", facts, "2024-04-24") == "20000.00");
  CHECK(granted("2024/2", "car_scrappage", facts, "2024-04-23") == "refused");
}

TEST_CASE("the day on which sources of 2024 differ is noted where it is used, the later day in force") {
  const auto owned_in = [](const char* version) -> const Condition* {
    for (const Condition& one : book().edition_of(version)->clauses.front().requires_)
      if (one.id == "old_owned") return &one;
    return nullptr;
  };
  CHECK(owned_in("2024/1") == nullptr);  // the day came with the raise of July
  const Condition* owned = owned_in("2024/2");
  REQUIRE(owned != nullptr);
  REQUIRE(owned->dispute.has_value());
  CHECK(owned->dispute->values == std::vector<std::string>{"2024-07-25", "2024-07-24"});
  const auto granted_if_owned = [](const char* since) {
    const Facts facts = car(electric, "150000.00").set(Field::old_owned_since, day(since));
    return granted("2024/2", "car_scrappage", facts, "2024-09-01");
  };
  CHECK(granted_if_owned("2024-07-25") == "20000.00");
  CHECK(granted_if_owned("2024-07-26") == "refused");
}

TEST_CASE("in every year a vehicle is accepted in 3 working days, and a double use is refused") {
  for (const Edition* edition : book().editions()) {
    CAPTURE(edition->version);
    const Class* vehicles = edition->find_class("vehicle.scrappage");
    REQUIRE(vehicles != nullptr);
    REQUIRE(vehicles->clock("accept") != nullptr);
    CHECK(vehicles->clock("accept")->days == 3);
    CHECK(vehicles->clock("accept")->working);
    CHECK(vehicles->clock("review")->days == 15);
    CHECK(vehicles->clock("pay")->days == 30);
    for (const CheckId id : {CheckId::item_reuse, CheckId::vehicle_reuse, CheckId::invoice_reuse}) {
      const Check* check = edition->find_check(id, "vehicle.scrappage");
      REQUIRE(check != nullptr);
      CHECK(check->severity == Severity::refuse);
    }
  }
}
