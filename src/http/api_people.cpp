// /api/v1/applicants, people, erasures: personal data out of the vault. Masked in lists; in full only one by one, to who
// gives a reason, and on record before it is shown.
#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>
#include <boost/json/array.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include <algorithm>

#include "http/body.h"
#include "http/case_file.h"
#include "http/doorkeeper.h"
#include "http/full_look.h"
#include "http/record_list.h"
#include "identifiers/identity_number.h"
#include "journal/codec.h"
#include "stores/mask.h"

namespace seethrough::http {
namespace {

namespace json = boost::json;
using access::Programme;
using access::Right;
using stores::TrailKind;
using stores::TrailOutcome;

struct ReasonBody {
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(ReasonBody, (), (reason))
BOOST_DEFINE_ENUM_CLASS(FindBy, identity)
struct FindBody {
  FindBy kind = FindBy::identity;
  std::string value;
};
BOOST_DESCRIBE_STRUCT(FindBody, (), (kind, value))

/// The purchase that a claim was made for: what its first entry says.
Result<std::optional<subsidies::Purchase>, Failure> purchase_of(const City& city, std::string_view claim) {
  std::optional<subsidies::Purchase> none;
  const auto entries = city.feed ? city.feed->entries_of(RecordKind::claim, claim) : std::vector<std::uint64_t>{};
  if (entries.empty()) return none;
  const auto bytes = entry_bytes(city, entries.front());
  if (!bytes) return Unexpected{bytes.error()};
  if (!*bytes) return none;
  const auto entry = journal::decode_entry(**bytes);
  if (!entry) return Unexpected{entry.error()};
  const auto* event = std::get_if<subsidies::Event>(&entry->event);
  if (!event) return none;
  if (const auto* redeemed = std::get_if<subsidies::ClaimRedeemed>(event)) return std::optional(redeemed->purchase);
  if (const auto* applied = std::get_if<subsidies::ClaimApplied>(event)) return std::optional(applied->purchase);
  return none;
}

/// What the vault keeps for that purchase; nothing if it was erased.
Result<std::optional<json::object>, Failure> document_of(const City& city, const subsidies::Purchase& purchase) {
  std::optional<json::object> found;
  const auto records = city.vault.get(purchase.person);
  if (!records) return Unexpected{records.error()};
  for (const stores::VaultRecord& record : *records) {
    if (record.commitment != purchase.evidence) continue;
    json::error_code error;
    json::value parsed = json::parse(record.document, error);
    if (!error && parsed.is_object()) found = std::move(parsed.as_object());
  }
  return found;
}

std::string text_of(const json::object& document, std::string_view member) {
  const auto* value = document.if_contains(member);
  return value && value->is_string() ? std::string(value->get_string()) : std::string();
}

/// Where the caller may read claims' records: what the list is narrowed to. Empty: nowhere.
std::vector<std::int64_t> readable_places(const City& city, const Caller& caller,
                                          const std::vector<std::int64_t>& asked) {
  const auto held = places_of(city, caller, Right::read_records, Programme::subsidies);
  std::vector<std::int64_t> out;
  for (const Place& place : city.places.all()) {
    const bool ours =
        std::any_of(held.begin(), held.end(), [&](PlaceCode of) { return city.places.within(place.code, of); });
    const bool wanted = asked.empty() || std::find(asked.begin(), asked.end(), place.code.value) != asked.end();
    if (ours && wanted) out.push_back(place.code.value);
  }
  return out;
}

Result<json::object, Failure> masked_row(const City& city, const stores::ClaimRow& row) {
  const std::string claim = subsidies::to_string(subsidies::ClaimNumber{row.number});
  json::object out{{"claim", claim},         {"day", to_string(Day{row.day})}, {"place", row.place},
                   {"kind", row.kind},       {"subsidy_fen", row.subsidy_fen}, {"state", row.state},
                   {"name", nullptr},        {"identity", nullptr},            {"phone", nullptr},
                   {"reconstructed", row.reconstructed}, {"erased", false}};
  if (const rules::Kind* kind = city.rules.describe(civil(Day{row.day}).year, row.kind)) {
    out["kind_zh"] = kind->name.zh;
    out["kind_en"] = kind->name.en;
  }
  const auto purchase = purchase_of(city, claim);
  if (!purchase) return Unexpected{purchase.error()};
  if (!*purchase) return out;
  out["subject"] = to_hex((*purchase)->person);
  const auto document = document_of(city, **purchase);
  if (!document) return Unexpected{document.error()};
  out["erased"] = !*document && was_erased(city, (*purchase)->person);
  if (!*document) return out;
  out["name"] = stores::mask_name(text_of(**document, "name"));
  out["identity"] = stores::mask_identity(text_of(**document, "identity_number"));
  out["phone"] = stores::mask_phone(text_of(**document, "phone"));
  return out;
}

Response list_applicants(const City& city, const Request& request, const Caller& caller) {
  const Language language = language_of(request);
  if (!city.views || !city.feed)
    return refuse(request, language, 503, {"暂时无法提供", "Not available at the moment"},
                  {"清单没有启用。", "The lists are not in use."});
  auto asked = read_list_request(request, RecordKind::claim, city, 50, true);
  if (!asked)
    return refuse_value(request, language, asked.error().name, asked.error().value, asked.error().expected);
  asked->query.places = readable_places(city, caller, asked->query.places);
  json::object out{{"rows", json::array{}}, {"total", 0}};
  if (asked->query.places.empty()) return private_json(std::move(out));
  const auto page = city.views->claims(asked->query);
  if (!page) return refuse(request, language, page.error());
  for (const stores::ClaimRow& row : page->rows) {
    auto masked = masked_row(city, row);
    if (!masked) return refuse(request, language, masked.error());
    out["rows"].as_array().push_back(std::move(*masked));
  }
  out["total"] = page->total;
  if (!page->next.empty()) out["next"] = page->next;
  return private_json(std::move(out));
}

Response show_applicant(const City& city, const Request& request, const Caller& caller, const std::string& claim) {
  const Language language = language_of(request);
  const auto body = read_body<ReasonBody>(request);
  if (!body) return body.error();
  if (auto no = unless_reasoned(body->reason, language)) return std::move(*no);
  const auto purchase = purchase_of(city, claim);
  if (!purchase) return refuse(request, language, purchase.error());
  const PlaceCode place = *purchase ? (*purchase)->place : city.places.root().code;
  const access::Requirement asked{Right::see_person, Programme::subsidies, place};
  if (!may(city, caller, asked.right, asked.programme, asked.place))
    return forbid(city, request, caller, asked, claim);
  if (!*purchase) return no_such_address(request, language);
  const auto document = document_of(city, **purchase);
  if (!document) return refuse(request, language, document.error());
  if (auto no = unless_recorded(city, request, caller, claim, body->reason)) return std::move(*no);
  json::object out = *document ? **document : json::object{};
  out["claim"] = claim;
  out["subject"] = to_hex((*purchase)->person);
  out["erased"] = !document->has_value();
  return private_json(std::move(out));
}

/// Looking for a person crosses all places, and so does what is exported: the right must be held for the whole city.
std::optional<Response> needs_whole_city(const City& city, const Request& request, const Caller& caller) {
  const access::Requirement asked{Right::see_person, Programme::subsidies, city.places.root().code};
  if (may(city, caller, asked.right, asked.programme, asked.place)) return std::nullopt;
  return forbid(city, request, caller, asked, request.path);
}

Response find_person(const City& city, const Request& request, const Caller& caller) {
  const Language language = language_of(request);
  const auto body = read_body<FindBody>(request);
  if (!body) return body.error();
  if (auto no = needs_whole_city(city, request, caller)) return std::move(*no);
  if (!check_identity_number(body->value))
    return as_response(told_problem(422, {"公民身份号码不对", "The identity number is not as expected"},
                                    {"应为 18 位公民身份号码，最后一位为校验码。请核对后重新输入。",
                                     "Give the 18 characters of a citizen identity number; the last is its check."},
                                    language, "identity.malformed"));
  const Pseudonym subject = city.vault.pseudonym("person", body->value);
  const auto records = city.vault.get(subject);
  if (!records) return refuse(request, language, records.error());
  note(city, request, caller.account, TrailKind::look, TrailOutcome::done, "person", to_hex(subject));
  json::array subjects;
  if (!records->empty()) subjects.push_back({{"subject", to_hex(subject)}, {"documents", records->size()}});
  return private_json(json::object{{"subjects", std::move(subjects)}});
}

/// Every entry of the journal that names the person. The whole journal is read: some 250,000 entries a second.
Result<json::array, Failure> entries_about(const City& city, const std::string& subject) {
  json::array out;
  const std::string quoted = '"' + subject + '"';
  auto read = city.journal.read(1, city.engine.size(), [&](std::uint64_t seq, std::string_view bytes, const Digest&) {
    if (bytes.find(quoted) != std::string_view::npos) {
      json::object entry = json::parse(bytes).as_object();
      out.push_back({{"seq", seq}, {"entry", std::move(entry)}});
    }
    return true;
  });
  if (!read) return Unexpected{read.error()};
  return out;
}

Response export_person(const City& city, const Request& request, const Caller& caller, std::string_view hex) {
  const Language language = language_of(request);
  if (auto no = needs_whole_city(city, request, caller)) return std::move(*no);
  const auto subject = octets_from_hex<Pseudonym>(hex);
  if (!subject) return no_such_address(request, language);
  const auto records = city.vault.get(*subject);
  if (!records) return refuse(request, language, records.error());
  auto entries = entries_about(city, std::string(hex));
  if (!entries) return refuse(request, language, entries.error());
  if (records->empty() && entries->empty()) return no_such_address(request, language);
  note(city, request, caller.account, TrailKind::export_, TrailOutcome::done, "person", hex);
  if (auto kept = city.entrance.trail->flush(); !kept) return refuse(request, language, kept.error());
  json::array documents;
  for (const stores::VaultRecord& record : *records)
    documents.push_back({{"document", json::parse(record.document)},
                         {"salt", to_hex(record.salt)},
                         {"commitment", to_hex(record.commitment)}});
  const json::object out{{"subject", hex},
                         {"made_at", to_string(city.clock())},
                         {"documents", std::move(documents)},
                         {"entries", std::move(*entries)}};
  return private_json(out).with("Content-Disposition",
                                "attachment; filename=\"person-" + std::string(hex.substr(0, 12)) + ".json\"");
}

/// How many documents of the person an approval would erase.
Result<std::size_t, Failure> documents_held(const City& city, const Pseudonym& person) {
  const auto records = city.vault.get(person);
  if (!records) return Unexpected{records.error()};
  return records->size();
}

Response list_erasures(const City& city, const Request& request, const Caller&) {
  json::array rows;
  std::vector<std::pair<std::size_t, Pseudonym>> open;  // rows whose person is still in the vault
  city.engine.look_at_access([&](const access::State& state) {
    for (const auto& [subject, file] : state.erasures) {
      json::object row{{"subject", to_hex(subject)},
                       {"state", std::visit([](const auto& one) { return one.name; }, file.erasure)},
                       {"reason", file.reason},
                       {"requested_by", file.requested_by},
                       {"requested_on", to_string(file.requested_on)},
                       {"documents", file.documents}};
      if (!std::holds_alternative<access::Erased>(file.erasure)) open.emplace_back(rows.size(), subject);
      if (!file.decided_by.empty()) {
        row["decided_by"] = file.decided_by;
        row["decided_on"] = to_string(file.decided_on);
      }
      rows.push_back(std::move(row));
    }
    return 0;
  });
  for (const auto& [at, subject] : open) {
    const auto documents = documents_held(city, subject);
    if (!documents) return refuse(request, language_of(request), documents.error());
    rows[at].as_object()["documents"] = *documents;
  }
  return private_json(json::object{{"rows", std::move(rows)}});
}

}  // namespace

void add_people_api(Doorkeeper& doors, const SharedPointer& shared) {
  const auto add = [&](const char* method, const char* pattern,
                       Response (*handler)(const City&, const Request&, const Caller&)) {
    doors.guard(method, pattern, [shared, handler](const Request& request, const PathParameters&, const Caller& caller) {
      return handler(shared->city, request, caller);
    });
  };
  add("GET", "/api/v1/applicants", list_applicants);
  add("POST", "/api/v1/people/find", find_person);
  add("GET", "/api/v1/erasures", list_erasures);
  doors.guard("POST", "/api/v1/applicants/{claim}",
              [shared](const Request& request, const PathParameters& path, const Caller& caller) {
                return show_applicant(shared->city, request, caller, std::string(path["claim"]));
              });
  doors.guard("GET", "/api/v1/people/{subject}/export",
              [shared](const Request& request, const PathParameters& path, const Caller& caller) {
                return export_person(shared->city, request, caller, path["subject"]);
              });
}

}  // namespace seethrough::http
