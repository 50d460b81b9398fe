#pragma once
// The console's files, unpacked from the bundle that web/build.mjs makes.
//
//   bundle = { path TAB content-type TAB length LF } LF { octets }
//
// The octets of all files follow one another in the order of the lines.

#include <string_view>
#include <vector>

#include "http/city.h"

namespace seethrough::app {

/// Views into `bundle`; none if it is empty. A bundle of another form is a bug of the build.
std::vector<http::DeskFile> desk_files(std::string_view bundle);

}  // namespace seethrough::app
