// A simulated year of subsidies against the auditor, and the auditor against planted bugs.

#include <doctest/doctest.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <functional>
#include <iostream>

#include "engine/subsidy_year.h"

namespace engine_test {
namespace {

using namespace seethrough::subsidies;

const subsidies::Command& subsidy_command(const Submission& one) { return std::get<subsidies::Command>(one.command); }

/// One year: everything asked goes to a real engine, and what the journal says of it to the auditor.
class YearRun {
 public:
  YearRun(unsigned seed, std::int64_t commands)
      : seed_(seed), commands_(commands), random_(seed + 1), year_(seed, commands, auditor_) {
    recover();
  }

  void go() {
    serve(year_.opening());
    std::int64_t asked = 0;
    while (asked < commands_ && auditor_.differences().empty()) {
      std::vector<Submission> bundle;
      for (auto left = 1 + random_() % 24; left > 0; --left, ++asked) bundle.push_back(year_.next());
      if (!sent_.empty() && random_() % 2 == 0) bundle.push_back(sent_[random_() % sent_.size()].first);
      serve(std::move(bundle));
      if (random_() % 300 == 0) state_a_figure();
      if (asked / (commands_ / 6 + 1) != restarts_) {
        ++restarts_;
        recover();
        compare();
      }
    }
    recover();
    compare();
    for (const auto& [as_of, figure, place, cls, value] : stated_) {
      const auto now = ask(as_of, figure, place, cls);
      if (now != value) auditor_.differs("a figure of the past has changed");
    }
  }

  const SubsidyAuditor& auditor() const { return auditor_; }
  const std::vector<std::pair<journal::Entry, subsidies::Command>>& log() const { return log_; }
  void keep_the_log() { keep_ = true; }

 private:
  void recover() {
    engine_.reset();
    auto made = Engine::recover({journal_, year_book(), subsidies_test::places(), key()}, {});
    REQUIRE_MESSAGE(made, (made ? "" : made.error().en));
    engine_ = std::move(*made);
    if (engine_->size() != auditor_.size()) auditor_.differs("the journal has lost or won entries");
  }
  void serve(std::vector<Submission> bundle) {
    const auto answers = engine_->submit(bundle);
    REQUIRE(answers);
    for (std::size_t i = 0; i < bundle.size(); ++i) {
      const Answer& answer = (*answers)[i];
      if (answer.repeated) {
        if (answer.contradicts || answer.seq > auditor_.size()) auditor_.differs("a repeated request was taken for another");
        const auto known = std::find_if(sent_.begin(), sent_.end(), [&](const auto& one) {
          return one.first.envelope.request == bundle[i].envelope.request;
        });
        if (known != sent_.end() && known->second != answer.seq) auditor_.differs("a repeated request got another answer");
        continue;
      }
      REQUIRE(answer.event);
      const journal::Entry entry{answer.seq, bundle[i].envelope, *answer.event};
      auditor_.enter(entry, subsidy_command(bundle[i]));
      if (keep_) log_.emplace_back(entry, subsidy_command(bundle[i]));
      if (sent_.size() < 2000) {
        sent_.emplace_back(bundle[i], answer.seq);
      } else {
        sent_[random_() % sent_.size()] = {bundle[i], answer.seq};
      }
    }
  }
  std::int64_t ask(figures::AsOf as_of, figures::Figure figure, PlaceCode place, const std::string& cls) {
    return engine_->look([&](const figures::Reading& reading, const std::string&) {
      return reading.cube().at(as_of).sum(figure, reading.places(), place, cls);
    });
  }
  void state_a_figure() {
    const Day cut_off = subsidies_test::day("2031-01-01") + static_cast<int>(random_() % 365);
    const auto figure = static_cast<figures::Figure>(random_() % 7);
    static const std::string classes[] = {"", "goods.appliance", "goods.digital", "vehicle.scrappage"};
    const std::string& cls = classes[random_() % 4];
    const PlaceCode place = random_() % 2 == 0 ? subsidies_test::city : subsidies_test::district;
    const figures::AsOf as_of{cut_off, auditor_.size()};
    const auto mine = auditor_.sum(figure, place, cls, cut_off), theirs = ask(as_of, figure, place, cls);
    if (mine != theirs)
      auditor_.differs(fmt::format("{} of {} up to {} is {}, the books say {}", figures::definition(figure).id, cls,
                                   to_string(cut_off), theirs, mine));
    if (stated_.size() < 300) stated_.emplace_back(as_of, figure, place, cls, mine);
  }
  /// The balances of the ledger against the auditor's.
  void compare() {
    std::map<std::string, std::int64_t> theirs;
    REQUIRE(engine_->ask([&](const engine::World& world) {
      const State& state = world.subsidies();
      for (std::size_t i = 0; i < state.ledger.size(); ++i) {
        const AccountId id{static_cast<std::uint32_t>(i)};
        theirs[state.ledger.name(id)] = state.ledger.balance(id).value;
      }
    }));
    for (const auto& [name, balance] : auditor_.balances()) {
      if (theirs[name] != balance)
        auditor_.differs(fmt::format("account {} holds {}, the books say {}", name, theirs[name], balance));
      theirs.erase(name);
    }
    for (const auto& [name, balance] : theirs) {
      if (balance != 0) auditor_.differs(fmt::format("account {} holds {}, the books do not know it", name, balance));
    }
    for (int i = 0; i < 20; ++i) state_a_figure();
  }

  unsigned seed_;
  std::int64_t commands_, restarts_ = 0;
  std::mt19937_64 random_;
  SubsidyAuditor auditor_;
  SubsidyYear year_;
  MemoryJournal journal_;
  std::unique_ptr<Engine> engine_;
  std::vector<std::pair<Submission, std::uint64_t>> sent_;
  std::vector<std::pair<journal::Entry, subsidies::Command>> log_;
  bool keep_ = false;
  std::vector<std::tuple<figures::AsOf, figures::Figure, PlaceCode, std::string, std::int64_t>> stated_;
};

std::string first_of(const SubsidyAuditor& auditor) {
  return auditor.differences().empty() ? "none" : auditor.differences().front();
}

template <class... Events>
std::vector<std::string> types_of(const std::variant<Events...>*) {
  return {std::string(Events::type)...};
}

TEST_CASE("a simulated year of subsidies: the auditor finds no difference, and every kind of event occurs") {
  const char* wanted = std::getenv("SUBSIDY_YEAR_COMMANDS");
  const std::int64_t commands = wanted ? std::atoll(wanted) : 60'000;
  const char* seeded = std::getenv("SUBSIDY_YEAR_SEED");
  const auto seed = static_cast<unsigned>(seeded ? std::atoi(seeded) : 1);
  const auto from = std::chrono::steady_clock::now();
  YearRun run{seed, commands};
  run.go();
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - from;
  CHECK_MESSAGE(run.auditor().differences().empty(), "seed ", seed, ": ", first_of(run.auditor()));
  std::cout << fmt::format("seed {}: {} commands, {} entries, {:.1f} s\n", seed, commands, run.auditor().size(), took.count());
  for (const auto& [type, times] : run.auditor().seen()) std::cout << fmt::format("{:9} {}\n", times, type);
  for (const std::string& type : types_of(static_cast<const subsidies::Event*>(nullptr)))
    CHECK_MESSAGE(run.auditor().seen().contains(type), type, " never occurred");
  for (const char* type : {"subsidies.fund_exhausted", "subsidies.round_used_up",
                           "subsidies.limit_used_up", "subsidies.item_already_subsidised", "subsidies.amount_differs",
                           "subsidies.already_paid", "subsidies.not_this_attempt", "subsidies.adjustment_differs"})
    CHECK_MESSAGE(run.auditor().seen().contains(type), type, " never occurred");
}

using Log = std::vector<std::pair<journal::Entry, subsidies::Command>>;

/// The auditor's differences over a log in which `plant` changed the middle one of the entries that it can change.
/// `plant` returns whether it can change an entry, and changes it if told to.
SubsidyAuditor audit_with(const Log& log, const std::function<bool(journal::Entry&, bool change)>& plant) {
  std::vector<std::size_t> places;
  for (std::size_t i = 0; i < log.size(); ++i) {
    journal::Entry entry = log[i].first;
    if (plant(entry, false)) places.push_back(i);
  }
  REQUIRE(!places.empty());
  const std::size_t at = places[places.size() / 2];
  SubsidyAuditor auditor;
  for (std::size_t i = 0; i < log.size() && auditor.differences().empty(); ++i) {
    journal::Entry entry = log[i].first;
    if (i == at) plant(entry, true);
    auditor.enter(entry, log[i].second);
  }
  return auditor;
}

template <class E>
E* event_in(journal::Entry& entry) {
  auto* event = std::get_if<subsidies::Event>(&entry.event);
  return event ? std::get_if<E>(event) : nullptr;
}

TEST_CASE("each bug planted into the log of a year is found by the auditor") {
  YearRun run{3, 40'000};
  run.keep_the_log();
  run.go();
  REQUIRE_MESSAGE(run.auditor().differences().empty(), first_of(run.auditor()));
  const auto finds = [&](const char* bug, const std::function<bool(journal::Entry&, bool)>& plant) {
    const SubsidyAuditor auditor = audit_with(run.log(), plant);
    CHECK_MESSAGE(!auditor.differences().empty(), bug, " was not found");
  };
  const auto nothing = [](journal::Entry& entry) {
    entry.event = journal::Refused{"subsidies.void", journal::Rejection{Rejection{NothingExpired{}}}};
  };
  finds("a return whose money is not posted", [&](journal::Entry& entry, bool change) {
    if (!event_in<ClaimVoided>(entry)) return false;
    if (change) nothing(entry);
    return true;
  });
  finds("a payment line that stands twice", [](journal::Entry& entry, bool change) {
    auto* ordered = event_in<PaymentOrdered>(entry);
    if (!ordered) return false;
    if (change) {
      ordered->lines.push_back(ordered->lines.back());
      ++ordered->lines.back().line;
    }
    return true;
  });
  finds("a subsidy of one fen more", [](journal::Entry& entry, bool change) {
    auto* sold = event_in<ClaimRedeemed>(entry);
    if (!sold) return false;
    if (change) sold->grant.subsidy += Fen{1};
    return true;
  });
  finds("a lot of two swapped winners", [](journal::Entry& entry, bool change) {
    auto* drawn = event_in<SampleDrawn>(entry);
    if (!drawn || drawn->sample.size() < 2) return false;
    if (change) std::swap(drawn->sample.front(), drawn->sample.back());
    return true;
  });
  finds("a fund that says it has one fen less", [](journal::Entry& entry, bool change) {
    auto* no = std::get_if<journal::Refused>(&entry.event);
    auto* rejection = no ? std::get_if<Rejection>(&no->rejection) : nullptr;
    auto* exhausted = rejection ? std::get_if<FundExhausted>(rejection) : nullptr;
    if (!exhausted) return false;
    if (change) exhausted->available -= Fen{1};
    return true;
  });
  // A limit that was skipped: the refused sale is sold after all.
  const Log& log = run.log();
  SubsidyAuditor auditor;
  bool planted = false;
  for (const auto& [kept, asked] : log) {
    journal::Entry entry = kept;
    const auto* no = std::get_if<journal::Refused>(&entry.event);
    const auto* redeem = std::get_if<Redeem>(&asked);
    if (!planted && no && redeem && journal::type_of(no->rejection) == LimitUsedUp::type && !redeem->purchase.entitlement) {
      const bool second = entry.envelope.at >= noon(subsidies_test::day("2031-07-01"));
      const std::string edition = second ? "2031/2" : "2031/1";
      const std::int64_t price = redeem->purchase.price.value + (redeem->purchase.sale ? 2'000 : 0);
      ClaimRedeemed sold{ClaimNumber{static_cast<std::int64_t>(auditor.claims().size()) + 1}, redeem->purchase,
                         Grant{"goods.appliance", redeem->purchase.kind, edition, "goods",
                               Fen{SubsidyAuditor::subsidy_of(edition, redeem->purchase.kind, price)}, {}},
                         {}, {}, {}};
      entry.event = subsidies::Event{sold};
      planted = true;
    }
    auditor.enter(entry, asked);
    if (planted) break;
  }
  REQUIRE(planted);
  const auto& found = auditor.differences();
  CHECK(std::any_of(found.begin(), found.end(), [](const std::string& one) { return one.find("limit") != std::string::npos; }));
}

}  // namespace
}  // namespace engine_test
