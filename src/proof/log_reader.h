#pragma once
// Reading a log as a stranger (外部核验): from its published files and its verifier key alone, trusting nothing else.

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/failure.h"
#include "base/result.h"
#include "proof/checkpoint.h"
#include "proof/note.h"
#include "proof/tile.h"

namespace seethrough::proof {

/// Where the files of a log come from: a folder, a server, a test.
class TileSource {
 public:
  virtual ~TileSource() = default;
  /// The bytes at a path like "checkpoint", "tile/0/000" or "tile/entries/000.p/7"; not_found if there are none.
  virtual Result<std::string, Failure> read(std::string_view path) = 0;
};

/// Checks a whole log. It holds a few tiles and the right edge of the tree, whatever the log's size.
class LogReader {
 public:
  /// The source must outlive the reader.
  LogReader(TileSource& source, VerifierKey key);

  /// The log's checkpoint, if the key signed it. Failures: the source's; corrupt if the note can't be trusted.
  [[nodiscard]] Result<Checkpoint, Failure> open_checkpoint();

  using OnEntry = std::function<void(std::uint64_t index, std::string_view entry)>;
  /// Reads all entries under `checkpoint` in order, bundle by bundle. Each entry is hashed and compared with the hash
  /// tile of level 0, each full bundle with the tile of level 1, and the root over all entries with the checkpoint.
  /// `earlier` are checkpoints kept from before: the log must begin with each of them, or history was rewritten.
  /// The first mismatch ends the reading with a corrupt Failure that names the entry, or the run of entries it lies in.
  /// `on_entry` sees the entries of a bundle after that bundle agrees with its tile; they are proven only when the
  /// whole reading succeeds.
  [[nodiscard]] Result<void, Failure> read_entries(const Checkpoint& checkpoint, const OnEntry& on_entry,
                                                   std::span<const Checkpoint> earlier = {});

 private:
  Result<std::string, Failure> read_tile(const TileAddress& address);
  Result<std::string, Failure> hash_bytes(const TileAddress& address);
  Result<void, Failure> check_parent(std::uint64_t bundle, std::string_view root, std::uint64_t size);
  Result<void, Failure> check_bundle(std::uint64_t bundle, std::uint64_t size, const OnEntry& on_entry,
                                     std::vector<Digest>& leaves);

  TileSource& source_;
  VerifierKey key_;
  TileAddress parent_address_;  ///< the level-1 tile that parent_ holds; none yet if parent_ is empty
  std::string parent_;
};

}  // namespace seethrough::proof
