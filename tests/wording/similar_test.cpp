#include "wording/similar.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <bit>
#include <cmath>

#include "demo/dice.h"
#include "wording/rows.h"

using namespace seethrough;
using namespace seethrough::wording;
using namespace seethrough::wording_test;

namespace {

std::string any_text() {
  const auto characters = *rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 12));
  constexpr const char* alphabet[] = {"污", "水", "气", "吵", "山", "渣", "村", "厂", "夜", "，", "a", "7"};
  std::string text;
  for (const int one : characters) text += alphabet[one];
  return text;
}

std::vector<std::string> generated(int count) {
  demo::Dice dice(5);
  std::vector<std::string> texts;
  for (int i = 0; i < count; ++i) texts.push_back(demo::complaint_text(dice, changzhi()).text);
  return texts;
}

/// All hand-written rows, under their file's name and number, from 1.
Similar on_file() {
  Similar similar;
  for (const char* name : {"held-out", "hard"}) {
    int number = 0;
    for (const Row& row : rows(std::string(name) + ".tsv")) similar.add(name + (" " + std::to_string(++number)), row.text);
  }
  return similar;
}

}  // namespace

TEST_CASE("the hashes are SipHash-2-4's, the same on every machine") {
  // Reckoned by another implementation, from the paper's description and with the paper's own test value.
  CHECK(sequences("污水直排") == std::vector<std::uint32_t>{0x5F4BB4C7, 0xC9647C5D});
  CHECK(fingerprint("污水") == 0x3B3662B401771024u);
}

TEST_CASE("a text and itself are wholly alike, however it is punctuated") {
  CHECK(rc::check("itself", [] {
    const std::string text = any_text();
    Similar similar;
    similar.add("it", text);
    const auto found = similar.like("。 " + text + "！", 5);
    if (sequences(text).empty()) {
      RC_ASSERT(found.empty());
    } else {
      RC_ASSERT(found.size() == 1u);
      RC_ASSERT(found[0].likeness_bp == 10'000);
      RC_ASSERT(found[0].estimate_bp == 10'000);
    }
  }));
}

TEST_CASE("the order of the adds changes nothing") {
  const std::vector<std::string> texts = generated(300);
  std::vector<std::size_t> order(texts.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  Similar forwards;
  for (const std::size_t i : order) forwards.add(std::to_string(i), texts[i]);
  std::size_t found = 0;
  for (int round = 0; round < 3; ++round) {
    demo::Dice dice(static_cast<std::uint64_t>(round));
    dice.shuffle(order);
    Similar shuffled;
    for (const std::size_t i : order) shuffled.add(std::to_string(i), texts[i]);
    for (std::size_t i = 0; i < 60; ++i) {
      const auto wanted = forwards.like(texts[i], 7);
      found += wanted.size();
      CHECK(shuffled.like(texts[i], 7) == wanted);
    }
  }
  CHECK(found > 300);  // more than each text itself, three times over
}

TEST_CASE("likeness is the share of sequences in common, told exactly") {
  // 污水直, 水直排, 直排河 and 污水直, 水直排, 直排沟: 2 of 4.
  CHECK(jaccard_bp(sequences("污水直排河"), sequences("污水直排沟")) == 5'000);
  CHECK(jaccard_bp(sequences("污水直排"), sequences("噪声扰民")) == 0);
  CHECK(jaccard_bp({}, {}) == 0);
  CHECK(sequences("臭") == sequences("臭！"));
  CHECK(sequences("臭").size() == 1);
  CHECK(sequences("？！").empty());
  CHECK(sequences("吵吵吵吵吵").size() == 1);
}

TEST_CASE("MinHash's estimate is near the exact likeness of random sets, and on neither side of it") {
  demo::Dice dice(11);
  std::int64_t sum = 0;
  constexpr int pairs = 300;
  for (int pair = 0; pair < pairs; ++pair) {
    std::vector<std::uint32_t> a, b;
    const auto common = dice.between(0, 80), own = dice.between(1, 80);
    const auto fresh = [&dice] { return static_cast<std::uint32_t>(dice.roll()); };
    for (int i = 0; i < common; ++i) a.push_back(fresh());
    b = a;
    for (int i = 0; i < own; ++i) a.push_back(fresh()), b.push_back(fresh());
    std::sort(a.begin(), a.end());
    std::sort(b.begin(), b.end());
    const Signature first = signature(a), second = signature(b);
    int agree = 0;
    for (std::size_t i = 0; i < signature_size; ++i) agree += first[i] == second[i];
    const int off = agree * 10'000 / static_cast<int>(signature_size) - jaccard_bp(a, b);
    CHECK(std::abs(off) < 2'000);  // four and a half standard deviations of 128 trials
    sum += off;
  }
  CHECK(std::abs(sum / pairs) < 100);
}

TEST_CASE("the most alike come first, then by identifier, and no more than were asked for") {
  Similar similar;
  similar.add("c", "某厂夜间向河里偷排污水");
  similar.add("b", "某厂夜间向河里偷排污水");
  similar.add("a", "某厂夜间向河里偷排废水气味难闻");
  similar.add("d", "广场舞太吵");
  const auto found = similar.like("某厂夜间向河里偷排污水", 10);
  REQUIRE(found.size() == 3);
  CHECK(found[0].id == "b");
  CHECK(found[1].id == "c");
  CHECK(found[2].id == "a");
  CHECK(found[2].likeness_bp < 10'000);
  CHECK(similar.like("某厂夜间向河里偷排污水", 1).size() == 1);
  CHECK(similar.like("某厂夜间向河里偷排污水", 10, found[2].likeness_bp + 1).size() == 2);
  CHECK(similar.like("某厂夜间向河里偷排污水", 0).empty());
}

TEST_CASE("a text is replaced under its identifier, and forgotten when asked") {
  Similar similar;
  similar.add("one", "某厂夜间向河里偷排污水");
  similar.add("two", "某厂夜间向河里偷排污水");
  similar.add("one", "广场舞音响太吵无法休息");
  CHECK(similar.size() == 2);
  REQUIRE(similar.like("某厂夜间向河里偷排污水", 5).size() == 1);
  CHECK(similar.like("某厂夜间向河里偷排污水", 5)[0].id == "two");
  CHECK(similar.like("广场舞音响太吵无法休息", 5)[0].id == "one");
  CHECK(similar.forget("two"));
  CHECK(!similar.forget("two"));
  CHECK(similar.size() == 1);
  CHECK(similar.like("某厂夜间向河里偷排污水", 5, 0).empty());
}

TEST_CASE("a matter that is told again is found among the hand-written rows, and others are not taken for it") {
  const Similar similar = on_file();
  std::map<std::string, int> told, found;
  int others = 0;
  for (const Row& row : rows("retold.tsv")) {
    ++told[row.first];
    for (const Likeness& one : similar.like(row.text, 10)) {
      if (one.id == "held-out " + row.second) ++found[row.first];
      else ++others;
    }
  }
  CHECK(told["copied"] == 8);
  CHECK(told["edited"] == 10);
  CHECK(told["anew"] == 10);
  CHECK(found["copied"] == 8);
  CHECK(found["edited"] == 10);
  // Another caller's own words share few sequences: most are missed, which data/complaints/README.md says.
  CHECK(found["anew"] == 3);
  CHECK(others == 0);
}

TEST_CASE("the fingerprints of a copy are nearer than those of another matter") {
  const auto all = rows("held-out.tsv");
  for (const Row& row : rows("retold.tsv")) {
    if (row.first != "copied") continue;
    const std::size_t number = static_cast<std::size_t>(std::stoi(row.second)) - 1;
    const int apart = std::popcount(fingerprint(row.text) ^ fingerprint(all[number].text));
    CHECK(apart > 0);
    CHECK(apart <= 16);
    for (std::size_t i = 0; i < all.size(); ++i) {
      if (i != number) CHECK(std::popcount(fingerprint(row.text) ^ fingerprint(all[i].text)) > apart);
    }
  }
}
