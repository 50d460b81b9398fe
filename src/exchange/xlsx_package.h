#pragma once
// The ZIP file that a workbook is (ECMA-376 part 2). Measured before anything is unpacked, and again while it is.

#include <cstdint>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "base/failure.h"
#include "base/result.h"
#include "exchange/xlsx_limits.h"

struct zip;
struct zip_file;

namespace seethrough::exchange {

/// A member while it is unpacked. Its package must outlive it.
class PackageMember {
 public:
  /// The next octets, at most as many as there is room for; 0 at the end. Failure `malformed` if the octets are
  /// damaged or more than was stated.
  Result<std::size_t, Failure> read(std::span<char> room);
  std::uint64_t bytes_read() const { return read_; }
  std::uint64_t bytes_total() const { return size_; }

 private:
  friend class XlsxPackage;
  struct Close {
    void operator()(zip_file* file) const;
  };
  std::unique_ptr<zip_file, Close> file_;
  std::string workbook_;  ///< what sentences call the workbook
  std::uint64_t size_ = 0, read_ = 0;
};

class XlsxPackage {
 public:
  /// `octets` are the whole file's, `name` is what sentences call it. Failure `malformed`, with a sentence, for a file
  /// that is no XLSX (and what it is), is damaged or beyond the limits, or has members that are encrypted, packed
  /// unusually, overlap, are named twice or named like a path out of the package.
  static Result<std::unique_ptr<XlsxPackage>, Failure> open(std::string octets, std::string name,
                                                            const XlsxLimits& limits);

  /// Names are compared without regard to case, as the standard has it.
  bool has(std::string_view member) const;
  Result<PackageMember, Failure> member(std::string_view name) const;
  const std::string& name() const { return name_; }

 private:
  struct Close {
    void operator()(zip* file) const;
  };
  XlsxPackage(std::string octets, std::string name) : octets_(std::move(octets)), name_(std::move(name)) {}
  Result<void, Failure> open_zip();
  Result<void, Failure> list_members(const XlsxLimits& limits);
  Result<void, Failure> check_layout() const;
  Result<void, Failure> check_kind() const;

  std::string octets_;
  std::string name_;
  std::unique_ptr<zip, Close> zip_;
  struct Entry {
    std::uint64_t index = 0, size = 0;
  };
  std::map<std::string, Entry, std::less<>> members_;  ///< by name in lower case
};

}  // namespace seethrough::exchange
