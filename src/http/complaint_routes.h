#pragma once
// What the public asks of the complaints programme: how a campaign stands, and one case by the code of its receipt.

#include "http/routes.h"

namespace seethrough::http {

/// /{lang}/complaints and its twin.
void add_complaint_pages(Doorkeeper& doors, const SharedPointer& shared);
/// /{lang}/receipt and /api/v1/complaint-receipts/{code}. Codes that no case has are counted by address: 20 at once and
/// then one in two seconds, so that trying them is hopeless and a right one is never refused.
void add_receipt_pages(Doorkeeper& doors, const SharedPointer& shared);

}  // namespace seethrough::http
