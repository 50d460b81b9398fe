#pragma once
// The scene of the access tests: a city with two districts, an office, and whoever gives the commands.

#include <string>

#include "access/decide.h"
#include "programme/given.h"

namespace access_test {

using namespace seethrough;
using namespace seethrough::access;

inline Day day(const char* text) { return *parse_day(text); }
inline const PlaceCode city{140400}, district{140403}, other{140404}, elsewhere{990000};
inline const Day today = day("2025-06-15");

inline const Tree& places() {
  static const Tree tree = *Tree::make({{city, PlaceCode{0}, "市", "City", false, 0, 0},
                                        {district, city, "区", "District", false, 0, 0},
                                        {other, city, "县", "County", false, 1, 0}});
  return tree;
}

inline std::string speaker = "admin";  ///< who gives the next command

struct Register {
  using State = access::State;
  using Command = access::Command;
  using Event = access::Event;
  using Rejection = access::Rejection;
  using Decision = access::Decision;
  static Decision decide(const State& state, const Command& command, Day today) {
    return access::decide({state, places(), speaker, today}, command);
  }
  static void apply(State& state, const Event& event) { access::apply(state, event); }
};
template <class... Events>
programme::Scene<Register> given(const Events&... events) {
  return programme::given_in<Register>(today, events...);
}

inline const OrganRegistered office{{"office", "办公室", "Office", district}};
inline AccountOpened opened(const std::string& name, AccountKind kind = AccountKind::person) {
  return {{name, kind, "office"}};
}

}  // namespace access_test
