#include <boost/describe/enum_to_string.hpp>

#include "bulletins/compose.h"

namespace seethrough::bulletins {

using figures::Figure;

Result<Bulletin, Refusal> compose_projects(const figures::Reading& reading, const Request& request) {
  Composer composer(reading, request);
  composer.bulletin().batch = 0;
  composer.bulletin().reconstructed = reading.reconstructed("projects") || reading.reconstructed("chains");
  if (composer.add(Figure::projects, {}, {}) == 0)
    return Unexpected{Refusal{NothingToReport{request.series, request.cut_off, 0}}};
  composer.add(Figure::large_projects, {}, {});
  composer.add(Figure::investment, {}, {});
  const std::vector<std::string> stages{"reserve",       "signed_up",        "started", "under_construction",
                                        "in_production", "at_design_output", "stopped"};
  const auto side_by_side = {Figure::projects, Figure::large_projects, Figure::investment};
  for (const Figure figure : side_by_side) composer.add_by(figure, "stage", stages);
  composer.add_by_place(side_by_side);
  for (const projects::Project& one : reading.projects().projects) {
    if (!one.registered.named || one.registered.day > request.cut_off) continue;
    const Dimensions dimensions{{"project", one.registered.project}};
    composer.add_stated("project", one.registered.stated, dimensions);
    if (one.reported && *one.reported <= request.cut_off)
      composer.add_value({"project.progress", one.progress_bp, "basis_points", dimensions, Bound::exactly});
  }
  composer.add(Figure::chains, {}, {});
  for (const chains::DeclareChain& chain : reading.chains().chains) {
    if (chain.day > request.cut_off) continue;
    composer.add_stated("chain", chain.stated, {{"chain", chain.chain}});
  }
  return composer.finish();
}

}  // namespace seethrough::bulletins
