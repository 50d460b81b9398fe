// /api/v1/session, sessions, password, second-factor, invitation: signing in, and one's own account.
#include <boost/describe/class.hpp>
#include <boost/describe/enum_to_string.hpp>
#include <boost/json/array.hpp>
#include <boost/json/serialize.hpp>
#include <fmt/format.h>

#include "http/account_json.h"
#include "http/body.h"
#include "http/doorkeeper.h"
#include "http/session_cookie.h"

namespace seethrough::http {
namespace {

namespace json = boost::json;
using stores::SignIn;
using stores::TrailKind;
using stores::TrailOutcome;

struct SignInBody {
  std::string account, password, code;
};
BOOST_DESCRIBE_STRUCT(SignInBody, (), (account, password, code))
struct PasswordBody {
  std::string current, password;
};
BOOST_DESCRIBE_STRUCT(PasswordBody, (), (current, password))
struct CodeBody {
  std::string code;
};
BOOST_DESCRIBE_STRUCT(CodeBody, (), (code))
struct OwnPasswordBody {
  std::string password;
};
BOOST_DESCRIBE_STRUCT(OwnPasswordBody, (), (password))
struct InvitationBody {
  std::string code, password;
};
BOOST_DESCRIBE_STRUCT(InvitationBody, (), (code, password))

Response said(const Request& request, int status, const Words& title, const Words& detail, std::string_view type) {
  return as_response(told_problem(status, title, detail, language_of(request), type));
}

Response failed(const Request& request, const Failure& failure) {
  if (failure.kind != FailureKind::malformed) return refuse(request, language_of(request), failure);
  return said(request, 422, {"口令不合要求", "The password is not acceptable"}, as_sentence({failure.zh, failure.en}),
              "password.weak");
}

Response locked(const Request& request, std::int64_t wait_s) {
  Told out = told_problem(429, {"请稍后再试", "Try again later"},
                          {fmt::format("登录失败次数过多，请在 {} 秒后再试。", wait_s),
                           fmt::format("Too many sign-ins failed; try again in {} seconds.", wait_s)},
                          language_of(request), "signin.locked");
  out.body["retry_after"] = wait_s;
  return as_response(out).with("Retry-After", std::to_string(wait_s));
}

Response wrong_code(const Request& request, int status) {
  return said(request, status, {"动态验证码不对", "The code is wrong"},
              {"验证码不对或已用过。请等待下一个验证码再试，并核对手机时间。",
               "The code is wrong or was used before. Wait for the next one, and check your telephone's clock."},
              "signin.code_wrong");
}

/// The refusal of an attempt that was not good.
Response turned_away(const Request& request, const stores::SignInAnswer& answer) {
  switch (answer.outcome) {
    case SignIn::code_needed:
      return said(request, 401, {"需要动态验证码", "The second factor is needed"},
                  {"请输入验证器应用中的 6 位验证码，或一个恢复码。",
                   "Give the six digits of your authenticator, or a recovery code."},
                  "signin.code_needed");
    case SignIn::code_wrong: return wrong_code(request, 401);
    case SignIn::locked: return locked(request, answer.retry_after_s);
    default:
      return said(request, 401, {"账号或口令不对", "The account or the password is wrong"},
                  {"请核对账号和口令。忘记口令的，请管理员重新发放邀请码。",
                   "Check both. If you have forgotten the password, ask an administrator for a new invitation."},
                  "signin.failed");
  }
}

std::string_view name_of(SignIn outcome) {
  switch (outcome) {
    case SignIn::good: return "good";
    case SignIn::wrong: return "wrong";
    case SignIn::code_needed: return "code needed";
    case SignIn::code_wrong: return "code wrong";
    case SignIn::locked: return "locked";
  }
  return "";
}

Response sign_in(const City& city, const Request& request) {
  auto body = read_body<SignInBody>(request);
  if (!body) return body.error();
  if (!on_private_channel(request))
    return said(request, 403, {"需要加密连接", "An encrypted connection is needed"},
                {"登录只能经 HTTPS 进行。请改用 https:// 开头的网址。",
                 "Signing in works over HTTPS only. Use the address that begins with https://."},
                "channel.not_private");
  // The password is checked first, whoever it is: how long the answer takes must not tell which accounts there are.
  auto answer = city.entrance.credentials->check({body->account, body->password, body->code, request.client_address},
                                                 city.clock());
  if (!answer) return refuse(request, language_of(request), answer.error());
  if (answer->outcome == SignIn::good && !may_sign_in(city, body->account)) answer->outcome = SignIn::wrong;
  if (answer->outcome != SignIn::good) {
    note(city, request, access::is_name(body->account) ? body->account : "", TrailKind::sign_in, TrailOutcome::refused,
         "password", name_of(answer->outcome));
    return turned_away(request, *answer);
  }
  // A session that was open in this browser ends with the new one.
  if (const auto token = request.cookie(cookie_name(request))) {
    const auto before = city.entrance.credentials->session(*token, city.clock());
    if (before && *before)
      static_cast<void>(city.entrance.credentials->end_session((*before)->account, (*before)->id).has_value());
  }
  return open_session(city, request, body->account, "password");
}

Response sign_out(const City& city, const Request& request, const Caller& caller) {
  if (auto ended = city.entrance.credentials->end_session(caller.account, caller.session); !ended)
    return refuse(request, language_of(request), ended.error());
  note(city, request, caller.account, TrailKind::sign_out, TrailOutcome::done, "session", caller.session);
  return no_content().with("Set-Cookie", session_cookie(request, "", 0));
}

Response who_am_i(const City& city, const Request& request) {
  if (!city.entrance.credentials) return private_json(anonymous_json(city));
  const auto identified = Doorkeeper::identify(city, request);
  if (!identified) return identified.error();
  return private_json(*identified ? session_json(city, **identified) : anonymous_json(city));
}

Response list_sessions(const City& city, const Request& request, const Caller& caller) {
  const auto sessions = city.entrance.credentials->sessions(caller.account, city.clock());
  if (!sessions) return refuse(request, language_of(request), sessions.error());
  json::array rows;
  for (const stores::Session& one : *sessions)
    rows.push_back({{"id", one.id},
                    {"created", to_string(one.created)},
                    {"last_seen", to_string(one.last_seen)},
                    {"address", one.address},
                    {"agent", one.agent},
                    {"current", one.id == caller.session},
                    {"signed_in_by", one.signed_in_by}});
  return private_json(json::object{{"rows", std::move(rows)}});
}

Response end_session(const City& city, const Request& request, const Caller& caller, std::string_view id) {
  const auto ended = city.entrance.credentials->end_session(caller.account, id);
  if (!ended) return refuse(request, language_of(request), ended.error());
  if (!*ended) return no_such_address(request, language_of(request));
  note(city, request, caller.account, TrailKind::sign_out, TrailOutcome::done, "session", id);
  return no_content();
}

/// Whether the caller knows their own password: asked again before what a borrowed session must not change. Failures
/// count like those of signing in. Nothing if they do.
std::optional<Response> ask_again(const City& city, const Request& request, const Caller& caller,
                                  const std::string& password) {
  const auto answer =
      city.entrance.credentials->check({caller.account, password, "", request.client_address}, city.clock());
  if (!answer) return refuse(request, language_of(request), answer.error());
  if (answer->outcome == SignIn::locked) return locked(request, answer->retry_after_s);
  if (answer->outcome != SignIn::wrong) return std::nullopt;  // a second factor was asked for when the session began
  note(city, request, caller.account, TrailKind::credential, TrailOutcome::refused, "password", "current password wrong");
  return said(request, 422, {"口令不对", "The password is wrong"},
              {"当前口令不对，请重新输入。", "Your present password is not this one; type it again."}, "password.wrong");
}

Response change_password(const City& city, const Request& request, const Caller& caller) {
  const auto body = read_body<PasswordBody>(request);
  if (!body) return body.error();
  if (auto no = ask_again(city, request, caller, body->current)) return std::move(*no);
  if (body->current == body->password)
    return said(request, 422, {"新口令与当前口令相同", "The new password is the present one"},
                {"请换一个不同的口令。", "Choose another password."}, "password.same");
  if (auto set = city.entrance.credentials->set_password(caller.account, body->password, city.clock()); !set)
    return failed(request, set.error());
  note(city, request, caller.account, TrailKind::credential, TrailOutcome::done, "password", "changed");
  return open_session(city, request, caller.account, "password");  // the others have ended
}

Response begin_second_factor(const City& city, const Request& request, const Caller& caller) {
  const auto body = read_body<OwnPasswordBody>(request);
  if (!body) return body.error();
  if (auto no = ask_again(city, request, caller, body->password)) return std::move(*no);
  const auto begun = city.entrance.credentials->begin_second_factor(caller.account, city.clock());
  if (!begun) return refuse(request, language_of(request), begun.error());
  return private_json(json::object{{"secret", begun->secret_base32}, {"uri", begun->uri}});
}

Response confirm_second_factor(const City& city, const Request& request, const Caller& caller) {
  const auto body = read_body<CodeBody>(request);
  if (!body) return body.error();
  const auto codes = city.entrance.credentials->confirm_second_factor(caller.account, body->code, city.clock());
  if (!codes) return refuse(request, language_of(request), codes.error());
  if (!*codes) return wrong_code(request, 422);
  note(city, request, caller.account, TrailKind::credential, TrailOutcome::done, "second factor", "on");
  json::array out;
  for (const std::string& code : **codes) out.emplace_back(code);
  return private_json(json::object{{"recovery_codes", std::move(out)}});
}

Response drop_second_factor(const City& city, const Request& request, const Caller& caller) {
  const auto body = read_body<OwnPasswordBody>(request);
  if (!body) return body.error();
  if (auto no = ask_again(city, request, caller, body->password)) return std::move(*no);
  if (auto dropped = city.entrance.credentials->drop_second_factor(caller.account); !dropped)
    return refuse(request, language_of(request), dropped.error());
  note(city, request, caller.account, TrailKind::credential, TrailOutcome::done, "second factor", "off");
  return no_content();
}

Response accept_invitation(const City& city, const Request& request) {
  const auto body = read_body<InvitationBody>(request);
  if (!body) return body.error();
  if (!on_private_channel(request)) return sign_in(city, request);
  const auto account = city.entrance.credentials->accept_invitation(body->code, body->password, city.clock());
  if (!account) return failed(request, account.error());
  if (!*account || !may_sign_in(city, **account)) {
    note(city, request, {}, TrailKind::sign_in, TrailOutcome::refused, "invitation", "unknown");
    return said(request, 404, {"邀请码无效", "The invitation is not good"},
                {"邀请码已用过、已过期或有误。请管理员重新发放。",
                 "It was used, has expired or is mistyped. Ask an administrator for another."},
                "invitation.unknown");
  }
  note(city, request, **account, TrailKind::credential, TrailOutcome::done, "password", "set by invitation");
  // An invitation replaces the password, not the second factor: who has one signs in with both.
  const auto factor = city.entrance.credentials->has_second_factor(**account);
  if (!factor) return refuse(request, language_of(request), factor.error());
  if (*factor) return private_json(anonymous_json(city));
  return open_session(city, request, **account, "password");
}

/// For what belongs to a person's session, and not to a machine's key.
GuardedHandler own(const SharedPointer& shared, Response (*handler)(const City&, const Request&, const Caller&)) {
  return [shared, handler](const Request& request, const PathParameters&, const Caller& caller) {
    if (caller.by != Caller::By::session)
      return said(request, 403, {"只对人员账号开放", "For people's accounts only"},
                  {"接口密钥不能管理会话和口令。", "A key cannot manage sessions and passwords."}, "caller.not_a_person");
    return handler(shared->city, request, caller);
  };
}

}  // namespace

void add_session_api(Doorkeeper& doors, const SharedPointer& shared) {
  const auto open = [&](const char* method, const char* pattern, Response (*handler)(const City&, const Request&)) {
    doors.open(method, pattern, [shared, handler](const Request& request, const PathParameters&) {
      if (shared->city.entrance.credentials) return handler(shared->city, request);
      return refuse(request, language_of(request), 503, {"没有登录服务", "There is no signing in here"},
                    {"本服务只供阅读。", "This service is for reading only."});
    });
  };
  doors.open("GET", "/api/v1/session", [shared](const Request& request, const PathParameters&) {
    return who_am_i(shared->city, request);
  });
  open("POST", "/api/v1/session", sign_in);
  open("POST", "/api/v1/invitation", accept_invitation);
  doors.guard("DELETE", "/api/v1/session", own(shared, sign_out));
  doors.guard("GET", "/api/v1/sessions", own(shared, list_sessions));
  doors.guard("DELETE", "/api/v1/sessions/{session}",
              [shared](const Request& request, const PathParameters& path, const Caller& caller) {
                return end_session(shared->city, request, caller, path["session"]);
              });
  doors.guard("POST", "/api/v1/password", own(shared, change_password));
  doors.guard("POST", "/api/v1/second-factor", own(shared, begin_second_factor));
  doors.guard("PUT", "/api/v1/second-factor", own(shared, confirm_second_factor));
  doors.guard("DELETE", "/api/v1/second-factor", own(shared, drop_second_factor));
}

}  // namespace seethrough::http
