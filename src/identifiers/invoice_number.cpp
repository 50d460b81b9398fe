#include "identifiers/invoice_number.h"

#include "identifiers/digits.h"

namespace seethrough {

Result<void, InvoiceNumberFault> check_invoice_number(std::string_view number) {
  if (number.size() != 20) return Unexpected{InvoiceNumberFault::length};
  if (!all_digits(number)) return Unexpected{InvoiceNumberFault::alphabet};
  return {};
}

}  // namespace seethrough
