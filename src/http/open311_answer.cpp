// How Open311 says yes and no, and who calls.
#include <fmt/format.h>

#include <algorithm>

#include "access/table.h"
#include "http/commanding.h"
#include "http/doorkeeper.h"
#include "http/open311.h"
#include "http/secret.h"

namespace seethrough::http {

Unexpected<Open311Refusal> refuse_open311(int status, const Words& why, Language language) {
  return Unexpected{Open311Refusal{status, {{status, why.in(language)}}}};
}

Unexpected<Open311Refusal> refuse_open311(const open311::Faults& faults, Language language) {
  const bool missing = std::all_of(faults.begin(), faults.end(), [](const auto& one) { return one.code == 404; });
  return Unexpected{Open311Refusal{missing ? 404 : 400, open311::errors(faults, language)}};
}

Unexpected<Open311Refusal> refuse_open311(const Failure& failure, Language language) {
  const Words words = as_sentence({failure.zh, failure.en});
  return refuse_open311(failure.kind == FailureKind::malformed ? 400 : 503, words, language);
}

Open311Result<Caller> open311_caller(const City& city, const Open311Call& call, std::string_view pattern) {
  const std::string_view key = open311::value_of(call.parameters, "api_key");
  const Language language = call.language;
  Request asked;
  asked.method = call.request.method;
  asked.path = call.request.path;
  asked.peer_address = call.request.peer_address;
  asked.peer_is_loopback = call.request.peer_is_loopback;
  asked.client_address = call.request.client_address;
  asked.secure = call.request.secure;
  for (const auto& header : call.request.headers) {
    const bool of_a_browser = equal_ignoring_case(header.first, "Cookie");
    const bool replaced = !key.empty() && equal_ignoring_case(header.first, "Authorization");
    if (!of_a_browser && !replaced) asked.headers.push_back(header);
  }
  if (!key.empty()) asked.headers.emplace_back("Authorization", "Bearer " + std::string(key));
  if (!city.entrance.credentials || !city.entrance.trail || !asked.header("Authorization"))
    return refuse_open311(403,
                          {"缺少参数 api_key：应为本系统管理员发放的密钥。",
                           "The parameter api_key is missing: give a key that an administrator of this system issued."},
                          language);
  const auto identified = Doorkeeper::identify(city, asked);
  if (!identified && identified.error().status >= 500)
    return refuse_open311(
        503, {"暂时无法核对密钥，请稍后重试。", "Keys cannot be checked at the moment; try again later."}, language);
  if (!identified && identified.error().status == 403)
    return refuse_open311(403, {"密钥只能经 HTTPS 使用。请改用 https:// 开头的网址。",
                                "Keys are taken over HTTPS only. Use the address that begins with https://."},
                          language);
  if (!identified || !*identified)
    return refuse_open311(
        403,
        {"api_key 不对：密钥不存在、已收回或已到期。请向管理员索取新的密钥。",
         "The api_key is not good: it is unknown, was revoked or has ended. Ask an administrator for a new one."},
        language);
  const Caller& caller = **identified;
  if (!caller.in_scope_of_route(call.request.method, pattern)) {
    (void)forbid(city, call.request, caller, {access::Right::enter, access::Programme::complaints, {}},
                 call.request.path);
    return refuse_open311(
        403,
        {"这个密钥的权限范围不含投诉举报接入。请向管理员索取范围为 complaints 的密钥。",
         "This key's scopes do not reach to complaint intake. Ask an administrator for one with the scope complaints."},
        language);
  }
  return caller;
}

std::string open311_content(const open311::Parameters& parameters) {
  std::string content = "open311";
  for (const auto& [name, value] : parameters) {
    if (name == "api_key" || name == "token") continue;
    content += fmt::format("\n{}:{}={}:{}", name.size(), name, value.size(), value);
  }
  return content;
}

Open311Result<std::string> open311_key(const Open311Call& call, const std::string& own) {
  const auto header = call.request.header("Idempotency-Key");
  if (!header && own.empty()) return new_secret();
  const std::string key(header ? *header : std::string_view(own));
  if (is_idempotency_key(key)) return key;
  return refuse_open311(400, {"Idempotency-Key（或参数 token、update_id）应为" + key_expected.zh + "。",
                              "Idempotency-Key (or the parameter token or update_id) must be " + key_expected.en + "."},
                        call.language);
}

Unexpected<Open311Refusal> refuse_open311(const Told& told, Language language) {
  const auto& detail = told.body.at("detail").as_string();
  const int status = told.status == 403 || told.status == 503 ? told.status : 400;
  return refuse_open311(status, {std::string(detail), std::string(detail)}, language);
}

std::optional<Open311Refusal> forbid_open311(const City& city, const Open311Call& call, const Caller& caller,
                                             std::string_view command, PlaceCode place) {
  const access::CommandRule* rule = access::rule_of(command);
  const access::Requirement asked{rule->right, rule->programme, place};
  if (caller.in_scope_of_command(command) && may(city, caller, asked.right, asked.programme, asked.place))
    return std::nullopt;
  (void)forbid(city, call.request, caller, asked, command);
  return refuse_open311(403, {"密钥所属的账号不能为这个县区办理此事。请联系管理员。",
                              "The key's account may not do this for that unit. Ask an administrator."},
                        call.language).error;
}

}  // namespace seethrough::http
