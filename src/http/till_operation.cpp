#include "http/till_operation.h"

#include <boost/describe/class.hpp>
#include <boost/describe/enum_to_string.hpp>
#include <boost/json/array.hpp>
#include <boost/json/parse.hpp>
#include <fmt/format.h>

#include "http/claim_taking.h"
#include "http/receipt_steps.h"
#include "http/till_redemption.h"
#include "identifiers/identity_number.h"
#include "journal/codec.h"
#include "journal/read_json.h"
#include "messages/labels.h"

namespace seethrough::http {
namespace {

namespace json = boost::json;

const Words not_understood{"无法理解的请求", "The request cannot be understood"};

struct DrawBody {
  std::string round;
  std::string identity;
  std::optional<Pseudonym> person;
  std::string kind;
  subsidies::Channel channel = subsidies::Channel::offline;
  PlaceCode place;
};
BOOST_DESCRIBE_STRUCT(DrawBody, (), (round, identity, person, kind, channel, place))

struct VoidBody {
  std::string claim;
  std::optional<Day> day;
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(VoidBody, (), (claim, day, reason))

struct ReturnBody {
  std::string claim;
  std::optional<Day> day;
  std::string reason;
  std::optional<bool> refunded;
};
BOOST_DESCRIBE_STRUCT(ReturnBody, (), (claim, day, reason, refunded))

Response refuse_member(const Request& request, std::string_view path, const Words& expected) {
  return refuse(request, language_of(request), 400, not_understood,
                {fmt::format("字段 {} 不对：应为{}。", path, expected.zh),
                 fmt::format("The field {} is not as expected: {}.", path, expected.en)});
}

template <class Body>
Result<Body, Response> read_members(const Request& request, const json::object& members) {
  Body body;
  journal::Reader reader(journal::Strictness::request);
  if (reader.read(members, body)) return body;
  const journal::FieldFault& fault = *reader.fault();
  return Unexpected{refuse_member(request, fault.path, {fault.expected_zh, fault.expected_en})};
}

/// The command, if the caller may try it. `asked` is what was sent, without a day that only the envelope knows: the same
/// request a day later is the same.
Result<engine::Submission, Response> submission_of(const City& city, const Request& request, const Caller& caller,
                                                   std::string_view key, journal::Command command,
                                                   const journal::Command& asked) {
  if (auto no = may_try(city, request, caller, command)) return Unexpected{std::move(*no)};
  engine::Submission one = submission(city, caller.account, key, std::move(command));
  one.envelope.fingerprint = city.vault.fingerprint(journal::encode_command(asked));
  return one;
}

Result<engine::Submission, Response> read_draw(const City& city, const Request& request, const Caller& caller,
                                               std::string_view key, const json::object& members) {
  const auto body = read_members<DrawBody>(request, members);
  if (!body) return Unexpected{body.error()};
  const auto person = read_person(city, request, body->identity, body->person);
  if (!person) return Unexpected{person.error()};
  const journal::Command command{
      subsidies::Command{subsidies::Draw{body->round, *person, body->kind, body->channel, body->place}}};
  return submission_of(city, request, caller, key, command, command);
}

Result<engine::Submission, Response> read_redeem(const City& city, const Request& request, const Caller& caller,
                                                 std::string_view key, const json::object& members) {
  const auto claim = read_redemption(city, members);
  if (!claim) return Unexpected{refuse_claim(request, language_of(request), claim.error())};
  const journal::Command named{subsidies::Command{subsidies::Redeem{}}};
  if (auto no = may_try(city, request, caller, named)) return Unexpected{std::move(*no)};
  return take_claim(city, request, caller, key, *claim);
}

/// A step of one claim: the day is today unless it is said.
template <class Command>
Result<engine::Submission, Response> read_step(const City& city, const Request& request, const Caller& caller,
                                               std::string_view key, const std::string& claim,
                                               const std::optional<Day>& day, Command command) {
  const auto number = subsidies::parse_claim_number(claim);
  if (!number)
    return Unexpected{refuse_member(request, "claim", {"核销时得到的申领单号，如 C0000001",
                                                       "a claim's number as its redemption told it, like C0000001"})};
  command.claim = *number;
  command.day = day.value_or(Day{});
  const journal::Command asked{subsidies::Command{command}};
  command.day = day.value_or(day_in_china(city.clock()));
  return submission_of(city, request, caller, key, journal::Command{subsidies::Command{command}}, asked);
}

Result<engine::Submission, Response> read_void(const City& city, const Request& request, const Caller& caller,
                                               std::string_view key, const json::object& members) {
  const auto body = read_members<VoidBody>(request, members);
  if (!body) return Unexpected{body.error()};
  return read_step(city, request, caller, key, body->claim, body->day, subsidies::Void{{}, {}, body->reason});
}

Result<engine::Submission, Response> read_return(const City& city, const Request& request, const Caller& caller,
                                                 std::string_view key, const json::object& members) {
  const auto body = read_members<ReturnBody>(request, members);
  if (!body) return Unexpected{body.error()};
  return read_step(city, request, caller, key, body->claim, body->day,
                   subsidies::ReturnGoods{{}, {}, body->reason, body->refunded});
}

// The replies.

json::object reply(const City&, const subsidies::EntitlementDrawn& e) {
  return {{"entitlement", to_string(e.entitlement)}, {"expires", to_string(e.expires)}, {"reserved_fen", e.reserved.value}};
}
json::object reply(const City&, const subsidies::LotEntered& e) { return {{"round", e.draw.round}, {"entry", e.entry}}; }

json::object reply(const City& city, const subsidies::ClaimRedeemed& e) {
  json::object out{{"claim", to_string(e.claim)},
                   {"subsidy_fen", e.grant.subsidy.value},
                   {"payable_fen", (e.purchase.price - e.grant.subsidy).value},
                   {"state", subsidies::Redeemed::name}};
  for (const subsidies::Finding& one : e.findings.value_or(std::vector<subsidies::Finding>{})) {
    if (one.severity != rules::Severity::hold) continue;
    const subsidies::HoldReason reason = subsidies::hold_reason_of(one.check);
    out["state"] = subsidies::Held::name;
    out["hold_reason"] = boost::describe::enum_to_string(reason, "");
    out["hold_reason_zh"] = label(reason, Language::zh);
    out["hold_reason_en"] = label(reason, Language::en);
    break;
  }
  if (const rules::Edition* edition = city.rules.edition_of(e.grant.edition))
    out["receipt_steps"] = receipt_steps(*edition, e.purchase, e.grant);
  return out;
}
json::object reply(const City&, const subsidies::ClaimVoided& e) {
  return {{"claim", to_string(e.claim)}, {"state", subsidies::Voided::name}};
}
json::object reply(const City&, const subsidies::GoodsReturned& e) {
  json::object out{{"claim", to_string(e.claim)}, {"state", subsidies::Returned::name}};
  if (e.to_claw_back && *e.to_claw_back > Fen{}) {
    out["state"] = subsidies::ClawbackDue::name;
    out["to_claw_back_fen"] = e.to_claw_back->value;
  }
  return out;
}

/// Of no other command does a till hear.
template <class Event>
json::object reply(const City&, const Event&) {
  return {};
}

}  // namespace

ReadOperation find_operation(std::string_view name) {
  if (name == "draw") return read_draw;
  if (name == "redeem") return read_redeem;
  if (name == "void") return read_void;
  if (name == "return") return read_return;
  return nullptr;
}

Told told_to_till(const City& city, const engine::Answer& answer, Language language) {
  const auto event = decided(city, answer, language);
  if (!event) return event.error();
  Told told{201, {}};
  if (const auto* of_subsidies = std::get_if<subsidies::Event>(&*event))
    told.body = std::visit([&](const auto& e) { return reply(city, e); }, *of_subsidies);
  told.body["seq"] = answer.seq;
  told.body["repeated"] = answer.repeated;
  told.body["receipt"] = fmt::format("/api/v1/entries/{}", answer.seq);
  return told;
}

Result<json::object, Response> read_object(const Request& request) {
  const Language language = language_of(request);
  if (auto no = needs_json(request, language)) return Unexpected{std::move(*no)};
  json::error_code error;
  json::value parsed = json::parse(request.body, error);
  if (!error && parsed.is_object()) return std::move(parsed.get_object());
  return Unexpected{refuse(request, language, 400, not_understood,
                           {"请求体应为一个 JSON 对象。", "The body must be one JSON object."})};
}

Result<Pseudonym, Response> read_person(const City& city, const Request& request, const std::string& identity,
                                        const std::optional<Pseudonym>& person) {
  if (identity.empty() == !person)
    return Unexpected{refuse_member(request, "identity",
                                    {"18 位公民身份号码；或改用 person 给出假名，两者只能有一个",
                                     "the 18 characters of a citizen identity number; or give the pseudonym as "
                                     "person, one of the two"})};
  if (person) return *person;
  if (check_identity_number(identity)) return city.vault.pseudonym("person", identity);
  return Unexpected{refuse_member(request, "identity", {"18 位公民身份号码，最后一位为校验码，请对照证件",
                                                        "the 18 characters of a citizen identity number, the last of "
                                                        "which is its check: compare the card"})};
}

}  // namespace seethrough::http
