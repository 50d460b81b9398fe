#pragma once
// The journal (流水): the one truth. An append-only, gapless sequence of entries; everything else is rebuilt from it.
//
// An entry is one event in canonical JSON (journal/codec.h). Entry number `seq` counts from 1 and is leaf seq - 1 of
// the log's Merkle tree. A journal position ("what was known") is the number of entries known: position N is entries
// 1..N.

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>

#include "base/failure.h"
#include "base/octets.h"
#include "base/result.h"

namespace seethrough::journal {

/// One entry on its way in. The bytes stay the caller's until append() returns.
struct NewEntry {
  std::string_view bytes;
  Digest leaf;  ///< RFC 6962 leaf hash of `bytes`
};

/// How far the journal reaches, and the signed checkpoint that says so (empty before the first append).
struct Head {
  std::uint64_t size = 0;
  std::string checkpoint;
};

class Journal {
 public:
  virtual ~Journal() = default;

  virtual Result<Head, Failure> head() = 0;

  /// Adds `entries` after entry `expected_size` and moves the head to `checkpoint`, all or nothing. When it returns
  /// a value the entries survive power loss. Failures: `conflict` if the head is not at `expected_size` (another writer moved it);
  /// `unavailable` if the disk refuses (full, read-only). After any failure the caller must take nothing for granted:
  /// reopen and read the head.
  virtual Result<void, Failure> append(std::uint64_t expected_size, std::span<const NewEntry> entries,
                                       std::string_view checkpoint) = 0;

  /// Called with seq, the entry's bytes and its stored leaf hash; false stops the reading early.
  using Visit = std::function<bool(std::uint64_t seq, std::string_view bytes, const Digest& leaf)>;

  /// Visits entries from..to (both included, counted from 1; `to` beyond the end is cut to the end), in order.
  /// Failure `corrupt` if a number is missing.
  virtual Result<void, Failure> read(std::uint64_t from, std::uint64_t to, const Visit& visit) = 0;
};

}  // namespace seethrough::journal
