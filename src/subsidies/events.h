#pragma once
// What has happened in the trade-in subsidies programme. Events are facts: they are never changed, only followed.

#include <boost/describe/class.hpp>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "subsidies/commands.h"

namespace seethrough::subsidies {

struct FundOpened {
  static constexpr std::string_view type = "subsidies.fund_opened/1";
  std::string fund;
  int year = 0;
  std::vector<std::string> classes;
  Fen cap;
  std::string basis;
  bool reconstructed = false;
};
BOOST_DESCRIBE_STRUCT(FundOpened, (), (fund, year, classes, cap, basis, reconstructed))

struct MerchantAdmitted {
  static constexpr std::string_view type = "subsidies.merchant_admitted/1";
  std::string merchant;
  std::string name;
  PlaceCode place;
  Day day;
  bool reconstructed = false;
};
BOOST_DESCRIBE_STRUCT(MerchantAdmitted, (), (merchant, name, place, day, reconstructed))

struct MerchantProfiled {
  static constexpr std::string_view type = "subsidies.merchant_profiled/1";
  std::string merchant;
  std::string description;
  Day day;
  std::vector<StatedQuantity> stated;
};
BOOST_DESCRIBE_STRUCT(MerchantProfiled, (), (merchant, description, day, stated))

/// What the rules gave, and why: the edition and the clause that fired.
struct Grant {
  std::string cls;      ///< class id, e.g. "vehicle.scrappage"
  std::string clause;   ///< clause id
  std::string edition;  ///< "2025/1"
  std::string fund;
  Fen subsidy;
  friend bool operator==(const Grant&, const Grant&) = default;
};
BOOST_DESCRIBE_STRUCT(Grant, (), (cls, clause, edition, fund, subsidy))

struct ClaimRedeemed {
  static constexpr std::string_view type = "subsidies.claim_redeemed/1";
  ClaimNumber claim;
  Purchase purchase;
  Grant grant;
};
BOOST_DESCRIBE_STRUCT(ClaimRedeemed, (), (claim, purchase, grant))

struct ClaimApplied {
  static constexpr std::string_view type = "subsidies.claim_applied/1";
  ClaimNumber claim;
  Purchase purchase;
  Grant grant;
};
BOOST_DESCRIBE_STRUCT(ClaimApplied, (), (claim, purchase, grant))

/// What a claim took out of the figures when it ended; stated in the event so that the log alone re-adds.
struct Reversal {
  std::string cls;
  std::string kind;
  std::string fund;
  PlaceCode place;
  Fen price;
  Fen subsidy;
};
BOOST_DESCRIBE_STRUCT(Reversal, (), (cls, kind, fund, place, price, subsidy))

struct GoodsReturned {
  static constexpr std::string_view type = "subsidies.goods_returned/1";
  ClaimNumber claim;
  Day day;
  std::string reason;
  Reversal reversal;
};
BOOST_DESCRIBE_STRUCT(GoodsReturned, (), (claim, day, reason, reversal))

struct ClaimWithdrawn {
  static constexpr std::string_view type = "subsidies.claim_withdrawn/1";
  ClaimNumber claim;
  Day day;
  std::string reason;
  Reversal reversal;
};
BOOST_DESCRIBE_STRUCT(ClaimWithdrawn, (), (claim, day, reason, reversal))

using Event = std::variant<FundOpened, MerchantAdmitted, MerchantProfiled, ClaimRedeemed, ClaimApplied, GoodsReturned,
                           ClaimWithdrawn>;

}  // namespace seethrough::subsidies
