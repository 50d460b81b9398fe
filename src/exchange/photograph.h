#pragma once
// Photograph (照片): from a photograph as it was handed in, the copy that everybody may see: the same picture without what
// else the file tells: where and when it was taken, with what, by whom, earlier versions of it.

#include <string>
#include <string_view>

#include "base/failure.h"
#include "base/result.h"

namespace seethrough::exchange {

/// What a file of evidence is, by its content.
enum class MediaKind { jpeg, png, pdf, heic, mp4, other };
/// From the beginning; 16 octets are enough.
MediaKind media_kind(std::string_view beginning);
/// "image/jpeg" …; "application/octet-stream" for others.
std::string_view media_type(MediaKind kind);

/// A public copy has at most so many pixels, and so many on a side.
inline constexpr std::size_t most_pixels = std::size_t{64} << 20;
inline constexpr std::size_t longest_side = 65'500;

/// The copy for everybody, its pixels those of the photograph: of a JPEG (without decoding it: the coefficients are
/// copied) or of a PNG. Of all that is not the picture it keeps the orientation and the colour profile. The same
/// octets give the same copy. Failure `malformed`: another kind of file, a damaged photograph, or one over the limits;
/// the sentence says which. Takes up to 400 MiB of memory for a JPEG, so call it for one at a time.
Result<std::string, Failure> public_copy(std::string_view octets);

}  // namespace seethrough::exchange
