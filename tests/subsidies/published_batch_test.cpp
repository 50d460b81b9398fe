// A batch that a city published, rebuilt and taken through the room: what was filed, held and paid must tally to the
// fen, in all and by the levels that bore it. Published are the totals; the claims are reconstructed: each subsidy is
// the average rounded down, and the first claims of a group take one fen more until the sum is reached.

#include <doctest/doctest.h>

#include <algorithm>
#include <map>

#include "subsidies/given.h"

using namespace subsidies_test;

namespace {

/// What was published of one class, and how many shops filed.
struct Published {
  int claims, held, shops;
  Fen subsidy, held_subsidy;
  int violator;  ///< claims in the one batch that is held whole, of the first shop
};

/// What the events say.
struct Tally {
  std::int64_t filed = 0, held = 0, paid = 0;
  Fen held_subsidy, paid_subsidy;
  std::map<FundLevel, Fen> borne;

  void add(const std::vector<Part>& parts, std::int64_t& count, Fen& sum) {
    for (const Part& part : parts) {
      count += part.claims;
      sum += part.subsidy;
    }
  }
  void see(const Event& event) {
    std::visit(Overloaded{[&](const BatchFiled& e) { filed += static_cast<std::int64_t>(e.batch.claims.size()); },
                          [&](const CheckRecorded& e) { if (e.held) add({*e.held}, held, held_subsidy); },
                          [&](const BatchHeld& e) { add(e.parts, held, held_subsidy); },
                          [&](const PaymentSettled& e) {
                            add(e.parts, paid, paid_subsidy);
                            for (const LevelAmount& share : e.shares) borne[share.level] += share.amount;
                          },
                          [](const auto&) {}},
               event);
  }
};

/// Amounts that sum to `total`, one after the other.
class Spread {
 public:
  Spread(Fen total, int count) : each_(total.value / count), more_(total.value % count) {}
  Fen next() { return Fen{each_ + (more_-- > 0 ? 1 : 0)}; }

 private:
  std::int64_t each_, more_;
};

/// The smallest price of which 15%, rounded down to the fen, is the subsidy.
Fen price_for(Fen subsidy) { return Fen{(subsidy.value * 20 + 2) / 3}; }

class Replayed {
 public:
  explicit Replayed(std::string kind, std::string fund, std::string cls)
      : kind_(std::move(kind)), fund_(std::move(fund)), cls_(std::move(cls)) {
    act(OpenFund{fund_, 2031, {cls_}, Fen{1'000'000'000}, "公开数据反推", true});
    act(DeclareShares{fund_, {{FundLevel::central, 9'000}, {FundLevel::province, 600}, {FundLevel::city, 400}},
                      FundLevel::city, "九比一"});
  }

  const Tally& run(const Published& p) {
    act(CommitSeed{"抽查", seed_commitment(seed_of(1)), today, "抽查"});
    if (kind_ == "phone")
      act(OpenRound{"r", fund_, cls_, city, clock(today, 0), clock(today + 1, 0), p.claims, Fen{40'000},
                    RoundMethod::first_come, {}});
    sell_and_file(p);
    review_and_check();
    announce_and_pay();
    return tally_;
  }
  const State& state() const { return state_; }

 private:
  void act(const Command& command) {
    const auto decision = Programme::decide(state_, command, asking_);
    if (!decision) FAIL("refused: ", programme::shown(decision.error()));
    tally_.see(*decision);
    Programme::apply(state_, *decision);
  }

  ClaimNumber sell(const std::string& merchant, Fen subsidy) {
    const auto number = static_cast<int>(state_.claims.size()) + 1;
    Purchase p = of_kind(kind_, fridge(number));
    p.merchant = merchant;
    p.price = price_for(subsidy);
    p.reconstructed = true;
    if (kind_ == "phone") {
      act(draws(number));
      p.entitlement = EntitlementNumber{number};
    }
    act(Redeem{p});
    REQUIRE(terms_of(state_.claims.back())->subsidy == subsidy);
    return claim(number);
  }

  /// Sales shop by shop. Which of a batch's claims the spot check draws is known beforehand to nobody but who has the
  /// seed; the test has it, and gives the subsidies of held claims to those that it will find fault with.
  void sell_and_file(const Published& p) {
    Spread held(p.held_subsidy, p.held), sound(p.subsidy - p.held_subsidy, p.claims - p.held);
    int faults = p.held - p.violator;
    const int others = p.shops - (p.violator > 0 ? 1 : 0), rest = p.claims - p.violator;
    for (int i = 0; i < p.shops; ++i) {
      const std::string shop_code = credit_code(i), batch = "批次" + std::to_string(i);
      act(AdmitMerchant{shop_code, "商店" + std::to_string(i), district, today, true});
      const bool violator = p.violator > 0 && i == 0;
      const int nth = p.violator > 0 ? i - 1 : i;
      const int count = violator ? p.violator : rest / others + (nth < rest % others ? 1 : 0);
      const int faulty = violator ? 0 : std::min(faults, (faults + (others - nth) - 1) / (others - nth));
      faults -= faulty;
      FileBatch files{batch, shop_code, today, {}, {}};
      const std::vector<std::int64_t> drawn = sample_of(batch, count);
      for (int n = 0; n < count; ++n) {
        const auto number = static_cast<std::int64_t>(state_.claims.size()) + 1;
        const bool fault = std::find(drawn.begin(), drawn.begin() + faulty, number) != drawn.begin() + faulty;
        files.claims.push_back(sell(shop_code, violator || fault ? held.next() : sound.next()));
        files.subsidy += terms_of(state_.claims.back())->subsidy;
        if (fault) faulty_.push_back(claim(static_cast<int>(number)));
      }
      act(files);
      if (violator) violator_ = batch;
    }
  }
  std::vector<std::int64_t> sample_of(const std::string& batch, int count) const {
    std::vector<std::int64_t> numbers;
    for (int n = 1; n <= count; ++n) numbers.push_back(static_cast<std::int64_t>(state_.claims.size()) + n);
    return draw_lot(seed_of(1), "sample", batch, numbers, 2);
  }

  void review_and_check() {
    const std::vector<HoldReason> reasons{
        HoldReason::serial_number_wrong, HoldReason::serial_number_missing, HoldReason::serial_number_unreadable,
        HoldReason::location_missing,    HoldReason::location_differs,      HoldReason::box_photo_unreadable,
        HoldReason::activation_photo_missing};
    std::size_t nth = 0;
    for (std::size_t i = 0; i < state_.batches.size(); ++i) {
      const std::string id = state_.batches[i].id;
      asking_.by = "审核";
      act(ReviewBatch{id, today});
      if (id == violator_) {
        act(HoldBatch{id, today, HoldReason::merchant_violation, "整批暂缓"});
        continue;
      }
      act(DrawSample{id, today, "抽查", seed_of(1), 2});
      for (const ClaimNumber number : std::vector(state_.batches[i].to_check)) {
        const bool sound = std::find(faulty_.begin(), faulty_.end(), number) == faulty_.end();
        act(RecordCheck{number, today, sound, sound ? HoldReason::other : reasons[nth++ % reasons.size()], {}});
      }
      asking_.by = "复核";
      act(PassBatch{id, today});
      passed_.push_back(id);
    }
  }

  void announce_and_pay() {
    act(PostNotice{"公示", today, today + 4, passed_, {}});
    asking_.today = today + 5;
    asking_.now = noon(asking_.today);
    for (std::size_t from = 0; from < passed_.size(); from += 300) {
      const auto begin = passed_.begin() + static_cast<std::ptrdiff_t>(from);
      const auto end = passed_.begin() + static_cast<std::ptrdiff_t>(std::min(from + 300, passed_.size()));
      const std::string order = "拨付" + std::to_string(from);
      act(OrderPayment{order, fund_, asking_.today, {begin, end}, {}});
      for (const OrderLine& line : std::vector(state_.orders.back().lines))
        act(RecordResult{order, line.line.line, 1, true, line.line.amount, asking_.today, "银行" + order, {}});
    }
  }

  std::string kind_, fund_, cls_, violator_;
  State state_;
  programme::Asking asking_{today, now, "申报"};
  Tally tally_;
  std::vector<ClaimNumber> faulty_;
  std::vector<std::string> passed_;
};

std::map<std::string_view, int> counted(const State& state) {
  std::map<std::string_view, int> counts;
  for (const Claim& claim : state.claims) ++counts[state_name(claim)];
  return counts;
}

}  // namespace

TEST_CASE("the published batch of appliances tallies to the fen") {
  const Published published{12'691, 1'210, 649, Fen{833'367'190}, Fen{73'266'343}, 310};
  Replayed city_of("fridge", "goods", "goods");
  const Tally& tally = city_of.run(published);
  CHECK(tally.filed == 12'691);
  CHECK(tally.held == 1'210);
  CHECK(tally.held_subsidy == Fen{73'266'343});
  CHECK(tally.paid == 11'481);
  CHECK(tally.paid_subsidy == Fen{760'100'847});
  const State& state = city_of.state();
  CHECK(state.batches.size() == 649);
  CHECK(state.orders.size() == 3);
  CHECK(counted(state) == std::map<std::string_view, int>{{"paid", 11'481}, {"held", 900}, {"filed", 310}});
  CHECK(balance(state, "goods/granted") == Fen{73'266'343});
  CHECK(balance(state, "goods/ordered") == Fen{});
  // 1,242 claims of 662.06 yuan and 10,239 of 662.05: central 595.85 and 595.84, province 39.72, the city the rest.
  CHECK(balance(state, "goods/paid/central") == Fen{1'242 * 59'585 + 10'239 * 59'584});
  CHECK(balance(state, "goods/paid/province") == Fen{11'481 * 3'972});
  CHECK(balance(state, "goods/paid/city") == Fen{760'100'847 - 684'085'146 - 45'602'532});
  CHECK(tally.borne.at(FundLevel::central) == Fen{684'085'146});
  CHECK(tally.borne.at(FundLevel::province) == Fen{45'602'532});
  CHECK(tally.borne.at(FundLevel::city) == Fen{30'413'169});
}

TEST_CASE("the published batch of digital goods tallies to the fen") {
  const Published published{4'687, 49, 262, Fen{181'410'082}, Fen{1'709'025}, 0};
  Replayed city_of("phone", "phones", "digital");
  const Tally& tally = city_of.run(published);
  CHECK(tally.filed == 4'687);
  CHECK(tally.held == 49);
  CHECK(tally.held_subsidy == Fen{1'709'025});
  CHECK(tally.paid == 4'638);
  CHECK(tally.paid_subsidy == Fen{179'701'057});
  const State& state = city_of.state();
  CHECK(state.batches.size() == 262);
  CHECK(state.orders.size() == 1);
  CHECK(counted(state) == std::map<std::string_view, int>{{"paid", 4'638}, {"held", 49}});
  CHECK(balance(state, "phones/reserved") == Fen{});
  CHECK(balance(state, "phones/granted") == Fen{1'709'025});
  Fen borne;
  for (const auto& [level, amount] : tally.borne) borne += amount;
  CHECK(borne == Fen{179'701'057});
}
