#include <fmt/format.h>

#include <map>

#include "demo/campaign.h"
#include "demo/dice.h"
#include "demo/script.h"
#include "identifiers/case_number.h"

namespace seethrough::demo {
namespace {

using complaints::Channel;

constexpr const char* campaign = "cn-3-shanxi-2025";
constexpr const char* pattern = "{channel}3SX{date}{serial4}";
constexpr int batches = 18;
const Day first_batch = day_of(2025, 5, 29);  // one a day up to 15 June

struct Count {
  const char* name;
  int cases;
};
// Published up to batch 18, and batch 18 alone.
constexpr Count places_so_far[] = {{"潞州区", 21}, {"上党区", 5}, {"潞城区", 8}, {"屯留区", 7}, {"长子县", 5},
                                   {"壶关县", 4},  {"平顺县", 2}, {"黎城县", 2}, {"襄垣县", 18}, {"武乡县", 8},
                                   {"沁县", 2},    {"沁源县", 4}, {"高新区", 2}};
constexpr Count types_so_far[] = {{"水", 13}, {"大气", 24}, {"土壤", 23}, {"生态", 7}, {"噪声", 11}, {"其他", 10}};
constexpr Count places_last[] = {{"潞州区", 2}, {"壶关县", 1}, {"平顺县", 1}, {"襄垣县", 1}};
constexpr Count types_last[] = {{"土壤", 2}, {"生态", 2}, {"噪声", 1}};

/// Names, each as often as `counts` says less `without`.
template <std::size_t N, std::size_t M>
std::vector<std::string> spread(const Count (&counts)[N], const Count (&without)[M]) {
  std::vector<std::string> names;
  for (const Count& one : counts) {
    int cases = one.cases;
    for (const Count& other : without) cases -= std::string_view(other.name) == one.name ? other.cases : 0;
    names.insert(names.end(), static_cast<std::size_t>(cases), one.name);
  }
  return names;
}

struct Letter {
  std::string place, type;
  int batch = 0;
  bool key = false;
  bool split = false;
};

std::vector<Letter> letters(Dice& dice) {
  constexpr Count none[] = {{"", 0}};
  std::vector<std::string> places = spread(places_so_far, places_last), types = spread(types_so_far, types_last);
  dice.shuffle(types);
  dice.shuffle(places);
  std::vector<Letter> all;
  for (std::size_t i = 0; i < places.size(); ++i)
    all.push_back({places[i], types[i], static_cast<int>(i % (batches - 1)) + 1, false, false});
  for (const std::size_t i : {std::size_t{11}, std::size_t{40}, std::size_t{67}}) all[i].key = true;  // 5 in all
  for (Letter& one : all) {
    if (one.place != "武乡县") continue;
    one.split = true;
    break;
  }
  std::vector<std::string> last_places = spread(places_last, none), last_types = spread(types_last, none);
  for (std::size_t i = 0; i < last_places.size(); ++i)
    all.push_back({last_places[i], last_types[(i * 2) % last_types.size()], batches, i < 2, false});
  return all;
}

complaints::BatchHeader header(const std::vector<complaints::RegisterCase>& cases, const Tree& places) {
  complaints::BatchHeader made;
  std::map<std::string, std::int64_t> types;
  std::map<PlaceCode, std::int64_t> units;
  for (const auto& one : cases) {
    ++made.cases;
    made.key_cases += one.key_case ? 1 : 0;
    ++types[one.pollution];
    ++units[one.place];
  }
  for (const Count& one : places_so_far) {
    const PlaceCode code = places.find_by_name(one.name)->code;
    if (units.contains(code)) made.by_place.push_back({code, units[code]});
  }
  for (const Count& one : types_so_far) {
    if (types.contains(one.name)) made.by_type.push_back({one.name, types[one.name]});
  }
  return made;
}

/// Results are public ten calendar days after the hand-over at the latest; the table has the ten usual columns.
complaints::CampaignTerms terms() {
  complaints::CampaignTerms made;
  made.publish = {10, false};
  made.series = "群众信访举报转办和边督边改公开情况一览表";
  for (const char* column : {"serial", "number", "situation", "place", "type", "investigation", "finding", "rectification",
                             "closure", "accountability"})
    made.columns.emplace_back(column);
  made.counting.emplace();
  return made;
}

}  // namespace

complaints::DeclareCampaign declared_campaign(const Tree& places) {
  std::vector<std::string> types;
  for (const Count& one : types_so_far) types.emplace_back(one.name);
  return {campaign, "第三轮中央生态环境保护督察组（山西）",
          "the third-round central ecological inspection group (Shanxi)",
          places.root().code, day_of(2025, 5, 28), day_of(2025, 6, 28), pattern,
          complaints::CountingRule::primary_type, types,
          {{"phone_lines", 1, "count", Bound::exactly}, {"post_boxes", 1, "count", Bound::exactly}},
          "08:00-20:00", terms()};
}

std::vector<Step> complaint_steps(const Workshop& workshop) {
  Dice dice(workshop.seed ^ 0x636F6D70u);
  std::vector<Step> steps;
  steps.push_back({instant_in_china(day_of(2025, 5, 28), 8, 0, 0, 0),
                   complaints::Command{declared_campaign(workshop.places)}, {}, {}});
  const std::vector<Letter> all = letters(dice);
  int serial = 0;
  for (int batch = 1; batch <= batches; ++batch) {
    const Day day = first_batch + (batch - 1);
    std::vector<complaints::RegisterCase> cases;
    for (const Letter& letter : all) {
      if (letter.batch != batch) continue;
      const bool phone = dice.between(1, 10) <= 6;
      serial += static_cast<int>(dice.between(3, 9));
      complaints::RegisterCase one;
      one.campaign = campaign;
      one.channel = phone ? Channel::phone : Channel::letter;
      one.number = case_number(pattern, {phone ? 'D' : 'X', day, serial, false});
      one.batch = batch;
      one.day = day;
      one.place = workshop.places.find_by_name(letter.place)->code;
      one.pollution = letter.type;
      one.key_case = letter.key;
      one.split_from = letter.split ? "太原市" : "";
      one.reconstructed = true;
      const Pseudonym subject = workshop.vault.pseudonym("case", fmt::format("{}/{}", campaign, one.number));
      steps.push_back({instant_in_china(day, 14, static_cast<int>(cases.size()), 0, 0),
                       complaints::Command{one}, subject,
                       fmt::format(R"({{"complainant":"演示来信人{:03}","number":"{}","text":"演示内容：来信来电原文未公布，)"
                                   R"(此条由公布的汇总数重建。"}})",
                                   serial, one.number)});
      cases.push_back(std::move(one));
    }
    steps.push_back({instant_in_china(day, 18, 0, 0, 0),
                     complaints::Command{complaints::HandOverBatch{campaign, batch, day, day,
                                                                   header(cases, workshop.places), true}},
                     {}, {}});
    if (batch > 8)  // results follow eight days behind
      steps.push_back({instant_in_china(day, 19, 0, 0, 0),
                       complaints::Command{complaints::DiscloseBatch{campaign, batch - 8, day}}, {}, {}});
  }
  return steps;
}

}  // namespace seethrough::demo
