#pragma once
// Export (导出): every record once, in its current state, folded from the journal. There is no personal data in it, as
// there is none in the journal.
//
// claims:     claim, day, class, kind, merchant, place, price_fen, price_yuan, subsidy_fen, subsidy_yuan, clause,
//             edition, fund, state, reconstructed, seq, then the facts by name (empty where not stated)
// complaints: number, campaign, batch, day, place, type, channel, key_case, split_from, state, reconstructed, seq
// projects:   project, name_zh, name_en, place, park, level, stage, investment_fen, investment_yuan, progress_bp,
//             chain, day, reconstructed, seq
//
// `seq` is the entry that last changed the record. In NDJSON whole numbers, money in fen, true and false are JSON's
// own, yuan and days are texts, and what is empty is left out. A CSV cell that a spreadsheet would run as a formula is
// defused (base/csv_cell.h). In XLSX amounts in yuan and days are numbers that are shown as such, and the fen are left
// out (sheet_record_writer.h).

#include <filesystem>
#include <functional>
#include <ostream>

#include "base/language.h"
#include "exchange/record_writer.h"
#include "journal/journal.h"

namespace seethrough::exchange {

enum class ExportKind { claims, complaints, projects };

struct ExportOptions {
  ExportKind kind = ExportKind::claims;
  ExportFormat format = ExportFormat::csv;
  Language language = Language::zh;  ///< of a workbook's header
  std::filesystem::path scratch;     ///< where a workbook grows before it is handed over; empty: the system's folder
};

struct ExportReport {
  std::uint64_t records = 0;
  std::uint64_t journal_position = 0;  ///< the state is as of this position
  std::uint64_t sheets = 0;            ///< of a workbook: worksheets that the records fill
};

/// Entries done, entries in all (claims are read through twice).
using ExportProgress = std::function<void(std::uint64_t done, std::uint64_t total)>;

/// Writes all records to `out`. Failure `unavailable` if `out` refuses (disk full), the journal's own, or `corrupt` if
/// an entry can't be read; then what was written is not the whole table.
Result<ExportReport, Failure> export_records(const ExportOptions& options, journal::Journal& journal, std::ostream& out,
                                             const ExportProgress& progress = {});

}  // namespace seethrough::exchange
