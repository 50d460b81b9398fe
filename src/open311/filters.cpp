#include "open311/filters.h"

#include <algorithm>
#include <charconv>

#include "open311/w3c_time.h"

namespace seethrough::open311 {
namespace {

constexpr std::int64_t longest_ms = std::int64_t{longest_window_days} * 24 * 3'600'000;
constexpr std::int64_t highest_page = 1'000'000;

const Wording date_time{"带时区的日期时间，如 2025-06-15T00:00:00+08:00",
                        "a date-time with its zone, like 2025-06-15T00:00:00+08:00"};

std::optional<Instant> date(const Parameters& parameters, const char* name, End end, Faults& faults) {
  const std::string_view value = value_of(parameters, name);
  if (value.empty()) return std::nullopt;
  const auto parsed = parse_w3c(value, end);
  if (!parsed)
    faults.push_back({400, name, std::string(value), date_time,
                      {"网址里的加号请写作 %2B。", "Write the plus sign as %2B in an address."}});
  return parsed;
}

Window window(const Parameters& parameters, Instant now, Faults& faults) {
  const auto from = date(parameters, "start_date", End::first, faults);
  const auto to = date(parameters, "end_date", End::last, faults);
  if (!from && !to) return {Instant{now.ms - longest_ms}, now};
  if (!to) return {*from, std::max(*from, std::min(now, Instant{from->ms + longest_ms}))};
  if (!from) return {Instant{to->ms - longest_ms}, *to};
  const std::string given(value_of(parameters, "end_date"));
  if (*to < *from)
    faults.push_back(
        {400, "end_date", given, {"不早于 start_date 的时间", "a time that is not before start_date"}, {}});
  else if (to->ms - from->ms > longest_ms)
    faults.push_back({400, "end_date", given,
                      {"start_date 之后 90 天以内的时间", "a time within 90 days of start_date"},
                      {"请分段查询。", "Ask for one stretch after the other."}});
  return {*from, *to};
}

/// A whole number from 1 to `most`, or `usual` if none is given.
std::int64_t count(const Parameters& parameters, const char* name, std::int64_t usual, std::int64_t most,
                   Faults& faults) {
  const std::string_view value = value_of(parameters, name);
  if (value.empty()) return usual;
  std::int64_t parsed = 0;
  const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), parsed);
  if (error == std::errc{} && end == value.data() + value.size() && parsed >= 1 && parsed <= most) return parsed;
  faults.push_back({400,
                    name,
                    std::string(value),
                    {"1 至 " + std::to_string(most) + " 的整数", "a whole number from 1 to " + std::to_string(most)},
                    {}});
  return usual;
}

Slice slice(const Parameters& parameters, Faults& faults) {
  const std::int64_t page = count(parameters, "page", 1, highest_page, faults);
  return {page, static_cast<int>(count(parameters, "page_size", largest_page, largest_page, faults))};
}

std::optional<Status> status(const Parameters& parameters, Faults& faults) {
  bool open = false, closed = false;
  for (const std::string& one : values_of(parameters, "status")) {
    if (one == "open") open = true;
    else if (one == "closed") closed = true;
    else
      faults.push_back(
          {400, "status", one, {"open 或 closed，可用逗号并列", "open or closed, or both with a comma"}, {}});
  }
  if (open == closed) return std::nullopt;
  return open ? Status::open : Status::closed;
}

void refuse_coordinates(const Parameters& parameters, Faults& faults) {
  for (const char* name : {"lat", "long", "radius"}) {
    const std::string_view value = value_of(parameters, name);
    if (value.empty()) continue;
    faults.push_back({400,
                      name,
                      std::string(value),
                      {"空：本系统不保存经纬度", "nothing: no coordinates are held here"},
                      {"请按 address_id 所示的县区自行筛选。", "Select by the unit that address_id names."}});
  }
}

}  // namespace

Result<RequestFilter, Faults> read_request_filter(const Parameters& parameters, Instant now) {
  RequestFilter filter;
  Faults faults;
  filter.service_request_ids = values_of(parameters, "service_request_id");
  if (!filter.service_request_ids.empty()) return filter;
  filter.service_codes = values_of(parameters, "service_code");
  filter.window = window(parameters, now, faults);
  filter.status = status(parameters, faults);
  filter.slice = slice(parameters, faults);
  refuse_coordinates(parameters, faults);
  if (!faults.empty()) return Unexpected{std::move(faults)};
  return filter;
}

Result<UpdateFilter, Faults> read_update_filter(const Parameters& parameters, Instant now) {
  Faults faults;
  UpdateFilter filter{window(parameters, now, faults), slice(parameters, faults)};
  if (!faults.empty()) return Unexpected{std::move(faults)};
  return filter;
}

}  // namespace seethrough::open311
