#include "publication/publication.h"

#include <doctest/doctest.h>

#include "programme/given.h"

namespace {

using namespace seethrough;
using namespace seethrough::publication;

const Day today = day_of(2025, 6, 15);

struct Programme {
  using State = publication::State;
  using Command = publication::Command;
  using Event = publication::Event;
  using Rejection = publication::Rejection;
  using Decision = publication::Decision;
  static constexpr std::int64_t journal_size = 100;
  static Decision decide(const State& state, const Command& command, Day) {
    return publication::decide({state, journal_size}, command);
  }
  static void apply(State& state, const Event& event) { publication::apply(state, event); }
};
template <class... Events>
programme::Scene<Programme> given(const Events&... events) {
  return programme::given_in<Programme>(today, events...);
}

IssueBulletin issue(Series series, Day cut_off, std::int64_t known_at, int batch = 0) {
  return {series, cut_off, batch, known_at, Digest{}};
}
BulletinIssued issued(Series series, int number, Day cut_off, std::int64_t known_at, int batch = 0) {
  return {series, number, cut_off, batch, known_at, Digest{}};
}

}  // namespace

TEST_CASE("the bulletins of a series are numbered from 1, apart from other series") {
  given().when(issue(Series::subsidies, today, 100)).then(issued(Series::subsidies, 1, today, 100));
  const auto scene = given(issued(Series::subsidies, 1, today, 90), issued(Series::projects, 1, today, 90));
  scene.when(issue(Series::subsidies, today, 100)).then(issued(Series::subsidies, 2, today, 100));
  scene.when(issue(Series::complaints, today, 90, 3)).then(issued(Series::complaints, 1, today, 90, 3));
}

TEST_CASE("a bulletin is issued once for a cut-off, a batch and a knowledge") {
  const auto scene = given(issued(Series::complaints, 1, today, 90, 3));
  scene.when(issue(Series::complaints, today, 90, 3)).refused(AlreadyIssued{1, today, 90});
  scene.when(issue(Series::complaints, today, 90, 4)).then(issued(Series::complaints, 2, today, 90, 4));
  scene.when(issue(Series::complaints, today - 1, 90, 3)).then(issued(Series::complaints, 2, today - 1, 90, 3));
  scene.when(issue(Series::complaints, today, 91, 3)).then(issued(Series::complaints, 2, today, 91, 3));
}

TEST_CASE("a bulletin can't rest on entries that the journal has not, even if it is a repetition") {
  given(issued(Series::subsidies, 1, today, 101))
      .when(issue(Series::subsidies, today, 101))
      .refused(KnownAtBeyondJournal{101, 100});
}

TEST_CASE("on a day the bulletin with the latest cut-off speaks, and of one cut-off the latest issued") {
  const auto scene = given(issued(Series::subsidies, 1, today, 80), issued(Series::subsidies, 2, today - 5, 85),
                           issued(Series::subsidies, 3, today, 90), issued(Series::projects, 1, today, 90));
  const auto& state = scene.state();
  CHECK_FALSE(state.latest(Series::subsidies, today - 6));
  CHECK(state.latest(Series::subsidies, today - 5)->number == 2);
  CHECK(state.latest(Series::subsidies, today - 1)->number == 2);
  CHECK(state.latest(Series::subsidies, today)->number == 3);
  CHECK(state.latest(Series::subsidies, today + 9)->number == 3);
  CHECK_FALSE(state.latest(Series::complaints, today));
}
