#pragma once
// What the programme knows at one journal position: its roster (merchants, funds), its claims, and what must stay
// unique or within a limit. Changed by apply() alone.

#include <boost/unordered/unordered_flat_map.hpp>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "ledger/ledger.h"
#include "subsidies/events.h"

namespace seethrough::subsidies {

struct Merchant {
  std::string code;
  std::string name;
  PlaceCode place;
  Day admitted;
  bool reconstructed = false;
  std::string description;
  std::vector<StatedQuantity> stated;
};

struct Fund {
  std::string id;
  int year = 0;
  std::vector<std::string> classes;
  Fen cap;
  std::string basis;
  bool reconstructed = false;
};

/// Merchants and funds: what readers of the figures need, apart from the claims.
struct Roster {
  std::vector<Merchant> merchants;  ///< in the order of admission
  std::vector<Fund> funds;
  boost::unordered_flat_map<std::string, std::uint32_t> merchant_by_code;

  const Merchant* merchant(const std::string& code) const;
};
/// Takes in what an event says of merchants and funds; other events change nothing.
void apply(Roster& roster, const Event& event);

/// What a claim's later moves need to know of it.
struct Terms {
  std::uint16_t cls = 0;   ///< interned, see State::names
  std::uint16_t kind = 0;  ///< interned
  std::uint16_t fund = 0;
  PlaceCode place;
  Day day;
  Fen price;
  Fen subsidy;
  Pseudonym person;
  Pseudonym item;
  Pseudonym invoice;
  std::optional<Pseudonym> surrendered;
};

// The states of a claim (补贴申领单).
struct Unclaimed {
  static constexpr std::string_view name = "unclaimed";
};
struct Redeemed {  ///< 已核销
  static constexpr std::string_view name = "redeemed";
  Terms terms;
};
struct Applied {  ///< 已受理
  static constexpr std::string_view name = "applied";
  Terms terms;
};
struct Returned {  ///< 已退货
  static constexpr std::string_view name = "returned";
};
struct Withdrawn {  ///< 已撤回
  static constexpr std::string_view name = "withdrawn";
};
using Claim = std::variant<Unclaimed, Redeemed, Applied, Returned, Withdrawn>;

/// One person's use of one kind (or class) in one calendar year.
struct LimitKey {
  Pseudonym person;
  std::uint16_t what = 0;  ///< interned kind or class
  std::int16_t year = 0;
  friend bool operator==(const LimitKey&, const LimitKey&) = default;
  friend std::size_t hash_value(const LimitKey& key) {
    return hash_value(key.person) ^ ((static_cast<std::size_t>(key.what) << 16 | static_cast<std::size_t>(key.year)) *
                                     0x9E3779B97F4A7C15u);
  }
};

struct State {
  Roster roster;
  Ledger ledger;  ///< accounts "treasury", "<fund>/available", "<fund>/granted"
  struct FundAccounts {
    AccountId available, granted;
  };
  std::vector<FundAccounts> fund_accounts;  ///< beside roster.funds
  AccountId treasury{};
  std::vector<Claim> claims;  ///< claim n is claims[n - 1]

  using ByPseudonym = boost::unordered_flat_map<Pseudonym, ClaimNumber>;
  ByPseudonym items, invoices, surrendered;
  boost::unordered_flat_map<LimitKey, std::int32_t> used;
  std::vector<std::string> names;  ///< of kinds and classes, by their interned number
  boost::unordered_flat_map<std::string, std::uint16_t> interned;

  State();
  const Claim* claim(ClaimNumber number) const;
  std::optional<std::size_t> fund_for(std::string_view cls, int year) const;
};

/// The new state after an event that decide() made. An impossible pair means a corrupt journal and stops the process.
void apply(State& state, const Event& event);

}  // namespace seethrough::subsidies
