// GET /api/v1/merchants, /merchants/{code}, /products: who sells, where, how they stand and what hangs on them.
#include <boost/describe/enum_to_string.hpp>
#include <boost/json/array.hpp>
#include <boost/json/serialize.hpp>

#include "http/body.h"
#include "http/desk_claims.h"
#include "http/doorkeeper.h"

namespace seethrough::http {
namespace {

namespace json = boost::json;
using subsidies::Merchant;
using subsidies::State;

std::string standing_name(subsidies::Standing standing) { return boost::describe::enum_to_string(standing, ""); }

json::object row_json(const State& state, std::size_t index) {
  const Merchant& one = state.roster.merchants[index];
  return {{"merchant", one.code},
          {"name", one.name},
          {"place", one.place.value},
          {"admitted", to_string(one.admitted)},
          {"standing", standing_name(one.standing)},
          {"stores", one.stores.size()},
          {"reconstructed", one.reconstructed},
          {"open_claims", state.open_claims[index].claims},
          {"open_subsidy_fen", state.open_claims[index].subsidy.value}};
}

bool found_in(const std::string& text, const std::string& wanted) {
  return wanted.empty() || text.find(wanted) != std::string::npos;
}

Response merchants(const City& city, const Request& request, const Caller& caller) {
  const auto slice = read_slice(request);
  if (!slice) return slice.error();
  const ReadablePlaces readable(city, caller);
  const auto asked = [&](const char* name) { return std::string(request.query_value(name).value_or("")); };
  const std::string text = asked("text"), standing = asked("standing"), place = asked("place");
  const Place* within = place.empty() ? nullptr : city.places.find_by_name(place);
  json::array rows;
  std::size_t total = 0;
  auto failed = with_state(city, request, [&](const State& state) {
    for (std::size_t i = 0; i < state.roster.merchants.size(); ++i) {
      const Merchant& one = state.roster.merchants[i];
      if (!readable.has(one.place) || (within && !city.places.within(one.place, within->code))) continue;
      if (!standing.empty() && standing_name(one.standing) != standing) continue;
      if (!found_in(one.name, text) && !found_in(one.code, text)) continue;
      if (total++ >= slice->from && rows.size() < slice->limit) rows.push_back(row_json(state, i));
    }
  });
  if (failed) return std::move(*failed);
  return private_json(sliced(std::move(rows), *slice, total));
}

json::array stores_json(const Merchant& merchant) {
  json::array stores;
  for (const subsidies::Store& one : merchant.stores)
    stores.push_back(json::object{
        {"store", one.store}, {"name", one.name}, {"place", one.place.value}, {"opened", to_string(one.opened)}});
  return stores;
}

json::array batches_json(const State& state, std::size_t merchant) {
  json::array batches;
  for (const subsidies::Batch& batch : state.batches) {
    if (batch.merchant != merchant) continue;
    batches.push_back(json::object{{"batch", batch.id},
                                   {"stage", boost::describe::enum_to_string(batch.stage, "")},
                                   {"claims", batch.claims.size()},
                                   {"subsidy_fen", subsidy_of(state, batch).value},
                                   {"filed", to_string(batch.filed)}});
  }
  return batches;
}

Response merchant(const City& city, const Request& request, const Caller& caller, const std::string& code) {
  json::object out;
  std::optional<PlaceCode> place;
  auto failed = with_state(city, request, [&](const State& state) {
    const Merchant* found = state.roster.merchant(code);
    if (!found) return;
    const auto index = static_cast<std::size_t>(found - state.roster.merchants.data());
    place = found->place;
    out = row_json(state, index);
    out["description"] = found->description;
    out["standing_since"] = to_string(found->standing_since);
    out["standing_reason"] = found->standing_reason;
    out["store_rows"] = stores_json(*found);
    out["batches"] = batches_json(state, index);
  });
  if (failed) return std::move(*failed);
  if (!place) return no_such_address(request, language_of(request));
  if (!ReadablePlaces(city, caller).has(*place))
    return forbid(city, request, caller, {access::Right::read_records, access::Programme::subsidies, *place}, request.path);
  return private_json(std::move(out));
}

Response products(const City& city, const Request& request) {
  const auto slice = read_slice(request);
  if (!slice) return slice.error();
  const std::string text(request.query_value("text").value_or(""));
  json::array rows;
  std::size_t total = 0;
  auto failed = with_state(city, request, [&](const State& state) {
    for (const subsidies::Product& one : state.roster.products) {
      if (!found_in(one.name, text) && !found_in(one.code, text)) continue;
      if (total++ < slice->from || rows.size() == slice->limit) continue;
      rows.push_back(json::object{{"product", one.code},
                                  {"name", one.name},
                                  {"kind", one.kind},
                                  {"efficiency", one.efficiency},
                                  {"registered", to_string(one.registered)}});
    }
  });
  if (failed) return std::move(*failed);
  return private_json(sliced(std::move(rows), *slice, total));
}

}  // namespace

void add_merchant_api(Doorkeeper& doors, const SharedPointer& shared) {
  doors.guard("GET", "/api/v1/merchants", [shared](const Request& request, const PathParameters&, const Caller& caller) {
    return merchants(shared->city, request, caller);
  });
  doors.guard("GET", "/api/v1/merchants/{merchant}",
              [shared](const Request& request, const PathParameters& path, const Caller& caller) {
                return merchant(shared->city, request, caller, std::string(path["merchant"]));
              });
  doors.guard("GET", "/api/v1/products", [shared](const Request& request, const PathParameters&, const Caller&) {
    return products(shared->city, request);
  });
}

}  // namespace seethrough::http
