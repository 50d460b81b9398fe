#include "subsidies/state.h"

#include <algorithm>

namespace seethrough::subsidies {
namespace {

template <class Named>
const Named* find_by_id(const std::vector<Named>& all, std::string_view id) {
  const auto found = std::find_if(all.begin(), all.end(), [&](const Named& one) { return one.id == id; });
  return found == all.end() ? nullptr : &*found;
}

template <class Item>
const Item* at(const std::vector<Item>& all, std::int64_t number) {
  if (number < 1 || number > static_cast<std::int64_t>(all.size())) return nullptr;
  return &all[static_cast<std::size_t>(number - 1)];
}

template <class Item>
const Item* indexed(const std::vector<Item>& all, const boost::unordered_flat_map<std::string, std::uint32_t>& index,
                    const std::string& id) {
  const auto found = index.find(id);
  return found == index.end() ? nullptr : &all[found->second];
}

}  // namespace

bool covers(std::string_view prefix, std::string_view cls) {
  return prefix.empty() || (cls.starts_with(prefix) && (cls.size() == prefix.size() || cls[prefix.size()] == '.'));
}

const Store* Merchant::store(std::string_view number) const {
  const auto found = std::find_if(stores.begin(), stores.end(), [&](const Store& one) { return one.store == number; });
  return found == stores.end() ? nullptr : &*found;
}

const Merchant* Roster::merchant(const std::string& code) const { return indexed(merchants, merchant_by_code, code); }
const Product* Roster::product(const std::string& code) const { return indexed(products, product_by_code, code); }
const Fund* Roster::fund(std::string_view id) const { return find_by_id(funds, id); }

const Terms* terms_of(const Claim& claim) {
  return std::visit(
      [](const auto& state) -> const Terms* {
        if constexpr (requires { state.terms; }) return &state.terms;
        return nullptr;
      },
      claim);
}

std::string_view state_name(const Claim& claim) {
  return std::visit([](const auto& state) { return std::string_view(state.name); }, claim);
}

bool occupies(const Claim& claim) {
  const Terms* terms = terms_of(claim);
  if (!terms) return false;
  if (const auto* due = std::get_if<ClawbackDue>(&claim)) return !due->ends;
  return !std::holds_alternative<Refused>(claim) && !std::holds_alternative<Dismissed>(claim) &&
         !std::holds_alternative<Appealed>(claim) && !std::holds_alternative<Withdrawn>(claim);
}

bool QuotaUse::concerns(std::uint16_t of_fund, std::string_view cls, PlaceCode place) const {
  return fund == of_fund && covers(set.cls, cls) && std::binary_search(places.begin(), places.end(), place);
}

Fen QuotaUse::used(Day day) const {
  const auto found = by_day.find(set.per_day ? day : Day{});
  return found == by_day.end() ? Fen{} : found->second;
}

void count_granted(const State& state, QuotaUse& quota) {
  for (const Claim& claim : state.claims) {
    const Terms* terms = terms_of(claim);
    if (!terms || !occupies(claim) || !quota.concerns(terms->fund, state.names[terms->cls], terms->place)) continue;
    quota.by_day[quota.set.per_day ? terms->day : Day{}] += terms->subsidy;
  }
}

std::size_t FactsHash::operator()(const rules::Facts& facts) const {
  std::size_t hash = 0;
  for (std::size_t field = 0; field < rules::field_count; ++field)
    hash = (hash ^ static_cast<std::size_t>(facts.get(static_cast<rules::Field>(field)))) * 0x9E3779B97F4A7C15u;
  return hash ^ (hash >> 29);
}

State::State() { treasury = ledger.open_source("treasury"); }

const Claim* State::claim(ClaimNumber number) const { return at(claims, number.value); }
const Entitlement* State::entitlement(EntitlementNumber number) const { return at(entitlements, number.value); }
const Batch* State::batch(const std::string& id) const { return indexed(batches, batch_by_id, id); }
const Order* State::order(const std::string& id) const { return indexed(orders, order_by_id, id); }
const Notice* State::notice(std::string_view id) const { return find_by_id(notices, id); }

const Round* State::round(std::string_view id) const {
  const auto found = std::find_if(rounds.begin(), rounds.end(), [&](const Round& r) { return r.opened.round == id; });
  return found == rounds.end() ? nullptr : &*found;
}

const Seed* State::seed(std::string_view name) const {
  const auto found = std::find_if(seeds.begin(), seeds.end(), [&](const Seed& s) { return s.committed.seed == name; });
  return found == seeds.end() ? nullptr : &*found;
}

std::optional<std::size_t> State::fund_for(std::string_view cls, int year) const {
  for (std::size_t i = 0; i < roster.funds.size(); ++i) {
    if (roster.funds[i].year != year) continue;
    for (const std::string& prefix : roster.funds[i].classes) {
      if (covers(prefix, cls)) return i;
    }
  }
  return std::nullopt;
}

std::optional<std::uint16_t> State::fund_index(std::string_view id) const {
  for (std::size_t i = 0; i < roster.funds.size(); ++i) {
    if (roster.funds[i].id == id) return static_cast<std::uint16_t>(i);
  }
  return std::nullopt;
}

std::vector<LevelAmount> State::shares_of(std::uint16_t fund, Fen amount) const {
  const Fund& of = roster.funds[fund];
  std::vector<BasisPoints> rates;
  std::size_t remainder = 0;
  for (std::size_t i = 0; i < of.shares.size(); ++i) {
    rates.push_back(BasisPoints{of.shares[i].share_bp});
    if (of.shares[i].level == of.remainder_to) remainder = i;
  }
  std::vector<LevelAmount> shares;
  if (rates.empty()) return shares;
  const std::vector<Fen> parts = allocate(amount, rates, remainder);
  for (std::size_t i = 0; i < parts.size(); ++i) shares.push_back({of.shares[i].level, parts[i]});
  return shares;
}

}  // namespace seethrough::subsidies
