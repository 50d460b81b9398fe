#include "http/claim_taking.h"

#include "http/doorkeeper.h"
#include "http/row_members.h"
#include "journal/codec.h"

namespace seethrough::http {
namespace {

using exchange::RowFault;

/// The fingerprint is of what was sent and not of the vault's commitment, which is another one after an erasure.
Fingerprint fingerprint_of(const City& city, const exchange::ClaimInput& claim) {
  return city.vault.fingerprint(journal::encode_command(exchange::to_command(claim, city.vault, Digest{})) +
                                exchange::document_of(claim));
}

}  // namespace

Result<exchange::ClaimInput, RowFault> read_claim_members(const City& city, exchange::JsonMembers members) {
  const auto row = row_of(std::move(members), exchange::claim_columns());
  if (!row) return Unexpected{row.error()};
  return exchange::read_claim(*row, city.rules, city.places);
}

Response refuse_claim(const Request& request, Language language, const RowFault& fault) {
  return refuse(request, language, 400, {"申领内容不对", "The claim is not as expected"},
                {exchange::sentence(fault, Language::zh), exchange::sentence(fault, Language::en)});
}

Result<engine::Submission, Response> take_claim(const City& city, const Request& request, const Caller& caller,
                                                std::string_view key, const exchange::ClaimInput& claim) {
  const access::Requirement asked{access::Right::enter, access::Programme::subsidies, claim.place};
  if (!may(city, caller, asked.right, asked.programme, asked.place))
    return Unexpected{forbid(city, request, caller, asked, request.path)};
  const std::string document = exchange::document_of(claim);
  const stores::NewRecord record{exchange::subject_of(claim, city.vault), document};
  const auto kept = city.vault.put({&record, 1});
  if (!kept) return Unexpected{refuse(request, language_of(request), kept.error())};
  engine::Submission one = submission(city, caller.account, key, exchange::to_command(claim, city.vault, kept->front()));
  one.envelope.fingerprint = fingerprint_of(city, claim);
  return one;
}

}  // namespace seethrough::http
