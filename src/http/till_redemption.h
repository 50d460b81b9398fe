#pragma once
// What a till tells of a sale, as JSON: the members of POST /api/v1/claims and, beside them, the entitlement, the channel,
// till, store and product, the list price with its discounts in their order, where the goods go, a second IMEI, and
// whether the invoice names a company.

#include <boost/json/object.hpp>

#include "exchange/claim_row.h"
#include "exchange/row_fault.h"
#include "http/routes.h"

namespace seethrough::http {

/// The claim with its sale, or the first member that is wrong. A vehicle stays for the engine to refuse: those are applied
/// for.
Result<exchange::ClaimInput, exchange::RowFault> read_redemption(const City& city, const boost::json::object& body);

}  // namespace seethrough::http
