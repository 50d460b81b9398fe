// Many tills at one engine fight for the last yuan: of a fund, of a quota of the day, of a release round. Money comes
// free in between, and requests are sent twice at the same time. Afterwards the journal, read in its order, must never
// be one fen over, and never have refused anybody what was there.

#include <doctest/doctest.h>

#include <atomic>
#include <random>
#include <thread>

#include "engine/subsidy_year.h"

namespace engine_test {
namespace {

using namespace seethrough::subsidies;

constexpr int tills = 8, steps = 120;

/// What a till has made so far.
struct Made {
  std::vector<ClaimNumber> claims;
  std::vector<EntitlementDrawn> drawn;
};
/// What one till asks next.
using Ask = std::function<subsidies::Command(int till, int step, std::mt19937& random, const Made& mine)>;

class Race {
 public:
  explicit Race(std::int64_t cap_fen) {
    auto made = Engine::recover({journal_, year_book(), subsidies_test::places(), key()}, {});
    REQUIRE(made);
    engine_ = std::move(*made);
    first(OpenFund{"goods", 2031, {"goods"}, Fen{cap_fen}, "预算", false});
    first(AdmitMerchant{merchant_code(0), "商店", subsidies_test::city, subsidies_test::day("2031-01-01"), false});
  }
  void first(subsidies::Command command) {
    const auto answers = engine_->submit({submission(std::move(command))});
    REQUIRE(answers);
    REQUIRE(answers->front().event);
    REQUIRE(!std::holds_alternative<journal::Refused>(*answers->front().event));
  }

  /// Lets all tills run at once. Each sends some requests a second time, from another thread.
  void run(const Ask& ask) {
    std::vector<std::thread> all;
    for (int till = 0; till < tills; ++till) {
      all.emplace_back([this, till, &ask] {
        std::mt19937 random(static_cast<unsigned>(till + 1));
        Made mine;
        for (int step = 0; step < steps; ++step) one(submission(ask(till, step, random, mine)), random() % 6 == 0, mine);
      });
    }
    for (std::thread& one : all) one.join();
  }

  /// The auditor's verdict on the journal in its order.
  SubsidyAuditor audit() {
    SubsidyAuditor auditor;
    const auto log = entries(journal_);
    for (const journal::Entry& entry : log) auditor.enter(entry, asked_.at(entry.envelope.request));
    if (log.size() != asked_.size()) auditor.differs("a request was answered twice, or not at all");
    if (disagreed_) auditor.differs("a request that was sent twice at once got two answers");
    return auditor;
  }

 private:
  Submission submission(subsidies::Command command) {
    const int n = ++number_;
    const std::scoped_lock lock(mutex_);
    asked_.emplace(numbered<RequestId>(n), command);
    return {{numbered<RequestId>(n), numbered<Fingerprint>(n), noon(subsidies_test::day("2031-03-05")), "local"},
            journal::Command{std::move(command)}};
  }
  void one(const Submission& asked, bool twice, Made& mine) {
    std::shared_future<Answers> again;
    if (twice) again = later(*engine_, {asked});
    const Answers answers = engine_->submit({asked});
    if (!answers || (twice && (!again.get() || again.get()->front().seq != answers->front().seq))) {
      disagreed_ = true;
      return;
    }
    const auto& told = answers->front().event ? answers->front().event : twice ? again.get()->front().event : std::nullopt;
    if (!told) return;
    const auto* event = std::get_if<subsidies::Event>(&*told);
    if (const auto* sold = event ? std::get_if<ClaimRedeemed>(event) : nullptr) mine.claims.push_back(sold->claim);
    if (const auto* drawn = event ? std::get_if<EntitlementDrawn>(event) : nullptr) mine.drawn.push_back(*drawn);
  }

  MemoryJournal journal_;
  std::unique_ptr<Engine> engine_;
  std::atomic<int> number_ = 0;
  std::atomic<bool> disagreed_ = false;
  std::mutex mutex_;
  std::map<RequestId, subsidies::Command> asked_;
};

std::string first_of(const SubsidyAuditor& auditor) {
  return auditor.differences().empty() ? "none" : auditor.differences().front();
}

Purchase cooler(int till, int step, std::mt19937& random) {
  const int n = till * 10'000 + step;
  Purchase p;
  p.kind = "cooler";
  p.merchant = merchant_code(0);
  p.place = random() % 2 == 0 ? subsidies_test::city : subsidies_test::district;
  p.day = subsidies_test::day("2031-03-05") - static_cast<int>(random() % 2);
  p.price = Fen{20'001 + static_cast<std::int64_t>(random() % 400'000)};
  p.person = numbered<Pseudonym>(n);
  p.item = numbered<Pseudonym>(1'000'000 + n);
  p.invoice = numbered<Pseudonym>(2'000'000 + n);
  p.evidence = numbered<Digest>(n);
  return p;
}

/// A sale, or now and then the end of an earlier one, which frees its money.
subsidies::Command sale_or_end(int till, int step, std::mt19937& random, const Made& mine) {
  if (!mine.claims.empty() && random() % 4 == 0) {
    const ClaimNumber claim = mine.claims[random() % mine.claims.size()];
    const Day day = subsidies_test::day("2031-03-05");
    if (random() % 2 == 0) return Void{claim, day, "冲正"};
    return ReturnGoods{claim, day, "退货", {}};
  }
  return Redeem{cooler(till, step, random)};
}

void check_sound(Race& race, const char* refusal) {
  const SubsidyAuditor auditor = race.audit();
  CHECK_MESSAGE(auditor.differences().empty(), first_of(auditor));
  const auto seen = auditor.seen().find(refusal);
  REQUIRE_MESSAGE(seen != auditor.seen().end(), refusal, " never happened");
  CHECK(seen->second > 50);
  CHECK(auditor.seen().at("subsidies.claim_redeemed/1") > 20);
  CHECK(auditor.seen().at("subsidies.claim_voided/1") > 0);
}

TEST_CASE("many tills fight for the last yuan of a fund: never one fen over, and nobody refused what was there") {
  Race race(3'000'000);
  race.run(sale_or_end);
  check_sound(race, "subsidies.fund_exhausted");
}

TEST_CASE("many tills fight for the quota of a day, which frees what is voided and returned") {
  Race race(900'000'000);
  race.first(SetQuota{"day", "goods", "goods.appliance", subsidies_test::district, true, Fen{777'777},
                      subsidies_test::day("2031-03-05"), "限额"});
  race.run(sale_or_end);
  check_sound(race, "subsidies.quota_used_up");
}

TEST_CASE("many tills fight for the last entitlement of a round: drawn, used, never one too many") {
  Race race(900'000'000);
  const Instant at = noon(subsidies_test::day("2031-03-05"));
  race.first(OpenRound{"r", "goods", "goods.digital", subsidies_test::city, {at.ms - 1000}, {at.ms + 1000}, 90, Fen{30'000},
                       RoundMethod::first_come, ""});
  race.run([](int till, int step, std::mt19937& random, const Made& mine) -> subsidies::Command {
    if (random() % 3 != 0)
      return Draw{"r", numbered<Pseudonym>(till * 10'000 + step), "phone", Channel::offline, subsidies_test::district};
    if (!mine.claims.empty() && random() % 4 == 0)
      return Void{mine.claims[random() % mine.claims.size()], subsidies_test::day("2031-03-05"), "冲正"};
    Purchase p = cooler(till, step, random);
    p.kind = "phone";
    p.day = subsidies_test::day("2031-03-05");
    if (mine.drawn.empty()) return Redeem{p};  // without an entitlement: refused
    const EntitlementDrawn& ticket = mine.drawn[random() % mine.drawn.size()];
    p.person = ticket.draw.person;
    p.entitlement = ticket.entitlement;
    return Redeem{p};
  });
  const SubsidyAuditor auditor = race.audit();
  CHECK_MESSAGE(auditor.differences().empty(), first_of(auditor));
  CHECK(auditor.seen().at("subsidies.entitlement_drawn/1") == 90);
  CHECK(auditor.seen().at("subsidies.claim_redeemed/1") > 10);
  CHECK(auditor.seen().at("subsidies.round_used_up") > 50);
}

}  // namespace
}  // namespace engine_test
