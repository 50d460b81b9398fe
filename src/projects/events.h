#pragma once
// What has happened in the key projects programme.

#include "projects/commands.h"

namespace seethrough::projects {

struct ProjectRegistered {
  static constexpr std::string_view type = "projects.registered/1";
  RegisterProject project;
};
BOOST_DESCRIBE_STRUCT(ProjectRegistered, (), (project))

/// `from` and the place are stated so that the log alone re-adds.
struct StageMoved {
  static constexpr std::string_view type = "projects.stage_moved/1";
  std::string project;
  Stage from = Stage::reserve;
  Stage to = Stage::reserve;
  Day day;
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(StageMoved, (), (project, from, to, day, reason))

struct ProgressReported {
  static constexpr std::string_view type = "projects.progress_reported/1";
  std::string project;
  Day day;
  int progress_bp = 0;
  std::string words;
};
BOOST_DESCRIBE_STRUCT(ProgressReported, (), (project, day, progress_bp, words))

struct PlanDeclared {
  static constexpr std::string_view type = "projects.plan_declared/1";
  DeclarePlan plan;
};
BOOST_DESCRIBE_STRUCT(PlanDeclared, (), (plan))

using Event = std::variant<ProjectRegistered, StageMoved, ProgressReported, PlanDeclared>;

}  // namespace seethrough::projects
