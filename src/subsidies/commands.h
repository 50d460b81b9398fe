#pragma once
// What may be asked of the trade-in subsidies programme (消费品以旧换新).

#include <boost/describe/class.hpp>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/stated_quantity.h"
#include "subsidies/purchase.h"

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

/// Admits a merchant (商户) to the programme.
struct AdmitMerchant {
  static constexpr std::string_view type = "subsidies.admit_merchant";
  std::string merchant;  ///< unified social credit code
  std::string name;
  PlaceCode place;
  Day day;
  bool reconstructed = false;
};
BOOST_DESCRIBE_STRUCT(AdmitMerchant, (), (merchant, name, place, day, reconstructed))

/// Records what a merchant states about itself.
struct ProfileMerchant {
  static constexpr std::string_view type = "subsidies.profile_merchant";
  std::string merchant;
  std::string description;
  Day day;
  std::vector<StatedQuantity> stated;
};
BOOST_DESCRIBE_STRUCT(ProfileMerchant, (), (merchant, description, day, stated))

/// Redeems an entitlement at the till (核销): the instant classes.
struct Redeem {
  static constexpr std::string_view type = "subsidies.redeem";
  Purchase purchase;
};
BOOST_DESCRIBE_STRUCT(Redeem, (), (purchase))

/// Applies for a vehicle subsidy (汽车报废更新、置换更新).
struct Apply {
  static constexpr std::string_view type = "subsidies.apply";
  Purchase purchase;
};
BOOST_DESCRIBE_STRUCT(Apply, (), (purchase))

/// The goods came back: the subsidy is clawed back and the buyer's limit freed (退货).
struct ReturnGoods {
  static constexpr std::string_view type = "subsidies.return_goods";
  ClaimNumber claim;
  Day day;
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(ReturnGoods, (), (claim, day, reason))

/// The applicant takes an application back (撤回).
struct Withdraw {
  static constexpr std::string_view type = "subsidies.withdraw";
  ClaimNumber claim;
  Day day;
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(Withdraw, (), (claim, day, reason))

using Command = std::variant<OpenFund, AdmitMerchant, ProfileMerchant, Redeem, Apply, ReturnGoods, Withdraw>;

}  // namespace seethrough::subsidies
