// /api/v1/orders, reconciliation, payees, adjustments: what is paid, to whom, what the bank says, and what a change of the
// rules would add or take.
#include <boost/describe/class.hpp>
#include <boost/describe/enum_to_string.hpp>
#include <boost/json/array.hpp>
#include <boost/json/serialize.hpp>

#include <algorithm>
#include <sstream>

#include "exchange/payment_file.h"
#include "http/body.h"
#include "http/desk_claims.h"
#include "http/doorkeeper.h"
#include "subsidies/adjustments.h"

namespace seethrough::http {
namespace {

namespace json = boost::json;
using subsidies::Order;
using subsidies::OrderLine;
using subsidies::State;

std::string_view status_name(OrderLine::Status status) {
  switch (status) {
    case OrderLine::Status::sent: return "sent";
    case OrderLine::Status::failed: return "failed";
    case OrderLine::Status::paid: return "paid";
  }
  return "";
}

json::object row_json(const State& state, const Order& order) {
  Fen amount, paid;
  std::int64_t failed = 0, sent = 0;
  for (const OrderLine& line : order.lines) {
    amount += line.line.amount;
    if (line.status == OrderLine::Status::paid) paid += line.line.amount;
    failed += line.status == OrderLine::Status::failed ? 1 : 0;
    sent += line.status == OrderLine::Status::sent ? 1 : 0;
  }
  return {{"order", order.id},           {"fund", state.roster.funds[order.fund].id}, {"lines", order.lines.size()},
          {"amount_fen", amount.value},  {"paid_fen", paid.value},                    {"failed", failed},
          {"sent", sent}};
}

json::array lines_json(const State& state, const Order& order) {
  json::array lines;
  for (const OrderLine& one : order.lines) {
    json::object line{{"line", one.line.line},
                      {"payee", one.line.payee},
                      {"claims", one.line.claims},
                      {"amount_fen", one.line.amount.value},
                      {"status", status_name(one.status)},
                      {"attempt", one.attempt},
                      {"instruction", subsidies::instruction(order.id, one.line.line, one.attempt)}};
    if (one.line.batch.empty()) {
      line["claim"] = to_string(one.line.claim);
    } else {
      line["batch"] = one.line.batch;
      if (const subsidies::Merchant* merchant = state.roster.merchant(one.line.payee)) line["payee_name"] = merchant->name;
    }
    if (!one.bank_reference.empty()) line["bank_reference"] = one.bank_reference;
    lines.push_back(std::move(line));
  }
  return lines;
}

Response orders(const City& city, const Request& request) {
  const auto slice = read_slice(request);
  if (!slice) return slice.error();
  json::array rows;
  std::size_t total = 0;
  auto failed = with_state(city, request, [&](const State& state) {
    total = state.orders.size();
    for (std::size_t i = slice->from; i < total && rows.size() < slice->limit; ++i)
      rows.push_back(row_json(state, state.orders[total - 1 - i]));
  });
  if (failed) return std::move(*failed);
  return private_json(sliced(std::move(rows), *slice, total));
}

Response order(const City& city, const Request& request, const std::string& id) {
  json::object out;
  auto failed = with_state(city, request, [&](const State& state) {
    const Order* found = state.order(id);
    if (!found) return;
    out = row_json(state, *found);
    out["line_rows"] = lines_json(state, *found);
  });
  if (failed) return std::move(*failed);
  if (out.empty()) return no_such_address(request, language_of(request));
  return private_json(std::move(out));
}

/// Accounts are personal data: who takes the file is on record before it leaves.
Response payment_file(const City& city, const Request& request, const Caller& caller, const std::string& id) {
  const Language language = language_of(request);
  std::optional<Order> found;
  auto failed = with_state(city, request, [&](const State& state) {
    if (const Order* known = state.order(id)) found = *known;
  });
  if (failed) return std::move(*failed);
  if (!found) return no_such_address(request, language);
  const auto text = exchange::payment_csv(*found, exchange::payees_in(city.vault));
  if (!text) return refuse(request, language, 409, {"还不能生成拨付文件", "The payment file cannot be made yet"},
                           as_sentence({text.error().zh, text.error().en}));
  note(city, request, caller.account, stores::TrailKind::export_, stores::TrailOutcome::done, request.path);
  Response response;
  response.status = 200;
  response.body = *text;
  return std::move(response)
      .with("Content-Type", "text/csv; charset=utf-8")
      .with("Content-Disposition", "attachment; filename=\"payment.csv\"")
      .with("Cache-Control", "no-store");
}

json::object result_json(const exchange::BankResult& result, const Told& told) {
  json::object out{{"instruction", subsidies::instruction(result.instruction.order, result.instruction.line,
                                                          result.instruction.attempt)},
                   {"status", told.status}};
  for (const auto& [name, value] : told.body) {
    if (name == "type" || name == "detail" || name == "title" || name == "seq") out[name] = value;
  }
  return out;
}

/// Each row is a request of its own, so that the same file again records nothing twice.
Response bank_results(const City& city, const Request& request, const Caller& caller, const std::string& id) {
  const Language language = language_of(request);
  const Words title{"银行回单不对", "The bank's result is not right"};
  auto reader = exchange::TableReader::open(std::make_unique<std::istringstream>(request.body), "result.csv",
                                            exchange::bank_result_columns());
  if (!reader) return refuse(request, language, 422, title, as_sentence({reader.error().zh, reader.error().en}));
  const auto results = exchange::read_bank_results(*reader, "result.csv");
  if (!results) return refuse(request, language, 422, title, as_sentence({results.error().zh, results.error().en}));
  json::array rows;
  std::int64_t recorded = 0, already = 0;
  for (const exchange::BankResult& one : *results) {
    if (one.instruction.order != id)
      return refuse(request, language, 422, title,
                    {fmt::format("第 {} 行是拨付批次 {} 的，不是 {} 的；没有登记任何一行。", one.row, one.instruction.order, id),
                     fmt::format("Row {} is of order {} and not of {}; nothing was recorded.", one.row, one.instruction.order, id)});
  }
  for (const exchange::BankResult& one : *results) {
    const subsidies::RecordResult command = exchange::to_command(one);
    const std::string key = fmt::format("bank {} {} {}", subsidies::instruction(id, command.line, command.attempt),
                                        command.paid ? "paid" : "failed", command.bank_reference);
    std::vector<engine::Submission> run;
    run.push_back(submission(city, caller.account, key, journal::Command{subsidies::Command{command}}));
    const auto answers = city.engine.submit(std::move(run));
    if (!answers) return refuse(request, language, answers.error());
    const Told told = seethrough::http::told(city, answers->front(), language);
    (answers->front().repeated ? already : recorded) += told.status == 201 || told.status == 200 ? 1 : 0;
    rows.push_back(result_json(one, told));
  }
  return private_json(json::object{{"recorded", recorded}, {"already", already}, {"rows", std::move(rows)}});
}

/// GET: claims and ledger; POST with the bank's statement: all three.
Response reconciliation(const City& city, const Request& request) {
  const Language language = language_of(request);
  std::vector<subsidies::BankRecord> records;
  const bool with_bank = request.method == "POST";
  if (with_bank) {
    const Words title{"银行对账单不对", "The bank's statement is not right"};
    auto reader = exchange::TableReader::open(std::make_unique<std::istringstream>(request.body), "statement.csv",
                                              exchange::bank_result_columns());
    if (!reader) return refuse(request, language, 422, title, as_sentence({reader.error().zh, reader.error().en}));
    const auto results = exchange::read_bank_results(*reader, "statement.csv");
    if (!results) return refuse(request, language, 422, title, as_sentence({results.error().zh, results.error().en}));
    records = exchange::to_records(*results);
  }
  subsidies::Reconciliation result;
  auto failed = with_state(city, request, [&](const State& state) {
    result = subsidies::reconcile(state, with_bank ? std::optional(std::span<const subsidies::BankRecord>(records))
                                                   : std::nullopt);
  });
  if (failed) return std::move(*failed);
  return private_json(exchange::to_json(result, with_bank));
}

struct PayeeBody {
  std::string payee, account_name, bank, account;
};
BOOST_DESCRIBE_STRUCT(PayeeBody, (), (payee, account_name, bank, account))

Response put_payee(const City& city, const Request& request, const Caller& caller) {
  const Language language = language_of(request);
  const auto body = read_body<PayeeBody>(request);
  if (!body) return body.error();
  exchange::Row row;
  row.cells = {body->payee, body->account_name, body->bank, body->account};
  const auto payee = exchange::read_payee(row);
  if (!payee)
    return refuse(request, language, 422, {"收款账号不对", "The account is not right"},
                  {exchange::sentence(payee.error(), Language::zh), exchange::sentence(payee.error(), Language::en)});
  const std::string document = exchange::document_of(payee->to);
  const stores::NewRecord record{exchange::subject_of(*payee, city.vault), document};
  const auto kept = city.vault.put({&record, 1});
  if (!kept) return refuse(request, language, kept.error());
  note(city, request, caller.account, stores::TrailKind::command, stores::TrailOutcome::done, "payee");
  return no_content();
}

json::object grant_json(const subsidies::Grant& grant) {
  return {{"edition", grant.edition}, {"clause", grant.clause}, {"subsidy_fen", grant.subsidy.value}};
}

Response adjustments(const City& city, const Request& request) {
  const auto slice = read_slice(request);
  if (!slice) return slice.error();
  std::vector<subsidies::Proposal> proposals;
  const Day today = day_in_china(city.clock());
  auto failed = with_state(city, request, [&](const State& state) {
    proposals = subsidies::propose_adjustments(state, city.rules, today);
  });
  if (failed) return std::move(*failed);
  json::array rows;
  for (std::size_t i = slice->from; i < proposals.size() && rows.size() < slice->limit; ++i) {
    const subsidies::Proposal& one = proposals[i];
    rows.push_back(json::object{{"claim", to_string(one.claim)},
                                {"place", one.place.value},
                                {"class", one.before.cls},
                                {"kind", one.kind},
                                {"day", to_string(one.day)},
                                {"before", grant_json(one.before)},
                                {"after", grant_json(one.after)},
                                {"difference_fen", (one.after.subsidy - one.before.subsidy).value},
                                {"paid_fen", one.paid.value},
                                {"eligible", one.eligible}});
  }
  const subsidies::ProposalSums sums = subsidies::sums_of(proposals);
  json::object out = sliced(std::move(rows), *slice, proposals.size());
  out["totals"] = json::object{{"top_ups", sums.top_ups},
                               {"top_up_fen", sums.top_up.value},
                               {"claw_backs", sums.claw_backs},
                               {"claw_back_fen", sums.claw_back.value},
                               {"no_longer_eligible", sums.no_longer_eligible}};
  return private_json(std::move(out));
}

}  // namespace

void add_payment_api(Doorkeeper& doors, const SharedPointer& shared) {
  const auto guard = [&](const char* method, const char* pattern, auto handler) {
    doors.guard(method, pattern, [shared, handler](const Request& request, const PathParameters& path, const Caller& caller) {
      return handler(shared->city, request, path, caller);
    });
  };
  using P = PathParameters;
  guard("GET", "/api/v1/orders", [](const City& c, const Request& r, const P&, const Caller&) { return orders(c, r); });
  guard("GET", "/api/v1/orders/{order}",
        [](const City& c, const Request& r, const P& path, const Caller&) { return order(c, r, std::string(path["order"])); });
  guard("GET", "/api/v1/orders/{order}/payment.csv", [](const City& c, const Request& r, const P& path, const Caller& who) {
    return payment_file(c, r, who, std::string(path["order"]));
  });
  guard("POST", "/api/v1/orders/{order}/results", [](const City& c, const Request& r, const P& path, const Caller& who) {
    return bank_results(c, r, who, std::string(path["order"]));
  });
  guard("GET", "/api/v1/reconciliation",
        [](const City& c, const Request& r, const P&, const Caller&) { return reconciliation(c, r); });
  guard("POST", "/api/v1/reconciliation",
        [](const City& c, const Request& r, const P&, const Caller&) { return reconciliation(c, r); });
  guard("PUT", "/api/v1/payees",
        [](const City& c, const Request& r, const P&, const Caller& who) { return put_payee(c, r, who); });
  guard("GET", "/api/v1/adjustments",
        [](const City& c, const Request& r, const P&, const Caller&) { return adjustments(c, r); });
}

}  // namespace seethrough::http
