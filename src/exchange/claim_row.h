#pragma once
// A row of a claims file (补贴申领表), column by column. Whether a claim is redeemed at the till or applied for follows
// from its kind, so the file doesn't say it.

#include <optional>
#include <string>
#include <vector>

#include "exchange/table_reader.h"
#include "journal/event.h"
#include "places/tree.h"
#include "rules/book.h"
#include "stores/vault.h"

namespace seethrough::exchange {

/// Every column of a claims file. docs and templates are made from this list.
const std::vector<Column>& claim_columns();

/// One claim as its row says it, every value sound in itself. Whether it is granted is for the engine to decide.
struct ClaimInput {
  std::string reference;  ///< the sender's own number, or empty
  std::string kind;       ///< id
  bool vehicle = false;   ///< applied for, not redeemed
  std::string merchant;
  PlaceCode place;
  Day day;
  Fen price;
  std::string name;
  std::string identity_number;
  std::string phone;
  std::string item;      ///< serial number, IMEI or VIN
  std::string invoice;
  std::string old_item;  ///< VIN of the old car, or empty
  rules::Facts facts;
  // What a till tells beyond a row.
  std::optional<subsidies::EntitlementNumber> entitlement;
  std::optional<subsidies::Sale> sale;  ///< its second_imei is filled by to_command()
  std::string second_imei;              ///< of a phone of two cards, or empty
};

/// The claim, or the first column that is wrong. Kinds are taken by id or Chinese name, places by code or name.
Result<ClaimInput, RowFault> read_claim(const Row& row, const rules::Book& book, const Tree& places);

/// Whose documents the claim's are in the vault: the buyer.
Pseudonym subject_of(const ClaimInput& claim, const stores::Vault& vault);
/// What the vault keeps of the claim: canonical JSON of the buyer's name, numbers and what was bought.
std::string document_of(const ClaimInput& claim);
/// The command; `evidence` is the vault's commitment to document_of(claim).
journal::Command to_command(const ClaimInput& claim, const stores::Vault& vault, const Digest& evidence);

}  // namespace seethrough::exchange
