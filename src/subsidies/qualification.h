#pragma once
// Qualification (资格查询): what a till asks before a sale: may this person redeem this kind here today, for how much,
// and if not, why. It reserves nothing: what counts is the redemption's own decision.

#include <optional>
#include <string>
#include <vector>

#include "subsidies/decide.h"

namespace seethrough::subsidies {

struct QualificationAsked {
  Pseudonym person;
  std::string kind;
  Channel channel = Channel::offline;
  PlaceCode place;
  Day day;                   ///< of the sale
  std::optional<Fen> price;  ///< what the rules take their share of; without it nothing is said of the subsidy
  rules::Facts facts;        ///< what else the rules ask about, such as the efficiency
};

struct HeldEntitlement {
  EntitlementNumber entitlement;
  Instant expires;
  Channel channel = Channel::offline;
};

struct Qualification {
  std::optional<Rejection> why;   ///< the first that holds; none: the person may redeem
  std::optional<Fen> subsidy;     ///< of this price, if the rules grant one
  int used = 0;                   ///< in the year of the sale, of the kind (or its class)
  int limit = 0;                  ///< by the rules; 0 if they don't know the kind
  std::vector<HeldEntitlement> entitlements;  ///< open ones of the kind
  std::vector<std::string> rounds;            ///< in which one can be drawn for the kind and place now
};

/// Rejections in the order of a new claim (rejections.h), less those of the merchant, the item and the invoice.
Qualification qualify(const Context& context, const QualificationAsked& asked);

}  // namespace seethrough::subsidies
