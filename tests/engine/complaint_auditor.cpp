#include "engine/complaint_auditor.h"

#include <fmt/format.h>

#include <algorithm>
#include <boost/describe/enum_to_string.hpp>

#include "journal/codec.h"

namespace engine_test {

using namespace seethrough::complaints;

namespace {

constexpr const char* state_names[] = {"registered", "handed_over", "reported", "staged",
                                       "complete",   "split",       "merged"};
constexpr std::int32_t city_code = 140400;

template <class E>
std::string name_of(E value) {
  return boost::describe::enum_to_string(value, "?");
}
bool below(PlaceCode place, PlaceCode of) { return place == of || of.value == city_code; }
std::string on(const std::optional<Day>& day) { return day ? to_string(*day) : "never"; }

}  // namespace

// Working days of 2025 about the Dragon Boat Festival, by hand: 1970-01-01 was a Thursday.
bool ComplaintAuditor::working(Day day) {
  const std::string name = to_string(day);
  if (name == "2025-05-31" || name == "2025-06-01" || name == "2025-06-02") return false;
  if (name == "2025-06-07") return true;  // made up for
  return (day.value + 3) % 7 < 5;
}
Day ComplaintAuditor::after_working(Day from, int days) {
  while (days > 0) {
    from = from + 1;
    if (working(from)) --days;
  }
  return from;
}

/// Reports are due after 10 working days, publication after 15 days of the calendar.
void ComplaintAuditor::begin_clock(Card& one, Day day) {
  one.clock_from = day;
  one.report_by = after_working(day, 10);
  one.publish_by = day + 15;
}
std::optional<Day> ComplaintAuditor::later(const std::optional<Day>& due, bool work, Day since, Day until) {
  if (!due) return due;
  if (!work) return *due + (until - since);
  int days = 0;
  for (Day day = since; day < until; day = day + 1) days += working(day);
  return after_working(*due, days);
}

std::optional<Finding> ComplaintAuditor::together(const std::vector<std::optional<Finding>>& issues) {
  std::map<Finding, int> times;
  for (const auto& one : issues) {
    if (!one) return std::nullopt;
    ++times[*one];
  }
  const int all = static_cast<int>(issues.size());
  if (times[Finding::substantiated] == all) return Finding::substantiated;
  if (times[Finding::unsubstantiated] == all) return Finding::unsubstantiated;
  return times[Finding::unsubstantiated] + times[Finding::partly_substantiated] > 0 ? Finding::partly_substantiated
                                                                                    : Finding::mostly_substantiated;
}

Unit ComplaintAuditor::in_charge(const Card& one) {
  Unit now{PlaceCode{city_code}, {}};
  for (const auto& units : one.hand_overs)
    if (units.front().answer == Answer::accepted) now = units.front().unit;
  return now;
}

const ComplaintAuditor::Card* ComplaintAuditor::find(const std::string& number) const {
  const auto it = places_in_cards_.find(number);
  return it == places_in_cards_.end() ? nullptr : &cards_[it->second];
}
ComplaintAuditor::Card& ComplaintAuditor::card(const std::string& number) {
  return cards_[places_in_cards_.at(number)];
}

BatchHeader ComplaintAuditor::sheet(int batch) const {
  BatchHeader made;
  std::map<PlaceCode, std::int64_t> places;
  std::map<std::string, std::int64_t> types;
  for (const Card& one : cards_) {
    if (one.batch != batch || !one.part_of.empty()) continue;
    ++made.cases, made.key_cases += one.star, ++places[one.place], ++types[one.type];
  }
  for (const auto& [place, n] : places) made.by_place.push_back({place, n});
  for (const auto& [type, n] : types) made.by_type.push_back({type, n});
  return made;
}

// What each command changes once it is accepted. Commands without an overload change nothing that is counted.

struct Taking {
  ComplaintAuditor& books;
  using At = ComplaintAuditor::At;
  using Card = ComplaintAuditor::Card;

  template <class E>
  static const E& as(const Event& event) {
    return std::get<E>(event);
  }
  void check(bool good, const std::string& what) const { books.check(good, what); }
  void due(const Card& one, const Dues& stated) const {
    check(stated.report == one.report_by,
          fmt::format("{} is to be reported by {}, not {}", one.number, on(one.report_by), on(stated.report)));
    check(stated.publish == one.publish_by, one.number + " has another day of publication");
  }
  Card& add(const std::string& number) const {
    books.check(!books.find(number), number + " was registered twice");
    books.places_in_cards_[number] = books.cards_.size();
    books.cards_.emplace_back().number = number;
    return books.cards_.back();
  }

  void operator()(const DeclareCampaign&, const Event&) const {}
  void operator()(const RegisterCase& c, const Event&) const {
    Card& one = add(c.number);
    one.type = c.pollution, one.place = c.place, one.batch = c.batch, one.star = c.key_case,
    one.split_from = c.split_from;
    one.issues.resize(static_cast<std::size_t>(c.issues.value_or(1)));
  }
  void operator()(const HandOverBatch& c, const Event& event) const {
    check(c.header == books.sheet(c.batch), "a cover sheet that is wrong was accepted");
    check(c.batch == static_cast<int>(books.batches_.size()) + 1, "a batch was handed over out of turn");
    books.batches_.push_back(c.day);
    for (Card& one : books.cards_) {
      if (one.batch != c.batch) continue;
      check(one.at == At::registered, one.number + " was handed over before its batch");
      one.at = At::handed_over, one.counts_on = c.day;
      books.begin_clock(one, c.day);
      due(one, *as<BatchHandedOver>(event).dues);
    }
  }
  void operator()(const CorrectCase& c, const Event&) const {
    Card& one = books.card(c.number);
    one.place = c.place, one.type = c.pollution, one.star = c.key_case, ++one.corrections;
  }
  void operator()(const DiscloseBatch& c, const Event&) const { books.disclosed_.insert(c.batch); }
  void operator()(const SuspendCampaign& c, const Event&) const { books.stopped_ = c.day; }
  void operator()(const ResumeCampaign& c, const Event& event) const {
    std::map<std::string, Dues> stated;
    for (const DueMoved& one : as<CampaignResumed>(event).moved) stated[one.number] = one.dues;
    for (Card& one : books.cards_) {
      const Day since = std::max(*books.stopped_, one.clock_from);
      if (one.at != At::handed_over || one.stopped || since >= c.day) continue;
      one.report_by = ComplaintAuditor::later(one.report_by, true, since, c.day);
      one.publish_by = ComplaintAuditor::later(one.publish_by, false, since, c.day);
      check(stated.contains(one.number), one.number + " stood still and was not moved on");
      due(one, stated[one.number]);
      stated.erase(one.number);
    }
    check(stated.empty(), "a case was moved on that did not stand still");
    books.stopped_.reset();
  }
  void operator()(const AssignCase& c, const Event& event) const {
    Card& one = books.card(c.number);
    check(as<CaseAssigned>(event).from == ComplaintAuditor::in_charge(one),
          c.number + " is handed on by who has it not");
    check(as<CaseAssigned>(event).accept_by == c.day + 3, c.number + " is to be accepted on another day");
    auto& units = one.hand_overs.emplace_back();
    std::int64_t whole = 0;
    for (const UnitShare& to : c.to) units.push_back({to.unit, to.share_bp, Answer::none}), whole += to.share_bp;
    check(whole == 10'000, "shares that are not whole were accepted");
  }
  void answer(const std::string& number, const Unit& unit, Answer answer) const {
    for (auto& to : books.card(number).hand_overs.back())
      if (to.unit == unit) to.answer = answer;
  }
  void operator()(const AcceptCase& c, const Event&) const { answer(c.number, c.unit, Answer::accepted); }
  void operator()(const ReturnCase& c, const Event&) const { answer(c.number, c.unit, Answer::returned); }
  void operator()(const SplitCase& c, const Event&) const {
    books.card(c.number).at = At::split;
    const Card whole = books.card(c.number);
    for (std::size_t n = 0; n < c.parts.size(); ++n) {
      Card& part = add(fmt::format("{}-{}", c.number, n + 1));
      part.at = At::handed_over, part.part_of = c.number, part.repeats = whole.repeats,
      part.split_from = whole.split_from;
      part.place = c.parts[n].place, part.type = c.parts[n].pollution, part.batch = whole.batch;
      part.takes_over_star = whole.key(), part.issues.resize(1);
      part.counts_on = whole.counts_on, part.clock_from = whole.clock_from, part.report_by = whole.report_by;
      part.publish_by = whole.publish_by, part.stopped = whole.stopped, part.put_off = whole.put_off,
      part.step = whole.step;
      books.card(c.number).parts.push_back(part.number);
    }
  }
  void operator()(const MergeCases& c, const Event&) const {
    for (const std::string& number : c.merged) {
      Card& gone = books.card(number);
      check(gone.at == At::handed_over, number + " was merged while it was not in hand");
      gone.at = At::merged, gone.into = c.number;
      books.card(c.number).swallowed.push_back(number);
      if (gone.key()) books.card(c.number).takes_over_star = true;
    }
  }
  void operator()(const LinkDuplicate& c, const Event&) const {
    check(books.find(c.first) && books.find(c.first)->repeats.empty(), c.number + " repeats a repeat");
    books.card(c.number).repeats = c.first;
  }
  void operator()(const UnlinkDuplicate& c, const Event& event) const {
    check(as<DuplicateUnlinked>(event).first == books.card(c.number).repeats, c.number + " repeated another case");
    books.card(c.number).repeats.clear();
  }
  void operator()(const RecordFinding& c, const Event&) const {
    books.card(c.number).issues.at(static_cast<std::size_t>(c.issue - 1)) = c.finding;
  }
  void operator()(const RecordSanction& c, const Event&) const {
    books.card(c.number).sanctions.push_back({name_of(c.kind), c.day, c.count, c.amount.value});
  }
  void operator()(const AttachEvidence& c, const Event&) const {
    if (c.stage == EvidenceStage::after) books.card(c.number).has_after = true;
  }
  void operator()(const ReportOutcome& c, const Event& event) const {
    Card& one = books.card(c.number);
    const auto finding = ComplaintAuditor::together(one.issues);
    check(as<OutcomeReported>(event).finding == finding, c.number + " has another finding");
    check(finding || c.closure == Closure::open, c.number + " was reported without its findings");
    one.at = At::reported, one.reporter = books.by_, one.first_signer.clear(), one.reported = c.closure;
  }
  void operator()(const SignOff& c, const Event& event) const {
    Card& one = books.card(c.number);
    const OutcomeSigned& stated = as<OutcomeSigned>(event);
    check(books.by_ != one.reporter && books.by_ != one.first_signer, c.number + " was signed twice by one person");
    const auto finding = ComplaintAuditor::together(one.issues);
    if (one.key() && one.reported != Closure::open && finding != Finding::unsubstantiated)
      check(one.has_after, c.number + " was signed without evidence");
    const bool final = !one.key() || !one.first_signer.empty();
    check(stated.final == final && stated.finding == finding && stated.closure == one.reported,
          c.number + " was signed otherwise");
    if (!final) {
      one.first_signer = books.by_;
      return;
    }
    one.outcome = ComplaintAuditor::Outcome{one.reported, finding, c.day};
    one.at = one.reported == Closure::complete ? At::complete
             : one.reported == Closure::staged ? At::staged
                                               : At::handed_over;
  }
  void operator()(const RefuseSignOff& c, const Event&) const {
    Card& one = books.card(c.number);
    one.at = one.outcome && one.outcome->closure == Closure::staged ? At::staged : At::handed_over;
  }
  void operator()(const ReopenCase& c, const Event& event) const {
    Card& one = books.card(c.number);
    check(one.outcome && as<CaseReopened>(event).was_closed == one.outcome->day,
          c.number + " was closed on another day");
    one.outcome.reset(), one.stopped.reset(), one.step.reset();
    one.put_off = 0, ++one.rounds, one.at = At::handed_over;
    std::fill(one.issues.begin(), one.issues.end(), std::nullopt);
    books.begin_clock(one, c.day);
    due(one, as<CaseReopened>(event).dues);
  }
  void operator()(const ExtendCase& c, const Event& event) const {
    Card& one = books.card(c.number);
    check(as<CaseExtended>(event).was_due == one.report_by && c.day <= *one.report_by,
          c.number + " was put off too late");
    one.put_off += c.until - *one.report_by;
    check(one.put_off <= 20, c.number + " was put off too far");
    one.report_by = c.until;
  }
  void operator()(const SuspendCase& c, const Event&) const { books.card(c.number).stopped = c.day; }
  void operator()(const ResumeCase& c, const Event& event) const {
    Card& one = books.card(c.number);
    one.report_by = ComplaintAuditor::later(one.report_by, true, *one.stopped, c.day);
    one.publish_by = ComplaintAuditor::later(one.publish_by, false, *one.stopped, c.day);
    one.stopped.reset();
    due(one, as<CaseResumed>(event).moved.dues);
  }
  void operator()(const Escalate& c, const Event&) const {
    Card& one = books.card(c.number);
    const Day from[] = {*one.report_by + 1, ComplaintAuditor::after_working(*one.report_by, 2), *one.report_by + 6};
    check(c.day >= from[static_cast<int>(c.step)], c.number + " was escalated before its day");
    check(static_cast<int>(c.step) == (one.step ? static_cast<int>(*one.step) + 1 : 0), c.number + " skipped a step");
    one.step = c.step;
  }
  template <class Other>
  void operator()(const Other&, const Event&) const {}
};

void ComplaintAuditor::enter(const journal::Entry& entry, const journal::Command& asked) {
  if (entry.seq != ++seq_) differs("the journal has a gap");
  by_ = entry.envelope.by;
  const auto* refused = std::get_if<journal::Refused>(&entry.event);
  ++seen_[refused ? std::string(journal::type_of(refused->rejection)) : std::string(journal::type_of(entry.event))];
  const auto* command = std::get_if<complaints::Command>(&asked);
  if (!command || refused) return;
  const Event& event = std::get<complaints::Event>(entry.event);
  std::visit([&](const auto& c) { Taking{*this}(c, event); }, *command);
}

std::int64_t ComplaintAuditor::sum(figures::Figure figure, PlaceCode place, const std::string& dimension,
                                   Day cut_off) const {
  using figures::Figure;
  std::int64_t all = 0;
  const auto add = [&](const std::string& of, Day day, std::int64_t value) {
    if (day <= cut_off && (dimension.empty() || dimension == of)) all += value;
  };
  if (figure == Figure::complaint_batches && place.value == city_code)
    for (const Day day : batches_) add("", day, 1);
  for (const Card& one : cards_) {
    if (!below(one.place, place)) continue;
    const bool received = one.part_of.empty() && one.at != At::registered;
    if (figure == Figure::complaint_cases && received) add(one.type, one.counts_on, 1);
    if (figure == Figure::complaint_key_cases && received && one.star) add(one.type, one.counts_on, 1);
    if (figure == Figure::complaint_splits && received && !one.split_from.empty())
      add(one.split_from, one.counts_on, 1);
    if (figure == Figure::complaint_outcomes && one.outcome) add(name_of(one.outcome->closure), one.outcome->day, 1);
    if (figure == Figure::complaint_findings && one.outcome && one.outcome->finding)
      add(name_of(*one.outcome->finding), one.outcome->day, 1);
    for (const Sanction& sanction : one.sanctions) {
      if (figure == Figure::complaint_sanctions) add(sanction.kind, sanction.day, sanction.count);
      if (figure == Figure::complaint_fines) add("", sanction.day, sanction.fen);
    }
  }
  return all;
}

void ComplaintAuditor::compare(const State& state) {
  check(state.campaigns.size() == 1, "there is one campaign");
  const Campaign& campaign = state.campaigns.front();
  check(campaign.cases.size() == cards_.size(),
        fmt::format("{} cases, {} cards", campaign.cases.size(), cards_.size()));
  check(campaign.batches.size() == batches_.size(), "another number of batches");
  check(campaign.suspended_since == stopped_, "the campaign stands still since another day");
  for (std::size_t i = 0; i < campaign.batches.size(); ++i)
    check(campaign.batches[i].disclosed.has_value() == disclosed_.contains(static_cast<int>(i) + 1),
          "a batch is disclosed otherwise");
  for (const Card& mine : cards_) {
    const Case* one = campaign.find(mine.number);
    if (!one) {
      differs(mine.number + " has disappeared");
      continue;
    }
    const auto same = [&](const char* what, bool good) {
      check(good, fmt::format("{} has another {}", mine.number, what));
    };
    const auto name = std::visit([](const auto& s) { return std::string(s.name); }, one->progress);
    same("state", name == state_names[static_cast<int>(mine.at)]);
    same("place", one->entry.place == mine.place);
    same("type", one->entry.pollution == mine.type);
    same("mark", one->entry.key_case == mine.star && one->key() == mine.key());
    same("batch", one->entry.batch == mine.batch && one->corrections == mine.corrections);
    same("origin", one->part_of == mine.part_of && one->repeats == mine.repeats && one->merged == mine.swallowed);
    if (const auto* merged = std::get_if<Merged>(&one->progress)) same("host", merged->into == mine.into);
    if (const auto* split = std::get_if<Split>(&one->progress))
      same("number of parts", split->parts == static_cast<int>(mine.parts.size()));
    same("finding", one->findings == mine.issues);
    same("number of sanctions", one->sanctions.size() == mine.sanctions.size());
    same("outcome", one->outcome.has_value() == mine.outcome.has_value());
    if (one->outcome && mine.outcome)
      same("result", one->outcome->closure == mine.outcome->closure && one->outcome->finding == mine.outcome->finding &&
                         one->outcome->day == mine.outcome->day);
    same("round", one->rounds == mine.rounds);
    if (mine.at == At::registered) continue;
    same("day", one->counted_on == mine.counts_on && one->clock.handed_over == mine.clock_from);
    same("day due", one->clock.dues.report == mine.report_by && one->clock.dues.publish == mine.publish_by);
    same("standstill", one->clock.suspended_since == mine.stopped && one->clock.extended_days == mine.put_off);
    same("step", one->clock.step == mine.step);
    same("unit", campaign.responsible(*one) == in_charge(mine));
  }
}

}  // namespace engine_test
