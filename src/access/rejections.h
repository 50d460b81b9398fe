#pragma once
// Why a command of access is refused, and NotPermitted, which refuses a command of any programme. Precedence:
// NotPermitted before everything else; then what the command says (NotAName, NameMissing, ReasonMissing, UnknownPlace,
// NotAKeyName, UnknownScope, KeyEndsInPast); then what it speaks of (UnknownOrgan, UnknownAccount, AlreadyRegistered,
// AlreadyOpen, NothingAsked); then who speaks (OwnAccount, SamePerson); then its state.

#include "access/commands.h"

namespace seethrough::access {

struct NotPermitted {
  static constexpr std::string_view type = "access.not_permitted";
  std::string account;
  Right right = Right::operate;
  Programme programme = Programme::all;
  PlaceCode place;  ///< 0: in no place at all
};
BOOST_DESCRIBE_STRUCT(NotPermitted, (), (account, right, programme, place))

struct NotAName {
  static constexpr std::string_view type = "access.not_a_name";
  std::string name;
};
BOOST_DESCRIBE_STRUCT(NotAName, (), (name))
struct NameMissing {
  static constexpr std::string_view type = "access.name_missing";
  std::string organ;
};
BOOST_DESCRIBE_STRUCT(NameMissing, (), (organ))
struct ReasonMissing {
  static constexpr std::string_view type = "access.reason_missing";
  std::string command;
};
BOOST_DESCRIBE_STRUCT(ReasonMissing, (), (command))
struct UnknownPlace {
  static constexpr std::string_view type = "access.unknown_place";
  PlaceCode place;
};
BOOST_DESCRIBE_STRUCT(UnknownPlace, (), (place))
struct NotAKeyName {
  static constexpr std::string_view type = "access.not_a_key_name";
  std::string key;
};
BOOST_DESCRIBE_STRUCT(NotAKeyName, (), (key))
struct UnknownScope {
  static constexpr std::string_view type = "access.unknown_scope";
  std::string scope;
};
BOOST_DESCRIBE_STRUCT(UnknownScope, (), (scope))
struct KeyEndsInPast {
  static constexpr std::string_view type = "access.key_ends_in_past";
  Day until;
  Day today;
};
BOOST_DESCRIBE_STRUCT(KeyEndsInPast, (), (until, today))
struct UnknownOrgan {
  static constexpr std::string_view type = "access.unknown_organ";
  std::string organ;
};
BOOST_DESCRIBE_STRUCT(UnknownOrgan, (), (organ))
struct UnknownAccount {
  static constexpr std::string_view type = "access.unknown_account";
  std::string account;
};
BOOST_DESCRIBE_STRUCT(UnknownAccount, (), (account))
struct AlreadyRegistered {
  static constexpr std::string_view type = "access.already_registered";
  std::string organ;
};
BOOST_DESCRIBE_STRUCT(AlreadyRegistered, (), (organ))
struct AlreadyOpen {
  static constexpr std::string_view type = "access.already_open";
  std::string account;
};
BOOST_DESCRIBE_STRUCT(AlreadyOpen, (), (account))
struct WrongKind {
  static constexpr std::string_view type = "access.wrong_kind";
  std::string account;
};
BOOST_DESCRIBE_STRUCT(WrongKind, (), (account))
struct OwnAccount {
  static constexpr std::string_view type = "access.own_account";
  std::string account;
};
BOOST_DESCRIBE_STRUCT(OwnAccount, (), (account))
struct SamePerson {
  static constexpr std::string_view type = "access.same_person";
  std::string account;
};
BOOST_DESCRIBE_STRUCT(SamePerson, (), (account))
struct NotInThisState {
  static constexpr std::string_view type = "access.not_in_this_state";
  std::string account;
  std::string state;
  std::string command;
};
BOOST_DESCRIBE_STRUCT(NotInThisState, (), (account, state, command))
struct AlreadyGranted {
  static constexpr std::string_view type = "access.already_granted";
  std::string account;
  Role role = Role::clerk;
};
BOOST_DESCRIBE_STRUCT(AlreadyGranted, (), (account, role))
struct NotGranted {
  static constexpr std::string_view type = "access.not_granted";
  std::string account;
  Role role = Role::clerk;
};
BOOST_DESCRIBE_STRUCT(NotGranted, (), (account, role))
struct UnknownKey {
  static constexpr std::string_view type = "access.unknown_key";
  std::string key;
};
BOOST_DESCRIBE_STRUCT(UnknownKey, (), (key))
struct KeyTaken {
  static constexpr std::string_view type = "access.key_taken";
  std::string key;
};
BOOST_DESCRIBE_STRUCT(KeyTaken, (), (key))
/// No erasure of that person waits for what the command does, or one waits already.
struct ErasureNotInThisState {
  static constexpr std::string_view type = "access.erasure_not_in_this_state";
  std::string state;
  std::string command;
};
BOOST_DESCRIBE_STRUCT(ErasureNotInThisState, (), (state, command))

using Rejection = std::variant<NotPermitted, NotAName, NameMissing, ReasonMissing, UnknownPlace, NotAKeyName,
                               UnknownScope, KeyEndsInPast, UnknownOrgan, UnknownAccount, AlreadyRegistered, AlreadyOpen,
                               WrongKind, OwnAccount, SamePerson, NotInThisState, AlreadyGranted, NotGranted, UnknownKey,
                               KeyTaken, ErasureNotInThisState>;

}  // namespace seethrough::access
