#pragma once
// The scene of the complaint tests: one campaign of one city with two districts.

#include <string>

#include "complaints/decide.h"
#include "programme/given.h"

namespace complaints_test {

using namespace seethrough;
using namespace seethrough::complaints;

inline Day day(const char* text) { return *parse_day(text); }

inline const PlaceCode city{140400}, north{140403}, south{140404}, province{140000}, elsewhere{990000};
inline const Day today = day("2025-06-15");
inline const std::string campaign_id = "round3", pattern = "{channel}3SX{date}{serial4}";

inline const Tree& places() {
  static const Tree tree = *Tree::make({{province, PlaceCode{0}, "省", "Province", false, 0, 0},
                                        {city, province, "市", "City", false, 0, 0},
                                        {north, city, "北区", "North", false, 0, 0},
                                        {south, city, "南区", "South", false, 0, 0}});
  return tree;
}

/// 2025 as if it had no holidays but the Dragon Boat Festival, 31 May to 2 June; no other year is known.
inline const WorkCalendar& calendar() {
  static const WorkCalendar made{{{2025, {day("2025-05-31"), day("2025-06-01"), day("2025-06-02")}, {}, "made up"}}};
  return made;
}

struct Programme {
  using State = complaints::State;
  using Command = complaints::Command;
  using Event = complaints::Event;
  using Rejection = complaints::Rejection;
  using Decision = complaints::Decision;
  static Decision decide(const State& state, const Command& command, const programme::Asking& asking) {
    return complaints::decide({state, places(), calendar(), asking.today, asking.by}, command);
  }
  static void apply(State& state, const Event& event) { complaints::apply(state, event); }
};
template <class... Events>
programme::Scene<Programme> given(const Events&... events) {
  return programme::given_in<Programme>(today, events...);
}

inline DeclareCampaign campaign() {
  return {campaign_id, "督察", "Inspection", city, day("2025-05-28"), day("2025-06-27"), pattern,
          CountingRule::primary_type, {"水", "大气", "生态"}, {}, "08:00-20:00", {}};
}
inline CampaignDeclared declared() { return {campaign()}; }

/// A phone call of the first batch about water in the north.
inline RegisterCase call(const std::string& number = "D3SX202505280018", int batch = 1) {
  RegisterCase c;
  c.campaign = campaign_id;
  c.number = number;
  c.batch = batch;
  c.day = day("2025-05-28");
  c.place = north;
  c.pollution = "水";
  c.channel = Channel::phone;
  return c;
}
inline CaseRegistered registered(const RegisterCase& entry = call()) { return {entry, {}}; }

/// The cover sheet of a batch that holds call() alone.
inline BatchHeader one_case() { return {1, 0, {{north, 1}}, {{"水", 1}}, {}}; }
inline HandOverBatch hand_over(int batch, BatchHeader header) {
  return {campaign_id, batch, day("2025-05-29"), day("2025-05-29"), std::move(header), false};
}
inline BatchHandedOver handed_over(int batch = 1, BatchHeader header = one_case()) {
  return {campaign_id, batch, day("2025-05-29"), day("2025-05-29"), std::move(header), false, {}};
}
inline CorrectCase correct() {
  return {campaign_id, "D3SX202505280018", south, "大气", true, today, "核实后更正"};
}

}  // namespace complaints_test
