#include "exchange/xlsx_package.h"

#include <fmt/format.h>
#include <zip.h>

#include <algorithm>

#include "exchange/row_fault.h"
#include "exchange/table_source.h"
#include "exchange/text_encoding.h"
#include "exchange/zip_layout.h"

namespace seethrough::exchange {
namespace {

std::string lower(std::string_view name) {
  std::string out(name);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return out;
}

/// A name that stays inside the package, whoever unpacks it.
bool is_inside(std::string_view name) {
  if (name.empty() || name.front() == '/' || !is_utf8(name)) return false;
  if (std::any_of(name.begin(), name.end(),
                  [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F || c == '\\' || c == ':'; }))
    return false;
  while (!name.empty()) {
    const std::size_t end = std::min(name.find('/'), name.size());
    const std::string_view segment = name.substr(0, end);
    if (segment == "." || segment == "..") return false;
    name.remove_prefix(std::min(end + 1, name.size()));
  }
  return true;
}

Failure damaged(const std::string& name) {
  return unusable(name, "工作簿已损坏。请用电子表格打开它，另存为新的 .xlsx 后再导入。",
                  "the workbook is damaged. Open it in a spreadsheet, save it as a new .xlsx, and import that.");
}

Failure beyond(const std::string& name, std::string_view zh, std::string_view en) {
  return unusable(name, fmt::format("{}。请把表格单独复制到一个新工作簿，或另存为“CSV UTF-8”。", zh),
                  fmt::format("{}. Copy the table alone into a new workbook, or save it as 'CSV UTF-8'.", en));
}

}  // namespace

void PackageMember::Close::operator()(zip_file* file) const { zip_fclose(file); }
void XlsxPackage::Close::operator()(zip* file) const { zip_discard(file); }

Result<std::size_t, Failure> PackageMember::read(std::span<char> room) {
  const zip_int64_t got = zip_fread(file_.get(), room.data(), room.size());
  if (got < 0) return Unexpected{damaged(workbook_)};
  read_ += static_cast<std::uint64_t>(got);
  if (read_ > size_ || (got == 0 && read_ != size_)) return Unexpected{damaged(workbook_)};
  return static_cast<std::size_t>(got);
}

Result<void, Failure> XlsxPackage::open_zip() {
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* source = zip_source_buffer_create(octets_.data(), octets_.size(), 0, &error);
  if (source) {
    zip_.reset(zip_open_from_source(source, ZIP_RDONLY | ZIP_CHECKCONS, &error));
    if (!zip_) zip_source_free(source);
  }
  zip_error_fini(&error);
  if (!zip_) return Unexpected{damaged(name_)};
  return {};
}

/// Takes stock of the members, by what is stated of them.
Result<void, Failure> XlsxPackage::list_members(const XlsxLimits& limits) {
  const auto count = static_cast<std::uint64_t>(std::max<zip_int64_t>(zip_get_num_entries(zip_.get(), 0), 0));
  if (count > limits.members)
    return Unexpected{beyond(name_, fmt::format("压缩包内有 {} 个文件，超过 {} 个", count, limits.members),
                             fmt::format("it holds {} members, more than {}", count, limits.members))};
  std::uint64_t left = limits.unpacked_bytes;
  for (std::uint64_t i = 0; i < count; ++i) {
    zip_stat_t stat;
    zip_stat_init(&stat);
    constexpr zip_uint64_t needed =
        ZIP_STAT_NAME | ZIP_STAT_SIZE | ZIP_STAT_COMP_SIZE | ZIP_STAT_COMP_METHOD | ZIP_STAT_ENCRYPTION_METHOD;
    if (zip_stat_index(zip_.get(), i, ZIP_FL_ENC_RAW, &stat) != 0 || (stat.valid & needed) != needed)
      return Unexpected{damaged(name_)};
    const std::string member = stat.name;
    if (!is_inside(member))
      return Unexpected{unusable(name_, "压缩包内的文件名指向包外，不像是电子表格存的。请用电子表格另存为新的 .xlsx。",
                                 "a member's name leads out of the package, which no spreadsheet writes. Save it as a "
                                 "new .xlsx in a spreadsheet.")};
    if (stat.encryption_method != ZIP_EM_NONE)
      return Unexpected{unusable(name_, "压缩包加了密码。请去掉密码，另存后再导入。",
                                 "it is encrypted. Take the password off and save it again.")};
    if (stat.comp_method != ZIP_CM_STORE && stat.comp_method != ZIP_CM_DEFLATE) return Unexpected{damaged(name_)};
    if (stat.size > left)
      return Unexpected{beyond(name_, fmt::format("解压后超过 {} MB", limits.unpacked_bytes >> 20),
                               fmt::format("unpacked it is larger than {} MB", limits.unpacked_bytes >> 20))};
    left -= stat.size;
    if (stat.size > limits.ratio_from && stat.size / limits.ratio >= std::max<std::uint64_t>(stat.comp_size, 1))
      return Unexpected{beyond(name_, fmt::format("{} 的压缩比超过 {} 倍，像是压缩炸弹", shown(member), limits.ratio),
                               fmt::format("{} is packed more than {} to 1, as a bomb is", shown(member), limits.ratio))};
    if (!members_.emplace(lower(member), Entry{i, stat.size}).second) return Unexpected{damaged(name_)};
  }
  return {};
}

/// The members lie apart, and where libzip finds them there are as many, named alike.
Result<void, Failure> XlsxPackage::check_layout() const {
  const auto layout = zip_layout(octets_);
  if (!layout || layout->size() != members_.size() || members_overlap(*layout)) return Unexpected{damaged(name_)};
  for (const ZipMember& one : *layout) {
    const auto found = members_.find(lower(one.name));
    if (found == members_.end() || found->second.size != one.unpacked) return Unexpected{damaged(name_)};
  }
  return {};
}

Result<void, Failure> XlsxPackage::check_kind() const {
  if (has("[Content_Types].xml") && has("xl/workbook.xml")) return {};
  if (has("xl/workbook.bin"))
    return Unexpected{unusable(name_, "它是二进制工作簿（.xlsb）。请另存为 .xlsx。",
                               "it is a binary workbook (.xlsb). Save it as .xlsx.")};
  if (has("content.xml") && has("mimetype"))
    return Unexpected{unusable(name_, "它是 OpenDocument 文件（.ods 等）。请另存为 .xlsx 或“CSV UTF-8”。",
                               "it is an OpenDocument file (.ods or the like). Save it as .xlsx or 'CSV UTF-8'.")};
  if (has("word/document.xml") || has("ppt/presentation.xml"))
    return Unexpected{unusable(name_, "它是 Word 或 PowerPoint 文件，不是表格。请把表格复制到电子表格中，另存为 .xlsx。",
                               "it is a Word or PowerPoint file. Copy its table into a spreadsheet and save it as .xlsx.")};
  return Unexpected{unusable(name_, "它是压缩文件。请先解压，再导入其中的表格。",
                             "it is an archive. Unpack it and import the table in it.")};
}

Result<std::unique_ptr<XlsxPackage>, Failure> XlsxPackage::open(std::string octets, std::string name,
                                                                const XlsxLimits& limits) {
  std::unique_ptr<XlsxPackage> package(new XlsxPackage(std::move(octets), std::move(name)));
  if (auto opened = package->open_zip(); !opened) return Unexpected{opened.error()};
  if (auto listed = package->list_members(limits); !listed) return Unexpected{listed.error()};
  if (auto checked = package->check_layout(); !checked) return Unexpected{checked.error()};
  if (auto checked = package->check_kind(); !checked) return Unexpected{checked.error()};
  return package;
}

bool XlsxPackage::has(std::string_view member) const { return members_.contains(lower(member)); }

Result<PackageMember, Failure> XlsxPackage::member(std::string_view name) const {
  const auto found = members_.find(lower(name));
  PackageMember member;
  if (found != members_.end()) member.file_.reset(zip_fopen_index(zip_.get(), found->second.index, 0));
  if (!member.file_) return Unexpected{damaged(name_)};
  member.size_ = found->second.size;
  member.workbook_ = name_;
  return member;
}

}  // namespace seethrough::exchange
