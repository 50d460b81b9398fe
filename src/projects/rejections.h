#pragma once
// Why a command of the key projects programme is refused.
//
// Precedence: DayInFuture, then (to register) NotAProjectCode, ProjectAlreadyRegistered, UnknownPlace, InvestmentMissing; (for the
// rest) UnknownProject, NotInThisState, BeforeLastMove, ProgressOutOfRange.

#include "projects/commands.h"

namespace seethrough::projects {

struct DayInFuture {
  static constexpr std::string_view type = "projects.day_in_future";
  Day day;
  Day today;
};
BOOST_DESCRIBE_STRUCT(DayInFuture, (), (day, today))

struct NotAProjectCode {
  static constexpr std::string_view type = "projects.not_a_project_code";
  std::string project;
};
BOOST_DESCRIBE_STRUCT(NotAProjectCode, (), (project))

struct ProjectAlreadyRegistered {
  static constexpr std::string_view type = "projects.already_registered";
  std::string project;
};
BOOST_DESCRIBE_STRUCT(ProjectAlreadyRegistered, (), (project))

struct UnknownPlace {
  static constexpr std::string_view type = "projects.unknown_place";
  PlaceCode place;
};
BOOST_DESCRIBE_STRUCT(UnknownPlace, (), (place))

struct InvestmentMissing {
  static constexpr std::string_view type = "projects.investment_missing";
  std::string project;
};
BOOST_DESCRIBE_STRUCT(InvestmentMissing, (), (project))

struct UnknownProject {
  static constexpr std::string_view type = "projects.unknown_project";
  std::string project;
};
BOOST_DESCRIBE_STRUCT(UnknownProject, (), (project))

struct NotInThisState {
  static constexpr std::string_view type = "projects.not_in_this_state";
  std::string project;
  Stage stage = Stage::reserve;
  std::string command;
};
BOOST_DESCRIBE_STRUCT(NotInThisState, (), (project, stage, command))

struct BeforeLastMove {
  static constexpr std::string_view type = "projects.before_last_move";
  std::string project;
  Day day;
  Day last;
};
BOOST_DESCRIBE_STRUCT(BeforeLastMove, (), (project, day, last))

struct ProgressOutOfRange {
  static constexpr std::string_view type = "projects.progress_out_of_range";
  int progress_bp = 0;
};
BOOST_DESCRIBE_STRUCT(ProgressOutOfRange, (), (progress_bp))

using Rejection = std::variant<DayInFuture, NotAProjectCode, ProjectAlreadyRegistered, UnknownPlace,
                               InvestmentMissing, UnknownProject, NotInThisState, BeforeLastMove, ProgressOutOfRange>;

}  // namespace seethrough::projects
