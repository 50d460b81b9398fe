#pragma once
// A small world and the commands that random sequences give to it. Most name something that is in the state for them,
// so that deep states are reached; the rest name anything.

#include <rapidcheck.h>

#include <algorithm>

#include "subsidies/given.h"
#include "subsidies/moves.h"

namespace subsidies_test {

/// A number from 0 to `most`, whatever the size that RapidCheck has come to.
inline int up_to(int most) { return *rc::gen::resize(rc::kNominalSize, rc::gen::inRange(0, most + 1)); }
inline bool one_in(int n) { return up_to(n - 1) == 0; }
template <class T>
T one_of(const std::vector<T>& all) {
  return all[static_cast<std::size_t>(up_to(static_cast<int>(all.size()) - 1))];
}

class World {
 public:
  State state;
  programme::Asking asking{today, now, "first"};

  /// Phones and vehicles share a fund, so that expired entitlements of the one pay for the other.
  std::vector<Event> opening() const {
    FundOpened mixed{"mixed", 2031, {"digital", "vehicle"}, Fen{9'000'000}, "预算", false};
    return {fund(Fen{400'000}), mixed, admitted(), admitted(credit_code(1))};
  }

  void pass_time() {
    if (!one_in(4)) return;
    const Day last = day("2031-12-01");
    const std::int64_t minute = 60'000, day_ms = 24 * 60 * minute;
    const std::int64_t step = one_in(3) ? day_ms * (1 + up_to(3)) : minute * (1 + up_to(30));
    if (asking.today < last) asking.now = Instant{asking.now.ms + step};
    asking.today = day_in_china(asking.now);
  }

  Command some_command() {
    asking.by = one_of<std::string>({"first", "second", "third"});
    const int kind = up_to(29);
    if (kind >= 20) return kind >= 26 ? next_of_a_claim() : next_of_a_batch();
    if (kind < 5) return some_sale();
    if (kind < 7) return Apply{some_car()};
    if (kind < 12) return some_step();
    if (kind < 16) return some_batch_step();
    if (kind < 18) return some_entitlement_step();
    return some_arrangement();
  }

 private:
  Day some_day() const { return asking.today - (one_in(6) ? up_to(2) - 1 : 0); }
  PlaceCode some_place() const { return one_of<PlaceCode>({city, district, county}); }
  std::string some_merchant() const { return one_of<std::string>({shop, credit_code(1)}); }
  std::string fresh(const char* what) { return what + std::to_string(++names_); }

  template <class C>
  bool takes(const Claim& claim) const {
    return std::visit([]<class S>(const S&) { return LegalMove<S, C, Context>; }, claim);
  }
  /// A claim for which `fits` holds, if there is any and it so happens; else any number.
  ClaimNumber some_claim(auto fits) const {
    std::vector<ClaimNumber> fitting;
    for (std::size_t i = 0; i < state.claims.size(); ++i) {
      if (fits(state.claims[i])) fitting.push_back(ClaimNumber{static_cast<std::int64_t>(i) + 1});
    }
    if (fitting.empty() || one_in(12)) return ClaimNumber{up_to(static_cast<int>(state.claims.size()) + 1)};
    return one_of(fitting);
  }
  template <class C>
  ClaimNumber mover() const {
    return some_claim([&](const Claim& claim) { return takes<C>(claim); });
  }
  std::string some_batch(std::initializer_list<BatchStage> stages) const {
    std::vector<std::string> fitting{"none"};
    for (const Batch& batch : state.batches) {
      if (std::find(stages.begin(), stages.end(), batch.stage) != stages.end()) fitting.push_back(batch.id);
    }
    return fitting.size() > 1 && !one_in(12) ? fitting[1 + static_cast<std::size_t>(up_to(static_cast<int>(fitting.size()) - 2))]
                                             : fitting.front();
  }

  Purchase some_purchase(const char* kind) {
    ++things_;
    Purchase p = of_kind(kind, fridge(0));
    p.merchant = some_merchant();
    p.place = one_of<PlaceCode>({district, county});
    p.day = some_day();
    p.price = Fen{up_to(200'000)};
    p.person = someone(up_to(5));
    p.item = someone(1000 + (one_in(8) ? up_to(things_) : things_));
    p.invoice = someone(1000 + (one_in(8) ? up_to(things_) : things_));
    return p;
  }
  Sale some_sale_detail(const std::string& merchant) {
    Sale sale;
    sale.till = one_of<std::string>({"", "1", "2"});
    sale.product = one_of<std::string>({"", "6901234567892"});
    if (one_in(3)) sale.second_imei = someone(9000 + up_to(things_));
    if (const Merchant* m = state.roster.merchant(merchant); m && !m->stores.empty()) sale.store = m->stores.front().store;
    return sale;
  }
  Command some_sale() {
    Purchase p = some_purchase(one_of<const char*>({"fridge", "cooler", "cooler", "phone", "watch", "watch", "lamp"}));
    const bool appliance = p.kind == "fridge" || p.kind == "cooler";
    for (std::size_t i = 0; !appliance && i < state.entitlements.size(); ++i) {
      const Entitlement& one = state.entitlements[i];
      if (one.status != Entitlement::Status::open || one_in(4)) continue;
      p.entitlement = EntitlementNumber{static_cast<std::int64_t>(i) + 1};
      p.person = one.person;
      p.kind = state.names[one.kind];
      p.price = Fen{200'000 + up_to(200'000)};
    }
    if (one_in(2)) p.sale = some_sale_detail(p.merchant);
    return Redeem{p};
  }
  Purchase some_car() {
    Purchase p = some_purchase(one_of<const char*>({"car", "van"}));
    p.price = Fen{1'000'000 + up_to(2'000'000)};
    p.surrendered = someone(5000 + up_to(things_));
    p.facts.set(Field::same_owner, true);
    return p;
  }

  Command some_step() {
    const Day on = some_day();
    const std::string why = "原因";
    switch (up_to(21)) {
      case 0: return ReturnGoods{mover<ReturnGoods>(), on, why, one_in(2) ? std::optional(one_in(2)) : std::nullopt};
      case 1: return Withdraw{mover<Withdraw>(), on, why};
      case 2: return some_void();
      case 3:
      case 4: return Accept{mover<Accept>(), on};
      case 5: return SendBack{mover<SendBack>(), on, why};
      case 6: return Resubmit{mover<Resubmit>(), on, named<Digest>(7)};
      case 7:
      case 8: return FirstReview{mover<FirstReview>(), on};
      case 9:
      case 10: return SecondReview{mover<SecondReview>(), on};
      case 11: return Refuse{mover<Refuse>(), on, one_of<std::string>({"level", "owner", "none"}), why};
      case 12: return Appeal{mover<Appeal>(), on, why};
      case 13: return DecideAppeal{mover<DecideAppeal>(), on, one_in(2), why};
      case 14: return Reopen{mover<Reopen>(), on, why};
      case 15: return Hold{mover<Hold>(), on, HoldReason::box_photo_unreadable, why};
      case 16:
      case 17: return Release{mover<Release>(), on, why};
      case 18: return RecordRepayment{mover<RecordRepayment>(), on, "银行"};
      case 19:
      case 20: return some_adjustment();
      default: return some_check();
    }
  }
  Command some_void() const {
    const ClaimNumber number = mover<Void>();
    const Terms* terms = state.claim(number) ? terms_of(*state.claim(number)) : nullptr;
    return Void{number, terms && !one_in(3) ? terms->day : some_day(), "错"};
  }
  Command some_adjustment() const {
    const ClaimNumber number =
        some_claim([&](const Claim& claim) { return std::holds_alternative<Paid>(claim) || (one_in(3) && takes<Adjust>(claim)); });
    Adjust adjust{number, some_day(), one_of<std::string>({"2031/1", "2031/2", "2031/3"}), Fen{}, "新标准"};
    const auto decision = Programme::decide(state, adjust, asking);  // what a person is shown before approving
    if (decision) return adjust;
    if (const auto* differs = std::get_if<AdjustmentDiffers>(&decision.error())) adjust.subsidy = differs->computed;
    return adjust;
  }
  Command some_check() const {
    std::vector<ClaimNumber> drawn{mover<RecordCheck>()};
    for (const Batch& batch : state.batches) drawn.insert(drawn.end(), batch.to_check.begin(), batch.to_check.end());
    return RecordCheck{one_of(drawn), some_day(), !one_in(4), HoldReason::serial_number_wrong, ""};
  }

  /// What usually comes next for some batch: random steps alone seldom lead one to its payment.
  Command next_of_a_batch() {
    if (state.batches.empty() || one_in(8)) return some_filing();
    const Batch& batch = one_of(state.batches);
    const Day on = some_day();
    switch (batch.stage) {
      case BatchStage::filed: return ReviewBatch{batch.id, on};
      case BatchStage::reviewed: return some_sample_of(batch);
      case BatchStage::sampled:
        if (batch.to_check.empty()) return PassBatch{batch.id, on};
        return RecordCheck{batch.to_check.front(), on, !one_in(6), HoldReason::location_missing, ""};
      case BatchStage::passed: return some_notice();
      case BatchStage::on_notice: return some_order();
      case BatchStage::ordered: return some_result();
      case BatchStage::held: return ReleaseBatch{batch.id, on, ""};
      case BatchStage::paid: break;
    }
    if (one_in(2)) return some_adjustment();
    return ReturnGoods{batch.claims.front(), on, "", {}};
  }
  Command next_of_a_claim() {
    if (state.claims.empty()) return Apply{some_car()};
    const ClaimNumber number{1 + up_to(static_cast<int>(state.claims.size()) - 1)};
    const Day on = some_day();
    return std::visit(Overloaded{[&](const Applied&) -> Command { return Accept{number, on}; },
                                 [&](const InCorrection&) -> Command { return Resubmit{number, on, named<Digest>(7)}; },
                                 [&](const Accepted&) -> Command { return FirstReview{number, on}; },
                                 [&](const FirstReviewed&) -> Command { return SecondReview{number, on}; },
                                 [&](const Approved&) -> Command { return some_notice(); },
                                 [&](const Noticed&) -> Command { return some_order(); },
                                 [&](const Ordered&) -> Command { return some_result(); },
                                 [&](const Paid&) -> Command { return some_adjustment(); },
                                 [&](const ClawbackDue&) -> Command { return RecordRepayment{number, on, "银行"}; },
                                 [&](const Appealed&) -> Command { return DecideAppeal{number, on, one_in(2), ""}; },
                                 [&](const auto&) -> Command { return some_filing(); }},
                      *state.claim(number));
  }

  Command some_batch_step() {
    using enum BatchStage;
    const Day on = some_day();
    switch (up_to(13)) {
      case 0:
      case 1: return some_filing();
      case 2: return ReviewBatch{some_batch({filed}), on};
      case 3: return some_sample();
      case 4:
      case 5: return some_check();
      case 6: return PassBatch{some_batch({sampled}), on};
      case 7: return one_in(3) ? Command{HoldBatch{some_batch({filed, reviewed, sampled, passed, on_notice}), on,
                                                   HoldReason::merchant_violation, ""}}
                               : Command{ReleaseBatch{some_batch({held}), on, ""}};
      case 8:
      case 9: return some_notice();
      case 10: return some_order();
      case 11:
      case 12: return some_result();
      default: return some_retry();
    }
  }
  Command some_filing() {
    FileBatch files{fresh("b"), some_merchant(), some_day(), {}, {}};
    for (std::size_t i = 0; i < state.claims.size(); ++i) {
      const auto* redeemed = std::get_if<Redeemed>(&state.claims[i]);
      if (!redeemed || one_in(4) || state.roster.merchants[redeemed->terms.merchant].code != files.merchant) continue;
      if (!files.claims.empty() && terms_of(*state.claim(files.claims.front()))->fund != redeemed->terms.fund) continue;
      files.claims.push_back(ClaimNumber{static_cast<std::int64_t>(i) + 1});
      files.subsidy += redeemed->terms.subsidy;
    }
    return files;
  }
  Command some_sample() {
    const Batch* batch = state.batch(some_batch({BatchStage::reviewed}));
    return batch ? some_sample_of(*batch) : Command{DrawSample{"none", some_day(), "none", {}, 1}};
  }
  Command some_sample_of(const Batch& batch) const {
    std::string name = "none";
    for (const Seed& seed : state.seeds) {
      const bool kept = std::any_of(state.rounds.begin(), state.rounds.end(),
                                    [&](const Round& one) { return one.opened.seed == seed.committed.seed; });
      if ((!kept || one_in(12)) && seed.moment < batch.moment && (seed.shown == 0 || seed.shown > batch.moment)) name = seed.committed.seed;
    }
    return DrawSample{batch.id, some_day(), name, seed_called(name), 1 + up_to(2)};
  }
  Command some_notice() {
    const Day on = some_day();
    PostNotice posts{fresh("n"), on, on + up_to(2), {}, {}};
    for (const Batch& batch : state.batches) {
      if (batch.stage == BatchStage::passed) posts.batches.push_back(batch.id);
    }
    for (std::size_t i = 0; i < state.claims.size(); ++i) {
      if (std::holds_alternative<Approved>(state.claims[i]) && !one_in(3))
        posts.claims.push_back(ClaimNumber{static_cast<std::int64_t>(i) + 1});
    }
    return posts;
  }
  Command some_order() {
    OrderPayment order{fresh("o"), one_of<std::string>({"goods", "mixed"}), some_day(), {}, {}};
    const auto over = [&](std::uint32_t n) { return state.notices[n].until < asking.today; };
    for (const Batch& batch : state.batches) {
      if (batch.stage == BatchStage::on_notice && over(batch.notice) && !batch.claims.empty() &&
          state.roster.funds[batch.fund].id == order.fund)
        order.batches.push_back(batch.id);
    }
    for (std::size_t i = 0; i < state.claims.size(); ++i) {
      const auto* noticed = std::get_if<Noticed>(&state.claims[i]);
      const auto* paid_before = std::get_if<Paid>(&state.claims[i]);
      const bool due = (noticed && over(noticed->notice)) || (paid_before && paid_before->terms.paid != paid_before->terms.subsidy);
      if (due && state.roster.funds[terms_of(state.claims[i])->fund].id == order.fund)
        order.claims.push_back(ClaimNumber{static_cast<std::int64_t>(i) + 1});
    }
    return order;
  }
  Command some_result() const {
    RecordResult result{"none", 1, 1, !one_in(4), Fen{}, some_day(), "银行", ""};
    for (const Order& order : state.orders) {
      for (const OrderLine& line : order.lines) {
        if (line.status != OrderLine::Status::sent || one_in(3)) continue;
        result.order = order.id;
        result.line = line.line.line;
        result.attempt = one_in(12) ? 0 : line.attempt;
        result.amount = line.line.amount;
      }
    }
    return result;
  }
  Command some_retry() const {
    RetryPayment retry{"none", 1, some_day()};
    for (const Order& order : state.orders) {
      for (const OrderLine& line : order.lines) {
        if (line.status == OrderLine::Status::failed) retry = {order.id, line.line.line, some_day()};
      }
    }
    return retry;
  }

  /// The seed that stands behind a name.
  static Digest seed_called(const std::string& name) {
    Digest seed;
    for (std::size_t i = 0; i < name.size() && i < 32; ++i) seed.bytes[i] = static_cast<std::uint8_t>(name[i]);
    return seed;
  }
  Command some_entitlement_step() {
    if (one_in(2) && pending_lot()) return next_of_a_lot(*pending_lot());
    switch (up_to(10)) {
      case 0:
      case 5: {
        const std::string name = fresh("seed");
        return CommitSeed{name, seed_commitment(seed_called(name)), some_day(), "摇号"};
      }
      case 1:
      case 2: return some_round();
      case 3: return Expire{};
      case 4: return some_lot();
      default: return some_draw();
    }
  }
  Command some_round() {
    const bool lot = one_in(2);
    std::string seed;
    for (const Seed& one : state.seeds) {
      if (lot && (one.shown == 0 || one_in(12))) seed = one.committed.seed;
    }
    const Instant opens{asking.now.ms + (lot ? 60'000 : 0)};
    const int minutes = 30 + up_to(lot ? 600 : 60'000);
    return OpenRound{fresh("r"), "mixed", "digital", some_place(), opens,
                     Instant{opens.ms + std::int64_t{60'000} * minutes}, 1 + up_to(3), Fen{1 + up_to(50'000)},
                     lot ? RoundMethod::lot : RoundMethod::first_come, seed};
  }
  Command some_draw() {
    std::string round = "none";
    for (const Round& one : state.rounds) {
      if (one.opened.opens <= asking.now && asking.now < one.opened.closes && !one_in(3)) round = one.opened.round;
    }
    if (round == "none" && !one_in(12)) return some_round();
    return Draw{round, someone(up_to(5)), one_of<std::string>({"phone", "watch"}),
                one_of<Channel>({Channel::offline, Channel::online}), some_place()};
  }
  const Round* pending_lot() const {
    const Round* lot = nullptr;
    for (const Round& one : state.rounds) {
      const bool nobody = asking.now >= one.opened.closes && one.entries.empty();
      if (one.opened.method == RoundMethod::lot && !one.lot_drawn && !nobody) lot = &one;
    }
    return lot;
  }
  /// What comes next for a lot, at the time at which it can.
  Command next_of_a_lot(const Round& lot) {
    const bool enter = asking.now < lot.opened.closes && (lot.entries.empty() || one_in(2));
    asking.now = std::max(asking.now, enter ? lot.opened.opens : lot.opened.closes);
    asking.today = day_in_china(asking.now);
    if (!enter) return DrawLot{lot.opened.round, seed_called(lot.opened.seed)};
    return Draw{lot.opened.round, someone(up_to(5)), one_of<std::string>({"phone", "watch"}), Channel::online, lot.opened.place};
  }
  Command some_lot() const {
    DrawLot lot{"none", {}};
    for (const Round& one : state.rounds) {
      if (one.opened.method == RoundMethod::lot && !one.lot_drawn && one.opened.closes <= asking.now && !one.entries.empty())
        lot = {one.opened.round, seed_called(one.opened.seed)};
    }
    return lot;
  }

  Command some_arrangement() {
    const Day on = some_day();
    switch (up_to(15)) {
      case 0: return OpenFund{fresh("f"), 2031, {one_of<std::string>({"home", "goods"})}, Fen{20'000}, "", false};
      case 1: return AdmitMerchant{credit_code(2 + up_to(3)), "商店", district, on, false};
      case 2: return ProfileMerchant{some_merchant(), "连锁", on, {}};
      case 3: return some_shares();
      case 4:
      case 5: return AddToFund{one_of<std::string>({"goods", "mixed"}), Fen{up_to(3'000'000)}, on, ""};
      case 6: return Reclaim{one_of<std::string>({"goods", "mixed"}), Fen{up_to(100'000)}, on, ""};
      case 7: return SetQuota{one_of<std::string>({"q1", "q2", "q3"}), "goods", one_of<std::string>({"", "goods.appliance"}),
                              some_place(), one_in(2), Fen{up_to(400'000)}, on, ""};
      case 8: return Pause{one_of<std::string>({"goods", "digital"}), some_place(), on, ""};
      case 9:
      case 10:
      case 11: return some_resumption();
      case 12: return OpenStore{some_merchant(), fresh("store"), "店", some_place(), on};
      case 13: return RegisterProduct{"6901234567892", "甲", "phone", 0, on};
      default: return some_standing();
    }
  }
  Command some_shares() const {
    return DeclareShares{one_of<std::string>({"goods", "mixed"}),
                         {{FundLevel::central, 8'500}, {FundLevel::province, 777}, {FundLevel::county, 723}},
                         FundLevel::county, ""};
  }
  Command some_resumption() const {
    if (state.roster.pauses.empty()) return Resume{"goods", city, some_day(), ""};
    const Pause& one = state.roster.pauses.front();
    return Resume{one.cls, one.place, some_day(), ""};
  }
  Command some_standing() const {
    const std::string code = some_merchant();
    const auto index = state.roster.merchant_by_code.at(code);
    const State::OpenClaims& open = state.open_claims[index];
    const bool good = state.roster.merchants[index].standing == Standing::good;
    const Standing to = good ? one_of<Standing>({Standing::warned, Standing::suspended, Standing::struck_off}) : Standing::good;
    if (good && !one_in(4)) return ChangeStanding{code, Standing::good, some_day(), "", open.claims, open.subsidy};
    return ChangeStanding{code, to, some_day(), "", open.claims, open.subsidy};
  }

  int names_ = 0, things_ = 0;
};

}  // namespace subsidies_test
