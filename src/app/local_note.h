#pragma once
// Puts on record (audit trail) what the command line did to a city's secrets, which the journal does not say.

#include <string_view>

#include "base/failure.h"
#include "base/result.h"
#include "stores/data_directory.h"
#include "stores/sqlite/sqlite_trail.h"

namespace seethrough::app {

/// A line of the account `local`, on disk when it returns. Works beside a serving process.
Result<void, Failure> note_locally(const stores::DataDirectory& directory, stores::TrailKind kind,
                                   std::string_view subject, std::string_view detail);

}  // namespace seethrough::app
