#pragma once
// Personal data (个人信息) in a text that is to be published: what would be blacked out.
//
//   phone            a mobile number of 11 digits (13… to 19…), or an area code of 3 or 4 digits and 7 or 8 digits
//   identity_number  18 characters with a valid check character (GB 11643), or the old 15 digits with a date
//   email            something@something.something
//   known            a name, telephone or address that the vault holds of this case
//   title            a surname before 先生, 女士, 某 and the like: perhaps a person, perhaps not

#include <boost/describe/enum.hpp>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace seethrough::complaints {

BOOST_DEFINE_ENUM_CLASS(PersonalKind, phone, identity_number, email, known, title)

/// Octets [from, from + size) of the text.
struct PersonalDatum {
  std::size_t from = 0;
  std::size_t size = 0;
  PersonalKind kind = PersonalKind::phone;
  friend bool operator==(const PersonalDatum&, const PersonalDatum&) = default;
};

/// What the text holds, in its order and without overlaps; `known` are texts of at least two characters.
std::vector<PersonalDatum> personal_data(std::string_view text, std::span<const std::string> known);
/// Whether such a find is personal data for sure: then the text is not published.
constexpr bool is_certain(PersonalKind kind) { return kind != PersonalKind::title; }
/// The text with ■ for each of those characters.
std::string blacked_out(std::string_view text, std::span<const PersonalDatum> data);

}  // namespace seethrough::complaints
