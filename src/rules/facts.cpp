#include "rules/facts.h"

#include "base/check.h"

namespace seethrough::rules {
namespace {

struct FieldEntry {
  Field field;
  FieldType type;
  std::string_view name, zh, en;
};

constexpr std::array<FieldEntry, field_count> fields{{
    {Field::price_fen, FieldType::money, "price_fen", "最终销售价格", "final price"},
    {Field::efficiency, FieldType::number, "efficiency", "能效或水效等级", "efficiency level"},
    {Field::powertrain, FieldType::powertrain, "powertrain", "新车动力类型", "new car's powertrain"},
    {Field::displacement_ml, FieldType::number, "displacement_ml", "新车排量（毫升）", "new car's displacement in ml"},
    {Field::old_powertrain, FieldType::powertrain, "old_powertrain", "旧车动力类型", "old car's powertrain"},
    {Field::old_first_registered, FieldType::day, "old_first_registered", "旧车首次注册登记日期",
     "old car's first registration"},
    {Field::old_owned_since, FieldType::day, "old_owned_since", "旧车登记到申请人名下的日期", "old car owned since"},
    {Field::applied_on, FieldType::day, "applied_on", "申请日期", "day of application"},
    {Field::same_owner, FieldType::yes_no, "same_owner", "新旧车是否同属一人",
     "whether old and new have the same owner"},
    {Field::old_battery, FieldType::battery, "old_battery", "旧电动自行车电池", "old e-bike's battery"},
    {Field::new_battery, FieldType::battery, "new_battery", "新电动自行车电池", "new e-bike's battery"},
    {Field::standard_met, FieldType::yes_no, "standard_met", "新车是否符合强制性国家标准",
     "whether the new one meets the standard"},
    {Field::old_surrendered, FieldType::yes_no, "old_surrendered", "旧车、电池和号牌是否已交回",
     "whether the old one, its battery and plate were surrendered"},
    {Field::buyer_is_company, FieldType::yes_no, "buyer_is_company", "购买方是否单位", "whether the buyer is a company"},
    {Field::documents_on, FieldType::day, "documents_on", "单证最早开具日期", "earliest day of the documents"},
}};

constexpr bool in_order() {
  for (std::size_t i = 0; i < field_count; ++i)
    if (static_cast<std::size_t>(fields[i].field) != i) return false;
  return true;
}
static_assert(in_order(), "fields[] is indexed by Field");

constexpr std::array<std::string_view, 4> powertrains{"petrol", "diesel", "other", "new_energy"};
constexpr std::array<std::string_view, 3> batteries{"none", "lithium", "lead_acid"};

const FieldEntry& entry(Field field) {
  INVARIANT(field < Field::count, "a field that does not exist");
  return fields[static_cast<std::size_t>(field)];
}

template <class E, std::size_t N>
std::optional<E> find(const std::array<std::string_view, N>& names, std::string_view text) {
  for (std::size_t i = 0; i < N; ++i)
    if (names[i] == text) return static_cast<E>(i);
  return std::nullopt;
}

}  // namespace

FieldType type_of(Field field) { return entry(field).type; }
std::string_view name(Field field) { return entry(field).name; }
std::string_view name_zh(Field field) { return entry(field).zh; }
std::string_view name_en(Field field) { return entry(field).en; }

std::string_view name(Powertrain powertrain) {
  const auto index = static_cast<std::size_t>(powertrain);
  INVARIANT(index < powertrains.size(), "a powertrain that does not exist");
  return powertrains[index];
}

std::string_view name(Battery battery) {
  const auto index = static_cast<std::size_t>(battery);
  INVARIANT(index < batteries.size(), "a battery that does not exist");
  return batteries[index];
}

std::optional<Field> parse_field(std::string_view text) {
  for (const FieldEntry& candidate : fields)
    if (candidate.name == text) return candidate.field;
  return std::nullopt;
}

std::optional<Powertrain> parse_powertrain(std::string_view text) { return find<Powertrain>(powertrains, text); }
std::optional<Battery> parse_battery(std::string_view text) { return find<Battery>(batteries, text); }

}  // namespace seethrough::rules
