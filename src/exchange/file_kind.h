#pragma once
// What a file is (文件类型), by its first octets: the name proves nothing.

#include <string>
#include <string_view>

#include "base/failure.h"

namespace seethrough::exchange {

enum class FileKind {
  csv,      ///< text that is none of the others
  ndjson,   ///< text that begins with "{"
  zip,      ///< perhaps XLSX: its members tell (xlsx_package.h)
  ole2,     ///< .xls, .doc, or a workbook with a password
  markup,   ///< HTML or XML, which some programs name .xls
  pdf,
  picture,
  packed,   ///< gzip, bzip2, xz, zstd, 7z, rar
  other,    ///< no text
};

/// From the beginning; 4 KiB are enough.
FileKind kind_of(std::string_view beginning);

/// Why a file of a kind that holds no table is refused, and what to do. Not for csv, ndjson and zip.
Failure not_a_table(const std::string& file, FileKind kind);

}  // namespace seethrough::exchange
