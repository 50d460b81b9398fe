#pragma once
// Why a command about batches, public notices, payment orders or their results is refused. Precedence: rejections.h.

#include <boost/describe/class.hpp>
#include <cstdint>
#include <string>
#include <string_view>

#include "subsidies/commands.h"

namespace seethrough::subsidies {

struct UnknownBatch {
  static constexpr std::string_view type = "subsidies.unknown_batch";
  std::string batch;
};
BOOST_DESCRIBE_STRUCT(UnknownBatch, (), (batch))

struct BatchNotInThisStage {
  static constexpr std::string_view type = "subsidies.batch_not_in_this_stage";
  std::string batch;
  std::string stage;
  std::string command;
};
BOOST_DESCRIBE_STRUCT(BatchNotInThisStage, (), (batch, stage, command))

struct ClaimOfAnotherMerchant {
  static constexpr std::string_view type = "subsidies.claim_of_another_merchant";
  ClaimNumber claim;
  std::string merchant;
};
BOOST_DESCRIBE_STRUCT(ClaimOfAnotherMerchant, (), (claim, merchant))

/// A batch or an order is of one fund.
struct ClaimOfAnotherFund {
  static constexpr std::string_view type = "subsidies.claim_of_another_fund";
  ClaimNumber claim;
  std::string fund;
};
BOOST_DESCRIBE_STRUCT(ClaimOfAnotherFund, (), (claim, fund))

struct NamedTwice {
  static constexpr std::string_view type = "subsidies.named_twice";
  std::string name;
};
BOOST_DESCRIBE_STRUCT(NamedTwice, (), (name))

struct BatchTotalsDiffer {
  static constexpr std::string_view type = "subsidies.batch_totals_differ";
  std::string batch;
  Fen stated;
  Fen found;
};
BOOST_DESCRIBE_STRUCT(BatchTotalsDiffer, (), (batch, stated, found))

/// The claim is not in the drawn sample, or was checked.
struct NothingToCheck {
  static constexpr std::string_view type = "subsidies.nothing_to_check";
  ClaimNumber claim;
};
BOOST_DESCRIBE_STRUCT(NothingToCheck, (), (claim))

struct ChecksOutstanding {
  static constexpr std::string_view type = "subsidies.checks_outstanding";
  std::string batch;
  std::int64_t outstanding = 0;
};
BOOST_DESCRIBE_STRUCT(ChecksOutstanding, (), (batch, outstanding))

struct NoticeTooShort {
  static constexpr std::string_view type = "subsidies.notice_too_short";
  Day day;
  Day until;
};
BOOST_DESCRIBE_STRUCT(NoticeTooShort, (), (day, until))

/// What is to be paid is still on public notice.
struct NoticeNotOver {
  static constexpr std::string_view type = "subsidies.notice_not_over";
  std::string notice;
  Day until;
};
BOOST_DESCRIBE_STRUCT(NoticeNotOver, (), (notice, until))

struct TooManyLines {
  static constexpr std::string_view type = "subsidies.too_many_lines";
  std::int64_t lines = 0;
  std::int64_t most = 0;
};
BOOST_DESCRIBE_STRUCT(TooManyLines, (), (lines, most))

struct UnknownOrder {
  static constexpr std::string_view type = "subsidies.unknown_order";
  std::string order;
  int line = 0;
};
BOOST_DESCRIBE_STRUCT(UnknownOrder, (), (order, line))

/// The line was paid, so nothing more is sent or recorded for it.
struct AlreadyPaid {
  static constexpr std::string_view type = "subsidies.already_paid";
  std::string order;
  int line = 0;
  std::string bank_reference;
};
BOOST_DESCRIBE_STRUCT(AlreadyPaid, (), (order, line, bank_reference))

/// The result is of another attempt than the one under way. If the bank says that one was paid which was taken for
/// failed, money may go twice: call the bank before anything else.
struct NotThisAttempt {
  static constexpr std::string_view type = "subsidies.not_this_attempt";
  std::string order;
  int line = 0;
  int attempt = 0;
  int under_way = 0;
};
BOOST_DESCRIBE_STRUCT(NotThisAttempt, (), (order, line, attempt, under_way))

struct AmountDiffers {
  static constexpr std::string_view type = "subsidies.amount_differs";
  std::string order;
  int line = 0;
  Fen ordered;
  Fen stated;
};
BOOST_DESCRIBE_STRUCT(AmountDiffers, (), (order, line, ordered, stated))

/// Only a line that failed is sent again.
struct NotFailed {
  static constexpr std::string_view type = "subsidies.not_failed";
  std::string order;
  int line = 0;
};
BOOST_DESCRIBE_STRUCT(NotFailed, (), (order, line))

}  // namespace seethrough::subsidies
