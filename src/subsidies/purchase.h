#pragma once
// A purchase (购买) that a subsidy is claimed for: what was bought, where, by whom, with what evidence.

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/octets.h"
#include "base/pseudonym.h"
#include "base/strong.h"
#include "calendar/day.h"
#include "money/fen.h"
#include "places/place.h"
#include "rules/edition.h"
#include "rules/facts.h"

namespace seethrough::rules {
BOOST_DESCRIBE_ENUM(Giver, maker, channel, store, government)
BOOST_DESCRIBE_ENUM(Severity, refuse, hold, flag)
BOOST_DESCRIBE_ENUM(CheckId, company_buyer, price_history, delivery_place, burst, return_without_refund, item_reuse,
                    vehicle_reuse, invoice_reuse)
}  // namespace seethrough::rules

namespace seethrough::subsidies {

/// A claim's number within the city, from 1, without gaps, never reused. Printed as "C0000001".
using ClaimNumber = Strong<struct ClaimNumberTag, std::int64_t>;
std::string to_string(ClaimNumber number);
/// The number that "C0000001" spells; nothing for any other text.
std::optional<ClaimNumber> parse_claim_number(std::string_view text);

/// An entitlement's number within the city (资格号), from 1. Printed as "E0000001".
using EntitlementNumber = Strong<struct EntitlementNumberTag, std::int64_t>;
std::string to_string(EntitlementNumber number);
/// The number that "E0000001" spells; nothing for any other text.
std::optional<EntitlementNumber> parse_entitlement_number(std::string_view text);

/// Where the buyer stood: an entitlement drawn for the one is not good for the other.
enum class Channel { offline, online };
BOOST_DESCRIBE_ENUM(Channel, offline, online)

/// One discount of the stacked price (政府补、企业让、卖场降). The government's own is never a step: it is what the rules grant.
struct PriceStep {
  rules::Giver giver = rules::Giver::maker;
  Fen amount;
  friend bool operator==(const PriceStep&, const PriceStep&) = default;
};
BOOST_DESCRIBE_STRUCT(PriceStep, (), (giver, amount))

/// What the till tells of the sale beyond the claim itself (销售明细).
struct Sale {
  Channel channel = Channel::offline;
  std::string till;                         ///< the terminal's own number; empty: not told
  std::string store;                        ///< of the merchant, see OpenStore; empty: the merchant has one
  std::string product;                      ///< 69-code; empty: not told
  std::optional<Fen> list_price{};            ///< before every discount; then `steps` lead from it to `price`
  std::vector<PriceStep> steps;             ///< in the order of the rules
  std::optional<PlaceCode> delivered_to{};
  std::optional<Pseudonym> second_imei{};     ///< a phone of two cards has two
  bool company_buyer = false;               ///< the invoice names a company
  friend bool operator==(const Sale&, const Sale&) = default;
};
BOOST_DESCRIBE_STRUCT(Sale, (),
                      (channel, till, store, product, list_price, steps, delivered_to, second_imei, company_buyer))

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
  std::optional<Pseudonym> surrendered{};  ///< what was handed in: the old vehicle
  Pseudonym invoice;
  Digest evidence;
  rules::Facts facts;                    ///< what else the rules ask about
  bool reconstructed = false;            ///< rebuilt from published totals
  std::optional<EntitlementNumber> entitlement{};  ///< drawn beforehand, where the rules want one
  std::optional<Sale> sale{};
  friend bool operator==(const Purchase&, const Purchase&) = default;
};
/// What the rules take their share of: the list price less the discounts that `order` puts before the government's; the
/// price, if no list price is told.
Fen subsidised_price(const Purchase& purchase, std::span<const rules::Giver> order);
BOOST_DESCRIBE_STRUCT(Purchase, (),
                      (kind, merchant, place, day, price, person, item, surrendered, invoice, evidence, facts,
                       reconstructed, entitlement, sale))

}  // namespace seethrough::subsidies
