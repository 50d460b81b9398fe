#include "access/table.h"

#include <boost/describe/enumerators.hpp>
#include <boost/mp11/algorithm.hpp>

#include <algorithm>

namespace seethrough::access {
namespace {

struct RoleRow {
  Role role;
  std::vector<Right> rights;
};

const std::vector<RoleRow>& role_rows() {
  using enum Right;
  static const std::vector<RoleRow> rows = {
      {Role::clerk, {read_records, see_person, enter, request_erasure}},
      {Role::first_reviewer, {read_records, see_person, review}},
      {Role::second_reviewer, {read_records, see_person, second_review}},
      {Role::payer, {read_records, pay}},
      {Role::dispatcher, {read_records, dispatch}},
      {Role::leader, {read_records, set_up, publish, approve_erasure}},
      {Role::auditor, {read_records, see_person, read_accounts, read_audit}},
      {Role::administrator, {read_accounts, read_audit, administer}},
  };
  return rows;
}

constexpr RouteRule open(std::string_view method, std::string_view pattern) { return {method, pattern, Gate::open}; }
constexpr RouteRule signed_in(std::string_view method, std::string_view pattern) {
  return {method, pattern, Gate::signed_in};
}
constexpr RouteRule with(Right right, std::string_view method, std::string_view pattern) {
  return {method, pattern, Gate::right, right};
}
constexpr RouteRule citywide(Right right, std::string_view method, std::string_view pattern) {
  return {method, pattern, Gate::right, right, true};
}
/// What pays out of a fund, or shows accounts: for the whole city, as the commands of payment are.
constexpr RouteRule of_payment(std::string_view method, std::string_view pattern) {
  return {method, pattern, Gate::right, Right::pay, true, Programme::subsidies};
}

constexpr RouteRule routes[] = {
    // What is published.
    open("GET", "/"),
    open("GET", "/{lang}"),
    open("GET", "/{lang}/d/{day}"),
    open("GET", "/{lang}/f/{figure}/{place}/{cut_off}"),
    open("GET", "/{lang}/def/{figure}/{version}"),
    open("GET", "/{lang}/cal/{year}"),
    open("GET", "/{lang}/verify"),
    open("GET", "/{lang}/verify.json"),
    open("GET", "/{lang}/r"),
    open("GET", "/{lang}/r.json"),
    open("GET", "/{lang}/case/{id}"),
    open("GET", "/{lang}/complaints"),
    open("GET", "/{lang}/complaints.json"),
    open("GET", "/{lang}/receipt"),
    open("GET", "/{lang}/b/{series}/{number}"),
    open("GET", "/b/{series}/{number}"),
    open("GET", "/evidence/{digest}"),
    open("GET", "/static/site.css"),
    open("GET", "/static/site.js"),
    open("GET", "/static/verify.js"),
    open("GET", "/events"),
    open("GET", "/healthz"),
    open("GET", "/checkpoint"),
    open("GET", "/tile/{path...}"),
    open("GET", "/log/key"),
    open("GET", "/.well-known/security.txt"),
    open("GET", "/api/v1/openapi.yaml"),
    open("GET", "/api/v1/log"),
    open("GET", "/api/v1/entries/{seq}"),
    open("GET", "/api/v1/figures"),
    open("GET", "/api/v1/forecast"),
    open("GET", "/api/v1/bulletins"),
    open("GET", "/api/v1/bulletins/{series}/{number}"),
    open("GET", "/api/v1/places"),
    open("GET", "/api/v1/claims"),
    open("GET", "/api/v1/funds"),
    open("GET", "/api/v1/rounds"),
    open("GET", "/api/v1/notices"),
    open("GET", "/api/v1/claims.csv"),
    open("GET", "/api/v1/claims.ndjson"),
    open("GET", "/api/v1/claims.xlsx"),
    open("GET", "/api/v1/claims/{id}"),
    open("GET", "/api/v1/complaints"),
    open("GET", "/api/v1/complaints.csv"),
    open("GET", "/api/v1/complaints.ndjson"),
    open("GET", "/api/v1/complaints.xlsx"),
    open("GET", "/api/v1/complaints/{id}"),
    open("GET", "/api/v1/complaint-receipts/{code}"),
    open("GET", "/api/v1/projects"),
    open("GET", "/api/v1/projects.csv"),
    open("GET", "/api/v1/projects.ndjson"),
    open("GET", "/api/v1/projects.xlsx"),
    open("GET", "/api/v1/projects/{id}"),
    // The way in. The console's files hold no data.
    open("GET", "/desk"),
    open("GET", "/desk/{path...}"),
    open("GET", "/api/v1/session"),
    open("POST", "/api/v1/session"),
    open("POST", "/api/v1/invitation"),
    open("GET", "/api/v1/sign-in/{provider}"),
    open("GET", "/api/v1/sign-in/{provider}/callback"),
    // Open311. Who hands something in says so by a key in the form, which the handler asks for and holds against the scopes.
    open("GET", "/open311/v2/discovery.xml"),
    open("GET", "/open311/v2/discovery.json"),
    open("GET", "/open311/v2/services.xml"),
    open("GET", "/open311/v2/services.json"),
    open("GET", "/open311/v2/services/{service}"),
    open("GET", "/open311/v2/requests.xml"),
    open("GET", "/open311/v2/requests.json"),
    open("POST", "/open311/v2/requests.xml"),
    open("POST", "/open311/v2/requests.json"),
    open("GET", "/open311/v2/requests/{request}"),
    open("GET", "/open311/v2/tokens/{token}"),
    open("GET", "/open311/v2/servicerequestupdates.xml"),
    open("GET", "/open311/v2/servicerequestupdates.json"),
    open("POST", "/open311/v2/servicerequestupdates.xml"),
    open("POST", "/open311/v2/servicerequestupdates.json"),
    open("GET", "/open311/v2/{path...}"),  // what is refused there
    open("POST", "/open311/v2/{path...}"),
    open("PUT", "/open311/v2/{path...}"),
    open("PATCH", "/open311/v2/{path...}"),
    open("DELETE", "/open311/v2/{path...}"),
    open("OPTIONS", "/open311/v2/{path...}"),
    // One's own account.
    signed_in("DELETE", "/api/v1/session"),
    signed_in("GET", "/api/v1/sessions"),
    signed_in("DELETE", "/api/v1/sessions/{session}"),
    signed_in("POST", "/api/v1/password"),
    signed_in("POST", "/api/v1/second-factor"),
    signed_in("PUT", "/api/v1/second-factor"),
    signed_in("DELETE", "/api/v1/second-factor"),
    signed_in("GET", "/api/v1/access"),
    // Commands, each by its own rule.
    {"POST", "/api/v1/commands", Gate::command},
    {"POST", "/api/v1/commands/batch", Gate::command},
    with(Right::enter, "POST", "/api/v1/claims"),
    with(Right::enter, "POST", "/api/v1/complaints"),
    with(Right::enter, "POST", "/api/v1/complaints/{id}/measures"),
    with(Right::enter, "POST", "/api/v1/till/qualification"),
    with(Right::enter, "POST", "/api/v1/till/draw"),
    with(Right::enter, "POST", "/api/v1/till/redeem"),
    with(Right::enter, "POST", "/api/v1/till/void"),
    with(Right::review, "POST", "/api/v1/till/return"),
    with(Right::enter, "POST", "/api/v1/till/sync"),
    // What other rules would have cost: over the whole record, which is public without its persons.
    with(Right::set_up, "POST", "/api/v1/backtest"),
    // The subsidies' desk.
    with(Right::read_records, "GET", "/api/v1/claims/{id}/story"),
    with(Right::read_records, "GET", "/api/v1/queues"),
    with(Right::read_records, "GET", "/api/v1/queues/{queue}"),
    with(Right::read_records, "GET", "/api/v1/merchants"),
    with(Right::read_records, "GET", "/api/v1/merchants/{merchant}"),
    with(Right::read_records, "GET", "/api/v1/products"),
    with(Right::read_records, "GET", "/api/v1/batches"),
    with(Right::read_records, "GET", "/api/v1/batches/{batch}"),
    with(Right::read_records, "GET", "/api/v1/orders"),
    with(Right::read_records, "GET", "/api/v1/orders/{order}"),
    of_payment("GET", "/api/v1/orders/{order}/payment.csv"),
    of_payment("POST", "/api/v1/orders/{order}/results"),
    with(Right::read_records, "GET", "/api/v1/reconciliation"),
    of_payment("POST", "/api/v1/reconciliation"),
    of_payment("PUT", "/api/v1/payees"),
    with(Right::second_review, "GET", "/api/v1/adjustments"),
    // The desk of the inspection complaints.
    with(Right::read_records, "GET", "/api/v1/complaint-campaigns"),
    with(Right::read_records, "GET", "/api/v1/complaint-batches"),
    with(Right::read_records, "GET", "/api/v1/complaint-desk"),
    with(Right::read_records, "GET", "/api/v1/complaint-rates"),
    with(Right::read_records, "POST", "/api/v1/complaint-suggestion"),
    with(Right::read_records, "GET", "/api/v1/complaints/{id}/case"),
    with(Right::read_records, "GET", "/api/v1/complaints/{id}/similar"),
    with(Right::read_records, "POST", "/api/v1/complaints/{id}/preview"),
    // Files of claims. Whoever uploaded one may see and stop it, also after the right is gone.
    with(Right::enter, "POST", "/api/v1/imports"),
    signed_in("GET", "/api/v1/imports/{id}"),
    with(Right::enter, "POST", "/api/v1/imports/{id}/confirm"),
    signed_in("DELETE", "/api/v1/imports/{id}"),
    signed_in("GET", "/api/v1/imports/{id}/rejected.csv"),
    // Photographs and documents of rectifications; originals may show people.
    with(Right::enter, "POST", "/api/v1/evidence"),
    with(Right::read_records, "GET", "/api/v1/evidence/{digest}"),
    // Personal data.
    with(Right::read_records, "GET", "/api/v1/applicants"),
    with(Right::see_person, "POST", "/api/v1/applicants/{claim}"),
    with(Right::see_person, "POST", "/api/v1/people/find"),
    with(Right::see_person, "GET", "/api/v1/people/{subject}/export"),
    with(Right::read_records, "GET", "/api/v1/erasures"),
    // Accounts.
    with(Right::read_accounts, "GET", "/api/v1/organs"),
    with(Right::read_accounts, "GET", "/api/v1/accounts"),
    with(Right::read_accounts, "GET", "/api/v1/accounts/{account}"),
    with(Right::administer, "POST", "/api/v1/accounts/{account}/invitation"),
    with(Right::administer, "DELETE", "/api/v1/accounts/{account}/second-factor"),
    with(Right::administer, "DELETE", "/api/v1/accounts/{account}/sessions"),
    with(Right::administer, "POST", "/api/v1/accounts/{account}/keys"),
    with(Right::administer, "DELETE", "/api/v1/accounts/{account}/keys/{key}"),
    with(Right::administer, "PUT", "/api/v1/accounts/{account}/providers"),
    with(Right::administer, "DELETE", "/api/v1/accounts/{account}/providers"),
    // What is on record.
    citywide(Right::read_audit, "GET", "/api/v1/audit"),
    citywide(Right::read_audit, "GET", "/api/v1/audit.csv"),
    citywide(Right::read_audit, "GET", "/api/v1/audit.ndjson"),
    citywide(Right::read_audit, "GET", "/metrics"),
};

}  // namespace

bool carries(Role role, Right right) {
  const auto& rows = role_rows();
  const auto row = std::find_if(rows.begin(), rows.end(), [&](const RoleRow& one) { return one.role == role; });
  return row != rows.end() && std::find(row->rights.begin(), row->rights.end(), right) != row->rights.end();
}

std::vector<Right> rights_of(Role role) {
  std::vector<Right> rights;
  boost::mp11::mp_for_each<boost::describe::describe_enumerators<Right>>([&](auto right) {
    if (carries(role, right.value)) rights.push_back(right.value);
  });
  return rights;
}

std::span<const RouteRule> route_rules() { return routes; }

const RouteRule* rule_of(std::string_view method, std::string_view pattern) {
  const auto rule = std::find_if(std::begin(routes), std::end(routes), [&](const RouteRule& one) {
    return one.method == method && one.pattern == pattern;
  });
  return rule == std::end(routes) ? nullptr : rule;
}

const std::vector<Scope>& scopes() {
  static const std::vector<Scope> all = {
      {"claims", "收银终端：领取、核销、冲正、申请、报批", "tills: draw, redeem, void and apply",
       {"subsidies.draw", "subsidies.redeem", "subsidies.void", "subsidies.apply", "subsidies.file_batch"},
       {{"POST", "/api/v1/claims"},
        {"POST", "/api/v1/till/qualification"},
        {"POST", "/api/v1/till/draw"},
        {"POST", "/api/v1/till/redeem"},
        {"POST", "/api/v1/till/void"},
        {"POST", "/api/v1/till/sync"}}},
      {"returns", "收银终端：退货", "tills: returns", {"subsidies.return_goods"}, {{"POST", "/api/v1/till/return"}}},
      {"complaints", "投诉举报接入", "complaint intake", {"complaints.register_case", "complaints.post_update"},
       {{"POST", "/open311/v2/requests.xml"},
        {"POST", "/open311/v2/requests.json"},
        {"POST", "/open311/v2/servicerequestupdates.xml"},
        {"POST", "/open311/v2/servicerequestupdates.json"}}},
      {"progress", "项目进度报送", "project progress", {"projects.report_progress"}, {}},
      {"audit", "读取审计记录", "read the audit trail", {},
       {{"GET", "/api/v1/audit"}, {"GET", "/api/v1/audit.csv"}, {"GET", "/api/v1/audit.ndjson"}}},
      {"metrics", "读取运行指标", "read the service's numbers", {}, {{"GET", "/metrics"}}},
  };
  return all;
}

const Scope* find_scope(std::string_view id) {
  const auto& all = scopes();
  const auto found = std::find_if(all.begin(), all.end(), [&](const Scope& one) { return one.id == id; });
  return found == all.end() ? nullptr : &*found;
}

}  // namespace seethrough::access
