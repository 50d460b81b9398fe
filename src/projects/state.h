#pragma once
// What the programme knows: the register of projects and the plan they are driven under.

#include <boost/unordered/unordered_flat_map.hpp>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "projects/events.h"

namespace seethrough::projects {

// The states of a project. Each carries its stage so that figures and pages need no second table.
struct Reserve {
  static constexpr Stage stage = Stage::reserve;
};
struct SignedUp {
  static constexpr Stage stage = Stage::signed_up;
};
struct Started {
  static constexpr Stage stage = Stage::started;
};
struct UnderConstruction {
  static constexpr Stage stage = Stage::under_construction;
};
struct InProduction {
  static constexpr Stage stage = Stage::in_production;
};
struct AtDesignOutput {
  static constexpr Stage stage = Stage::at_design_output;
};
struct Stopped {
  static constexpr Stage stage = Stage::stopped;
  Stage before = Stage::started;  ///< the stage to which it resumes
};
struct Withdrawn {
  static constexpr Stage stage = Stage::withdrawn;
};
using Life =
    std::variant<Reserve, SignedUp, Started, UnderConstruction, InProduction, AtDesignOutput, Stopped, Withdrawn>;

Stage stage_of(const Life& life);

struct Project {
  RegisterProject registered;
  Life life;
  Day since;  ///< of the last move
  int progress_bp = 0;
  std::string words;
  std::optional<Day> reported;
};

struct State {
  std::vector<Project> projects;  ///< in the order of registration
  boost::unordered_flat_map<std::string, std::size_t> by_code;
  std::optional<DeclarePlan> plan;

  const Project* find(const std::string& code) const;
};

/// The new state after an event that decide() made. An impossible pair stops the process.
void apply(State& state, const Event& event);

}  // namespace seethrough::projects
