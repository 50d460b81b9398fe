#pragma once
// A row of a file of inspection complaints (信访举报件登记表), column by column.

#include <string>
#include <vector>

#include "complaints/commands.h"
#include "exchange/table_reader.h"
#include "journal/event.h"
#include "places/tree.h"
#include "stores/vault.h"

namespace seethrough::exchange {

/// Every column of a cases file.
const std::vector<Column>& case_columns();

struct CaseInput {
  complaints::RegisterCase entry;  ///< all but `letter`
  std::string complainant;
  std::string phone;
  std::string text;
  // What a complaint over the network has besides; a row of a file has none of it.
  std::string address{}, email{};
  std::string position{};            ///< latitude and longitude, as they were sent
  std::vector<std::string> media{};  ///< addresses of pictures; nobody fetches them
};

/// The case, or the first column that is wrong. A number that ends in '*' is a key case (重点件). Further types stand in
/// one cell with 、 or ; between them; whether the campaign has such a type, decide() says. Without a value in `campaign`
/// the case belongs to `default_campaign`; if that is empty too, the column is at fault.
Result<CaseInput, RowFault> read_case(const Row& row, const Tree& places, std::string_view default_campaign);

/// Whose documents the case's are in the vault: the case's own, by campaign and number.
Pseudonym subject_of(const CaseInput& input, const stores::Vault& vault);
/// What the vault keeps of the case: canonical JSON of complainant, telephone and text, and of what else there is.
std::string document_of(const CaseInput& input);
/// The command; `letter` is the vault's commitment to document_of(input).
journal::Command to_command(const CaseInput& input, const Digest& letter);

}  // namespace seethrough::exchange
