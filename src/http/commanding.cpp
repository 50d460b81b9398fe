#include "http/commanding.h"

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <fmt/format.h>

#include <algorithm>

#include "access/table.h"
#include "http/case_code.h"
#include "http/doorkeeper.h"
#include "http/follow_up.h"
#include "journal/codec.h"
#include "messages/sentence.h"
#include "proof/hash.h"

namespace seethrough::http {
namespace {

namespace json = boost::json;

/// A complaint that was registered comes with the code that the complainant is given.
void add_case_code(const City& city, const journal::Event& event, json::object& body) {
  const auto* of_complaints = std::get_if<complaints::Event>(&event);
  const auto* registered = of_complaints ? std::get_if<complaints::CaseRegistered>(of_complaints) : nullptr;
  if (registered) body["case_code"] = case_code(city.vault, registered->entry.campaign, registered->entry.number);
}

Told accepted(const City& city, const engine::Answer& answer, const journal::Event& event) {
  Told told{201, json::object{{"seq", answer.seq},
                              {"event", json::parse(journal::encode_event(event))},
                              {"repeated", answer.repeated},
                              {"receipt", fmt::format("/api/v1/entries/{}", answer.seq)}}};
  add_case_code(city, event, told.body);
  return told;
}

Told refused(const engine::Answer& answer, const journal::Refused& refused, Language language) {
  const std::string told = sentence_of(refused.rejection, language);
  const std::string_view type = journal::type_of(refused.rejection);
  Told out = told_problem(type == access::NotPermitted::type ? 403 : 422, {"命令被拒绝", "The command was refused"},
                          {told, told}, language, type);
  out.body["rejection"] = json::parse(journal::encode_rejection(refused.rejection));
  out.body["seq"] = answer.seq;
  out.body["repeated"] = answer.repeated;
  out.body["receipt"] = fmt::format("/api/v1/entries/{}", answer.seq);
  return out;
}

}  // namespace

std::optional<Response> may_try(const City& city, const Request& request, const Caller& caller,
                                const journal::Command& command) {
  const std::string_view type = journal::type_of(command);
  const access::CommandRule* rule = access::rule_of(type);
  if (!rule) return no_such_address(request);
  const access::Requirement asked{rule->right, rule->programme, {}};
  if (caller.in_scope_of_command(type) && may(city, caller, asked.right, asked.programme)) return std::nullopt;
  return forbid(city, request, caller, asked, type);
}

std::optional<Response> needs_json(const Request& request, Language language) {
  const std::string_view type = request.header("Content-Type").value_or("");
  if (equal_ignoring_case(type.substr(0, std::min(type.find_first_of("; \t"), type.size())), "application/json"))
    return std::nullopt;
  return refuse(request, language, 415, {"内容类型不对", "The content type is not as expected"},
                {"请求体应为 JSON：请加上 Content-Type: application/json。",
                 "The body is JSON: send Content-Type: application/json."});
}

bool is_idempotency_key(std::string_view key) {
  return !key.empty() && key.size() <= 200 &&
         std::all_of(key.begin(), key.end(), [](char c) { return c >= 0x20 && c <= 0x7e; });
}

const Words key_expected{"1 至 200 个可打印 ASCII 字符；同一条命令重发时用同一个",
                         "1 to 200 printable ASCII characters, the same when the same command is sent again"};

Result<std::string, Response> idempotency_key(const Request& request, Language language) {
  const auto key = request.header("Idempotency-Key");
  if (key && is_idempotency_key(*key)) return std::string(*key);
  return Unexpected{refuse(request, language, 400,
                           key ? Words{"请求编号不对", "The request's key is not as expected"}
                               : Words{"缺少请求编号", "The request has no key"},
                           {"请求头 Idempotency-Key 应为" + key_expected.zh + "。",
                            "The header Idempotency-Key must be " + key_expected.en + "."})};
}

engine::Submission submission(const City& city, std::string_view account, std::string_view key,
                              journal::Command command) {
  std::string named(account);
  named.push_back('\0');
  const Digest digest = proof::sha256(named.append(key));
  engine::Submission submission{{}, std::move(command)};
  std::copy_n(digest.bytes.begin(), RequestId::size, submission.envelope.request.bytes.begin());
  submission.envelope.fingerprint = city.vault.fingerprint(journal::encode_command(submission.command));
  submission.envelope.at = city.clock();
  submission.envelope.by = account;
  return submission;
}

std::string sentence_of(const journal::Rejection& rejection, Language language) {
  return std::visit([&](const auto& one) { return sentence(one, language); }, rejection);
}

Result<journal::Event, Told> decided(const City& city, const engine::Answer& answer, Language language) {
  if (answer.contradicts)
    return Unexpected{
        told_problem(409, {"请求编号已用于另一条命令", "The key was used for another command"},
                     {"同一个 Idempotency-Key 先前提交过内容不同的命令，这次什么也没有做。换一个编号再提交。",
                      "The same Idempotency-Key came with a different command before; nothing was done this time. "
                      "Use another key."},
                     language)};
  std::optional<journal::Event> event = answer.event;
  if (!event) {
    const auto bytes = entry_bytes(city, answer.seq);
    auto entry = bytes && *bytes ? journal::decode_entry(**bytes)
                                 : Result<journal::Entry, Failure>(Unexpected{Failure{
                                       FailureKind::unavailable, "暂时读不到先前的答复，请稍后重试",
                                       "the earlier answer cannot be read at the moment; try again later"}});
    if (!entry)
      return Unexpected{told_problem(503, {"暂时无法提供", "Not available at the moment"},
                                     {entry.error().zh, entry.error().en}, language)};
    event = std::move(entry->event);
  }
  if (const auto* refusal = std::get_if<journal::Refused>(&*event))
    return Unexpected{refused(answer, *refusal, language)};
  return std::move(*event);
}

Told told(const City& city, const engine::Answer& answer, Language language) {
  const auto event = decided(city, answer, language);
  return event ? accepted(city, answer, *event) : event.error();
}

Told told_problem(int status, const Words& title, const Words& detail, Language language, std::string_view type) {
  return {status, json::object{{"type", type},
                               {"title", title.in(language)},
                               {"status", status},
                               {"detail", detail.in(language)}}};
}

Response as_response(const Told& told) {
  Response response = http::json(json::serialize(told.body), told.status);
  if (told.status >= 400) response.content_type = "application/problem+json";
  return std::move(response).with("Cache-Control", "no-store");
}

Result<engine::Answer, Told> give(const City& city, engine::Submission submission, Language language) {
  std::vector<engine::Submission> one;
  one.push_back(std::move(submission));
  const engine::Answers answers = city.engine.submit(std::move(one));
  if (!answers)
    return Unexpected{told_problem(503, {"暂时无法受理", "Not available at the moment"},
                                   {answers.error().zh, answers.error().en}, language)};
  if (answers->front().event) follow_up(city, *answers->front().event);
  return answers->front();
}

Response submit(const City& city, engine::Submission submission, Language language) {
  const auto answer = give(city, std::move(submission), language);
  return as_response(answer ? told(city, *answer, language) : answer.error());
}

}  // namespace seethrough::http
