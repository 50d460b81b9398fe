#pragma once
// The commands of access.

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "access/roles.h"
#include "base/pseudonym.h"
#include "calendar/day.h"
#include "places/place.h"

namespace seethrough::access {

/// person 人员 signs in; machine 设备或程序 (a till, an Open311 client) uses keys.
BOOST_DEFINE_ENUM_CLASS(AccountKind, person, machine)

/// Registers an organ (机关): a bureau, an office, a county's government, a merchant that runs tills.
struct RegisterOrgan {
  static constexpr std::string_view type = "access.register_organ";
  std::string organ;  ///< identifier: see is_name
  std::string name_zh;
  std::string name_en;
  PlaceCode place;
};
BOOST_DESCRIBE_STRUCT(RegisterOrgan, (), (organ, name_zh, name_en, place))

/// Opens an account (账号) of an organ. It holds no role yet. The account is a pseudonym: the journal is public.
struct OpenAccount {
  static constexpr std::string_view type = "access.open_account";
  std::string account;  ///< identifier: see is_name
  AccountKind kind = AccountKind::person;
  std::string organ;
};
BOOST_DESCRIBE_STRUCT(OpenAccount, (), (account, kind, organ))

struct GrantRole {
  static constexpr std::string_view type = "access.grant_role";
  std::string account;
  Role role = Role::clerk;
  Programme programme = Programme::subsidies;
  PlaceCode place;  ///< and all below it
};
BOOST_DESCRIBE_STRUCT(GrantRole, (), (account, role, programme, place))

struct RevokeRole {
  static constexpr std::string_view type = "access.revoke_role";
  std::string account;
  Role role = Role::clerk;
  Programme programme = Programme::subsidies;
  PlaceCode place;
};
BOOST_DESCRIBE_STRUCT(RevokeRole, (), (account, role, programme, place))

/// Suspends an account (停用): it keeps its roles and can do nothing.
struct SuspendAccount {
  static constexpr std::string_view type = "access.suspend_account";
  std::string account;
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(SuspendAccount, (), (account, reason))

struct ResumeAccount {
  static constexpr std::string_view type = "access.resume_account";
  std::string account;
};
BOOST_DESCRIBE_STRUCT(ResumeAccount, (), (account))

/// Closes an account (注销) for good: its identifier is never used again.
struct CloseAccount {
  static constexpr std::string_view type = "access.close_account";
  std::string account;
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(CloseAccount, (), (account, reason))

/// Issues a key (接口密钥) to a machine. The secret is not in the journal.
struct IssueKey {
  static constexpr std::string_view type = "access.issue_key";
  std::string account;
  std::string key;                  ///< its public name: 12 lower-case hexadecimal digits
  std::vector<std::string> scopes;  ///< see access/table.h
  Day until;                        ///< the last day on which it is good
};
BOOST_DESCRIBE_STRUCT(IssueKey, (), (account, key, scopes, until))

struct RevokeKey {
  static constexpr std::string_view type = "access.revoke_key";
  std::string account;
  std::string key;
};
BOOST_DESCRIBE_STRUCT(RevokeKey, (), (account, key))

/// Asks that a person's data be erased from the vault (删除个人信息).
struct RequestErasure {
  static constexpr std::string_view type = "access.request_erasure";
  Pseudonym subject;
  std::string reason;  ///< why, without any name
};
BOOST_DESCRIBE_STRUCT(RequestErasure, (), (subject, reason))

/// By somebody other than who asked.
struct ApproveErasure {
  static constexpr std::string_view type = "access.approve_erasure";
  Pseudonym subject;
};
BOOST_DESCRIBE_STRUCT(ApproveErasure, (), (subject))

struct RefuseErasure {
  static constexpr std::string_view type = "access.refuse_erasure";
  Pseudonym subject;
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(RefuseErasure, (), (subject, reason))

/// Says that the vault has deleted the documents: given by the system itself.
struct ConfirmErasure {
  static constexpr std::string_view type = "access.confirm_erasure";
  Pseudonym subject;
  std::int64_t documents = 0;  ///< how many there were
};
BOOST_DESCRIBE_STRUCT(ConfirmErasure, (), (subject, documents))

using Command = std::variant<RegisterOrgan, OpenAccount, GrantRole, RevokeRole, SuspendAccount, ResumeAccount,
                             CloseAccount, IssueKey, RevokeKey, RequestErasure, ApproveErasure, RefuseErasure,
                             ConfirmErasure>;

}  // namespace seethrough::access
