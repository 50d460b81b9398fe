#pragma once
// Facts (申请要素): what a rule may ask about one purchase. Each is a whole number, so a rule compares numbers and
// nothing else: money in fen, days as calendar days, codes as below, yes and no as 1 and 0.

#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <string_view>

#include "calendar/day.h"
#include "money/fen.h"

namespace seethrough::rules {

/// What a fact is about. The names (name(), parse_field()) are those of the rule files and never change.
enum class Field : std::uint8_t {
  price_fen,             ///< 最终销售价格: after every discount of maker, channel and carrier; never negative
  efficiency,            ///< 能效或水效等级: 1 to 5; 0: the product carries no label
  powertrain,            ///< 新车动力类型: a Powertrain
  displacement_ml,       ///< 新车排量, in millilitres; 2.0 L is 2000
  old_powertrain,        ///< 旧车动力类型: a Powertrain
  old_first_registered,  ///< 旧车首次注册登记日期
  old_owned_since,       ///< 旧车登记到申请人名下的日期
  applied_on,            ///< 申请日期
  same_owner,            ///< 新旧车同属一人: yes or no
  old_battery,           ///< 旧电动自行车电池: a Battery
  new_battery,           ///< 新电动自行车电池: a Battery
  standard_met,          ///< 新车符合强制性国家标准: yes or no
  old_surrendered,       ///< 旧车、电池和号牌已交回: yes or no
  buyer_is_company,      ///< 购买方是否单位: yes or no
  documents_on,          ///< 新车发票和旧车报废、注销证明中最早的开具日期
  count,
};
inline constexpr std::size_t field_count = static_cast<std::size_t>(Field::count);

enum class Powertrain : std::uint8_t { petrol, diesel, other, new_energy };
enum class Battery : std::uint8_t { none, lithium, lead_acid };

/// How the number of a field is to be read.
enum class FieldType : std::uint8_t { money, day, number, powertrain, battery, yes_no };

[[nodiscard]] FieldType type_of(Field field);
[[nodiscard]] std::string_view name(Field field);
[[nodiscard]] std::string_view name(Powertrain powertrain);
[[nodiscard]] std::string_view name(Battery battery);
/// The value that has this name, if any has.
[[nodiscard]] std::optional<Field> parse_field(std::string_view text);
[[nodiscard]] std::optional<Powertrain> parse_powertrain(std::string_view text);
[[nodiscard]] std::optional<Battery> parse_battery(std::string_view text);
/// What the field is called in a sentence.
[[nodiscard]] std::string_view name_zh(Field field);
[[nodiscard]] std::string_view name_en(Field field);

/// The facts of one purchase. A field that was not set is absent, which is never the same as 0.
class Facts {
 public:
  static constexpr std::int64_t absent = std::numeric_limits<std::int64_t>::min();

  Facts() { values_.fill(absent); }
  [[nodiscard]] std::int64_t get(Field field) const { return values_[static_cast<std::size_t>(field)]; }
  [[nodiscard]] bool has(Field field) const { return get(field) != absent; }

  Facts& set(Field field, std::int64_t value) {
    values_[static_cast<std::size_t>(field)] = value;
    return *this;
  }
  Facts& set(Field field, Fen value) { return set(field, value.value); }
  Facts& set(Field field, Day value) { return set(field, std::int64_t{value.value}); }
  Facts& set(Field field, Powertrain value) { return set(field, static_cast<std::int64_t>(value)); }
  Facts& set(Field field, Battery value) { return set(field, static_cast<std::int64_t>(value)); }
  Facts& set(Field field, bool value) { return set(field, std::int64_t{value}); }
  Facts& set(Field field, int value) { return set(field, std::int64_t{value}); }
  friend bool operator==(const Facts&, const Facts&) = default;

 private:
  std::array<std::int64_t, field_count> values_;
};

}  // namespace seethrough::rules
