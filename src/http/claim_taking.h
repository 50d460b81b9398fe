#pragma once
// Claim taking (收单): one claim with the buyer's own name and numbers, as a till or a form has them. They go into the
// vault; what enters the journal are pseudonyms and a commitment. The one way for POST /api/v1/claims and for tills.

#include "exchange/claim_row.h"
#include "exchange/json_row.h"
#include "http/commanding.h"

namespace seethrough::http {

/// Members named as the columns of a claims file, each at most once; or the first that is wrong.
Result<exchange::ClaimInput, exchange::RowFault> read_claim_members(const City& city, exchange::JsonMembers members);
/// 400 in the words of the fault.
Response refuse_claim(const Request& request, Language language, const exchange::RowFault& fault);

/// Puts the documents into the vault and makes the submission; or the refusal: 403 on record, before the vault takes
/// anything, for a place where the caller may not enter claims. The same key with the same members is the same request,
/// also after an erasure.
Result<engine::Submission, Response> take_claim(const City& city, const Request& request, const Caller& caller,
                                                std::string_view key, const exchange::ClaimInput& claim);

}  // namespace seethrough::http
