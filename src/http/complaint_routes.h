#pragma once
// What the public asks of the complaints programme: how a campaign stands, and one case by the code of its receipt.

#include "http/routes.h"

namespace seethrough::http {

/// /{lang}/complaints and its twin.
void add_complaint_pages(Doorkeeper& doors, const SharedPointer& shared);
/// /{lang}/receipt and /api/v1/complaint-receipts/{code}. Codes that no case has are counted by address: after 20
/// at once, one in two seconds, and until then nothing is looked up for it, so that trying them is hopeless. Right codes
/// and typing errors cost nothing.
void add_receipt_pages(Doorkeeper& doors, const SharedPointer& shared);

}  // namespace seethrough::http
