#include <oath.h>

#include <boost/json/parse.hpp>

#include <thread>

#include "http/doorkeeper.h"
#include "http/small_city.h"

namespace seethrough::http {
namespace {

using access::Grant;
using access::Programme;
using access::Role;

const std::string good_password = "correct horse battery staple";
const std::string own_password = R"({"password":")" + good_password + "\"}";
const Grant clerk{Role::clerk, Programme::subsidies, subsidies_test::district};

/// A small city with wang, who has a password.
struct City_ : SmallCity {
  City_() {
    open_account("wang", clerk);
    REQUIRE(credentials->set_password("wang", good_password, city->clock()));
  }
  Response sign_in(const std::string& account, const std::string& password, const std::string& code = "") {
    return ask("POST", "/api/v1/session", {},
               R"({"account":")" + account + R"(","password":")" + password + R"(","code":")" + code + "\"}");
  }
  /// Cookie and token of a response that opened a session.
  static Pairs session(const Response& response) {
    const std::string cookie(response.header("Set-Cookie").value_or(""));
    const auto body = boost::json::parse(response.text());
    return {{"Cookie", cookie.substr(0, cookie.find(';'))}, {"X-CSRF-Token", std::string(body.at("csrf").as_string())}};
  }
  std::vector<stores::TrailRow> trail_rows() {
    REQUIRE(trail->flush());
    return trail->list({}).value().rows;
  }
};

std::string type_of(const Response& response) {
  return std::string(boost::json::parse(response.text()).at("type").as_string());
}

TEST_CASE("a person signs in with a password, is told who they are, and signs out") {
  City_ c;
  const Response in = c.sign_in("wang", good_password);
  REQUIRE(in.status == 200);
  const std::string cookie(*in.header("Set-Cookie"));
  CHECK(cookie.find("; HttpOnly; SameSite=Strict;") != std::string::npos);
  CHECK(cookie.find("Secure") == std::string::npos);  // on this machine, without TLS
  const Pairs session = City_::session(in);
  const auto me = boost::json::parse(c.ask("GET", "/api/v1/session", session).text());
  CHECK(me.at("account") == "wang");
  CHECK(me.at("organ").at("organ") == "office");
  CHECK(me.at("grants").at(0).at("role") == "clerk");
  CHECK(me.at("rights").as_array().size() == 4);
  CHECK(c.ask("DELETE", "/api/v1/session", session).status == 204);
  CHECK(boost::json::parse(c.ask("GET", "/api/v1/session", session).text()).at("signed_in") == false);
  CHECK(c.ask("GET", "/api/v1/sessions", session).status == 401);
}

TEST_CASE("over TLS the cookie is for this host alone and never leaves TLS") {
  City_ c;
  Request request = c.post_request("/api/v1/session", R"({"account":"wang","password":")" + good_password + "\"}", "");
  request.headers.erase(request.headers.begin() + 2);  // the operator's token
  request.secure = true;
  request.peer_is_loopback = false;
  const Response in = c.router.answer(request);
  REQUIRE(in.status == 200);
  CHECK(in.header("Set-Cookie")->starts_with("__Host-seethrough="));
  CHECK(in.header("Set-Cookie")->ends_with("; Secure"));
  request.secure = false;
  CHECK(type_of(c.router.answer(request)) == "channel.not_private");
}

TEST_CASE("a wrong password and an unknown account are refused in the same words") {
  City_ c;
  const Response wrong = c.sign_in("wang", "wrong password"), unknown = c.sign_in("li", "wrong password");
  CHECK(wrong.status == 401);
  CHECK(wrong.text() == unknown.text());
  CHECK(type_of(wrong) == "signin.failed");
  c.open_account("machine", std::nullopt, access::AccountKind::machine);
  REQUIRE(c.credentials->set_password("machine", good_password, c.city->clock()));
  CHECK(c.sign_in("machine", good_password).text() == wrong.text());
}

TEST_CASE("after five failures an account waits, and is told how long") {
  City_ c;
  for (int i = 0; i < 5; ++i) CHECK(c.sign_in("wang", "wrong password").status == 401);
  const Response locked = c.sign_in("wang", good_password);
  CHECK(locked.status == 429);
  CHECK(type_of(locked) == "signin.locked");
  CHECK(locked.header("Retry-After") == std::to_string(boost::json::parse(locked.text()).at("retry_after").as_int64()));
}

TEST_CASE("an unsafe request of a session needs its token, and comes from our own page") {
  City_ c;
  Pairs session = c.session_of("wang");
  CHECK(c.ask("POST", "/api/v1/second-factor", session, own_password).status == 200);
  Pairs foreign = session;
  foreign.emplace_back("Origin", "https://evil.example");
  foreign.emplace_back("Host", "seethrough.example");
  CHECK(type_of(c.ask("POST", "/api/v1/second-factor", foreign)) == "csrf.failed");
  Pairs across = session;
  across.emplace_back("Sec-Fetch-Site", "cross-site");
  CHECK(c.ask("POST", "/api/v1/second-factor", across).status == 403);
  Pairs own = session;
  own.emplace_back("Origin", "https://seethrough.example");
  own.emplace_back("Host", "seethrough.example");
  CHECK(c.ask("POST", "/api/v1/second-factor", own, own_password).status == 200);
  session.pop_back();
  CHECK(type_of(c.ask("POST", "/api/v1/second-factor", session)) == "csrf.failed");
  session.emplace_back("X-CSRF-Token", "0");
  CHECK(c.ask("POST", "/api/v1/second-factor", session).status == 403);
  CHECK(c.ask("GET", "/api/v1/sessions", session).status == 200);  // reading needs none
}

std::string code_now(const std::string& base32, Instant at) {
  char* secret = nullptr;
  std::size_t size = 0;
  REQUIRE(oath_base32_decode(base32.data(), base32.size(), &secret, &size) == OATH_OK);
  char otp[7];
  REQUIRE(oath_totp_generate(secret, size, at.ms / 1000, 30, 0, 6, otp) == OATH_OK);
  free(secret);
  return otp;
}

TEST_CASE("a second factor is put in force with a code, asked for at sign-in, and good once") {
  City_ c;
  const Pairs session = c.session_of("wang");
  const auto begun = boost::json::parse(c.ask("POST", "/api/v1/second-factor", session, own_password).text());
  const std::string secret(begun.at("secret").as_string());
  CHECK(c.ask("PUT", "/api/v1/second-factor", session, R"({"code":"000000"})").status == 422);
  const std::string code = code_now(secret, c.city->clock());
  const Response on = c.ask("PUT", "/api/v1/second-factor", session, R"({"code":")" + code + "\"}");
  REQUIRE(on.status == 200);
  const auto codes = boost::json::parse(on.text()).at("recovery_codes").as_array();
  CHECK(codes.size() == 10);
  CHECK(type_of(c.sign_in("wang", good_password)) == "signin.code_needed");
  CHECK(type_of(c.sign_in("wang", good_password, code)) == "signin.code_wrong");  // used when it was put in force
  // An invitation replaces the password and leaves the second factor: it opens no session.
  const auto invited = c.credentials->invite("wang", c.city->clock());
  REQUIRE(invited);
  const Response accepted = c.ask("POST", "/api/v1/invitation", {},
                                  R"({"code":")" + *invited + R"(","password":")" + good_password + "\"}");
  CHECK(accepted.status == 200);
  CHECK_FALSE(accepted.header("Set-Cookie"));
  CHECK(type_of(c.sign_in("wang", good_password)) == "signin.code_needed");
  const std::string recovery(codes[0].as_string());
  CHECK(c.sign_in("wang", good_password, recovery).status == 200);
  CHECK(type_of(c.sign_in("wang", good_password, recovery)) == "signin.code_wrong");
  const Pairs later = c.session_of("wang");  // a new password has ended the first session
  CHECK(c.ask("DELETE", "/api/v1/second-factor", later, R"({"password":"not this"})").status == 422);
  CHECK(c.ask("DELETE", "/api/v1/second-factor", later, R"({"password":")" + good_password + "\"}").status == 204);
  CHECK(c.sign_in("wang", good_password).status == 200);
}

TEST_CASE("signing in again ends the session that the browser had, and a second factor needs the password") {
  City_ c;
  const Pairs before = c.session_of("wang");
  Pairs again{before.front()};
  const Response in = c.ask("POST", "/api/v1/session", again, R"({"account":"wang","password":")" + good_password + "\"}");
  REQUIRE(in.status == 200);
  CHECK(c.ask("GET", "/api/v1/sessions", before).status == 401);
  CHECK(c.ask("POST", "/api/v1/second-factor", City_::session(in), R"({"password":"not this"})").status == 422);
}

TEST_CASE("changing the password ends every other session and opens a new one") {
  City_ c;
  const Pairs here = c.session_of("wang"), elsewhere = c.session_of("wang");
  const auto change = [&](const std::string& current, const std::string& next) {
    return c.ask("POST", "/api/v1/password", here, R"({"current":")" + current + R"(","password":")" + next + "\"}");
  };
  CHECK(type_of(change("not this", "another good password 81")) == "password.wrong");
  CHECK(type_of(change(good_password, good_password)) == "password.same");
  CHECK(type_of(change(good_password, "password1234")) == "password.weak");
  const Response changed = change(good_password, "umbrella kettle northward 81");
  REQUIRE(changed.status == 200);
  CHECK(c.ask("GET", "/api/v1/sessions", elsewhere).status == 401);
  CHECK(c.ask("GET", "/api/v1/sessions", here).status == 401);
  CHECK(c.ask("GET", "/api/v1/sessions", City_::session(changed)).status == 200);
}

TEST_CASE("an invitation sets the first password once") {
  City_ c;
  c.open_account("admin", Grant{Role::administrator, Programme::all, subsidies_test::city});
  c.open_account("li", clerk);
  const Response invited = c.ask("POST", "/api/v1/accounts/li/invitation", c.session_of("admin"));
  REQUIRE(invited.status == 201);
  const std::string code(boost::json::parse(invited.text()).at("code").as_string());
  const auto accept = [&](const std::string& password) {
    return c.ask("POST", "/api/v1/invitation", {}, R"({"code":")" + code + R"(","password":")" + password + "\"}");
  };
  CHECK(type_of(accept("short")) == "password.weak");
  CHECK(accept(good_password).status == 200);
  CHECK(type_of(accept(good_password)) == "invitation.unknown");
  CHECK(c.sign_in("li", good_password).status == 200);
}

TEST_CASE("a suspended account is shut out at once, and a closed one's secrets are gone") {
  City_ c;
  c.open_account("admin", Grant{Role::administrator, Programme::all, subsidies_test::city});
  const Pairs session = c.session_of("wang"), admin = c.session_of("admin");
  const auto command = [&](const std::string& body, const std::string& key) {
    Pairs headers = admin;
    headers.emplace_back("Idempotency-Key", key);
    return c.ask("POST", "/api/v1/commands", headers, body);
  };
  CHECK(command(R"({"type":"access.suspend_account","data":{"account":"wang","reason":"离岗"}})", "1").status == 201);
  CHECK(c.ask("GET", "/api/v1/sessions", session).status == 401);
  CHECK(c.sign_in("wang", good_password).status == 401);
  CHECK(command(R"({"type":"access.resume_account","data":{"account":"wang"}})", "2").status == 201);
  CHECK(c.sign_in("wang", good_password).status == 200);
  CHECK(command(R"({"type":"access.close_account","data":{"account":"wang","reason":"离职"}})", "3").status == 201);
  CHECK_FALSE(c.credentials->has_password("wang").value());
  CHECK(type_of(command(R"({"type":"access.suspend_account","data":{"account":"admin","reason":"x"}})", "4")) ==
        "access.own_account");
}

TEST_CASE("a key does what its scopes and its account's role allow, until it ends or is revoked") {
  City_ c;
  c.populate();
  c.open_account("admin", Grant{Role::administrator, Programme::all, subsidies_test::city});
  c.open_account("till", clerk, access::AccountKind::machine);
  const Pairs admin = c.session_of("admin");
  const Response made = c.ask("POST", "/api/v1/accounts/till/keys", admin, R"({"scopes":["claims"],"until":"2031-06-15"})");
  REQUIRE(made.status == 201);
  const auto key = boost::json::parse(made.text());
  const std::string secret(key.at("secret").as_string());
  const auto redeem = [&](const std::string& idempotency) {
    return c.ask("POST", "/api/v1/commands", {{"Authorization", "Bearer " + secret}, {"Idempotency-Key", idempotency}},
                 journal::encode_command(journal::Command{subsidies::Command{subsidies::Redeem{sold(9)}}}));
  };
  CHECK(redeem("1").status == 201);
  const std::string withdraw =
      journal::encode_command(journal::Command{subsidies::Command{subsidies::Withdraw{subsidies::ClaimNumber{1}, city_day, "撤"}}});
  CHECK(c.ask("POST", "/api/v1/commands", {{"Authorization", "Bearer " + secret}, {"Idempotency-Key", "2"}}, withdraw).status ==
        403);  // the clerk may, the key may not
  CHECK(c.ask("GET", "/api/v1/applicants", {{"Authorization", "Bearer " + secret}}).status == 403);
  CHECK(c.ask("GET", "/api/v1/sessions", {{"Authorization", "Bearer " + secret}}).status == 403);
  CHECK(c.ask("GET", "/api/v1/audit", {{"Authorization", "Bearer stk_000000000000_x"}}).status == 401);
  CHECK(c.ask("DELETE", "/api/v1/accounts/till/keys/" + std::string(key.at("key").as_string()), admin).status == 204);
  CHECK(redeem("3").status == 401);
  CHECK(c.ask("POST", "/api/v1/accounts/wang/keys", admin, R"({"scopes":["claims"],"until":"2031-06-15"})").status == 422);
}

TEST_CASE("sign-ins, refusals, credentials and looks are on record, and no password is") {
  City_ c;
  c.sign_in("wang", "my secret guess");
  c.sign_in("wang", good_password);
  CHECK(c.ask("GET", "/api/v1/audit", c.session_of("wang")).status == 403);
  std::string all;
  for (const stores::TrailRow& row : c.trail_rows()) {
    all += std::string(name_of(row.kind)) + " " + std::string(name_of(row.outcome)) + " " + row.account + " " + row.subject +
           " " + row.detail + "\n";
  }
  CHECK(all == "refusal refused wang /api/v1/audit access.not_permitted\n"
               "sign_in done wang password " + all.substr(all.find("sign_in done wang password ") + 27, 16) + "\n"
               "sign_in refused wang password wrong\n");
  CHECK(c.trail->check().value() == 3);
}

TEST_CASE("a stranger who hammers at the door does not fill the trail") {
  City_ c;
  for (int i = 0; i < 400; ++i) CHECK(c.ask("POST", "/api/v1/password", {}, "{}").status == 401);
  REQUIRE(c.trail->flush());
  const std::uint64_t rows = c.trail->check().value();
  CHECK(rows >= 100);
  CHECK(rows < 400);
  CHECK(c.ask("GET", "/api/v1/audit", c.session_of("wang")).status == 403);  // whoever has signed in is always on record
  REQUIRE(c.trail->flush());
  CHECK(c.trail->check().value() > rows);
}

TEST_CASE("a long address is put on record without half a character") {
  City_ c;
  std::string longer = "/api/v1/accounts/";
  for (int i = 0; i < 100; ++i) longer += "%E9%95%BF";
  CHECK(c.ask("GET", longer, c.session_of("wang")).status == 403);
  const std::string subject = c.trail_rows().front().subject;
  CHECK(subject.size() <= 200);
  CHECK(subject.size() > 190);
  CHECK(valid_utf8(subject));
}

TEST_CASE("personal data is masked in lists, shown in full for a reason that is on record first, and erased by two people") {
  City_ c;
  c.populate();
  const std::string bought =
      R"({"kind":"冰箱","merchant":"911404000000003340","place":"140403","day":"2031-06-15","price_yuan":3299.50,)"
      R"("name":"张试","identity_number":"11010519491231002X","phone":"13800138000","item":"SN-1",)"
      R"("invoice":"25142000000012345678"})";
  Pairs key = c.session_of("wang");
  key.emplace_back("Idempotency-Key", "k");
  const Response claimed = c.ask("POST", "/api/v1/claims", key, bought);
  INFO(claimed.text());
  REQUIRE(claimed.status == 201);
  c.settle();
  const auto list = boost::json::parse(c.ask("GET", "/api/v1/applicants?text=C0000003", c.session_of("wang")).text());
  const auto& row = list.at("rows").at(0);
  CHECK(row.at("name") == "张*");
  CHECK(row.at("phone") == "138****8000");
  CHECK(row.at("identity").as_string().find("19491231") == boost::json::string::npos);
  CHECK(c.ask("POST", "/api/v1/applicants/C0000003", c.session_of("wang"), R"({"reason":""})").status == 422);
  const auto shown = boost::json::parse(
      c.ask("POST", "/api/v1/applicants/C0000003", c.session_of("wang"), R"({"reason":"核对身份证号"})").text());
  CHECK(shown.at("phone") == "13800138000");
  CHECK(c.trail_rows().front().detail == "核对身份证号");

  const std::string subject(row.at("subject").as_string());
  c.open_account("li", Grant{Role::auditor, Programme::all, subsidies_test::city});
  c.open_account("zhao", Grant{Role::leader, Programme::all, subsidies_test::city});
  const auto held = boost::json::parse(c.ask("GET", "/api/v1/people/" + subject + "/export", c.session_of("li")).text());
  CHECK(held.at("documents").as_array().size() == 1);
  CHECK(held.at("entries").as_array().size() == 1);
  const auto command = [&](const std::string& who, const std::string& type, const std::string& more) {
    Pairs headers = c.session_of(who);
    headers.emplace_back("Idempotency-Key", type);
    return c.ask("POST", "/api/v1/commands", headers,
                 R"({"type":"access.)" + type + R"(","data":{"subject":")" + subject + "\"" + more + "}}");
  };
  CHECK(command("wang", "request_erasure", R"(,"reason":"本人申请")").status == 201);
  CHECK(command("wang", "approve_erasure", "").status == 403);
  CHECK(command("zhao", "approve_erasure", "").status == 201);
  CHECK(c.vault.count().value() == 0);
  c.settle();
  const auto after = boost::json::parse(c.ask("GET", "/api/v1/applicants?text=C0000003", c.session_of("wang")).text());
  CHECK(after.at("rows").at(0).at("name").is_null());
  const auto erasures = boost::json::parse(c.ask("GET", "/api/v1/erasures", c.session_of("li")).text());
  CHECK(erasures.at("rows").at(0).at("state") == "erased");
  CHECK(erasures.at("rows").at(0).at("documents") == 1);
}

TEST_CASE("a clerk of one district neither lists nor sees another's applicants") {
  SmallCity c;
  c.populate();
  c.settle();
  c.open_account("far", Grant{Role::clerk, Programme::complaints, subsidies_test::district});
  CHECK(boost::json::parse(c.ask("GET", "/api/v1/applicants", c.session_of("far")).text()).at("total") == 0);
  CHECK(c.ask("POST", "/api/v1/applicants/C0000001", c.session_of("far"), R"({"reason":"好奇看看"})").status == 403);
}

}  // namespace
}  // namespace seethrough::http
