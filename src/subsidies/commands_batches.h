#pragma once
// What may be asked about a merchant's batch of sales (批次): filing, review, spot check, public notice, payment.
//
// The spot check can be repeated by anyone: the seed's hash was on record before the batch was filed and its seed is
// shown after; claim n has the rank SHA-256(seed ‖ "sample" ‖ 0 ‖ batch ‖ 0 ‖ n in decimal); the lowest are checked.

#include <string_view>
#include <vector>

#include "subsidies/commands_claims.h"

namespace seethrough::subsidies {

/// A merchant files sales for payment (申报批次): at most 500, of one fund. The totals it states must be those of the
/// claims.
struct FileBatch {
  static constexpr std::string_view type = "subsidies.file_batch";
  std::string batch;
  std::string merchant;
  Day day;
  std::vector<ClaimNumber> claims;
  Fen subsidy;
};
BOOST_DESCRIBE_STRUCT(FileBatch, (), (batch, merchant, day, claims, subsidy))

/// The documents of the batch were gone through (审核).
struct ReviewBatch {
  static constexpr std::string_view type = "subsidies.review_batch";
  std::string batch;
  Day day;
};
BOOST_DESCRIBE_STRUCT(ReviewBatch, (), (batch, day))

/// Draws the sample for the spot check (抽查), by showing the seed named `seed_name`.
struct DrawSample {
  static constexpr std::string_view type = "subsidies.draw_sample";
  std::string batch;
  Day day;
  std::string seed_name;
  Digest seed;
  int size = 0;
};
BOOST_DESCRIBE_STRUCT(DrawSample, (), (batch, day, seed_name, seed, size))

/// What the check of one drawn claim found; one that fails is held.
struct RecordCheck {
  static constexpr std::string_view type = "subsidies.record_check";
  ClaimNumber claim;
  Day day;
  bool passed = false;
  HoldReason reason = HoldReason::other;  ///< of a failure
  std::string note;
};
BOOST_DESCRIBE_STRUCT(RecordCheck, (), (claim, day, passed, reason, note))

/// Every drawn claim was checked: the batch may be announced. By another person than its reviewer.
struct PassBatch {
  static constexpr std::string_view type = "subsidies.pass_batch";
  std::string batch;
  Day day;
};
BOOST_DESCRIBE_STRUCT(PassBatch, (), (batch, day))

/// Holds the whole batch (整批暂缓), as for a merchant's violation.
struct HoldBatch {
  static constexpr std::string_view type = "subsidies.hold_batch";
  std::string batch;
  Day day;
  HoldReason reason = HoldReason::other;
  std::string note;
};
BOOST_DESCRIBE_STRUCT(HoldBatch, (), (batch, day, reason, note))

/// The batch is reviewed again (解除暂缓).
struct ReleaseBatch {
  static constexpr std::string_view type = "subsidies.release_batch";
  std::string batch;
  Day day;
  std::string note;
};
BOOST_DESCRIBE_STRUCT(ReleaseBatch, (), (batch, day, note))

/// Announces batches that passed and applications that were approved (公示), from `day` to `until`, both included.
struct PostNotice {
  static constexpr std::string_view type = "subsidies.post_notice";
  std::string notice;
  Day day;
  Day until;
  std::vector<std::string> batches;
  std::vector<ClaimNumber> claims;
};
BOOST_DESCRIBE_STRUCT(PostNotice, (), (notice, day, until, batches, claims))

/// Orders payment (拨付) of batches and applications whose notice is over, and of top-ups: a line each, at most 300.
struct OrderPayment {
  static constexpr std::string_view type = "subsidies.order_payment";
  std::string order;
  std::string fund;
  Day day;
  std::vector<std::string> batches;
  std::vector<ClaimNumber> claims;
};
BOOST_DESCRIBE_STRUCT(OrderPayment, (), (order, fund, day, batches, claims))

/// What the bank says of one line (银行回单). `attempt` counts from 1.
struct RecordResult {
  static constexpr std::string_view type = "subsidies.record_result";
  std::string order;
  int line = 0;
  int attempt = 0;
  bool paid = false;
  Fen amount;
  Day day;
  std::string bank_reference;
  std::string reason;  ///< of a failure
};
BOOST_DESCRIBE_STRUCT(RecordResult, (), (order, line, attempt, paid, amount, day, bank_reference, reason))

/// Sends a line that failed once more (重拨), as its next attempt.
struct RetryPayment {
  static constexpr std::string_view type = "subsidies.retry_payment";
  std::string order;
  int line = 0;
  Day day;
};
BOOST_DESCRIBE_STRUCT(RetryPayment, (), (order, line, day))

}  // namespace seethrough::subsidies
