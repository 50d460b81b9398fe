// GET /api/v1/claims/{id}/story: what became of a claim step by step, what it may do next, until when, and why the rules
// came to its subsidy.
#include <boost/describe/enum_to_string.hpp>
#include <boost/json/array.hpp>
#include <boost/json/serialize.hpp>

#include "http/body.h"
#include "http/case_file.h"
#include "http/desk_claims.h"
#include "http/doorkeeper.h"
#include "http/receipt_steps.h"
#include "http/story_steps.h"
#include "messages/labels.h"

namespace seethrough::http {
namespace {

namespace json = boost::json;
using namespace subsidies;

/// The event that made the claim, as its two forms share it.
struct Origin {
  Purchase purchase;
  Grant grant;
  std::vector<Finding> findings;
};

std::optional<Origin> origin_of(const RecordHistory& history) {
  const auto* event = std::get_if<subsidies::Event>(&history.entries.front().event);
  if (!event) return std::nullopt;
  const auto from = [](const auto& e) { return Origin{e.purchase, e.grant, e.findings.value_or(std::vector<Finding>{})}; };
  if (const auto* redeemed = std::get_if<ClaimRedeemed>(event)) return from(*redeemed);
  if (const auto* applied = std::get_if<ClaimApplied>(event)) return from(*applied);
  return std::nullopt;
}

json::array findings_json(const std::vector<Finding>& findings) {
  json::array out;
  for (const Finding& one : findings)
    out.push_back(json::object{{"check", boost::describe::enum_to_string(one.check, "")},
                               {"check_zh", label(one.check, Language::zh)},
                               {"check_en", label(one.check, Language::en)},
                               {"severity", boost::describe::enum_to_string(one.severity, "")},
                               {"detail", one.detail},
                              {"detail_zh", finding_in_words(one.check, one.detail, Language::zh)},
                              {"detail_en", finding_in_words(one.check, one.detail, Language::en)}});
  return out;
}

json::object source_json(const rules::Source& source) {
  return {{"id", source.id},         {"title_zh", source.title.zh}, {"title_en", source.title.en},
          {"issuer", source.issuer}, {"number", source.number},     {"local", source.local}};
}

json::array explanation_json(const City& city, const Origin& origin, const rules::Edition& edition) {
  rules::Facts facts = origin.purchase.facts;
  facts.set(rules::Field::price_fen, origin.grant.base.value_or(origin.purchase.price));
  json::array lines;
  for (const rules::TraceLine& line : city.rules.explain(edition, origin.purchase.kind, facts, origin.purchase.day).lines) {
    json::object out{{"zh", line.text.zh}, {"en", line.text.en}};
    if (const rules::Source* source = edition.find_source(line.source)) out["source"] = source_json(*source);
    lines.push_back(std::move(out));
  }
  return lines;
}

json::object terms_json(const City& city, const Origin& origin, const stores::ClaimRow& row) {
  json::object terms{{"class", row.item_class},
                     {"kind", row.kind},
                     {"clause", origin.grant.clause},
                     {"edition", origin.grant.edition},
                     {"fund", origin.grant.fund},
                     {"merchant", row.merchant},
                     {"merchant_name", row.merchant_name},
                     {"place", row.place},
                     {"day", to_string(Day{row.day})},
                     {"price_fen", row.price_fen},
                     {"subsidy_fen", row.subsidy_fen},
                     {"reconstructed", row.reconstructed}};
  if (const rules::Kind* kind = city.rules.describe(civil(Day{row.day}).year, row.kind)) {
    terms["kind_zh"] = kind->name.zh;
    terms["kind_en"] = kind->name.en;
  }
  return terms;
}

json::object story_json(const City& city, const RecordHistory& history, const Origin& origin, const stores::ClaimRow& row) {
  json::array moves;
  for (const std::string_view move : moves_of(row.state)) moves.push_back(json::value(move));
  json::object out{{"claim", history.id},
                   {"state", row.state},
                   {"state_zh", state_label(row.state, Language::zh)},
                   {"state_en", state_label(row.state, Language::en)},
                   {"since", to_string(Day{row.since})},
                   {"terms", terms_json(city, origin, row)},
                   {"moves", std::move(moves)},
                   {"steps", story_steps(city, history)},
                   {"findings", findings_json(origin.findings)}};
  if (!row.batch.empty()) out["batch"] = row.batch;
  if (!row.hold_reason.empty()) out["hold_reason"] = row.hold_reason;
  const Day bought{row.day};
  if (const auto due = due_of(city, row.state, row.item_class, bought, Day{row.since})) {
    if (due->by) out["due"] = due_json(*due);
    else out["due_note"] = due_note_json(*due);
  }
  if (const rules::Edition* edition = city.rules.edition_of(origin.grant.edition)) {
    out["explanation"] = explanation_json(city, origin, *edition);
    if (origin.purchase.sale && origin.purchase.sale->list_price) {
      out["list_price_fen"] = origin.purchase.sale->list_price->value;
      out["receipt_steps"] = receipt_steps(*edition, origin.purchase, origin.grant);
    }
  }
  return out;
}

Response story(const City& city, const Request& request, const Caller& caller, const std::string& id) {
  const Language language = language_of(request);
  const auto history = find_record(city, id, RecordKind::claim);
  if (!history) return refuse(request, language, history.error());
  const auto origin = *history ? origin_of(**history) : std::nullopt;
  if (!origin) return no_such_address(request, language);
  if (!ReadablePlaces(city, caller).has(origin->purchase.place))
    return forbid(city, request, caller,
                  {access::Right::read_records, access::Programme::subsidies, origin->purchase.place}, request.path);
  stores::ListQuery query;
  query.claim = parse_claim_number(id)->value;
  const auto page = city.views->claims(query);
  if (!page) return refuse(request, language, page.error());
  if (page->rows.empty()) return no_such_address(request, language);
  json::object out = story_json(city, **history, *origin, page->rows.front());
  // What was paid of it only the deciding state keeps.
  auto failed = with_state(city, request, [&](const State& state) {
    const Claim* claim = state.claim(ClaimNumber{query.claim});
    const Terms* terms = claim ? terms_of(*claim) : nullptr;
    if (terms) out["terms"].as_object()["paid_fen"] = terms->paid.value;
    if (const auto* ordered = claim ? std::get_if<Ordered>(claim) : nullptr) out["order"] = state.orders[ordered->order].id;
  });
  if (failed) return std::move(*failed);
  return private_json(std::move(out));
}

}  // namespace

void add_claim_story_api(Doorkeeper& doors, const SharedPointer& shared) {
  doors.guard("GET", "/api/v1/claims/{id}/story",
              [shared](const Request& request, const PathParameters& path, const Caller& caller) {
                return story(shared->city, request, caller, std::string(path["id"]));
              });
}

}  // namespace seethrough::http
