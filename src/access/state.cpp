#include "access/state.h"

#include <algorithm>

#include "access/table.h"
#include "base/check.h"

namespace seethrough::access {
namespace {

Account& known(State& state, const std::string& account) {
  const auto found = state.accounts.find(account);
  INVARIANT(found != state.accounts.end(), "an event speaks of an account that was opened");
  return found->second;
}

ErasureFile& file_of(State& state, const Pseudonym& subject) {
  const auto found = state.erasures.find(subject);
  INVARIANT(found != state.erasures.end(), "an erasure is decided after it was asked for");
  return found->second;
}

void take(State& state, const OrganRegistered& e) { state.organs.push_back(e.organ); }
void take(State& state, const AccountOpened& e) {
  const bool fresh = state.accounts.emplace(e.account.account, Account{e.account, Active{}, {}, {}}).second;
  INVARIANT(fresh, "an account is opened once");
}
void take(State& state, const RoleGranted& e) {
  known(state, e.grant.account).grants.push_back({e.grant.role, e.grant.programme, e.grant.place});
}
void take(State& state, const RoleRevoked& e) {
  auto& grants = known(state, e.grant.account).grants;
  const auto found = std::find(grants.begin(), grants.end(), Grant{e.grant.role, e.grant.programme, e.grant.place});
  INVARIANT(found != grants.end(), "a role that is taken away was held");
  grants.erase(found);
}
void take(State& state, const AccountSuspended& e) { known(state, e.account).standing = Suspended{}; }
void take(State& state, const AccountResumed& e) { known(state, e.account).standing = Active{}; }
void take(State& state, const AccountClosed& e) {
  Account& account = known(state, e.account);
  account.standing = Closed{};
  account.grants.clear();
  for (Key& key : account.keys) key.revoked = true;
}
void take(State& state, const KeyIssued& e) {
  known(state, e.key.account).keys.push_back({e.key, false});
  state.account_by_key.emplace(e.key.key, e.key.account);
}
void take(State& state, const KeyRevoked& e) {
  for (Key& key : known(state, e.account).keys) {
    if (key.issued.key == e.key) key.revoked = true;
  }
}
void take(State& state, const ErasureRequested& e) {
  state.erasures[e.subject] = {Requested{e.by}, e.reason, e.by, {}, e.day, {}, 0};
}
void take(State& state, const ErasureApproved& e) {
  ErasureFile& file = file_of(state, e.subject);
  file.erasure = Approved{};
  file.decided_by = e.by;
  file.decided_on = e.day;
}
void take(State& state, const ErasureRefused& e) {
  ErasureFile& file = file_of(state, e.subject);
  file.erasure = Refused{};
  file.decided_by = e.by;
  file.decided_on = e.day;
}
void take(State& state, const PersonErased& e) {
  ErasureFile& file = file_of(state, e.subject);
  file.erasure = Erased{};
  file.documents = e.documents;
}

/// The active account, or null.
const Account* acting(const State& state, std::string_view id) {
  const Account* account = state.account(id);
  return account && account->active() ? account : nullptr;
}

}  // namespace

bool is_built_in(std::string_view account) { return account == "local" || account == "demo"; }

const RegisterOrgan* State::organ(std::string_view id) const {
  const auto found = std::find_if(organs.begin(), organs.end(), [&](const RegisterOrgan& one) { return one.organ == id; });
  return found == organs.end() ? nullptr : &*found;
}

const Account* State::account(std::string_view id) const {
  const auto found = accounts.find(id);
  return found == accounts.end() ? nullptr : &found->second;
}

bool holds(const State& state, const Tree& places, std::string_view id, const Requirement& asked) {
  if (is_built_in(id)) return true;
  const Account* account = acting(state, id);
  if (!account) return false;
  return std::any_of(account->grants.begin(), account->grants.end(), [&](const Grant& grant) {
    if (!carries(grant.role, asked.right)) return false;
    if (!asked.place) return asked.programme == Programme::all || covers(grant.programme, asked.programme);
    return covers(grant.programme, asked.programme) && places.within(*asked.place, grant.place);
  });
}

std::vector<PlaceCode> places_of(const State& state, std::string_view id, Right right, Programme programme) {
  std::vector<PlaceCode> places;
  const Account* account = acting(state, id);
  if (!account) return places;
  for (const Grant& grant : account->grants) {
    if (!carries(grant.role, right)) continue;
    if (programme == Programme::all || covers(grant.programme, programme)) places.push_back(grant.place);
  }
  return places;
}

void apply(State& state, const Event& event) {
  std::visit([&](const auto& e) { take(state, e); }, event);
}

}  // namespace seethrough::access
