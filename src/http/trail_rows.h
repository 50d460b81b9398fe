#pragma once
// What the audit trail says of the journal's entries: one line for each command, done or refused.

#include "journal/event.h"
#include "stores/sqlite/sqlite_trail.h"

namespace seethrough::http {

stores::TrailRow trail_row(const journal::Entry& entry);

}  // namespace seethrough::http
