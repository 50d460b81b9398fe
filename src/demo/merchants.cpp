#include <fmt/format.h>

#include "demo/dice.h"
#include "demo/script.h"
#include "identifiers/credit_code.h"

namespace seethrough::demo {
namespace {

struct TradeSize {
  Trade trade;
  const char* name;
  int count;
};
constexpr TradeSize sizes[] = {{Trade::vehicle, "汽贸", 121},
                               {Trade::appliance, "家电", 523},
                               {Trade::ebike, "电动车", 214},
                               {Trade::home, "家居", 179}};  // 1,037 in all: 超千户

/// How many of a hundred merchants and claims a unit has, in the order of the codes; 潞州区 is the city's centre.
constexpr int unit_weights[] = {34, 9, 7, 7, 8, 4, 4, 6, 6, 4, 3, 3, 5};

std::string credit_code(PlaceCode place, int serial) {
  std::string code = fmt::format("91{:06}0000{:04}", place.value, serial);
  code.push_back(organisation_code_check(std::string_view(code).substr(8, 8)));
  code.push_back(credit_code_check(code));
  return code;
}

std::vector<DemoMerchant> make(const TradeSize& size, int first_serial, const Tree& places) {
  const auto units = places.children(places.root().code);
  Dice dice(static_cast<std::uint64_t>(first_serial) + 77);
  std::vector<DemoMerchant> made;
  for (int i = 0; i < size.count; ++i) {
    // Every unit has a merchant of every trade before the weights decide.
    const std::size_t unit = i < static_cast<int>(units.size()) ? static_cast<std::size_t>(i)
                                                                 : dice.weighted({unit_weights, units.size()});
    const Place& place = *places.find(units[unit]);
    made.push_back({credit_code(place.code, first_serial + i), fmt::format("演示{}{:04}（{}）", size.name, i + 1, place.zh),
                    place.code});
  }
  return made;
}

void profile(std::vector<Step>& steps, Instant at, const DemoMerchant& merchant, std::string description,
             std::vector<StatedQuantity> stated) {
  steps.push_back({at,
                   subsidies::Command{subsidies::ProfileMerchant{merchant.code, std::move(description),
                                                                 day_of(2025, 6, 10), std::move(stated)}},
                   {}, {}});
}

}  // namespace

const std::vector<DemoMerchant>& merchants(Trade trade, const Tree& places) {
  static const std::vector<std::vector<DemoMerchant>> all = [&] {
    std::vector<std::vector<DemoMerchant>> made;
    int serial = 1;
    for (const TradeSize& size : sizes) {
      made.push_back(make(size, serial, places));
      serial += size.count;
    }
    return made;
  }();
  return all[static_cast<std::size_t>(trade)];
}

std::vector<Step> merchant_steps(const Workshop& workshop) {
  std::vector<Step> steps;
  const Day opened = day_of(2025, 1, 2);
  steps.push_back({instant_in_china(opened, 8, 0, 0, 0),
                   subsidies::Command{subsidies::OpenFund{
                       "2025", 2025, {"vehicle", "appliance_digital", "ebike", "home"}, Fen{36'000'000'000},
                       "演示城市的假设：3.6亿元；公布的数字不含资金池上限", true}},
                   {}, {}});
  Dice dice(workshop.seed ^ 0x6D65726368u);
  for (const Trade trade : {Trade::vehicle, Trade::appliance, Trade::ebike, Trade::home}) {
    for (const DemoMerchant& one : merchants(trade, workshop.places)) {
      const Day day = opened + static_cast<int>(dice.between(0, 8));
      steps.push_back({instant_in_china(day, 9, static_cast<int>(dice.between(0, 59)), 0, 0),
                       subsidies::Command{subsidies::AdmitMerchant{one.code, one.name, one.place, day, true}}, {}, {}});
    }
  }
  const Instant profiled = instant_in_china(day_of(2025, 6, 10), 21, 30, 0, 0);
  profile(steps, profiled, merchants(Trade::home, workshop.places).front(), "某家居商场",
          {{"brands", 108, "count", Bound::exactly},
           {"brands_home", 87, "count", Bound::exactly},
           {"brands_appliance", 21, "count", Bound::exactly},
           {"promotions", 3, "count", Bound::exactly},
           {"sales", 8'000'000'000, "fen", Bound::over},
           {"orders", 10'000, "count", Bound::over}});
  profile(steps, profiled, merchants(Trade::appliance, workshop.places).front(), "某家电门店（政府补、企业让、卖场降）",
          {{"subsidy_level_1", 2000, "basis_points", Bound::exactly},
           {"subsidy_level_2", 1500, "basis_points", Bound::exactly},
           {"lowest_price_share", 6000, "basis_points", Bound::exactly}});
  return steps;
}

}  // namespace seethrough::demo
