#include "http/case_letter.h"

#include "complaints/personal_data.h"
#include "exchange/case_row.h"
#include "http/case_json.h"
#include "http/json_members.h"
#include "stores/mask.h"

namespace seethrough::http {
namespace {

namespace json = boost::json;

Result<std::optional<json::object>, Failure> document_of(const City& city, const Pseudonym& subject,
                                                         const Digest& commitment) {
  std::optional<json::object> found;
  const auto records = city.vault.get(subject);
  if (!records) return Unexpected{records.error()};
  for (const stores::VaultRecord& record : *records)
    if (record.commitment == commitment) found = parse_object(record.document);
  return found;
}

std::string text_in(const json::object& document, std::string_view member) {
  return text_member(document, member).value_or("");
}

}  // namespace

Pseudonym subject_of(const City& city, const LetterOf& of) {
  exchange::CaseInput input;
  input.entry.campaign = of.campaign;
  input.entry.number = of.number;
  return exchange::subject_of(input, city.vault);
}

Result<std::optional<Letter>, Failure> letter_of(const City& city, const LetterOf& of) {
  const auto document = document_of(city, subject_of(city, of), of.letter);
  if (!document) return Unexpected{document.error()};
  if (!*document) return std::optional<Letter>{};
  Letter letter{text_in(**document, "complainant"), text_in(**document, "phone"), text_in(**document, "text"), {}};
  for (const std::string& one : {letter.complainant, letter.phone, text_in(**document, "email")})
    if (!one.empty()) letter.known.push_back(one);
  return std::optional(std::move(letter));
}

Result<std::string, Failure> wording_of(const City& city, const Pseudonym& subject, const Digest& commitment) {
  const auto document = document_of(city, subject, commitment);
  if (!document) return Unexpected{document.error()};
  return *document ? text_in(**document, "text") : std::string();
}

std::string without_personal_data(const std::string& text, const std::vector<std::string>& known) {
  auto found = complaints::personal_data(text, known);
  std::erase_if(found, [](const complaints::PersonalDatum& one) { return !complaints::is_certain(one.kind); });
  return complaints::blacked_out(text, found);
}

json::object letter_json(const std::optional<Letter>& letter, bool masked) {
  if (!letter) return {{"masked", masked}, {"complainant", nullptr}, {"phone", nullptr}, {"text", nullptr}};
  if (!masked)
    return {{"masked", false},
            {"complainant", text_json(letter->complainant)},
            {"phone", text_json(letter->phone)},
            {"text", text_json(letter->text)}};
  return {{"masked", true},
          {"complainant", text_json(stores::mask_name(letter->complainant))},
          {"phone", text_json(stores::mask_phone(letter->phone))},
          {"text", text_json(without_personal_data(letter->text, letter->known))}};
}

}  // namespace seethrough::http
