#pragma once
// Import (导入): a file of claims or cases becomes commands, in runs of some hundreds, in the order of the
// file.
//
// A request's identifier is made of the row's content alone: the first 16 octets of SHA-256("import" ‖ 0 ‖ kind ‖ 0 ‖
// round ‖ 0 ‖ canonical JSON of the row's filled columns). So the same row again, in this file or another, changes
// nothing and is counted as repeated; the order of columns and rows doesn't matter. Two purchases that agree in every
// column need a `reference` to tell them apart.
//
// Rows that are refused, by their form or by the rules, go to FILE.rejected.csv: row, column, reason, then the file's
// columns, as UTF-8. Corrected, that file can be imported as it is. A row that could not be taken apart stands whole in
// the first of the file's columns, so that nothing of it is taken for sound. The file holds personal data if the
// original does, and only its owner may read it (mode 0600).

#include <atomic>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/language.h"
#include "exchange/sink.h"
#include "exchange/table_reader.h"
#include "places/tree.h"
#include "rules/book.h"
#include "stores/vault.h"

namespace seethrough::exchange {

enum class ImportKind { claims, cases };

/// What an import needs to know. Everything referred to must outlive it.
struct ImportSetup {
  const rules::Book& rules;
  const Tree& places;
  stores::Vault& vault;
  Sink& sink;
};

struct ImportOptions {
  std::string by;                  ///< the account
  std::function<Instant()> now;    ///< the clock, read once a run
  Language language = Language::zh;  ///< of the rejected rows' reasons
  std::string campaign;            ///< of cases whose row names none; empty: the row must
  /// A word that makes the same rows new requests, for a second try after what refused them was put right (a merchant
  /// admitted, a fund opened). Empty: the same rows are the same requests.
  std::string round;
  std::string sheet;  ///< the worksheet of an XLSX workbook; empty: its first visible one
  XlsxLimits limits = {};  ///< of an XLSX workbook
  /// Rows that are made durable together, in the vault and in the journal, four runs on their way at a time. More are
  /// quicker (each run waits for the disk), hold more memory and keep other commands waiting longer. A server that is
  /// given them takes at most 1000.
  std::size_t run_rows = 512;
  std::string shown_name;  ///< what sentences call the file; empty: its path
  /// Of claims: why a row of that place is not for this account, or nothing. Asked before the vault takes anything of
  /// the row. Empty: the engine alone decides.
  std::function<std::optional<RowFault>(PlaceCode)> keep_out;
  const std::atomic<bool>* stop = nullptr;  ///< set: the import ends after the runs under way
  /// Bytes read, bytes in all, rows so far.
  std::function<void(std::uint64_t bytes, std::uint64_t total, std::uint64_t rows)> progress;
};

struct RejectedRow {
  std::uint64_t row = 0;
  std::string column;  ///< empty if no single column is at fault
  std::string reason;  ///< a sentence in the language asked for
};

/// rows = accepted + repeated + rejected. A repeated request that was refused the first time is counted as rejected and
/// gets its reason again.
struct ImportReport {
  std::uint64_t rows = 0;
  std::uint64_t accepted = 0;
  std::uint64_t repeated = 0;
  std::uint64_t rejected = 0;
  bool stopped = false;              ///< before the end of the file; a second run goes on
  std::vector<RejectedRow> first;    ///< the first 20 rejected rows
  std::filesystem::path rejected_file;  ///< empty if no row was rejected
};

/// Imports the file. A Failure (of the file, the vault, the sink, the disk) ends it; what was acknowledged stays, and a
/// second run goes on from there. FILE.rejected.csv appears whole or not at all; one from before is replaced, or
/// removed if nothing was rejected.
Result<ImportReport, Failure> import_file(const std::filesystem::path& file, ImportKind kind, const ImportSetup& setup,
                                          const ImportOptions& options);

/// A column of the file and the one it was taken for.
struct FoundColumn {
  std::string column;
  std::string_view field;
};

/// What a dry reading (试读) found.
struct ImportPreview {
  std::uint64_t rows = 0;
  std::uint64_t rejected = 0;          ///< by their form, or by keep_out; whether the rest is granted is not asked
  bool stopped = false;                ///< before the end of the file
  std::vector<RejectedRow> first;      ///< the first 20 of them
  std::vector<FoundColumn> columns;    ///< in the order of the file; none of NDJSON
};

/// Reads the file to its end and commands nothing: nothing is submitted, and the vault takes nothing. Failures of the
/// file as of import_file. `sink` and `by`, `now`, `round` are not used.
Result<ImportPreview, Failure> preview_file(const std::filesystem::path& file, ImportKind kind, const ImportSetup& setup,
                                            const ImportOptions& options);

/// A file with the header alone, for whoever is to fill it in: the columns' names, required ones first, as UTF-8 with a
/// byte order mark.
std::string template_csv(ImportKind kind, Language language);

}  // namespace seethrough::exchange
