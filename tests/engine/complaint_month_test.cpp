// A simulated month of an inspection against the auditor, and the auditor against planted bugs.

#include <doctest/doctest.h>

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <functional>
#include <random>

#include "engine/complaint_auditor.h"
#include "engine/scene.h"

namespace engine_test {
namespace {

using namespace seethrough::complaints;
using At = ComplaintAuditor::At;
using Card = ComplaintAuditor::Card;

const PlaceCode city = subsidies_test::city, district = subsidies_test::district, county = subsidies_test::county;
const Day first_day = subsidies_test::day("2025-05-28"), last_day = subsidies_test::day("2025-06-27");
constexpr const char* campaign_id = "round3";
constexpr const char* types[] = {"水", "大气", "土壤", "生态", "噪声", "其他"};

/// The holidays of the auditor's books, as a notice.
WorkCalendar work_calendar() {
  using subsidies_test::day;
  return WorkCalendar{
      {{2025, {day("2025-05-31"), day("2025-06-01"), day("2025-06-02")}, {day("2025-06-07")}, "made up"}}};
}

template <class O>
O numbered(std::int64_t n) {
  O octets;
  for (std::size_t i = 0; i < 8; ++i) octets.bytes[i] = static_cast<std::uint8_t>(n >> (8 * i));
  return octets;
}

/// Everybody who asks for something in the month. What they ask is mostly sensible by the auditor's books, and some of
/// it is not.
class InspectionMonth {
 public:
  InspectionMonth(unsigned seed, std::int64_t commands, const ComplaintAuditor& books)
      : random_(seed), commands_(commands), books_(books) {}

  std::vector<Submission> opening() {
    DeclareCampaign c{campaign_id,
                      "督察组",
                      "the inspection group",
                      city,
                      first_day,
                      last_day,
                      "{channel}3SX{date}{serial4}",
                      CountingRule::primary_type,
                      {std::begin(types), std::end(types)},
                      {},
                      "08:00-20:00",
                      CampaignTerms{}};
    c.terms->accept = {3, false}, c.terms->report = {10, true}, c.terms->publish = {15, false};
    c.terms->extend_at_most = 20, c.terms->notice = {2, true}, c.terms->summons = {6, false};
    using namespace access;
    // Key cases take a third person.
    return {asked(complaints::Command{c}), asked(access::Command{RegisterOrgan{"office", "督察办", "Office", city}}),
            asked(access::Command{OpenAccount{"officer", AccountKind::person, "office"}}),
            asked(access::Command{GrantRole{"officer", Role::second_reviewer, access::Programme::complaints, city}})};
  }
  Submission next() {
    if (today() > handed_over_) return hand_over();
    const int kind = below(100);
    if (kind < 14) return register_one();
    if (kind < 20) return dispatch();
    if (kind < 26) return lineage();
    if (kind < 30) return correct();
    if (kind < 50) return investigate();
    if (kind < 66) return report();
    if (kind < 86) return sign();
    if (kind < 90) return reopen();
    return clock();
  }

 private:
  int below(std::int64_t n) { return static_cast<int>(random_() % static_cast<std::uint64_t>(n)); }
  bool one_in(int n) { return below(n) == 0; }
  Instant now() const { return {noon(first_day).ms + number_ * (std::int64_t{30} * 86'400'000 / commands_)}; }
  Day today() const { return day_in_china(now()); }
  /// Mostly today.
  Day a_day() { return one_in(40) ? today() + 1 : one_in(8) ? std::max(first_day, today() - below(3)) : today(); }
  PlaceCode place() {
    return one_in(60) ? subsidies_test::elsewhere : one_in(3) ? city : one_in(2) ? district : county;
  }
  std::string type() { return one_in(80) ? "光" : types[below(6)]; }

  Submission asked(journal::Command command, const char* by = "local") {
    ++number_;
    return {{numbered<RequestId>(number_), numbered<Fingerprint>(number_), now(), by}, std::move(command)};
  }
  template <class C>
  Submission on_case(C command, const char* by = "local") {
    return asked(complaints::Command{std::move(command)}, by);
  }
  const char* person() { return one_in(3) ? "officer" : one_in(2) ? "local" : "demo"; }
  /// A case in one of these states, if one is found without a long search.
  const Card& pick(std::initializer_list<At> states, const std::function<bool(const Card&)>& fits = {}) {
    const auto size = static_cast<std::int64_t>(books_.cards().size());
    for (int tries = 0; tries < 80; ++tries) {
      const Card& one = books_.cards()[static_cast<std::size_t>(below(size))];
      if (std::find(states.begin(), states.end(), one.at) != states.end() && (!fits || fits(one))) return one;
      if (tries > 10 && one_in(100)) break;
    }
    return books_.cards()[static_cast<std::size_t>(below(size))];
  }

  Submission hand_over() {
    const int batch = static_cast<int>(books_.batches().size()) + 1;
    BatchHeader header = books_.sheet(batch);
    if (one_in(3)) {  // a wrong cover sheet first
      if (one_in(2) || header.by_place.empty())
        ++header.key_cases;
      else
        ++header.by_place.front().cases;
    } else {
      handed_over_ = today();
    }
    return on_case(HandOverBatch{campaign_id, batch, today(), today(), header, false});
  }
  Submission register_one() {
    RegisterCase c;
    c.campaign = campaign_id, c.channel = one_in(3) ? Channel::letter : Channel::phone;
    const int serial = one_in(50) && serial_ > 0 ? 1 + below(serial_) : ++serial_;
    c.number = fmt::format("{}3SX20250528{:04}", c.channel == Channel::phone ? 'D' : 'X', serial);
    c.batch = static_cast<int>(books_.batches().size()) + (one_in(80) ? 0 : one_in(6) ? 2 : 1);
    c.day = a_day(), c.place = place(), c.pollution = type(), c.key_case = one_in(6);
    if (one_in(20)) c.split_from = "太原市";
    if (one_in(4)) c.issues = 1 + below(3);
    c.letter = numbered<Digest>(number_);
    return on_case(c);
  }
  Submission dispatch() {
    if (books_.cards().empty()) return register_one();
    const Card& one = pick({At::handed_over, At::staged});
    if (!one.hand_overs.empty() && !one_in(3)) {
      const auto& units = one.hand_overs.back();
      const Unit unit = units[static_cast<std::size_t>(below(static_cast<std::int64_t>(units.size())))].unit;
      if (one_in(3)) return on_case(ReturnCase{campaign_id, one.number, a_day(), unit, "不属本单位"});
      return on_case(AcceptCase{campaign_id, one.number, a_day(), unit});
    }
    std::vector<UnitShare> to{{{place(), one_in(2) ? "局" : ""}, 10'000}};
    if (one_in(3))
      to = {{{city, "甲局"}, 5'000}, {{district, ""}, 3'000}, {{county, "所"}, one_in(10) ? 1'999 : 2'000}};
    return on_case(AssignCase{campaign_id, one.number, a_day(), to});
  }
  Submission lineage() {
    if (books_.cards().empty()) return register_one();
    const Card& one = pick({At::handed_over});
    switch (below(5)) {
      case 0: {
        std::vector<SplitPart> parts;
        for (int left = one_in(20) ? 1 : 2 + below(2); left > 0; --left) parts.push_back({place(), type()});
        return on_case(SplitCase{campaign_id, one.number, a_day(), parts, "涉及多地"});
      }
      case 1: {
        std::vector<std::string> merged{pick({At::handed_over}).number};
        if (one_in(3)) merged.push_back(pick({At::handed_over}).number);
        return on_case(MergeCases{campaign_id, one.number, a_day(), merged, "同一问题"});
      }
      case 2: {
        const Card& repeat = pick({At::handed_over, At::reported, At::staged, At::complete},
                                  [](const Card& card) { return !card.repeats.empty(); });
        return on_case(UnlinkDuplicate{campaign_id, repeat.number, a_day(), "不是同一问题"});
      }
      default:
        return on_case(
            LinkDuplicate{campaign_id, one.number, a_day(), pick({At::handed_over, At::complete}).number, ""});
    }
  }
  Submission correct() {
    if (books_.cards().empty()) return register_one();
    const Card& one = pick({At::handed_over, At::reported, At::staged, At::complete});
    return on_case(CorrectCase{campaign_id, one.number, one_in(2) ? one.place : place(), one_in(2) ? one.type : type(),
                               one_in(3) ? !one.star : one.star, a_day(), "更正"});
  }
  Submission investigate() {
    if (books_.cards().empty()) return register_one();
    const Card& one = pick({At::handed_over, At::staged}, [](const Card& card) {
      return std::find(card.issues.begin(), card.issues.end(), std::nullopt) != card.issues.end();
    });
    switch (below(8)) {
      case 0: {
        const Card& punished = pick({At::handed_over, At::reported, At::staged, At::complete});
        const auto kind = static_cast<SanctionKind>(below(12));
        const Fen amount{kind == SanctionKind::fine ? 1 + below(30'000'000) : one_in(30) ? 1 : 0};
        return on_case(RecordSanction{campaign_id, punished.number, a_day(), kind, 1 + below(4), amount, ""});
      }
      case 1: {
        const Card& key =
            pick({At::handed_over, At::reported}, [](const Card& card) { return card.key() && !card.has_after; });
        return on_case(AttachEvidence{campaign_id,
                                      key.number,
                                      a_day(),
                                      one_in(5) ? EvidenceStage::before : EvidenceStage::after,
                                      numbered<Digest>(number_),
                                      {},
                                      "image/jpeg",
                                      1 + below(9'000)});
      }
      default: {
        int issue = 1;
        while (issue < static_cast<int>(one.issues.size()) && one.issues[static_cast<std::size_t>(issue - 1)]) ++issue;
        return on_case(RecordFinding{campaign_id, one.number, a_day(), one_in(40) ? issue + 1 : issue,
                                     static_cast<Finding>(below(4))});
      }
    }
  }
  Submission report() {
    if (books_.cards().empty()) return register_one();
    const Card& one = pick({At::handed_over, At::staged}, [](const Card& card) {
      return std::find(card.issues.begin(), card.issues.end(), std::nullopt) == card.issues.end();
    });
    const Closure closure = one_in(5) ? Closure::staged : one_in(8) ? Closure::open : Closure::complete;
    const Day day = a_day();
    return on_case(ReportOutcome{campaign_id, one.number, day, closure,
                                 closure == Closure::complete ? std::nullopt : std::optional(day + 20)},
                   one_in(2) ? "local" : "demo");
  }
  Submission sign() {
    if (books_.cards().empty()) return register_one();
    const Card& one = pick({At::reported});
    if (one_in(12)) return on_case(RefuseSignOff{campaign_id, one.number, a_day(), "不实"}, person());
    return on_case(SignOff{campaign_id, one.number, a_day()}, person());
  }
  Submission reopen() {
    if (books_.cards().empty()) return register_one();
    const Card& one = pick({At::complete, At::staged});
    if (one_in(2)) return on_case(ReopenCase{campaign_id, one.number, a_day(), "反弹"});
    const bool reached = one_in(2);
    return on_case(RecordCallBack{campaign_id, one.number, a_day(), reached, reached && one_in(2),
                                  reached ? std::optional(static_cast<Satisfaction>(below(3))) : std::nullopt});
  }
  Submission clock() {
    if (books_.cards().empty()) return register_one();
    const Card& one = pick({At::handed_over});
    switch (below(12)) {
      case 0:
        return on_case(SuspendCampaign{campaign_id, today(), "暂停督察"});
      case 1:
      case 2:
        return on_case(ResumeCampaign{campaign_id, a_day(), "恢复"});
      case 3:
      case 4:
        return on_case(SuspendCase{campaign_id, one.number, a_day(), "等待鉴定"});
      case 5:
      case 6: {
        const Card& still = pick({At::handed_over}, [](const Card& card) { return card.stopped.has_value(); });
        return on_case(ResumeCase{campaign_id, still.number, a_day(), "鉴定完成"});
      }
      case 7:
        return on_case(
            ExtendCase{campaign_id, one.number, a_day(), one.report_by.value_or(today()) + (1 + below(12)), "复杂"});
      case 8:
        return on_case(
            DiscloseBatch{campaign_id, 1 + below(static_cast<std::int64_t>(books_.batches().size()) + 1), a_day(), {}});
      default: {
        const Card& late = pick({At::handed_over}, [&](const Card& card) {
          return card.report_by && *card.report_by < today() && !card.stopped;
        });
        const int step = late.step ? static_cast<int>(*late.step) + 1 : 0;
        return on_case(Escalate{campaign_id, late.number, today(),
                                static_cast<LadderStep>(std::min(one_in(20) ? step + 1 : step, 2))});
      }
    }
  }

  std::mt19937_64 random_;
  std::int64_t commands_, number_ = 0;
  const ComplaintAuditor& books_;
  Day handed_over_ = first_day;
  int serial_ = 0;
};

using Log = std::vector<std::pair<journal::Entry, journal::Command>>;

/// One month: everything asked goes to a real engine, and what the journal says of it to the auditor.
class MonthRun {
 public:
  MonthRun(unsigned seed, std::int64_t commands)
      : commands_(commands), random_(seed + 1), month_(seed, commands, auditor_) {
    recover();
  }

  void go() {
    serve(month_.opening());
    std::int64_t asked = 0, restarts = 0;
    while (asked < commands_ && auditor_.differences().empty()) {
      // One command at a time where the next depends on the books; repeats of old requests come with it.
      std::vector<Submission> bundle{month_.next()};
      ++asked;
      if (!sent_.empty() && random_() % 8 == 0) bundle.push_back(sent_[random_() % sent_.size()].first);
      serve(std::move(bundle));
      if (random_() % 40 == 0) state_a_figure();
      if (asked / (commands_ / 8 + 1) != restarts) {
        ++restarts;
        recover();
        compare();
      }
    }
    recover();
    compare();
    for (const auto& [as_of, figure, place, dimension, value] : stated_)
      if (ask(as_of, figure, place, dimension) != value) auditor_.differs("a figure of the past has changed");
  }
  const ComplaintAuditor& auditor() const { return auditor_; }
  const Log& log() const { return log_; }

 private:
  void recover() {
    engine_.reset();
    auto made =
        Engine::recover({journal_, subsidies_test::book(), subsidies_test::places(), key(), work_calendar()}, {});
    REQUIRE_MESSAGE(made, (made ? "" : made.error().en));
    engine_ = std::move(*made);
    if (engine_->size() != auditor_.size()) auditor_.differs("the journal has lost or won entries");
  }
  void serve(std::vector<Submission> bundle) {
    const auto answers = engine_->submit(bundle);
    REQUIRE(answers);
    for (std::size_t i = 0; i < bundle.size(); ++i) {
      const auto& answer = (*answers)[i];
      if (answer.repeated) {
        const auto known = std::find_if(sent_.begin(), sent_.end(), [&](const auto& one) {
          return one.first.envelope.request == bundle[i].envelope.request;
        });
        if (answer.contradicts || known == sent_.end() || known->second != answer.seq)
          auditor_.differs("a repeated request got another answer");
        continue;
      }
      REQUIRE(answer.event);
      log_.emplace_back(journal::Entry{answer.seq, bundle[i].envelope, *answer.event}, bundle[i].command);
      auditor_.enter(log_.back().first, log_.back().second);
      sent_.emplace_back(bundle[i], answer.seq);
    }
  }
  std::int64_t ask(figures::AsOf as_of, figures::Figure figure, PlaceCode place, const std::string& dimension) {
    return engine_->look([&](const figures::Reading& reading, const std::string&) {
      return reading.cube().at(as_of).sum(figure, reading.places(), place, dimension);
    });
  }
  void hold(figures::AsOf as_of, figures::Figure figure, PlaceCode place, const std::string& dimension) {
    const auto mine = auditor_.sum(figure, place, dimension, as_of.cut_off),
               theirs = ask(as_of, figure, place, dimension);
    if (mine != theirs)
      auditor_.differs(fmt::format("{} of {} in {} up to {} is {}, the books say {}", figures::definition(figure).id,
                                   dimension, place.value, to_string(as_of.cut_off), theirs, mine));
    if (stated_.size() < 400) stated_.emplace_back(as_of, figure, place, dimension, mine);
  }
  void state_a_figure() {
    using figures::Figure;
    static const std::vector<std::pair<Figure, std::vector<std::string>>> all = {
        {Figure::complaint_cases, {"", "水", "大气", "土壤", "生态", "噪声", "其他"}},
        {Figure::complaint_key_cases, {"", "水", "大气", "土壤", "生态", "噪声", "其他"}},
        {Figure::complaint_splits, {"", "太原市"}},
        {Figure::complaint_batches, {""}},
        {Figure::complaint_outcomes, {"", "complete", "staged", "open"}},
        {Figure::complaint_findings,
         {"", "substantiated", "mostly_substantiated", "partly_substantiated", "unsubstantiated"}},
        {Figure::complaint_sanctions, {"", "ordered_rectification", "fine", "talk", "accountability"}},
        {Figure::complaint_fines, {""}}};
    const figures::AsOf as_of{first_day + static_cast<int>(random_() % 32), auditor_.size()};
    for (const auto& [figure, dimensions] : all)
      for (const PlaceCode place : {city, district, county})
        hold(as_of, figure, place, dimensions[random_() % dimensions.size()]);
  }
  /// The deciding state and the one that is read, against the cards.
  void compare() {
    REQUIRE(engine_->ask([&](const engine::World& world) { auditor_.compare(world.complaints()); }));
    engine_->look([&](const figures::Reading& reading, const std::string&) { auditor_.compare(reading.complaints()); });
  }

  std::int64_t commands_;
  std::mt19937_64 random_;
  ComplaintAuditor auditor_;
  InspectionMonth month_;
  MemoryJournal journal_;
  std::unique_ptr<Engine> engine_;
  std::vector<std::pair<Submission, std::uint64_t>> sent_;
  Log log_;
  std::vector<std::tuple<figures::AsOf, figures::Figure, PlaceCode, std::string, std::int64_t>> stated_;
};

std::string first_of(const ComplaintAuditor& auditor) {
  return auditor.differences().empty() ? "none" : auditor.differences().front();
}
std::int64_t commands_asked(std::int64_t otherwise) {
  const char* wanted = std::getenv("COMPLAINT_MONTH_COMMANDS");
  return wanted ? std::atoll(wanted) : otherwise;
}

TEST_CASE("a simulated month of an inspection: the auditor finds no difference, and what can happen happens") {
  const char* seeded = std::getenv("COMPLAINT_MONTH_SEED");
  const auto seed = static_cast<unsigned>(seeded ? std::atoi(seeded) : 1);
  MonthRun run{seed, commands_asked(20'000)};
  run.go();
  CHECK_MESSAGE(run.auditor().differences().empty(), "seed ", seed, ": ", first_of(run.auditor()));
  for (const char* type :
       {"complaints.batch_handed_over/1",  "complaints.case_corrected/1",     "complaints.batch_disclosed/1",
        "complaints.campaign_suspended/1", "complaints.campaign_resumed/1",   "complaints.case_assigned/1",
        "complaints.case_accepted/1",      "complaints.case_returned/1",      "complaints.case_split/1",
        "complaints.cases_merged/1",       "complaints.duplicate_linked/1",   "complaints.duplicate_unlinked/1",
        "complaints.finding_recorded/1",   "complaints.sanction_recorded/1",  "complaints.evidence_attached/1",
        "complaints.outcome_reported/1",   "complaints.outcome_signed/1",     "complaints.sign_off_refused/1",
        "complaints.case_reopened/1",      "complaints.call_back_recorded/1", "complaints.case_extended/1",
        "complaints.case_suspended/1",     "complaints.case_resumed/1",       "complaints.case_escalated/1",
        "complaints.batch_does_not_tally", "complaints.same_person",          "complaints.evidence_missing",
        "complaints.finding_missing",      "complaints.already_linked",       "complaints.shares_not_whole",
        "complaints.not_in_this_state",    "complaints.not_overdue"})
    CHECK_MESSAGE(run.auditor().seen().contains(type), type, " never occurred");
}

/// The auditor's differences over a log in which `plant` changed the middle one of the entries that it can change.
ComplaintAuditor audit_with(const Log& log, const std::function<bool(journal::Entry&, journal::Command&)>& plant) {
  std::vector<std::size_t> places;
  for (std::size_t i = 0; i < log.size(); ++i) {
    auto [entry, command] = log[i];
    if (plant(entry, command)) places.push_back(i);
  }
  REQUIRE(!places.empty());
  const std::size_t at = places[places.size() / 2];
  ComplaintAuditor auditor;
  for (std::size_t i = 0; i < log.size() && auditor.differences().empty(); ++i) {
    auto [entry, command] = log[i];
    if (i == at) plant(entry, command);
    auditor.enter(entry, command);
  }
  return auditor;
}
template <class E>
E* event_in(journal::Entry& entry) {
  auto* event = std::get_if<complaints::Event>(&entry.event);
  return event ? std::get_if<E>(event) : nullptr;
}

TEST_CASE("each bug planted into the log of a month is found by the auditor") {
  MonthRun run{7, 6'000};
  run.go();
  REQUIRE_MESSAGE(run.auditor().differences().empty(), first_of(run.auditor()));
  const auto finds = [&](const char* bug, const std::function<bool(journal::Entry&, journal::Command&)>& plant) {
    CHECK_MESSAGE(!audit_with(run.log(), plant).differences().empty(), bug, " was not found");
  };
  finds("a case that is due a day later", [](journal::Entry& entry, journal::Command&) {
    auto* reopened = event_in<CaseReopened>(entry);
    if (!reopened) return false;
    reopened->dues.report = *reopened->dues.report + 1;
    return true;
  });
  finds("a campaign that resumes and forgets a case", [](journal::Entry& entry, journal::Command&) {
    auto* resumed = event_in<CampaignResumed>(entry);
    if (!resumed || resumed->moved.empty()) return false;
    resumed->moved.pop_back();
    return true;
  });
  finds("a key case that one signature closes", [](journal::Entry& entry, journal::Command&) {
    auto* signed_off = event_in<OutcomeSigned>(entry);
    if (!signed_off || signed_off->final) return false;
    signed_off->final = true;
    return true;
  });
  finds("a finding that is not the issues' own", [](journal::Entry& entry, journal::Command&) {
    auto* reported = event_in<OutcomeReported>(entry);
    if (!reported || reported->finding != Finding::partly_substantiated) return false;
    reported->finding = Finding::mostly_substantiated;
    return true;
  });
  finds("a wrong cover sheet that is accepted", [](journal::Entry& entry, journal::Command& asked) {
    auto* batch = event_in<BatchHandedOver>(entry);
    if (!batch || batch->header.cases == 0) return false;
    ++std::get<HandOverBatch>(std::get<complaints::Command>(asked)).header.cases;
    return true;
  });
}

}  // namespace
}  // namespace engine_test
