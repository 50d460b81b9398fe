#include "exchange/table_reader.h"

#include <fmt/format.h>

#include <fstream>

#include "exchange/file_kind.h"
#include "exchange/sheet_table.h"
#include "exchange/text_table.h"

namespace seethrough::exchange {

Result<TableReader, Failure> TableReader::open(const std::filesystem::path& file, const std::vector<Column>& columns,
                                               std::string_view sheet, const XlsxLimits& limits) {
  auto in = std::make_unique<std::ifstream>(file, std::ios::binary);
  std::error_code error;
  if (!*in || std::filesystem::is_directory(file, error)) {
    const bool there = std::filesystem::exists(file, error);
    return Unexpected{Failure{there ? FailureKind::unavailable : FailureKind::not_found,
                              fmt::format("{} {}。", there ? "读不了文件" : "找不到文件", file.string()),
                              fmt::format("{} {}.", file.string(), there ? "can't be read" : "is not there")}};
  }
  return open(std::move(in), file.string(), columns, sheet, limits);
}

Result<TableReader, Failure> TableReader::open(std::unique_ptr<std::istream> in, std::string name,
                                               const std::vector<Column>& columns, std::string_view sheet, const XlsxLimits& limits) {
  std::string beginning(4096, '\0');
  in->read(beginning.data(), static_cast<std::streamsize>(beginning.size()));
  beginning.resize(static_cast<std::size_t>(in->gcount()));
  in->clear();
  in->seekg(0);
  const FileKind kind = kind_of(beginning);
  Result<std::unique_ptr<TableSource>, Failure> source{nullptr};
  switch (kind) {
    case FileKind::csv: source = open_text_table(std::move(in), std::move(name), TableFormat::csv, columns); break;
    case FileKind::ndjson: source = open_text_table(std::move(in), std::move(name), TableFormat::ndjson, columns); break;
    case FileKind::zip: source = open_sheet_table(*in, std::move(name), sheet, columns, limits); break;
    default: return Unexpected{not_a_table(name, kind)};
  }
  if (!source) return Unexpected{source.error()};
  return TableReader(*std::move(source));
}

}  // namespace seethrough::exchange
