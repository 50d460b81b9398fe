// GET /api/v1/queues and /queues/{queue}: what waits for somebody, the longest due first.
#include <boost/json/array.hpp>
#include <boost/json/serialize.hpp>

#include <algorithm>

#include "http/body.h"
#include "http/desk_claims.h"
#include "http/doorkeeper.h"

namespace seethrough::http {
namespace {

namespace json = boost::json;
using subsidies::BatchStage;

/// A queue is the claims of one state or the batches of one stage.
struct Queue {
  std::string_view id, zh, en;
  std::string_view state;             ///< of claims; empty: of batches
  std::optional<BatchStage> stage{};
};
constexpr Queue queues[] = {
    {"accept", "待受理", "To accept", subsidies::Applied::name},
    {"correction", "退回补正", "Sent back for correction", subsidies::InCorrection::name},
    {"first_review", "待初审", "First review", subsidies::Accepted::name},
    {"second_review", "待复审", "Second review", subsidies::FirstReviewed::name},
    {"appeal", "申诉", "Appeals", subsidies::Appealed::name},
    {"held", "暂缓", "Held", subsidies::Held::name},
    {"to_announce", "申请待公示", "Applications to announce", subsidies::Approved::name},
    {"to_pay", "申请公示后待拨付", "Applications to pay after their notice", subsidies::Noticed::name},
    {"to_file", "待商户申报", "To be filed by merchants", subsidies::Redeemed::name},
    {"clawback", "待追缴", "To claw back", subsidies::ClawbackDue::name},
    {"batch_review", "批次待审核", "Batches to review", "", BatchStage::filed},
    {"batch_sample", "批次待抽样", "Batches to sample", "", BatchStage::reviewed},
    {"spot_check", "批次抽查中", "Batches in spot check", "", BatchStage::sampled},
    {"batch_to_announce", "批次待公示", "Batches to announce", "", BatchStage::passed},
    {"batch_to_pay", "批次公示后待拨付", "Batches to pay after their notice", "", BatchStage::on_notice},
};

const Queue* find_queue(std::string_view id) {
  const auto found = std::find_if(std::begin(queues), std::end(queues), [&](const Queue& one) { return one.id == id; });
  return found == std::end(queues) ? nullptr : &*found;
}

constexpr std::uint32_t looked_at_for_due = 200;  // the oldest of a queue: beyond them "at least" is said

stores::ListQuery query_of(const Queue& queue, const ReadablePlaces& readable) {
  stores::ListQuery query;
  query.state = queue.state;
  query.places = readable.codes();
  query.sort = "since";
  query.descending = false;
  return query;
}

/// Number, and of the oldest how many are overdue or due today.
Result<json::object, Failure> claims_waiting(const City& city, const Queue& queue, const ReadablePlaces& readable, Day today) {
  stores::ListQuery query = query_of(queue, readable);
  query.limit = looked_at_for_due;
  const auto page = city.views->claims(query);
  if (!page) return Unexpected{page.error()};
  std::int64_t overdue = 0, due_today = 0;
  for (const stores::ClaimRow& row : page->rows) {
    const auto due = due_of(city, row.state, row.item_class, Day{row.day}, Day{row.since});
    if (!due) continue;
    overdue += due->by < today ? 1 : 0;
    due_today += due->by == today ? 1 : 0;
  }
  return json::object{{"count", page->total},
                      {"overdue", overdue},
                      {"due_today", due_today},
                      {"counted_whole", page->next.empty()}};
}

template <class Take>
std::optional<Response> each_batch(const City& city, const Request& request, const ReadablePlaces& readable,
                                   BatchStage stage, Take&& take) {
  return with_state(city, request, [&](const subsidies::State& state) {
    for (const subsidies::Batch& batch : state.batches) {
      const subsidies::Merchant& merchant = state.roster.merchants[batch.merchant];
      if (batch.stage == stage && readable.has(merchant.place)) take(state, batch, merchant);
    }
  });
}

Response all_queues(const City& city, const Request& request, const Caller& caller) {
  const ReadablePlaces readable(city, caller);
  const Day today = day_in_china(city.clock());
  json::array rows;
  for (const Queue& queue : queues) {
    json::object row{{"queue", queue.id}, {"zh", queue.zh}, {"en", queue.en}, {"of", queue.stage ? "batches" : "claims"}};
    json::object waiting;
    if (queue.stage) {
      std::int64_t count = 0;
      if (auto failed = each_batch(city, request, readable, *queue.stage, [&](auto&&...) { ++count; }))
        return std::move(*failed);
      waiting = {{"count", count}, {"overdue", 0}, {"due_today", 0}, {"counted_whole", true}};
    } else {
      auto counted = claims_waiting(city, queue, readable, today);
      if (!counted) return refuse(request, language_of(request), counted.error());
      waiting = std::move(counted).value();
    }
    for (auto& [name, value] : waiting) row[name] = value;
    rows.push_back(std::move(row));
  }
  return private_json(json::object{{"rows", std::move(rows)}});
}

json::object claim_json(const City& city, const stores::ClaimRow& row, Day today) {
  json::object out{{"claim", subsidies::to_string(subsidies::ClaimNumber{row.number})},
                   {"day", to_string(Day{row.day})},
                   {"since", to_string(Day{row.since})},
                   {"place", row.place},
                   {"class", row.item_class},
                   {"kind", row.kind},
                   {"merchant", row.merchant},
                   {"merchant_name", row.merchant_name},
                   {"subsidy_fen", row.subsidy_fen},
                   {"flagged", row.flagged},
                   {"overdue", false}};
  if (!row.hold_reason.empty()) out["hold_reason"] = row.hold_reason;
  if (const auto due = due_of(city, row.state, row.item_class, Day{row.day}, Day{row.since})) {
    out["due"] = to_string(due->by);
    out["overdue"] = due->by < today;
  }
  return out;
}

Response claims_of(const City& city, const Request& request, const Queue& queue, const ReadablePlaces& readable) {
  stores::ListQuery query = query_of(queue, readable);
  query.next = std::string(request.query_value("next").value_or(""));
  const auto page = city.views->claims(query);
  if (!page) return refuse(request, language_of(request), page.error());
  const Day today = day_in_china(city.clock());
  json::array rows;
  for (const stores::ClaimRow& row : page->rows) rows.push_back(claim_json(city, row, today));
  json::object out{{"queue", queue.id}, {"zh", queue.zh}, {"en", queue.en}, {"total", page->total}, {"rows", std::move(rows)}};
  if (!page->next.empty()) out["next"] = page->next;
  return private_json(std::move(out));
}

Response batches_of(const City& city, const Request& request, const Queue& queue, const ReadablePlaces& readable) {
  const auto slice = read_slice(request);
  if (!slice) return slice.error();
  json::array rows;
  std::size_t total = 0;
  auto failed = each_batch(city, request, readable, *queue.stage,
                           [&](const subsidies::State& state, const subsidies::Batch& batch, const subsidies::Merchant& merchant) {
                             if (total++ < slice->from || rows.size() == slice->limit) return;
                             rows.push_back(json::object{{"batch", batch.id},
                                                         {"day", to_string(batch.filed)},
                                                         {"since", to_string(batch.filed)},
                                                         {"place", merchant.place.value},
                                                         {"merchant", merchant.code},
                                                         {"merchant_name", merchant.name},
                                                         {"claims", batch.claims.size()},
                                                         {"subsidy_fen", subsidy_of(state, batch).value},
                                                         {"flagged", false},
                                                         {"overdue", false}});
                           });
  if (failed) return std::move(*failed);
  json::object out = sliced(std::move(rows), *slice, total);
  out["queue"] = queue.id;
  out["zh"] = queue.zh;
  out["en"] = queue.en;
  return private_json(std::move(out));
}

}  // namespace

void add_queue_api(Doorkeeper& doors, const SharedPointer& shared) {
  doors.guard("GET", "/api/v1/queues", [shared](const Request& request, const PathParameters&, const Caller& caller) {
    return all_queues(shared->city, request, caller);
  });
  doors.guard("GET", "/api/v1/queues/{queue}",
              [shared](const Request& request, const PathParameters& path, const Caller& caller) {
                const Queue* queue = find_queue(path["queue"]);
                if (!queue) return no_such_address(request, language_of(request));
                const ReadablePlaces readable(shared->city, caller);
                return queue->stage ? batches_of(shared->city, request, *queue, readable)
                                    : claims_of(shared->city, request, *queue, readable);
              });
}

}  // namespace seethrough::http
