// GET /api/v1/batches, /batches/{batch}, /notices, /rounds: merchants' batches, public notices, release rounds.
#include <boost/describe/enum_to_string.hpp>
#include <boost/json/array.hpp>
#include <boost/json/serialize.hpp>

#include <algorithm>

#include "http/body.h"
#include "http/desk_claims.h"
#include "http/doorkeeper.h"

namespace seethrough::http {
namespace {

namespace json = boost::json;
using subsidies::Batch;
using subsidies::State;

json::object row_json(const State& state, const Batch& batch) {
  const subsidies::Merchant& merchant = state.roster.merchants[batch.merchant];
  return {{"batch", batch.id},
          {"merchant", merchant.code},
          {"merchant_name", merchant.name},
          {"place", merchant.place.value},
          {"fund", state.roster.funds[batch.fund].id},
          {"stage", boost::describe::enum_to_string(batch.stage, "")},
          {"filed", to_string(batch.filed)},
          {"claims", batch.claims.size()},
          {"subsidy_fen", subsidy_of(state, batch).value},
          {"to_check", batch.to_check.size()}};
}

Response batches(const City& city, const Request& request, const Caller& caller) {
  const auto slice = read_slice(request);
  if (!slice) return slice.error();
  const ReadablePlaces readable(city, caller);
  const std::string merchant(request.query_value("merchant").value_or("")), stage(request.query_value("stage").value_or(""));
  json::array rows;
  std::size_t total = 0;
  auto failed = with_state(city, request, [&](const State& state) {
    for (auto batch = state.batches.rbegin(); batch != state.batches.rend(); ++batch) {  // the newest first
      const subsidies::Merchant& of = state.roster.merchants[batch->merchant];
      if (!readable.has(of.place) || (!merchant.empty() && of.code != merchant)) continue;
      if (!stage.empty() && stage != boost::describe::enum_to_string(batch->stage, "")) continue;
      if (total++ >= slice->from && rows.size() < slice->limit) rows.push_back(row_json(state, *batch));
    }
  });
  if (failed) return std::move(*failed);
  return private_json(sliced(std::move(rows), *slice, total));
}

json::array claims_json(const State& state, const Batch& batch) {
  json::array claims;
  for (const auto number : batch.claims) {
    const subsidies::Terms* terms = subsidies::terms_of(*state.claim(number));
    if (!terms) continue;  // clawed back for good: its own page tells the rest
    const bool to_check = std::find(batch.to_check.begin(), batch.to_check.end(), number) != batch.to_check.end();
    claims.push_back(json::object{{"claim", to_string(number)},
                                  {"kind", state.names[terms->kind]},
                                  {"day", to_string(terms->day)},
                                  {"price_fen", terms->price.value},
                                  {"subsidy_fen", terms->subsidy.value},
                                  {"to_check", to_check}});
  }
  return claims;
}

Response batch(const City& city, const Request& request, const Caller& caller, const std::string& id) {
  json::object out;
  std::optional<PlaceCode> place;
  auto failed = with_state(city, request, [&](const State& state) {
    const Batch* found = state.batch(id);
    if (!found) return;
    place = state.roster.merchants[found->merchant].place;
    out = row_json(state, *found);
    out["claim_rows"] = claims_json(state, *found);
    if (found->stage != subsidies::BatchStage::filed && !state.names.empty())
      out["reviewed_by"] = state.names[found->reviewed_by];
    const bool announced = found->stage == subsidies::BatchStage::on_notice ||
                           found->stage == subsidies::BatchStage::ordered || found->stage == subsidies::BatchStage::paid;
    if (announced) out["notice"] = state.notices[found->notice].id;
  });
  if (failed) return std::move(*failed);
  if (!place) return no_such_address(request, language_of(request));
  if (!ReadablePlaces(city, caller).has(*place))
    return forbid(city, request, caller, {access::Right::read_records, access::Programme::subsidies, *place}, request.path);
  return private_json(std::move(out));
}

Response notices(const City& city, const Request& request) {
  const auto slice = read_slice(request);
  if (!slice) return slice.error();
  json::array rows;
  std::size_t total = 0;
  auto failed = with_state(city, request, [&](const State& state) {
    total = state.notices.size();
    for (std::size_t i = slice->from; i < total && rows.size() < slice->limit; ++i) {
      const subsidies::Notice& one = state.notices[total - 1 - i];
      rows.push_back(json::object{{"notice", one.id}, {"day", to_string(one.day)}, {"until", to_string(one.until)}});
    }
  });
  if (failed) return std::move(*failed);
  return private_json(sliced(std::move(rows), *slice, total));
}

json::object round_json(const State& state, const subsidies::Round& round) {
  const subsidies::OpenRound& opened = round.opened;
  json::object out{{"round", opened.round},
                   {"fund", opened.fund},
                   {"class", opened.cls},
                   {"place", opened.place.value},
                   {"opens", to_string(opened.opens)},
                   {"closes", to_string(opened.closes)},
                   {"count", opened.count},
                   {"each_fen", opened.each.value},
                   {"method", boost::describe::enum_to_string(opened.method, "")},
                   {"taken", round.open_or_used},
                   {"lot_drawn", round.lot_drawn}};
  if (opened.method != subsidies::RoundMethod::lot) return out;
  out["entries"] = round.entries.size();
  out["seed"] = opened.seed;
  if (const subsidies::Seed* seed = state.seed(opened.seed)) out["commitment"] = to_hex(seed->committed.commitment);
  return out;
}

Response rounds(const City& city, const Request& request) {
  json::array rows;
  auto failed = with_state(city, request, [&](const State& state) {
    for (auto round = state.rounds.rbegin(); round != state.rounds.rend(); ++round) rows.push_back(round_json(state, *round));
  });
  if (failed) return std::move(*failed);
  return private_json(json::object{{"rows", std::move(rows)}});
}

}  // namespace

void add_batch_api(Doorkeeper& doors, const SharedPointer& shared) {
  doors.guard("GET", "/api/v1/batches", [shared](const Request& request, const PathParameters&, const Caller& caller) {
    return batches(shared->city, request, caller);
  });
  doors.guard("GET", "/api/v1/batches/{batch}",
              [shared](const Request& request, const PathParameters& path, const Caller& caller) {
                return batch(shared->city, request, caller, std::string(path["batch"]));
              });
  doors.open("GET", "/api/v1/notices",
             [shared](const Request& request, const PathParameters&) { return notices(shared->city, request); });
  doors.open("GET", "/api/v1/rounds",
             [shared](const Request& request, const PathParameters&) { return rounds(shared->city, request); });
}

}  // namespace seethrough::http
