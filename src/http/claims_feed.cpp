#include "http/claims_feed.h"

#include <algorithm>
#include <boost/describe/enum_to_string.hpp>

#include "base/check.h"
#include "subsidies/state.h"

namespace seethrough::http {

using namespace subsidies;

/// One event on its way into rows and changes: an overload for each that concerns claims.
struct ClaimsFeed::Fold {
  ClaimsFeed& feed;
  std::uint64_t seq;
  std::vector<stores::ClaimRow>& rows;
  std::vector<stores::ClaimChange>& changes;

  /// The claim's own step. What stays as it was is left empty.
  stores::ClaimChange& step(ClaimNumber claim, Day day) {
    INVARIANT(claim.value >= 1 && claim.value <= static_cast<std::int64_t>(feed.first_.size()),
              "a claim moves that never began");
    feed.later_[claim.value].push_back(seq);
    return change(claim, day);
  }
  stores::ClaimChange& change(ClaimNumber claim, Day day) {
    changes.push_back({claim.value, static_cast<std::int64_t>(seq), day.value, {}, {}, {}, {}});
    return changes.back();
  }
  void move(ClaimNumber claim, Day day, std::string_view state) { step(claim, day).state = std::string(state); }

  void leave_batch(ClaimNumber claim) {
    const auto last = feed.last_batch(claim);
    if (last) std::erase(last->claims, claim);
  }
  void end(ClaimNumber claim, Day day, std::string_view state) {
    leave_batch(claim);
    stores::ClaimChange& changed = step(claim, day);
    changed.state = std::string(state);
    changed.batch = "";
    changed.hold_reason = "";
  }
  void hold(ClaimNumber claim, Day day, HoldReason reason) {
    end(claim, day, Held::name);
    changes.back().hold_reason = boost::describe::enum_to_string(reason, "other");
  }
  /// Back among those that are worked on.
  void take_up(ClaimNumber claim, Day day) {
    stores::ClaimChange& changed = step(claim, day);
    const bool application = feed.application_[static_cast<std::size_t>(claim.value - 1)];
    changed.state = std::string(application ? Accepted::name : Redeemed::name);
    changed.hold_reason = "";
  }

  template <class Claimed>
  void begin(const Claimed& e, bool application) {
    INVARIANT(e.claim.value == static_cast<std::int64_t>(feed.first_.size()) + 1, "claims are numbered without gaps");
    feed.first_.push_back(seq);
    feed.application_.push_back(application);
    rows.push_back(feed.row_of(seq, e.claim, e.purchase, e.grant));
    stores::ClaimRow& row = rows.back();
    row.state = application ? Applied::name : Redeemed::name;
    row.flagged = e.findings.has_value();
    if (!e.findings) return;
    for (const Finding& one : *e.findings) {
      if (one.severity != rules::Severity::hold) continue;
      row.state = Held::name;
      row.hold_reason = boost::describe::enum_to_string(hold_reason_of(one.check), "other");
      return;
    }
  }

  void operator()(const MerchantAdmitted& e) { feed.merchant_names_.insert_or_assign(e.merchant, e.name); }
  void operator()(const ClaimRedeemed& e) { begin(e, false); }
  void operator()(const ClaimApplied& e) { begin(e, true); }
  void operator()(const GoodsReturned& e) { end(e.claim, e.day, e.to_claw_back ? ClawbackDue::name : Returned::name); }
  void operator()(const ClaimVoided& e) { end(e.claim, e.day, Voided::name); }
  void operator()(const ClaimWithdrawn& e) { end(e.claim, e.day, Withdrawn::name); }
  void operator()(const ClaimRefused& e) { end(e.claim, e.day, Refused::name); }
  void operator()(const ClaimAccepted& e) { move(e.claim, e.day, Accepted::name); }
  void operator()(const ClaimSentBack& e) { move(e.claim, e.day, InCorrection::name); }
  void operator()(const ClaimResubmitted& e) { move(e.claim, e.day, Applied::name); }
  void operator()(const FirstReviewPassed& e) { move(e.claim, e.day, FirstReviewed::name); }
  void operator()(const SecondReviewPassed& e) { move(e.claim, e.day, Approved::name); }
  void operator()(const ClaimAppealed& e) { move(e.claim, e.day, Appealed::name); }
  void operator()(const AppealDismissed& e) { move(e.claim, e.day, Dismissed::name); }
  void operator()(const ClaimReopened& e) { take_up(e.claim, e.day); }
  void operator()(const ClaimHeld& e) { hold(e.claim, e.day, e.reason); }
  void operator()(const ClaimReleased& e) { take_up(e.claim, e.day); }
  void operator()(const RepaymentRecorded& e) { move(e.claim, e.day, e.part.claims == 1 ? ClawedBack::name : Paid::name); }
  void operator()(const ClaimAdjusted& e) {
    stores::ClaimChange& changed = step(e.claim, e.day);
    changed.subsidy_fen = e.after.subsidy.value;
    if (e.to_claw_back > Fen{}) changed.state = std::string(ClawbackDue::name);
  }

  void operator()(const BatchFiled& e) {
    feed.filings_.emplace(seq, e.batch.batch);
    feed.batches_[e.batch.batch] = {{seq}, e.batch.claims};
    for (const ClaimNumber claim : e.batch.claims) {
      stores::ClaimChange& changed = step(claim, e.batch.day);
      changed.state = std::string(Filed::name);
      changed.batch = e.batch.batch;
    }
  }
  void of_batch(const std::string& batch) { feed.batches_[batch].entries.push_back(seq); }
  void operator()(const BatchReviewed& e) { of_batch(e.batch); }
  void operator()(const SampleDrawn& e) { of_batch(e.batch); }
  void operator()(const BatchPassed& e) { of_batch(e.batch); }
  void operator()(const BatchHeld& e) { of_batch(e.batch); }
  void operator()(const BatchReleased& e) { of_batch(e.batch); }
  void operator()(const CheckRecorded& e) {
    if (e.held) return hold(e.check.claim, e.check.day, e.check.reason);
    step(e.check.claim, e.check.day);
  }
  void operator()(const NoticePosted& e) {
    for (const std::string& batch : e.notice.batches) of_batch(batch);
    for (const ClaimNumber claim : e.notice.claims) move(claim, e.notice.day, Noticed::name);
  }
  void operator()(const PaymentOrdered& e) {
    feed.orders_[e.order] = e.lines;
    for (const PaymentLine& line : e.lines) {
      if (line.batch.empty()) move(line.claim, e.day, Ordered::name);
      else of_batch(line.batch);
    }
  }
  const PaymentLine& line(const std::string& order, int number) {
    return feed.orders_.at(order).at(static_cast<std::size_t>(number - 1));
  }
  void operator()(const PaymentSettled& e) {
    const PaymentLine& paid = line(e.result.order, e.result.line);
    if (paid.batch.empty()) return move(paid.claim, e.result.day, Paid::name);
    of_batch(paid.batch);
    for (const ClaimNumber claim : feed.batches_[paid.batch].claims)
      change(claim, e.result.day).state = std::string(Paid::name);
  }
  void of_line(const std::string& order, int number, Day day) {
    const PaymentLine& told = line(order, number);
    if (told.batch.empty()) step(told.claim, day);
    else of_batch(told.batch);
  }
  void operator()(const PaymentFailed& e) { of_line(e.result.order, e.result.line, e.result.day); }
  void operator()(const PaymentRetried& e) { of_line(e.order, e.line, e.day); }

  // What concerns no claim.
  template <class Other>
  void operator()(const Other&) {}
};

void ClaimsFeed::fold(std::uint64_t seq, const Event& event, std::vector<stores::ClaimRow>& rows,
                      std::vector<stores::ClaimChange>& changes) {
  std::visit(Fold{*this, seq, rows, changes}, event);
}

stores::ClaimRow ClaimsFeed::row_of(std::uint64_t seq, ClaimNumber claim, const Purchase& purchase,
                                    const Grant& grant) const {
  const auto merchant = merchant_names_.find(purchase.merchant);
  stores::ClaimRow row;
  row.number = claim.value;
  row.seq = static_cast<std::int64_t>(seq);
  row.item_class = grant.cls;
  row.kind = purchase.kind;
  row.merchant = purchase.merchant;
  if (merchant != merchant_names_.end()) row.merchant_name = merchant->second;
  row.place = purchase.place.value;
  row.day = purchase.day.value;
  row.since = purchase.day.value;
  row.price_fen = purchase.price.value;
  row.subsidy_fen = grant.subsidy.value;
  row.reconstructed = purchase.reconstructed;
  return row;
}

ClaimsFeed::Batch* ClaimsFeed::last_batch(ClaimNumber claim) {
  const auto later = later_.find(claim.value);
  if (later == later_.end()) return nullptr;
  for (auto entry = later->second.rbegin(); entry != later->second.rend(); ++entry) {
    if (const auto filing = filings_.find(*entry); filing != filings_.end()) return &batches_[filing->second];
  }
  return nullptr;
}

/// The claim's own entries; after a filing come the batch's until the claim's next own one that took it out again.
std::vector<std::uint64_t> ClaimsFeed::entries_of(ClaimNumber claim) const {
  if (claim.value < 1 || claim.value > static_cast<std::int64_t>(first_.size())) return {};
  std::vector<std::uint64_t> found{first_[static_cast<std::size_t>(claim.value - 1)]};
  const auto later = later_.find(claim.value);
  if (later == later_.end()) return found;
  found.insert(found.end(), later->second.begin(), later->second.end());
  for (const std::uint64_t own : later->second) {
    const auto filing = filings_.find(own);
    if (filing == filings_.end()) continue;
    const Batch& batch = batches_.at(filing->second);
    // Still in it: all of them; else those before the claim left.
    const bool still = std::find(batch.claims.begin(), batch.claims.end(), claim) != batch.claims.end();
    const auto left = std::upper_bound(later->second.begin(), later->second.end(), own);
    for (const std::uint64_t entry : batch.entries) {
      if (entry > own && (still || left == later->second.end() || entry < later->second.back())) found.push_back(entry);
    }
  }
  std::sort(found.begin(), found.end());
  found.erase(std::unique(found.begin(), found.end()), found.end());
  return found;
}

std::vector<std::uint64_t> ClaimsFeed::entries_of_batch(const std::string& batch) const {
  const auto found = batches_.find(batch);
  return found == batches_.end() ? std::vector<std::uint64_t>{} : found->second.entries;
}

}  // namespace seethrough::http
