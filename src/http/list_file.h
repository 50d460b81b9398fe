#pragma once
// A whole list as a file (清单下载): every row that the filter finds, as CSV, NDJSON or XLSX, with the names and values that
// the list has for programs, and amounts in yuan besides. It is written to the spool row by row, so that neither a large
// list nor a slow client takes memory.

#include <memory>

#include "exchange/record_writer.h"
#include "http/file_body.h"
#include "http/record_list.h"

namespace seethrough::http {

/// Failure `unavailable` if the lists are, or if as many files as may be are being made just now.
Result<std::shared_ptr<const FileBody>, Failure> list_file(const City& city, const ListRequest& asked,
                                                           exchange::ExportFormat format, Language language);

}  // namespace seethrough::http
