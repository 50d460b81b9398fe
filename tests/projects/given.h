#pragma once
// The scene of the project tests: one project, registered at any stage.

#include <string>

#include "programme/given.h"
#include "projects/decide.h"

namespace projects_test {

using namespace seethrough;
using namespace seethrough::projects;

inline Day day(const char* text) { return *parse_day(text); }

inline const PlaceCode city{140400}, elsewhere{990000};
inline const Day today = day("2025-06-15"), begun = day("2025-06-01");
inline const std::string code = "2301-140400-89-01-123456";

inline const Tree& places() {
  static const Tree tree = *Tree::make({{city, PlaceCode{0}, "市", "City", false, 0, 0}});
  return tree;
}

struct Programme {
  using State = projects::State;
  using Command = projects::Command;
  using Event = projects::Event;
  using Rejection = projects::Rejection;
  using Decision = projects::Decision;
  static Decision decide(const State& state, const Command& command, Day today) {
    return projects::decide({state, places(), today}, command);
  }
  static void apply(State& state, const Event& event) { projects::apply(state, event); }
};
template <class... Events>
programme::Scene<Programme> given(const Events&... events) {
  return programme::given_in<Programme>(today, events...);
}

inline RegisterProject project(Stage stage = Stage::reserve) {
  RegisterProject p;
  p.project = code;
  p.name_zh = "项目";
  p.name_en = "Project";
  p.place = city;
  p.investment = Fen{100};
  p.stage = stage;
  p.day = begun;
  return p;
}
inline ProjectRegistered at(Stage stage) { return {project(stage)}; }
inline StageMoved moved(Stage from, Stage to, const std::string& reason = "") {
  return {code, from, to, today, reason};
}

inline constexpr Stage every_stage[] = {Stage::reserve,       Stage::signed_up,        Stage::started,
                                        Stage::under_construction, Stage::in_production, Stage::at_design_output,
                                        Stage::stopped,       Stage::withdrawn};

}  // namespace projects_test
