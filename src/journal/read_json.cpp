#include "journal/read_json.h"

#include <boost/json/serialize.hpp>
#include <limits>

namespace seethrough::journal {
namespace {

constexpr std::int64_t largest_amount_fen = 99'999'999'999'999;  // 999,999,999,999.99 yuan
constexpr std::size_t longest_text = 2000;

/// Whether a fact can have this value: a purchase whose facts mean nothing is refused where it arrives.
bool can_be(rules::Field field, std::int64_t value) {
  const auto within = [&](std::int64_t first, std::int64_t last) { return first <= value && value <= last; };
  switch (rules::type_of(field)) {
    case rules::FieldType::money: return within(0, largest_amount_fen);
    case rules::FieldType::day: return within(day_of(1900, 1, 1).value, day_of(2199, 12, 31).value);
    case rules::FieldType::number: return within(0, std::numeric_limits<std::int32_t>::max());
    case rules::FieldType::powertrain: return within(0, static_cast<std::int64_t>(rules::Powertrain::new_energy));
    case rules::FieldType::battery: return within(0, static_cast<std::int64_t>(rules::Battery::lead_acid));
    case rules::FieldType::yes_no: return within(0, 1);
  }
  return false;
}

std::string shortened(const boost::json::value& json) {
  std::string text = boost::json::serialize(json);
  if (text.size() <= 60) return text;
  std::size_t end = 60;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;  // not inside a UTF-8 character
  return text.substr(0, end) + "…";
}

}  // namespace

bool Reader::fail(const boost::json::value& json, std::string expected_zh, std::string expected_en) {
  fault_ = FieldFault{path_, shortened(json), std::move(expected_zh), std::move(expected_en)};
  return false;
}

bool Reader::missing(std::string_view name) {
  const Step step(*this, name);
  fault_ = FieldFault{path_, "", "必填", "a value: this field is required"};
  return false;
}

bool Reader::unknown(std::string_view name, const boost::json::value& json) {
  const Step step(*this, name);
  return fail(json, "没有这个字段", "no such field");
}

bool Reader::read(const boost::json::value& json, std::string& out) {
  const auto* text = json.if_string();
  if (!text || text->size() > longest_text) return fail(json, "文字（至多 2000 字节）", "text of at most 2000 bytes");
  out.assign(text->data(), text->size());
  return true;
}

bool Reader::read(const boost::json::value& json, bool& out) {
  const bool* value = json.if_bool();
  if (!value) return fail(json, "true 或 false", "true or false");
  out = *value;
  return true;
}

bool Reader::read(const boost::json::value& json, std::int64_t& out) {
  const auto* value = json.if_int64();
  if (!value) return fail(json, "整数", "a whole number");
  out = *value;
  return true;
}

bool Reader::read(const boost::json::value& json, int& out) {
  const auto* value = json.if_int64();
  if (!value || *value < std::numeric_limits<int>::min() || *value > std::numeric_limits<int>::max())
    return fail(json, "整数（32 位以内）", "a whole number within 32 bits");
  out = static_cast<int>(*value);
  return true;
}

bool Reader::read(const boost::json::value& json, Fen& out) {
  const auto* value = json.if_int64();
  if (!value || (strictness_ == Strictness::request && *value < 0) || *value > largest_amount_fen)
    return fail(json, "以分为单位的非负整数，至多 99999999999999", "whole fen, not negative, at most 99999999999999");
  out = Fen{*value};
  return true;
}

bool Reader::read(const boost::json::value& json, Day& out) {
  const auto* text = json.if_string();
  if (text) {
    if (const auto day = parse_day(std::string_view(*text))) {
      out = *day;
      return true;
    }
  }
  return fail(json, "存在的日期，形如 2025-06-15", "a day that exists, like 2025-06-15");
}

bool Reader::read(const boost::json::value& json, Instant& out) {
  const auto* text = json.if_string();
  if (text) {
    if (const auto instant = parse_instant(std::string_view(*text))) {
      out = *instant;
      return true;
    }
  }
  return fail(json, "时刻，形如 2025-06-15T00:00:00.000Z", "an instant like 2025-06-15T00:00:00.000Z");
}

bool Reader::read(const boost::json::value& json, rules::Facts& out) {
  const auto* object = json.if_object();
  if (!object) return fail(json, "JSON 对象", "a JSON object");
  for (const auto& [key, value] : *object) {
    const auto field = rules::parse_field(std::string_view(key));
    if (!field) return unknown(std::string_view(key), value);
    const Step step(*this, std::string_view(key));
    std::int64_t number = 0;
    if (!read(value, number)) return false;
    if (strictness_ == Strictness::request ? !can_be(*field, number) : number == rules::Facts::absent)
      return fail(value, "该要素可以取的值", "a value that this fact can have");
    out.set(*field, number);
  }
  return true;
}

}  // namespace seethrough::journal
