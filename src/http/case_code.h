#pragma once
// The code of a receipt (举报回执的查询码): with it a complainant looks their case up without an account. 60 bits of the
// vault's keyed pseudonym of campaign and number, so that it says nothing and a valid one is not to be guessed.

#include <boost/unordered/unordered_flat_map.hpp>
#include <cstdint>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "http/routes.h"

namespace seethrough::http {

/// "7F3K-9Q2M-X4TB-C": twelve characters of Crockford's base32 (without I, L, O, U) and a check character of the same
/// alphabet, which tells any one wrong character and any two exchanged. What answers a complaint carries it: the command
/// that registers, an Open311 request.
std::string case_code(const stores::Vault& vault, std::string_view campaign, std::string_view number);

/// Why a text is no code.
struct CodeFault {
  enum class Kind { empty, character, length, check } kind = Kind::empty;
  std::string character;   ///< the first that no code has
  std::size_t length = 0;  ///< characters without blanks and dashes
};
/// As case_code() writes it. O is read as 0, I and L as 1; lower case, full-width characters, blanks and dashes are
/// forgiven.
Result<std::string, CodeFault> parse_case_code(std::string_view text);
/// What to check, as a sentence.
Words sentence(const CodeFault& fault);

/// Which case has which code. Codes are made of what the engine's reading has beyond what is known already; the first
/// question makes all of them, outside of the engine's lock.
class CaseCodes {
 public:
  /// Positions in complaints::State, which only grow.
  struct Place {
    std::uint32_t campaign = 0, one = 0;
  };
  explicit CaseCodes(const City& city) : city_(city) {}
  /// Of a code as parse_case_code() gives it; nothing if no case has it.
  std::optional<Place> find(std::string_view code);
  std::size_t size() const;

 private:
  void catch_up();

  const City& city_;
  mutable std::mutex mutex_;  // guards the rest
  boost::unordered_flat_map<std::uint64_t, Place> places_;
  std::vector<std::size_t> known_;  ///< cases by campaign
};

}  // namespace seethrough::http
