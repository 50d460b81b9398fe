#pragma once
// Why a command about funds, their shares, quotas or pauses is refused, or why the money does not suffice.
// Precedence: rejections.h.

#include <boost/describe/class.hpp>
#include <string>
#include <string_view>

#include "subsidies/commands.h"

namespace seethrough::subsidies {

struct NoFund {
  static constexpr std::string_view type = "subsidies.no_fund";
  std::string cls;
  int year = 0;
};
BOOST_DESCRIBE_STRUCT(NoFund, (), (cls, year))

struct FundExhausted {
  static constexpr std::string_view type = "subsidies.fund_exhausted";
  std::string fund;
  Fen available;
  Fen needed;
};
BOOST_DESCRIBE_STRUCT(FundExhausted, (), (fund, available, needed))

struct FundAlreadyOpen {
  static constexpr std::string_view type = "subsidies.fund_already_open";
  std::string fund;
};
BOOST_DESCRIBE_STRUCT(FundAlreadyOpen, (), (fund))

/// Two funds of one year would pay for the same class.
struct ClassAlreadyFunded {
  static constexpr std::string_view type = "subsidies.class_already_funded";
  std::string cls;
  std::string fund;
};
BOOST_DESCRIBE_STRUCT(ClassAlreadyFunded, (), (cls, fund))

/// The class is paused at the place since that day.
struct OnPause {
  static constexpr std::string_view type = "subsidies.on_pause";
  std::string cls;
  PlaceCode place;
  Day since;
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(OnPause, (), (cls, place, since, reason))

struct AlreadyPaused {
  static constexpr std::string_view type = "subsidies.already_paused";
  std::string cls;
  PlaceCode place;
  Day since;
};
BOOST_DESCRIBE_STRUCT(AlreadyPaused, (), (cls, place, since))

struct NotPaused {
  static constexpr std::string_view type = "subsidies.not_paused";
  std::string cls;
  PlaceCode place;
};
BOOST_DESCRIBE_STRUCT(NotPaused, (), (cls, place))

struct UnknownFund {
  static constexpr std::string_view type = "subsidies.unknown_fund";
  std::string fund;
};
BOOST_DESCRIBE_STRUCT(UnknownFund, (), (fund))

struct SharesAlreadyDeclared {
  static constexpr std::string_view type = "subsidies.shares_already_declared";
  std::string fund;
};
BOOST_DESCRIBE_STRUCT(SharesAlreadyDeclared, (), (fund))

struct SharesDoNotAddUp {
  static constexpr std::string_view type = "subsidies.shares_do_not_add_up";
  std::string fund;
  int sum_bp = 0;
};
BOOST_DESCRIBE_STRUCT(SharesDoNotAddUp, (), (fund, sum_bp))

/// A level is named twice, or the taker of the remainder has no share.
struct SharesUnclear {
  static constexpr std::string_view type = "subsidies.shares_unclear";
  std::string fund;
  FundLevel level = FundLevel::central;
};
BOOST_DESCRIBE_STRUCT(SharesUnclear, (), (fund, level))

/// Shares come before the first payment.
struct FundHasPaid {
  static constexpr std::string_view type = "subsidies.fund_has_paid";
  std::string fund;
};
BOOST_DESCRIBE_STRUCT(FundHasPaid, (), (fund))

struct QuotaUsedUp {
  static constexpr std::string_view type = "subsidies.quota_used_up";
  std::string quota;
  Fen available;
  Fen needed;
};
BOOST_DESCRIBE_STRUCT(QuotaUsedUp, (), (quota, available, needed))

/// The amount is below what is used already; of a quota per day, on that day.
struct QuotaBelowUse {
  static constexpr std::string_view type = "subsidies.quota_below_use";
  std::string quota;
  Fen used;
};
BOOST_DESCRIBE_STRUCT(QuotaBelowUse, (), (quota, used))

/// A quota keeps its fund, class, place and kind; only its amount changes.
struct QuotaChanged {
  static constexpr std::string_view type = "subsidies.quota_changed";
  std::string quota;
};
BOOST_DESCRIBE_STRUCT(QuotaChanged, (), (quota))

}  // namespace seethrough::subsidies
