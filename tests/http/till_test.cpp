// The tills' routes: what a vendor's program sees of a sale from the question to the return.

#include "http/small_city.h"

namespace seethrough::http {
namespace {

namespace json = boost::json;

const std::string zhang = "11010519491231002X", li = "440524188001010014";

std::string phone_sale(const std::string& identity, const std::string& item, const std::string& more) {
  return R"({"kind":"phone","merchant":")" + shop_code + R"(","place":"140403","day":"2031-06-15","price_yuan":2999.5,)"
         R"("name":"张三","identity_number":")" + identity + R"(","phone":"13800138000","item":")" + item +
         R"(","invoice":"2514200000001234)" + item.substr(item.size() - 4) + '"' + more + "}";
}
std::string question(const std::string& identity, const std::string& more = R"(,"price_fen":299950)") {
  return R"({"identity":")" + identity + R"(","kind":"phone","channel":"offline","place":140403)" + more + "}";
}
std::string draw(const std::string& identity, const std::string& round = "june") {
  return R"({"round":")" + round + R"(","identity":")" + identity + R"(","kind":"phone","channel":"offline","place":140403})";
}

struct CityWithRound : SmallCity {
  CityWithRound() {
    give(subsidies::OpenFund{"goods", 2031, {"appliance_digital"}, Fen{10'000'000}, "预算", false});
    give(subsidies::AdmitMerchant{shop_code, "商店", subsidies_test::district, city_day, false});
    const Instant from = instant_in_china(city_day, 8, 0, 0, 0), to = instant_in_china(city_day, 20, 0, 0, 0);
    give(subsidies::OpenRound{"june", "goods", "appliance_digital.digital", subsidies_test::city, from, to, 10, Fen{50'000},
                              subsidies::RoundMethod::first_come, ""});
  }
  json::value till(const std::string& route, const std::string& body, const std::string& key, int status) {
    const Response response = post("/api/v1/till/" + route, body, key);
    INFO(route, " ", response.text());
    CHECK(response.status == status);
    return json::parse(response.text());
  }
  json::value ask_for(const std::string& body) { return till("qualification", body, "", 200); }
};

TEST_CASE("a sale from the question to the void: entitlement, price steps, the serial number locked and free again") {
  CityWithRound c;
  auto may = c.ask_for(question(zhang));
  CHECK(may.at("eligible") == false);
  CHECK(may.at("why").at("type") == "subsidies.entitlement_required");
  CHECK_FALSE(may.at("why").at("zh").as_string().empty());
  CHECK(may.at("subsidy_fen") == 44'992);  // 15% of 2,999.50, rounded down
  CHECK(may.at("used") == 0);
  CHECK(may.at("limit") == 1);
  CHECK(may.at("rounds") == json::array{"june"});

  const auto drawn = c.till("draw", draw(zhang), "d1", 201);
  CHECK(drawn.at("entitlement") == "E0000001");
  CHECK(drawn.at("expires") == "2031-06-15T16:00:00.000Z");  // offline: until the week ends, which is today
  CHECK(drawn.at("reserved_fen") == 50'000);
  CHECK(c.till("draw", draw(zhang), "d1", 201).at("entitlement") == "E0000001");
  CHECK(c.till("draw", draw(zhang), "d2", 422).at("type") == "subsidies.already_holds");
  may = c.ask_for(question(zhang));
  CHECK(may.at("eligible") == true);
  CHECK(may.at("entitlements").at(0).at("entitlement") == "E0000001");

  const std::string more = R"(,"entitlement":"E0000001","channel":"offline","till":"T-1","list_price_fen":319950,)"
                           R"("steps":[{"giver":"maker","amount_fen":20000}],"second_imei":"490154203237518")";
  const auto sold = c.till("redeem", phone_sale(zhang, "SN-0001", more), "r1", 201);
  CHECK(sold.at("claim") == "C0000001");
  CHECK(sold.at("state") == "redeemed");
  CHECK(sold.at("subsidy_fen") == 44'992);
  CHECK(sold.at("payable_fen") == 254'958);
  CHECK(sold.at("receipt_steps").at(0).at("after_fen") == 299'950);
  CHECK(sold.at("receipt_steps").at(1).at("giver") == "government");
  CHECK(sold.at("receipt_steps").at(1).at("after_fen") == 254'958);
  CHECK(c.get(std::string(sold.at("receipt").as_string())).status == 200);

  CHECK(c.till("draw", draw(li), "d3", 201).at("entitlement") == "E0000002");
  const std::string hers = R"(,"entitlement":"E0000002")";
  const auto locked = c.till("redeem", phone_sale(li, "SN-0001", hers), "r2", 422);
  CHECK(locked.at("type") == "subsidies.item_already_subsidised");
  CHECK(contains(locked.at("detail").as_string(), "C0000001"));
  CHECK(c.till("void", R"({"claim":"C0000001","reason":"误操作"})", "v1", 201).at("state") == "voided");
  CHECK(c.till("redeem", phone_sale(li, "SN-0001", hers), "r3", 201).at("claim") == "C0000002");
  CHECK(c.till("redeem", phone_sale(li, "SN-0001", hers), "r2", 422).at("repeated") == true);  // for ever the same
  CHECK(c.till("return", R"({"claim":"C0000002","reason":"退货","refunded":true})", "t1", 201).at("state") == "returned");
}

TEST_CASE("the same key gets the same answer on another day too, and a different request under it none") {
  CityWithRound c;
  c.till("draw", draw(zhang), "d1", 201);
  c.till("redeem", phone_sale(zhang, "SN-0001", R"(,"entitlement":"E0000001")"), "r1", 201);
  const std::string undo = R"({"claim":"C0000001","reason":"误操作"})";
  const auto first = c.till("void", undo, "v1", 201);
  const std::uint64_t size = c.engine->size();
  c.city->clock = [] { return instant_in_china(city_day + 3, 12, 0, 0, 0); };
  const auto again = c.till("void", undo, "v1", 201);
  CHECK(again.at("seq") == first.at("seq"));
  CHECK(again.at("repeated") == true);
  CHECK(c.till("redeem", phone_sale(zhang, "SN-0001", R"(,"entitlement":"E0000001")"), "r1", 201).at("repeated") == true);
  c.till("void", R"({"claim":"C0000001","reason":"别的原因"})", "v1", 409);
  c.till("draw", draw(zhang), "v1", 409);
  CHECK(c.engine->size() == size);
}

TEST_CASE("a sale on which a check found something is held, and the till hears why") {
  CityWithRound c;
  c.till("draw", draw(zhang), "d1", 201);
  const auto sold = c.till("redeem", phone_sale(zhang, "SN-0001", R"(,"entitlement":"E0000001","company_buyer":true)"), "r1", 201);
  CHECK(sold.at("state") == "held");
  CHECK(sold.at("hold_reason") == "company_buyer");
  CHECK_FALSE(sold.at("hold_reason_zh").as_string().empty());
  CHECK(c.till("void", R"({"claim":"C0000001","reason":"误操作"})", "v1", 201).at("state") == "voided");
}

TEST_CASE("qualification says what the rules, the limit, the day and the place have against it") {
  CityWithRound c;
  CHECK(c.ask_for(question(zhang, R"(,"price_fen":600001)")).at("why").at("type") == "subsidies.not_eligible");
  const auto without_price = c.ask_for(question(zhang, ""));
  CHECK(without_price.at("why").at("type") == "subsidies.entitlement_required");
  CHECK_FALSE(without_price.as_object().contains("subsidy_fen"));
  CHECK(c.ask_for(question(zhang, R"(,"day":"2031-06-16")")).at("why").at("type") == "subsidies.day_in_future");
  CHECK(c.ask_for(question(zhang, R"(,"day":"2030-06-15")")).at("why").at("type") == "subsidies.no_rules");
  c.till("draw", draw(zhang), "d1", 201);
  c.till("redeem", phone_sale(zhang, "SN-0001", R"(,"entitlement":"E0000001")"), "r1", 201);
  c.till("draw", draw(zhang), "d2", 422);
  const auto used = c.ask_for(question(zhang));
  CHECK(used.at("eligible") == false);
  CHECK(used.at("used") == 1);
  const std::string by_pseudonym = R"({"person":")" + to_hex(c.vault.pseudonym("person", zhang)) +
                                   R"(","kind":"phone","channel":"offline","place":140403})";
  CHECK(c.ask_for(by_pseudonym).at("used") == 1);
  // Asking leaves nothing in the journal, and who asked about whom in the trail.
  const std::uint64_t size = c.engine->size();
  c.ask_for(question(li));
  CHECK(c.engine->size() == size);
  REQUIRE(c.trail->flush());
  std::string looks;
  for (const stores::TrailRow& row : c.trail->list({})->rows) {
    if (row.kind == stores::TrailKind::look) looks += row.subject + " " + row.detail + "\n";
  }
  CHECK(contains(looks, "qualification " + to_hex(c.vault.pseudonym("person", li))));
  CHECK_FALSE(contains(looks, li));
}

TEST_CASE("what cannot be understood is said by its member, and personal values are not repeated") {
  CityWithRound c;
  const auto detail = [&](const std::string& route, const std::string& body) {
    return std::string(c.till(route, body, "bad", 400).at("detail").as_string());
  };
  CHECK(contains(detail("draw", draw("110105194912310021")), "identity"));
  CHECK_FALSE(contains(detail("draw", draw("110105194912310021")), "110105194912310021"));
  CHECK(contains(detail("draw", R"({"round":"june","kind":"phone","channel":"offline","place":140403})"), "identity"));
  CHECK(contains(detail("draw", R"({"round":"june","kind":"phone","channel":"by post","place":140403})"), "channel"));
  CHECK(contains(detail("void", R"({"claim":"1","reason":"x"})"), "claim"));
  CHECK(contains(detail("void", "[]"), "JSON object"));
  CHECK(contains(detail("redeem", phone_sale(zhang, "SN-0001", R"(,"colour":"red")")), "colour"));
  CHECK(contains(detail("redeem", phone_sale(zhang, "SN-0001", R"(,"entitlement":"17")")), "E0000001"));
  CHECK(contains(detail("redeem", phone_sale(zhang, "SN-0001", R"(,"steps":[{"giver":"aunt","amount_fen":1}])")), "steps[0].giver"));
  const std::string imei = detail("redeem", phone_sale(zhang, "SN-0001", R"(,"second_imei":"490154203237519")"));
  CHECK(contains(imei, "second_imei"));
  CHECK_FALSE(contains(imei, "490154203237519"));
  CHECK(c.till("redeem", phone_sale(zhang, "SN-0001", R"(,"steps":[{"giver":"government","amount_fen":1}])"), "g", 422).at("type") ==
        "subsidies.step_out_of_order");
  c.till("draw", draw(zhang), "", 400);  // without a key
  CHECK(c.vault.get(c.vault.pseudonym("person", zhang))->size() == 1);  // of the one that reached the engine
}

TEST_CASE("after hours offline: each item is a request of its own, and one sale may be named by its key") {
  CityWithRound c;
  c.till("draw", draw(zhang), "d1", 201);
  c.till("draw", draw(li), "d2", 201);
  const auto item = [](const std::string& head, const std::string& body) { return "{" + head + "," + body.substr(1); };
  const std::string body =
      "{\"items\":[" + item(R"("key":"a","op":"redeem")", phone_sale(zhang, "SN-0001", R"(,"entitlement":"E0000001")")) + "," +
      item(R"("key":"b","op":"void","of":"a")", R"({"reason":"误操作"})") + "," +
      item(R"("key":"c","op":"redeem")", phone_sale(li, "SN-0001", R"(,"entitlement":"E0000002")")) + "," +
      item(R"("key":"d","op":"return","of":"c")", R"({"reason":"退货"})") + "," +
      R"({"key":"e","op":"void","of":"nobody","reason":"x"},{"key":"f","op":"void","claim":"C0000009","reason":"x"},)"
      R"({"key":"g","op":"draw","round":"june"},{"op":"void"},7]})";
  const auto statuses = [](const json::value& answer) {
    std::vector<int> all;
    for (const auto& one : answer.at("results").as_array()) all.push_back(one.at("status").to_number<int>());
    return all;
  };
  const auto first = c.till("sync", body, "", 200);
  CHECK(statuses(first) == std::vector<int>{201, 201, 201, 201, 400, 422, 400, 400, 400});
  CHECK(first.at("results").at(1).at("state") == "voided");
  CHECK(first.at("results").at(3).at("claim") == "C0000002");
  CHECK(first.at("results").at(5).at("key") == "f");
  const std::uint64_t size = c.engine->size();
  const auto again = c.till("sync", body, "", 200);
  CHECK(statuses(again) == statuses(first));
  for (const std::size_t i : {0u, 1u, 2u, 3u, 5u}) {
    CHECK(again.at("results").at(i).at("repeated") == true);
    CHECK(again.at("results").at(i).at("seq") == first.at("results").at(i).at("seq"));
  }
  CHECK(c.engine->size() == size);
  CHECK(c.till("redeem", phone_sale(zhang, "SN-0001", R"(,"entitlement":"E0000001")"), "a", 201).at("repeated") == true);
  std::string many = "{\"items\":[7";
  for (int i = 0; i < 200; ++i) many += ",7";
  c.till("sync", many + "]}", "", 413);
  c.till("sync", "{\"items\":7}", "", 400);
}

TEST_CASE("a key does what its scopes say, and nothing goes into the vault from where the account may not enter") {
  CityWithRound c;
  c.open_account("admin", access::Grant{access::Role::administrator, access::Programme::all, subsidies_test::city});
  c.open_account("till", access::Grant{access::Role::clerk, access::Programme::subsidies, subsidies_test::district},
                 access::AccountKind::machine);
  c.open_account("far", access::Grant{access::Role::clerk, access::Programme::projects, subsidies_test::district},
                 access::AccountKind::machine);
  const auto key_of = [&](const std::string& account) {
    const Response made = c.ask("POST", "/api/v1/accounts/" + account + "/keys", c.session_of("admin"),
                                R"({"scopes":["claims"],"until":"2031-06-30"})");
    REQUIRE(made.status == 201);
    return "Bearer " + std::string(json::parse(made.text()).at("secret").as_string());
  };
  const auto as = [&](const std::string& bearer, const std::string& route, const std::string& body, const std::string& key) {
    return c.ask("POST", "/api/v1/till/" + route, {{"Authorization", bearer}, {"Idempotency-Key", key}}, body).status;
  };
  const std::string till = key_of("till"), far = key_of("far");
  CHECK(as(till, "qualification", question(zhang), "") == 200);
  CHECK(as(far, "qualification", question(zhang), "") == 403);
  CHECK(as(till, "draw", draw(zhang), "d1") == 201);
  const std::string sale = phone_sale(zhang, "SN-0001", R"(,"entitlement":"E0000001")");
  CHECK(as(far, "redeem", sale, "r0") == 403);
  CHECK(c.vault.get(c.vault.pseudonym("person", zhang))->empty());
  CHECK(as(till, "redeem", sale, "r1") == 201);
  CHECK(as(till, "return", R"({"claim":"C0000001","reason":"退货"})", "t1") == 403);  // another scope
  CHECK(as(till, "void", R"({"claim":"C0000001","reason":"误操作"})", "v1") == 201);
  const Response synced = c.ask("POST", "/api/v1/till/sync", {{"Authorization", till}},
                                R"({"items":[{"key":"t2","op":"return","claim":"C0000001","reason":"退货"}]})");
  CHECK(json::parse(synced.text()).at("results").at(0).at("status") == 403);
  CHECK(c.ask("POST", "/api/v1/till/draw", {{"Idempotency-Key", "x"}}, draw(li)).status == 401);
}

}  // namespace
}  // namespace seethrough::http
