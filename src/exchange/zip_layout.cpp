#include "exchange/zip_layout.h"

#include <algorithm>

namespace seethrough::exchange {
namespace {

using namespace std::string_view_literals;

constexpr std::size_t end_size = 22, end64_size = 56, locator_size = 20, central_size = 46, local_size = 30;
constexpr std::uint64_t in_extra_field = 0xFFFF'FFFF;

/// Little-endian; the caller has made sure that the octets are there.
std::uint64_t number(std::string_view octets, std::size_t at, std::size_t size) {
  std::uint64_t value = 0;
  for (std::size_t i = size; i-- > 0;) value = value << 8 | static_cast<unsigned char>(octets[at + i]);
  return value;
}

bool there(std::string_view file, std::uint64_t at, std::uint64_t size) {
  return at <= file.size() && size <= file.size() - at;
}

struct Directory {
  std::uint64_t members = 0, size = 0, begin = 0;
};

/// The end record whose comment reaches the end of the file, with its 64-bit form if it has one.
std::optional<Directory> find_directory(std::string_view file) {
  if (file.size() < end_size) return std::nullopt;
  const std::size_t farthest = file.size() - std::min<std::size_t>(file.size(), end_size + 0xFFFF);
  std::size_t at = file.size() - end_size;
  while (!(file.substr(at).starts_with("PK\5\6"sv) && number(file, at + 20, 2) == file.size() - at - end_size)) {
    if (at == farthest) return std::nullopt;
    --at;
  }
  if (number(file, at + 4, 2) != 0 || number(file, at + 6, 2) != 0) return std::nullopt;  // several files
  Directory found{number(file, at + 10, 2), number(file, at + 12, 4), number(file, at + 16, 4)};
  if (found.members != 0xFFFF && found.size != in_extra_field && found.begin != in_extra_field) return found;
  if (at < locator_size || !file.substr(at - locator_size).starts_with("PK\6\7"sv)) return found;
  const std::uint64_t end64 = number(file, at - locator_size + 8, 8);
  if (!there(file, end64, end64_size) || !file.substr(end64).starts_with("PK\6\6"sv)) return std::nullopt;
  return Directory{number(file, end64 + 32, 8), number(file, end64 + 40, 8), number(file, end64 + 48, 8)};
}

/// Puts the 64-bit values of the extra field where the short ones only point to it. The order is fixed: unpacked,
/// packed, begin. False if one is missing.
bool take_wide_values(std::string_view extra, ZipMember& member) {
  std::uint64_t* const wide[] = {&member.unpacked, &member.packed, &member.begin};
  while (extra.size() >= 4) {
    const std::uint64_t id = number(extra, 0, 2), size = number(extra, 2, 2);
    if (size > extra.size() - 4) return false;
    std::string_view field = extra.substr(4, size);
    extra.remove_prefix(4 + size);
    if (id != 1) continue;
    for (std::uint64_t* value : wide) {
      if (*value != in_extra_field) continue;
      if (field.size() < 8) return false;
      *value = number(field, 0, 8);
      field.remove_prefix(8);
    }
    return true;
  }
  return std::none_of(std::begin(wide), std::end(wide), [](const auto* value) { return *value == in_extra_field; });
}

/// Takes one entry off the front of the directory.
std::optional<ZipMember> take_entry(std::string_view file, std::string_view& directory) {
  if (directory.size() < central_size || !directory.starts_with("PK\1\2"sv)) return std::nullopt;
  const std::size_t name = number(directory, 28, 2), extra = number(directory, 30, 2), comment = number(directory, 32, 2);
  if (directory.size() - central_size < name + extra + comment) return std::nullopt;
  ZipMember member;
  member.packed = number(directory, 20, 4);
  member.unpacked = number(directory, 24, 4);
  member.begin = number(directory, 42, 4);
  member.name = directory.substr(central_size, name);
  if (!take_wide_values(directory.substr(central_size + name, extra), member)) return std::nullopt;
  directory.remove_prefix(central_size + name + extra + comment);
  if (!there(file, member.begin, local_size) || !file.substr(member.begin).starts_with("PK\3\4"sv)) return std::nullopt;
  const std::uint64_t data =
      member.begin + local_size + number(file, member.begin + 26, 2) + number(file, member.begin + 28, 2);
  if (!there(file, data, member.packed)) return std::nullopt;
  member.end = data + member.packed;
  return member;
}

}  // namespace

std::optional<std::vector<ZipMember>> zip_layout(std::string_view file) {
  const auto found = find_directory(file);
  if (!found || !there(file, found->begin, found->size)) return std::nullopt;
  std::string_view directory = file.substr(found->begin, found->size);
  if (found->members > directory.size() / central_size) return std::nullopt;
  std::vector<ZipMember> members;
  for (std::uint64_t i = 0; i < found->members; ++i) {
    auto member = take_entry(file, directory);
    if (!member || member->end > found->begin) return std::nullopt;
    members.push_back(*std::move(member));
  }
  return members;
}

bool members_overlap(std::vector<ZipMember> members) {
  std::sort(members.begin(), members.end(), [](const auto& a, const auto& b) { return a.begin < b.begin; });
  return std::adjacent_find(members.begin(), members.end(),
                            [](const auto& a, const auto& b) { return b.begin < a.end; }) != members.end();
}

}  // namespace seethrough::exchange
