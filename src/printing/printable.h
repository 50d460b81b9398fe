#pragma once
// Text as every kind of file can hold it, and how wide it is.

#include <cstddef>
#include <string>
#include <string_view>

namespace seethrough::printing {

/// Well-formed UTF-8 without control characters other than tab and line feed: CR LF and CR become LF; what no file can
/// hold becomes U+FFFD.
std::string printable(std::string_view text);

/// Half-widths (半角) of the longest line of printable text: two for East Asian characters and full-width signs, one
/// for the rest.
std::size_t half_widths(std::string_view text);
/// The longest run of printable text that a line is not broken in unless it must be: letters, digits and signs between
/// spaces and East Asian characters.
std::string_view longest_run(std::string_view text);
/// UTF-16 units, in which workbooks count.
std::size_t utf16_units(std::string_view text);
/// As much of the beginning as has at most so many UTF-16 units; no character is cut.
std::string_view first_utf16_units(std::string_view text, std::size_t units);

}  // namespace seethrough::printing
