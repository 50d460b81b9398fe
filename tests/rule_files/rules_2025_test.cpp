// The rules of 2025 as the file in rules/ has them: every class, and every bound from both sides.

#include <doctest/doctest.h>

#include <fstream>
#include <iterator>
#include <set>
#include <string>

#include "rule_files/rule_file.h"
#include "rules/book.h"

using namespace seethrough;
using namespace seethrough::rules;

namespace {

Edition read_2025() {
  std::ifstream file(std::string(SOURCE_DIR) + "/rules/2025.yaml", std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  auto edition = read_rule_file(text, "2025.yaml");
  if (!edition) FAIL(edition.error().en);
  return std::move(edition).value();
}

const Book& book() {
  static const Book b = [] {
    Book made;
    REQUIRE(made.add(read_2025()));
    return made;
  }();
  return b;
}

Day day(const char* text) { return *parse_day(text); }

/// "subsidy clause", or "clause condition" of a refused requirement, or the refusal's own words.
std::string told(std::string_view kind, const Facts& facts, const char* on = "2025-06-15") {
  const auto result = book().evaluate(kind, facts, day(on));
  if (result) return yuan(result->subsidy) + " " + std::string(result->clause_id());
  return std::visit(Overloaded{[](const NoRules& r) { return "no rules " + std::to_string(r.year); },
                               [](const UnknownKind& r) { return "unknown kind " + r.kind; },
                               [](const NoClause& r) { return "no clause " + r.kind; },
                               [](const TwoClauses& r) { return "two clauses " + r.first + " " + r.second; },
                               [](const FactMissing& r) { return "missing " + std::string(name(r.field)); },
                               [](const NotEligible& r) { return r.clause + " " + r.condition; }},
                    result.error());
}

Facts scrappage(Powertrain old_car = Powertrain::petrol, const char* registered = "2010-05-01") {
  return Facts{}
      .set(Field::price_fen, Fen{15000000})
      .set(Field::powertrain, Powertrain::new_energy)
      .set(Field::old_powertrain, old_car)
      .set(Field::old_first_registered, day(registered))
      .set(Field::old_owned_since, day("2025-01-08"))
      .set(Field::applied_on, day("2025-06-20"))
      .set(Field::same_owner, true);
}

Facts fuel(Powertrain powertrain, int displacement_ml) {
  return scrappage().set(Field::powertrain, powertrain).set(Field::displacement_ml, displacement_ml);
}

Facts goods(const char* price, int level) {
  return Facts{}.set(Field::price_fen, *parse_yuan(price)).set(Field::efficiency, level);
}

Facts ebike(Battery old_battery, Battery new_battery) {
  return Facts{}
      .set(Field::price_fen, Fen{300000})
      .set(Field::old_battery, old_battery)
      .set(Field::new_battery, new_battery)
      .set(Field::old_surrendered, true)
      .set(Field::standard_met, true);
}

}  // namespace

TEST_CASE("scrappage in 2025 gives 20,000 for a new-energy car and 15,000 for a fuel car up to 2.0 L") {
  CHECK(told("car_scrappage", scrappage()) == "20000.00 scrappage.new_energy");
  for (const Powertrain p : {Powertrain::petrol, Powertrain::diesel, Powertrain::other})
    CHECK(told("car_scrappage", fuel(p, 2000)) == "15000.00 scrappage.fuel");
  CHECK(told("car_scrappage", fuel(Powertrain::petrol, 2001)) == "scrappage.fuel displacement");
  CHECK(told("car_scrappage", scrappage().set(Field::powertrain, Powertrain::petrol)) == "missing displacement_ml");
  CHECK(told("car_scrappage", scrappage().set(Field::price_fen, Fen{1900000})) == "19000.00 scrappage.new_energy");
}

TEST_CASE("scrappage in 2025 holds each bound of the old car on its day") {
  const std::string paid = "20000.00 scrappage.new_energy";
  CHECK(told("car_scrappage", scrappage(Powertrain::petrol, "2012-06-30")) == paid);
  CHECK(told("car_scrappage", scrappage(Powertrain::petrol, "2012-07-01")) ==
        "scrappage.new_energy old_petrol_registered");
  for (const Powertrain p : {Powertrain::diesel, Powertrain::other}) {
    CHECK(told("car_scrappage", scrappage(p, "2014-06-30")) == paid);
    CHECK(told("car_scrappage", scrappage(p, "2014-07-01")) == "scrappage.new_energy old_diesel_or_other_registered");
  }
  CHECK(told("car_scrappage", scrappage(Powertrain::new_energy, "2018-12-31")) == paid);
  CHECK(told("car_scrappage", scrappage(Powertrain::new_energy, "2019-01-01")) ==
        "scrappage.new_energy old_new_energy_registered");
  CHECK(told("car_scrappage", scrappage().set(Field::old_owned_since, day("2025-01-09"))) ==
        "scrappage.new_energy old_owned");
  CHECK(told("car_scrappage", scrappage().set(Field::applied_on, day("2026-01-10"))) == paid);
  CHECK(told("car_scrappage", scrappage().set(Field::applied_on, day("2026-01-11"))) == "scrappage.new_energy applied");
  CHECK(told("car_scrappage", scrappage().set(Field::same_owner, false)) == "scrappage.new_energy same_owner");
}

TEST_CASE("replacement in the demonstration city gives 15,000 or 13,000") {
  Facts facts = Facts{}.set(Field::price_fen, Fen{12000000}).set(Field::same_owner, true);
  CHECK(told("car_replacement", Facts(facts).set(Field::powertrain, Powertrain::new_energy)) ==
        "15000.00 replacement.new_energy");
  for (const Powertrain p : {Powertrain::petrol, Powertrain::diesel, Powertrain::other})
    CHECK(told("car_replacement", Facts(facts).set(Field::powertrain, p)) == "13000.00 replacement.fuel");
  CHECK(told("car_replacement",
             Facts(facts).set(Field::powertrain, Powertrain::petrol).set(Field::same_owner, false)) ==
        "replacement.fuel same_owner");
}

TEST_CASE("each of the twelve appliance kinds gets 20% at level 1, 15% at level 2 and nothing below") {
  for (const char* kind : {"refrigerator", "washing_machine", "television", "air_conditioner", "computer",
                           "water_heater", "gas_stove", "range_hood", "dishwasher", "rice_cooker", "microwave",
                           "water_purifier"}) {
    CAPTURE(kind);
    CHECK(told(kind, goods("3299.00", 1)) == "659.80 appliance.level_1");
    CHECK(told(kind, goods("3299.00", 2)) == "494.85 appliance.level_2");
    for (const int level : {0, 3, 5}) CHECK(told(kind, goods("3299.00", level)) == "appliance.level_2 efficiency");
    CHECK(told(kind, goods("9999.99", 1)) == "1999.99 appliance.level_1");
    CHECK(told(kind, goods("10000.00", 1)) == "2000.00 appliance.level_1");
    CHECK(told(kind, goods("10000.05", 1)) == "2000.00 appliance.level_1");
    CHECK(told(kind, goods("13333.34", 2)) == "2000.00 appliance.level_2");
  }
  CHECK(told("refrigerator", Facts{}.set(Field::price_fen, Fen{1})) == "missing efficiency");
}

TEST_CASE("a phone, tablet or watch gets 15% up to 500 where its price is at most 6,000") {
  for (const char* kind : {"phone", "tablet", "watch"}) {
    CAPTURE(kind);
    const auto at = [&](const char* price) { return told(kind, Facts{}.set(Field::price_fen, *parse_yuan(price))); };
    CHECK(at("1999.00") == "299.85 digital");
    CHECK(at("3333.32") == "499.99 digital");
    CHECK(at("3333.34") == "500.00 digital");
    CHECK(at("6000.00") == "500.00 digital");
    CHECK(at("6000.01") == "digital price");
  }
  const Facts phone = Facts{}.set(Field::price_fen, Fen{100000});
  CHECK(told("phone", phone, "2025-01-19") == "no clause phone");
  CHECK(told("phone", phone, "2025-01-20") == "150.00 digital");
}

TEST_CASE("home kinds get 20% at level 1, else 15%, and ageing adaptation 30%, up to 2,000") {
  for (const char* kind :
       {"kitchen_cabinet", "bathroom", "flooring", "door_window", "curtain", "lighting", "smart_toilet"}) {
    CAPTURE(kind);
    CHECK(told(kind, goods("2000.00", 1)) == "400.00 home.level_1");
    for (const int level : {0, 2, 3}) CHECK(told(kind, goods("2000.00", level)) == "300.00 home.other");
    CHECK(told(kind, goods("50000.00", 0)) == "2000.00 home.other");
  }
  CHECK(told("ageing_adaptation", Facts{}.set(Field::price_fen, Fen{200000})) == "600.00 home.ageing");
  CHECK(told("ageing_adaptation", Facts{}.set(Field::price_fen, Fen{666700})) == "2000.00 home.ageing");
}

TEST_CASE("an e-bike gets 500, or 600 from lithium to lead-acid, if the old one is surrendered and the standard met") {
  CHECK(told("ebike", ebike(Battery::lithium, Battery::lead_acid)) == "600.00 ebike.lithium_to_lead_acid");
  CHECK(told("ebike", ebike(Battery::lead_acid, Battery::lead_acid)) == "500.00 ebike.lead_acid");
  CHECK(told("ebike", ebike(Battery::none, Battery::lead_acid)) == "500.00 ebike.lead_acid");
  CHECK(told("ebike", ebike(Battery::lithium, Battery::lithium)) == "500.00 ebike.lithium");
  CHECK(told("ebike", ebike(Battery::lithium, Battery::none)) == "no clause ebike");
  const Facts bike = ebike(Battery::lithium, Battery::lithium);
  CHECK(told("ebike", Facts(bike).set(Field::old_surrendered, false)) == "ebike.lithium old_surrendered");
  CHECK(told("ebike", Facts(bike).set(Field::standard_met, false)) == "ebike.lithium standard");
}

TEST_CASE("the limits of 2025 are those of the notices") {
  const auto limit = [](const char* kind) {
    const Kind* described = book().describe(2025, kind);
    REQUIRE(described != nullptr);
    return std::to_string(described->limit.count) +
           (described->limit.per == Limit::Per::cls ? " per class" : " per kind");
  };
  CHECK(limit("air_conditioner") == "3 per kind");
  for (const char* kind : {"refrigerator", "microwave", "phone", "tablet", "watch", "flooring", "ageing_adaptation"})
    CHECK(limit(kind) == "1 per kind");
  for (const char* kind : {"car_scrappage", "car_replacement", "ebike"}) CHECK(limit(kind) == "1 per class");
}

TEST_CASE("the first and the last day of 2025 have rules and the days beside them have none") {
  CHECK(told("refrigerator", goods("100.00", 1), "2025-01-01") == "20.00 appliance.level_1");
  CHECK(told("refrigerator", goods("100.00", 1), "2025-12-31") == "20.00 appliance.level_1");
  CHECK(told("refrigerator", goods("100.00", 1), "2024-12-31") == "no rules 2024");
  CHECK(told("refrigerator", goods("100.00", 1), "2026-01-01") == "no rules 2026");
  CHECK(told("refrigerator", goods("100.00", 1), "2027-06-15") == "no rules 2027");
  CHECK(told("glasses", goods("100.00", 1)) == "unknown kind glasses");
}

TEST_CASE("the file has the six classes, and marks what the city sets itself") {
  const Edition& e = *book().edition(2025);
  std::set<std::string> classes, local;
  for (const Class& cls : e.classes) classes.insert(cls.id);
  CHECK(classes == std::set<std::string>{"vehicle.scrappage", "vehicle.replacement", "appliance_digital.appliance",
                                         "appliance_digital.digital", "home", "ebike"});
  for (const Source& source : e.sources) {
    if (source.local) local.insert(source.id);
    CHECK(source.issuer.empty() == source.local);
    if (source.local) CHECK_FALSE(source.note.zh.empty());
  }
  for (const Clause& clause : e.clauses) {
    CAPTURE(clause.id);
    const bool set_locally = clause.cls == "vehicle.replacement" || clause.cls == "home" || clause.cls == "ebike";
    CHECK((local.count(clause.source) == 1) == set_locally);
  }
  CHECK(e.sources.front().number == "发改环资〔2025〕13号");
}
