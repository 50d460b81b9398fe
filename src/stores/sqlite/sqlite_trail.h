#pragma once
// SqliteTrail: the audit trail (审计记录): who did, tried or looked at what, when and from where, in one SQLite file.
// What changes something is in the journal; the trail repeats it in a line, with its entry's number, so that one list
// tells everything.
//
//   trail(id INTEGER PRIMARY KEY, at_ms INTEGER, account TEXT, kind TEXT, outcome TEXT, subject TEXT, address TEXT,
//         detail TEXT, seq INTEGER, chain BLOB)
//   head(id INTEGER PRIMARY KEY CHECK(id=1), size INTEGER, last_seq INTEGER, chain BLOB, seal BLOB)
//
// The rows form a chain: `chain` is keyed BLAKE2b-256 of the chain of the row before ‖ the row's fields, each with its
// length; the head's `seal` is keyed BLAKE2b-256 of its other fields. The key is derived from the vault's master key. So
// check() finds a row that was changed, put in or taken out, and an end that was cut off. What it can't find is the whole
// file put back as it was on an earlier day: against that, rows with an entry's number can be counted against the journal.

#include <boost/describe/enum.hpp>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "base/failure.h"
#include "base/result.h"
#include "calendar/instant.h"
#include "stores/list_query.h"
#include "stores/sqlite/checkpointer.h"
#include "stores/sqlite/database.h"
#include "stores/sqlite/readers.h"
#include "stores/vault_key.h"

namespace seethrough::stores {

BOOST_DEFINE_ENUM_CLASS(TrailKind, command, sign_in, sign_out, credential, look, refusal, export_, backup)
BOOST_DEFINE_ENUM_CLASS(TrailOutcome, done, refused, failed)

/// The names in the file, in queries and on the wire: the enumerators' own, but "export".
std::string_view name_of(TrailKind kind);
std::string_view name_of(TrailOutcome outcome);
std::optional<TrailKind> trail_kind(std::string_view name);
std::optional<TrailOutcome> trail_outcome(std::string_view name);

struct TrailRow {
  std::int64_t id = 0;  ///< given by the trail, from 1
  Instant at;
  std::string account;  ///< empty: nobody had signed in
  TrailKind kind = TrailKind::command;
  TrailOutcome outcome = TrailOutcome::done;
  std::string subject;   ///< what it was about: a command's type, a path, a claim, an account
  std::string address;   ///< of the peer; empty: this machine's command line
  std::string detail;    ///< short; no personal data, no secret
  std::int64_t seq = 0;  ///< of the journal's entry; 0: none
};

struct TrailQuery {
  std::string account;  ///< empty: any; likewise the next three
  std::string kind;     ///< as of name_of
  std::string outcome;
  std::string text;  ///< found anywhere in account, subject, detail and address
  std::optional<Instant> from;
  std::optional<Instant> to;  ///< excluded
  std::string next;           ///< Page::next of the page before; empty: the first page
  std::uint32_t limit = 50;   ///< rows of a page, at most 200 (more is cut to 200, 0 means 1)
};

class SqliteTrail {
 public:
  /// Makes the file (mode 0600) if it is missing. Failures as of the other SQLite stores; `conflict` if the file was
  /// written under another master key.
  static Result<std::unique_ptr<SqliteTrail>, Failure> open(const std::filesystem::path& file, const MasterKey& master);
  /// Writes what is queued; what can't be written then is lost, so flush() first where that matters.
  ~SqliteTrail();
  SqliteTrail(const SqliteTrail&) = delete;
  SqliteTrail& operator=(const SqliteTrail&) = delete;

  /// Queued, and written within 100 ms by a thread of the trail's own, many rows in one transaction. It never waits for
  /// the disk, except that it waits for room while 100,000 rows are queued. What can't be written (a full disk) stays
  /// queued and is tried again.
  void add(TrailRow row);
  /// Returns when everything added before is on disk, or the failure that keeps it from there.
  Result<void, Failure> flush();

  /// The largest entry's number that has a row on disk; 0 if none: where the journal's reader goes on.
  Result<std::int64_t, Failure> last_seq();
  /// Newest first. `total` is 0, that is, not counted, where counting would take long: beside `text`, or beyond 100,000
  /// rows unless the query is empty. Failure `malformed` for a `next` that list() didn't give, and for an unknown kind or
  /// outcome.
  Result<Page<TrailRow>, Failure> list(const TrailQuery& query);
  /// All rows that match (`next` and `limit` are not looked at), newest first, as they stood at the start; `visit`
  /// returns false to stop.
  Result<void, Failure> each(const TrailQuery& query, const std::function<bool(const TrailRow&)>& visit);
  /// How many rows. Failure `corrupt` names the first row that does not follow from the one before.
  Result<std::uint64_t, Failure> check();

  /// Lets the file grow to at most this many pages, to rehearse a full disk.
  Result<void, Failure> limit_pages(std::int64_t pages);

 private:
  using Key = std::array<std::uint8_t, 32>;
  using Chain = Octets<struct TrailChainTag, 32>;
  struct Head {
    std::int64_t size = 0;
    std::int64_t last_seq = 0;
    Chain chain;
  };

  SqliteTrail(const std::filesystem::path& file, const MasterKey& master);
  Result<void, Failure> start();
  Result<void, Failure> prepare();
  Result<Head, Failure> read_head(Database& database) const;
  Chain follow(const Chain& before, const TrailRow& row) const;
  Chain seal(const Head& head) const;
  void work();
  Result<void, Failure> write(const std::vector<const TrailRow*>& rows);
  Result<std::uint64_t, Failure> count(Database& database, const std::string& condition,
                                       const std::function<void(Statement&)>& bind) const;

  std::filesystem::path file_;
  Key key_{};
  Readers readers_;

  std::mutex writing_;  ///< of the connection
  Database writer_;
  Statement insert_;
  Statement move_head_;
  std::unique_ptr<Checkpointer> checkpointer_;

  std::mutex guard_;  ///< of the queue
  std::condition_variable wake_;
  std::condition_variable written_;
  std::deque<TrailRow> queue_;
  std::uint64_t added_ = 0;
  std::uint64_t on_disk_ = 0;
  std::uint64_t tries_ = 0;  ///< of writing, so that flush() can tell a new failure from an old one
  std::optional<Failure> failure_;  ///< of the last try
  int flushing_ = 0;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace seethrough::stores
