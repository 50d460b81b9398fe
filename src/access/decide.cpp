#include "access/decide.h"

#include <algorithm>

#include "access/moves.h"
#include "access/table.h"

namespace seethrough::access {
namespace {

Unexpected<Rejection> refuse(Rejection rejection) { return {std::move(rejection)}; }

bool blank(std::string_view text) { return text.find_first_not_of(" \t\r\n") == std::string_view::npos; }

bool is_key_name(std::string_view text) {
  return text.size() == 12 && text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

/// What is wrong with the words of a command itself.
std::optional<Rejection> fault_of(const Context& context, const GrantRole& c) {
  if (!context.places.find(c.place)) return UnknownPlace{c.place};
  return std::nullopt;
}
std::optional<Rejection> fault_of(const Context& context, const IssueKey& c) {
  if (!is_key_name(c.key)) return NotAKeyName{c.key};
  if (c.scopes.empty()) return UnknownScope{};
  for (const std::string& scope : c.scopes) {
    if (!find_scope(scope)) return UnknownScope{scope};
  }
  if (c.until < context.today) return KeyEndsInPast{c.until, context.today};
  return std::nullopt;
}
template <class Command>
std::optional<Rejection> fault_of(const Context&, const Command& c) {
  if constexpr (requires { c.reason; }) {
    if (blank(c.reason)) return ReasonMissing{std::string(Command::type)};
  }
  return std::nullopt;
}

Decision decide_command(const Context& context, const RegisterOrgan& c) {
  if (!is_name(c.organ)) return refuse(NotAName{c.organ});
  if (blank(c.name_zh) || blank(c.name_en)) return refuse(NameMissing{c.organ});
  if (!context.places.find(c.place)) return refuse(UnknownPlace{c.place});
  if (context.state.organ(c.organ)) return refuse(AlreadyRegistered{c.organ});
  return Event{OrganRegistered{c}};
}

Decision decide_command(const Context& context, const OpenAccount& c) {
  if (!is_name(c.account) || is_built_in(c.account)) return refuse(NotAName{c.account});
  if (!context.state.organ(c.organ)) return refuse(UnknownOrgan{c.organ});
  if (context.state.account(c.account)) return refuse(AlreadyOpen{c.account});
  return Event{AccountOpened{c}};
}

/// The commands that change an account. Nobody changes their own: two people always know of a change.
template <class Command>
  requires requires(const Command& c) { c.account; }
Decision decide_command(const Context& context, const Command& c) {
  if (auto fault = fault_of(context, c)) return refuse(std::move(*fault));
  const Account* account = context.state.account(c.account);
  if (!account) return refuse(UnknownAccount{c.account});
  if (c.account == context.by) return refuse(OwnAccount{c.account});
  return decide_by_state<Decision>(account->standing, c, AccountContext{context, *account},
                                   [&](const auto& state, const auto&) -> Decision {
                                     return refuse(NotInThisState{c.account, std::string(state.name),
                                                                  std::string(Command::type)});
                                   });
}

/// The commands that move an erasure.
template <class Command>
  requires requires(const Command& c) { c.subject; }
Decision decide_command(const Context& context, const Command& c) {
  if (auto fault = fault_of(context, c)) return refuse(std::move(*fault));
  const auto found = context.state.erasures.find(c.subject);
  const Erasure erasure = found == context.state.erasures.end() ? Erasure{NotAsked{}} : found->second.erasure;
  return decide_by_state<Decision>(erasure, c, context, [&](const auto& state, const auto&) -> Decision {
    return refuse(ErasureNotInThisState{std::string(state.name), std::string(Command::type)});
  });
}

Decision revoke(const RevokeRole& c, const Account& account) {
  const Grant grant{c.role, c.programme, c.place};
  if (std::find(account.grants.begin(), account.grants.end(), grant) == account.grants.end())
    return refuse(NotGranted{c.account, c.role});
  return Event{RoleRevoked{c}};
}

Decision revoke(const RevokeKey& c, const Account& account) {
  const bool issued = std::any_of(account.keys.begin(), account.keys.end(),
                                  [&](const Key& key) { return key.issued.key == c.key && !key.revoked; });
  if (!issued) return refuse(UnknownKey{c.key});
  return Event{KeyRevoked{c.account, c.key}};
}

Decision request(const RequestErasure& c, const Context& context) {
  return Event{ErasureRequested{c.subject, c.reason, std::string(context.by), context.today}};
}

}  // namespace

bool is_name(std::string_view text) {
  return text.size() >= 2 && text.size() <= 40 && text.front() >= 'a' && text.front() <= 'z' &&
         text.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789._-") == std::string_view::npos;
}

Decision decide(const Context& context, const Command& command) {
  return std::visit([&](const auto& c) { return decide_command(context, c); }, command);
}

std::optional<PlaceCode> place_of(const State& state, const Command& command) {
  const auto of_organ = [&](std::string_view id) -> std::optional<PlaceCode> {
    const RegisterOrgan* organ = state.organ(id);
    return organ ? std::optional(organ->place) : std::nullopt;
  };
  return std::visit(
      [&](const auto& c) -> std::optional<PlaceCode> {
        if constexpr (requires { c.place; }) return c.place;
        if constexpr (requires { c.organ; }) return of_organ(c.organ);
        if constexpr (requires { c.account; }) {
          const Account* account = state.account(c.account);
          return account ? of_organ(account->opened.organ) : std::nullopt;
        }
        return std::nullopt;
      },
      command);
}

// The legal moves.

Decision decide_move(const Active&, const GrantRole& c, const AccountContext& at) {
  const Grant grant{c.role, c.programme, c.place};
  if (std::find(at.account.grants.begin(), at.account.grants.end(), grant) != at.account.grants.end())
    return refuse(AlreadyGranted{c.account, c.role});
  return Event{RoleGranted{c}};
}
Decision decide_move(const Active&, const RevokeRole& c, const AccountContext& at) { return revoke(c, at.account); }
Decision decide_move(const Active&, const SuspendAccount& c, const AccountContext&) {
  return Event{AccountSuspended{c.account, c.reason}};
}
Decision decide_move(const Active&, const CloseAccount& c, const AccountContext&) {
  return Event{AccountClosed{c.account, c.reason}};
}
Decision decide_move(const Active&, const IssueKey& c, const AccountContext& at) {
  if (at.account.opened.kind != AccountKind::machine) return refuse(WrongKind{c.account});
  if (at.context.state.account_by_key.contains(c.key)) return refuse(KeyTaken{c.key});
  return Event{KeyIssued{c}};
}
Decision decide_move(const Active&, const RevokeKey& c, const AccountContext& at) { return revoke(c, at.account); }
Decision decide_move(const Suspended&, const RevokeRole& c, const AccountContext& at) { return revoke(c, at.account); }
Decision decide_move(const Suspended&, const ResumeAccount& c, const AccountContext&) {
  return Event{AccountResumed{c.account}};
}
Decision decide_move(const Suspended&, const CloseAccount& c, const AccountContext&) {
  return Event{AccountClosed{c.account, c.reason}};
}
Decision decide_move(const Suspended&, const RevokeKey& c, const AccountContext& at) { return revoke(c, at.account); }

Decision decide_move(const NotAsked&, const RequestErasure& c, const Context& context) { return request(c, context); }
Decision decide_move(const Refused&, const RequestErasure& c, const Context& context) { return request(c, context); }
Decision decide_move(const Erased&, const RequestErasure& c, const Context& context) { return request(c, context); }
Decision decide_move(const Requested& s, const ApproveErasure& c, const Context& context) {
  if (s.by == context.by) return refuse(SamePerson{s.by});
  return Event{ErasureApproved{c.subject, std::string(context.by), context.today}};
}
Decision decide_move(const Requested& s, const RefuseErasure& c, const Context& context) {
  if (s.by == context.by) return refuse(SamePerson{s.by});
  return Event{ErasureRefused{c.subject, c.reason, std::string(context.by), context.today}};
}
Decision decide_move(const Approved&, const ConfirmErasure& c, const Context&) {
  return Event{PersonErased{c.subject, c.documents}};
}

}  // namespace seethrough::access
