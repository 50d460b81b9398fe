#pragma once
// What may be asked about merchants, their stores, and products.

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "base/stated_quantity.h"
#include "calendar/day.h"
#include "money/fen.h"
#include "places/place.h"

namespace seethrough::subsidies {

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

/// Opens a store of a merchant (门店). From its first store on, every sale of the merchant names one.
struct OpenStore {
  static constexpr std::string_view type = "subsidies.open_store";
  std::string merchant;
  std::string store;  ///< its number with the merchant
  std::string name;
  PlaceCode place;
  Day day;
};
BOOST_DESCRIBE_STRUCT(OpenStore, (), (merchant, store, name, place, day))

/// How a merchant stands (商户状态). Suspended or struck off it makes no new claims; a suspension can be lifted.
enum class Standing { good, warned, suspended, struck_off };
BOOST_DESCRIBE_ENUM(Standing, good, warned, suspended, struck_off)

/// Warns, suspends, strikes off a merchant, or reinstates it. What hangs on it (claims not yet paid, and their subsidy)
/// is stated by whoever decides, and refused with the true figures if it was something else: nobody is struck off
/// unseen.
struct ChangeStanding {
  static constexpr std::string_view type = "subsidies.change_standing";
  std::string merchant;
  Standing standing = Standing::good;
  Day day;
  std::string reason;
  std::int64_t open_claims = 0;
  Fen open_subsidy;
};
BOOST_DESCRIBE_STRUCT(ChangeStanding, (), (merchant, standing, day, reason, open_claims, open_subsidy))

/// Registers a product (产品) by its 69-code. A sale that names it must agree in kind and efficiency.
struct RegisterProduct {
  static constexpr std::string_view type = "subsidies.register_product";
  std::string product;  ///< EAN-13
  std::string name;
  std::string kind;
  int efficiency = 0;  ///< 1 to 5; 0: no label
  Day day;
};
BOOST_DESCRIBE_STRUCT(RegisterProduct, (), (product, name, kind, efficiency, day))

}  // namespace seethrough::subsidies
