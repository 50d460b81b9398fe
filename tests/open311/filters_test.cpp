#include "open311/filters.h"

#include <doctest/doctest.h>

#include "open311/w3c_time.h"

using namespace seethrough;
using namespace seethrough::open311;

namespace {

const Instant now = instant_in_china(day_of(2025, 6, 15), 12, 0, 0, 0);

RequestFilter read(const Parameters& parameters) {
  const auto filter = read_request_filter(parameters, now);
  REQUIRE(filter);
  return *filter;
}
/// The only fault's field.
std::string refused(const Parameters& parameters) {
  const auto filter = read_request_filter(parameters, now);
  REQUIRE_FALSE(filter);
  REQUIRE(filter.error().size() == 1);
  CHECK(filter.error()[0].code == 400);
  return filter.error()[0].field;
}

}  // namespace

TEST_CASE("without parameters: the last ninety days, everything, the first thousand") {
  const RequestFilter all = read({});
  CHECK(w3c(all.window.from) == "2025-03-17T12:00:00+08:00");
  CHECK(all.window.to == now);
  CHECK_FALSE(all.status);
  CHECK(all.slice.page == 1);
  CHECK(all.slice.page_size == 1000);
  CHECK(all.slice.skipped() == 0);
  const RequestFilter empty =
      read({{"start_date", ""}, {"status", ""}, {"page", ""}, {"service_code", ""}, {"lat", ""}});
  CHECK(empty.window.from == all.window.from);
  CHECK(empty.service_codes.empty());
}

TEST_CASE("one date puts the other ninety days away, but not into the future") {
  const RequestFilter old = read({{"start_date", "2025-01-01T00:00:00Z"}});
  CHECK(w3c(old.window.to) == "2025-04-01T08:00:00+08:00");
  CHECK(read({{"start_date", "2025-06-01T00:00:00Z"}}).window.to == now);
  CHECK(w3c(read({{"end_date", "2025-04-01T00:00:00Z"}}).window.from) == "2025-01-01T08:00:00+08:00");
  const RequestFilter both = read({{"start_date", "2025-01-01T00:00:00Z"}, {"end_date", "2025-04-01T00:00:00Z"}});
  CHECK(both.window.contains(both.window.from));
  CHECK(both.window.contains(both.window.to));
  CHECK_FALSE(both.window.contains(Instant{both.window.to.ms + 1}));
  const RequestFilter later = read({{"start_date", "2025-07-01T00:00:00Z"}});
  CHECK(later.window.to == later.window.from);
}

TEST_CASE("dates that span more than ninety days, are turned round or are none") {
  CHECK(refused({{"start_date", "2025-01-01T00:00:00Z"}, {"end_date", "2025-04-01T00:00:01Z"}}) == "end_date");
  CHECK(refused({{"start_date", "2025-02-01T00:00:00Z"}, {"end_date", "2025-01-01T00:00:00Z"}}) == "end_date");
  CHECK(refused({{"start_date", "last week"}}) == "start_date");
  CHECK(refused({{"end_date", "2025-06-15T00:00:00"}}) == "end_date");
}

TEST_CASE("codes, numbers and states may be repeated and listed with commas") {
  const RequestFilter f = read({{"service_code", "2025.1, 2025.2"}, {"service_code", "2025.3"}, {"status", "open"}});
  CHECK(f.service_codes == std::vector<std::string>{"2025.1", "2025.2", "2025.3"});
  CHECK(f.status == Status::open);
  CHECK(read({{"status", "closed"}}).status == Status::closed);
  CHECK_FALSE(read({{"status", "open,closed"}}).status);
  CHECK(refused({{"status", "open,done"}}) == "status");
}

TEST_CASE("a number overrides everything else, whatever it is") {
  const RequestFilter f = read({{"service_request_id", "A,B"}, {"start_date", "nonsense"}, {"lat", "1"}});
  CHECK(f.service_request_ids == std::vector<std::string>{"A", "B"});
}

TEST_CASE("pages") {
  const RequestFilter f = read({{"page", "3"}, {"page_size", "50"}});
  CHECK(f.slice.skipped() == 100);
  for (const char* bad : {"0", "-1", "x", "1.5", "1000001", "99999999999999999999"})
    CHECK(refused({{"page", bad}}) == "page");
  for (const char* bad : {"0", "1001", " 5"}) CHECK(refused({{"page_size", bad}}) == "page_size");
}

TEST_CASE("no coordinates are held; what the specification does not know is passed over") {
  CHECK(refused({{"lat", "36.1"}}) == "lat");
  CHECK(read_request_filter({{"lat", "36.1"}, {"long", "113.1"}, {"radius", "100"}}, now).error().size() == 3);
  read({{"extensions", "true"}, {"jurisdiction_id", "city"}, {"api_key", "k"}});
}

TEST_CASE("every fault is told, in both languages") {
  const auto filter = read_request_filter({{"start_date", "x"}, {"status", "y"}, {"page", "z"}}, now);
  REQUIRE_FALSE(filter);
  REQUIRE(filter.error().size() == 3);
  const auto zh = errors(filter.error(), Language::zh), en = errors(filter.error(), Language::en);
  CHECK(zh[0].description ==
        "参数 start_date 的值“x”不对：应为带时区的日期时间，如 2025-06-15T00:00:00+08:00。网址里的加号请写作 %2B。");
  CHECK(en[0].description ==
        "The parameter start_date is 'x', which is not as expected: give a date-time with its zone, like "
        "2025-06-15T00:00:00+08:00. Write the plus sign as %2B in an address.");
  CHECK(en[1].code == 400);
  CHECK(en[2].description ==
        "The parameter page is 'z', which is not as expected: give a whole number from 1 to 1000000.");
  CHECK(sentence({400, "f", "", {"甲", "a"}, {}}, Language::en) == "The parameter f is missing: give a.");
  CHECK(sentence({400, "f", "", {"甲", "a"}, {}}, Language::zh) == "缺少参数 f：应为甲。");
}

TEST_CASE("a long value is shown by its beginning, with no character cut in half") {
  std::string value;
  for (int i = 0; i < 1000; ++i) value += "好";
  const std::string told = sentence({400, "f", value, {"甲", "a"}, {}}, Language::zh);
  CHECK(told.size() < 200);
  CHECK(told.find("好…”") != std::string::npos);
}

TEST_CASE("updates have a window and pages") {
  const auto f = read_update_filter(
      {{"start_date", "2025-06-15T00:00:00Z"}, {"end_date", "2025-06-15T02:00:00Z"}, {"page_size", "10"}}, now);
  REQUIRE(f);
  CHECK(f->window.to.ms - f->window.from.ms == 2 * 3'600'000);
  CHECK(f->slice.page_size == 10);
  CHECK(read_update_filter({{"start_date", "x"}, {"end_date", "y"}}, now).error().size() == 2);
}
