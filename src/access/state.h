#pragma once
// What access knows at one journal position: organs, accounts with their roles and keys, erasures.

#include <boost/unordered/unordered_flat_map.hpp>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "access/events.h"
#include "places/tree.h"

namespace seethrough::access {

/// Accounts that no one opens. `local` (本机) is whoever holds the data directory and with it the keys that sign the
/// log: to refuse it anything would only seem safe. `demo` is the demonstration city's script.
bool is_built_in(std::string_view account);

struct Grant {
  Role role = Role::clerk;
  Programme programme = Programme::subsidies;
  PlaceCode place;
  friend bool operator==(const Grant&, const Grant&) = default;
};

// The states of an account (账号).
struct Active {
  static constexpr std::string_view name = "active";
};
struct Suspended {
  static constexpr std::string_view name = "suspended";
};
struct Closed {
  static constexpr std::string_view name = "closed";
};
using Standing = std::variant<Active, Suspended, Closed>;

struct Key {
  IssueKey issued;
  bool revoked = false;
};

struct Account {
  OpenAccount opened;
  Standing standing;
  std::vector<Grant> grants;
  std::vector<Key> keys;
  bool active() const { return std::holds_alternative<Active>(standing); }
};

// The states of a person's erasure (删除申请).
struct NotAsked {
  static constexpr std::string_view name = "not_asked";
};
struct Requested {
  static constexpr std::string_view name = "requested";
  std::string by;
};
struct Approved {
  static constexpr std::string_view name = "approved";
};
struct Erased {
  static constexpr std::string_view name = "erased";
};
struct Refused {
  static constexpr std::string_view name = "refused";
};
using Erasure = std::variant<NotAsked, Requested, Approved, Erased, Refused>;

struct ErasureFile {
  Erasure erasure;
  std::string reason;
  std::string requested_by, decided_by;
  Day requested_on, decided_on;
  std::int64_t documents = 0;
};

struct State {
  std::vector<RegisterOrgan> organs;  ///< in the order of registration
  std::map<std::string, Account, std::less<>> accounts;
  boost::unordered_flat_map<std::string, std::string> account_by_key;
  std::map<Pseudonym, ErasureFile> erasures;

  const RegisterOrgan* organ(std::string_view id) const;
  const Account* account(std::string_view id) const;
};

/// What is asked of an account: a right, in a programme, at a place; without a place: at any.
struct Requirement {
  Right right = Right::operate;
  Programme programme = Programme::all;
  std::optional<PlaceCode> place;
};
/// Whether the account is active and holds a role that carries the right there. A right asked for in `all` programmes is
/// held only by a role in `all`, except at any place: there a role in any programme will do.
bool holds(const State& state, const Tree& places, std::string_view account, const Requirement& asked);

/// Where the account holds `right` in a programme that covers `programme`; with `all`, in whatever programme.
std::vector<PlaceCode> places_of(const State& state, std::string_view account, Right right, Programme programme);

/// The new state after an event that decide() made. An impossible pair means a corrupt journal and stops the process.
void apply(State& state, const Event& event);

}  // namespace seethrough::access
