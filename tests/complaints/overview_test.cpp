// How a campaign stands, batch by batch.

#include "complaints/overview.h"

#include <doctest/doctest.h>

using namespace seethrough;
using namespace seethrough::complaints;

namespace {

Case handled(const std::string& number, int batch) {
  Case one;
  one.entry.number = number;
  one.entry.batch = batch;
  one.progress = HandedOver{Day{10}};
  return one;
}

/// With a signed result that is public.
Case published(const std::string& number, int batch, Closure closure) {
  Case one = handled(number, batch);
  one.outcome = Outcome{closure, Finding::substantiated, Day{12}, {}};
  one.text = PublicText{"情况", "属实", "", "", ""};
  one.disclosed = {Day{13}};
  return one;
}

Campaign with(std::vector<Case> cases, int batches) {
  Campaign campaign;
  for (Case& one : cases) {
    campaign.case_by_number.emplace(one.entry.number, campaign.cases.size());
    campaign.cases.push_back(std::move(one));
  }
  campaign.batches.resize(static_cast<std::size_t>(batches));
  return campaign;
}

}  // namespace

TEST_CASE("a batch's results add up to its cases, and what is not public is no result") {
  Case signed_only = published("4", 1, Closure::complete);
  signed_only.disclosed.clear();
  Case key = published("5", 2, Closure::complete);
  key.entry.key_case = true;
  Case waiting = handled("6", 3);
  waiting.progress = Registered{};
  const Overview all = overview(with({published("1", 1, Closure::complete), published("2", 1, Closure::staged),
                                      published("3", 1, Closure::open), signed_only, key, waiting}, 2));
  REQUIRE(all.batches.size() == 2);
  CHECK(all.batches[0].cases == Cases{4, 4});
  CHECK(all.batches[0].complete == 1);
  CHECK(all.batches[0].staged == 1);
  CHECK(all.batches[0].open == 1);
  CHECK(all.batches[0].unpublished == 1);
  CHECK(all.batches[1].key_cases == Cases{1, 1});
  CHECK(all.all.cases == Cases{5, 5});
  CHECK(all.all.complete == 2);
}

TEST_CASE("a split case counts as its parts, a merged one stands as what it went into, and a removed repeat doesn't count") {
  Case whole = handled("1", 1);
  whole.progress = Split{2};
  Case first = published("1-1", 1, Closure::complete), second = handled("1-2", 1);
  first.part_of = second.part_of = "1";
  Case gone = handled("2", 1);
  gone.progress = Merged{"1-1"};
  Case repeat = handled("3", 1);
  repeat.repeats = "2";
  Campaign campaign = with({whole, first, second, gone, repeat}, 1);
  CHECK(overview(campaign).batches[0].cases == Cases{3, 4});
  CHECK(overview(campaign).batches[0].complete == 2);
  campaign.declared.terms.emplace().counting.emplace().duplicates = DuplicateCounting::removed;
  CHECK(overview(campaign).batches[0].cases == Cases{2, 3});
  CHECK(&handled_as(campaign, *campaign.find("2")) == campaign.find("1-1"));
}

TEST_CASE("sanctions count where the result is public, and rates come from call backs") {
  Case open = published("1", 1, Closure::complete), closed = handled("2", 1);
  const RecordSanction fine{"c", "1", Day{11}, SanctionKind::fine, 1, Fen{25'154'271}, ""};
  open.sanctions = {fine};
  closed.sanctions = {fine};
  open.call_back = RecordCallBack{"c", "1", Day{14}, true, true, Satisfaction::mostly_satisfied};
  closed.call_back = RecordCallBack{"c", "2", Day{14}, false, false, {}};
  Case angry = handled("3", 1);
  angry.call_back = RecordCallBack{"c", "3", Day{14}, true, false, Satisfaction::dissatisfied};
  const Overview all = overview(with({open, closed, angry}, 1));
  CHECK(all.sanctions.at(SanctionKind::fine) == 1);
  CHECK(all.fines == Fen{25'154'271});
  CHECK(all.call_backs.made == 3);
  CHECK(all.call_backs.reached == 2);
  CHECK(all.call_backs.solved == 1);
  CHECK(all.call_backs.satisfied == 1);
}
