#pragma once
// World: the state of all programmes together, and the one place where a command finds its programme.

#include "access/decide.h"
#include "chains/programme.h"
#include "complaints/decide.h"
#include "figures/reading.h"
#include "journal/event.h"
#include "places/tree.h"
#include "projects/decide.h"
#include "publication/publication.h"
#include "rules/book.h"
#include "subsidies/decide.h"

namespace seethrough::engine {

class World {
 public:
  World(const rules::Book& rules, const Tree& places, WorkCalendar calendar = {})
      : rules_(&rules), places_(&places), calendar_(std::move(calendar)) {}

  /// The event that follows from the command, or Refused with the first rejection that holds: NotPermitted if the
  /// account may not give it.
  journal::Event decide(const journal::Command& command, std::string_view by, Instant at,
                        std::uint64_t journal_size) const;
  void apply(const journal::Event& event);

  const subsidies::State& subsidies() const { return subsidies_; }
  const complaints::State& complaints() const { return complaints_; }
  const access::State& access() const { return access_; }

 private:
  std::optional<access::NotPermitted> forbid(const journal::Command& command, std::string_view by) const;

  const rules::Book* rules_;
  const Tree* places_;
  WorkCalendar calendar_;
  subsidies::State subsidies_;
  complaints::State complaints_;
  projects::State projects_;
  chains::State chains_;
  publication::State publication_;
  access::State access_;
};

/// Gives the reading the event of entry `seq`.
void take(figures::Reading& reading, std::uint64_t seq, const journal::Event& event);

}  // namespace seethrough::engine
