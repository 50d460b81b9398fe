// GET /api/v1/complaints/{id}/case: all of one case. GET …/similar: cases whose letters tell the same matter.
// POST …/preview: what would be published of it.
#include <boost/json/array.hpp>
#include <boost/mp11/algorithm.hpp>

#include <algorithm>

#include "access/table.h"
#include "bulletins/disclosure_row.h"
#include "complaints/moves.h"
#include "complaints/personal_data.h"
#include "http/body.h"
#include "http/case_json.h"
#include "http/case_letter.h"
#include "http/full_look.h"
#include "http/similar_cases.h"
#include "http/story_steps.h"

namespace seethrough::http {
namespace {

namespace json = boost::json;
using namespace complaints;

/// What was read of a case at one moment.
struct CaseRead {
  json::object members;  ///< of the story
  Case one;
  LetterOf letter;
  PlaceCode campaign_place;
};

std::optional<CaseRead> read_case(const City& city, const std::string& number) {
  return city.engine.look([&](const figures::Reading& reading, const std::string&) -> std::optional<CaseRead> {
    const auto [campaign, one] = find_case(reading.complaints(), number);
    if (!one) return std::nullopt;
    return CaseRead{case_json(*campaign, *one), *one,
                    {one->entry.campaign, number_of_letter(*campaign, *one), one->entry.letter},
                    campaign->declared.place};
  });
}

/// The case, if the caller may read it; else the refusal.
Result<CaseRead, Response> readable_case(const City& city, const Request& request, const Caller& caller,
                                         const std::string& number) {
  auto read = read_case(city, number);
  if (!read) return Unexpected{no_such_address(request, language_of(request))};
  if (!ReadableCases(city, caller).has(read->one))
    return Unexpected{forbid(city, request, caller,
                             {access::Right::read_records, access::Programme::complaints, read->one.entry.place},
                             request.path)};
  return std::move(*read);
}

// The story.

/// Where a command about the case asks for its right: a unit answers for itself.
std::vector<PlaceCode> places_asked(const Case& one, std::string_view command) {
  if (command != AcceptCase::type && command != ReturnCase::type) return {one.entry.place};
  std::vector<PlaceCode> places;
  for (const Leg* leg : unanswered(one)) places.push_back(leg->to.place);
  return places;
}

json::array moves_json(const City& city, const Caller& caller, const Case& one) {
  json::array moves;
  const auto offer = [&](std::string_view command) {
    const access::CommandRule* rule = access::rule_of(command);
    if (caller.in_scope_of_command(command) && may_in_any(city, caller, rule->right, places_asked(one, command)))
      moves.push_back(json::value(command));
  };
  std::visit(
      [&](const auto& state) {
        using State = std::remove_cvref_t<decltype(state)>;
        boost::mp11::mp_for_each<boost::mp11::mp_transform<std::type_identity, Command>>([&](auto command) {
          using Asked = typename decltype(command)::type;
          if constexpr (LegalMove<State, Asked, Context>) offer(Asked::type);
        });
      },
      one.progress);
  return moves;
}

Result<json::array, Failure> measures_json(const City& city, const CaseRead& read) {
  json::array measures;
  const LetterOf own{read.letter.campaign, read.one.entry.number, {}};
  for (const Measure& measure : read.one.measures) {
    const auto text = wording_of(city, subject_of(city, own), measure.text);
    if (!text) return Unexpected{text.error()};
    measures.push_back({{"goal", to_string(measure.goal)}, {"done", measure.done}, {"text", text_json(*text)}});
  }
  return measures;
}

/// The letter as the caller may see it: in full only to who may see personal data and says why, and on record.
Result<json::object, Response> letter_shown(const City& city, const Request& request, const Caller& caller,
                                            const CaseRead& read) {
  const Language language = language_of(request);
  const auto reason = request.query_value("reason");
  if (reason) {
    if (auto no = unless_reasoned(*reason, language)) return Unexpected{std::move(*no)};
    if (!may_in_any(city, caller, access::Right::see_person, places_concerned(read.one)))
      return Unexpected{forbid(city, request, caller,
                               {access::Right::see_person, access::Programme::complaints, read.one.entry.place},
                               read.one.entry.number)};
  }
  const auto letter = letter_of(city, read.letter);
  if (!letter) return Unexpected{refuse(request, language, letter.error())};
  if (reason) {
    if (auto no = unless_recorded(city, request, caller, read.one.entry.number, *reason)) return Unexpected{std::move(*no)};
  }
  json::object out = letter_json(*letter, !reason);
  out["erased"] = !*letter && was_erased(city, subject_of(city, read.letter));
  return out;
}

Response story(const City& city, const Request& request, const Caller& caller, const std::string& number) {
  const Language language = language_of(request);
  auto read = readable_case(city, request, caller, number);
  if (!read) return read.error();
  auto letter = letter_shown(city, request, caller, *read);
  if (!letter) return letter.error();
  const auto history = find_record(city, number, RecordKind::complaint);
  if (!history) return refuse(request, language, history.error());
  auto measures = measures_json(city, *read);
  if (!measures) return refuse(request, language, measures.error());
  json::object out = std::move(read->members);
  out["measures"] = std::move(*measures);
  out["steps"] = *history ? story_steps(city, **history) : json::array{};
  out["moves"] = moves_json(city, caller, read->one);
  out["letter"] = std::move(*letter);
  return private_json(std::move(out));
}

// Similar cases.

bool is_linked(const Case& one, const Case& other) {
  const auto into = [](const Case& from, const Case& to) {
    const auto* merged = std::get_if<Merged>(&from.progress);
    return from.repeats == to.entry.number || (merged && merged->into == to.entry.number);
  };
  return one.entry.campaign == other.entry.campaign && (into(one, other) || into(other, one));
}

const Case* case_of(const State& state, const LetterOf& of) {
  const Campaign* campaign = state.campaign(of.campaign);
  return campaign ? campaign->find(of.number) : nullptr;
}

json::array similar_json(const City& city, const Case& one, const std::vector<SimilarCases::Alike>& alike) {
  json::array rows;
  city.engine.look([&](const figures::Reading& reading, const std::string&) {
    for (const SimilarCases::Alike& found : alike) {
      const Case& other = *case_of(reading.complaints(), found.of);
      rows.push_back({{"number", other.entry.number},
                      {"campaign", other.entry.campaign},
                      {"likeness_bp", found.likeness_bp},
                      {"place", other.entry.place.value},
                      {"pollution", other.entry.pollution},
                      {"day", to_string(other.entry.day)},
                      {"state", state_of(other)},
                      {"linked", is_linked(one, other)}});
    }
  });
  return rows;
}

Response similar(const City& city, SimilarCases& letters, const Request& request, const Caller& caller,
                 const std::string& number) {
  constexpr std::size_t most = 10;
  const auto read = readable_case(city, request, caller, number);
  if (!read) return read.error();
  const auto letter = letter_of(city, read->letter);
  if (!letter) return refuse(request, language_of(request), letter.error());
  json::object out{{"rows", json::array{}}};
  if (!*letter || (*letter)->text.empty()) return private_json(std::move(out));
  const ReadableCases readable(city, caller);
  const auto wanted = [&](const LetterOf& of) {
    if (of.campaign == read->letter.campaign && of.number == read->letter.number) return false;
    return city.engine.look([&](const figures::Reading& reading, const std::string&) {
      const Case* other = case_of(reading.complaints(), of);
      return other != nullptr && readable.has(*other);
    });
  };
  const auto alike = letters.like(city, (*letter)->text, most, wanted);
  if (!alike) return refuse(request, language_of(request), alike.error());
  out["rows"] = similar_json(city, read->one, *alike);
  return private_json(std::move(out));
}

// A preview of what would be published.

std::int64_t characters(std::string_view text) {
  return std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0u) != 0x80u; });
}

struct Checked {
  json::array columns;
  bool certain = false;  ///< something is personal data for sure
  bool known = false;    ///< something is the complainant's
};

void check_column(Checked& checked, const char* field, const std::string& text, const std::vector<std::string>& known) {
  json::array finds;
  for (const PersonalDatum& datum : personal_data(text, known)) {
    finds.push_back({{"from", characters(std::string_view(text).substr(0, datum.from))},
                     {"size", characters(std::string_view(text).substr(datum.from, datum.size))},
                     {"kind", name_json(datum.kind)}});
    checked.certain |= is_certain(datum.kind);
    checked.known |= datum.kind == PersonalKind::known;
  }
  checked.columns.push_back({{"field", field},
                             {"text", text},
                             {"blacked_out", without_personal_data(text, known)},
                             {"finds", std::move(finds)}});
}

Checked check(const PublicText& text, const std::vector<std::string>& known) {
  Checked checked;
  check_column(checked, "situation", text.situation, known);
  check_column(checked, "investigation", text.investigation, known);
  check_column(checked, "rectification", text.rectification, known);
  check_column(checked, "accountability", text.accountability, known);
  check_column(checked, "remarks", text.remarks, known);
  return checked;
}

/// The row of the table, and whether the programme would take the text.
json::object previewed(const City& city, const std::string& number, const PublicText& text, const Caller& caller) {
  json::array headings;
  json::object row;
  bool sound = false;
  city.engine.look([&](const figures::Reading& reading, const std::string&) {
    const auto [campaign, one] = find_case(reading.complaints(), number);
    const Context context{reading.complaints(), city.places, city.calendar, day_in_china(city.clock()), caller.account};
    sound = step(ApproveText{one->entry.campaign, number, context.today, text}, context).has_value();
    Case with_text = *one;
    with_text.text = text;
    for (const bulletins::DisclosureCell& cell : bulletins::disclosure_row(reading, *campaign, with_text, Language::zh)) {
      headings.push_back({{"column", cell.column->id}, {"zh", cell.column->zh}, {"en", cell.column->en}});
      row[cell.column->id] = cell.text;
    }
  });
  return {{"publishable", sound}, {"headings", std::move(headings)}, {"row", std::move(row)}};
}

Response preview(const City& city, const Request& request, const Caller& caller, const std::string& number) {
  const auto read = readable_case(city, request, caller, number);
  if (!read) return read.error();
  const auto text = read_body<PublicText>(request);
  if (!text) return text.error();
  const auto letter = letter_of(city, read->letter);
  if (!letter) return refuse(request, language_of(request), letter.error());
  Checked checked = check(*text, *letter ? (*letter)->known : std::vector<std::string>{});
  // Who learns that a word is the complainant's has learnt who complained.
  if (checked.known) {
    if (auto no = unless_recorded(city, request, caller, number, "complaints.preview")) return std::move(*no);
  }
  json::object out = previewed(city, number, *text, caller);
  out["publishable"] = out["publishable"].as_bool() && !checked.certain;
  out["columns"] = std::move(checked.columns);
  return private_json(std::move(out));
}

}  // namespace

void add_case_story_api(Doorkeeper& doors, const SharedPointer& shared) {
  doors.guard("GET", "/api/v1/complaints/{id}/case",
              [shared](const Request& request, const PathParameters& path, const Caller& caller) {
                return story(shared->city, request, caller, std::string(path["id"]));
              });
  doors.guard("GET", "/api/v1/complaints/{id}/similar",
              [shared, letters = std::make_shared<SimilarCases>()](const Request& request, const PathParameters& path,
                                                                   const Caller& caller) {
                return similar(shared->city, *letters, request, caller, std::string(path["id"]));
              });
  doors.guard("POST", "/api/v1/complaints/{id}/preview",
              [shared](const Request& request, const PathParameters& path, const Caller& caller) {
                return preview(shared->city, request, caller, std::string(path["id"]));
              });
}

}  // namespace seethrough::http
