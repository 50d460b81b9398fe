#include "stores/sqlite/sqlite_credentials.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sodium.h>
#include <unistd.h>

#include <cstdio>

#include "base/check.h"

namespace seethrough::stores {
namespace {

constexpr Format format{0x5354'4352, 1, "凭证库", "store of credentials"};  // "STCR"
constexpr char context[crypto_kdf_CONTEXTBYTES + 1] = "credents";
constexpr std::size_t nonce_size = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t tag_size = crypto_aead_xchacha20poly1305_ietf_ABYTES;

constexpr const char* tables =
    "CREATE TABLE about(id INTEGER PRIMARY KEY CHECK(id=1), key_check BLOB NOT NULL);"
    "CREATE TABLE password(account TEXT PRIMARY KEY, argon2 TEXT NOT NULL);"
    // Failures are counted by a hash: what was typed where an account's name belongs may have been a password.
    "CREATE TABLE failure(who BLOB PRIMARY KEY, failures INTEGER NOT NULL, until_ms INTEGER NOT NULL,"
    " last_ms INTEGER NOT NULL);"
    "CREATE INDEX failure_last ON failure(last_ms);"
    "CREATE TABLE invitation(account TEXT PRIMARY KEY, code BLOB NOT NULL UNIQUE, expires_ms INTEGER NOT NULL);"
    "CREATE TABLE factor(account TEXT PRIMARY KEY, sealed BLOB NOT NULL, last_step INTEGER NOT NULL);"
    "CREATE TABLE factor_begun(account TEXT PRIMARY KEY, sealed BLOB NOT NULL, last_step INTEGER NOT NULL);"
    "CREATE TABLE recovery(code BLOB PRIMARY KEY, account TEXT NOT NULL);"
    "CREATE INDEX recovery_account ON recovery(account);"
    "CREATE TABLE session(token BLOB PRIMARY KEY, name TEXT NOT NULL UNIQUE, account TEXT NOT NULL,"
    " signed_in_by TEXT NOT NULL, address TEXT NOT NULL, agent TEXT NOT NULL, created_ms INTEGER NOT NULL,"
    " last_seen_ms INTEGER NOT NULL, expires_ms INTEGER NOT NULL);"
    "CREATE INDEX session_account ON session(account, created_ms);"
    "CREATE INDEX session_expires ON session(expires_ms);"
    "CREATE TABLE api_key(name TEXT PRIMARY KEY, secret BLOB NOT NULL, account TEXT NOT NULL, last_used_ms INTEGER);"
    "CREATE INDEX api_key_account ON api_key(account);"
    "CREATE TABLE link(issuer TEXT NOT NULL, subject TEXT NOT NULL, account TEXT NOT NULL,"
    " PRIMARY KEY(issuer, subject));"
    "CREATE INDEX link_account ON link(account);"
    "CREATE TABLE sign_in(account TEXT PRIMARY KEY, at_ms INTEGER NOT NULL);";

const unsigned char* octets(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }

}  // namespace

/// One of two seats in front of Argon2id.
class SqliteCredentials::Turn {
 public:
  explicit Turn(SqliteCredentials& of) : of_(of) {
    std::unique_lock lock(of_.hashing_);
    of_.turn_.wait(lock, [this] { return of_.running_ < most; });
    ++of_.running_;
  }
  Turn(const Turn&) = delete;
  Turn& operator=(const Turn&) = delete;
  ~Turn() {
    {
      const std::lock_guard lock(of_.hashing_);
      --of_.running_;
    }
    of_.turn_.notify_one();
  }

 private:
  static constexpr int most = 2;
  SqliteCredentials& of_;
};

SqliteCredentials::SqliteCredentials(const std::filesystem::path& file, const MasterKey& master, RandomSource random,
                                     PasswordCost cost)
    : file_(file), random_(std::move(random)), cost_(cost) {
  INVARIANT(sodium_init() >= 0, "libsodium starts");
  std::uint64_t number = 0;
  for (Key* key : {&hash_key_, &seal_key_})
    crypto_kdf_derive_from_key(key->data(), key->size(), ++number, context, master.bytes.data());
}

SqliteCredentials::~SqliteCredentials() {
  sodium_memzero(hash_key_.data(), hash_key_.size());
  sodium_memzero(seal_key_.data(), seal_key_.size());
}

Result<std::unique_ptr<SqliteCredentials>, Failure> SqliteCredentials::open(const std::filesystem::path& file,
                                                                            const MasterKey& master,
                                                                            RandomSource random, PasswordCost cost) {
  std::unique_ptr<SqliteCredentials> opened(new SqliteCredentials(file, master, std::move(random), cost));
  if (auto started = opened->start(); !started) return Unexpected{started.error()};
  return opened;
}

Result<void, Failure> SqliteCredentials::start() {
  // Made before SQLite makes it, for its mode: the write-ahead log takes the mode of the file.
  if (const int made = ::open(file_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600); made >= 0) ::close(made);
  auto opened = Database::open(file_, Database::Mode::read_write);
  if (!opened) return Unexpected{opened.error()};
  database_ = std::move(*opened);
  auto ours = has_format(database_, file_, format);
  if (!ours) return Unexpected{ours.error()};
  if (auto set = database_.run("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON"); !set)
    return set;
  if (!*ours) {
    auto transaction = Transaction::begin(database_);
    if (!transaction) return Unexpected{transaction.error()};
    if (auto made = database_.run(tables); !made) return made;
    if (auto kept = sql_.run("INSERT INTO about VALUES(1, ?)", hash("key check", "")); !kept) return kept;
    if (auto marked = set_format(database_, format); !marked) return marked;
    if (auto committed = transaction->commit(); !committed) return committed;
  }
  if (auto checked = check_master(); !checked) return checked;
  auto nobodys = argon2(random_base64url(24));
  if (!nobodys) return Unexpected{nobodys.error()};
  nobodys_ = std::move(*nobodys);
  return {};
}

Result<void, Failure> SqliteCredentials::check_master() {
  Hash kept;
  bool whole = false;
  auto read = sql_.first("SELECT key_check FROM about", [&](const Statement& row) { whole = row.octets(0, kept); });
  if (!read) return Unexpected{read.error()};
  if (whole && kept == hash("key check", "")) return {};
  return Unexpected{Failure{
      FailureKind::conflict,
      fmt::format("凭证库 {} 是在另一把密钥下写成的。请放回与它配套的 keys/vault.key。", file_.string()),
      fmt::format("The store of credentials {} was written under another key: put back the keys/vault.key that belongs "
                  "to it.",
                  file_.string())}};
}

SqliteCredentials::Hash SqliteCredentials::hash(std::string_view purpose, std::string_view first,
                                                std::string_view second) const {
  crypto_generichash_state state;
  crypto_generichash_init(&state, hash_key_.data(), hash_key_.size(), Hash::size);
  for (const std::string_view part : {purpose, first, second}) {
    const std::uint64_t size = part.size();
    crypto_generichash_update(&state, reinterpret_cast<const unsigned char*>(&size), sizeof size);
    crypto_generichash_update(&state, octets(part), part.size());
  }
  Hash out;
  crypto_generichash_final(&state, out.bytes.data(), out.bytes.size());
  return out;
}

std::string SqliteCredentials::random_base64url(std::size_t size) {
  constexpr int variant = sodium_base64_VARIANT_URLSAFE_NO_PADDING;
  std::vector<std::uint8_t> bytes(size);
  {
    const std::lock_guard lock(drawing_);
    random_(bytes);
  }
  std::string out(sodium_base64_encoded_len(size, variant), '\0');
  sodium_bin2base64(out.data(), out.size(), bytes.data(), bytes.size(), variant);
  out.pop_back();  // the null character that libsodium adds
  sodium_memzero(bytes.data(), bytes.size());
  return out;
}

std::vector<std::uint8_t> SqliteCredentials::seal(std::string_view account, std::string_view secret) {
  std::vector<std::uint8_t> out(nonce_size + secret.size() + tag_size);
  {
    const std::lock_guard lock(drawing_);
    random_(std::span(out.data(), nonce_size));
  }
  crypto_aead_xchacha20poly1305_ietf_encrypt(out.data() + nonce_size, nullptr, octets(secret), secret.size(),
                                             octets(account), account.size(), nullptr, out.data(), seal_key_.data());
  return out;
}

std::optional<std::string> SqliteCredentials::unseal(std::string_view account,
                                                     std::span<const std::uint8_t> sealed) const {
  if (sealed.size() < nonce_size + tag_size) return std::nullopt;
  std::string clear(sealed.size() - nonce_size - tag_size, '\0');
  const int code = crypto_aead_xchacha20poly1305_ietf_decrypt(
      reinterpret_cast<unsigned char*>(clear.data()), nullptr, nullptr, sealed.data() + nonce_size,
      sealed.size() - nonce_size, octets(account), account.size(), sealed.data(), seal_key_.data());
  if (code != 0) return std::nullopt;
  return clear;
}

Result<std::string, Failure> SqliteCredentials::argon2(std::string_view password) {
  const Turn turn(*this);
  char out[crypto_pwhash_STRBYTES];
  if (crypto_pwhash_str_alg(out, password.data(), password.size(), cost_.passes, cost_.memory_octets,
                            crypto_pwhash_ALG_ARGON2ID13) != 0) {
    return Unexpected{Failure{
        FailureKind::unavailable,
        fmt::format("内存不足，无法处理口令（需要 {} MiB）。请稍候重试，或增加内存。", cost_.memory_octets >> 20),
        fmt::format("There is too little memory to work on a password ({} MiB are needed): try again shortly, or add "
                    "memory.",
                    cost_.memory_octets >> 20)}};
  }
  return std::string(out);
}

bool SqliteCredentials::argon2_fits(const std::string& kept, std::string_view password) {
  const Turn turn(*this);
  return crypto_pwhash_str_verify(kept.c_str(), password.data(), password.size()) == 0;
}

bool SqliteCredentials::costs_less(const std::string& kept) const {
  // libsodium's own needs_rehash would also take a password down to a lower cost.
  unsigned long long memory_kib = 0, passes = 0;
  if (std::sscanf(kept.c_str(), "$argon2id$v=19$m=%llu,t=%llu,", &memory_kib, &passes) != 2) return true;
  return memory_kib * 1024 < cost_.memory_octets || passes < cost_.passes;
}

Result<std::optional<Instant>, Failure> SqliteCredentials::last_sign_in(std::string_view account) {
  const std::lock_guard lock(guard_);
  std::optional<Instant> at;
  auto read = sql_.first("SELECT at_ms FROM sign_in WHERE account=?",
                         [&](const Statement& row) { at = Instant{row.integer(0)}; }, account);
  if (!read) return Unexpected{read.error()};
  return at;
}

Result<void, Failure> SqliteCredentials::forget(std::string_view account) {
  const std::lock_guard lock(guard_);
  auto transaction = Transaction::begin(database_);
  if (!transaction) return Unexpected{transaction.error()};
  for (const char* sql :
       {"DELETE FROM password WHERE account=?", "DELETE FROM invitation WHERE account=?",
        "DELETE FROM factor WHERE account=?", "DELETE FROM factor_begun WHERE account=?",
        "DELETE FROM recovery WHERE account=?", "DELETE FROM session WHERE account=?",
        "DELETE FROM api_key WHERE account=?", "DELETE FROM link WHERE account=?",
        "DELETE FROM sign_in WHERE account=?"}) {
    if (auto deleted = sql_.run(sql, account); !deleted) return deleted;
  }
  if (auto deleted = sql_.run("DELETE FROM failure WHERE who=?", hash("account", account)); !deleted) return deleted;
  if (auto committed = transaction->commit(); !committed) return committed;
  // Older pages in the log still hold what was deleted.
  if (auto emptied = database_.checkpoint(Database::Checkpoint::truncate); !emptied) return Unexpected{emptied.error()};
  return {};
}

}  // namespace seethrough::stores
