#include "exchange/file_kind.h"

#include <algorithm>
#include <iterator>

#include "base/check.h"
#include "exchange/table_source.h"

namespace seethrough::exchange {
namespace {

using namespace std::string_view_literals;

struct Beginning {
  std::string_view octets;
  FileKind kind;
};
constexpr Beginning beginnings[] = {
    {"PK\3\4"sv, FileKind::zip},
    {"PK\5\6"sv, FileKind::zip},
    {"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"sv, FileKind::ole2},
    {"%PDF-"sv, FileKind::pdf},
    {"\x89PNG\r\n\x1A\n"sv, FileKind::picture},
    {"\xFF\xD8\xFF"sv, FileKind::picture},
    {"GIF8"sv, FileKind::picture},
    {"II*\0"sv, FileKind::picture},
    {"MM\0*"sv, FileKind::picture},
    {"\x1F\x8B"sv, FileKind::packed},
    {"BZh"sv, FileKind::packed},
    {"\xFD" "7zXZ\0"sv, FileKind::packed},
    {"\x28\xB5\x2F\xFD"sv, FileKind::packed},
    {"7z\xBC\xAF\x27\x1C"sv, FileKind::packed},
    {"Rar!\x1A\x07"sv, FileKind::packed},
    {"\x7F" "ELF"sv, FileKind::other},
    {"MZ\x90\0"sv, FileKind::other},
};

/// Text has few control characters; a third of anything else are.
bool is_binary(std::string_view text) {
  const auto control = [](char c) {
    const auto octet = static_cast<unsigned char>(c);
    return octet < 0x20 && c != '\t' && c != '\r' && c != '\n' && c != '\f' && c != '\x1A';
  };
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), control)) * 10 > text.size() * 3;
}

}  // namespace

FileKind kind_of(std::string_view beginning) {
  beginning = beginning.substr(0, 4096);
  for (const Beginning& one : beginnings) {
    if (beginning.starts_with(one.octets)) return one.kind;
  }
  if (beginning.starts_with("RIFF") && beginning.substr(8).starts_with("WEBP")) return FileKind::picture;
  if (beginning.starts_with("\xFF\xFE") || beginning.starts_with("\xFE\xFF")) return FileKind::csv;  // UTF-16
  if (is_binary(beginning)) return FileKind::other;
  if (beginning.starts_with("\xEF\xBB\xBF")) beginning.remove_prefix(3);
  beginning.remove_prefix(std::min(beginning.find_first_not_of(" \t\r\n"), beginning.size()));
  if (beginning.starts_with('<')) return FileKind::markup;
  return beginning.starts_with('{') ? FileKind::ndjson : FileKind::csv;
}

Failure not_a_table(const std::string& file, FileKind kind) {
  switch (kind) {
    case FileKind::ole2:
      return unusable(file, "它是旧版 Excel 文件（.xls），或是加了密码的工作簿。请打开它，去掉密码，另存为 .xlsx 或“CSV UTF-8”。",
                      "it is an old Excel file (.xls), or a workbook with a password. Open it, take the password off, "
                      "and save it as .xlsx or 'CSV UTF-8'.");
    case FileKind::markup:
      return unusable(file, "它是网页或 XML 文件，即使名字以 .xls 结尾。请用电子表格打开，另存为 .xlsx 或“CSV UTF-8”。",
                      "it is a web page or XML, even if its name ends in .xls. Open it in a spreadsheet and save it as "
                      ".xlsx or 'CSV UTF-8'.");
    case FileKind::pdf:
      return unusable(file, "它是 PDF 文件，不是表格。请向对方索取原来的电子表格。",
                      "it is a PDF, not a table. Ask for the spreadsheet that it was made from.");
    case FileKind::picture:
      return unusable(file, "它是图片，不是表格。请向对方索取原来的电子表格。",
                      "it is a picture, not a table. Ask for the spreadsheet itself.");
    case FileKind::packed:
      return unusable(file, "它是压缩文件。请先解压，再导入其中的表格。", "it is an archive. Unpack it and import the table in it.");
    case FileKind::other:
      return unusable(file, "它不是文本，也不是 .xlsx 表格。请另存为 .xlsx 或“CSV UTF-8”。",
                      "it is neither text nor an .xlsx table. Save it as .xlsx or 'CSV UTF-8'.");
    case FileKind::csv:
    case FileKind::ndjson:
    case FileKind::zip: break;
  }
  INVARIANT(false, "a kind that may hold a table is not refused unread");
}

}  // namespace seethrough::exchange
