#include "engine/subsidy_auditor.h"

#include <fmt/format.h>
#include <openssl/sha.h>

#include <algorithm>

namespace engine_test {

using namespace seethrough::subsidies;
using figures::Figure;

namespace {

constexpr std::int64_t day_ms = 86'400'000, china_ms = 28'800'000;

bool under(std::string_view prefix, std::string_view cls) {
  return prefix.empty() || cls == prefix || cls.starts_with(std::string(prefix) + ".");
}
bool in_area(PlaceCode place, PlaceCode area) { return area.value == 140400 || place == area; }

/// The kinds of the made-up year: class, how many of a person, counted by class?
struct KindRow {
  std::string_view kind, cls;
  int limit;
  bool per_class;
};
constexpr KindRow kind_rows[] = {{"fridge", "goods.appliance", 1, false},   {"cooler", "goods.appliance", 3, false},
                                 {"phone", "goods.digital", 1, false},      {"tablet", "goods.digital", 2, false},
                                 {"car", "vehicle.scrappage", 1, true},     {"van", "vehicle.scrappage", 1, true}};
const KindRow* row_of(std::string_view kind) {
  for (const KindRow& row : kind_rows) {
    if (row.kind == kind) return &row;
  }
  return nullptr;
}

Digest sha256(const std::string& text) {
  Digest digest;
  SHA256(reinterpret_cast<const unsigned char*>(text.data()), text.size(), digest.bytes.data());
  return digest;
}
std::string octets(const Digest& seed) { return {reinterpret_cast<const char*>(seed.bytes.data()), seed.bytes.size()}; }

/// The numbers in the order of their ranks.
std::vector<std::int64_t> ranking(const Digest& seed, const std::string& purpose, const std::string& name,
                                  const std::vector<std::int64_t>& numbers) {
  std::map<Digest, std::int64_t> by_rank;
  for (const std::int64_t n : numbers)
    by_rank[sha256(octets(seed) + purpose + '\0' + name + '\0' + std::to_string(n))] = n;
  std::vector<std::int64_t> order;
  for (const auto& [rank, n] : by_rank) order.push_back(n);
  return order;
}

bool occupies(const SubsidyAuditor::Claim& c) {
  using At = SubsidyAuditor::At;
  switch (c.at) {
    case At::refused: case At::appealed: case At::dismissed: case At::withdrawn: case At::returned: case At::voided:
    case At::clawed_back: return false;
    case At::clawback_due: return !c.due_ends;
    default: return true;
  }
}

bool holds(const std::optional<std::vector<Finding>>& findings) {
  return findings && std::any_of(findings->begin(), findings->end(),
                                 [](const Finding& one) { return one.severity == rules::Severity::hold; });
}

std::int64_t base_of(const Purchase& p) {  // maker, store, government, channel: only the channel's comes after
  if (!p.sale || !p.sale->list_price) return p.price.value;
  std::int64_t base = p.price.value;
  for (const PriceStep& step : p.sale->steps) {
    if (step.giver == rules::Giver::channel) base += step.amount.value;
  }
  return base;
}

}  // namespace

std::string name_of(SubsidyAuditor::At at) {
  static const char* const names[] = {"redeemed", "filed",    "applied",   "accepted",  "first_reviewed",
                                      "in_correction", "second_reviewed", "noticed", "ordered", "paid",
                                      "held",     "rejected", "appealed",  "dismissed", "withdrawn",
                                      "returned", "voided",   "clawback_due", "clawed_back"};
  return names[static_cast<std::size_t>(at)];
}

std::int32_t SubsidyAuditor::second_in_force() { return parse_day("2031-07-01")->value; }

std::int64_t SubsidyAuditor::subsidy_of(const std::string& edition, const std::string& kind, std::int64_t base_fen) {
  const bool second = edition == "2031/2";
  if (kind == "car" || kind == "van") return std::min<std::int64_t>(second ? 1'800'000 : 2'000'000, base_fen);
  if (kind == "phone" || kind == "tablet") return std::min<std::int64_t>(50'000, base_fen * 1500 / 10'000);
  if (kind == "cooler") return std::min<std::int64_t>(200'000, base_fen * (second ? 2000 : 1500) / 10'000);
  return std::min<std::int64_t>(200'000, base_fen * (second ? 1000 : 1500) / 10'000);
}

void SubsidyAuditor::differs(const std::string& what) {
  if (differences_.size() < 20) differences_.push_back(fmt::format("entry {}: {}", seq_, what));
}

// What claims stand for. A change takes a claim's weight out of the books and puts its new weight in.

std::vector<std::int64_t> SubsidyAuditor::borne(const Fund& fund, std::int64_t amount) const {
  std::vector<std::int64_t> parts;
  std::int64_t left = amount;
  for (const auto& [level, bp] : fund.shares) {
    parts.push_back(amount * bp / 10'000);
    left -= parts.back();
  }
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (fund.shares[i].first == fund.remainder_to) parts[i] += left;
  }
  return parts;
}

void SubsidyAuditor::weigh(std::int64_t number, const Claim& c, std::int64_t sign) {
  Fund& fund = funds_.at(c.fund);
  if (c.at == At::clawback_due) fund.to_claw_back += sign * c.due;
  if (!occupies(c)) return;
  fund.paid += sign * c.paid;
  if (!fund.shares.empty() && c.paid != 0) {
    const auto parts = borne(fund, c.paid);
    for (std::size_t i = 0; i < parts.size(); ++i) fund.paid_by_level[i].second += sign * parts[i];
  }
  const bool with_bank = c.at == At::ordered || (c.at == At::filed && batches_.at(c.batch).stage == Stage::ordered);
  (with_bank ? fund.ordered : fund.granted) += sign * (c.subsidy - c.paid);
  used_[{c.person, c.kind}] += static_cast<int>(sign);
  used_[{c.person, c.cls}] += static_cast<int>(sign);
  if (c.at != At::clawback_due && c.paid != c.subsidy) {
    Merchant& merchant = merchants_.at(c.merchant);
    merchant.open_claims += sign;
    merchant.open_subsidy += sign * (c.subsidy - c.paid);
  }
  const auto unique = [&](auto& index, const Pseudonym& key, const char* what) {
    if (sign < 0) {
      index.erase(key);
    } else if (!index.emplace(key, number).second) {
      differs(fmt::format("{} of claim {} is subsidised twice", what, number));
    }
  };
  unique(items_, c.item, "the item");
  if (c.second) unique(items_, *c.second, "the second number");
  unique(invoices_, c.invoice, "the invoice");
  if (c.surrendered) unique(vehicles_, *c.surrendered, "the old vehicle");
  for (auto& [id, quota] : quotas_) {
    if (quota.set.fund != c.fund || !under(quota.set.cls, c.cls) || !in_area(c.place, quota.set.place)) continue;
    quota.used[quota.set.per_day ? c.day.value : 0] += sign * c.subsidy;
  }
}

template <class Change>
void SubsidyAuditor::change(std::int64_t number, Change change) {
  Claim& c = claims_[static_cast<std::size_t>(number - 1)];
  const bool before = occupies(c);
  const std::int64_t was = c.subsidy;
  weigh(number, c, -1);
  change(c);
  weigh(number, c, 1);
  const Fund& fund = funds_.at(c.fund);
  check(fund.available() >= 0, fmt::format("fund {} is overdrawn by {}", c.fund, -fund.available()));
  if (!occupies(c) || (before && c.subsidy <= was)) return;
  for (const auto& [id, quota] : quotas_) {
    if (quota.set.fund != c.fund || !under(quota.set.cls, c.cls) || !in_area(c.place, quota.set.place)) continue;
    check(quota.used.at(quota.set.per_day ? c.day.value : 0) <= quota.set.amount.value,
          fmt::format("quota {} is exceeded", id));
  }
  const KindRow& row = *row_of(c.kind);
  check(used_[{c.person, row.per_class ? c.cls : c.kind}] <= row.limit, "a person's limit is exceeded");
}

SubsidyAuditor::Claim* SubsidyAuditor::claim(ClaimNumber number, std::initializer_list<At> from) {
  if (number.value < 1 || number.value > static_cast<std::int64_t>(claims_.size())) {
    differs("an event names a claim that was never made");
    return nullptr;
  }
  Claim& c = claims_[static_cast<std::size_t>(number.value - 1)];
  if (std::find(from.begin(), from.end(), c.at) != from.end()) return &c;
  differs(fmt::format("claim {} moves although it is {}", number.value, name_of(c.at)));
  return nullptr;
}

void SubsidyAuditor::count_all(const Claim& c, Day day, std::int64_t sign) {
  count(Figure::subsidy_claims, c, day, sign);
  count(Figure::consumption, c, day, sign * c.price);
  count(Figure::subsidy_granted, c, day, sign * c.subsidy);
}
void SubsidyAuditor::count_held(const Claim& c, Day day, std::int64_t sign) {
  count(Figure::claims_held, c, day, sign);
  count(Figure::subsidy_held, c, day, sign * c.subsidy);
}

void SubsidyAuditor::reversal(const Claim& c, const Reversal& r) {
  check(r.cls == c.cls && r.kind == c.kind && r.fund == c.fund && r.place == c.place && r.price.value == c.price &&
            r.subsidy.value == c.subsidy,
        "a reversal does not take back what the claim stands for");
}
void SubsidyAuditor::part(const Claim& c, const Part& p) {
  check(p == Part{c.cls, c.place, 1, Fen{c.subsidy}}, "a part is not what the claim stands for");
}
void SubsidyAuditor::parts(const std::vector<std::int64_t>& claims, const std::vector<Part>& stated) {
  std::map<std::pair<std::string, std::int32_t>, std::pair<std::int64_t, std::int64_t>> mine, theirs;
  for (const std::int64_t n : claims) {
    const Claim& c = claims_[static_cast<std::size_t>(n - 1)];
    auto& sum = mine[{c.cls, c.place.value}];
    ++sum.first;
    sum.second += c.subsidy;
  }
  for (const Part& p : stated) theirs[{p.cls, p.place.value}] = {p.claims, p.subsidy.value};
  check(mine == theirs, "the parts are not those of the batch's claims");
}

void SubsidyAuditor::leave_batch(Claim& c, std::int64_t number) {
  if (c.at != At::filed) return;
  Batch& batch = batches_.at(c.batch);
  check(batch.stage != Stage::ordered, "a claim left a batch that is with the bank");
  std::erase(batch.claims, number);
  std::erase(batch.to_check, number);
}

std::int64_t SubsidyAuditor::owed(const std::vector<std::int64_t>& claims) const {
  std::int64_t sum = 0;
  for (const std::int64_t n : claims) {
    const Claim& c = claims_[static_cast<std::size_t>(n - 1)];
    sum += c.subsidy - c.paid;
  }
  return sum;
}

// Entitlements.

std::int64_t SubsidyAuditor::expiry_ms(Channel channel) const {
  const std::int32_t day = today_.value;  // day 0 was a Thursday
  const std::int32_t last = channel == Channel::offline ? day + 6 - (day + 3) % 7 : day + 10 - 1 + 1;
  return (std::int64_t{last} + 1) * day_ms - china_ms;
}

void SubsidyAuditor::close(std::int64_t number, Ticket status) {
  Entitlement& one = entitlements_[static_cast<std::size_t>(number - 1)];
  Fund& fund = funds_.at(rounds_.at(one.round).opened.fund);
  fund.reserved -= one.reserved;
  fund.open_by_expiry.erase({one.expires_ms, number});
  --holds_[{one.person, one.kind}];
  one.status = status;
}

void SubsidyAuditor::expire(const std::vector<EntitlementNumber>& numbers) {
  for (const EntitlementNumber number : numbers) {
    if (number.value < 1 || number.value > static_cast<std::int64_t>(entitlements_.size()))
      return differs("an entitlement expires that was never drawn");
    Entitlement& one = entitlements_[static_cast<std::size_t>(number.value - 1)];
    if (one.status != Ticket::open || one.expires_ms > now_.ms)
      return differs(fmt::format("entitlement {} expires although it is not due", number.value));
    close(number.value, Ticket::expired);
    --rounds_.at(one.round).open_or_used;
    ++unused_[{one.person, one.cls}];
  }
}

void SubsidyAuditor::give(const std::string& round, const LotEntry& to, std::int64_t expires_ms) {
  Round& of = rounds_.at(round);
  Fund& fund = funds_.at(of.opened.fund);
  fund.reserved += of.opened.each.value;
  check(fund.available() >= 0, fmt::format("fund {} is overdrawn by an entitlement", of.opened.fund));
  check(++of.open_or_used <= of.opened.count, "a round gave more than it has");
  entitlements_.push_back({round, to.kind, to.cls, to.channel, to.person, expires_ms, of.opened.each.value, Ticket::open});
  fund.open_by_expiry.insert({expires_ms, static_cast<std::int64_t>(entitlements_.size())});
}

// Funds, merchants, products.

template <>
void SubsidyAuditor::take(const FundOpened& e) {
  check(!funds_.contains(e.fund), "a fund was opened twice");
  Fund fund;
  fund.classes = e.classes;
  fund.cap = e.cap.value;
  funds_[e.fund] = fund;
}
template <>
void SubsidyAuditor::take(const SharesDeclared& e) {
  Fund& fund = funds_.at(e.shares.fund);
  check(fund.shares.empty() && fund.paid == 0 && fund.to_claw_back == 0, "shares were declared too late");
  int sum = 0;
  for (const FundShare& share : e.shares.shares) {
    fund.shares.emplace_back(share.level, share.share_bp);
    fund.paid_by_level.emplace_back(share.level, 0);
    sum += share.share_bp;
  }
  check(sum == 10'000, "shares that do not add up were taken");
  fund.remainder_to = e.shares.remainder_to;
}
template <>
void SubsidyAuditor::take(const FundRaised& e) {
  check(e.amount.value > 0, "a fund was raised by nothing");
  funds_.at(e.fund).cap += e.amount.value;
}
template <>
void SubsidyAuditor::take(const FundReclaimed& e) {
  if (e.expired) expire(*e.expired);
  Fund& fund = funds_.at(e.fund);
  check(e.amount.value > 0 && e.amount.value <= fund.available(), "more was reclaimed than the fund has");
  fund.cap -= e.amount.value;
}
template <>
void SubsidyAuditor::take(const QuotaSet& e) {
  Quota& quota = quotas_[e.quota.quota];
  const bool fresh = quota.set.quota.empty();
  quota.set = e.quota;
  if (fresh) {
    for (const Claim& c : claims_) {
      if (!occupies(c) || quota.set.fund != c.fund || !under(quota.set.cls, c.cls)) continue;
      if (in_area(c.place, quota.set.place)) quota.used[quota.set.per_day ? c.day.value : 0] += c.subsidy;
    }
  }
  for (const auto& [day, used] : quota.used) check(used <= e.quota.amount.value, "a quota was set below its use");
}
template <>
void SubsidyAuditor::take(const Paused& e) {
  check(pauses_.insert({e.pause.cls, e.pause.place.value}).second, "a pause was set twice");
}
template <>
void SubsidyAuditor::take(const Resumed& e) {
  check(pauses_.erase({e.resume.cls, e.resume.place.value}) == 1, "a pause was lifted that was not in force");
}
template <>
void SubsidyAuditor::take(const MerchantAdmitted& e) {
  Merchant merchant;
  merchant.admitted = e.day;
  check(merchants_.emplace(e.merchant, merchant).second, "a merchant was admitted twice");
}
template <>
void SubsidyAuditor::take(const MerchantProfiled& e) {
  check(merchants_.contains(e.merchant), "a profile of no merchant was taken");
}
template <>
void SubsidyAuditor::take(const StoreOpened& e) {
  check(merchants_.at(e.store.merchant).stores.insert(e.store.store).second, "a store was opened twice");
}
template <>
void SubsidyAuditor::take(const StandingChanged& e) {
  Merchant& merchant = merchants_.at(e.change.merchant);
  check(e.change.open_claims == merchant.open_claims && e.change.open_subsidy.value == merchant.open_subsidy,
        "a standing was changed with other figures than what hangs on it");
  merchant.standing = e.change.standing;
}
template <>
void SubsidyAuditor::take(const ProductRegistered& e) {
  check(products_.insert(e.product.product).second, "a product was registered twice");
}

// Rounds and lots.

template <>
void SubsidyAuditor::take(const SeedCommitted& e) {
  check(seeds_.emplace(e.seed.seed, Seed{e.seed.commitment, seq_, 0}).second, "a seed was committed twice");
}
template <>
void SubsidyAuditor::take(const RoundOpened& e) {
  if (e.round.method == RoundMethod::lot) {
    const auto seed = seeds_.find(e.round.seed);
    check(seed != seeds_.end() && seed->second.shown_at == 0 && e.round.opens > now_, "a lot without a hidden seed");
  }
  check(rounds_.emplace(e.round.round, Round{e.round, 0, false, {}}).second, "a round was opened twice");
}
template <>
void SubsidyAuditor::take(const EntitlementDrawn& e) {
  const OpenRound& opened = rounds_.at(e.draw.round).opened;
  expire(e.expired);
  check(e.entitlement.value == static_cast<std::int64_t>(entitlements_.size()) + 1, "entitlement numbers have a gap");
  check(now_ >= opened.opens && now_ < opened.closes, "an entitlement was drawn outside the hours");
  check(opened.method == RoundMethod::first_come, "an entitlement of a lot was drawn by coming first");
  check(++holds_[{e.draw.person, e.draw.kind}] == 1, "a person holds two of a kind");
  check(unused_[{e.draw.person, e.cls}] < 2, "a person drew who has forfeited it");
  check(e.reserved == opened.each && e.expires.ms == expiry_ms(e.draw.channel), "an entitlement of other terms");
  give(e.draw.round, {e.draw.person, e.draw.kind, e.cls, e.draw.channel}, e.expires.ms);
}
template <>
void SubsidyAuditor::take(const LotEntered& e) {
  Round& round = rounds_.at(e.draw.round);
  check(now_ >= round.opened.opens && now_ < round.opened.closes, "a lot was entered outside its hours");
  check(++holds_[{e.draw.person, e.draw.kind}] == 1, "a person is in for two of a kind");
  round.entries.push_back({e.draw.person, e.draw.kind, e.cls, e.draw.channel});
  check(e.entry == static_cast<int>(round.entries.size()), "entries of a lot have a gap");
}
template <>
void SubsidyAuditor::take(const LotDrawn& e) {
  Round& round = rounds_.at(e.round);
  Seed& seed = seeds_.at(round.opened.seed);
  const std::int64_t can_pay = within_reach(round.opened.fund, DrawLot{}) / round.opened.each.value;
  if (e.expired) expire(*e.expired);
  const auto entries = static_cast<std::int64_t>(round.entries.size());
  const std::int64_t drawn = std::min({entries, std::int64_t{round.opened.count}, can_pay});
  check(!round.lot_drawn && now_ >= round.opened.closes, "a lot was drawn too early or twice");
  check(sha256(octets(e.seed)) == seed.commitment && seed.shown_at == 0, "a lot was drawn by another seed");
  check(e.entries == entries && e.drawn == drawn, fmt::format("a lot drew {}, not {}", e.drawn, drawn));
  check(e.first.value == static_cast<std::int64_t>(entitlements_.size()) + 1, "entitlement numbers have a gap");
  check(e.expires_offline.ms == expiry_ms(Channel::offline) && e.expires_online.ms == expiry_ms(Channel::online),
        "a lot's entitlements have other terms");
  std::vector<std::int64_t> numbers;
  for (std::int64_t n = 1; n <= entries; ++n) numbers.push_back(n);
  const auto order = ranking(e.seed, "lot", e.round, numbers);
  for (std::size_t i = 0; i < order.size(); ++i) {
    const LotEntry entry = round.entries[static_cast<std::size_t>(order[i] - 1)];
    if (static_cast<std::int64_t>(i) < drawn) {
      give(e.round, entry, expiry_ms(entry.channel));
    } else {
      --holds_[{entry.person, entry.kind}];
    }
  }
  round.lot_drawn = true;
  seed.shown_at = seq_;
}
template <>
void SubsidyAuditor::take(const EntitlementsExpired& e) {
  check(!e.entitlements.empty(), "nothing expired");
  expire(e.entitlements);
}

// Claims.

void SubsidyAuditor::found(std::int64_t number, const Purchase& p, const Grant& grant, bool application,
                           const std::optional<std::vector<Finding>>& findings) {
  const KindRow* row = row_of(p.kind);
  check(number == static_cast<std::int64_t>(claims_.size()) + 1, "claim numbers have a gap");
  if (!row || !funds_.contains(grant.fund) || !merchants_.contains(p.merchant))
    return differs("a claim of an unknown kind, fund or merchant was taken");
  check(grant.cls == row->cls && application == under("vehicle", row->cls), "a claim of the wrong class was taken");
  check(grant.edition == edition_today(), "a claim was granted by an edition that is not in force");
  const std::int64_t subsidy = subsidy_of(grant.edition, p.kind, base_of(p));
  check(grant.subsidy.value == subsidy, fmt::format("a claim was granted {}, not {}", grant.subsidy.value, subsidy));
  const auto& classes = funds_.at(grant.fund).classes;
  check(std::any_of(classes.begin(), classes.end(), [&](const auto& prefix) { return under(prefix, grant.cls); }),
        "a claim is paid by a fund of other classes");
  const Merchant& merchant = merchants_.at(p.merchant);
  check(merchant.standing == Standing::good || merchant.standing == Standing::warned,
        "a merchant that may not sell made a claim");
  check(p.day <= today_ && p.day >= merchant.admitted, "a claim is dated outside its time");
  for (const auto& [cls, place] : pauses_)
    check(!under(cls, grant.cls) || !in_area(p.place, PlaceCode{place}), "a claim was taken during a pause");
  const bool held = p.sale && p.sale->company_buyer;
  check(held == holds(findings), "a claim is held that should not be, or not held");

  Claim c;
  c.cls = grant.cls, c.kind = p.kind, c.fund = grant.fund, c.merchant = p.merchant, c.edition = grant.edition;
  c.place = p.place, c.day = p.day, c.price = p.price.value, c.base = base_of(p), c.subsidy = subsidy;
  c.application = application, c.person = p.person, c.item = p.item, c.invoice = p.invoice;
  c.surrendered = p.surrendered;
  if (p.sale) c.second = p.sale->second_imei;
  c.at = At::withdrawn;  // it weighs nothing before it is there
  claims_.push_back(c);
  change(number, [&](Claim& made) {
    made.at = held ? At::held : application ? At::applied : At::redeemed;
  });
  count_all(c, p.day, 1);
  if (held) count_held(c, p.day, 1);
}

template <>
void SubsidyAuditor::take(const ClaimRedeemed& e) {
  if (e.expired) expire(*e.expired);
  const KindRow* row = row_of(e.purchase.kind);
  if (row && row->cls == "goods.digital") check(e.purchase.entitlement.has_value(), "sold without an entitlement");
  if (e.purchase.entitlement) {
    const auto number = e.purchase.entitlement->value;
    if (number < 1 || number > static_cast<std::int64_t>(entitlements_.size()))
      return differs("a claim used an entitlement that was never drawn");
    const Entitlement& one = entitlements_[static_cast<std::size_t>(number - 1)];
    check(one.status == Ticket::open && one.expires_ms > now_.ms, "a claim used an entitlement that is not open");
    check(one.person == e.purchase.person && one.kind == e.purchase.kind, "a claim used another's entitlement");
    if (one.status == Ticket::open) close(number, Ticket::used);
  }
  found(e.claim.value, e.purchase, e.grant, false, e.findings);
}
template <>
void SubsidyAuditor::take(const ClaimApplied& e) {
  if (e.expired) expire(*e.expired);
  found(e.claim.value, e.purchase, e.grant, true, e.findings);
}

void SubsidyAuditor::end(std::int64_t number, At next, Day day, const Reversal& stated, bool was_held) {
  Claim& c = claims_[static_cast<std::size_t>(number - 1)];
  const bool held = c.at == At::held || (c.at == At::filed && batches_.at(c.batch).stage == Stage::held);
  check(held == was_held, "an end says held of what was not, or does not say it");
  check(day >= c.day && day <= today_, "an end is dated outside the claim's time");
  reversal(c, stated);
  count_all(c, day, -1);
  if (held) count_held(c, day, -1);
  change(number, [&](Claim& ended) {
    leave_batch(ended, number);
    ended.at = next;
  });
}

template <>
void SubsidyAuditor::take(const GoodsReturned& e) {
  const Claim* c = claim(e.claim, {At::redeemed, At::filed, At::held, At::paid});
  if (!c) return;
  const bool paid = c->at == At::paid;
  check(paid == e.to_claw_back.has_value() && (!paid || e.to_claw_back->value == c->paid),
        "a return claims back something else than what was paid");
  if (!paid) return end(e.claim.value, At::returned, e.day, e.reversal, e.was_held.value_or(false));
  reversal(*c, e.reversal);
  count_all(*c, e.day, -1);
  change(e.claim.value, [](Claim& back) {
    back.at = At::clawback_due, back.due = back.paid, back.due_ends = true;
  });
}
template <>
void SubsidyAuditor::take(const ClaimVoided& e) {
  const Claim* c = claim(e.claim, {At::redeemed, At::held});
  if (!c) return;
  check(c->day == e.day, "a sale was voided on another day");
  end(e.claim.value, At::voided, e.day, e.reversal, e.was_held);
}
template <>
void SubsidyAuditor::take(const ClaimWithdrawn& e) {
  if (claim(e.claim, {At::applied, At::in_correction, At::accepted, At::first_reviewed, At::approved}))
    end(e.claim.value, At::withdrawn, e.day, e.reversal, e.was_held.value_or(false));
}
template <>
void SubsidyAuditor::take(const ClaimRefused& e) {
  if (claim(e.claim,
            {At::applied, At::in_correction, At::accepted, At::first_reviewed, At::redeemed, At::held}))
    end(e.claim.value, At::refused, e.day, e.reversal, e.was_held);
}

template <>
void SubsidyAuditor::take(const ClaimAccepted& e) {
  if (Claim* c = claim(e.claim, {At::applied})) c->at = At::accepted;
}
template <>
void SubsidyAuditor::take(const ClaimSentBack& e) {
  if (Claim* c = claim(e.claim, {At::applied, At::accepted, At::first_reviewed})) c->at = At::in_correction;
}
template <>
void SubsidyAuditor::take(const ClaimResubmitted& e) {
  if (Claim* c = claim(e.claim, {At::in_correction})) c->at = At::applied;
}
template <>
void SubsidyAuditor::take(const FirstReviewPassed& e) {
  if (Claim* c = claim(e.claim, {At::accepted})) c->at = At::first_reviewed, c->reviewed_by = e.by;
}
template <>
void SubsidyAuditor::take(const SecondReviewPassed& e) {
  Claim* c = claim(e.claim, {At::first_reviewed});
  if (!c) return;
  check(c->reviewed_by != by_ && e.by == by_, "one person reviewed twice");
  c->at = At::approved;
}
template <>
void SubsidyAuditor::take(const ClaimAppealed& e) {
  if (Claim* c = claim(e.claim, {At::refused})) c->at = At::appealed;
}
template <>
void SubsidyAuditor::take(const AppealDismissed& e) {
  if (Claim* c = claim(e.claim, {At::appealed})) c->at = At::dismissed;
}
template <>
void SubsidyAuditor::take(const ClaimReopened& e) {
  Claim* c = claim(e.claim, {At::refused, At::dismissed, At::withdrawn, At::appealed});
  if (!c) return;
  check((c->at == At::appealed) == e.upheld_appeal, "a claim was reopened by an appeal it did not have");
  if (e.expired) expire(*e.expired);
  reversal(*c, e.again);
  count_all(*c, e.day, 1);
  change(e.claim.value, [](Claim& again) { again.at = again.application ? At::accepted : At::redeemed; });
}
template <>
void SubsidyAuditor::take(const ClaimHeld& e) {
  Claim* c = claim(e.claim, {At::redeemed, At::filed, At::applied, At::accepted, At::first_reviewed, At::approved,
                             At::noticed});
  if (!c) return;
  check(c->at != At::filed || batches_.at(c->batch).stage != Stage::held, "a claim was held twice");
  part(*c, e.part);
  count_held(*c, e.day, 1);
  leave_batch(*c, e.claim.value);
  c->at = At::held;
}
template <>
void SubsidyAuditor::take(const ClaimReleased& e) {
  Claim* c = claim(e.claim, {At::held});
  if (!c) return;
  part(*c, e.part);
  count_held(*c, e.day, -1);
  c->at = c->application ? At::accepted : At::redeemed;
}
template <>
void SubsidyAuditor::take(const RepaymentRecorded& e) {
  Claim* c = claim(e.claim, {At::clawback_due});
  if (!c) return;
  const std::int64_t counted = c->due_ends ? 1 : 0;
  check(e.part == Part{c->cls, c->place, counted, Fen{c->due}}, "a repayment is not what was due");
  count(Figure::claims_paid, *c, e.day, -counted);
  count(Figure::subsidy_paid, *c, e.day, -c->due);
  change(e.claim.value, [](Claim& repaid) {
    repaid.at = repaid.due_ends ? At::clawed_back : At::paid;
    repaid.due = 0;
  });
}
template <>
void SubsidyAuditor::take(const ClaimAdjusted& e) {
  Claim* c = claim(e.claim, {At::redeemed, At::filed, At::applied, At::in_correction, At::accepted,
                             At::first_reviewed, At::approved, At::paid});
  if (!c) return;
  if (e.expired) expire(*e.expired);
  const std::int64_t after = subsidy_of(e.after.edition, c->kind, c->base);
  check(e.before.subsidy.value == c->subsidy && e.before.edition == c->edition, "an adjustment starts elsewhere");
  check(e.after.subsidy.value == after && after != c->subsidy, "an adjustment leads elsewhere");
  check(e.after.edition <= edition_today(), "an adjustment follows an edition that is not in force");
  check(e.to_claw_back.value == std::max<std::int64_t>(0, c->paid - after), "an adjustment claws back another sum");
  count(Figure::subsidy_granted, *c, e.day, after - c->subsidy);
  change(e.claim.value, [&](Claim& adjusted) {
    adjusted.edition = e.after.edition;
    adjusted.subsidy = after;
    if (after >= adjusted.paid) return;
    adjusted.due = adjusted.paid - after;
    adjusted.due_ends = false;
    adjusted.paid = after;
    adjusted.at = At::clawback_due;
  });
}

// Batches and payment.

template <>
void SubsidyAuditor::take(const BatchFiled& e) {
  Batch batch;
  batch.merchant = e.batch.merchant, batch.fund = e.fund, batch.filed_at = seq_;
  check(!batches_.contains(e.batch.batch), "a batch was filed twice");
  batches_[e.batch.batch] = batch;
  std::int64_t sum = 0;
  for (const ClaimNumber number : e.batch.claims) {
    Claim* c = claim(number, {At::redeemed});
    if (!c) continue;
    check(c->merchant == e.batch.merchant && c->fund == e.fund, "a batch has a claim of another merchant or fund");
    sum += c->subsidy - c->paid;
    c->at = At::filed, c->batch = e.batch.batch;
    batches_[e.batch.batch].claims.push_back(number.value);
  }
  check(sum == e.batch.subsidy.value, "a batch of other totals was taken");
}
template <>
void SubsidyAuditor::take(const BatchReviewed& e) {
  Batch& batch = batches_.at(e.batch);
  check(batch.stage == Stage::filed && e.by == by_, "a batch was reviewed out of turn");
  batch.stage = Stage::reviewed, batch.reviewed_by = e.by;
}
template <>
void SubsidyAuditor::take(const SampleDrawn& e) {
  Batch& batch = batches_.at(e.batch);
  Seed& seed = seeds_.at(e.seed_name);
  check(batch.stage == Stage::reviewed, "a sample was drawn out of turn");
  check(sha256(octets(e.seed)) == seed.commitment && seed.committed_at < batch.filed_at, "a sample by another seed");
  check(seed.shown_at == 0 || seed.shown_at > batch.filed_at, "a sample by a seed that was known");
  const auto order = ranking(e.seed, "sample", e.batch, batch.claims);
  batch.to_check.clear();
  for (const ClaimNumber number : e.sample) batch.to_check.push_back(number.value);
  check(batch.to_check.size() <= order.size() &&
            std::equal(batch.to_check.begin(), batch.to_check.end(), order.begin()),
        "a sample is not what its seed draws");
  if (seed.shown_at == 0) seed.shown_at = seq_;
  batch.stage = Stage::sampled;
}
template <>
void SubsidyAuditor::take(const CheckRecorded& e) {
  Claim* c = claim(e.check.claim, {At::filed});
  if (!c) return;
  Batch& batch = batches_.at(e.batch);
  check(c->batch == e.batch && batch.stage == Stage::sampled && std::erase(batch.to_check, e.check.claim.value) == 1,
        "a claim was checked that was not drawn");
  check(e.held.has_value() == !e.check.passed, "a failed check does not hold");
  if (!e.held) return;
  part(*c, *e.held);
  count_held(*c, e.check.day, 1);
  std::erase(batch.claims, e.check.claim.value);
  c->at = At::held;
}
template <>
void SubsidyAuditor::take(const BatchPassed& e) {
  Batch& batch = batches_.at(e.batch);
  check(batch.stage == Stage::sampled && batch.to_check.empty() && batch.reviewed_by != by_,
        "a batch passed before its time or by its reviewer");
  batch.stage = Stage::passed;
}
template <>
void SubsidyAuditor::take(const BatchHeld& e) {
  Batch& batch = batches_.at(e.batch);
  check(batch.stage != Stage::ordered && batch.stage != Stage::paid && batch.stage != Stage::held,
        "a batch was held out of turn");
  parts(batch.claims, e.parts);
  for (const std::int64_t n : batch.claims) count_held(claims_[static_cast<std::size_t>(n - 1)], e.day, 1);
  batch.stage = Stage::held;
}
template <>
void SubsidyAuditor::take(const BatchReleased& e) {
  Batch& batch = batches_.at(e.batch);
  check(batch.stage == Stage::held, "a batch was released that was not held");
  parts(batch.claims, e.parts);
  for (const std::int64_t n : batch.claims) count_held(claims_[static_cast<std::size_t>(n - 1)], e.day, -1);
  batch.stage = Stage::filed;
  batch.to_check.clear();
}
template <>
void SubsidyAuditor::take(const NoticePosted& e) {
  check(notices_.emplace(e.notice.notice, Notice{e.notice.until}).second, "a notice was posted twice");
  for (const std::string& id : e.notice.batches) {
    Batch& batch = batches_.at(id);
    check(batch.stage == Stage::passed, "a batch was announced that had not passed");
    batch.stage = Stage::on_notice, batch.notice = e.notice.notice;
  }
  for (const ClaimNumber number : e.notice.claims) {
    if (Claim* c = claim(number, {At::approved})) c->at = At::noticed, c->notice = e.notice.notice;
  }
}
template <>
void SubsidyAuditor::take(const PaymentOrdered& e) {
  Order order{e.fund, {}};
  int next = 1;
  for (const PaymentLine& line : e.lines) {
    check(line.line == next++, "lines of an order have a gap");
    order.lines.push_back({line, 1, Line::Status::sent});
    if (!line.batch.empty()) {
      Batch& batch = batches_.at(line.batch);
      if (batch.stage != Stage::on_notice) {
        differs("a batch was ordered twice, or before its time");
        continue;
      }
      check(batch.fund == e.fund && notices_.at(batch.notice).until < today_, "a batch was ordered during its notice");
      check(line.amount.value == owed(batch.claims) && line.payee == batch.merchant &&
                line.claims == static_cast<std::int64_t>(batch.claims.size()),
            "a line is not what its batch is owed");
      for (const std::int64_t n : batch.claims) weigh(n, claims_[static_cast<std::size_t>(n - 1)], -1);
      batch.stage = Stage::ordered;
      for (const std::int64_t n : batch.claims) weigh(n, claims_[static_cast<std::size_t>(n - 1)], 1);
    } else if (Claim* c = claim(line.claim, {At::noticed, At::paid})) {
      check(c->at == At::paid || notices_.at(c->notice).until < today_, "a claim was ordered during its notice");
      check(c->fund == e.fund && line.amount.value == c->subsidy - c->paid && line.amount.value > 0 && line.claims == 1,
            "a line is not what its claim is owed");
      change(line.claim.value, [](Claim& ordered) { ordered.at = At::ordered; });
    }
  }
  check(orders_.emplace(e.order, order).second, "an order was made twice");
}
template <>
void SubsidyAuditor::take(const PaymentSettled& e) {
  Line& line = orders_.at(e.result.order).lines.at(static_cast<std::size_t>(e.result.line - 1));
  check(line.status == Line::Status::sent && e.result.attempt == line.attempt && e.result.amount == line.line.amount,
        "a line was settled out of turn or by another sum");
  if (line.status == Line::Status::paid) return;
  line.status = Line::Status::paid;
  const auto claims =
      line.line.batch.empty() ? std::vector{line.line.claim.value} : batches_.at(line.line.batch).claims;
  const Fund& fund = funds_.at(orders_.at(e.result.order).fund);
  std::vector<std::int64_t> shares(fund.shares.size());
  std::int64_t sum = 0;
  for (const std::int64_t n : claims) {
    const Claim& c = claims_[static_cast<std::size_t>(n - 1)];
    const auto before = borne(fund, c.paid), after = borne(fund, c.subsidy);
    for (std::size_t i = 0; i < shares.size(); ++i) shares[i] += after[i] - before[i];
    sum += c.subsidy - c.paid;
    count(Figure::claims_paid, c, e.result.day, c.paid == 0 ? 1 : 0);
    count(Figure::subsidy_paid, c, e.result.day, c.subsidy - c.paid);
  }
  check(sum == e.result.amount.value, "a settled sum is not what its claims are owed");
  for (std::size_t i = 0; i < shares.size(); ++i)
    check(i < e.shares.size() && e.shares[i].level == fund.shares[i].first && e.shares[i].amount.value == shares[i],
          "a level bears another share");
  for (const std::int64_t n : claims) weigh(n, claims_[static_cast<std::size_t>(n - 1)], -1);
  if (!line.line.batch.empty()) batches_.at(line.line.batch).stage = Stage::paid;
  for (const std::int64_t n : claims) {
    Claim& c = claims_[static_cast<std::size_t>(n - 1)];
    c.paid = c.subsidy, c.at = At::paid;
    weigh(n, c, 1);
  }
}
template <>
void SubsidyAuditor::take(const PaymentFailed& e) {
  Line& line = orders_.at(e.result.order).lines.at(static_cast<std::size_t>(e.result.line - 1));
  check(line.status == Line::Status::sent && e.result.attempt == line.attempt, "a line failed out of turn");
  line.status = Line::Status::failed;
}
template <>
void SubsidyAuditor::take(const PaymentRetried& e) {
  Line& line = orders_.at(e.order).lines.at(static_cast<std::size_t>(e.line - 1));
  check(line.status == Line::Status::failed && e.attempt == line.attempt + 1, "a line was sent again out of turn");
  line.status = Line::Status::sent;
  line.attempt = e.attempt;
}

// Refusals that speak of money: they must be true to the fen.

/// What the command would have cost by the auditor's own rules.
std::int64_t SubsidyAuditor::needed(const Command& asked) const {
  if (const auto* c = std::get_if<Redeem>(&asked))
    return subsidy_of(edition_today(), c->purchase.kind, base_of(c->purchase));
  if (const auto* c = std::get_if<Apply>(&asked))
    return subsidy_of(edition_today(), c->purchase.kind, base_of(c->purchase));
  if (const auto* c = std::get_if<Reclaim>(&asked)) return c->amount.value;
  if (const auto* c = std::get_if<Draw>(&asked)) return rounds_.at(c->round).opened.each.value;
  if (const auto* c = std::get_if<DrawLot>(&asked)) return rounds_.at(c->round).opened.each.value;
  const auto of = [&](ClaimNumber n) -> const Claim& { return claims_[static_cast<std::size_t>(n.value - 1)]; };
  if (const auto* c = std::get_if<Adjust>(&asked))
    return subsidy_of(c->edition, of(c->claim).kind, of(c->claim).base) - of(c->claim).subsidy;
  if (const auto* c = std::get_if<Reopen>(&asked)) return of(c->claim).subsidy;
  if (const auto* c = std::get_if<DecideAppeal>(&asked)) return of(c->claim).subsidy;
  return -1;
}

/// What the fund could have given: with what the buyer's own entitlement reserves, and what expired ones do.
std::int64_t SubsidyAuditor::within_reach(const std::string& id, const Command& asked) const {
  const Fund& fund = funds_.at(id);
  std::int64_t sum = fund.available();
  std::int64_t own = 0;
  if (const auto* c = std::get_if<Redeem>(&asked); c && c->purchase.entitlement) {
    own = c->purchase.entitlement->value;
    sum += entitlements_[static_cast<std::size_t>(own - 1)].reserved;
  }
  for (const auto& [expires_ms, number] : fund.open_by_expiry) {
    if (expires_ms > now_.ms) break;
    if (number != own) sum += entitlements_[static_cast<std::size_t>(number - 1)].reserved;
  }
  return sum;
}

template <class R>
void SubsidyAuditor::refused(const R& r, const Command& asked) {
  const auto truly = [&](bool good) { check(good, fmt::format("{} is not true", R::type)); };
  if constexpr (std::is_same_v<R, FundExhausted>) {
    const std::int64_t need = needed(asked), have = within_reach(r.fund, asked);
    check(r.needed.value == need && r.available.value == have && need > have,
          fmt::format("fund {} says {} of {}, the books {} of {}", r.fund, r.available.value, r.needed.value, have, need));
  } else if constexpr (std::is_same_v<R, QuotaUsedUp>) {
    const Quota& quota = quotas_.at(r.quota);
    std::int32_t day = 0;
    if (const auto* c = std::get_if<Redeem>(&asked)) day = c->purchase.day.value;
    if (const auto* c = std::get_if<Apply>(&asked)) day = c->purchase.day.value;
    const auto of_claim = [&](ClaimNumber n) { day = claims_[static_cast<std::size_t>(n.value - 1)].day.value; };
    if (const auto* c = std::get_if<Adjust>(&asked)) of_claim(c->claim);
    if (const auto* c = std::get_if<Reopen>(&asked)) of_claim(c->claim);
    if (const auto* c = std::get_if<DecideAppeal>(&asked)) of_claim(c->claim);
    const auto found = quota.used.find(quota.set.per_day ? day : 0);
    const std::int64_t have = quota.set.amount.value - (found == quota.used.end() ? 0 : found->second);
    truly(r.available.value == have && r.needed.value == needed(asked) && r.needed.value > have);
  } else if constexpr (std::is_same_v<R, RoundUsedUp>) {
    const Round& round = rounds_.at(r.round);
    truly(round.open_or_used >= round.opened.count);
    for (const auto& [expires_ms, number] : funds_.at(round.opened.fund).open_by_expiry) {
      if (expires_ms > now_.ms) break;
      truly(entitlements_[static_cast<std::size_t>(number - 1)].round != r.round);
    }
  } else if constexpr (std::is_same_v<R, LimitUsedUp>) {
    Pseudonym person{};
    if (const auto* c = std::get_if<Redeem>(&asked)) person = c->purchase.person;
    if (const auto* c = std::get_if<Apply>(&asked)) person = c->purchase.person;
    if (const auto* c = std::get_if<Draw>(&asked)) person = c->person;
    if (const auto* c = std::get_if<Reopen>(&asked)) person = claims_[static_cast<std::size_t>(c->claim.value - 1)].person;
    if (const auto* c = std::get_if<DecideAppeal>(&asked))
      person = claims_[static_cast<std::size_t>(c->claim.value - 1)].person;
    const KindRow& row = *row_of(r.kind);
    truly(used_[{person, std::string(row.per_class ? row.cls : row.kind)}] >= row.limit && r.limit == row.limit);
  } else if constexpr (std::is_same_v<R, ItemAlreadySubsidised> || std::is_same_v<R, InvoiceAlreadyUsed> ||
                       std::is_same_v<R, VehicleAlreadySurrendered>) {
    truly(r.claim.value >= 1 && r.claim.value <= static_cast<std::int64_t>(claims_.size()) &&
          occupies(claims_[static_cast<std::size_t>(r.claim.value - 1)]));
  } else if constexpr (std::is_same_v<R, EntitlementNotOpen>) {
    const Entitlement& one = entitlements_[static_cast<std::size_t>(r.entitlement.value - 1)];
    truly(one.status != Ticket::open || one.expires_ms <= now_.ms);
  } else if constexpr (std::is_same_v<R, AmountDiffers>) {
    truly(orders_.at(r.order).lines.at(static_cast<std::size_t>(r.line - 1)).line.amount == r.ordered &&
          r.ordered != r.stated);
  } else if constexpr (std::is_same_v<R, AdjustmentDiffers>) {
    const auto& c = std::get<Adjust>(asked);
    const Claim& of = claims_[static_cast<std::size_t>(c.claim.value - 1)];
    truly(r.computed.value == subsidy_of(c.edition, of.kind, of.base) && r.computed != r.approved);
  } else if constexpr (std::is_same_v<R, BatchTotalsDiffer>) {
    std::vector<std::int64_t> numbers;
    for (const ClaimNumber n : std::get<FileBatch>(asked).claims) numbers.push_back(n.value);
    truly(r.found.value == owed(numbers) && r.found != r.stated);
  } else if constexpr (std::is_same_v<R, OpenClaimsDiffer>) {
    const Merchant& merchant = merchants_.at(r.merchant);
    truly(r.open_claims == merchant.open_claims && r.open_subsidy.value == merchant.open_subsidy);
  } else if constexpr (std::is_same_v<R, QuotaBelowUse>) {
    std::int64_t most = 0;
    if (const auto known = quotas_.find(r.quota); known != quotas_.end()) {
      for (const auto& [day, used] : known->second.used) most = std::max(most, used);
      truly(r.used.value == most);
    }
  } else if constexpr (std::is_same_v<R, NotInThisState>) {
    truly(name_of(claims_[static_cast<std::size_t>(r.claim.value - 1)].at) == r.state);
  }
}

void SubsidyAuditor::enter(const journal::Entry& entry, const Command& asked) {
  ++seq_;
  check(entry.seq == seq_, "entries have a gap");
  now_ = entry.envelope.at;
  today_ = Day{static_cast<std::int32_t>((now_.ms + china_ms) / day_ms)};
  by_ = entry.envelope.by;
  if (const auto* event = std::get_if<Event>(&entry.event)) {
    std::visit([&](const auto& e) { ++seen_[std::string(e.type)], take(e); }, *event);
  } else if (const auto* no = std::get_if<journal::Refused>(&entry.event)) {
    ++seen_[std::string(journal::type_of(no->rejection))];
    if (const auto* rejection = std::get_if<Rejection>(&no->rejection))
      std::visit([&](const auto& r) { refused(r, asked); }, *rejection);
  } else {
    differs("an event of another programme");
  }
}

std::int64_t SubsidyAuditor::sum(Figure figure, PlaceCode place, const std::string& cls, Day cut_off) const {
  std::int64_t sum = 0;
  for (const auto& [key, days] : figures_) {
    const auto& [of, its_cls, its_place] = key;
    if (of != static_cast<int>(figure) || !in_area(PlaceCode{its_place}, place)) continue;
    if (!cls.empty() && its_cls != cls) continue;
    for (const auto& [day, value] : days) {
      if (day <= cut_off.value) sum += value;
    }
  }
  return sum;
}

std::map<std::string, std::int64_t> SubsidyAuditor::balances() const {
  static const char* const levels[] = {"central", "province", "city", "county"};
  std::map<std::string, std::int64_t> all;
  for (const auto& [id, fund] : funds_) {
    all["treasury"] -= fund.cap;
    all[id + "/available"] = fund.available();
    all[id + "/reserved"] = fund.reserved;
    all[id + "/granted"] = fund.granted;
    all[id + "/ordered"] = fund.ordered;
    all[id + "/to_claw_back"] = fund.to_claw_back;
    all[id + "/paid"] = fund.shares.empty() ? fund.paid : 0;
    for (const auto& [level, paid] : fund.paid_by_level)
      all[id + "/paid/" + levels[static_cast<std::size_t>(level)]] = paid;
  }
  return all;
}

}  // namespace engine_test
