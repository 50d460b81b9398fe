#include "open311/form.h"

#include <doctest/doctest.h>

using namespace seethrough;
using namespace seethrough::open311;

namespace {

const PlaceCode city{140400}, district{140403}, county{140423}, town{140423100};

const Tree& places() {
  static const Tree tree = *Tree::make({{city, PlaceCode{0}, "长治市", "Changzhi", false, 0, 0},
                                        {district, city, "潞州区", "Luzhou", false, 0, 0},
                                        {county, city, "襄垣县", "Xiangyuan", false, 1, 0},
                                        {town, county, "古韩镇", "Guhan", false, 1, 0}});
  return tree;
}

Parameters sound() { return {{"service_code", "2025.1"}, {"address_id", "140403"}, {"description", "气味"}}; }
Parameters with(Parameters more) {
  Parameters all = sound();
  all.insert(all.end(), more.begin(), more.end());
  return all;
}
std::string refused(const Parameters& parameters) {
  const auto read = read_new_request(parameters, places());
  REQUIRE_FALSE(read);
  std::string fields;
  for (const Fault& fault : read.error()) fields += (fields.empty() ? "" : " ") + fault.field;
  return fields;
}

}  // namespace

TEST_CASE("a request with everything") {
  const auto read = read_new_request({{"api_key", "k"},
                                      {"jurisdiction_id", "city"},
                                      {"service_code", "2025.1"},
                                      {"lat", "36.195"},
                                      {"long", "-113.1e0"},
                                      {"address_string", "英雄中路 12 号, 潞州区"},
                                      {"email", "a@example.cn"},
                                      {"first_name", "三"},
                                      {"last_name", "张"},
                                      {"phone", "+86 355-1234567"},
                                      {"description", "夜里有气味\n很重"},
                                      {"media_url", "https://img.example.cn/1.jpg"},
                                      {"media_url[]", "http://img.example.cn/2.jpg"},
                                      {"device_id", "d"},
                                      {"account_id", "a"},
                                      {"token", "t-1"}},
                                     places());
  REQUIRE(read);
  CHECK(read->service_code == "2025.1");
  CHECK(read->place == district);
  CHECK(read->full_name() == "张三");
  CHECK(read->lat == "36.195");
  CHECK(read->phone == "+86 355-1234567");
  CHECK(read->media_urls.size() == 2);
  CHECK(read->description == "夜里有气味\n很重");
  CHECK(read->token == "t-1");
}

TEST_CASE("where: the attribute before the address's id before its text") {
  CHECK(read_new_request(with({{"attribute[place]", "襄垣县"}, {"address_string", "潞州区"}}), places())->place ==
        county);
  CHECK(read_new_request(with({{"address_string", "襄垣县"}}), places())->place == district);
  CHECK(refused({{"service_code", "1"}, {"address_id", "999999"}}) == "address_id");
  CHECK(refused({{"service_code", "1"}, {"attribute[place]", "nowhere"}}) == "attribute[place]");
  CHECK(refused({{"service_code", "1"}, {"address_string", "somewhere"}}) == "address_string");
  CHECK(refused({{"service_code", "1"}, {"lat", "36"}, {"long", "113"}}) == "address_id");
  CHECK(refused({}) == "service_code address_id");
}

TEST_CASE("the place in an address") {
  const auto in = [](const char* address) {
    const Place* found = place_in_address(address, places());
    return found ? found->code : PlaceCode{0};
  };
  CHECK(in("140423") == county);
  CHECK(in("Luzhou") == district);
  CHECK(in("12 Yingxiong Road, Luzhou, Changzhi") == district);
  CHECK(in("山西省长治市潞州区英雄中路12号") == district);
  CHECK(in("长治市襄垣县古韩镇东街") == town);
  CHECK(in("古韩镇") == town);
  CHECK(in("潞州区与襄垣县交界") == PlaceCode{0});
  CHECK(in("长治市") == city);
  CHECK(in("太原市") == PlaceCode{0});
  CHECK(in("") == PlaceCode{0});
}

TEST_CASE("names are joined as they are written") {
  NewRequest r;
  r.first_name = "John";
  r.last_name = "Smith";
  CHECK(r.full_name() == "John Smith");
  r.first_name = "";
  CHECK(r.full_name() == "Smith");
  r.last_name = "";
  CHECK(r.full_name().empty());
}

TEST_CASE("what is not as expected, each by its name") {
  std::string long_text;
  for (int i = 0; i < 4000; ++i) long_text += "好";
  CHECK(read_new_request(with({{"first_name", long_text.substr(0, 180)}}), places()));
  Parameters full{{"service_code", "1"}, {"address_id", "140403"}, {"description", long_text}};
  CHECK(read_new_request(full, places()));
  full[2].second += "好";
  CHECK(refused(full) == "description");
  full[2].second.assign(std::size_t{4} << 20, 'x');
  CHECK(refused(full) == "description");
  CHECK(refused(with({{"first_name", long_text.substr(0, 183)}})) == "first_name");
  for (const char* bad : {"a", "@b", "a@", "a b@c"}) CHECK(refused(with({{"email", bad}})) == "email");
  for (const char* bad : {"123", "call me", "1234567<b>"}) CHECK(refused(with({{"phone", bad}})) == "phone");
  for (const char* bad : {"javascript:alert(1)", "img.jpg"}) CHECK(refused(with({{"media_url", bad}})) == "media_url");
  CHECK(refused(with({{"lat", "36"}})) == "long");
  CHECK(refused(with({{"lat", "91"}, {"long", "113"}})) == "lat");
  CHECK(refused(with({{"lat", "north"}, {"long", "nan"}})) == "lat long");
}

TEST_CASE("an update") {
  const Parameters good{{"service_request_id", "W1"},
                        {"update_id", "77"},
                        {"status", "open"},
                        {"description", "还有气味"},
                        {"updated_datetime", "2025-06-15T08:00:00Z"},
                        {"last_name", "-"},
                        {"first_name", "Li"}};
  const auto read = read_new_update(good);
  REQUIRE(read);
  CHECK(read->service_request_id == "W1");
  CHECK(read->update_id == "77");
  CHECK(read->description == "还有气味");
  const auto bad = read_new_update({{"status", "sleeping"}, {"updated_datetime", "now"}});
  REQUIRE_FALSE(bad);
  CHECK(bad.error().size() == 4);
}
