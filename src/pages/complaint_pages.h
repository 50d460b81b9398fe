#pragma once
// What the public reads of the complaints programme beside lists and bulletins: a campaign, and the receipt with which a
// complainant looks one case up. Nothing of the vault is in it.
//
//   /{lang}/complaints[?campaign=2025]   campaign_page; its twin is /{lang}/complaints.json
//   /{lang}/receipt                      receipt_form
//   /{lang}/receipt?code=7F3K-…          receipt_page; its twin is /api/v1/complaint-receipts/{code}

#include "pages/page.h"

namespace seethrough::pages {

/// Where the log holds that a case was registered.
struct InLog {
  std::uint64_t seq = 0;
  Digest leaf;  ///< RFC 6962 leaf hash
};

/// A case that a code was found for. Campaign and case are of the site's reading.
struct Receipt {
  std::string code;
  const complaints::Campaign& campaign;
  const complaints::Case& one;
  Day today;
  std::optional<InLog> in_log = {};  ///< nothing while the lists are being filled
};
Page receipt_page(const Site& site, const Receipt& receipt);

/// What was written in the form, and what to check about it; empty at first.
struct ReceiptForm {
  std::string code = {};
  std::string problem = {};
  int status = 200;
};
Page receipt_form(const Site& site, const ReceiptForm& form);

/// Without a campaign: that there is none yet.
Page campaign_page(const Site& site, const complaints::Campaign* campaign);

}  // namespace seethrough::pages
