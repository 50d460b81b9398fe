#pragma once
// A purchase (购买) that a subsidy is claimed for: what was bought, where, by whom, with what evidence.

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>
#include <optional>
#include <string>

#include "base/octets.h"
#include "base/pseudonym.h"
#include "base/strong.h"
#include "calendar/day.h"
#include "money/fen.h"
#include "places/place.h"
#include "rules/facts.h"

namespace seethrough::subsidies {

/// A claim's number within the city, from 1, without gaps, never reused. Printed as "C0000001".
using ClaimNumber = Strong<struct ClaimNumberTag, std::int64_t>;
std::string to_string(ClaimNumber number);
/// The number that "C0000001" spells; nothing for any other text.
std::optional<ClaimNumber> parse_claim_number(std::string_view text);

/// Persons, devices, vehicles and invoices stand here as pseudonyms; what they stand for is in the vault, and
/// `evidence` is the salted commitment to it.
struct Purchase {
  std::string kind;                      ///< a kind of the year's rules, e.g. "refrigerator"
  std::string merchant;                  ///< unified social credit code
  PlaceCode place;                       ///< where it counts
  Day day;                               ///< of the sale (instant classes) or of the application (vehicles)
  Fen price;                             ///< what the buyer pays after every discount but the government's
  Pseudonym person;                      ///< the buyer
  Pseudonym item;                        ///< serial number, IMEI or VIN of what was bought
  std::optional<Pseudonym> surrendered;  ///< what was handed in: the old vehicle
  Pseudonym invoice;
  Digest evidence;
  rules::Facts facts;                    ///< what else the rules ask about
  bool reconstructed = false;            ///< rebuilt from published totals
  friend bool operator==(const Purchase&, const Purchase&) = default;
};
BOOST_DESCRIBE_STRUCT(Purchase, (),
                      (kind, merchant, place, day, price, person, item, surrendered, invoice, evidence, facts,
                       reconstructed))

}  // namespace seethrough::subsidies
