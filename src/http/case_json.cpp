#include "http/case_json.h"

#include <algorithm>

#include "complaints/case_numbers.h"
#include "http/doorkeeper.h"

namespace seethrough::http {
namespace {

namespace json = boost::json;
using namespace complaints;

json::object limit_json(const TimeLimit& limit) { return {{"days", limit.days}, {"working", limit.working}}; }

json::array texts_json(const std::vector<std::string>& texts) { return json::array(texts.begin(), texts.end()); }

json::object counting_json(const Counting& counting) {
  return {{"types", name_json(counting.types)},
          {"combined_class", counting.combined_class},
          {"splits", name_json(counting.splits)},
          {"joint", name_json(counting.joint)},
          {"duplicates", name_json(counting.duplicates)},
          {"not_alone", texts_json(counting.not_alone)}};
}

json::array chain_json(const Case& one) {
  json::array chain;
  for (const Leg& leg : one.chain)
    chain.push_back({{"from", unit_json(leg.from)},
                     {"to", unit_json(leg.to)},
                     {"share_bp", leg.share_bp},
                     {"lead", leg.lead},
                     {"day", to_string(leg.day)},
                     {"accept_by", day_json(leg.accept_by)},
                     {"answer", name_json(leg.answer)},
                     {"answered", day_json(leg.answered)},
                     {"reason", leg.reason}});
  return chain;
}

json::object lineage_json(const Campaign& campaign, const Case& one) {
  json::array parts, repeated_by;
  if (const auto* split = std::get_if<Split>(&one.progress))
    for (int part = 1; part <= split->parts; ++part) parts.push_back(json::value(part_number(one.entry.number, part)));
  for (const Case& other : campaign.cases)
    if (other.repeats == one.entry.number) repeated_by.push_back(json::value(other.entry.number));
  const auto* merged = std::get_if<Merged>(&one.progress);
  return {{"part_of", text_json(one.part_of)},
          {"parts", std::move(parts)},
          {"merged_into", text_json(merged ? merged->into : "")},
          {"merged", texts_json(one.merged)},
          {"repeats", text_json(one.repeats)},
          {"repeated_by", std::move(repeated_by)},
          {"split_from", text_json(one.entry.split_from)}};
}

json::array sanctions_json(const Case& one) {
  json::array sanctions;
  for (const RecordSanction& sanction : one.sanctions)
    sanctions.push_back({{"kind", name_json(sanction.kind)},
                         {"count", sanction.count},
                         {"amount_fen", sanction.amount.value},
                         {"document", sanction.document},
                         {"day", to_string(sanction.day)}});
  return sanctions;
}

json::array evidence_json(const Case& one) {
  json::array evidence;
  for (const AttachEvidence& item : one.evidence)
    evidence.push_back({{"stage", name_json(item.stage)},
                        {"content", to_hex(item.content)},
                        {"public_copy", item.public_copy ? json::value(to_hex(*item.public_copy)) : json::value(nullptr)},
                        {"media_type", item.media_type},
                        {"size", item.size},
                        {"day", to_string(item.day)}});
  return evidence;
}

json::value outcome_json(const std::optional<Outcome>& outcome) {
  if (!outcome) return nullptr;
  return json::object{{"closure", name_json(outcome->closure)},
                      {"finding", name_json(outcome->finding)},
                      {"day", to_string(outcome->day)},
                      {"goal", day_json(outcome->goal)}};
}

json::value reported_json(const Case& one) {
  const auto* reported = std::get_if<Reported>(&one.progress);
  if (!reported) return nullptr;
  return json::object{{"closure", name_json(reported->closure)},
                      {"goal", day_json(reported->goal)},
                      {"by", reported->by},
                      {"first_signature", text_json(reported->first_signature)}};
}

json::value call_back_json(const std::optional<RecordCallBack>& call) {
  if (!call) return nullptr;
  return json::object{{"day", to_string(call->day)},
                      {"reached", call->reached},
                      {"solved", call->solved},
                      {"satisfaction", name_json(call->satisfaction)}};
}

/// What was found, done and said of it.
void add_results(json::object& out, const Case& one) {
  json::array findings, disclosed, updates;
  for (const auto& finding : one.findings) findings.push_back(name_json(finding));
  for (const Day day : one.disclosed) disclosed.push_back(json::value(to_string(day)));
  for (const PostUpdate& update : one.updates)
    updates.push_back({{"day", to_string(update.day)}, {"text", update.text}});
  out["findings"] = std::move(findings);
  out["rolled_up"] = name_json(rolled_up(one.findings));
  out["sanctions"] = sanctions_json(one);
  out["evidence"] = evidence_json(one);
  out["outcome"] = outcome_json(one.outcome);
  out["reported"] = reported_json(one);
  out["text"] = one.text ? json::value(public_text_json(*one.text)) : json::value(nullptr);
  out["disclosed"] = std::move(disclosed);
  out["updates"] = std::move(updates);
  out["call_back"] = call_back_json(one.call_back);
}

}  // namespace

std::vector<PlaceCode> places_concerned(const Case& one) {
  std::vector<PlaceCode> places{one.entry.place};
  for (const Leg& leg : one.chain)
    if (leg.answer != Answer::returned && std::find(places.begin(), places.end(), leg.to.place) == places.end())
      places.push_back(leg.to.place);
  return places;
}

bool ReadableCases::has(const Case& one) const {
  const auto places = places_concerned(one);
  return std::any_of(places.begin(), places.end(), [&](PlaceCode place) { return places_.has(place); });
}

bool may_in_any(const City& city, const Caller& caller, access::Right right, const std::vector<PlaceCode>& places) {
  return std::any_of(places.begin(), places.end(), [&](PlaceCode place) {
    return may(city, caller, right, access::Programme::complaints, place);
  });
}

std::optional<Response> unless_reader(const City& city, const Request& request, const Caller& caller) {
  const access::Requirement asked{access::Right::read_records, access::Programme::complaints, {}};
  if (!places_of(city, caller, asked.right, asked.programme).empty()) return std::nullopt;
  return forbid(city, request, caller, asked, request.path);
}

Result<std::optional<std::string>, Response> campaign_asked(const City& city, const Request& request) {
  std::optional<std::string> campaign;
  const auto asked = request.query_value("campaign");
  if (!asked) return campaign;
  const bool known = city.engine.look([&](const figures::Reading& reading, const std::string&) {
    return reading.complaints().campaign(*asked) != nullptr;
  });
  if (!known)
    return Unexpected{refuse_value(request, language_of(request), "campaign", *asked,
                                   {"已登记的督察活动的标识", "the id of a campaign that was declared"})};
  campaign = *asked;
  return campaign;
}

FoundCase find_case(const State& state, const std::string& number) {
  for (const Campaign& campaign : state.campaigns)
    if (const Case* one = campaign.find(number)) return {&campaign, one};
  return {};
}

std::string number_of_letter(const Campaign& campaign, const Case& one) {
  const Case* whole = &one;
  while (!whole->part_of.empty()) whole = campaign.find(whole->part_of);
  return whole->entry.number;
}

json::value day_json(const std::optional<Day>& day) {
  return day ? json::value(to_string(*day)) : json::value(nullptr);
}

json::value text_json(std::string_view text) { return text.empty() ? json::value(nullptr) : json::value(text); }

json::object unit_json(const Unit& unit) { return {{"place", unit.place.value}, {"organ", unit.organ}}; }

std::string_view state_of(const Case& one) {
  return std::visit([](const auto& state) { return state.name; }, one.progress);
}

json::object terms_json(const CampaignTerms& terms) {
  return {{"accept", limit_json(terms.accept)},
          {"report", limit_json(terms.report)},
          {"publish", limit_json(terms.publish)},
          {"extend_at_most", terms.extend_at_most},
          {"notice", limit_json(terms.notice)},
          {"summons", limit_json(terms.summons)},
          {"columns", texts_json(terms.columns)},
          {"series", terms.series},
          {"counting", terms.counting ? json::value(counting_json(*terms.counting)) : json::value(nullptr)},
          {"continuous", terms.continuous}};
}

json::object public_text_json(const PublicText& text) {
  return {{"situation", text.situation},
          {"investigation", text.investigation},
          {"rectification", text.rectification},
          {"accountability", text.accountability},
          {"remarks", text.remarks}};
}

json::object clock_json(const Campaign& campaign, const Case& one) {
  const bool handed_over = !std::holds_alternative<Registered>(one.progress);
  return {{"handed_over", day_json(handed_over ? std::optional(one.clock.handed_over) : std::nullopt)},
          {"report", day_json(one.clock.dues.report)},
          {"publish", day_json(one.clock.dues.publish)},
          {"extended_days", one.clock.extended_days},
          {"suspended_since", day_json(suspended_since(campaign, one))},
          {"step", name_json(one.clock.step)}};
}

json::object case_json(const Campaign& campaign, const Case& one) {
  const RegisterCase& entry = one.entry;
  json::array handled_by;
  for (const UnitShare& unit : one.handled_by())
    handled_by.push_back({{"unit", unit_json(unit.unit)}, {"share_bp", unit.share_bp}});
  json::object out{{"number", entry.number},
                   {"campaign", entry.campaign},
                   {"batch", entry.batch},
                   {"day", to_string(entry.day)},
                   {"place", entry.place.value},
                   {"pollution", entry.pollution},
                   {"further_types", texts_json(entry.further_types.value_or(std::vector<std::string>{}))},
                   {"issues", one.issues()},
                   {"channel", name_json(entry.channel)},
                   {"key_case", one.key()},
                   {"inherited_key", one.inherited_key},
                   {"state", state_of(one)},
                   {"rounds", one.rounds},
                   {"responsible", unit_json(campaign.responsible(one))},
                   {"handled_by", std::move(handled_by)},
                   {"chain", chain_json(one)},
                   {"lineage", lineage_json(campaign, one)},
                   {"clock", clock_json(campaign, one)},
                   {"corrections", one.corrections},
                   {"reconstructed", entry.reconstructed}};
  add_results(out, one);
  return out;
}

}  // namespace seethrough::http
