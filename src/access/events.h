#pragma once
// What happened to organs, accounts and erasures. Erasures carry who asked: the one who decides must be another.

#include "access/commands.h"

namespace seethrough::access {

struct OrganRegistered {
  static constexpr std::string_view type = "access.organ_registered/1";
  RegisterOrgan organ;
};
BOOST_DESCRIBE_STRUCT(OrganRegistered, (), (organ))

struct AccountOpened {
  static constexpr std::string_view type = "access.account_opened/1";
  OpenAccount account;
};
BOOST_DESCRIBE_STRUCT(AccountOpened, (), (account))

struct RoleGranted {
  static constexpr std::string_view type = "access.role_granted/1";
  GrantRole grant;
};
BOOST_DESCRIBE_STRUCT(RoleGranted, (), (grant))

struct RoleRevoked {
  static constexpr std::string_view type = "access.role_revoked/1";
  RevokeRole grant;
};
BOOST_DESCRIBE_STRUCT(RoleRevoked, (), (grant))

struct AccountSuspended {
  static constexpr std::string_view type = "access.account_suspended/1";
  std::string account;
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(AccountSuspended, (), (account, reason))

struct AccountResumed {
  static constexpr std::string_view type = "access.account_resumed/1";
  std::string account;
};
BOOST_DESCRIBE_STRUCT(AccountResumed, (), (account))

struct AccountClosed {
  static constexpr std::string_view type = "access.account_closed/1";
  std::string account;
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(AccountClosed, (), (account, reason))

struct KeyIssued {
  static constexpr std::string_view type = "access.key_issued/1";
  IssueKey key;
};
BOOST_DESCRIBE_STRUCT(KeyIssued, (), (key))

struct KeyRevoked {
  static constexpr std::string_view type = "access.key_revoked/1";
  std::string account;
  std::string key;
};
BOOST_DESCRIBE_STRUCT(KeyRevoked, (), (account, key))

struct ErasureRequested {
  static constexpr std::string_view type = "access.erasure_requested/1";
  Pseudonym subject;
  std::string reason;
  std::string by;
  Day day;
};
BOOST_DESCRIBE_STRUCT(ErasureRequested, (), (subject, reason, by, day))

struct ErasureApproved {
  static constexpr std::string_view type = "access.erasure_approved/1";
  Pseudonym subject;
  std::string by;
  Day day;
};
BOOST_DESCRIBE_STRUCT(ErasureApproved, (), (subject, by, day))

struct ErasureRefused {
  static constexpr std::string_view type = "access.erasure_refused/1";
  Pseudonym subject;
  std::string reason;
  std::string by;
  Day day;
};
BOOST_DESCRIBE_STRUCT(ErasureRefused, (), (subject, reason, by, day))

struct PersonErased {
  static constexpr std::string_view type = "access.person_erased/1";
  Pseudonym subject;
  std::int64_t documents = 0;
};
BOOST_DESCRIBE_STRUCT(PersonErased, (), (subject, documents))

using Event = std::variant<OrganRegistered, AccountOpened, RoleGranted, RoleRevoked, AccountSuspended, AccountResumed,
                           AccountClosed, KeyIssued, KeyRevoked, ErasureRequested, ErasureApproved, ErasureRefused,
                           PersonErased>;

}  // namespace seethrough::access
