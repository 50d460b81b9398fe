#pragma once
// ViewsFeed (列表更新): brings the lists (views.db) up to the journal's durable end, and knows for each record which
// entries of the journal speak of it.
//
// The journal is read from its first entry at every start, in order to rebuild that index; rows are written only for
// entries beyond the position that views.db has. So a deleted views.db is filled again from the start.

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <unordered_map>
#include <vector>

#include "base/failure.h"
#include "base/result.h"
#include "complaints/state.h"
#include "http/claims_feed.h"
#include "journal/event.h"
#include "journal/journal.h"
#include "places/tree.h"
#include "stores/sqlite/sqlite_views.h"

namespace seethrough::http {

/// The three kinds of records that have a list and a page.
enum class RecordKind { claim, complaint, project };

class ViewsFeed {
 public:
  /// All three outlive the feed. A case is found by the names that `places` has. Does nothing before start().
  ViewsFeed(journal::Journal& journal, stores::SqliteViews& views, const Tree& places);
  ~ViewsFeed();  // stops first
  ViewsFeed(const ViewsFeed&) = delete;
  ViewsFeed& operator=(const ViewsFeed&) = delete;

  void start();
  /// Ends after the run of entries in hand. May be repeated.
  void stop();
  /// Entries were appended. May be called from any thread, and returns at once.
  void wake();

  /// The journal position that lists and index reflect.
  std::uint64_t position() const { return position_.load(std::memory_order_acquire); }
  /// Waits until position() is at least `size`; false if the feed stopped or failed before.
  bool wait_for(std::uint64_t size) const;
  /// Why the feed no longer moves, if it had to give up.
  std::optional<Failure> failure() const;

  /// The entries that speak of a record, in order; empty for one that the feed has not met.
  std::vector<std::uint64_t> entries_of(RecordKind kind, std::string_view id) const;
  /// The entries that speak of a merchant's batch, in order.
  std::vector<std::uint64_t> entries_of_batch(const std::string& batch) const;
  /// The entries that speak of an account, in order.
  std::vector<std::uint64_t> entries_of_account(std::string_view account) const;
  /// `call` is given every entry, in order, from the first; set it before start(). Called on the feed's thread.
  void also(std::function<void(const journal::Entry&)> call) { also_ = std::move(call); }
  /// How many records of that kind there are.
  std::uint64_t count(RecordKind kind) const;

 private:
  struct Rows;
  void work();
  Result<bool, Failure> advance(std::uint64_t written);
  void fold(const std::vector<journal::Entry>& entries, Rows& rows);
  void fold(std::uint64_t seq, const complaints::Event& event, Rows& rows);
  void fold(std::uint64_t seq, const projects::Event& event, Rows& rows);
  void fold(std::uint64_t seq, const access::Event& event);

  journal::Journal& journal_;
  stores::SqliteViews& views_;
  const Tree& places_;
  std::atomic<std::uint64_t> position_{0};

  // The feed's thread alone:
  complaints::State complaints_;
  std::unordered_map<std::string, stores::ProjectRow> projects_;

  mutable std::mutex index_mutex_;
  ClaimsFeed claims_;
  std::unordered_map<std::string, std::vector<std::uint64_t>> of_case_, of_project_, of_account_;

  mutable std::mutex mutex_;  // guards the rest
  mutable std::condition_variable changed_;
  bool woken_ = false, stopping_ = false, running_ = false;
  std::optional<Failure> failure_;
  std::function<void(const journal::Entry&)> also_;
  std::thread thread_;
};

}  // namespace seethrough::http
