#pragma once
// What the audit trail says of the journal's entries: one line for each command, done or refused; and its rows as CSV.

#include "journal/event.h"
#include "stores/sqlite/sqlite_trail.h"

namespace seethrough::http {

stores::TrailRow trail_row(const journal::Entry& entry);

/// The byte order mark and the header line of the trail as CSV, and one row of it.
extern const std::string_view trail_csv_head;
void append_trail_csv(std::string& out, const stores::TrailRow& row);

}  // namespace seethrough::http
