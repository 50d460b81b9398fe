// GET /api/v1/funds: where the public money of each fund stands, by account, level and quota. Open to everybody.
#include <boost/describe/enum_to_string.hpp>
#include <boost/json/array.hpp>
#include <boost/json/serialize.hpp>

#include "http/desk_claims.h"
#include "http/body.h"
#include "http/doorkeeper.h"

namespace seethrough::http {
namespace {

namespace json = boost::json;
using subsidies::State;

json::array classes_json(const std::vector<std::string>& classes) {
  json::array out;
  for (const std::string& one : classes) out.push_back(json::value(one));
  return out;
}

json::array shares_json(const State& state, const subsidies::Fund& fund, const State::FundAccounts& accounts) {
  json::array shares;
  for (std::size_t i = 0; i < fund.shares.size(); ++i)
    shares.push_back(json::object{{"level", boost::describe::enum_to_string(fund.shares[i].level, "")},
                                  {"share_bp", fund.shares[i].share_bp},
                                  {"paid_fen", state.ledger.balance(accounts.paid[i]).value}});
  return shares;
}

json::array quotas_json(const State& state, std::size_t fund, Day today) {
  json::array quotas;
  for (const subsidies::QuotaUse& quota : state.quotas) {
    if (quota.fund != fund) continue;
    quotas.push_back(json::object{{"quota", quota.set.quota},
                                  {"class", quota.set.cls},
                                  {"place", quota.set.place.value},
                                  {"per_day", quota.set.per_day},
                                  {"amount_fen", quota.set.amount.value},
                                  {"used_fen", quota.used(today).value},
                                  {"basis", quota.set.basis}});
  }
  return quotas;
}

json::object fund_json(const State& state, std::size_t index, Day today) {
  const subsidies::Fund& fund = state.roster.funds[index];
  const State::FundAccounts& accounts = state.fund_accounts[index];
  const auto balance = [&](AccountId account) { return state.ledger.balance(account).value; };
  std::int64_t paid = 0;
  for (const AccountId account : accounts.paid) paid += balance(account);
  json::object out{{"fund", fund.id},
                   {"year", fund.year},
                   {"classes", classes_json(fund.classes)},
                   {"cap_fen", fund.cap.value},
                   {"basis", fund.basis},
                   {"reconstructed", fund.reconstructed},
                   {"available_fen", balance(accounts.available)},
                   {"reserved_fen", balance(accounts.reserved)},
                   {"granted_fen", balance(accounts.granted)},
                   {"ordered_fen", balance(accounts.ordered)},
                   {"paid_fen", paid},
                   {"to_claw_back_fen", balance(accounts.to_claw_back)},
                   {"shares", shares_json(state, fund, accounts)},
                   {"quotas", quotas_json(state, index, today)}};
  if (!fund.shares.empty()) out["remainder_to"] = boost::describe::enum_to_string(fund.remainder_to, "");
  return out;
}

json::array pauses_json(const State& state) {
  json::array pauses;
  for (const subsidies::Pause& pause : state.roster.pauses)
    pauses.push_back(json::object{{"class", pause.cls},
                                  {"place", pause.place.value},
                                  {"since", to_string(pause.day)},
                                  {"reason", pause.reason}});
  return pauses;
}

Response funds(const City& city, const Request& request) {
  json::object out;
  const Day today = day_in_china(city.clock());
  auto failed = with_state(city, request, [&](const State& state) {
    json::array rows;
    for (std::size_t i = 0; i < state.roster.funds.size(); ++i) rows.push_back(fund_json(state, i, today));
    out["rows"] = std::move(rows);
    out["pauses"] = pauses_json(state);
  });
  if (failed) return std::move(*failed);
  return private_json(std::move(out));
}

}  // namespace

void add_fund_api(Doorkeeper& doors, const SharedPointer& shared) {
  doors.open("GET", "/api/v1/funds",
             [shared](const Request& request, const PathParameters&) { return funds(shared->city, request); });
}

}  // namespace seethrough::http
