// Passwords, the counting of failures, and invitations.

#include <fmt/format.h>
#include <zxcvbn.h>

#include <algorithm>

#include "stores/sqlite/sqlite_credentials.h"

namespace seethrough::stores {
namespace {

constexpr std::size_t fewest_characters = 12, most_characters = 128;
constexpr double score_3_bits = 26.575;  // 10^8 guesses, zxcvbn's "safely unguessable"
constexpr int free_of_account = 5, free_of_address = 20;
constexpr std::int64_t shortest_wait_s = 30, longest_wait_s = 3600;
constexpr std::int64_t forgotten_after_ms = 24 * 3600 * 1000LL;
constexpr std::int64_t invitation_ms = 24 * 3600 * 1000LL;

std::size_t characters(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(
      text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xc0) != 0x80; }));
}

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return out;
}

/// What a guesser needs, in bits.
double guesses_bits(std::string_view account, std::string_view password) {
  std::string text(password);
  std::erase(text, '\0');
  const std::string name(account);
  const char* known[] = {"seethrough", "mingdu", name.c_str(), nullptr};
  if (name.empty()) known[2] = nullptr;
  return ZxcvbnMatch(text.c_str(), known, nullptr);
}

Failure weak(std::string zh, std::string en) { return {FailureKind::malformed, std::move(zh), std::move(en)}; }

std::int64_t wait_ms(std::int64_t failures, int free_failures) {
  if (failures < free_failures) return 0;
  const std::int64_t doublings = std::min<std::int64_t>(failures - free_failures, 10);
  return std::min(shortest_wait_s << doublings, longest_wait_s) * 1000;
}

}  // namespace

std::optional<Failure> SqliteCredentials::weakness(std::string_view account, std::string_view password) {
  const std::size_t size = characters(password);
  if (size < fewest_characters) {
    return weak(fmt::format("口令只有 {} 个字符，至少应有 {} 个。可用几个不相关的词连成一句。", size, fewest_characters),
                fmt::format("The password has {} characters and needs at least {}: a few unrelated words make a good one.",
                            size, fewest_characters));
  }
  if (size > most_characters) {
    return weak(fmt::format("口令有 {} 个字符，至多可有 {} 个。请缩短。", size, most_characters),
                fmt::format("The password has {} characters and may have at most {}: shorten it.", size,
                            most_characters));
  }
  // A name of one or two letters stands in many a word by chance.
  if (account.size() >= 3 && lower(password).find(lower(account)) != std::string::npos) {
    return weak("口令中含有账号名。请换一个不含账号名的口令。",
                "The password contains the account's name: choose one that doesn't.");
  }
  if (guesses_bits(account, password) < score_3_bits) {
    return weak("口令太容易被猜到（常用口令、键盘上的一行、日期或重复的字符）。可用几个不相关的词连成一句。",
                "The password is easy to guess (a common one, a row of keys, a date or repetitions): a few unrelated words "
                "make a good one.");
  }
  return std::nullopt;
}

Result<void, Failure> SqliteCredentials::set_password(std::string_view account, std::string_view password, Instant) {
  if (auto why = weakness(account, password)) return Unexpected{std::move(*why)};
  auto made = argon2(password);
  if (!made) return Unexpected{made.error()};
  const std::lock_guard lock(guard_);
  auto transaction = Transaction::begin(database_);
  if (!transaction) return Unexpected{transaction.error()};
  if (auto kept = keep_password(account, *made); !kept) return kept;
  return transaction->commit();
}

Result<void, Failure> SqliteCredentials::keep_password(std::string_view account, std::string_view kept) {
  if (auto put = sql_.run("INSERT INTO password VALUES(?1, ?2) ON CONFLICT(account) DO UPDATE SET argon2=?2", account,
                          kept);
      !put)
    return put;
  if (auto ended = sql_.run("DELETE FROM session WHERE account=?", account); !ended) return ended;
  if (auto used = sql_.run("DELETE FROM invitation WHERE account=?", account); !used) return used;
  return sql_.run("DELETE FROM failure WHERE who=?", hash("account", account));
}

Result<bool, Failure> SqliteCredentials::has_password(std::string_view account) {
  const std::lock_guard lock(guard_);
  return sql_.exists("SELECT 1 FROM password WHERE account=?", account);
}

// A failure is counted before the password is looked at, and taken back if it was right: so that many attempts at once
// don't all slip through before the first has failed.
Result<SignInAnswer, Failure> SqliteCredentials::check(const PasswordAttempt& attempt, Instant at) {
  Charge charge{hash("account", attempt.account), std::nullopt, at.ms};
  if (!attempt.address.empty()) charge.address = hash("address", attempt.address);
  std::string kept;
  {
    const std::lock_guard lock(guard_);
    auto waiting = admit(charge, attempt.account, kept);
    if (!waiting) return Unexpected{waiting.error()};
    if (*waiting > 0) return SignInAnswer{SignIn::locked, *waiting};
  }
  const bool known = !kept.empty();
  const bool fits = argon2_fits(known ? kept : nobodys_, attempt.password);
  if (!known || !fits) return SignInAnswer{SignIn::wrong, 0};
  std::string anew;
  if (costs_less(kept)) {
    auto made = argon2(attempt.password);
    if (!made) return Unexpected{made.error()};
    anew = std::move(*made);
  }
  const std::lock_guard lock(guard_);
  auto outcome = settle(attempt, charge);
  if (!outcome) return Unexpected{outcome.error()};
  if (*outcome == SignIn::good && !anew.empty()) {
    auto put = sql_.run("UPDATE password SET argon2=? WHERE account=? AND argon2=?", anew, attempt.account, kept);
    if (!put) return Unexpected{put.error()};
  }
  return SignInAnswer{*outcome, 0};
}

/// How long to wait; 0: come in, and a failure is counted.
Result<std::int64_t, Failure> SqliteCredentials::admit(const Charge& charge, std::string_view account,
                                                       std::string& kept) {
  auto transaction = Transaction::begin(database_);
  if (!transaction) return Unexpected{transaction.error()};
  if (auto pruned = sql_.run("DELETE FROM failure WHERE last_ms<?", charge.at_ms - forgotten_after_ms); !pruned)
    return Unexpected{pruned.error()};
  auto waiting = waiting_s(charge.account, charge.at_ms);
  if (!waiting) return waiting;
  if (charge.address) {
    auto of_address = waiting_s(*charge.address, charge.at_ms);
    if (!of_address) return of_address;
    waiting = std::max(*waiting, *of_address);
  }
  if (*waiting == 0) {
    if (auto counted = count_failure(charge.account, free_of_account, charge.at_ms); !counted)
      return Unexpected{counted.error()};
    if (charge.address) {
      if (auto counted = count_failure(*charge.address, free_of_address, charge.at_ms); !counted)
        return Unexpected{counted.error()};
    }
    auto read = sql_.first("SELECT argon2 FROM password WHERE account=?",
                           [&](const Statement& row) { kept = row.text(0); }, account);
    if (!read) return Unexpected{read.error()};
  }
  if (auto committed = transaction->commit(); !committed) return Unexpected{committed.error()};
  return waiting;
}

Result<std::int64_t, Failure> SqliteCredentials::waiting_s(const Hash& who, std::int64_t at_ms) {
  std::int64_t until_ms = 0;
  auto read = sql_.first("SELECT until_ms FROM failure WHERE who=?",
                         [&](const Statement& row) { until_ms = row.integer(0); }, who);
  if (!read) return Unexpected{read.error()};
  const std::int64_t left_ms = until_ms - at_ms;
  // More than the longest wait: the machine's clock was wrong and has been put back.
  if (left_ms <= 0 || left_ms > longest_wait_s * 1000) return std::int64_t{0};
  return (left_ms + 999) / 1000;
}

Result<void, Failure> SqliteCredentials::count_failure(const Hash& who, int free_failures, std::int64_t at_ms) {
  std::int64_t failures = 0;
  auto read = sql_.first("SELECT failures FROM failure WHERE who=?",
                         [&](const Statement& row) { failures = row.integer(0); }, who);
  if (!read) return Unexpected{read.error()};
  ++failures;
  return sql_.run("INSERT OR REPLACE INTO failure VALUES(?, ?, ?, ?)", who, failures,
                  at_ms + wait_ms(failures, free_failures), at_ms);
}

Result<void, Failure> SqliteCredentials::take_back(const Hash& who, std::int64_t failures, std::int64_t at_ms) {
  if (auto less = sql_.run("UPDATE failure SET failures=failures-?2, until_ms=min(until_ms, ?3) WHERE who=?1", who,
                           failures, at_ms);
      !less)
    return less;
  return sql_.run("DELETE FROM failure WHERE who=? AND failures<=0", who);
}

/// After the password was found right.
Result<SignIn, Failure> SqliteCredentials::settle(const PasswordAttempt& attempt, const Charge& charge) {
  auto transaction = Transaction::begin(database_);
  if (!transaction) return Unexpected{transaction.error()};
  auto second = factor("SELECT sealed, last_step FROM factor WHERE account=?", attempt.account);
  if (!second) return Unexpected{second.error()};
  SignIn outcome = SignIn::good;
  if (*second && attempt.code.empty()) {
    outcome = SignIn::code_needed;
    if (auto taken = take_back(charge.account, 1, charge.at_ms); !taken) return Unexpected{taken.error()};
    if (charge.address) {
      if (auto taken = take_back(*charge.address, 1, charge.at_ms); !taken) return Unexpected{taken.error()};
    }
  } else if (*second) {
    auto good = code_is_good(attempt.account, **second, attempt.code, Instant{charge.at_ms});
    if (!good) return Unexpected{good.error()};
    if (!*good) outcome = SignIn::code_wrong;
  }
  if (outcome == SignIn::good) {
    if (auto forgiven = forgive(charge); !forgiven) return Unexpected{forgiven.error()};
  }
  if (auto committed = transaction->commit(); !committed) return Unexpected{committed.error()};
  return outcome;
}

// The address is forgiven this account's failures alone: else whoever has an account could, by signing in between, try
// other accounts without end.
Result<void, Failure> SqliteCredentials::forgive(const Charge& charge) {
  std::int64_t failures = 0;
  auto read = sql_.first("SELECT failures FROM failure WHERE who=?",
                         [&](const Statement& row) { failures = row.integer(0); }, charge.account);
  if (!read) return Unexpected{read.error()};
  if (auto forgiven = sql_.run("DELETE FROM failure WHERE who=?", charge.account); !forgiven) return forgiven;
  if (!charge.address || failures == 0) return {};
  return take_back(*charge.address, failures, charge.at_ms);
}

Result<std::string, Failure> SqliteCredentials::invite(std::string_view account, Instant at) {
  std::string code = random_base64url(32);
  const std::lock_guard lock(guard_);
  auto kept = sql_.run("INSERT OR REPLACE INTO invitation VALUES(?, ?, ?)", account, hash("invitation", code),
                       at.ms + invitation_ms);
  if (!kept) return Unexpected{kept.error()};
  return code;
}

Result<std::optional<std::string>, Failure> SqliteCredentials::accept_invitation(std::string_view code,
                                                                                 std::string_view password,
                                                                                 Instant at) {
  const Hash hashed = hash("invitation", code);
  std::optional<std::string> account;
  {
    const std::lock_guard lock(guard_);
    auto read = sql_.first("SELECT account FROM invitation WHERE code=? AND expires_ms>?",
                           [&](const Statement& row) { account = row.text(0); }, hashed, at.ms);
    if (!read) return Unexpected{read.error()};
  }
  if (!account) return account;
  if (auto why = weakness(*account, password)) return Unexpected{std::move(*why)};
  auto made = argon2(password);
  if (!made) return Unexpected{made.error()};
  const std::lock_guard lock(guard_);
  auto transaction = Transaction::begin(database_);
  if (!transaction) return Unexpected{transaction.error()};
  // Somebody else may have used it meanwhile.
  if (auto used = sql_.run("DELETE FROM invitation WHERE code=?", hashed); !used) return Unexpected{used.error()};
  if (database_.changes() == 0) return std::optional<std::string>();
  if (auto kept = keep_password(*account, *made); !kept) return Unexpected{kept.error()};
  if (auto committed = transaction->commit(); !committed) return Unexpected{committed.error()};
  return account;
}

}  // namespace seethrough::stores
