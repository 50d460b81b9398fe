#pragma once
// Reading (读数): everything that pages and bulletins read, folded from the events of a journal up to one position: the
// cube, and the registers of merchants, campaigns, projects, chains and issued bulletins. It decides nothing, so a
// stranger who has only the published log folds the same Reading.

#include <functional>

#include "chains/programme.h"
#include "complaints/state.h"
#include "figures/cube.h"
#include "projects/state.h"
#include "publication/publication.h"
#include "subsidies/state.h"

namespace seethrough::figures {

class Reading {
 public:
  explicit Reading(const Tree& places) : places_(&places) {}

  // Each takes one event of entry `seq`, in order.
  void take(std::uint64_t seq, const subsidies::Event& event);
  void take(std::uint64_t seq, const complaints::Event& event);
  void take(std::uint64_t seq, const projects::Event& event);
  void take(std::uint64_t seq, const chains::Event& event);
  void take(std::uint64_t seq, const publication::Event& event);
  /// An entry that is no event of a programme (a refusal) moves the position only.
  void take(std::uint64_t seq);

  std::uint64_t position() const { return position_; }
  const Tree& places() const { return *places_; }
  const Cube& cube() const { return cube_; }
  const subsidies::Roster& roster() const { return roster_; }
  const complaints::State& complaints() const { return complaints_; }
  const projects::State& projects() const { return projects_; }
  const chains::State& chains() const { return chains_; }
  const publication::State& publication() const { return publication_; }
  /// Whether any record of a programme was rebuilt from published totals.
  bool reconstructed(std::string_view programme) const;

 private:


  const Tree* places_;
  std::uint64_t position_ = 0;
  Cube cube_;
  subsidies::Roster roster_;
  complaints::State complaints_;
  projects::State projects_;
  chains::State chains_;
  publication::State publication_;
  bool reconstructed_subsidies_ = false, reconstructed_complaints_ = false, reconstructed_projects_ = false,
       reconstructed_chains_ = false;
};

}  // namespace seethrough::figures
