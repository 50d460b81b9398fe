#pragma once
// Masking (脱敏): what a list shows of a personal datum. Of text that has not the form expected, never more than half of
// the characters is shown. Characters are Unicode code points; the answer is well-formed where the input is.

#include <string>
#include <string_view>

namespace seethrough::stores {

/// "13812341234" gives "138****1234", also written with spaces, hyphens or +86.
std::string mask_phone(std::string_view phone);
/// An identity number (身份证号): the first four and the last four, as "1101**********002X".
std::string mask_identity(std::string_view number);
/// "张小明" gives "张**"; a name in Latin letters its initial and three asterisks, "J***".
std::string mask_name(std::string_view name);
/// A bank card or account: "****" and the last four.
std::string mask_account(std::string_view account);

}  // namespace seethrough::stores
