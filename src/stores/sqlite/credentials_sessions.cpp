// Sessions, API keys and links to an OpenID provider.

#include <fmt/format.h>
#include <sodium.h>

#include <algorithm>

#include "stores/sqlite/sqlite_credentials.h"

namespace seethrough::stores {
namespace {

constexpr std::int64_t written_every_ms = 60 * 1000;
constexpr std::string_view key_prefix = "stk_";
constexpr std::size_t key_digits = 12, secret_octets = 32, secret_letters = 43;

std::int64_t ms(std::chrono::seconds duration) { return std::chrono::milliseconds(duration).count(); }

/// The key's public name, if the text has the form of a key.
std::optional<std::string_view> name_of_key(std::string_view text) {
  if (text.size() != key_prefix.size() + key_digits + 1 + secret_letters || !text.starts_with(key_prefix))
    return std::nullopt;
  const std::string_view name = text.substr(key_prefix.size(), key_digits);
  const bool hex = std::all_of(name.begin(), name.end(),
                               [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
  if (!hex || text[key_prefix.size() + key_digits] != '_') return std::nullopt;
  return name;
}

}  // namespace

Result<SqliteCredentials::Opened, Failure> SqliteCredentials::open_session(const NewSession& session, Instant at,
                                                                           SessionLimits limits) {
  Opened opened{random_base64url(32), {}};
  Octets<struct SessionNameTag, 8> name;
  {
    const std::lock_guard lock(drawing_);
    random_(name.bytes);
  }
  const Instant expires{at.ms + ms(limits.whole)};
  opened.session = {to_hex(name),    session.account, to_hex(hash("csrf", opened.token)),
                    session.signed_in_by, session.address, session.agent, at, at, expires};
  const Hash token = hash("session", opened.token);
  const std::lock_guard lock(guard_);
  auto transaction = Transaction::begin(database_);
  if (!transaction) return Unexpected{transaction.error()};
  if (auto pruned = sql_.run("DELETE FROM session WHERE expires_ms<=?", at.ms); !pruned)
    return Unexpected{pruned.error()};
  std::erase_if(seen_, [&](const auto& one) { return one.second.ms <= at.ms - ms(limits.whole); });
  if (auto kept = sql_.run("INSERT INTO session VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?)", token, opened.session.id,
                           session.account, session.signed_in_by, session.address, session.agent, at.ms, at.ms,
                           expires.ms);
      !kept)
    return Unexpected{kept.error()};
  if (auto kept = sql_.run("INSERT OR REPLACE INTO sign_in VALUES(?, ?)", session.account, at.ms); !kept)
    return Unexpected{kept.error()};
  if (auto committed = transaction->commit(); !committed) return Unexpected{committed.error()};
  return opened;
}

/// The session in a row of: token, name, account, signed_in_by, address, agent, created_ms, last_seen_ms, expires_ms.
std::optional<Session> SqliteCredentials::running(const Statement& row, Instant at, SessionLimits limits) const {
  Session session{std::string(row.text(1)), std::string(row.text(2)), {}, std::string(row.text(3)),
                  std::string(row.text(4)), std::string(row.text(5)), Instant{row.integer(6)}, Instant{row.integer(7)},
                  Instant{row.integer(8)}};
  Hash token;
  if (!row.octets(0, token)) return std::nullopt;
  if (const auto later = seen_.find(token); later != seen_.end())
    session.last_seen = std::max(session.last_seen, later->second);
  session.expires = std::min(session.expires, Instant{session.created.ms + ms(limits.whole)});
  if (at >= session.expires || at.ms - session.last_seen.ms >= ms(limits.idle)) return std::nullopt;
  return session;
}

Result<std::optional<Session>, Failure> SqliteCredentials::session(std::string_view token, Instant at,
                                                                   SessionLimits limits) {
  const Hash hashed = hash("session", token);
  const std::lock_guard lock(guard_);
  std::optional<Session> found;
  std::int64_t written_ms = 0;
  auto read = sql_.first(
      "SELECT token, name, account, signed_in_by, address, agent, created_ms, last_seen_ms, expires_ms FROM session"
      " WHERE token=?",
      [&](const Statement& row) {
        written_ms = row.integer(7);
        found = running(row, at, limits);
      },
      hashed);
  if (!read) return Unexpected{read.error()};
  if (!found) {
    seen_.erase(hashed);
    if (!*read) return found;
    auto ended = sql_.run("DELETE FROM session WHERE token=?", hashed);
    if (!ended) return Unexpected{ended.error()};
    return found;
  }
  found->csrf = to_hex(hash("csrf", token));
  found->last_seen = std::max(found->last_seen, at);
  if (at.ms - written_ms < written_every_ms) {
    seen_[hashed] = found->last_seen;
    return found;
  }
  auto written = sql_.run("UPDATE session SET last_seen_ms=? WHERE token=?", found->last_seen.ms, hashed);
  if (!written) return Unexpected{written.error()};
  seen_.erase(hashed);
  return found;
}

Result<std::vector<Session>, Failure> SqliteCredentials::sessions(std::string_view account, Instant at,
                                                                  SessionLimits limits) {
  const std::lock_guard lock(guard_);
  std::vector<Session> found;
  auto read = sql_.each(
      "SELECT token, name, account, signed_in_by, address, agent, created_ms, last_seen_ms, expires_ms FROM session"
      " WHERE account=? ORDER BY created_ms DESC, rowid DESC",
      [&](const Statement& row) {
        if (auto one = running(row, at, limits)) found.push_back(std::move(*one));
        return true;
      },
      account);
  if (!read) return Unexpected{read.error()};
  return found;
}

Result<bool, Failure> SqliteCredentials::end_session(std::string_view account, std::string_view id) {
  const std::lock_guard lock(guard_);
  auto ended = sql_.run("DELETE FROM session WHERE account=? AND name=?", account, id);
  if (!ended) return Unexpected{ended.error()};
  return database_.changes() == 1;
}

Result<void, Failure> SqliteCredentials::end_sessions(std::string_view account, std::string_view except_id) {
  const std::lock_guard lock(guard_);
  return sql_.run("DELETE FROM session WHERE account=? AND name<>?", account, except_id);
}

SqliteCredentials::NewKey SqliteCredentials::make_key() {
  Octets<struct KeyNameTag, key_digits / 2> name;
  {
    const std::lock_guard lock(drawing_);
    random_(name.bytes);
  }
  NewKey made;
  append_hex(made.key, name.bytes.data(), name.bytes.size());
  made.secret = fmt::format("{}{}_{}", key_prefix, made.key, random_base64url(secret_octets));
  return made;
}

Result<void, Failure> SqliteCredentials::keep_key(std::string_view secret, std::string_view account) {
  const auto name = name_of_key(secret);
  if (!name) {
    return Unexpected{Failure{FailureKind::malformed, "接口密钥应为 stk_ 加 12 位十六进制数字、下划线和 43 个字符。请重新生成。",
                              "An API key must be stk_, 12 hexadecimal digits, an underscore and 43 characters: make a new "
                              "one."}};
  }
  const std::lock_guard lock(guard_);
  auto kept = sql_.run("INSERT INTO api_key VALUES(?, ?, ?, NULL) ON CONFLICT DO NOTHING", *name,
                       hash("key", secret), account);
  if (!kept || database_.changes() == 1) return kept;
  return Unexpected{Failure{FailureKind::conflict, fmt::format("接口密钥 {} 已经存在。请重新生成。", *name),
                            fmt::format("There is an API key {} already: make a new one.", *name)}};
}

Result<std::optional<SqliteCredentials::KnownKey>, Failure> SqliteCredentials::key(std::string_view secret,
                                                                                   Instant at) {
  const auto name = name_of_key(secret);
  if (!name) return std::optional<KnownKey>();
  const Hash hashed = hash("key", secret);
  const std::lock_guard lock(guard_);
  std::optional<KnownKey> found;
  auto read = sql_.first(
      "SELECT secret, account, last_used_ms FROM api_key WHERE name=?",
      [&](const Statement& row) {
        Hash kept;
        if (!row.octets(0, kept) || sodium_memcmp(kept.bytes.data(), hashed.bytes.data(), Hash::size) != 0) return;
        found = KnownKey{std::string(*name), std::string(row.text(1)), std::nullopt};
        if (row.integer(2) != 0) found->last_used = Instant{row.integer(2)};
      },
      *name);
  if (!read) return Unexpected{read.error()};
  if (!found || (found->last_used && at.ms - found->last_used->ms < written_every_ms)) return found;
  auto written = sql_.run("UPDATE api_key SET last_used_ms=? WHERE name=?", at.ms, *name);
  if (!written) return Unexpected{written.error()};
  return found;
}

Result<void, Failure> SqliteCredentials::drop_key(std::string_view key) {
  const std::lock_guard lock(guard_);
  return sql_.run("DELETE FROM api_key WHERE name=?", key);
}

Result<std::optional<Instant>, Failure> SqliteCredentials::key_last_used(std::string_view key) {
  const std::lock_guard lock(guard_);
  std::optional<Instant> at;
  auto read = sql_.first("SELECT last_used_ms FROM api_key WHERE name=? AND last_used_ms IS NOT NULL",
                         [&](const Statement& row) { at = Instant{row.integer(0)}; }, key);
  if (!read) return Unexpected{read.error()};
  return at;
}

Result<void, Failure> SqliteCredentials::link(std::string_view issuer, std::string_view subject,
                                              std::string_view account) {
  const std::lock_guard lock(guard_);
  auto transaction = Transaction::begin(database_);
  if (!transaction) return Unexpected{transaction.error()};
  if (auto kept = sql_.run("INSERT INTO link VALUES(?, ?, ?) ON CONFLICT DO NOTHING", issuer, subject, account); !kept)
    return kept;
  auto same = sql_.exists("SELECT 1 FROM link WHERE issuer=? AND subject=? AND account=?", issuer, subject, account);
  if (!same) return Unexpected{same.error()};
  if (!*same) {
    return Unexpected{Failure{FailureKind::conflict,
                              fmt::format("{} 的用户 {} 已绑定另一个账号。请先在那个账号上解除绑定。", issuer, subject),
                              fmt::format("The user {} of {} is linked to another account: unlink it there first.",
                                          subject, issuer)}};
  }
  return transaction->commit();
}

Result<void, Failure> SqliteCredentials::unlink(std::string_view issuer, std::string_view subject) {
  const std::lock_guard lock(guard_);
  return sql_.run("DELETE FROM link WHERE issuer=? AND subject=?", issuer, subject);
}

Result<std::optional<std::string>, Failure> SqliteCredentials::linked(std::string_view issuer,
                                                                      std::string_view subject) {
  const std::lock_guard lock(guard_);
  std::optional<std::string> account;
  auto read = sql_.first("SELECT account FROM link WHERE issuer=? AND subject=?",
                         [&](const Statement& row) { account = row.text(0); }, issuer, subject);
  if (!read) return Unexpected{read.error()};
  return account;
}

Result<std::vector<SqliteCredentials::Link>, Failure> SqliteCredentials::links(std::string_view account) {
  const std::lock_guard lock(guard_);
  std::vector<Link> found;
  auto read = sql_.each(
      "SELECT issuer, subject FROM link WHERE account=? ORDER BY issuer, subject",
      [&](const Statement& row) {
        found.push_back({std::string(row.text(0)), std::string(row.text(1))});
        return true;
      },
      account);
  if (!read) return Unexpected{read.error()};
  return found;
}

}  // namespace seethrough::stores
