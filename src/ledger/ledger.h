#pragma once
// Double entry (复式记账): money moves from one account to another and is neither made nor lost. A fund that can't be
// overdrawn is an account that can't fall below zero; a ceiling is an account with a cap.

#include <cstddef>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/strong.h"
#include "money/fen.h"

namespace seethrough {

/// An account of one ledger; accounts are numbered in the order they are opened.
using AccountId = Strong<struct AccountTag, std::uint32_t>;

/// Moves `amount` (not negative) out of one account into another.
struct Posting {
  AccountId from, to;
  Fen amount;
};

/// The account that can't take part: its balance before, the amount that would leave or enter it, and the limit it
/// would break: what the balance may not fall below, or, for an amount entering, may not exceed.
struct Refusal {
  AccountId account;
  Fen balance, amount, limit;
  friend bool operator==(const Refusal&, const Refusal&) = default;
};

class Ledger {
 public:
  /// Opens an account at zero that may never fall below zero. The name must be new to the ledger.
  AccountId open(std::string name);
  /// The same, and its balance may never exceed `cap` (not negative).
  AccountId open(std::string name, Fen cap);
  /// Opens an account for the outside world, where money comes from: it may be negative.
  AccountId open_source(std::string name);

  std::optional<AccountId> find(std::string_view name) const;
  const std::string& name(AccountId account) const;
  Fen balance(AccountId account) const;
  /// What the balance may not exceed; none for an account without a cap.
  std::optional<Fen> cap(AccountId account) const;
  /// The sum of all balances, which is zero at all times.
  Fen total() const;
  std::size_t size() const { return accounts_.size(); }

  /// Whether the postings can all be made as one: what counts is each account's balance after all of them. If several
  /// accounts refuse, the one opened first is named. Naming an account that was not opened, a negative amount and a
  /// posting from an account to itself are bugs.
  Result<void, Refusal> check(std::span<const Posting> postings) const;
  /// Makes all the postings; check must hold.
  void post(std::span<const Posting> postings);

  /// The same for one posting, without allocating.
  Result<void, Refusal> check(const Posting& posting) const;
  void post(const Posting& posting);

 private:
  __extension__ typedef __int128 Sum;  // no number of postings overflows it
  struct Account {
    std::string name;
    Fen balance, floor, cap;
  };
  AccountId open(std::string name, Fen floor, Fen cap);
  const Account& at(AccountId account) const;
  void require_sound(const Posting& posting) const;
  Result<void, Refusal> check_change(AccountId account, Sum change) const;

  std::vector<Account> accounts_;
  std::map<std::string, AccountId, std::less<>> named_;
};

}  // namespace seethrough
