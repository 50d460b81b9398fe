#pragma once
// The public copy of a JPEG (ITU-T T.81) with libjpeg-turbo: the coefficients of the picture are entropy-coded anew,
// which loses nothing, and every marker is left behind: EXIF with its position and thumbnail, XMP, IPTC, comments, further
// pictures and videos behind the end.

#include <string>
#include <string_view>

#include "base/failure.h"
#include "base/result.h"

namespace seethrough::exchange {

/// See public_copy() in photograph.h.
Result<std::string, Failure> copy_jpeg(std::string_view octets);

}  // namespace seethrough::exchange
