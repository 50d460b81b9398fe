#pragma once
// Where the members of a ZIP file lie (APPNOTE.TXT 6.3.10, sections 4.3.7, 4.3.12 to 4.3.16). libzip unpacks them but does
// not tell, and members that share octets are how a small file becomes an endless one.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace seethrough::exchange {

struct ZipMember {
  std::string name;
  std::uint64_t begin = 0;  ///< of its local header
  std::uint64_t end = 0;    ///< behind its packed octets
  std::uint64_t packed = 0, unpacked = 0;  ///< sizes in octets, as stated
};

/// The members in the order of the central directory; nothing if the directory is damaged, lies in several files, does
/// not end with the file, or names a place where no member begins.
std::optional<std::vector<ZipMember>> zip_layout(std::string_view file);

/// Whether two members share octets.
bool members_overlap(std::vector<ZipMember> members);

}  // namespace seethrough::exchange
