#pragma once
// What the vault holds of a complaint: who complained, and what was written.

#include <boost/json/object.hpp>

#include <string>
#include <vector>

#include "complaints/state.h"
#include "http/city.h"

namespace seethrough::http {

/// What names a case's documents in the vault.
struct LetterOf {
  std::string campaign, number;  ///< under which the letter came
  Digest letter;
};

struct Letter {
  std::string complainant, phone, text;
  /// What the complainant would be recognised by: looked for in texts that are to be published.
  std::vector<std::string> known;
};

/// The subject of the case's documents.
Pseudonym subject_of(const City& city, const LetterOf& of);
/// The letter; nothing if none is held under that commitment: none came with the case, or it was erased.
Result<std::optional<Letter>, Failure> letter_of(const City& city, const LetterOf& of);
/// The member `text` of the document that the commitment opens to; empty if none is held.
Result<std::string, Failure> wording_of(const City& city, const Pseudonym& subject, const Digest& commitment);
/// The text with ■ for what is personal data for sure.
std::string without_personal_data(const std::string& text, const std::vector<std::string>& known);
/// {masked, complainant, phone, text}, in full or masked.
boost::json::object letter_json(const std::optional<Letter>& letter, bool masked);

}  // namespace seethrough::http
