#include "ledger/ledger.h"

#include <algorithm>
#include <limits>
#include <utility>

namespace seethrough {
namespace {

constexpr std::int64_t highest = std::numeric_limits<std::int64_t>::max();
constexpr Fen no_cap{highest};
constexpr Fen no_floor{-highest};

}  // namespace

AccountId Ledger::open(std::string name, Fen floor, Fen cap) {
  INVARIANT(cap >= Fen{0}, "an account's cap is negative");
  INVARIANT(accounts_.size() < std::numeric_limits<std::uint32_t>::max(), "a ledger has too many accounts");
  const AccountId account{static_cast<std::uint32_t>(accounts_.size())};
  INVARIANT(named_.try_emplace(name, account).second, "an account's name is already used in its ledger");
  accounts_.push_back({std::move(name), Fen{0}, floor, cap});
  return account;
}

AccountId Ledger::open(std::string name) { return open(std::move(name), Fen{0}, no_cap); }
AccountId Ledger::open(std::string name, Fen cap) { return open(std::move(name), Fen{0}, cap); }
AccountId Ledger::open_source(std::string name) { return open(std::move(name), no_floor, no_cap); }

std::optional<AccountId> Ledger::find(std::string_view name) const {
  const auto found = named_.find(name);
  return found == named_.end() ? std::nullopt : std::optional(found->second);
}

const Ledger::Account& Ledger::at(AccountId account) const {
  INVARIANT(account.value < accounts_.size(), "an account was never opened in this ledger");
  return accounts_[account.value];
}

const std::string& Ledger::name(AccountId account) const { return at(account).name; }

Fen Ledger::balance(AccountId account) const { return at(account).balance; }

std::optional<Fen> Ledger::cap(AccountId account) const {
  const Fen cap = at(account).cap;
  return cap == no_cap ? std::nullopt : std::optional(cap);
}

Fen Ledger::total() const {
  Sum sum = 0;
  for (const Account& account : accounts_) sum += account.balance.value;
  INVARIANT(sum == static_cast<std::int64_t>(sum), "the sum of all balances leaves 64 bits");
  return Fen{static_cast<std::int64_t>(sum)};
}

void Ledger::require_sound(const Posting& posting) const {
  INVARIANT(posting.amount >= Fen{0}, "a posting's amount is negative");
  INVARIANT(posting.from != posting.to, "a posting goes from an account to itself");
  INVARIANT(posting.from.value < accounts_.size() && posting.to.value < accounts_.size(),
            "a posting names an account that was never opened in this ledger");
}

Result<void, Refusal> Ledger::check_change(AccountId account, Sum change) const {
  const Account& held = accounts_[account.value];
  const Sum after = held.balance.value + change;
  if (after >= held.floor.value && after <= held.cap.value) return {};
  const Sum amount = std::min<Sum>(change < 0 ? -change : change, highest);
  return Unexpected{Refusal{account, held.balance, Fen{static_cast<std::int64_t>(amount)},
                            change < 0 ? held.floor : held.cap}};
}

Result<void, Refusal> Ledger::check(const Posting& posting) const {
  require_sound(posting);
  const Sum amount = posting.amount.value;
  const bool from_first = posting.from < posting.to;
  const auto first = from_first ? check_change(posting.from, -amount) : check_change(posting.to, amount);
  if (!first) return first;
  return from_first ? check_change(posting.to, amount) : check_change(posting.from, -amount);
}

void Ledger::post(const Posting& posting) {
  INVARIANT(check(posting), "a posting was made that its accounts refuse");
  accounts_[posting.from.value].balance -= posting.amount;
  accounts_[posting.to.value].balance += posting.amount;
}

Result<void, Refusal> Ledger::check(std::span<const Posting> postings) const {
  if (postings.size() == 1) return check(postings.front());
  std::vector<std::pair<AccountId, Sum>> changes;
  changes.reserve(2 * postings.size());
  for (const Posting& posting : postings) {
    require_sound(posting);
    changes.emplace_back(posting.from, -Sum{posting.amount.value});
    changes.emplace_back(posting.to, Sum{posting.amount.value});
  }
  std::sort(changes.begin(), changes.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  for (auto change = changes.begin(); change != changes.end();) {
    const AccountId account = change->first;
    Sum net = 0;
    for (; change != changes.end() && change->first == account; ++change) net += change->second;
    if (auto allowed = check_change(account, net); !allowed) return allowed;
  }
  return {};
}

void Ledger::post(std::span<const Posting> postings) {
  INVARIANT(check(postings), "postings were made that their accounts refuse");
  // Balances on the way may lie outside 64 bits, so each wraps; the sum that check allowed comes out right.
  for (const Posting& posting : postings) {
    std::int64_t& from = accounts_[posting.from.value].balance.value;
    std::int64_t& to = accounts_[posting.to.value].balance.value;
    static_cast<void>(__builtin_sub_overflow(from, posting.amount.value, &from));
    static_cast<void>(__builtin_add_overflow(to, posting.amount.value, &to));
  }
}

}  // namespace seethrough
