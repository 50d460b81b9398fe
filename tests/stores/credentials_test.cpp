#include <doctest/doctest.h>
#include <sys/stat.h>

#include <atomic>
#include <fstream>
#include <iterator>
#include <set>
#include <thread>

#include "stores/scratch_folder.h"
#include "stores/sqlite/sqlite_credentials.h"

namespace seethrough::stores {
namespace {

using namespace std::chrono_literals;

constexpr PasswordCost cheap{1, std::size_t{1} << 20};  // the tests are about what is kept, not about its cost
const std::string right = "haitang-4827-mudan", other = "quanshui-1093-songbai";

MasterKey key_of(std::uint8_t octet) {
  MasterKey key;
  key.bytes.fill(octet);
  return key;
}

/// The store in a folder of its own, with a clock by hand.
class Desk {
 public:
  Desk() { reopen(); }
  void reopen(PasswordCost cost = cheap) {
    store_.reset();
    auto opened = SqliteCredentials::open(file(), key_of(1), random_, cost);
    REQUIRE(opened);
    store_ = std::move(*opened);
  }
  SqliteCredentials* operator->() { return store_.get(); }
  std::filesystem::path file() const { return folder_ / "credentials.db"; }
  void pass(std::chrono::seconds time) { now.ms += std::chrono::milliseconds(time).count(); }
  SignInAnswer sign_in(const std::string& account, const std::string& password, const std::string& code = "",
                       const std::string& address = "192.0.2.1") {
    auto answer = store_->check({account, password, code, address}, now);
    REQUIRE(answer);
    return *answer;
  }
  void fail(const std::string& account, int times, const std::string& address = "192.0.2.1") {
    for (int i = 0; i < times; ++i) CHECK(sign_in(account, "not it", "", address).outcome == SignIn::wrong);
  }
  /// What the next drawing of random octets gives.
  void draw_next(std::string_view octets) { *next_draw_ = octets; }
  /// Everything on disk: the file and its log.
  std::string bytes() const {
    std::string all;
    for (const char* end : {"", "-wal"}) {
      std::ifstream in(file().string() + end, std::ios::binary);
      all.append(std::istreambuf_iterator<char>(in), {});
    }
    return all;
  }

  Instant now{1'700'000'000'000};

 private:
  ScratchFolder folder_;
  std::shared_ptr<std::string> next_draw_ = std::make_shared<std::string>();
  RandomSource random_ = [next = next_draw_, system = system_random()](std::span<std::uint8_t> out) {
    if (next->size() != out.size()) return system(out);
    std::memcpy(out.data(), next->data(), out.size());
    next->clear();
  };
  std::unique_ptr<SqliteCredentials> store_;
};

/// RFC 6238, appendix B, the SHA-1 rows: the secret, and the last six of the eight digits.
constexpr std::string_view rfc_secret = "12345678901234567890";
struct Vector {
  std::int64_t at_s;
  const char* code;
};
constexpr Vector rfc_codes[] = {{59, "287082"},         {1111111109, "081804"}, {1111111111, "050471"},
                                {1234567890, "005924"}, {2000000000, "279037"}, {20000000000, "353130"}};

/// The account with a password and the RFC's secret as its second factor, in force since second 59.
std::vector<std::string> enrol(Desk& desk, const std::string& account) {
  REQUIRE(desk->set_password(account, right, desk.now));
  desk.draw_next(rfc_secret);
  auto begun = desk->begin_second_factor(account, desk.now);
  REQUIRE(begun);
  CHECK(begun->secret_base32 == "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
  auto codes = desk->confirm_second_factor(account, rfc_codes[0].code, Instant{rfc_codes[0].at_s * 1000});
  REQUIRE(codes);
  REQUIRE(codes->has_value());
  return **codes;
}

TEST_CASE("a password is right or wrong, and an unknown account looks like a wrong one") {
  Desk desk;
  CHECK_FALSE(*desk->has_password("li.min"));
  REQUIRE(desk->set_password("li.min", right, desk.now));
  CHECK(*desk->has_password("li.min"));
  CHECK(desk.sign_in("li.min", right).outcome == SignIn::good);
  CHECK(desk.sign_in("li.min", other).outcome == SignIn::wrong);
  CHECK(desk.sign_in("nobody", right).outcome == SignIn::wrong);
  CHECK(desk.sign_in("li.min", "").outcome == SignIn::wrong);
  CHECK(desk.sign_in("", "").outcome == SignIn::wrong);
  REQUIRE(desk->set_password("li.min", other, desk.now));
  CHECK(desk.sign_in("li.min", right).outcome == SignIn::wrong);
  desk.reopen();
  CHECK(desk.sign_in("li.min", other).outcome == SignIn::good);
}

TEST_CASE("weak passwords are refused with a sentence, good ones are not") {
  for (const char* weak : {"", "kx9-Wm2qvT7", "password1234", "Password2025!", "qwertyuiop[]", "123456789012",
                           "aaaaaaaaaaaaaaaa", "My-Li.Min-4827-haitang", "一二三四五六七八九十"}) {
    const auto why = SqliteCredentials::weakness("li.min", weak);
    REQUIRE_MESSAGE(why.has_value(), weak);
    CHECK(why->kind == FailureKind::malformed);
    CHECK_FALSE(why->zh.empty());
    CHECK_FALSE(why->en.empty());
  }
  CHECK(SqliteCredentials::weakness("li.min", std::string(129, 'k')).has_value());
  for (const char* good : {"kx9-Wm2qvT7p", "correct horse battery staple", "看得见的承诺和看得见的账"})
    CHECK_MESSAGE(!SqliteCredentials::weakness("li.min", good).has_value(), good);
  std::string longest;
  for (int i = 0; i < 64; ++i) longest += std::string(1, static_cast<char>('a' + i * 7 % 26)) + "山";
  CHECK_FALSE(SqliteCredentials::weakness("li.min", longest).has_value());  // 128 characters, 256 octets
  Desk desk;
  auto refused = desk->set_password("li.min", "password1234", desk.now);
  REQUIRE_FALSE(refused);
  CHECK(refused.error().kind == FailureKind::malformed);
  CHECK_FALSE(*desk->has_password("li.min"));
}

TEST_CASE("the password is kept as Argon2id, and anew when its cost rises") {
  Desk desk;
  REQUIRE(desk->set_password("li.min", right, desk.now));
  CHECK(desk.bytes().find("$argon2id$v=19$m=1024,t=1,") != std::string::npos);
  desk.reopen(PasswordCost{2, std::size_t{2} << 20});
  CHECK(desk.sign_in("li.min", other).outcome == SignIn::wrong);
  CHECK(desk.bytes().find("$argon2id$v=19$m=2048,t=2,") == std::string::npos);
  CHECK(desk.sign_in("li.min", right).outcome == SignIn::good);
  CHECK(desk.bytes().find("$argon2id$v=19$m=2048,t=2,") != std::string::npos);
  CHECK(desk.sign_in("li.min", right).outcome == SignIn::good);
  const PasswordCost standard;
  CHECK(standard.memory_octets == std::size_t{64} << 20);
}

TEST_CASE("an account waits after five failures, twice as long each time, up to an hour") {
  Desk desk;
  REQUIRE(desk->set_password("li.min", right, desk.now));
  for (const std::string account : {"li.min", "nobody"}) {  // an account that is unknown waits just the same
    desk.fail(account, 5, "192.0.2.9");
    std::int64_t wait_s = 30;
    for (int round = 0; round < 9; ++round) {
      const auto locked = desk.sign_in(account, right, "", "198.51.100.7");
      CHECK(locked.outcome == SignIn::locked);
      CHECK(locked.retry_after_s == wait_s);
      desk.pass(std::chrono::seconds(wait_s - 1));
      CHECK(desk.sign_in(account, right, "", "198.51.100.7").retry_after_s == 1);
      if (round == 4) desk.reopen();  // what was counted survives a restart
      CHECK(desk.sign_in(account, right, "", "198.51.100.7").outcome == SignIn::locked);
      desk.pass(1s);
      desk.fail(account, 1, "198.51.100." + std::to_string(10 + round));
      wait_s = std::min<std::int64_t>(2 * wait_s, 3600);
    }
    CHECK(wait_s == 3600);
    desk.pass(1h);
  }
  CHECK(desk.sign_in("li.min", right).outcome == SignIn::good);
  desk.fail("li.min", 4);  // and is counted from the front again
  CHECK(desk.sign_in("li.min", right).outcome == SignIn::good);
}

TEST_CASE("an address waits after twenty failures; signing in takes off one's own alone") {
  Desk desk;
  REQUIRE(desk->set_password("li.min", right, desk.now));
  for (int i = 0; i < 16; ++i) desk.fail("account" + std::to_string(i), 1);
  desk.fail("li.min", 3);
  CHECK(desk.sign_in("li.min", right).outcome == SignIn::good);  // 16 are left
  desk.fail("another1", 4);
  const auto locked = desk.sign_in("li.min", right);
  CHECK(locked.outcome == SignIn::locked);
  CHECK(locked.retry_after_s == 30);
  CHECK(desk.sign_in("li.min", right, "", "198.51.100.7").outcome == SignIn::good);
  desk.pass(30s);
  desk.fail("another2", 1);
  CHECK(desk.sign_in("li.min", right).retry_after_s == 60);
  desk.pass(24h + 1s);
  desk.fail("another3", 4);
  CHECK(desk.sign_in("li.min", right).outcome == SignIn::good);
}

TEST_CASE("a clock that was wrong does not lock an account for years") {
  Desk desk;
  REQUIRE(desk->set_password("li.min", right, desk.now));
  const Instant today = desk.now;
  desk.pass(20 * 365 * 24h);
  desk.fail("li.min", 5);
  desk.now = today;
  CHECK(desk.sign_in("li.min", right).outcome == SignIn::good);
}

TEST_CASE("the codes of RFC 6238 are good once, one step either side") {
  Desk desk;
  enrol(desk, "li.min");
  CHECK(*desk->has_second_factor("li.min"));
  for (const Vector& one : rfc_codes) {
    if (one.at_s == 59) continue;
    desk.now = Instant{one.at_s * 1000};
    CHECK(desk.sign_in("li.min", right).outcome == SignIn::code_needed);
    CHECK(desk.sign_in("li.min", other, one.code).outcome == SignIn::wrong);
    CHECK(desk.sign_in("li.min", right, "000000").outcome == SignIn::code_wrong);
    CHECK(desk.sign_in("li.min", right, one.code).outcome == SignIn::good);
    CHECK(desk.sign_in("li.min", right, one.code).outcome == SignIn::code_wrong);
    if (one.at_s == 1234567890) desk.reopen();  // nor after a restart
    CHECK(desk.sign_in("li.min", right, one.code).outcome == SignIn::code_wrong);
    desk.pass(1h);
  }
  Desk late, too_late;
  for (Desk* desk : {&late, &too_late}) enrol(*desk, "li.min");
  late.now = Instant{1234567890'000 + 29'000};  // the RFC's code is of the step that begins here
  CHECK(late.sign_in("li.min", right, "005 924").outcome == SignIn::good);
  too_late.now = Instant{1234567890'000 + 60'000};
  CHECK(too_late.sign_in("li.min", right, "005924").outcome == SignIn::code_wrong);
}

TEST_CASE("a code that is older than one used is not good, though within the window") {
  Desk desk;
  enrol(desk, "li.min");
  desk.now = Instant{1111111111'000};  // the codes of 1111111109 and 1111111111 are of neighbouring steps
  CHECK(desk.sign_in("li.min", right, "050471").outcome == SignIn::good);
  CHECK(desk.sign_in("li.min", right, "081804").outcome == SignIn::code_wrong);
}

TEST_CASE("wrong codes are failures; a right password without a code neither counts nor forgives") {
  Desk desk;
  enrol(desk, "li.min");
  for (int i = 0; i < 4; ++i) {
    CHECK(desk.sign_in("li.min", right).outcome == SignIn::code_needed);
    CHECK(desk.sign_in("li.min", right, "000000").outcome == SignIn::code_wrong);
  }
  CHECK(desk.sign_in("li.min", right).outcome == SignIn::code_needed);
  CHECK(desk.sign_in("li.min", right, "nonsense").outcome == SignIn::code_wrong);
  CHECK(desk.sign_in("li.min", right).outcome == SignIn::locked);
  desk.pass(30s);
  CHECK(desk.sign_in("li.min", right).outcome == SignIn::code_needed);  // the wait is over, also for the code
  CHECK(desk.sign_in("li.min", right, "000000").outcome == SignIn::code_wrong);
  CHECK(desk.sign_in("li.min", right).retry_after_s == 60);
}

TEST_CASE("a recovery code is good once, however it is typed") {
  Desk desk;
  const auto codes = enrol(desk, "li.min");
  REQUIRE(codes.size() == 10);
  CHECK(std::set<std::string>(codes.begin(), codes.end()).size() == 10);
  CHECK(desk.sign_in("li.min", right, codes[0]).outcome == SignIn::good);
  CHECK(desk.sign_in("li.min", right, codes[0]).outcome == SignIn::code_wrong);
  std::string typed = codes[1];
  for (char& c : typed) c = static_cast<char>(std::toupper(c));
  typed.erase(typed.find('-'), 1);
  CHECK(desk.sign_in("li.min", right, typed).outcome == SignIn::good);
  CHECK(*desk->recovery_codes_left("li.min") == 8);
  REQUIRE(desk->set_password("wang.fang", right, desk.now));
  desk.draw_next(rfc_secret);
  REQUIRE(desk->begin_second_factor("wang.fang", desk.now));
  REQUIRE(desk->confirm_second_factor("wang.fang", "287082", Instant{59'000})->has_value());
  CHECK(desk.sign_in("wang.fang", right, codes[2]).outcome == SignIn::code_wrong);  // it is li.min's
}

TEST_CASE("a second factor is in force once it is confirmed") {
  Desk desk;
  REQUIRE(desk->set_password("li.min", right, desk.now));
  CHECK(desk->confirm_second_factor("li.min", "287082", Instant{59'000}).error().kind == FailureKind::not_found);
  desk.draw_next(rfc_secret);
  const auto begun = desk->begin_second_factor("li.min", desk.now);
  CHECK(begun->uri == "otpauth://totp/Seethrough:li.min?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Seethrough"
                      "&algorithm=SHA1&digits=6&period=30");
  CHECK_FALSE(*desk->has_second_factor("li.min"));
  CHECK(desk.sign_in("li.min", right).outcome == SignIn::good);
  CHECK_FALSE(desk->confirm_second_factor("li.min", "000000", Instant{59'000})->has_value());
  CHECK_FALSE(*desk->has_second_factor("li.min"));
  REQUIRE(desk->confirm_second_factor("li.min", "287082", Instant{59'000})->has_value());
  desk.now = Instant{59'000};
  CHECK(desk.sign_in("li.min", right, "287082").outcome == SignIn::code_wrong);  // confirming used that step up
  REQUIRE(desk->begin_second_factor("li.min", desk.now));                        // another device, not confirmed
  CHECK(desk.sign_in("li.min", right).outcome == SignIn::code_needed);
  REQUIRE(desk->drop_second_factor("li.min"));
  CHECK(desk.sign_in("li.min", right).outcome == SignIn::good);
  CHECK(*desk->recovery_codes_left("li.min") == 0);
}

TEST_CASE("an invitation sets a password once, within a day") {
  Desk desk;
  const auto first = desk->invite("li.min", desk.now), second = desk->invite("li.min", desk.now);
  REQUIRE(first);
  REQUIRE(second);
  CHECK_FALSE(desk->accept_invitation(*first, right, desk.now)->has_value());  // the second replaced it
  CHECK_FALSE(desk->accept_invitation("unknown", right, desk.now)->has_value());
  auto weak = desk->accept_invitation(*second, "password1234", desk.now);
  REQUIRE_FALSE(weak);
  CHECK(weak.error().kind == FailureKind::malformed);
  desk.fail("li.min", 5);
  CHECK(**desk->accept_invitation(*second, right, desk.now) == "li.min");
  CHECK_FALSE(desk->accept_invitation(*second, other, desk.now)->has_value());
  CHECK(desk.sign_in("li.min", right).outcome == SignIn::good);  // and the waiting time is lifted
  const auto late = desk->invite("li.min", desk.now);
  desk.pass(24h);
  CHECK_FALSE(desk->accept_invitation(*late, other, desk.now)->has_value());
  const auto timely = desk->invite("li.min", desk.now);
  desk.pass(24h - 1s);
  const auto session = desk->open_session({"li.min", "password", "192.0.2.1", "test"}, desk.now);
  CHECK(desk->accept_invitation(*timely, other, desk.now)->has_value());
  CHECK_FALSE(desk->session(session->token, desk.now)->has_value());
}

TEST_CASE("a session ends when it is idle, when it is old, and when it is ended") {
  Desk desk;
  const auto opened = desk->open_session({"li.min", "password", "192.0.2.1", "test browser"}, desk.now);
  REQUIRE(opened);
  CHECK(*desk->last_sign_in("li.min") == desk.now);
  CHECK_FALSE(desk->last_sign_in("nobody")->has_value());
  CHECK(opened->token.size() == 43);
  CHECK(opened->session.id.size() == 16);
  auto known = desk->session(opened->token, desk.now);
  REQUIRE(known);
  REQUIRE(known->has_value());
  CHECK((*known)->account == "li.min");
  CHECK((*known)->csrf == opened->session.csrf);
  CHECK((*known)->csrf.size() == 64);
  CHECK((*known)->agent == "test browser");
  CHECK_FALSE(desk->session("another", desk.now)->has_value());
  CHECK_FALSE(desk->session("", desk.now)->has_value());

  SUBCASE("idle") {
    desk.pass(29min);
    CHECK(desk->session(opened->token, desk.now)->has_value());
    desk.pass(29min);
    CHECK(desk->session(opened->token, desk.now)->has_value());
    CHECK(desk->sessions("li.min", desk.now)->front().last_seen == desk.now);
    desk.pass(30min);
    CHECK(desk->sessions("li.min", desk.now)->empty());
    CHECK_FALSE(desk->session(opened->token, desk.now)->has_value());
    desk.now.ms -= 30 * 60'000;
    CHECK_FALSE(desk->session(opened->token, desk.now)->has_value());  // gone for good
  }
  SUBCASE("what was seen within a minute is not written, and counts all the same") {
    desk.pass(59s);
    CHECK(desk->session(opened->token, desk.now)->has_value());
    desk.pass(29min + 59s);
    CHECK(desk->session(opened->token, desk.now)->has_value());
    desk.reopen();  // it was written this time
    CHECK(desk->sessions("li.min", desk.now)->front().last_seen == desk.now);
  }
  SUBCASE("old") {
    for (int i = 0; i < 12 * 4 - 1; ++i) {
      desk.pass(15min);
      REQUIRE(desk->session(opened->token, desk.now)->has_value());
    }
    desk.pass(15min);
    CHECK_FALSE(desk->session(opened->token, desk.now)->has_value());
  }
  SUBCASE("other limits") {
    desk.pass(5min);
    CHECK_FALSE(desk->session(opened->token, desk.now, {5min, 12h})->has_value());
  }
  SUBCASE("ended") {
    CHECK_FALSE(*desk->end_session("wang.fang", opened->session.id));  // it isn't hers
    CHECK(*desk->end_session("li.min", opened->session.id));
    CHECK_FALSE(*desk->end_session("li.min", opened->session.id));
    CHECK_FALSE(desk->session(opened->token, desk.now)->has_value());
  }
  SUBCASE("all but one") {
    const auto second = desk->open_session({"li.min", "password", "192.0.2.2", ""}, desk.now);
    CHECK(desk->sessions("li.min", desk.now)->size() == 2);
    REQUIRE(desk->end_sessions("li.min", second->session.id));
    CHECK_FALSE(desk->session(opened->token, desk.now)->has_value());
    CHECK(desk->session(second->token, desk.now)->has_value());
    REQUIRE(desk->set_password("li.min", right, desk.now));
    CHECK_FALSE(desk->session(second->token, desk.now)->has_value());
  }
}

TEST_CASE("an API key is known by its whole text") {
  Desk desk;
  const auto made = desk->make_key();
  CHECK(made.key.size() == 12);
  CHECK(made.secret.starts_with("stk_" + made.key + "_"));
  CHECK_FALSE(desk->key(made.secret, desk.now)->has_value());
  REQUIRE(desk->keep_key(made.secret, "finance"));
  CHECK(desk->keep_key(made.secret, "finance").error().kind == FailureKind::conflict);
  CHECK(desk->keep_key("stk_short", "finance").error().kind == FailureKind::malformed);
  CHECK_FALSE(desk->key_last_used(made.key)->has_value());
  auto known = desk->key(made.secret, desk.now);
  REQUIRE(known->has_value());
  CHECK((*known)->account == "finance");
  CHECK((*known)->key == made.key);
  CHECK_FALSE((*known)->last_used.has_value());
  CHECK(*desk->key_last_used(made.key) == desk.now);
  std::string changed = made.secret;
  changed[20] = changed[20] == 'A' ? 'B' : 'A';
  for (const std::string& wrong : {changed, made.secret + "x", made.key, std::string()})
    CHECK_FALSE(desk->key(wrong, desk.now)->has_value());
  REQUIRE(desk->drop_key(made.key));
  CHECK_FALSE(desk->key(made.secret, desk.now)->has_value());
}

TEST_CASE("a provider's user is one account") {
  Desk desk;
  REQUIRE(desk->link("https://id.example", "u1", "li.min"));
  REQUIRE(desk->link("https://id.example", "u1", "li.min"));
  CHECK(desk->link("https://id.example", "u1", "wang.fang").error().kind == FailureKind::conflict);
  REQUIRE(desk->link("https://id.example", "u2", "wang.fang"));
  CHECK(**desk->linked("https://id.example", "u1") == "li.min");
  CHECK_FALSE(desk->linked("https://other.example", "u1")->has_value());
  CHECK(*desk->links("li.min") == std::vector<SqliteCredentials::Link>{{"https://id.example", "u1"}});
  REQUIRE(desk->unlink("https://id.example", "u1"));
  CHECK_FALSE(desk->linked("https://id.example", "u1")->has_value());
}

TEST_CASE("a forgotten account leaves nothing, not even in the file") {
  Desk desk;
  enrol(desk, "li.min");
  const auto session = desk->open_session({"li.min", "password", "192.0.2.1", "test"}, desk.now);
  const auto key = desk->make_key();
  REQUIRE(desk->keep_key(key.secret, "li.min"));
  REQUIRE(desk->link("https://id.example", "u1", "li.min"));
  const auto code = desk->invite("li.min", desk.now);
  desk.fail("li.min", 5);
  CHECK(desk.bytes().find("li.min") != std::string::npos);
  REQUIRE(desk->forget("li.min"));
  CHECK_FALSE(*desk->has_password("li.min"));
  CHECK_FALSE(*desk->has_second_factor("li.min"));
  CHECK_FALSE(desk->session(session->token, desk.now)->has_value());
  CHECK_FALSE(desk->key(key.secret, desk.now)->has_value());
  CHECK_FALSE(desk->accept_invitation(*code, right, desk.now)->has_value());
  CHECK(desk->links("li.min")->empty());
  CHECK(desk.sign_in("li.min", right).outcome == SignIn::wrong);
  CHECK(desk.bytes().find("li.min") == std::string::npos);
}

TEST_CASE("a stolen file holds no password, token, code or secret in the clear") {
  Desk desk;
  const auto codes = enrol(desk, "li.min");
  const auto session = desk->open_session({"li.min", "password", "192.0.2.1", "test"}, desk.now);
  const auto key = desk->make_key();
  REQUIRE(desk->keep_key(key.secret, "finance"));
  const auto invitation = desk->invite("wang.fang", desk.now);
  desk.fail("typed-the-password-here", 1);
  const std::string bytes = desk.bytes();
  CHECK(bytes.find("li.min") != std::string::npos);  // else nothing was looked at
  for (const std::string& secret :
       {right, std::string(rfc_secret), std::string("GEZDGNBVGY3TQOJQ"), session->token, session->session.csrf,
        key.secret, key.secret.substr(17), *invitation, codes[0], std::string("typed-the-password-here")})
    CHECK_MESSAGE(bytes.find(secret) == std::string::npos, secret);
  struct stat status {};
  for (const char* end : {"", "-wal"}) {
    REQUIRE(::stat((desk.file().string() + end).c_str(), &status) == 0);
    CHECK((status.st_mode & 077) == 0);
  }
}

TEST_CASE("another master key is refused; a second factor that was changed is named") {
  Desk desk;
  enrol(desk, "li.min");
  auto refused = SqliteCredentials::open(desk.file(), key_of(2), system_random(), cheap);
  REQUIRE_FALSE(refused);
  CHECK(refused.error().kind == FailureKind::conflict);
  CHECK(refused.error().en.find("keys/vault.key") != std::string::npos);
  auto database = Database::open(desk.file(), Database::Mode::read_write);
  REQUIRE(database->run("INSERT INTO password SELECT 'wang.fang', argon2 FROM password;"
                        "INSERT INTO factor SELECT 'wang.fang', sealed, 0 FROM factor"));
  auto moved = desk->check({"wang.fang", right, "287082", ""}, Instant{59'000});  // sealed for another account
  REQUIRE_FALSE(moved);
  CHECK(moved.error().kind == FailureKind::corrupt);
}

TEST_CASE("many threads at once: a code and an invitation are good once, and no failure is missed") {
  Desk desk;
  enrol(desk, "li.min");
  const auto invitation = desk->invite("wang.fang", desk.now);
  std::atomic<int> good{0}, accepted{0}, wrong{0}, strange{0};
  std::vector<std::thread> threads;
  for (int i = 0; i < 8; ++i) {
    threads.emplace_back([&, i] {
      auto code = desk->check({"li.min", right, "081804", ""}, Instant{1111111109'000});
      if (!code) ++strange;
      if (code && code->outcome == SignIn::good) ++good;
      auto invited = desk->accept_invitation(*invitation, right, desk.now);
      if (!invited) ++strange;
      if (invited && invited->has_value()) ++accepted;
      auto failed = desk->check({"target", "guess " + std::to_string(i), "", ""}, desk.now);
      if (!failed) ++strange;
      if (failed && failed->outcome == SignIn::wrong) ++wrong;
      auto session = desk->open_session({"zhao", "password", "", ""}, desk.now);
      if (!session || !desk->session(session->token, desk.now)->has_value()) ++strange;
    });
  }
  for (auto& thread : threads) thread.join();
  CHECK(good == 1);
  CHECK(accepted == 1);
  CHECK(wrong == 5);  // the other three were told to wait, though all came at once
  CHECK(strange == 0);
  CHECK(desk->sessions("zhao", desk.now)->size() == 8);
}

}  // namespace
}  // namespace seethrough::stores
