#pragma once
// Secrets (秘密值): random texts that nobody guesses, and comparing them.

#include <string>
#include <string_view>

namespace seethrough::http {

/// 256 random bits in base64url: 43 letters, digits, "-" and "_".
std::string new_secret();

/// Base64url without padding (RFC 7515, section 2).
std::string base64url(std::string_view octets);

/// Compares in a time that depends on the sizes only.
bool same_secret(std::string_view a, std::string_view b);

}  // namespace seethrough::http
