#pragma once
// SqliteCredentials: what proves who somebody is (凭证), in one SQLite file: passwords, second factors, sessions,
// invitations, API keys and links to an OpenID provider. Who may do what is not here but in the journal.
//
// Nothing in the file can be used to sign in by whoever steals it. Passwords are kept as Argon2id (RFC 9106); tokens,
// keys, invitations and recovery codes as keyed BLAKE2b; TOTP secrets sealed with XChaCha20-Poly1305. The keys of these
// are derived from the vault's master key, which lies elsewhere (keys/vault.key).
//
// Callers bring the time. Safe from several threads; also beside another process that has the file open, as the command
// line does while the server serves.

#include <array>
#include <chrono>
#include <condition_variable>
#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/failure.h"
#include "base/result.h"
#include "calendar/instant.h"
#include "stores/sqlite/database.h"
#include "stores/sqlite/prepared.h"
#include "stores/vault_key.h"

namespace seethrough::stores {

/// What a person brings to sign in.
struct PasswordAttempt {
  std::string account;
  std::string password;
  std::string code;     ///< six digits of the second factor, or a recovery code; empty if none was asked for yet
  std::string address;  ///< of the peer; empty: this machine's command line, which is not counted by address
};

enum class SignIn {
  good,
  wrong,        ///< the account or the password
  code_needed,  ///< the password is right; the account has a second factor
  code_wrong,
  locked        ///< too many failures: nothing was looked at
};
struct SignInAnswer {
  SignIn outcome = SignIn::wrong;
  std::int64_t retry_after_s = 0;  ///< of `locked`, at least 1
};

/// How somebody is known in a running session (会话).
struct Session {
  std::string id;            ///< public name of the session: 16 hexadecimal digits
  std::string account;
  std::string csrf;          ///< what an unsafe request must bring; empty in the answers of sessions()
  std::string signed_in_by;  ///< "password" or the provider's name
  std::string address;
  std::string agent;
  Instant created;
  Instant last_seen;
  Instant expires;
};
struct NewSession {
  std::string account;
  std::string signed_in_by;
  std::string address;
  std::string agent;
};
/// NIST SP 800-63B, AAL2: 12 hours in all, 30 minutes idle.
struct SessionLimits {
  std::chrono::seconds idle{30 * 60};
  std::chrono::seconds whole{12 * 3600};
};

/// What Argon2id costs (RFC 9106, section 4: its second recommended choice, with libsodium's one lane). A password that
/// was kept at another cost is kept anew at its next good sign-in.
struct PasswordCost {
  std::uint64_t passes = 3;
  std::size_t memory_octets = std::size_t{64} << 20;
};

class SqliteCredentials {
 public:
  /// Makes the file (mode 0600) if it is missing. Failures as of the other SQLite stores; `conflict` if the file was
  /// written under another master key.
  static Result<std::unique_ptr<SqliteCredentials>, Failure> open(const std::filesystem::path& file,
                                                                  const MasterKey& master,
                                                                  RandomSource random = system_random(),
                                                                  PasswordCost cost = {});
  ~SqliteCredentials();

  // --- passwords (口令)

  /// Nothing if the password is acceptable: 12 to 128 characters of any kind, not what a guesser tries first (zxcvbn's
  /// score 3 or better), and not containing the account's name. Failure `malformed` says what to do.
  static std::optional<Failure> weakness(std::string_view account, std::string_view password);
  /// Ends the account's sessions and invitations and lifts its waiting time. Failure `malformed` as of weakness().
  Result<void, Failure> set_password(std::string_view account, std::string_view password, Instant at);
  /// The same work and the same answer for an account that is unknown. After 5 failures in a row an account waits 30 s,
  /// doubled by each further failure up to 1 h; an address waits likewise after 20 failures. A failed second factor is a
  /// failure. A good sign-in forgives the account's failures, and takes those off its address; the failures of other
  /// accounts stay. All of it is kept in the file, and forgotten a day after the last failure.
  Result<SignInAnswer, Failure> check(const PasswordAttempt& attempt, Instant at);
  Result<bool, Failure> has_password(std::string_view account);

  // --- invitations (邀请码): a code with which its holder sets the first or a new password

  /// One at a time for an account: a new one replaces the one before. Good for 24 h.
  Result<std::string, Failure> invite(std::string_view account, Instant at);
  /// Uses the invitation up, sets the password and gives the account; nothing if the code is unknown, used or expired.
  /// Failure `malformed` for a weak password, and then the invitation is still good.
  Result<std::optional<std::string>, Failure> accept_invitation(std::string_view code, std::string_view password,
                                                                Instant at);

  // --- second factor (动态验证码): TOTP (RFC 6238: SHA-1, 6 digits, 30 s), one step either side; a step is good once

  struct Enrolment {
    std::string secret_base32;
    std::string uri;  ///< otpauth://, to be shown as a QR code
  };
  /// Not in force until confirmed; until then a factor that was in force before stays so.
  Result<Enrolment, Failure> begin_second_factor(std::string_view account, Instant at);
  /// Puts the factor in force and gives ten recovery codes, each good once; nothing if the code is wrong. Failure
  /// `not_found` if none was begun.
  Result<std::optional<std::vector<std::string>>, Failure> confirm_second_factor(std::string_view account,
                                                                                 std::string_view code, Instant at);
  Result<void, Failure> drop_second_factor(std::string_view account);
  Result<bool, Failure> has_second_factor(std::string_view account);
  /// How many recovery codes are still good.
  Result<std::int64_t, Failure> recovery_codes_left(std::string_view account);

  // --- sessions

  struct Opened {
    std::string token;  ///< 32 random octets in base64url; only its hash is kept
    Session session;
  };
  Result<Opened, Failure> open_session(const NewSession& session, Instant at, SessionLimits limits = {});
  /// The session of that token, if it is neither over nor idle for too long. Touches last_seen, which is written at most
  /// once a minute and kept in memory between.
  Result<std::optional<Session>, Failure> session(std::string_view token, Instant at, SessionLimits limits = {});
  /// Those that are running, newest first, without their csrf.
  Result<std::vector<Session>, Failure> sessions(std::string_view account, Instant at, SessionLimits limits = {});
  /// False if the account has no such session.
  Result<bool, Failure> end_session(std::string_view account, std::string_view id);
  /// All of the account's, except one if it is named.
  Result<void, Failure> end_sessions(std::string_view account, std::string_view except_id = {});

  // --- API keys (接口密钥): "stk_<key>_<secret>", the key 12 lower-case hexadecimal digits, the secret 32 random octets in
  //     base64url

  struct NewKey {
    std::string key;
    std::string secret;  ///< the whole string to hand over; shown once
  };
  NewKey make_key();
  /// `secret` as of make_key(). Failure `malformed` if it has another form, `conflict` if the key is kept already.
  Result<void, Failure> keep_key(std::string_view secret, std::string_view account);
  struct KnownKey {
    std::string key;
    std::string account;
    std::optional<Instant> last_used;  ///< before this use; exact to a minute
  };
  /// Nothing if it is unknown. Compared in constant time.
  Result<std::optional<KnownKey>, Failure> key(std::string_view secret, Instant at);
  Result<void, Failure> drop_key(std::string_view key);
  Result<std::optional<Instant>, Failure> key_last_used(std::string_view key);

  // --- OpenID: which subject of which issuer is which account

  /// Failure `conflict` if the subject is linked to another account.
  Result<void, Failure> link(std::string_view issuer, std::string_view subject, std::string_view account);
  Result<void, Failure> unlink(std::string_view issuer, std::string_view subject);
  Result<std::optional<std::string>, Failure> linked(std::string_view issuer, std::string_view subject);
  struct Link {
    std::string issuer;
    std::string subject;
    friend bool operator==(const Link&, const Link&) = default;
  };
  Result<std::vector<Link>, Failure> links(std::string_view account);

  /// When the account's latest session was opened.
  Result<std::optional<Instant>, Failure> last_sign_in(std::string_view account);
  /// Forgets a closed account: its password, factor, sessions, invitation, keys, links and failures.
  Result<void, Failure> forget(std::string_view account);

 private:
  using Key = std::array<std::uint8_t, 32>;
  using Hash = Octets<struct CredentialHashTag, 32>;
  /// Whom a failure is counted against.
  struct Charge {
    Hash account;
    std::optional<Hash> address;
    std::int64_t at_ms = 0;
  };
  struct Factor {
    std::string secret;
    std::int64_t last_step = 0;
  };
  class Turn;

  SqliteCredentials(const std::filesystem::path& file, const MasterKey& master, RandomSource random, PasswordCost cost);
  Result<void, Failure> start();
  Result<void, Failure> check_master();

  Hash hash(std::string_view purpose, std::string_view first, std::string_view second = {}) const;
  std::string random_base64url(std::size_t octets);
  std::vector<std::uint8_t> seal(std::string_view account, std::string_view secret);
  std::optional<std::string> unseal(std::string_view account, std::span<const std::uint8_t> sealed) const;

  Result<std::string, Failure> argon2(std::string_view password);
  bool argon2_fits(const std::string& kept, std::string_view password);
  bool costs_less(const std::string& kept) const;

  // What follows is called with guard_ held.
  Result<std::int64_t, Failure> admit(const Charge& charge, std::string_view account, std::string& kept);
  Result<std::int64_t, Failure> waiting_s(const Hash& who, std::int64_t at_ms);
  Result<void, Failure> count_failure(const Hash& who, int free_failures, std::int64_t at_ms);
  Result<void, Failure> take_back(const Hash& who, std::int64_t failures, std::int64_t at_ms);
  Result<SignIn, Failure> settle(const PasswordAttempt& attempt, const Charge& charge);
  Result<void, Failure> forgive(const Charge& charge);
  Result<void, Failure> keep_password(std::string_view account, std::string_view kept);
  Result<std::optional<Factor>, Failure> factor(const char* sql, std::string_view account);
  Result<bool, Failure> code_is_good(std::string_view account, const Factor& factor, std::string_view code, Instant at);
  Result<std::vector<std::string>, Failure> make_recovery_codes(std::string_view account);
  std::optional<Session> running(const Statement& row, Instant at, SessionLimits limits) const;

  std::filesystem::path file_;
  RandomSource random_;
  PasswordCost cost_;
  Key hash_key_{};
  Key seal_key_{};
  std::string nobodys_;  ///< Argon2id of a password that nobody knows: what an unknown account is checked against

  std::mutex drawing_;  ///< random numbers
  std::mutex guard_;  ///< of the connection and of what was seen
  Database database_;
  Prepared sql_{database_};
  std::map<Hash, Instant> seen_;  ///< of sessions, by token: later than what is written

  std::mutex hashing_;  ///< at most two at a time run Argon2id, each in 64 MiB
  std::condition_variable turn_;
  int running_ = 0;
};

}  // namespace seethrough::stores
