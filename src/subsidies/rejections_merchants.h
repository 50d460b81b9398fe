#pragma once
// Why a command about merchants, their stores or their products is refused. Precedence: rejections.h.

#include <boost/describe/class.hpp>
#include <cstdint>
#include <string>
#include <string_view>

#include "subsidies/commands.h"

namespace seethrough::subsidies {

struct NotACreditCode {
  static constexpr std::string_view type = "subsidies.not_a_credit_code";
  std::string merchant;
};
BOOST_DESCRIBE_STRUCT(NotACreditCode, (), (merchant))

struct MerchantAlreadyAdmitted {
  static constexpr std::string_view type = "subsidies.merchant_already_admitted";
  std::string merchant;
  Day admitted;
};
BOOST_DESCRIBE_STRUCT(MerchantAlreadyAdmitted, (), (merchant, admitted))

struct UnknownMerchant {
  static constexpr std::string_view type = "subsidies.unknown_merchant";
  std::string merchant;
};
BOOST_DESCRIBE_STRUCT(UnknownMerchant, (), (merchant))

struct MerchantNotYetAdmitted {
  static constexpr std::string_view type = "subsidies.merchant_not_yet_admitted";
  std::string merchant;
  Day day;
  Day admitted;
};
BOOST_DESCRIBE_STRUCT(MerchantNotYetAdmitted, (), (merchant, day, admitted))

/// The merchant is suspended or struck off.
struct MerchantNotInGoodStanding {
  static constexpr std::string_view type = "subsidies.merchant_not_in_good_standing";
  std::string merchant;
  Standing standing = Standing::suspended;
  Day since;
};
BOOST_DESCRIBE_STRUCT(MerchantNotInGoodStanding, (), (merchant, standing, since))

/// The merchant has stores, and the sale names none of them (empty) or another.
struct UnknownStore {
  static constexpr std::string_view type = "subsidies.unknown_store";
  std::string merchant;
  std::string store;
};
BOOST_DESCRIBE_STRUCT(UnknownStore, (), (merchant, store))

struct StoreAlreadyOpen {
  static constexpr std::string_view type = "subsidies.store_already_open";
  std::string merchant;
  std::string store;
};
BOOST_DESCRIBE_STRUCT(StoreAlreadyOpen, (), (merchant, store))

struct StandingUnchanged {
  static constexpr std::string_view type = "subsidies.standing_unchanged";
  std::string merchant;
  Standing standing = Standing::good;
};
BOOST_DESCRIBE_STRUCT(StandingUnchanged, (), (merchant, standing))

/// What hangs on the merchant is not what was stated: here is what does.
struct OpenClaimsDiffer {
  static constexpr std::string_view type = "subsidies.open_claims_differ";
  std::string merchant;
  std::int64_t open_claims = 0;
  Fen open_subsidy;
};
BOOST_DESCRIBE_STRUCT(OpenClaimsDiffer, (), (merchant, open_claims, open_subsidy))

struct NotAProductCode {
  static constexpr std::string_view type = "subsidies.not_a_product_code";
  std::string product;
};
BOOST_DESCRIBE_STRUCT(NotAProductCode, (), (product))

struct ProductAlreadyRegistered {
  static constexpr std::string_view type = "subsidies.product_already_registered";
  std::string product;
};
BOOST_DESCRIBE_STRUCT(ProductAlreadyRegistered, (), (product))

/// The sale says something else of a product than its registration: `field` is "kind" or "efficiency".
struct ProductDiffers {
  static constexpr std::string_view type = "subsidies.product_differs";
  std::string product;
  std::string field;
  std::string registered;
  std::string stated;
};
BOOST_DESCRIBE_STRUCT(ProductDiffers, (), (product, field, registered, stated))

}  // namespace seethrough::subsidies
