#pragma once
// What bench claims measures with: claims of the appliance classes by many people at many shops, and the two baselines.

#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "engine/engine.h"
#include "rules/book.h"
#include "stores/sqlite/database.h"

namespace seethrough::app {

/// Makes legal claims, the same ones each time.
class BenchClaims {
 public:
  explicit BenchClaims(const Tree& places);
  /// Opens the fund and admits the merchants.
  std::vector<engine::Submission> preparation();
  std::vector<engine::Submission> claims(std::uint64_t count);

 private:
  engine::Submission submission(journal::Command command, const char* by);
  static constexpr const char* clerk = "bench-clerk";
  std::vector<std::string> merchants_;
  std::vector<PlaceCode> places_;
  PlaceCode root_;
  std::uint64_t serial_ = 0, requests_ = 0;
};

/// Appends entries to a SQLite table of the journal's form; durable at each batch, and nothing else.
class PlainAppend {
 public:
  Result<void, Failure> open(const std::filesystem::path& file);
  Result<void, Failure> append(std::uint64_t first_seq, std::span<const std::string> entries,
                               std::span<const Digest> leaves);

 private:
  stores::Database database_;
  stores::Statement insert_;
};

/// One durable transaction a claim over ordinary tables, every check inside it.
class TransactionPerClaim {
 public:
  Result<void, Failure> open(const std::filesystem::path& file);
  Result<void, Failure> redeem(const subsidies::Purchase& purchase, const rules::Book& rules);

 private:
  stores::Database database_;
  stores::Statement used_, take_, insert_;
};

}  // namespace seethrough::app
