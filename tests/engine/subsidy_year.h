#pragma once
// A made-up year of trade-in subsidies: two editions of its rules, the second in force from the 1st of July for the
// whole year, and everybody who asks for something in it: clerks, tills, buyers, merchants, reviewers, a bank that fails,
// repeats and contradicts itself. What they ask is mostly sensible by the auditor's books, and some of it is not.

#include <fmt/format.h>

#include <random>

#include "engine/scene.h"
#include "engine/subsidy_auditor.h"
#include "lots/lot.h"

namespace engine_test {

/// The rules of the made-up year.
inline const rules::Book& year_book() {
  using namespace rules;
  static const Book made = [] {
    Book b;
    for (const bool second : {false, true}) {
      Edition e;
      e.year = 2031;
      e.version = second ? "2031/2" : "2031/1";
      e.in_force = subsidies_test::day(second ? "2031-07-01" : "2031-01-01");
      e.sources = {{"notice", {"通知", "Notice"}, "商务部门", "", "2031", false, {}}};
      Class appliance{"goods.appliance", {"家电", "Appliances"}};
      appliance.price_order = {Giver::maker, Giver::store, Giver::government, Giver::channel};
      Class digital{"goods.digital", {"数码", "Digital"}};
      digital.entitlement = Entitlement{true, 10, true, 2, "notice"};
      e.classes = {appliance, digital, {"vehicle.scrappage", {"报废", "Scrappage"}}};
      const Limit one{1, Limit::Per::kind}, two{2, Limit::Per::kind}, three{3, Limit::Per::kind},
          one_of_class{1, Limit::Per::cls};
      e.kinds = {{"fridge", {"冰箱", "Fridge"}, "goods.appliance", one},
                 {"cooler", {"空调", "Cooler"}, "goods.appliance", three},
                 {"phone", {"手机", "Phone"}, "goods.digital", one},
                 {"tablet", {"平板", "Tablet"}, "goods.digital", two},
                 {"car", {"轿车", "Car"}, "vehicle.scrappage", one_of_class},
                 {"van", {"客车", "Van"}, "vehicle.scrappage", one_of_class}};
      const Period year{day_of(2031, 1, 1), day_of(2031, 12, 31)};
      const Text text{"规定", "Rule"};
      e.clauses = {{"fridge", "goods.appliance", {"fridge"}, year, {}, {},
                    Rate{BasisPoints{second ? 1000 : 1500}, Fen{200'000}}, "notice", text},
                   {"cooler", "goods.appliance", {"cooler"}, year, {}, {},
                    Rate{BasisPoints{second ? 2000 : 1500}, Fen{200'000}}, "notice", text},
                   {"digital", "goods.digital", {"phone", "tablet"}, year, {}, {},
                    Rate{BasisPoints{1500}, Fen{50'000}}, "notice", text},
                   {"scrappage", "vehicle.scrappage", {"car", "van"}, year, {}, {},
                    Flat{Fen{second ? 1'800'000 : 2'000'000}}, "notice", text}};
      Check company;
      company.id = CheckId::company_buyer, company.severity = Severity::hold, company.text = text;
      e.checks = {company};
      INVARIANT(b.add(std::move(e)), "the edition is new");
    }
    return b;
  }();
  return made;
}

/// Octets told from all others by a number of 32 bits, spread evenly.
template <class O>
O numbered(std::int64_t n) {
  O octets;
  const auto spread = static_cast<std::uint64_t>(n + 1) * 0x9E3779B97F4A7C15u;
  for (std::size_t i = 0; i < 8; ++i) octets.bytes[i] = static_cast<std::uint8_t>(spread >> (8 * i));
  for (std::size_t i = 8; i < 12 && i < O::size; ++i) octets.bytes[i] = static_cast<std::uint8_t>(n >> (8 * (i - 8)));
  return octets;
}

class SubsidyYear {
 public:
  using At = SubsidyAuditor::At;
  using Stage = SubsidyAuditor::Stage;

  SubsidyYear(unsigned seed, std::int64_t commands, const SubsidyAuditor& books)
      : random_(seed), commands_(commands), books_(books) {}

  std::vector<Submission> opening();
  Submission next();

 private:
  int below(std::int64_t n) { return static_cast<int>(random_() % static_cast<std::uint64_t>(n)); }
  bool one_in(int n) { return below(n) == 0; }
  std::int64_t unit_ms() const { return std::int64_t{364} * 86'400'000 / commands_; }  ///< between two commands
  Instant now() const { return {noon(subsidies_test::day("2031-01-01")).ms + number_ * unit_ms()}; }
  Day today() const { return day_in_china(now()); }
  Day a_day(Day not_before) { return one_in(30) ? today() + 1 : std::max(not_before, today() - below(2)); }
  PlaceCode place() { return one_in(2) ? subsidies_test::city : subsidies_test::district; }
  std::string merchant() { return merchant_code(below(8)); }

  Submission asked(subsidies::Command command, const char* by = "local") {
    ++number_;
    return {{numbered<RequestId>(number_), numbered<Fingerprint>(number_), now(), by}, journal::Command{std::move(command)}};
  }
  /// A claim in one of these states, if one is found without a long search.
  subsidies::ClaimNumber pick(std::initializer_list<At> states);
  const SubsidyAuditor::Claim& of(subsidies::ClaimNumber n) const {
    return books_.claims()[static_cast<std::size_t>(n.value - 1)];
  }

  Submission money();
  Submission trade();
  Submission release();
  Submission draw();
  Submission sale();
  Submission application();
  Submission review();
  Submission ending();
  Submission hold();
  Submission batch();
  Submission file();
  Submission pay();
  Submission bank();
  Submission adjust();
  subsidies::Purchase purchase(const std::string& kind);

  std::mt19937_64 random_;
  std::int64_t commands_, number_ = 0;
  const SubsidyAuditor& books_;
  int seeds_ = 0, rounds_ = 0, batches_ = 0, notices_ = 0, orders_ = 0, products_ = 0, stores_ = 0;
  struct Drawing {
    std::string round;
    Instant opens, closes;
    bool lot;
    int seed;
  };
  std::vector<Drawing> releases_;
  int lot_seed_ = 0;
  std::vector<std::pair<std::string, int>> live_batches_;  ///< with the seed of their sample
  std::vector<std::string> live_orders_;
};

inline Digest seed_of(int n) { return numbered<Digest>(1'000'000 + n); }

}  // namespace engine_test
