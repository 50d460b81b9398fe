#pragma once
// What may be asked of the key projects programme (重点项目调度).

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/stated_quantity.h"
#include "calendar/day.h"
#include "money/fen.h"
#include "places/place.h"

namespace seethrough::projects {

/// The life of a project: 储备, 签约, 开工, 在建, 投产, 达产, and beside it 停工, 退库.
BOOST_DEFINE_ENUM_CLASS(Stage, reserve, signed_up, started, under_construction, in_production, at_design_output,
                        stopped, withdrawn)

/// Whose key project it is: the province's or the city's.
BOOST_DEFINE_ENUM_CLASS(Level, provincial, municipal)

/// Registers a project at the stage it has reached.
struct RegisterProject {
  static constexpr std::string_view type = "projects.register";
  std::string project;  ///< project code (GB/T 40058): 2301-140400-89-01-123456
  std::string name_zh;
  std::string name_en;
  PlaceCode place;
  std::string park;
  Level level = Level::municipal;
  Fen investment;  ///< planned in total
  Stage stage = Stage::reserve;
  Day day;            ///< since when it is in that stage, as far as known
  std::string chain;  ///< industry chain it belongs to, or empty
  std::string plan;   ///< the named master plan it is counted under, or empty
  std::vector<StatedQuantity> stated;
  bool named = false;  ///< printed by name in bulletins
  bool reconstructed = false;
};
BOOST_DESCRIBE_STRUCT(RegisterProject, (),
                      (project, name_zh, name_en, place, park, level, investment, stage, day, chain, plan, stated,
                       named, reconstructed))

// One command a move. `reason` is asked for where a project leaves the usual way.
struct SignProject {
  static constexpr std::string_view type = "projects.sign";
  std::string project;
  Day day;
};
BOOST_DESCRIBE_STRUCT(SignProject, (), (project, day))
struct StartProject {
  static constexpr std::string_view type = "projects.start";
  std::string project;
  Day day;
};
BOOST_DESCRIBE_STRUCT(StartProject, (), (project, day))
struct BuildProject {
  static constexpr std::string_view type = "projects.build";
  std::string project;
  Day day;
};
BOOST_DESCRIBE_STRUCT(BuildProject, (), (project, day))
struct PutIntoProduction {
  static constexpr std::string_view type = "projects.put_into_production";
  std::string project;
  Day day;
};
BOOST_DESCRIBE_STRUCT(PutIntoProduction, (), (project, day))
struct ReachDesignOutput {
  static constexpr std::string_view type = "projects.reach_design_output";
  std::string project;
  Day day;
};
BOOST_DESCRIBE_STRUCT(ReachDesignOutput, (), (project, day))
struct StopProject {
  static constexpr std::string_view type = "projects.stop";
  std::string project;
  Day day;
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(StopProject, (), (project, day, reason))
struct ResumeProject {
  static constexpr std::string_view type = "projects.resume";
  std::string project;
  Day day;
};
BOOST_DESCRIBE_STRUCT(ResumeProject, (), (project, day))
struct WithdrawProject {
  static constexpr std::string_view type = "projects.withdraw";
  std::string project;
  Day day;
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(WithdrawProject, (), (project, day, reason))

/// Reports physical progress (形象进度) in words and basis points, and what was invested so far.
struct ReportProgress {
  static constexpr std::string_view type = "projects.report_progress";
  std::string project;
  Day day;
  int progress_bp = 0;  ///< 0..10000
  std::string words;
};
BOOST_DESCRIBE_STRUCT(ReportProgress, (), (project, day, progress_bp, words))

/// Records the way a city drives its projects: the cadence of its meetings and tours.
struct DeclarePlan {
  static constexpr std::string_view type = "projects.declare_plan";
  std::string plan;  ///< e.g. "3131"
  std::string note;
  std::string dispatch_meeting;   ///< cadence: daily, weekly, monthly, quarterly
  std::string inspection_tour;
  std::string progress_refresh;
  Day day;
};
BOOST_DESCRIBE_STRUCT(DeclarePlan, (), (plan, note, dispatch_meeting, inspection_tour, progress_refresh, day))

using Command =
    std::variant<RegisterProject, SignProject, StartProject, BuildProject, PutIntoProduction, ReachDesignOutput,
                 StopProject, ResumeProject, WithdrawProject, ReportProgress, DeclarePlan>;

}  // namespace seethrough::projects
