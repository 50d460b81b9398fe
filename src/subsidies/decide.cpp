#include "subsidies/decide.h"

#include <algorithm>

#include "base/machine.h"
#include "identifiers/credit_code.h"
#include "subsidies/moves.h"

namespace seethrough::subsidies {
namespace {

bool covers(std::string_view prefix, std::string_view cls) {
  return cls.starts_with(prefix) && (cls.size() == prefix.size() || cls[prefix.size()] == '.');
}

Unexpected<Rejection> refuse(Rejection rejection) { return {std::move(rejection)}; }

Rejection from_rules(const rules::Refusal& refusal, const Purchase& purchase, const rules::Book& book) {
  return std::visit(
      Overloaded{
          [](const rules::NoRules& r) -> Rejection { return NoRules{r.year}; },
          [](const rules::UnknownKind& r) -> Rejection { return UnknownKind{r.kind, r.year}; },
          [&](const rules::NoClause& r) -> Rejection { return NoClause{r.kind, purchase.day}; },
          [](const rules::TwoClauses& r) -> Rejection { return TwoClauses{r.first, r.second}; },
          [](const rules::FactMissing& r) -> Rejection {
            return FactMissing{std::string(rules::name(r.field)), r.clause};
          },
          [&](const rules::NotEligible& r) -> Rejection {
            const rules::Edition* edition = book.edition(civil(purchase.day).year);
            for (const rules::Clause& clause : edition->clauses) {
              if (clause.id != r.clause) continue;
              for (const rules::Condition& condition : clause.requires_) {
                if (condition.id == r.condition)
                  return NotEligible{r.clause, r.condition, condition.text.zh, condition.text.en};
              }
            }
            return NotEligible{r.clause, r.condition, r.condition, r.condition};
          },
      },
      refusal);
}

std::optional<Rejection> already_used(const State& state, const Purchase& purchase) {
  if (const auto it = state.items.find(purchase.item); it != state.items.end())
    return ItemAlreadySubsidised{it->second};
  if (purchase.surrendered) {
    if (const auto it = state.surrendered.find(*purchase.surrendered); it != state.surrendered.end())
      return VehicleAlreadySurrendered{it->second};
  }
  if (const auto it = state.invoices.find(purchase.invoice); it != state.invoices.end())
    return InvoiceAlreadyUsed{it->second};
  return std::nullopt;
}

std::optional<Rejection> over_limit(const State& state, const Purchase& purchase, const rules::Award& award) {
  const auto name = state.interned.find(award.per_class ? std::string(award.cls()) : purchase.kind);
  if (name == state.interned.end()) return std::nullopt;  // nobody has used this kind yet
  const int year = civil(purchase.day).year;
  const auto used = state.used.find(LimitKey{purchase.person, name->second, static_cast<std::int16_t>(year)});
  if (used == state.used.end() || used->second < award.limit_count) return std::nullopt;
  return LimitUsedUp{purchase.kind, year, award.limit_count};
}

enum class Path { till, application };

/// The claim's grant, or the first rejection in the order that rejections.h states.
Result<Grant, Rejection> grant_for(const Context& context, const Purchase& purchase, Path path) {
  const State& state = context.state;
  if (purchase.day > context.today) return refuse(DayInFuture{purchase.day, context.today});
  if (!context.places.find(purchase.place)) return refuse(UnknownPlace{purchase.place});
  const Merchant* merchant = state.roster.merchant(purchase.merchant);
  if (!merchant) return refuse(UnknownMerchant{purchase.merchant});
  if (purchase.day < merchant->admitted)
    return refuse(MerchantNotYetAdmitted{purchase.merchant, purchase.day, merchant->admitted});

  const int year = civil(purchase.day).year;
  if (const rules::Kind* kind = context.rules.describe(year, purchase.kind)) {
    if (covers("vehicle", kind->cls) != (path == Path::application)) return refuse(WrongPath{purchase.kind, kind->cls});
  }
  rules::Facts facts = purchase.facts;
  facts.set(rules::Field::price_fen, purchase.price);
  const auto award = context.rules.evaluate(purchase.kind, facts, purchase.day);
  if (!award) return refuse(from_rules(award.error(), purchase, context.rules));

  if (auto used = already_used(state, purchase)) return refuse(std::move(*used));
  if (auto over = over_limit(state, purchase, *award)) return refuse(std::move(*over));

  const auto fund = state.fund_for(award->cls(), year);
  if (!fund) return refuse(NoFund{std::string(award->cls()), year});
  const State::FundAccounts& accounts = state.fund_accounts[*fund];
  if (!state.ledger.check(Posting{accounts.available, accounts.granted, award->subsidy}))
    return refuse(FundExhausted{state.roster.funds[*fund].id, state.ledger.balance(accounts.available),
                                award->subsidy});
  return Grant{std::string(award->cls()), std::string(award->clause_id()), std::string(award->version()),
               state.roster.funds[*fund].id, award->subsidy};
}

ClaimNumber next_number(const State& state) {
  return ClaimNumber{static_cast<std::int64_t>(state.claims.size()) + 1};
}

Reversal reversal_of(const State& state, const Terms& terms) {
  return {state.names[terms.cls], state.names[terms.kind], state.roster.funds[terms.fund].id, terms.place, terms.price, terms.subsidy};
}

std::optional<Rejection> badly_dated(ClaimNumber claim, Day day, Day purchased, Day today) {
  if (day > today) return DayInFuture{day, today};
  if (day < purchased) return BeforePurchase{claim, day, purchased};
  return std::nullopt;
}

template <class Command>
Decision on_claim(const Context& context, ClaimNumber number, const Command& command) {
  const Claim* claim = context.state.claim(number);
  if (!claim) return refuse(UnknownClaim{number});
  return decide_by_state<Decision>(*claim, command, context, [&](const auto& state, const auto&) -> Decision {
    return refuse(NotInThisState{number, std::string(state.name), std::string(Command::type)});
  });
}

Decision decide_command(const Context& context, const OpenFund& c) {
  for (const Fund& fund : context.state.roster.funds) {
    if (fund.id == c.fund) return refuse(FundAlreadyOpen{c.fund});
    if (fund.year != c.year) continue;
    for (const std::string& mine : c.classes) {
      for (const std::string& theirs : fund.classes) {
        if (covers(mine, theirs) || covers(theirs, mine)) return refuse(ClassAlreadyFunded{mine, fund.id});
      }
    }
  }
  return Event{FundOpened{c.fund, c.year, c.classes, c.cap, c.basis, c.reconstructed}};
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

Decision decide_command(const Context& context, const Redeem& c) { return decide_move(Unclaimed{}, c, context); }
Decision decide_command(const Context& context, const Apply& c) { return decide_move(Unclaimed{}, c, context); }
Decision decide_command(const Context& context, const ReturnGoods& c) { return on_claim(context, c.claim, c); }
Decision decide_command(const Context& context, const Withdraw& c) { return on_claim(context, c.claim, c); }

}  // namespace

// The legal moves.

Decision decide_move(const Unclaimed&, const Redeem& command, const Context& context) {
  auto grant = grant_for(context, command.purchase, Path::till);
  if (!grant) return refuse(std::move(grant).error());
  return Event{ClaimRedeemed{next_number(context.state), command.purchase, std::move(grant).value()}};
}

Decision decide_move(const Unclaimed&, const Apply& command, const Context& context) {
  auto grant = grant_for(context, command.purchase, Path::application);
  if (!grant) return refuse(std::move(grant).error());
  return Event{ClaimApplied{next_number(context.state), command.purchase, std::move(grant).value()}};
}

Decision decide_move(const Redeemed& claim, const ReturnGoods& command, const Context& context) {
  if (auto bad = badly_dated(command.claim, command.day, claim.terms.day, context.today)) return refuse(*bad);
  return Event{GoodsReturned{command.claim, command.day, command.reason, reversal_of(context.state, claim.terms)}};
}

Decision decide_move(const Applied& claim, const Withdraw& command, const Context& context) {
  if (auto bad = badly_dated(command.claim, command.day, claim.terms.day, context.today)) return refuse(*bad);
  return Event{ClaimWithdrawn{command.claim, command.day, command.reason, reversal_of(context.state, claim.terms)}};
}

Decision decide(const Context& context, const Command& command) {
  return std::visit([&](const auto& c) { return decide_command(context, c); }, command);
}

}  // namespace seethrough::subsidies
