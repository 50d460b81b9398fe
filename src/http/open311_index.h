#pragma once
// Open311Index: when each complaint case was registered and last changed, under which request, and which entries of the
// journal are news of it. Folded from the journal when it is asked, so it knows every entry that a caller can have seen
// the answer of. Kept in memory: some hundred octets a case.

#include <cstdint>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/failure.h"
#include "base/result.h"
#include "journal/event.h"
#include "journal/journal.h"
#include "open311/georeport.h"

namespace seethrough::http {

/// Of one case.
struct CaseTimes {
  std::string campaign, number;
  Instant registered;  ///< of the entry; of a case registered later than its day, the day's first moment
  Instant changed;     ///< of the last entry that speaks of it
  RequestId request;   ///< that registered it
  Fingerprint fingerprint;
  bool closed = false;
};

/// One piece of news of one case.
struct CaseNews {
  std::uint64_t seq = 0;
  int part = 0;  ///< from 1 where the entry is news of several cases; 0: of this one alone
  Instant at;
  std::string campaign, number;
  open311::Status status = open311::Status::open;  ///< after it
};
/// The entry's number, and behind a point the part.
std::string update_id(const CaseNews& news);

class Open311Index {
 public:
  explicit Open311Index(journal::Journal& journal) : journal_(journal) {}

  /// Takes in the entries up to `size`, which must be durable.
  Result<void, Failure> catch_up(std::uint64_t size);

  // What follows tells of the entries taken in so far.
  /// Of the last campaign that has such a number.
  std::optional<CaseTimes> find(std::string_view number) const;
  std::optional<CaseTimes> find(std::string_view campaign, std::string_view number) const;
  std::optional<CaseTimes> find(const RequestId& request) const;
  /// From the earliest to the latest.
  std::vector<CaseNews> news(Instant from, Instant to) const;
  /// When a campaign was last declared.
  Instant declared() const;

 private:
  void take(const journal::Entry& entry);
  void take_registered(const journal::Entry& entry, const complaints::RegisterCase& registered);
  void take_step(const journal::Entry& entry, const complaints::Event& event);
  void take_parts(const journal::Entry& entry, const complaints::SplitCase& split);
  /// The cases that the event speaks of, by their keys.
  std::vector<std::string> cases_of(const complaints::Event& event) const;

  journal::Journal& journal_;
  std::mutex catching_up_;  // one reads the journal

  mutable std::mutex mutex_;  // guards the rest
  std::uint64_t position_ = 0;
  std::unordered_map<std::string, CaseTimes> cases_;                   // by "campaign/number"
  std::unordered_map<std::string, std::string> by_number_;             // to the key
  std::unordered_map<std::string, std::vector<std::string>> batches_;  // "campaign/batch" to keys
  std::unordered_map<std::string, std::vector<std::string>> merged_;   // key to the keys of cases handled with it
  std::unordered_map<RequestId, std::string, std::hash<RequestId>> by_request_;
  std::vector<CaseNews> news_;  // in the journal's order
  Instant declared_;
};

}  // namespace seethrough::http
