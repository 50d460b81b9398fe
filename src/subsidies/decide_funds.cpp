// decide(): funds, quotas, pauses, merchants, products.

#include <algorithm>

#include "identifiers/credit_code.h"
#include "identifiers/product_code.h"
#include "subsidies/deciding.h"

namespace seethrough::subsidies {
namespace {

constexpr int whole_bp = 10'000;

std::optional<Rejection> future(const Context& context, Day day) {
  if (day > context.today) return DayInFuture{day, context.today};
  return std::nullopt;
}

/// The place's own code and all below it.
std::vector<PlaceCode> area(const Tree& places, PlaceCode place) {
  std::vector<PlaceCode> codes;
  for (const Place& one : places.all()) {
    if (places.within(one.code, place)) codes.push_back(one.code);
  }
  return codes;
}

Fen most_used(const QuotaUse& quota) {
  Fen most;
  for (const auto& [day, used] : quota.by_day) most = std::max(most, used);
  return most;
}

std::optional<Rejection> unsound_shares(const DeclareShares& c) {
  int sum = 0;
  bool taker = false;
  for (std::size_t i = 0; i < c.shares.size(); ++i) {
    const FundShare& share = c.shares[i];
    for (std::size_t j = 0; j < i; ++j) {
      if (c.shares[j].level == share.level) return SharesUnclear{c.fund, share.level};
    }
    if (share.share_bp <= 0 || share.share_bp > whole_bp) return SharesDoNotAddUp{c.fund, share.share_bp};
    sum += share.share_bp;
    taker |= share.level == c.remainder_to;
  }
  if (sum != whole_bp) return SharesDoNotAddUp{c.fund, sum};
  if (!taker) return SharesUnclear{c.fund, c.remainder_to};
  return std::nullopt;
}

}  // namespace

Decision decide_command(const Context& context, const OpenFund& c) {
  if (context.state.roster.fund(c.fund)) return refuse(FundAlreadyOpen{c.fund});
  if (c.fund.empty()) return refuse(NothingAsked{"fund"});
  if (c.classes.empty()) return refuse(NothingAsked{"classes"});
  for (const Fund& fund : context.state.roster.funds) {
    if (fund.year != c.year) continue;
    for (const std::string& mine : c.classes) {
      for (const std::string& theirs : fund.classes) {
        if (covers(mine, theirs) || covers(theirs, mine)) return refuse(ClassAlreadyFunded{mine, fund.id});
      }
    }
  }
  return Event{FundOpened{c.fund, c.year, c.classes, c.cap, c.basis, c.reconstructed}};
}

Decision decide_command(const Context& context, const DeclareShares& c) {
  const auto index = context.state.fund_index(c.fund);
  if (!index) return refuse(UnknownFund{c.fund});
  if (!context.state.roster.funds[*index].shares.empty()) return refuse(SharesAlreadyDeclared{c.fund});
  const Ledger& ledger = context.state.ledger;
  const State::FundAccounts& accounts = context.state.fund_accounts[*index];
  if (ledger.balance(accounts.paid.front()) != Fen{} || ledger.balance(accounts.to_claw_back) != Fen{})
    return refuse(FundHasPaid{c.fund});
  if (auto unsound = unsound_shares(c)) return refuse(std::move(*unsound));
  return Event{SharesDeclared{c}};
}

Decision decide_command(const Context& context, const AddToFund& c) {
  if (!context.state.roster.fund(c.fund)) return refuse(UnknownFund{c.fund});
  if (auto bad = future(context, c.day)) return refuse(*bad);
  if (c.amount <= Fen{}) return refuse(NothingAsked{"amount"});
  return Event{FundRaised{c.fund, c.amount, c.day, c.basis}};
}

Decision decide_command(const Context& context, const Reclaim& c) {
  const auto index = context.state.fund_index(c.fund);
  if (!index) return refuse(UnknownFund{c.fund});
  if (auto bad = future(context, c.day)) return refuse(*bad);
  if (c.amount <= Fen{}) return refuse(NothingAsked{"amount"});
  auto overdue = money_for(context, *index, c.amount);
  if (!overdue) return refuse(std::move(overdue).error());
  return Event{FundReclaimed{c.fund, c.amount, c.day, c.basis, std::move(overdue).value()}};
}

Decision decide_command(const Context& context, const SetQuota& c) {
  const auto index = context.state.fund_index(c.fund);
  if (!index) return refuse(UnknownFund{c.fund});
  if (!context.places.find(c.place)) return refuse(UnknownPlace{c.place});
  if (auto bad = future(context, c.day)) return refuse(*bad);
  if (c.quota.empty()) return refuse(NothingAsked{"quota"});
  for (const QuotaUse& known : context.state.quotas) {
    if (known.set.quota != c.quota) continue;
    const bool same = known.set.fund == c.fund && known.set.cls == c.cls && known.set.place == c.place &&
                      known.set.per_day == c.per_day;
    if (!same) return refuse(QuotaChanged{c.quota});
    if (const Fen used = most_used(known); c.amount < used) return refuse(QuotaBelowUse{c.quota, used});
    return Event{QuotaSet{c, known.places}};
  }
  // A new quota counts what was granted before, as apply() will.
  QuotaUse fresh{c, area(context.places, c.place), *index, {}};
  std::sort(fresh.places.begin(), fresh.places.end());
  count_granted(context.state, fresh);
  if (const Fen used = most_used(fresh); c.amount < used) return refuse(QuotaBelowUse{c.quota, used});
  return Event{QuotaSet{c, fresh.places}};
}

Decision decide_command(const Context& context, const Pause& c) {
  if (!context.places.find(c.place)) return refuse(UnknownPlace{c.place});
  if (auto bad = future(context, c.day)) return refuse(*bad);
  for (const Pause& known : context.state.roster.pauses) {
    if (known.cls == c.cls && known.place == c.place) return refuse(AlreadyPaused{c.cls, c.place, known.day});
  }
  return Event{Paused{c}};
}

Decision decide_command(const Context& context, const Resume& c) {
  const auto& pauses = context.state.roster.pauses;
  const bool paused = std::any_of(pauses.begin(), pauses.end(), [&](const Pause& one) {
    return one.cls == c.cls && one.place == c.place;
  });
  if (!paused) return refuse(NotPaused{c.cls, c.place});
  if (auto bad = future(context, c.day)) return refuse(*bad);
  return Event{Resumed{c}};
}

Decision decide_command(const Context& context, const AdmitMerchant& c) {
  if (c.day > context.today) return refuse(DayInFuture{c.day, context.today});
  if (!check_credit_code(c.merchant)) return refuse(NotACreditCode{c.merchant});
  if (!context.places.find(c.place)) return refuse(UnknownPlace{c.place});
  if (const Merchant* known = context.state.roster.merchant(c.merchant))
    return refuse(MerchantAlreadyAdmitted{c.merchant, known->admitted});
  return Event{MerchantAdmitted{c.merchant, c.name, c.place, c.day, c.reconstructed}};
}

Decision decide_command(const Context& context, const ProfileMerchant& c) {
  if (c.day > context.today) return refuse(DayInFuture{c.day, context.today});
  if (!context.state.roster.merchant(c.merchant)) return refuse(UnknownMerchant{c.merchant});
  return Event{MerchantProfiled{c.merchant, c.description, c.day, c.stated}};
}

Decision decide_command(const Context& context, const OpenStore& c) {
  if (auto bad = future(context, c.day)) return refuse(*bad);
  if (!context.places.find(c.place)) return refuse(UnknownPlace{c.place});
  const Merchant* merchant = context.state.roster.merchant(c.merchant);
  if (!merchant) return refuse(UnknownMerchant{c.merchant});
  if (c.store.empty()) return refuse(NothingAsked{"store"});
  if (merchant->store(c.store)) return refuse(StoreAlreadyOpen{c.merchant, c.store});
  return Event{StoreOpened{c}};
}

Decision decide_command(const Context& context, const ChangeStanding& c) {
  if (auto bad = future(context, c.day)) return refuse(*bad);
  const Merchant* merchant = context.state.roster.merchant(c.merchant);
  if (!merchant) return refuse(UnknownMerchant{c.merchant});
  if (merchant->standing == c.standing) return refuse(StandingUnchanged{c.merchant, c.standing});
  const auto index = static_cast<std::size_t>(merchant - context.state.roster.merchants.data());
  const State::OpenClaims& open = context.state.open_claims[index];
  if (c.open_claims != open.claims || c.open_subsidy != open.subsidy)
    return refuse(OpenClaimsDiffer{c.merchant, open.claims, open.subsidy});
  return Event{StandingChanged{c}};
}

Decision decide_command(const Context& context, const RegisterProduct& c) {
  if (auto bad = future(context, c.day)) return refuse(*bad);
  if (!check_product_code(c.product)) return refuse(NotAProductCode{c.product});
  if (context.state.roster.product(c.product)) return refuse(ProductAlreadyRegistered{c.product});
  const int year = civil(c.day).year;
  if (!context.rules.edition(year)) return refuse(NoRules{year});
  if (!context.rules.describe(year, c.kind)) return refuse(UnknownKind{c.kind, year});
  if (c.efficiency < 0 || c.efficiency > 5) return refuse(NothingAsked{"efficiency"});
  return Event{ProductRegistered{c}};
}

}  // namespace seethrough::subsidies
