#pragma once
// What may be asked about the money itself: funds, who pays into them, quotas and pauses.

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "calendar/day.h"
#include "money/fen.h"
#include "places/place.h"

namespace seethrough::subsidies {

/// Opens a capped fund (资金池) for classes of one year. `classes` are class ids or their prefixes ("vehicle").
struct OpenFund {
  static constexpr std::string_view type = "subsidies.open_fund";
  std::string fund;
  int year = 0;
  std::vector<std::string> classes;
  Fen cap;
  std::string basis;  ///< where the cap comes from
  bool reconstructed = false;
};
BOOST_DESCRIBE_STRUCT(OpenFund, (), (fund, year, classes, cap, basis, reconstructed))

enum class FundLevel { central, province, city, county };
BOOST_DESCRIBE_ENUM(FundLevel, central, province, city, county)

/// A share in hundredths of a percent.
struct FundShare {
  FundLevel level = FundLevel::central;
  int share_bp = 0;
  friend bool operator==(const FundShare&, const FundShare&) = default;
};
BOOST_DESCRIBE_STRUCT(FundShare, (), (level, share_bp))

/// Says who pays for a fund (资金分担): shares that sum to 10,000. Each claim's shares are rounded down to the fen and
/// what is left falls to `remainder_to`. Once, before the first payment.
struct DeclareShares {
  static constexpr std::string_view type = "subsidies.declare_shares";
  std::string fund;
  std::vector<FundShare> shares;
  FundLevel remainder_to = FundLevel::city;
  std::string basis;
};
BOOST_DESCRIBE_STRUCT(DeclareShares, (), (fund, shares, remainder_to, basis))

/// Adds to a fund (追加).
struct AddToFund {
  static constexpr std::string_view type = "subsidies.add_to_fund";
  std::string fund;
  Fen amount;
  Day day;
  std::string basis;
};
BOOST_DESCRIBE_STRUCT(AddToFund, (), (fund, amount, day, basis))

/// Takes back what a fund does not use (收回).
struct Reclaim {
  static constexpr std::string_view type = "subsidies.reclaim";
  std::string fund;
  Fen amount;
  Day day;
  std::string basis;
};
BOOST_DESCRIBE_STRUCT(Reclaim, (), (fund, amount, day, basis))

/// Sets a quota inside a fund (限额): of a class (or prefix; empty: all), of a place with all below it, for each day of
/// purchase or in all. A second one with the same id replaces the amount; it may not fall below what is used.
struct SetQuota {
  static constexpr std::string_view type = "subsidies.set_quota";
  std::string quota;
  std::string fund;
  std::string cls;
  PlaceCode place;
  bool per_day = false;
  Fen amount;
  Day day;
  std::string basis;
};
BOOST_DESCRIBE_STRUCT(SetQuota, (), (quota, fund, cls, place, per_day, amount, day, basis))

/// No new claims or draws for a class (or prefix) at a place and all below it (暂停).
struct Pause {
  static constexpr std::string_view type = "subsidies.pause";
  std::string cls;
  PlaceCode place;
  Day day;
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(Pause, (), (cls, place, day, reason))

/// Lifts the pause of exactly this class and place (恢复).
struct Resume {
  static constexpr std::string_view type = "subsidies.resume";
  std::string cls;
  PlaceCode place;
  Day day;
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(Resume, (), (cls, place, day, reason))

}  // namespace seethrough::subsidies
