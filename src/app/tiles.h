#pragma once
// Where a log's published files are read from: a folder, a server, or the journal itself.

#include <memory>
#include <string>

#include "http/client.h"
#include "journal/journal.h"
#include "proof/log_reader.h"
#include "proof/tree.h"

namespace seethrough::app {

/// The tiles that the journal's entries make, up to its head.
class JournalTiles : public proof::TileSource {
 public:
  static Result<std::unique_ptr<JournalTiles>, Failure> of(journal::Journal& journal);
  Result<std::string, Failure> read(std::string_view path) override;
  std::uint64_t size() const { return tree_.size(); }

 private:
  explicit JournalTiles(journal::Journal& journal) : journal_(journal) {}
  Result<std::string, Failure> bundle(std::uint64_t index, int width);
  journal::Journal& journal_;
  proof::Tree tree_;
  std::string checkpoint_;
};

/// The tiles that a server publishes.
class ServerTiles : public proof::TileSource {
 public:
  explicit ServerTiles(http::Client client) : client_(std::move(client)) {}
  Result<std::string, Failure> read(std::string_view path) override;

 private:
  http::Client client_;
};

}  // namespace seethrough::app
