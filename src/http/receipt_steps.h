#pragma once
// The stacked price (叠加优惠) as a receipt shows it.

#include <boost/json/array.hpp>

#include "rules/edition.h"
#include "subsidies/events.h"

namespace seethrough::http {

/// From the list price (or the price, if the till told none) each discount in its order, the government's where the rules
/// of its edition put it (without an order: last), and what is left after each: {giver, zh, en, amount_fen, after_fen}.
boost::json::array receipt_steps(const rules::Edition& edition, const subsidies::Purchase& purchase,
                                 const subsidies::Grant& grant);

}  // namespace seethrough::http
