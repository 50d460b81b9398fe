// Whatever becomes of cases, nothing disappears and everything tallies, under every counting rule.

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

#include "complaints/given.h"
#include "complaints/printed.h"
#include "complaints/tally.h"

using namespace complaints_test;

namespace {

constexpr int batches = 3;
const char* const types[] = {"水", "大气", "生态"};

/// Every rule that is sound, without types that only accompany others.
const std::vector<Counting>& sound_rules() {
  static const std::vector<Counting> all = [] {
    std::vector<Counting> made;
    for (int n = 0; n < 4 * 3 * 4 * 4; ++n) {
      Counting rule;
      rule.types = static_cast<TypeCounting>(n % 4);
      rule.splits = static_cast<SplitCounting>(n / 4 % 3);
      rule.joint = static_cast<JointCounting>(n / 12 % 4);
      rule.duplicates = static_cast<DuplicateCounting>(n / 48);
      if (rule.types == TypeCounting::combined) rule.combined_class = "综合类";
      INVARIANT(!unsound(rule), "the rule is sound");
      made.push_back(rule);
    }
    return made;
  }();
  return all;
}

Campaign under(const Campaign& campaign, const Counting& rule) {
  Campaign made = campaign;
  made.declared.terms = CampaignTerms{};
  made.declared.terms->counting = rule;
  return made;
}

/// A campaign to which random things happen, most of them possible.
class Life {
 public:
  explicit Life(const Counting& rule) {
    DeclareCampaign c = campaign();
    c.terms = CampaignTerms{};
    c.terms->counting = rule;
    ask(c);
  }

  const Campaign& now() const { return *state_.campaign(campaign_id); }
  const std::vector<std::string>& registered() const { return registered_; }

  /// Whether it was accepted; what was accepted is applied.
  bool ask(const Command& command, const char* by = "a") {
    const auto decision = Programme::decide(state_, command, {today, {}, by});
    if (!decision) return false;
    Programme::apply(state_, *decision);
    return true;
  }

  void happen() {
    const int kind = *rc::gen::inRange(0, 24);
    if (kind < 5) return register_one();
    if (kind == 5) return hand_over_next();
    if (now().cases.empty()) return;
    const std::string number = any_number();
    if (kind < 8) return assign(number);
    if (kind < 10) return answer(number);
    if (kind < 12) return split(number);
    if (kind < 14) return merge(number);
    if (kind < 16) return link(number);
    if (kind == 16) return correct(number);
    if (kind < 22) return settle(number);
    ask(ReopenCase{campaign_id, number, today, "重办"});
  }

 private:
  static PlaceCode place() { return *rc::gen::element(north, south, city); }
  static std::string type() { return types[*rc::gen::inRange(0, 3)]; }
  static bool toss() { return *rc::gen::arbitrary<bool>(); }
  std::string any_number() const {
    return now()
        .cases[static_cast<std::size_t>(*rc::gen::inRange(0, static_cast<int>(now().cases.size())))]
        .entry.number;
  }

  void register_one() {
    const int n = static_cast<int>(registered_.size());
    const Channel channel = toss() ? Channel::phone : Channel::letter;
    RegisterCase c = call(fmt::format("{}3SX20250528{:04}", channel == Channel::phone ? 'D' : 'X', n),
                          static_cast<int>(now().batches.size()) + *rc::gen::inRange(1, 3));
    c.channel = channel, c.place = place(), c.pollution = type(), c.key_case = *rc::gen::inRange(0, 4) == 0;
    if (toss()) {
      const std::string further = type();
      if (further != c.pollution) c.further_types = std::vector<std::string>{further};
    }
    if (toss()) c.issues = *rc::gen::inRange(1, 4);
    RC_ASSERT(ask(c));
    registered_.push_back(c.number);
  }
  void hand_over_next() {
    const int next = static_cast<int>(now().batches.size()) + 1;
    if (next > batches) return;
    const Count counted = count(now(), {next, {}});
    BatchHeader header{counted.cases.received, counted.key_cases.received, {}, {}, {}};
    for (const auto& [name, cases] : counted.by_place)
      header.by_place.push_back({PlaceCode{std::stoi(name)}, cases.received / 10'000});
    for (const auto& [name, cases] : counted.by_type) header.by_type.push_back({name, cases.received});
    RC_ASSERT(ask(HandOverBatch{campaign_id, next, day("2025-06-01") + next, day("2025-06-01") + next, header, false}));
  }
  void assign(const std::string& number) {
    std::vector<UnitShare> to{{{place(), "局"}, 10'000}};
    for (int more = *rc::gen::inRange(0, 3); more > 0; --more) {
      to.push_back({{place(), fmt::format("所{}", more)}, 2'500});
      to.front().share_bp -= 2'500;
    }
    if (ask(AssignCase{campaign_id, number, today, to}) && toss())
      RC_ASSERT(ask(AcceptCase{campaign_id, number, today, to.front().unit}));
  }
  void answer(const std::string& number) {
    const auto& chain = now().find(number)->chain;
    if (chain.empty()) return;
    const Unit unit = chain[static_cast<std::size_t>(*rc::gen::inRange(0, static_cast<int>(chain.size())))].to;
    if (toss())
      ask(AcceptCase{campaign_id, number, today, unit});
    else
      ask(ReturnCase{campaign_id, number, today, unit, "不属本单位"});
  }
  void split(const std::string& number) {
    std::vector<SplitPart> parts;
    for (int n = *rc::gen::inRange(2, 4); n > 0; --n) parts.push_back({place(), type()});
    keeps_what_was_received([&] { ask(SplitCase{campaign_id, number, today, parts, "涉及多地"}); }, true);
  }
  void merge(const std::string& number) {
    keeps_what_was_received([&] { ask(MergeCases{campaign_id, number, today, {any_number()}, "同一问题"}); }, true);
  }
  void link(const std::string& number) {
    keeps_what_was_received(
        [&] {
          if (toss())
            ask(LinkDuplicate{campaign_id, number, today, any_number(), ""});
          else
            ask(UnlinkDuplicate{campaign_id, number, today, "不是同一问题"});
        },
        false);
  }
  void correct(const std::string& number) {
    ask(CorrectCase{campaign_id, number, place(), type(), toss(), today, "更正"});
  }
  /// A finding of each issue, a report, and the signatures it takes; or only the first steps of it.
  void settle(const std::string& number) {
    for (int issue = 1; issue <= now().find(number)->issues(); ++issue)
      ask(RecordFinding{campaign_id, number, today, issue, static_cast<Finding>(*rc::gen::inRange(0, 4))});
    if (toss()) ask(AttachEvidence{campaign_id, number, today, EvidenceStage::after, {}, {}, "image/jpeg", 1});
    const auto closure = static_cast<Closure>(*rc::gen::inRange(0, 3));
    ask(ReportOutcome{campaign_id, number, today, closure,
                      closure == Closure::complete ? std::nullopt : std::optional(today + 9)});
    if (toss()) ask(SignOff{campaign_id, number, today}, "b");
    if (toss()) ask(SignOff{campaign_id, number, today}, "c");
    if (*rc::gen::inRange(0, 4) == 0) ask(RefuseSignOff{campaign_id, number, today, "不实"}, "d");
  }

  static void same_received(const Lines& before, const Lines& after) {
    Lines all = before;
    all.insert(after.begin(), after.end());
    for (const auto& [name, unused] : all) {
      const auto of = [&](const Lines& lines) { return lines.contains(name) ? lines.at(name).received : 0; };
      RC_ASSERT(of(before) == of(after));
    }
  }
  /// Splitting and merging change nothing of what was received, and linking nothing but what is a repeat.
  template <class Step>
  void keeps_what_was_received(Step step, bool repeats_too) {
    const Counting& rule = counting_of(now());
    const Count before = count(now(), {});
    step();
    const Count after = count(now(), {});
    if (!repeats_too && rule.duplicates == DuplicateCounting::removed) {
      RC_ASSERT(before.cases.received + before.repeats.received == after.cases.received + after.repeats.received);
      return;
    }
    for (const Cases Count::*total :
         {&Count::cases, &Count::joint, &Count::joint_places, &Count::labels, &Count::issues})
      RC_ASSERT((before.*total).received == (after.*total).received);
    if (repeats_too) RC_ASSERT(before.repeats.received == after.repeats.received);
    if (repeats_too) RC_ASSERT(before.key_cases.received == after.key_cases.received);
    same_received(before.by_place, after.by_place);
    same_received(before.by_type, after.by_type);
    same_received(before.by_channel, after.by_channel);
  }

  State state_;
  std::vector<std::string> registered_;
};

Cases sum(const Lines& lines) {
  Cases all;
  for (const auto& [name, cases] : lines)
    all = {all.received + cases.received, all.after_splitting + cases.after_splitting};
  return all;
}
void add(Cases& to, const Cases& more) {
  to = {to.received + more.received, to.after_splitting + more.after_splitting};
}
void add(Lines& to, const Lines& more) {
  for (const auto& [name, cases] : more) add(to[name], cases);
}
void add(Count& to, const Count& more) {
  for (Cases Count::*total : {&Count::cases, &Count::key_cases, &Count::repeats, &Count::joint, &Count::joint_places,
                              &Count::labels, &Count::issues})
    add(to.*total, more.*total);
  for (Lines Count::*one :
       {&Count::by_place, &Count::by_type, &Count::by_channel, &Count::by_finding, &Count::by_state})
    add(to.*one, more.*one);
}
bool same(const Count& a, const Count& b) {
  for (const Cases Count::*total : {&Count::cases, &Count::key_cases, &Count::repeats, &Count::joint,
                                    &Count::joint_places, &Count::labels, &Count::issues})
    if (a.*total != b.*total) return false;
  for (const Lines Count::*one :
       {&Count::by_place, &Count::by_type, &Count::by_channel, &Count::by_finding, &Count::by_state})
    if (a.*one != b.*one) return false;
  return true;
}

void parts_equal_totals(const Count& counted, const Counting& rule) {
  RC_ASSERT(sum(counted.by_place) == whole_of_places(counted, rule));
  RC_ASSERT(sum(counted.by_type) == whole_of_types(counted, rule));
  RC_ASSERT(sum(counted.by_channel) == counted.cases);
  RC_ASSERT(sum(counted.by_state).received <= counted.cases.received);
  RC_ASSERT(sum(counted.by_finding).after_splitting <= sum(counted.by_state).after_splitting);
  RC_ASSERT(counted.cases.after_splitting >= counted.cases.received);
  RC_ASSERT(counted.key_cases.after_splitting >= counted.key_cases.received);
  StatedTable table = printed(counted, rule);
  const auto by_cases = differences(table, counted, rule);
  // Findings and states add up to the cases only where each case has one.
  table.by_finding.clear(), table.by_state.clear();
  const auto by_itself = differences(table, rule);
  if (!by_itself.empty()) RC_FAIL("the table contradicts itself: " + by_itself.front().part);
  if (!by_cases.empty()) RC_FAIL("the table contradicts the cases: " + by_cases.front().part);
}

void batches_equal_the_whole(const Campaign& campaign) {
  Count all, handed_over;
  for (int batch = 1; batch <= static_cast<int>(campaign.batches.size()) + 2; ++batch) {
    const Count one = count(campaign, {batch, {}});
    add(all, one);
    if (batch > static_cast<int>(campaign.batches.size())) continue;
    add(handed_over, one);
    RC_ASSERT(same(handed_over, count(campaign, {0, campaign.batches[static_cast<std::size_t>(batch - 1)].day})));
  }
  RC_ASSERT(same(all, count(campaign, {})));
}

bool has(const std::vector<std::string>& all, const std::string& one) {
  return std::find(all.begin(), all.end(), one) != all.end();
}

void lineage_holds_both_ways(const Campaign& campaign) {
  for (const Case& one : campaign.cases) {
    const std::string& number = one.entry.number;
    RC_ASSERT(campaign.find(number) == &one);
    if (const auto* split = std::get_if<Split>(&one.progress)) {
      for (int n = 1; n <= split->parts; ++n) {
        const Case* part = campaign.find(fmt::format("{}-{}", number, n));
        RC_ASSERT(part != nullptr);
        RC_ASSERT(part->part_of == number);
        RC_ASSERT(part->entry.batch == one.entry.batch);
        RC_ASSERT(part->counted_on == one.counted_on);
        RC_ASSERT(!one.key() || part->key());
      }
    }
    if (!one.part_of.empty()) RC_ASSERT(std::holds_alternative<Split>(campaign.find(one.part_of)->progress));
    if (const auto* merged = std::get_if<Merged>(&one.progress)) {
      RC_ASSERT(has(campaign.find(merged->into)->merged, number));
      RC_ASSERT(!one.key() || campaign.find(merged->into)->key());
    }
    for (const std::string& other : one.merged)
      RC_ASSERT(std::get<Merged>(campaign.find(other)->progress).into == number);
    if (!one.repeats.empty()) {
      RC_ASSERT(campaign.find(one.repeats) != nullptr);
      RC_ASSERT(campaign.find(one.repeats)->repeats.empty());
    }
  }
}

}  // namespace

TEST_CASE(
    "whatever becomes of cases, nothing disappears and under every rule the parts and the batches equal the whole") {
  CHECK(rc::check("lives of cases", [] {
    Life life(sound_rules()[static_cast<std::size_t>(*rc::gen::inRange(0, static_cast<int>(sound_rules().size())))]);
    for (int steps = *rc::gen::inRange(10, 100); steps > 0; --steps) life.happen();
    const Campaign& now = life.now();
    for (const std::string& number : life.registered()) RC_ASSERT(now.find(number) != nullptr);
    const auto parts =
        std::count_if(now.cases.begin(), now.cases.end(), [](const Case& one) { return !one.part_of.empty(); });
    RC_ASSERT(now.cases.size() == life.registered().size() + static_cast<std::size_t>(parts));
    lineage_holds_both_ways(now);
    for (const Counting& rule : sound_rules()) {
      const Campaign counted = under(now, rule);
      parts_equal_totals(count(counted, {}), rule);
      batches_equal_the_whole(counted);
    }
  }));
}

namespace {

/// Three calls of the first batch about water in the north, handed over.
programme::Scene<Programme> three(const Counting& rule) {
  DeclareCampaign c = campaign();
  c.terms = CampaignTerms{};
  c.terms->counting = rule;
  std::vector<std::string> numbers{"D3SX202505280001", "D3SX202505280002", "D3SX202505280003"};
  return given(CampaignDeclared{c}, registered(call(numbers[0])), registered(call(numbers[1])),
               registered(call(numbers[2])), handed_over(1, {3, 0, {{north, 3}}, {{"水", 3}}, {}}));
}
std::string nth(int n) { return fmt::format("D3SX20250528{:04}", n); }
SplitCase split_in_two(const std::string& number, PlaceCode a = south, PlaceCode b = south) {
  return {campaign_id, number, today, {{a, "大气"}, {b, "水"}}, "涉及多地"};
}
template <class Scene>
Count counted(const Scene& scene) {
  return count(*scene.state().campaign(campaign_id), {});
}

}  // namespace

TEST_CASE("a case that is split in two other places still counts as received where it came in") {
  const Count all = counted(three({}).did(split_in_two(nth(1))));
  CHECK(all.cases == Cases{3, 4});
  CHECK(all.by_place.at("140403") == Cases{30'000, 20'000});
  CHECK(all.by_place.at("140404") == Cases{0, 20'000});
  CHECK(all.by_type.at("水") == Cases{3, 3});
}

TEST_CASE("a part that is split again was not received") {
  const Count all = counted(three({}).did(split_in_two(nth(1))).did(split_in_two(nth(1) + "-2")));
  CHECK(all.cases == Cases{3, 5});
}

TEST_CASE("a repeat that is split is a repeat in its parts, and each of them can be told apart again") {
  Counting removed;
  removed.duplicates = DuplicateCounting::removed;
  auto scene = three(removed).did(LinkDuplicate{campaign_id, nth(2), today, nth(1), ""}).did(split_in_two(nth(2)));
  CHECK(counted(scene).cases == Cases{2, 2});
  CHECK(counted(scene).repeats == Cases{1, 2});
  scene = std::move(scene).did(UnlinkDuplicate{campaign_id, nth(2) + "-1", today, "不是同一问题"});
  CHECK(counted(scene).cases == Cases{3, 3});
}

TEST_CASE("a key case that is merged into another is counted once as key, and a part merged away keeps its mark") {
  auto scene = three({}).did(CorrectCase{campaign_id, nth(2), north, "水", true, today, "重点"});
  CHECK(counted(scene).key_cases == Cases{1, 1});
  scene = std::move(scene).did(MergeCases{campaign_id, nth(1), today, {nth(2)}, "同一问题"});
  CHECK(scene.state().campaign(campaign_id)->find(nth(1))->key());
  CHECK(counted(scene).key_cases == Cases{1, 1});
  scene = std::move(scene)
              .did(split_in_two(nth(1)))
              .did(MergeCases{campaign_id, nth(3), today, {nth(1) + "-1"}, "同一问题"});
  CHECK(counted(scene).key_cases == Cases{1, 1});
  CHECK(counted(scene).cases == Cases{3, 4});
}

TEST_CASE("a unit of the city in a joint case counts where the case is registered") {
  Counting shared;
  shared.joint = JointCounting::by_share;
  const AssignCase jointly{campaign_id, nth(1), today, {{{city, "局"}, 6'000}, {{south, "所"}, 4'000}}};
  const auto scene = three(shared).did(jointly).did(AcceptCase{campaign_id, nth(1), today, {city, "局"}});
  CHECK(counted(scene).by_place.at("140403") == Cases{26'000, 26'000});
  CHECK(counted(scene).by_place.at("140404") == Cases{4'000, 4'000});
}

TEST_CASE("merged and split cases have the result of what they are handled as, once there is one") {
  auto scene = three({}).did(split_in_two(nth(1)));
  scene = std::move(scene).did(MergeCases{campaign_id, nth(3), today, {nth(1) + "-2"}, "同一问题"});
  const auto settle = [&](const std::string& number, Finding finding, Closure closure) {
    scene = std::move(scene)
                .did(RecordFinding{campaign_id, number, today, 1, finding})
                .by("a")
                .did(ReportOutcome{campaign_id, number, today, closure,
                                   closure == Closure::complete ? std::nullopt : std::optional(today + 9)})
                .by("b")
                .did(SignOff{campaign_id, number, today});
  };
  settle(nth(1) + "-1", Finding::substantiated, Closure::complete);
  CHECK(counted(scene).by_state.at("complete") == Cases{0, 1});
  settle(nth(3), Finding::unsubstantiated, Closure::staged);
  const Count all = counted(scene);
  CHECK(all.by_state.at("complete") == Cases{0, 1});
  CHECK(all.by_state.at("staged") == Cases{2, 2});
  CHECK(all.by_finding.at("partly_substantiated") == Cases{1, 0});
  CHECK(all.by_finding.at("unsubstantiated") == Cases{1, 2});
}

TEST_CASE("no correction and no split leaves a case with only a type that accompanies others") {
  Counting rule;
  rule.not_alone = {"生态"};
  const auto scene = three(rule);
  scene.when(CorrectCase{campaign_id, nth(1), north, "生态", false, today, "更正"}).refused(NotSound{"pollution"});
  SplitCase split = split_in_two(nth(1));
  split.parts.back().pollution = "生态";
  scene.when(split).refused(NotSound{"parts"});
}

TEST_CASE("what is repeated by another can't become a repeat itself") {
  const auto scene = three({}).did(LinkDuplicate{campaign_id, nth(2), today, nth(1), ""});
  scene.when(LinkDuplicate{campaign_id, nth(1), today, nth(3), ""}).refused(AlreadyLinked{nth(2), nth(1)});
}
