#pragma once
// What the routes of the complaints' desk share: whose cases a caller may read, and how a case is written as JSON.

#include <boost/describe/enum_to_string.hpp>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include "complaints/waiting.h"
#include "http/desk_claims.h"

namespace seethrough::http {

/// Where a case is: first the place it counts in, then those of the units that it was handed to and that did not return it.
std::vector<PlaceCode> places_concerned(const complaints::Case& one);

/// The cases that the caller may read: those that concern a place in which the caller may read complaints.
class ReadableCases {
 public:
  ReadableCases(const City& city, const Caller& caller) : places_(city, caller, access::Programme::complaints) {}
  bool has(PlaceCode place) const { return places_.has(place); }
  bool has(const complaints::Case& one) const;

 private:
  ReadablePlaces places_;
};

/// Whether the caller holds the right for complaints in any of the places.
bool may_in_any(const City& city, const Caller& caller, access::Right right, const std::vector<PlaceCode>& places);
/// 403 of a caller who may read complaints nowhere.
std::optional<Response> unless_reader(const City& city, const Request& request, const Caller& caller);
/// The query's campaign: null if it names none; the refusal (400) of one that there is not.
Result<std::optional<std::string>, Response> campaign_asked(const City& city, const Request& request);

/// The first case of that number in any campaign, with its campaign; nulls if there is none.
struct FoundCase {
  const complaints::Campaign* campaign = nullptr;
  const complaints::Case* one = nullptr;
};
FoundCase find_case(const complaints::State& state, const std::string& number);
/// The number of the case that the complainant's letter came under: of a part, the whole's.
std::string number_of_letter(const complaints::Campaign& campaign, const complaints::Case& one);

template <class E>
boost::json::value name_json(E value) {
  return boost::json::value(boost::describe::enum_to_string(value, "?"));
}
template <class E>
boost::json::value name_json(const std::optional<E>& value) {
  return value ? name_json(*value) : boost::json::value(nullptr);
}
boost::json::value day_json(const std::optional<Day>& day);
/// The text, or null for an empty one.
boost::json::value text_json(std::string_view text);
boost::json::object unit_json(const complaints::Unit& unit);
std::string_view state_of(const complaints::Case& one);
boost::json::object terms_json(const complaints::CampaignTerms& terms);
boost::json::object public_text_json(const complaints::PublicText& text);
boost::json::object clock_json(const complaints::Campaign& campaign, const complaints::Case& one);
/// Members of the story that the case alone tells: what was complained of, found, done, reported, made public.
boost::json::object case_json(const complaints::Campaign& campaign, const complaints::Case& one);

}  // namespace seethrough::http
