// The whole engine, simulated from a seed: customers, a disk that fails, restarts, and an auditor who recomputes
// everything from the answers. SIMULATION_SEEDS=n runs n seeds; a failure prints its seed.

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdlib>

#include "engine/auditor.h"
#include "engine/customers.h"
#include "engine/desk.h"

namespace engine_test {
namespace {

struct Run {
  unsigned seed;
  Desk& desk;
  Customers customers{seed};
  Auditor auditor{};
  std::mt19937 random{seed + 1};
  struct Stated {
    figures::AsOf as_of;
    figures::Figure figure;
    PlaceCode place;
    std::string dimension;
    std::int64_t sum;
  };
  std::vector<Stated> stated{};

  bool good() const { return auditor.differences().empty(); }

  void serve(const std::vector<Submission>& bundle) {
    auto answers = desk.submit(bundle);
    while (!answers) {  // as a client does: start again, ask again under the same identifiers
      restart();
      answers = desk.submit(bundle);
    }
    if (answers->size() != bundle.size()) return auditor.differs("answers are missing");
    // Once the books and the house disagree, nothing that follows can be compared.
    for (std::size_t i = 0; i < bundle.size() && good(); ++i) take(bundle[i], (*answers)[i]);
  }

  void take(const Submission& asked, const Answer& answer) {
    if (auditor.knows(asked.envelope.request)) return auditor.repeated(asked, answer);
    std::optional<Event> event = answer.event;
    if (answer.repeated) {  // it was written before the failure
      const auto entry = desk.entry(answer.seq);
      if (!entry || entry->envelope.request != asked.envelope.request)
        return auditor.differs("an answer names an entry that is not the request's");
      event = entry->event;
    }
    if (!event) return auditor.differs("an answer says nothing");
    auditor.acknowledge(asked, answer, *event);
    const auto* e = std::get_if<complaints::Event>(&*event);
    if (e && std::holds_alternative<complaints::BatchHandedOver>(*e))
      customers.batch_done(std::get<complaints::BatchHandedOver>(*e).campaign);
  }

  void restart() {
    desk.restart();
    if (desk.size() < auditor.size()) auditor.differs("acknowledged entries are gone");
    std::map<std::uint64_t, int> seqs;
    for (const auto& [request, known] : auditor.requests()) {
      ++seqs[known.seq];
      const auto entry = desk.entry(known.seq);
      if (!entry || entry->envelope.request != request || journal::encode_event(entry->event) != known.event)
        auditor.differs("an acknowledged entry is not on disk as it was answered");
    }
    if (seqs.size() != auditor.requests().size()) auditor.differs("two requests share an entry");
  }

  /// A figure somewhere, as of some past: it must be what the books say, now and at the end.
  void ask_for_a_figure() {
    static const std::string dimensions[] = {"",   "goods", "vehicle.scrappage", "goods.appliance", "home",
                                             "水", "started", "stopped",          "太原市"};
    Stated one{{subsidies_test::today + static_cast<int>(random() % 30) - 15, random() % (auditor.size() + 1)},
               static_cast<figures::Figure>(random() % figures::figure_count),
               random() % 2 == 0 ? subsidies_test::city : subsidies_test::district,
               dimensions[random() % 9],
               0};
    one.sum = auditor.sum(one.as_of, one.figure, one.place, one.dimension);
    compare(one);
    stated.push_back(one);
  }
  void compare(const Stated& one) {
    const std::int64_t sum = desk.sum(one.as_of, one.figure, one.place, one.dimension);
    if (sum != one.sum)
      auditor.differs(fmt::format("{} ({}, {}) as of {} and position {} is {}, the books say {}",
                                  figures::definition(one.figure).id, one.place.value, one.dimension,
                                  to_string(one.as_of.cut_off), one.as_of.known_at, sum, one.sum));
  }
  void compare_everything() {
    for (const Stated& one : stated) compare(one);
    const figures::AsOf now{subsidies_test::today + 400, auditor.size()};
    for (const figures::Definition& d : figures::definitions()) {
      for (const PlaceCode place : {subsidies_test::city, subsidies_test::district})
        compare({now, d.figure, place, "", auditor.sum(now, d.figure, place, "")});
    }
  }

  void go(int commands) {
    customers.on_batch([this](const std::string& id, int batch) { return auditor.cover_sheet(id, batch); });
    serve(customers.opening());
    while (good() && auditor.size() < static_cast<std::uint64_t>(commands)) {
      serve(customers.bundle());
      if (random() % 100 == 0) restart();
      if (random() % 10 == 0) ask_for_a_figure();
    }
    if (!good()) return;
    restart();
    compare_everything();
    if (desk.size() != auditor.size()) auditor.differs("the journal has entries that nobody asked for");
  }
};

std::string first_of(const Auditor& auditor) {
  return auditor.differences().empty() ? "none" : auditor.differences().front();
}

TEST_CASE("whatever the customers ask and the disk does, the auditor finds no difference") {
  const char* wanted = std::getenv("SIMULATION_SEEDS");
  const unsigned seeds = wanted ? static_cast<unsigned>(std::atoi(wanted)) : 2;
  std::map<std::string, int> seen;
  for (unsigned seed = 1; seed <= seeds; ++seed) {
    CAPTURE(seed);
    EngineDesk desk(seed);
    Run run{seed, desk};
    run.go(2500);
    CHECK_MESSAGE(run.auditor.differences().empty(), "seed ", seed, ": ", first_of(run.auditor));
    for (const auto& [type, times] : run.auditor.seen()) seen[type] += times;
  }
  // The simulation reaches what matters.
  for (const char* type :
       {"subsidies.claim_redeemed/1", "subsidies.claim_applied/1", "subsidies.goods_returned/1",
        "subsidies.claim_withdrawn/1", "subsidies.fund_exhausted", "subsidies.limit_used_up", "subsidies.no_fund",
        "subsidies.item_already_subsidised", "complaints.batch_handed_over/1", "complaints.case_corrected/1",
        "complaints.batch_does_not_tally", "projects.stage_moved/1", "projects.not_in_this_state", "chains.declared/1",
        "publication.bulletin_issued/1", "publication.already_issued"})
    CHECK_MESSAGE(seen[type] > 0, type, " never happened");
}

TEST_CASE("an honest desk passes the auditor, and each planted bug is found") {
  const auto audit = [](Bug bug) {
    PlainDesk desk(bug);
    Run run{7, desk};
    run.go(1200);
    return run.auditor;
  };
  const Auditor honest = audit(Bug::none);
  CHECK_MESSAGE(honest.differences().empty(), first_of(honest));
  const auto finds = [&](Bug bug, const std::string& what) {
    const Auditor auditor = audit(bug);
    const bool found = std::any_of(auditor.differences().begin(), auditor.differences().end(),
                                   [&](const std::string& one) { return one.find(what) != std::string::npos; });
    CHECK_MESSAGE(found, what, " was not found; first difference: ", first_of(auditor));
  };
  finds(Bug::acknowledges_before_append, "acknowledged entries are gone");
  finds(Bug::ignores_the_cap, "is overdrawn by");
  finds(Bug::forgets_requests, "a repeated request was done again");
  finds(Bug::counts_no_returns, "the books say");
}

}  // namespace
}  // namespace engine_test
