#pragma once
// What the console's subsidy routes share: whose places a caller may read, rows out of the deciding state, due dates.

#include <boost/json/object.hpp>

#include "access/roles.h"
#include "http/caller.h"
#include "http/routes.h"
#include "subsidies/state.h"

namespace seethrough::http {

/// Where the caller may read a programme's records.
class ReadablePlaces {
 public:
  ReadablePlaces(const City& city, const Caller& caller, access::Programme programme = access::Programme::subsidies);
  bool has(PlaceCode place) const;
  /// As a list's filter: every place in which the caller reads; nobody's, if there is none.
  std::vector<std::int64_t> codes() const;

 private:
  const Tree& tree_;
  std::vector<PlaceCode> held_;
};

/// Until when a step is due, and by which rule.
struct Due {
  std::string stage;
  std::optional<Day> by;  ///< nothing if the working days of `year` are not known: they are never guessed
  int year = 0;
  rules::Clock clock;
  const rules::Source* source = nullptr;
};
/// Nothing if no clock runs in that state.
std::optional<Due> due_of(const City& city, std::string_view state, std::string_view cls, Day bought, Day since);
/// Why there is no day, of a Due without one.
boost::json::object due_note_json(const Due& due);
/// Of a Due with its day.
boost::json::object due_json(const Due& due);

/// The commands that a claim in this state takes, by type.
std::vector<std::string_view> moves_of(std::string_view state);

/// The subsidy of a batch's claims; one that was clawed back for good counts for nothing.
Fen subsidy_of(const subsidies::State& state, const subsidies::Batch& batch);

/// A page of rows that are in memory: `next` is the number of rows passed over. Asks for 1 to 200 by `limit`.
struct Slice {
  std::size_t from = 0, limit = 50;
};
Result<Slice, Response> read_slice(const Request& request);
boost::json::object sliced(boost::json::array rows, const Slice& slice, std::size_t total);

/// Looks at the deciding state; a refusal if the engine has stopped.
template <class Look>
std::optional<Response> with_state(const City& city, const Request& request, Look&& look) {
  const auto looked = city.engine.ask([&](const engine::World& world) { look(world.subsidies()); });
  if (looked) return std::nullopt;
  return refuse(request, language_of(request), looked.error());
}

}  // namespace seethrough::http
