// The second factor. The codes are liboath's (RFC 4226, RFC 6238); that a step is good once is kept here.

#include <fmt/format.h>
#include <liboath/oath.h>

#include <algorithm>
#include <cstdlib>

#include "base/check.h"
#include "stores/sqlite/sqlite_credentials.h"

namespace seethrough::stores {
namespace {

constexpr std::size_t secret_octets = 20;  // RFC 4226, section 4: 160 bits are recommended
constexpr std::size_t code_digits = 6;
constexpr unsigned step_s = OATH_TOTP_DEFAULT_TIME_STEP_SIZE;
constexpr std::size_t steps_either_side = 1;
constexpr int recovery_codes = 10;
constexpr std::size_t recovery_letters = 26;  // of 5 bits each: 130 bits

constexpr const char* begun = "SELECT sealed, last_step FROM factor_begun WHERE account=?";

std::string base32(std::string_view octets) {
  char* text = nullptr;
  std::size_t size = 0;
  INVARIANT(oath_base32_encode(octets.data(), octets.size(), &text, &size) == OATH_OK, "liboath writes base32");
  std::string out(text, size);
  std::free(text);
  std::erase(out, '=');
  std::erase(out, ' ');
  return out;
}

std::string percent_encoded(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
                       c == '.' || c == '_' || c == '~';
    if (plain) {
      out += c;
    } else {
      out += fmt::format("%{:02X}", static_cast<unsigned>(static_cast<unsigned char>(c)));
    }
  }
  return out;
}

/// As people type it: without spaces and hyphens, in lower case.
std::string typed(std::string_view code) {
  std::string out;
  for (const char c : code) {
    if (c == ' ' || c == '-') continue;
    out += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return out;
}

bool is_totp(std::string_view code) {
  return code.size() == code_digits && std::all_of(code.begin(), code.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// The step whose code this is, within the window.
std::optional<std::int64_t> step_of(const std::string& secret, const std::string& code, Instant at) {
  static const bool started = oath_init() == OATH_OK;
  INVARIANT(started, "liboath starts");
  std::uint64_t step = 0;
  int position = 0;
  const int found = oath_totp_validate4(secret.data(), secret.size(), static_cast<time_t>(at.ms / 1000), step_s,
                                        OATH_TOTP_DEFAULT_START_TIME, steps_either_side, &position, &step, 0,
                                        code.c_str());
  if (found < 0) return std::nullopt;
  return static_cast<std::int64_t>(step);
}

}  // namespace

Result<SqliteCredentials::Enrolment, Failure> SqliteCredentials::begin_second_factor(std::string_view account, Instant) {
  std::string secret(secret_octets, '\0');
  {
    const std::lock_guard lock(drawing_);
    random_(std::span(reinterpret_cast<std::uint8_t*>(secret.data()), secret.size()));
  }
  const auto sealed = seal(account, secret);
  const std::lock_guard lock(guard_);
  auto kept = sql_.run("INSERT OR REPLACE INTO factor_begun VALUES(?, ?, 0)", account, sealed);
  if (!kept) return Unexpected{kept.error()};
  Enrolment enrolment{base32(secret), {}};
  enrolment.uri = fmt::format("otpauth://totp/Seethrough:{}?secret={}&issuer=Seethrough&algorithm=SHA1&digits={}&period={}",
                              percent_encoded(account), enrolment.secret_base32, code_digits, step_s);
  return enrolment;
}

Result<std::optional<std::vector<std::string>>, Failure> SqliteCredentials::confirm_second_factor(
    std::string_view account, std::string_view code, Instant at) {
  const std::lock_guard lock(guard_);
  auto transaction = Transaction::begin(database_);
  if (!transaction) return Unexpected{transaction.error()};
  auto waiting = factor(begun, account);
  if (!waiting) return Unexpected{waiting.error()};
  if (!*waiting) {
    return Unexpected{Failure{FailureKind::not_found,
                              fmt::format("账号 {} 没有待确认的动态验证码。请重新开始绑定。", account),
                              fmt::format("The account {} has no second factor to confirm: begin again.", account)}};
  }
  const std::string plain = typed(code);
  const auto step = is_totp(plain) ? step_of((*waiting)->secret, plain, at) : std::nullopt;
  if (!step) return std::optional<std::vector<std::string>>();
  if (auto put = sql_.run("INSERT OR REPLACE INTO factor SELECT account, sealed, ?2 FROM factor_begun WHERE account=?1",
                          account, *step);
      !put)
    return Unexpected{put.error()};
  if (auto done = sql_.run("DELETE FROM factor_begun WHERE account=?", account); !done) return Unexpected{done.error()};
  auto codes = make_recovery_codes(account);
  if (!codes) return Unexpected{codes.error()};
  if (auto committed = transaction->commit(); !committed) return Unexpected{committed.error()};
  return std::optional(std::move(*codes));
}

Result<std::vector<std::string>, Failure> SqliteCredentials::make_recovery_codes(std::string_view account) {
  if (auto dropped = sql_.run("DELETE FROM recovery WHERE account=?", account); !dropped)
    return Unexpected{dropped.error()};
  std::vector<std::string> codes;
  for (int i = 0; i < recovery_codes; ++i) {
    std::string octets(secret_octets, '\0');
    {
      const std::lock_guard lock(drawing_);
      random_(std::span(reinterpret_cast<std::uint8_t*>(octets.data()), octets.size()));
    }
    std::string code = typed(base32(octets)).substr(0, recovery_letters);
    if (auto kept = sql_.run("INSERT INTO recovery VALUES(?, ?)", hash("recovery", account, code), account); !kept)
      return Unexpected{kept.error()};
    for (std::size_t at = 20; at > 0; at -= 5) code.insert(at, "-");  // in fives, the last of six
    codes.push_back(std::move(code));
  }
  return codes;
}

Result<std::optional<SqliteCredentials::Factor>, Failure> SqliteCredentials::factor(const char* sql,
                                                                                    std::string_view account) {
  std::optional<Factor> found;
  bool opened = true;
  auto read = sql_.first(
      sql,
      [&](const Statement& row) {
        auto secret = unseal(account, row.blob(0));
        opened = secret.has_value();
        if (opened) found = Factor{std::move(*secret), row.integer(1)};
      },
      account);
  if (!read) return Unexpected{read.error()};
  if (opened) return found;
  return Unexpected{corrupt_file(file_, fmt::format("账号 {} 的动态验证码密钥已被改动", account),
                                 fmt::format("the second factor of the account {} was changed", account))};
}

Result<bool, Failure> SqliteCredentials::code_is_good(std::string_view account, const Factor& factor,
                                                      std::string_view code, Instant at) {
  const std::string plain = typed(code);
  if (is_totp(plain)) {
    const auto step = step_of(factor.secret, plain, at);
    if (!step || *step <= factor.last_step) return false;
    auto used = sql_.run("UPDATE factor SET last_step=? WHERE account=?", *step, account);
    if (!used) return Unexpected{used.error()};
    return true;
  }
  auto used = sql_.run("DELETE FROM recovery WHERE code=?", hash("recovery", account, plain));
  if (!used) return Unexpected{used.error()};
  return database_.changes() == 1;
}

Result<void, Failure> SqliteCredentials::drop_second_factor(std::string_view account) {
  const std::lock_guard lock(guard_);
  auto transaction = Transaction::begin(database_);
  if (!transaction) return Unexpected{transaction.error()};
  for (const char* sql : {"DELETE FROM factor WHERE account=?", "DELETE FROM factor_begun WHERE account=?",
                          "DELETE FROM recovery WHERE account=?"}) {
    if (auto dropped = sql_.run(sql, account); !dropped) return dropped;
  }
  return transaction->commit();
}

Result<bool, Failure> SqliteCredentials::has_second_factor(std::string_view account) {
  const std::lock_guard lock(guard_);
  return sql_.exists("SELECT 1 FROM factor WHERE account=?", account);
}

Result<std::int64_t, Failure> SqliteCredentials::recovery_codes_left(std::string_view account) {
  const std::lock_guard lock(guard_);
  std::int64_t left = 0;
  auto read = sql_.first("SELECT count(*) FROM recovery WHERE account=?",
                         [&](const Statement& row) { left = row.integer(0); }, account);
  if (!read) return Unexpected{read.error()};
  return left;
}

}  // namespace seethrough::stores
