#pragma once
// Which way up a photograph is held (照片方向): the one thing of a camera's EXIF (a TIFF directory) that a public copy keeps.

#include <string>
#include <string_view>

namespace seethrough::exchange {

/// The orientation 1 to 8 that the TIFF octets state (EXIF 2.32, 4.6.4: tag 0x0112 of the first directory); 1, upright,
/// if they state none or are not understood.
int orientation_in(std::string_view tiff);
/// TIFF octets that state the orientation and nothing else.
std::string tiff_of_orientation(int orientation);

}  // namespace seethrough::exchange
