#pragma once
// What a command asks of whoever gives it: the right by access/table.h, at the place that its record lies in.

#include "access/state.h"
#include "complaints/state.h"
#include "journal/event.h"
#include "projects/state.h"
#include "subsidies/state.h"

namespace seethrough::engine {

/// What is known of the records that commands name.
struct Records {
  const subsidies::State& subsidies;
  const complaints::State& complaints;
  const projects::State& projects;
  const access::State& access;
  PlaceCode root;  ///< of the tree: what concerns no single place concerns the whole city
};

/// All of them must be held. A command that names a record that there is not asks for the right at any place: whether
/// the record is there is the programme's to say.
std::vector<access::Requirement> requirements(const Records& records, const journal::Command& command);

}  // namespace seethrough::engine
