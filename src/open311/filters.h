#pragma once
// What a GET of requests or updates asks for (筛选条件). A parameter that the specification does not know is passed
// over, since clients send their own.

#include "base/result.h"
#include "open311/fault.h"

namespace seethrough::open311 {

/// Both ends included.
struct Window {
  Instant from, to;
  bool contains(Instant instant) const { return from <= instant && instant <= to; }
};
inline constexpr int longest_window_days = 90;
inline constexpr int largest_page = 1000;

struct Slice {
  std::int64_t page = 1;
  int page_size = largest_page;
  /// How many records lie before the page.
  std::size_t skipped() const { return static_cast<std::size_t>(page - 1) * static_cast<std::size_t>(page_size); }
};

struct RequestFilter {
  std::vector<std::string> service_request_ids;  ///< if there are any, nothing else counts
  std::vector<std::string> service_codes;        ///< empty: all
  Window window;                                 ///< of requested_datetime
  std::optional<Status> status;                  ///< none: both
  Slice slice;
};

struct UpdateFilter {
  Window window;  ///< of updated_datetime
  Slice slice;
};

/// start_date and end_date span at most 90 days. With one of them the other is 90 days away, though not after `now`; with
/// neither the window is the 90 days before `now`. lat, long and radius are faults: no coordinates are held.
Result<RequestFilter, Faults> read_request_filter(const Parameters& parameters, Instant now);
Result<UpdateFilter, Faults> read_update_filter(const Parameters& parameters, Instant now);

}  // namespace seethrough::open311
