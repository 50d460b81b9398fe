#pragma once
// The steps of a record's story, from its entries in the journal.

#include <boost/json/array.hpp>

#include "http/case_file.h"

namespace seethrough::http {

/// In order: {seq, at, by, type, title_zh, title_en, detail_zh, detail_en}.
boost::json::array story_steps(const City& city, const RecordHistory& history);

}  // namespace seethrough::http
