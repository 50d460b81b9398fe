#include "identifiers/plate.h"

#include <algorithm>

#include "identifiers/digits.h"

namespace seethrough {
namespace {

constexpr std::string_view provinces = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼";
constexpr std::size_t province_bytes = 3;  // each of these characters in UTF-8
constexpr std::string_view new_energy_letters = "ABCDEFGHJK";

bool is_letter(char c) { return c >= 'A' && c <= 'Z' && c != 'I' && c != 'O'; }
bool is_letter_or_digit(char c) { return is_letter(c) || is_digit(c); }

bool begins_with_province(std::string_view plate) {
  if (plate.size() < province_bytes) return false;
  for (std::size_t at = 0; at < provinces.size(); at += province_bytes) {
    if (plate.substr(0, province_bytes) == provinces.substr(at, province_bytes)) return true;
  }
  return false;
}

bool is_new_energy_letter(char c) { return value_in(new_energy_letters, c) >= 0; }

}  // namespace

Result<PlateKind, PlateFault> check_plate(std::string_view plate) {
  if (!begins_with_province(plate)) return Unexpected{PlateFault::province};
  plate.remove_prefix(province_bytes);
  if (plate.empty() || !is_letter(plate[0])) return Unexpected{PlateFault::office};
  const std::string_view serial = plate.substr(1);
  if (serial.size() != 5 && serial.size() != 6) return Unexpected{PlateFault::length};
  if (serial.size() == 5) {
    if (std::all_of(serial.begin(), serial.end(), is_letter_or_digit)) return PlateKind::fuel;
  } else if (is_new_energy_letter(serial[0])) {
    if (is_letter_or_digit(serial[1]) && all_digits(serial.substr(2))) return PlateKind::new_energy_small;
  } else if (all_digits(serial.substr(0, 5)) && is_new_energy_letter(serial[5])) {
    return PlateKind::new_energy_large;
  }
  return Unexpected{PlateFault::serial};
}

}  // namespace seethrough
