#include "backtest/recorded.h"

#include <limits>

#include "base/check.h"

namespace seethrough::backtest {

std::uint16_t Names::number(std::string_view text) {
  const std::string key(text);
  if (const auto known = numbers_.find(key); known != numbers_.end()) return known->second;
  INVARIANT(texts_.size() < std::numeric_limits<std::uint16_t>::max(), "more names than can be numbered");
  const auto number = static_cast<std::uint16_t>(texts_.size());
  texts_.push_back(key);
  numbers_.emplace(key, number);
  return number;
}

std::optional<std::uint16_t> Names::find(std::string_view text) const {
  const auto known = numbers_.find(std::string(text));
  return known == numbers_.end() ? std::nullopt : std::optional(known->second);
}

std::size_t Recorded::FactsHash::operator()(const rules::Facts& facts) const {
  std::uint64_t hash = 0;
  for (std::size_t i = 0; i < rules::field_count; ++i) {
    hash ^= static_cast<std::uint64_t>(facts.get(static_cast<rules::Field>(i)));
    hash *= 0x9E3779B97F4A7C15u;
    hash ^= hash >> 32;
  }
  return hash;
}

void Recorded::take(const subsidies::Event& event, Day decided) {
  std::visit(
      [&](const auto& e) {
        if constexpr (requires { e.claim, e.purchase, e.grant; }) {
          add_claim(e.claim, e.purchase, e.grant, decided);
        } else if constexpr (requires { e.claim, e.day, e.reversal; }) {
          take_back(e.claim, e.day);
        } else if constexpr (requires { e.claim, e.again; }) {
          grant_again(e.claim);
        } else if constexpr (requires { e.claim, e.before, e.after; }) {
          adjust(e.claim, e.after);
        } else if constexpr (requires { e.fund, e.classes, e.cap; }) {
          funds.push_back({e.fund, e.year, e.classes, e.cap});
        } else if constexpr (requires { e.fund, e.amount, e.day; }) {
          change_cap(e.fund, e.day, e.type.starts_with("subsidies.fund_reclaimed/") ? -e.amount : e.amount);
        }
      },
      event);
}

void Recorded::add_claim(subsidies::ClaimNumber number, const subsidies::Purchase& purchase,
                         const subsidies::Grant& grant, Day decided) {
  INVARIANT(number == claim_in(claims()), "claim numbers have a gap");
  INVARIANT(claims() < std::numeric_limits<std::uint32_t>::max(), "more claims than can be numbered");
  steps.push_back({Step::What::claimed, static_cast<std::uint32_t>(claims())});
  day.push_back(purchase.day);
  decided_on.push_back(decided);
  year.push_back(static_cast<std::int16_t>(civil(purchase.day).year));
  price.push_back(grant.base.value_or(purchase.price));
  facts.push_back(facts_number(purchase.facts));
  person.push_back(
      person_numbers_.emplace(purchase.person, static_cast<std::uint32_t>(person_numbers_.size())).first->second);
  const auto at = place_numbers_.emplace(purchase.place, static_cast<std::uint16_t>(places.size()));
  if (at.second) places.push_back(purchase.place);
  place.push_back(at.first->second);
  kind.push_back(names.number(purchase.kind));
  cls.push_back(names.number(grant.cls));
  clause.push_back(names.number(grant.clause));
  edition.push_back(names.number(grant.edition));
  fund.push_back(fund_of(grant.fund));
  subsidy.push_back(grant.subsidy);
  taken_back_on.push_back(never);
}

void Recorded::take_back(subsidies::ClaimNumber number, Day on) {
  const std::uint32_t row = row_of(number);
  INVARIANT(stands(row), "a claim was taken back twice");
  taken_back_on[row] = on;
  steps.push_back({Step::What::taken_back, row});
}

void Recorded::grant_again(subsidies::ClaimNumber number) {
  const std::uint32_t row = row_of(number);
  INVARIANT(!stands(row), "a claim that stands was granted again");
  taken_back_on[row] = never;
  steps.push_back({Step::What::granted_again, row});
}

void Recorded::adjust(subsidies::ClaimNumber number, const subsidies::Grant& after) {
  const std::uint32_t row = row_of(number);
  cls[row] = names.number(after.cls);
  clause[row] = names.number(after.clause);
  edition[row] = names.number(after.edition);
  fund[row] = fund_of(after.fund);
  subsidy[row] = after.subsidy;
}

void Recorded::change_cap(const std::string& id, Day on, Fen amount) {
  steps.push_back({Step::What::cap_changed, static_cast<std::uint32_t>(cap_changes.size())});
  cap_changes.push_back({fund_of(id), on, amount});
}

std::uint32_t Recorded::row_of(subsidies::ClaimNumber number) const {
  INVARIANT(number.value >= 1 && number.value <= static_cast<std::int64_t>(claims()),
            "an event names a claim that was never made");
  return static_cast<std::uint32_t>(number.value - 1);
}

std::uint32_t Recorded::fund_of(std::string_view id) const {
  for (std::uint32_t i = 0; i < funds.size(); ++i) {
    if (funds[i].id == id) return i;
  }
  INVARIANT(false, "an event names a fund that was never opened");
}

std::uint32_t Recorded::facts_number(rules::Facts given) {
  given.set(rules::Field::price_fen, rules::Facts::absent);  // it has its own column
  const auto added = facts_numbers_.emplace(given, static_cast<std::uint32_t>(facts_pool.size()));
  if (added.second) facts_pool.push_back(given);
  return added.first->second;
}

}  // namespace seethrough::backtest
