// decide(): merchants' batches, public notices, payment orders.

#include <boost/describe/enum_to_string.hpp>

#include <algorithm>
#include <set>

#include "lots/lot.h"
#include "subsidies/deciding.h"

namespace seethrough::subsidies {
namespace {

constexpr std::size_t most_lines = 300;  // an entry holds no more
constexpr std::size_t most_claims = 500;  // nor of these

Rejection too_many(std::size_t lines, std::size_t most) {
  return TooManyLines{static_cast<std::int64_t>(lines), static_cast<std::int64_t>(most)};
}

std::optional<Rejection> future(const Context& context, Day day) {
  if (day > context.today) return DayInFuture{day, context.today};
  return std::nullopt;
}

Rejection not_in_stage(const Batch& batch, std::string_view command) {
  return BatchNotInThisStage{batch.id, boost::describe::enum_to_string(batch.stage, ""), std::string(command)};
}

/// The batch, if it is in one of these stages and the day is not in the future.
template <class Command>
Result<const Batch*, Rejection> batch_in(const Context& context, const Command& c,
                                         std::initializer_list<BatchStage> stages) {
  const Batch* batch = context.state.batch(c.batch);
  if (!batch) return Unexpected<Rejection>{UnknownBatch{c.batch}};
  if (std::find(stages.begin(), stages.end(), batch->stage) == stages.end())
    return Unexpected<Rejection>{not_in_stage(*batch, Command::type)};
  if (auto bad = future(context, c.day)) return Unexpected<Rejection>{std::move(*bad)};
  return batch;
}

Rejection not_in_state(const Claim& claim, ClaimNumber number, std::string_view command) {
  return NotInThisState{number, std::string(state_name(claim)), std::string(command)};
}

template <class Item>
std::optional<Item> first_twice(const std::vector<Item>& list) {
  std::set<Item> seen;
  for (const Item& one : list) {
    if (!seen.insert(one).second) return one;
  }
  return std::nullopt;
}

Fen sum_of(const State& state, const std::vector<ClaimNumber>& claims) {
  Fen sum;
  for (const ClaimNumber number : claims) {
    const Terms& terms = *terms_of(*state.claim(number));
    sum += terms.subsidy - terms.paid;
  }
  return sum;
}

std::optional<Rejection> notice_not_over(const Context& context, std::uint32_t index) {
  const Notice& notice = context.state.notices[index];
  if (notice.until >= context.today) return NoticeNotOver{notice.id, notice.until};
  return std::nullopt;
}

using Line = Result<PaymentLine, Rejection>;
Unexpected<Rejection> no(Rejection rejection) { return {std::move(rejection)}; }

Line line_of_batch(const Context& context, const OrderPayment& c, std::uint16_t fund, const std::string& id) {
  const State& state = context.state;
  const Batch* batch = state.batch(id);
  if (!batch) return no(UnknownBatch{id});
  if (batch->stage != BatchStage::on_notice) return no(not_in_stage(*batch, OrderPayment::type));
  if (auto open = notice_not_over(context, batch->notice)) return no(std::move(*open));
  if (batch->claims.empty()) return no(NothingAsked{"batches"});
  if (batch->fund != fund) return no(ClaimOfAnotherFund{batch->claims.front(), c.fund});
  return PaymentLine{0, id, ClaimNumber{0}, state.roster.merchants[batch->merchant].code,
                     static_cast<std::int64_t>(batch->claims.size()), sum_of(state, batch->claims)};
}

Line line_of_claim(const Context& context, const OrderPayment& c, std::uint16_t fund, ClaimNumber number) {
  const Claim* claim = context.state.claim(number);
  if (!claim) return no(UnknownClaim{number});
  const Terms* terms = terms_of(*claim);
  if (const auto* noticed = std::get_if<Noticed>(claim)) {
    if (auto open = notice_not_over(context, noticed->notice)) return no(std::move(*open));
  } else if (!std::holds_alternative<Paid>(*claim) || terms->paid == terms->subsidy) {  // else a top-up is owed
    return no(not_in_state(*claim, number, OrderPayment::type));
  }
  if (terms->fund != fund) return no(ClaimOfAnotherFund{number, c.fund});
  return PaymentLine{0, {}, number, to_hex(terms->person), 1, terms->subsidy - terms->paid};
}

/// What a line's claims are paid now, by class and place, and by whom.
PaymentSettled settled(const State& state, const RecordResult& result, const PaymentLine& line) {
  PaymentSettled event{result, {}, {}};
  const auto claims = line.batch.empty() ? std::vector{line.claim} : state.batch(line.batch)->claims;
  event.parts = parts_of(state, claims);
  for (Part& part : event.parts) part = {part.cls, part.place, 0, Fen{}};
  for (const ClaimNumber number : claims) {
    const Terms& terms = *terms_of(*state.claim(number));
    for (Part& part : event.parts) {
      if (part.cls != state.names[terms.cls] || part.place != terms.place) continue;
      part.claims += terms.paid == Fen{} ? 1 : 0;
      part.subsidy += terms.subsidy - terms.paid;
    }
    const auto before = state.shares_of(terms.fund, terms.paid), after = state.shares_of(terms.fund, terms.subsidy);
    if (event.shares.empty()) event.shares.resize(after.size());
    for (std::size_t i = 0; i < after.size(); ++i) {
      event.shares[i].level = after[i].level;
      event.shares[i].amount += after[i].amount - before[i].amount;
    }
  }
  return event;
}

Result<const OrderLine*, Rejection> line_in(const State& state, const std::string& order, int line) {
  const Order* found = state.order(order);
  if (!found || line < 1 || static_cast<std::size_t>(line) > found->lines.size()) return no(UnknownOrder{order, line});
  return &found->lines[static_cast<std::size_t>(line - 1)];
}

}  // namespace

Decision decide_command(const Context& context, const FileBatch& c) {
  const State& state = context.state;
  if (auto taken = name_taken(state.batch(c.batch), "batch", c.batch)) return refuse(std::move(*taken));
  const Merchant* merchant = state.roster.merchant(c.merchant);
  if (!merchant) return refuse(UnknownMerchant{c.merchant});
  if (auto bad = future(context, c.day)) return refuse(std::move(*bad));
  if (c.claims.empty()) return refuse(NothingAsked{"claims"});
  if (c.claims.size() > most_claims) return refuse(too_many(c.claims.size(), most_claims));
  if (const auto twice = first_twice(c.claims)) return refuse(NamedTwice{to_string(*twice)});
  const auto merchant_index = static_cast<std::uint32_t>(merchant - state.roster.merchants.data());
  std::optional<std::uint16_t> fund;
  for (const ClaimNumber number : c.claims) {
    const Claim* claim = state.claim(number);
    if (!claim) return refuse(UnknownClaim{number});
    const auto* redeemed = std::get_if<Redeemed>(claim);
    if (!redeemed) return refuse(not_in_state(*claim, number, FileBatch::type));
    if (redeemed->terms.merchant != merchant_index) return refuse(ClaimOfAnotherMerchant{number, c.merchant});
    if (!fund) fund = redeemed->terms.fund;
    if (redeemed->terms.fund != *fund) return refuse(ClaimOfAnotherFund{number, state.roster.funds[*fund].id});
  }
  if (const Fen found = sum_of(state, c.claims); found != c.subsidy)
    return refuse(BatchTotalsDiffer{c.batch, c.subsidy, found});
  return Event{BatchFiled{c, state.roster.funds[*fund].id}};
}

Decision decide_command(const Context& context, const ReviewBatch& c) {
  const auto batch = batch_in(context, c, {BatchStage::filed});
  if (!batch) return refuse(batch.error());
  return Event{BatchReviewed{c.batch, c.day, std::string(context.by)}};
}

Decision decide_command(const Context& context, const DrawSample& c) {
  const auto batch = batch_in(context, c, {BatchStage::reviewed});
  if (!batch) return refuse(batch.error());
  if (c.size < 1) return refuse(NothingAsked{"size"});
  const Seed* seed = context.state.seed(c.seed_name);
  if (!seed) return refuse(UnknownSeed{c.seed_name});
  if (seed->moment >= (*batch)->moment || (seed->shown != 0 && seed->shown <= (*batch)->moment))
    return refuse(SeedNotBeforehand{c.seed_name});
  if (seed_commitment(c.seed) != seed->committed.commitment) return refuse(NotTheCommittedSeed{c.seed_name});
  std::vector<std::int64_t> numbers;
  for (const ClaimNumber number : (*batch)->claims) numbers.push_back(number.value);
  SampleDrawn event{c.batch, c.day, c.seed_name, c.seed, {}};
  for (const std::int64_t drawn : draw_lot(c.seed, "sample", c.batch, numbers, static_cast<std::size_t>(c.size)))
    event.sample.push_back(ClaimNumber{drawn});
  return Event{std::move(event)};
}

Decision decide_command(const Context& context, const PassBatch& c) {
  const auto batch = batch_in(context, c, {BatchStage::sampled});
  if (!batch) return refuse(batch.error());
  if (context.state.names[(*batch)->reviewed_by] == context.by) return refuse(SamePerson{std::string(context.by)});
  if (!(*batch)->to_check.empty())
    return refuse(ChecksOutstanding{c.batch, static_cast<std::int64_t>((*batch)->to_check.size())});
  return Event{BatchPassed{c.batch, c.day, std::string(context.by)}};
}

Decision decide_command(const Context& context, const HoldBatch& c) {
  const auto batch = batch_in(context, c, {BatchStage::filed, BatchStage::reviewed, BatchStage::sampled,
                                           BatchStage::passed, BatchStage::on_notice});
  if (!batch) return refuse(batch.error());
  return Event{BatchHeld{c.batch, c.day, c.reason, c.note, parts_of(context.state, (*batch)->claims)}};
}

Decision decide_command(const Context& context, const ReleaseBatch& c) {
  const auto batch = batch_in(context, c, {BatchStage::held});
  if (!batch) return refuse(batch.error());
  return Event{BatchReleased{c.batch, c.day, c.note, parts_of(context.state, (*batch)->claims)}};
}

Decision decide_command(const Context& context, const PostNotice& c) {
  const State& state = context.state;
  if (auto taken = name_taken(state.notice(c.notice), "notice", c.notice)) return refuse(std::move(*taken));
  if (auto bad = future(context, c.day)) return refuse(std::move(*bad));
  if (c.until < c.day) return refuse(NoticeTooShort{c.day, c.until});
  if (c.batches.empty() && c.claims.empty()) return refuse(NothingAsked{"batches"});
  if (const auto twice = first_twice(c.batches)) return refuse(NamedTwice{*twice});
  if (const auto twice = first_twice(c.claims)) return refuse(NamedTwice{to_string(*twice)});
  for (const std::string& id : c.batches) {
    const Batch* batch = state.batch(id);
    if (!batch) return refuse(UnknownBatch{id});
    if (batch->stage != BatchStage::passed) return refuse(not_in_stage(*batch, PostNotice::type));
  }
  for (const ClaimNumber number : c.claims) {
    const Claim* claim = state.claim(number);
    if (!claim) return refuse(UnknownClaim{number});
    if (!std::holds_alternative<Approved>(*claim)) return refuse(not_in_state(*claim, number, PostNotice::type));
  }
  return Event{NoticePosted{c}};
}

Decision decide_command(const Context& context, const OrderPayment& c) {
  const State& state = context.state;
  if (auto taken = name_taken(state.order(c.order), "order", c.order)) return refuse(std::move(*taken));
  const auto fund = state.fund_index(c.fund);
  if (!fund) return refuse(UnknownFund{c.fund});
  if (auto bad = future(context, c.day)) return refuse(std::move(*bad));
  const std::size_t lines = c.batches.size() + c.claims.size();
  if (lines == 0) return refuse(NothingAsked{"batches"});
  if (lines > most_lines) return refuse(too_many(lines, most_lines));
  if (const auto twice = first_twice(c.batches)) return refuse(NamedTwice{*twice});
  if (const auto twice = first_twice(c.claims)) return refuse(NamedTwice{to_string(*twice)});
  PaymentOrdered event{c.order, c.fund, c.day, {}};
  const auto add = [&](Line line) -> std::optional<Rejection> {
    if (!line) return std::move(line).error();
    line->line = static_cast<int>(event.lines.size()) + 1;
    event.lines.push_back(std::move(line).value());
    return std::nullopt;
  };
  for (const std::string& id : c.batches) {
    if (auto bad = add(line_of_batch(context, c, *fund, id))) return refuse(std::move(*bad));
  }
  for (const ClaimNumber number : c.claims) {
    if (auto bad = add(line_of_claim(context, c, *fund, number))) return refuse(std::move(*bad));
  }
  return Event{std::move(event)};
}

Decision decide_command(const Context& context, const RecordResult& c) {
  const auto line = line_in(context.state, c.order, c.line);
  if (!line) return refuse(line.error());
  const OrderLine& known = **line;
  if (c.attempt != known.attempt) return refuse(NotThisAttempt{c.order, c.line, c.attempt, known.attempt});
  if (known.status == OrderLine::Status::paid) return refuse(AlreadyPaid{c.order, c.line, known.bank_reference});
  if (known.status == OrderLine::Status::failed)  // it is told again, or contradicts what was told
    return refuse(NotThisAttempt{c.order, c.line, c.attempt, known.attempt + 1});
  if (auto bad = future(context, c.day)) return refuse(std::move(*bad));
  if (c.amount != known.line.amount) return refuse(AmountDiffers{c.order, c.line, known.line.amount, c.amount});
  if (!c.paid) return Event{PaymentFailed{c}};
  return Event{settled(context.state, c, known.line)};
}

Decision decide_command(const Context& context, const RetryPayment& c) {
  const auto line = line_in(context.state, c.order, c.line);
  if (!line) return refuse(line.error());
  const OrderLine& known = **line;
  if (known.status == OrderLine::Status::paid) return refuse(AlreadyPaid{c.order, c.line, known.bank_reference});
  if (known.status != OrderLine::Status::failed) return refuse(NotFailed{c.order, c.line});
  if (auto bad = future(context, c.day)) return refuse(std::move(*bad));
  return Event{PaymentRetried{c.order, c.line, known.attempt + 1, c.day}};
}

}  // namespace seethrough::subsidies
