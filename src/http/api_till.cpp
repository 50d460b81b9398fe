// POST /api/v1/till/…: what tills and payment platforms call (收银接口): qualification, draw, redeem, void, return, sync.
#include <boost/describe/class.hpp>
#include <boost/describe/enum_to_string.hpp>
#include <boost/json/array.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <fmt/format.h>

#include <map>

#include "http/body.h"
#include "http/doorkeeper.h"
#include "http/till_operation.h"
#include "subsidies/qualification.h"

namespace seethrough::http {
namespace {

namespace json = boost::json;

constexpr std::size_t most_items = 200;

struct QualificationBody {
  std::string identity;
  std::optional<Pseudonym> person;
  std::string kind;
  subsidies::Channel channel = subsidies::Channel::offline;
  PlaceCode place;
  std::optional<Day> day;
  std::optional<Fen> price_fen;
  std::optional<int> efficiency;
};
BOOST_DESCRIBE_STRUCT(QualificationBody, (), (identity, person, kind, channel, place, day, price_fen, efficiency))

json::object qualification_json(const subsidies::Qualification& found) {
  json::array entitlements, rounds;
  for (const subsidies::HeldEntitlement& one : found.entitlements)
    entitlements.push_back(json::object{{"entitlement", to_string(one.entitlement)},
                                        {"expires", to_string(one.expires)},
                                        {"channel", boost::describe::enum_to_string(one.channel, "")}});
  for (const std::string& round : found.rounds) rounds.push_back(json::value(round));
  json::object out{{"eligible", !found.why},
                   {"used", found.used},
                   {"limit", found.limit},
                   {"entitlements", std::move(entitlements)},
                   {"rounds", std::move(rounds)}};
  if (found.subsidy) out["subsidy_fen"] = found.subsidy->value;
  if (found.why) {
    const journal::Rejection why{*found.why};
    out["why"] = json::object{{"type", journal::type_of(why)},
                              {"zh", sentence_of(why, Language::zh)},
                              {"en", sentence_of(why, Language::en)}};
  }
  return out;
}

/// Who asks about whom is on record, as every look at a person is.
Response qualification(const City& city, const Request& request, const Caller& caller) {
  const auto body = read_body<QualificationBody>(request);
  if (!body) return body.error();
  const auto person = read_person(city, request, body->identity, body->person);
  if (!person) return person.error();
  const access::Requirement asked{access::Right::enter, access::Programme::subsidies, body->place};
  if (city.places.find(body->place) && !may(city, caller, asked.right, asked.programme, asked.place))
    return forbid(city, request, caller, asked, request.path);
  if (body->price_fen && *body->price_fen <= Fen{})
    return refuse_value(request, language_of(request), "price_fen", std::to_string(body->price_fen->value),
                        {"大于 0 的分", "fen above 0"});
  note(city, request, caller.account, stores::TrailKind::look, stores::TrailOutcome::done, "qualification",
       to_hex(*person));
  const Instant now = city.clock();
  const Day today = day_in_china(now);
  subsidies::QualificationAsked question{*person,     body->kind,      body->channel, body->place,
                                         body->day.value_or(today), body->price_fen, {}};
  if (body->efficiency) question.facts.set(rules::Field::efficiency, *body->efficiency);
  subsidies::Qualification found;
  const auto looked = city.engine.ask([&](const engine::World& world) {
    found = subsidies::qualify({world.subsidies(), city.rules, city.places, today, now, caller.account}, question);
  });
  if (!looked) return refuse(request, language_of(request), looked.error());
  return private_json(qualification_json(found));
}

Response one_operation(const City& city, const Request& request, const Caller& caller, ReadOperation read) {
  const Language language = language_of(request);
  const auto members = read_object(request);
  if (!members) return members.error();
  const auto key = idempotency_key(request, language);
  if (!key) return key.error();
  auto submission = read(city, request, caller, *key, *members);
  if (!submission) return submission.error();
  const auto answer = give(city, std::move(submission).value(), language);
  return as_response(answer ? told_to_till(city, *answer, language) : answer.error());
}

/// The items of one sync, one after the other: a later one may name the sale of an earlier one.
class Sync {
 public:
  Sync(const City& city, const Request& request, const Caller& caller)
      : city_(city), request_(request), caller_(caller), language_(language_of(request)) {}

  json::object result_of(const json::value& item) {
    Told told = answer_to(item);
    told.body["status"] = told.status;
    if (const auto* object = item.if_object()) {
      if (const auto* key = object->if_contains("key")) told.body["key"] = *key;
    }
    return std::move(told.body);
  }

 private:
  Told bad(const Words& detail) const {
    return told_problem(400, {"无法理解的一项", "The item cannot be understood"}, detail, language_);
  }

  Told answer_to(const json::value& item) {
    const auto* object = item.if_object();
    const auto* key = object ? object->if_contains("key") : nullptr;
    const auto* op = object ? object->if_contains("op") : nullptr;
    if (!key || !key->is_string() || !op || !op->is_string())
      return bad({"每一项应为 {\"key\":…,\"op\":\"redeem\"、\"void\" 或 \"return\",…}",
                  "each item must be of the form {\"key\":…,\"op\":\"redeem\", \"void\" or \"return\",…}"});
    if (!is_idempotency_key(key->get_string()))
      return bad({"字段 key 应为" + key_expected.zh, "the field key must be " + key_expected.en});
    const ReadOperation read = op->get_string() == "draw" ? nullptr : find_operation(op->get_string());
    if (!read) return bad({"字段 op 应为下列之一：redeem, void, return", "the field op must be one of redeem, void, return"});
    json::object members = *object;
    members.erase("key");
    members.erase("op");
    if (auto no = name_claim(members)) return std::move(*no);
    return give_one(read, std::string(key->get_string()), members);
  }

  /// In place of "claim", "of" names the key of a sale earlier in this request: offline there is no number yet.
  std::optional<Told> name_claim(json::object& members) const {
    const auto* of = members.if_contains("of");
    if (!of) return std::nullopt;
    const auto sold = of->is_string() ? claims_.find(std::string(of->get_string())) : claims_.end();
    if (sold == claims_.end() || members.contains("claim"))
      return bad({"字段 of 应为本次请求中先前一项已核销成功的 key，且不与 claim 同用",
                  "the field of must be the key of a sale that was redeemed earlier in this request, and stands in "
                  "place of claim"});
    members.erase("of");
    members["claim"] = sold->second;
    return std::nullopt;
  }

  Told give_one(ReadOperation read, const std::string& key, const json::object& members) {
    auto submission = read(city_, request_, caller_, key, members);
    if (!submission)
      return {submission.error().status, json::parse(submission.error().text()).as_object()};
    const auto answer = give(city_, std::move(submission).value(), language_);
    if (!answer) return answer.error();
    Told told = told_to_till(city_, *answer, language_);
    if (const auto* claim = told.status == 201 ? told.body.if_contains("claim") : nullptr)
      claims_.emplace(key, claim->get_string());
    return told;
  }

  const City& city_;
  const Request& request_;
  const Caller& caller_;
  Language language_;
  std::map<std::string, std::string> claims_;  // by the key of their redemption
};

Response sync(const City& city, const Request& request, const Caller& caller) {
  const Language language = language_of(request);
  const auto body = read_object(request);
  if (!body) return body.error();
  const auto* items = body->if_contains("items");
  if (!items || !items->is_array() || body->size() != 1)
    return refuse(request, language, 400, {"无法理解的请求", "The request cannot be understood"},
                  {"请求体应为 {\"items\":[{\"key\":…,\"op\":…}…]}。",
                   "Expected a body of the form {\"items\":[{\"key\":…,\"op\":…}…]}."});
  if (items->get_array().size() > most_items)
    return refuse(request, language, 413, {"一次补传的笔数过多", "Too many items at once"},
                  {fmt::format("一次至多 {} 笔，这里有 {} 笔。请分次补传。", most_items, items->get_array().size()),
                   fmt::format("At most {} at a time; here are {}. Send them in several requests.", most_items,
                               items->get_array().size())});
  Sync run(city, request, caller);
  json::array results;
  for (const json::value& item : items->get_array()) results.push_back(run.result_of(item));
  return private_json(json::object{{"results", std::move(results)}});
}

}  // namespace

void add_till_api(Doorkeeper& doors, const SharedPointer& shared) {
  const auto add = [&](const char* pattern, auto handler) {
    doors.guard("POST", pattern, [shared, handler](const Request& request, const PathParameters&, const Caller& caller) {
      return handler(shared->city, request, caller);
    });
  };
  const auto operation = [](const char* name) {
    return [read = find_operation(name)](const City& city, const Request& request, const Caller& caller) {
      return one_operation(city, request, caller, read);
    };
  };
  add("/api/v1/till/qualification", qualification);
  add("/api/v1/till/draw", operation("draw"));
  add("/api/v1/till/redeem", operation("redeem"));
  add("/api/v1/till/void", operation("void"));
  add("/api/v1/till/return", operation("return"));
  add("/api/v1/till/sync", sync);
}

}  // namespace seethrough::http
