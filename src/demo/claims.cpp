#include <fmt/format.h>

#include <algorithm>
#include <numeric>

#include "demo/dice.h"
#include "demo/script.h"
#include "identifiers/identity_number.h"
#include "identifiers/imei.h"
#include "identifiers/vin.h"

namespace seethrough::demo {
namespace {

using rules::Battery;
using rules::Facts;
using rules::Field;
using rules::Powertrain;

// What Changzhi published up to 2025-06-10.
constexpr int replacement_count = 8'847, scrappage_count = 5'012, appliance_digital_count = 187'064,
              ebike_count = 30'271, home_count = 12'502;
constexpr std::int64_t vehicle_yuan = 1'451'000'000, appliance_digital_yuan = 617'000'000, ebike_yuan = 88'299'000,
                       home_yuan = 127'500'000;
constexpr std::int64_t subsidy_yuan = 345'600'000;  // prints as 3.45亿元; the records come within 2,000 yuan of it

constexpr int people = 200'000;

/// A claim before it has a person, an item and a merchant.
struct Sketch {
  const char* kind;
  std::int64_t price_yuan = 0;
  Facts facts;
};

/// Scales every price, then adds the remainder one yuan each to the first, so that the prices sum to `total`.
void settle(const std::vector<Sketch*>& sketches, std::int64_t total) {
  std::int64_t sum = 0;
  for (const Sketch* one : sketches) sum += one->price_yuan;
  std::int64_t rest = total;
  for (Sketch* one : sketches) {
    one->price_yuan = one->price_yuan * total / sum;
    rest -= one->price_yuan;
  }
  for (Sketch* one : sketches) {
    if (rest-- <= 0) break;
    ++one->price_yuan;
  }
}

void settle(std::vector<Sketch>& sketches, std::int64_t total) {
  std::vector<Sketch*> all;
  for (Sketch& one : sketches) all.push_back(&one);
  settle(all, total);
}

std::vector<Sketch> appliances_and_digital(Dice& dice) {
  struct Goods {
    const char* kind;
    int weight;
    std::int64_t from, to;
    bool digital;
  };
  static constexpr Goods goods[] = {
      {"refrigerator", 9, 1800, 7800, false}, {"washing_machine", 9, 1300, 5800, false},
      {"television", 9, 1600, 8200, false},   {"air_conditioner", 16, 2100, 6400, false},
      {"computer", 6, 3300, 8200, false},     {"water_heater", 5, 1000, 3800, false},
      {"gas_stove", 3, 800, 2600, false},     {"range_hood", 3, 1200, 4200, false},
      {"dishwasher", 1, 2600, 6400, false},   {"rice_cooker", 2, 300, 1500, false},
      {"microwave", 1, 350, 1300, false},     {"water_purifier", 2, 900, 3600, false},
      {"phone", 27, 1100, 5800, true},        {"tablet", 4, 1400, 5200, true},
      {"watch", 3, 500, 2600, true}};
  int weights[std::size(goods)];
  for (std::size_t i = 0; i < std::size(goods); ++i) weights[i] = goods[i].weight;
  std::vector<Sketch> sketches(appliance_digital_count);
  std::vector<Sketch*> adjustable;
  for (Sketch& one : sketches) {
    const Goods& g = goods[dice.weighted(weights)];
    one.kind = g.kind;
    one.price_yuan = dice.between(g.from, g.to);
    if (g.digital) continue;  // capped at 6,000 yuan: left as it is
    one.facts.set(Field::efficiency, dice.between(1, 100) <= 70 ? 1 : 2);
    adjustable.push_back(&one);
  }
  std::int64_t digital = 0;
  for (const Sketch& one : sketches) digital += one.facts.has(Field::efficiency) ? 0 : one.price_yuan;
  settle(adjustable, appliance_digital_yuan - digital);
  return sketches;
}

std::vector<Sketch> home(Dice& dice) {
  static constexpr const char* kinds[] = {"kitchen_cabinet", "bathroom", "flooring",    "door_window",
                                          "curtain",         "lighting", "smart_toilet", "ageing_adaptation"};
  std::vector<Sketch> sketches(home_count);
  for (Sketch& one : sketches) {
    one.kind = kinds[dice.between(0, 7)];
    one.price_yuan = dice.between(3'200, 17'000);
    if (std::string_view(one.kind) != "ageing_adaptation")
      one.facts.set(Field::efficiency, std::string_view(one.kind) == "smart_toilet" ? 1 : 0);
  }
  settle(sketches, home_yuan);
  return sketches;
}

std::vector<Sketch> ebikes(Dice& dice) {
  std::vector<Sketch> sketches(ebike_count);
  for (Sketch& one : sketches) {
    one.kind = "ebike";
    one.price_yuan = dice.between(1'700, 4'100);
    const bool lithium = dice.between(1, 10) <= 4;
    one.facts.set(Field::old_surrendered, true).set(Field::standard_met, true);
    one.facts.set(Field::old_battery, lithium ? Battery::lithium : Battery::lead_acid);
    one.facts.set(Field::new_battery, dice.between(1, 10) <= 7 ? Battery::lead_acid : Battery::lithium);
  }
  settle(sketches, ebike_yuan);
  return sketches;
}

Fen subsidy_of(const Workshop& workshop, const Sketch& sketch) {
  Facts facts = sketch.facts;
  facts.set(Field::price_fen, Fen{sketch.price_yuan * 100}).set(Field::applied_on, day_of(2025, 6, 1));
  const auto award = workshop.rules.evaluate(sketch.kind, facts, day_of(2025, 6, 1));
  INVARIANT(award, "a demonstration claim is not legal");
  return award->subsidy;
}

/// Vehicles: how many of them are new-energy is what brings all subsidies together to the published sum.
std::vector<Sketch> vehicles(const Workshop& workshop, Dice& dice, Fen other_subsidies) {
  std::int64_t needed = subsidy_yuan - other_subsidies.value / 100 - scrappage_count * std::int64_t{15'000} -
                        replacement_count * std::int64_t{13'000};
  // Each new-energy replacement adds 2,000 yuan, each new-energy scrappage 5,000.
  const std::int64_t scrappage_new = std::clamp<std::int64_t>(needed / 2 / 5'000, 0, scrappage_count);
  const std::int64_t replacement_new =
      std::clamp<std::int64_t>((needed - scrappage_new * 5'000) / 2'000, 0, replacement_count);
  std::vector<Sketch> sketches;
  for (int i = 0; i < scrappage_count + replacement_count; ++i) {
    const bool scrappage = i < scrappage_count;
    const bool new_energy = scrappage ? i < scrappage_new : i - scrappage_count < replacement_new;
    Sketch one{scrappage ? "car_scrappage" : "car_replacement", dice.between(62'000, 158'000), {}};
    one.facts.set(Field::powertrain, new_energy ? Powertrain::new_energy : Powertrain::petrol);
    if (!new_energy) one.facts.set(Field::displacement_ml, static_cast<int>(dice.between(12, 20)) * 100);
    one.facts.set(Field::same_owner, true).set(Field::old_powertrain, Powertrain::petrol);
    one.facts.set(Field::old_first_registered, day_of(2006, 1, 1) + static_cast<int>(dice.between(0, 2300)));
    one.facts.set(Field::old_owned_since, day_of(2013, 1, 1) + static_cast<int>(dice.between(0, 4000)));
    sketches.push_back(std::move(one));
  }
  settle(sketches, vehicle_yuan);
  for (const Sketch& one : sketches) (void)subsidy_of(workshop, one);
  return sketches;
}

/// A person who can't be anybody: born 1900 to 1909.
struct Person {
  std::string identity_number, name, phone;
};
Person person(int index) {
  const Day born = day_of(1900, 1, 1) + index % 3'600;
  const CivilDate date = civil(born);
  Person one;
  one.identity_number = fmt::format("140402{:04}{:02}{:02}{:03}", date.year, date.month, date.day, index / 3'600);
  one.identity_number.push_back(identity_number_check(one.identity_number));
  one.name = fmt::format("演示居民{:06}", index);
  one.phone = fmt::format("100{:08}", index);  // no such numbering range
  return one;
}

std::string item_number(std::string_view kind, int serial) {
  if (kind.starts_with("car_")) {
    std::string vin = fmt::format("LDEM00000{:08}", serial);
    vin[8] = vin_check(vin);
    return vin;
  }
  if (kind == "phone") {
    std::string imei = fmt::format("00{:012}", serial);
    imei.push_back(luhn_check(imei));
    return imei;
  }
  return fmt::format("DEMO-{}-{:07}", kind, serial);
}

/// Days from 20 January to 10 June, busier at weekends and towards June.
class Days {
 public:
  Days() {
    for (Day day = day_of(2025, 1, 20); day <= day_of(2025, 6, 10); day = day + 1) {
      const int index = day - day_of(2025, 1, 20);
      days_.push_back(day);
      weights_.push_back((60 + index) * (weekday(day) >= 6 ? 16 : 10));
    }
  }
  Day any(Dice& dice) const { return days_[dice.weighted(weights_)]; }

 private:
  std::vector<Day> days_;
  std::vector<int> weights_;
};

/// Walks the people with a step that visits each once before any twice: nobody exceeds a limit of one a kind.
class Queue {
 public:
  explicit Queue(std::uint64_t start) : at_(static_cast<int>(start % people)) {}
  int next() {
    at_ = (at_ + 7'919) % people;  // a prime that does not divide the number of people
    return at_;
  }

 private:
  int at_;
};

class Writer {
 public:
  Writer(const Workshop& workshop, Dice& dice) : workshop_(workshop), dice_(dice) {}

  void write(Trade trade, std::vector<Sketch> sketches) {
    std::map<std::string_view, Queue> queues;
    const auto& shops = merchants(trade, workshop_.places);
    dice_.shuffle(sketches);
    for (std::size_t i = 0; i < sketches.size(); ++i) {
      Sketch& sketch = sketches[i];
      // Every shop sells before chance decides.
      const std::size_t shop = i < shops.size() ? i
                                                : static_cast<std::size_t>(dice_.between(
                                                      0, static_cast<std::int64_t>(shops.size()) - 1));
      // The two vehicle kinds share a queue: one person, one vehicle.
      const std::string_view line = trade == Trade::vehicle ? "vehicle" : sketch.kind;
      const auto [queue, fresh] = queues.try_emplace(line, std::hash<std::string_view>{}(line) % people);
      steps.push_back(step(sketch, shops[shop], queue->second.next()));
    }
  }

  std::vector<Step> steps;

 private:
  Step step(Sketch& sketch, const DemoMerchant& shop, int who) {
    const int serial = ++serial_;
    const Person buyer = person(who);
    const bool vehicle = std::string_view(sketch.kind).starts_with("car_");
    const Day day = days_.any(dice_);
    const std::string item = item_number(sketch.kind, serial);
    const std::string invoice = fmt::format("25140{:015}", serial);
    const std::string old_item = vehicle ? item_number("car_old", 50'000'000 + serial) : "";
    subsidies::Purchase p;
    p.kind = sketch.kind;
    p.merchant = shop.code;
    p.place = shop.place;
    p.day = day;
    p.price = Fen{sketch.price_yuan * 100};
    p.person = workshop_.vault.pseudonym("person", buyer.identity_number);
    p.item = workshop_.vault.pseudonym("item", item);
    p.invoice = workshop_.vault.pseudonym("invoice", invoice);
    if (vehicle) {
      p.surrendered = workshop_.vault.pseudonym("item", old_item);
      sketch.facts.set(Field::applied_on, day);
    }
    p.facts = sketch.facts;
    p.reconstructed = true;
    Step one;
    one.at = instant_in_china(day, static_cast<int>(dice_.between(9, 20)), static_cast<int>(dice_.between(0, 59)),
                              static_cast<int>(dice_.between(0, 59)), static_cast<int>(dice_.between(0, 999)));
    one.subject = p.person;
    one.document = fmt::format(
        R"({{"identity_number":"{}","invoice":"{}","item":"{}","name":"{}","old_item":"{}","phone":"{}"}})",
        buyer.identity_number, invoice, item, buyer.name, old_item, buyer.phone);
    if (vehicle) {
      one.command = subsidies::Command{subsidies::Apply{std::move(p)}};
    } else {
      one.command = subsidies::Command{subsidies::Redeem{std::move(p)}};
    }
    return one;
  }

  const Workshop& workshop_;
  Dice& dice_;
  Days days_;
  int serial_ = 0;
};

}  // namespace

std::vector<Step> claim_steps(const Workshop& workshop) {
  Dice dice(workshop.seed ^ 0x636C61696Du);
  std::vector<Sketch> goods = appliances_and_digital(dice), rooms = home(dice), bikes = ebikes(dice);
  Fen subsidies{};
  for (const auto* list : {&goods, &rooms, &bikes}) {
    for (const Sketch& one : *list) subsidies += subsidy_of(workshop, one);
  }
  Writer writer(workshop, dice);
  writer.write(Trade::vehicle, vehicles(workshop, dice, subsidies));
  writer.write(Trade::appliance, std::move(goods));
  writer.write(Trade::ebike, std::move(bikes));
  writer.write(Trade::home, std::move(rooms));
  return std::move(writer.steps);
}

}  // namespace seethrough::demo
