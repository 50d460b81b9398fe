#include "subsidies/granting.h"

#include <fmt/format.h>

#include <boost/describe/enum_to_string.hpp>

#include <algorithm>

namespace seethrough::subsidies {
namespace {

Unexpected<Rejection> no(Rejection rejection) { return {std::move(rejection)}; }

std::optional<Rejection> used_item(const State& state, const Pseudonym& item) {
  const auto it = state.items.find(item);
  if (it == state.items.end()) return std::nullopt;
  return ItemAlreadySubsidised{it->second};
}

std::optional<Rejection> already_used(const State& state, const Pseudonym& item, std::optional<Pseudonym> second,
                                      const std::optional<Pseudonym>& surrendered, const Pseudonym& invoice) {
  if (auto used = used_item(state, item)) return used;
  if (second) {
    if (auto used = used_item(state, *second)) return used;
  }
  if (surrendered) {
    if (const auto it = state.surrendered.find(*surrendered); it != state.surrendered.end())
      return VehicleAlreadySurrendered{it->second};
  }
  if (const auto it = state.invoices.find(invoice); it != state.invoices.end()) return InvoiceAlreadyUsed{it->second};
  return std::nullopt;
}

std::optional<Rejection> merchant_refuses(const State& state, const Purchase& p) {
  const Merchant* merchant = state.roster.merchant(p.merchant);
  if (!merchant) return UnknownMerchant{p.merchant};
  if (p.day < merchant->admitted) return MerchantNotYetAdmitted{p.merchant, p.day, merchant->admitted};
  if (merchant->standing == Standing::suspended || merchant->standing == Standing::struck_off)
    return MerchantNotInGoodStanding{p.merchant, merchant->standing, merchant->standing_since};
  const std::string store = p.sale ? p.sale->store : std::string{};
  const bool must_name_one = p.sale && !merchant->stores.empty();
  if ((must_name_one || !store.empty()) && !merchant->store(store)) return UnknownStore{p.merchant, store};
  return std::nullopt;
}

std::string order_in_words(std::span<const rules::Giver> order) {
  std::string text;
  for (const rules::Giver giver : order) {
    if (!text.empty()) text += " > ";
    text += boost::describe::enum_to_string(giver, "");
  }
  return text;
}

/// The discounts must stand in the order of the rules and lead from the list price to the price.
std::optional<Rejection> steps_refuse(const Purchase& p, const rules::Class& cls) {
  if (!p.sale) return std::nullopt;
  const Sale& sale = *p.sale;
  const auto& order = cls.price_order;
  const auto position = [&](rules::Giver giver) { return std::find(order.begin(), order.end(), giver) - order.begin(); };
  Fen reached = sale.list_price.value_or(p.price);
  std::ptrdiff_t last = 0;
  for (std::size_t i = 0; i < sale.steps.size(); ++i) {
    const PriceStep& step = sale.steps[i];
    const auto here = position(step.giver);
    const bool unknown = here == static_cast<std::ptrdiff_t>(order.size()) || step.giver == rules::Giver::government;
    if (unknown || here < last)
      return StepOutOfOrder{static_cast<int>(i) + 1, step.giver, order_in_words(order)};
    last = here;
    if (step.amount <= Fen{}) return NothingAsked{fmt::format("purchase.sale.steps[{}].amount", i)};
    reached -= step.amount;
  }
  if (reached != p.price) return StepsDoNotAddUp{sale.list_price.value_or(p.price), reached, p.price};
  return std::nullopt;
}

std::optional<Rejection> product_refuses(const State& state, const Purchase& p) {
  if (!p.sale || p.sale->product.empty()) return std::nullopt;
  const Product* product = state.roster.product(p.sale->product);
  if (!product) return std::nullopt;  // not every product is registered on the day it is first sold
  if (product->kind != p.kind) return ProductDiffers{product->code, "kind", product->kind, p.kind};
  const std::int64_t stated = p.facts.get(rules::Field::efficiency);
  if (stated != rules::Facts::absent && stated != product->efficiency)
    return ProductDiffers{product->code, "efficiency", std::to_string(product->efficiency), std::to_string(stated)};
  return std::nullopt;
}

std::optional<Rejection> entitlement_refuses(const Context& context, const Purchase& p, const rules::Class& cls) {
  if (!p.entitlement) {
    if (cls.entitlement && cls.entitlement->required) return EntitlementRequired{cls.id};
    return std::nullopt;
  }
  const Entitlement* held = context.state.entitlement(*p.entitlement);
  if (!held) return UnknownEntitlement{*p.entitlement};
  if (held->person != p.person) return EntitlementDiffers{*p.entitlement, "person"};
  if (context.state.names[held->kind] != p.kind) return EntitlementDiffers{*p.entitlement, "kind"};
  if (p.sale && held->channel != p.sale->channel) return EntitlementDiffers{*p.entitlement, "channel"};
  if (held->status != Entitlement::Status::open || held->expires <= context.now) {
    const bool used = held->status == Entitlement::Status::used;
    return EntitlementNotOpen{*p.entitlement, used ? "used" : "expired", held->expires};
  }
  return std::nullopt;
}

// The checks of the rules (疑点筛查). Each gives the figures that speak against the claim, if any do.

std::optional<std::string> above_history(const State& state, const Purchase& p, const rules::Check& check) {
  if (!p.sale || p.sale->product.empty()) return std::nullopt;
  const auto known = state.prices.find(p.sale->product);
  if (known == state.prices.end()) return std::nullopt;
  const CivilDate date = civil(p.day);
  const int month = date.year * 12 + date.month - 1;
  Fen highest;
  for (auto it = known->second.lower_bound(month - check.months); it != known->second.end() && it->first < month; ++it)
    highest = std::max(highest, it->second.highest);
  if (highest == Fen{}) return std::nullopt;
  const Fen bound = highest + share_of(highest, BasisPoints{check.tolerance_bp}, Rounding::down);
  if (p.price <= bound) return std::nullopt;
  return fmt::format("{} > {}", p.price.value, bound.value);
}

std::optional<std::string> delivered_outside(const Context& context, const Purchase& p) {
  if (!p.sale) return std::nullopt;
  if (!p.sale->delivered_to) return p.sale->channel == Channel::online ? std::optional<std::string>("-") : std::nullopt;
  if (context.places.find(*p.sale->delivered_to)) return std::nullopt;
  return std::to_string(p.sale->delivered_to->value);
}

std::optional<std::string> bursting(const Context& context, const Purchase& p, const rules::Check& check) {
  if (!p.sale || p.sale->till.empty()) return std::nullopt;
  const auto known = context.state.till_times.find(p.merchant + "/" + p.sale->till);
  if (known == context.state.till_times.end()) return std::nullopt;
  const std::int64_t since = context.now.ms - std::int64_t{check.minutes} * 60'000;
  const auto recent = std::count_if(known->second.begin(), known->second.end(),
                                    [&](Instant at) { return at.ms > since && at <= context.now; });
  if (recent + 1 <= check.count) return std::nullopt;
  return fmt::format("{} / {} min", recent + 1, check.minutes);
}

std::optional<std::string> found(const Context& context, const Purchase& p, const rules::Check& check) {
  switch (check.id) {
    case rules::CheckId::company_buyer: {
      const bool company = (p.sale && p.sale->company_buyer) || p.facts.get(rules::Field::buyer_is_company) == 1;
      return company ? std::optional<std::string>("1") : std::nullopt;
    }
    case rules::CheckId::price_history: return above_history(context.state, p, check);
    case rules::CheckId::delivery_place: return delivered_outside(context, p);
    case rules::CheckId::burst: return bursting(context, p, check);
    case rules::CheckId::return_without_refund:  // of returns
    case rules::CheckId::item_reuse:             // always refused, see already_used
    case rules::CheckId::vehicle_reuse:
    case rules::CheckId::invoice_reuse: break;
  }
  return std::nullopt;
}

/// The findings of the edition's checks, or the refusal of the first that refuses.
Result<std::vector<Finding>, Rejection> run_checks(const Context& context, const Purchase& p, const rules::Edition& edition,
                                                   std::string_view cls) {
  std::vector<Finding> findings;
  for (const rules::Check& check : edition.checks) {
    const bool concerns =
        check.classes.empty() || std::any_of(check.classes.begin(), check.classes.end(),
                                             [&](const std::string& prefix) { return covers(prefix, cls); });
    if (!concerns) continue;
    const auto detail = found(context, p, check);
    if (!detail) continue;
    if (check.severity == rules::Severity::refuse)
      return no(CheckFailed{check.id, *detail, check.text.zh, check.text.en});
    findings.push_back({check.id, check.severity, *detail});
  }
  return findings;
}

/// Whether fund and quotas can pay: for a claim with an entitlement, out of what that reserves first. The numbers are
/// entitlements whose time is over and whose money is needed.
Result<Overdue, Rejection> can_pay(const Context& context, std::uint16_t fund, std::string_view cls, const Purchase& p,
                                   Fen subsidy) {
  const State& state = context.state;
  if (auto over = over_quota(state, fund, cls, p.place, p.day, subsidy)) return no(std::move(*over));
  Fen more;
  if (p.entitlement) {
    const Entitlement& held = *state.entitlement(*p.entitlement);
    if (state.rounds[held.round].fund == fund) more = held.reserved;
  }
  return money_for(context, fund, subsidy, p.entitlement, more);
}

template <class List>
std::optional<List> unless_empty(List list) {
  return list.empty() ? std::nullopt : std::optional(std::move(list));
}

}  // namespace

Rejection from_rules(const rules::Refusal& refusal, Day day, const rules::Edition* edition) {
  return std::visit(
      Overloaded{
          [](const rules::NoRules& r) -> Rejection { return NoRules{r.year}; },
          [](const rules::UnknownKind& r) -> Rejection { return UnknownKind{r.kind, r.year}; },
          [&](const rules::NoClause& r) -> Rejection { return NoClause{r.kind, day}; },
          [](const rules::TwoClauses& r) -> Rejection { return TwoClauses{r.first, r.second}; },
          [](const rules::FactMissing& r) -> Rejection {
            return FactMissing{std::string(rules::name(r.field)), r.clause};
          },
          [&](const rules::NotEligible& r) -> Rejection {
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

Result<Granted, Rejection> grant_for(const Context& context, const Purchase& purchase, Path path) {
  const State& state = context.state;
  if (purchase.day > context.today) return no(DayInFuture{purchase.day, context.today});
  if (!context.places.find(purchase.place)) return no(UnknownPlace{purchase.place});
  if (auto refused = merchant_refuses(state, purchase)) return no(std::move(*refused));

  const int year = civil(purchase.day).year;
  const rules::Edition* edition = context.rules.edition_in_force(year, context.today);
  if (!edition) return no(NoRules{year});
  const rules::Kind* kind = edition->find_kind(purchase.kind);
  if (!kind) return no(UnknownKind{purchase.kind, year});
  const rules::Class& cls = *edition->find_class(kind->cls);
  if (covers("vehicle", cls.id) != (path == Path::application)) return no(WrongPath{purchase.kind, cls.id});
  if (auto paused = on_pause(context, cls.id, purchase.place)) return no(std::move(*paused));
  if (auto refused = steps_refuse(purchase, cls)) return no(std::move(*refused));
  if (auto refused = product_refuses(state, purchase)) return no(std::move(*refused));

  rules::Facts facts = purchase.facts;
  const Fen base = subsidised_price(purchase, cls.price_order);
  facts.set(rules::Field::price_fen, base);
  const auto award = context.rules.evaluate_under(*edition, purchase.kind, facts, purchase.day);
  if (!award) return no(from_rules(award.error(), purchase.day, edition));
  if (auto refused = entitlement_refuses(context, purchase, cls)) return no(std::move(*refused));
  auto findings = run_checks(context, purchase, *edition, cls.id);
  if (!findings) return no(std::move(findings).error());

  const auto second = purchase.sale ? purchase.sale->second_imei : std::nullopt;
  if (auto used = already_used(state, purchase.item, second, purchase.surrendered, purchase.invoice))
    return no(std::move(*used));
  if (auto over = over_limit(state, purchase.person, purchase.kind, cls.id, year, kind->limit))
    return no(std::move(*over));

  const auto fund = state.fund_for(cls.id, year);
  if (!fund) return no(NoFund{cls.id, year});
  auto expired = can_pay(context, static_cast<std::uint16_t>(*fund), cls.id, purchase, award->subsidy);
  if (!expired) return no(std::move(expired).error());
  Grant grant{cls.id, std::string(award->clause_id()), edition->version, state.roster.funds[*fund].id, award->subsidy, {}};
  if (base != purchase.price) grant.base = base;
  return Granted{std::move(grant), unless_empty(std::move(findings).value()), std::move(expired).value()};
}

std::optional<Rejection> taken_meanwhile(const Context& context, const Terms& terms) {
  const State& state = context.state;
  if (auto used = already_used(state, terms.item, terms.second_imei, terms.surrendered, terms.invoice)) return used;
  const int year = civil(terms.day).year;
  const std::string& kind = state.names[terms.kind];
  const std::string& cls = state.names[terms.cls];
  if (const rules::Kind* described = context.rules.describe(year, kind)) {
    if (auto over = over_limit(state, terms.person, kind, cls, year, described->limit)) return over;
  }
  if (auto over = over_quota(state, terms.fund, cls, terms.place, terms.day, terms.subsidy)) return over;
  return std::nullopt;
}

}  // namespace seethrough::subsidies
