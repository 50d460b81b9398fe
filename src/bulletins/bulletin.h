#pragma once
// Bulletins (通报、公开): figures pinned to a cut-off and a journal position, refused when their parts do not tally.

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "base/language.h"
#include "base/result.h"
#include "base/stated_quantity.h"
#include "figures/reading.h"
#include "publication/publication.h"

namespace seethrough::bulletins {

using publication::Series;

/// One figure of a bulletin. `id` names the definition, `dimensions` narrow it (place, class, type, batch …).
struct Value {
  std::string id;
  std::int64_t value = 0;
  std::string unit;  ///< "count", "fen", "basis_points", "day" or a unit's symbol
  std::map<std::string, std::string> dimensions;
  Bound bound = Bound::exactly;
};

/// What is asked for. `batch` is for complaints alone (0: the latest handed over by the cut-off, which then is its day).
struct Request {
  Series series = Series::subsidies;
  Day cut_off;
  int batch = 0;
};

struct Bulletin {
  Series series = Series::subsidies;
  Day cut_off;
  int batch = 0;
  std::uint64_t known_at = 0;
  bool reconstructed = false;
  std::vector<Value> figures;  ///< in a fixed order

  /// The value of the figure with exactly these dimensions; stops the process if the bulletin lacks it.
  const Value& at(std::string_view id, const std::map<std::string, std::string>& dimensions = {}) const;
};

/// Parts that do not add up to their whole under the declared counting rule.
struct NotTallying {
  std::string whole;  ///< the figure's id
  std::string parts;  ///< "by place", "by type", …
  std::int64_t stated = 0;
  std::int64_t sum = 0;
};
/// There is nothing to make a bulletin of: no such campaign, batch or record up to the cut-off.
struct NothingToReport {
  Series series = Series::subsidies;
  Day cut_off;
  int batch = 0;
};
using Refusal = std::variant<NotTallying, NothingToReport>;
std::string sentence(const Refusal& refusal, Language language);

/// The bulletin that the reading gives, as known at its position. Every total is compared with the sum of its parts.
Result<Bulletin, Refusal> compose(const figures::Reading& reading, const Request& request);

/// The figures of the cube that a series prints, and a correction notice therefore corrects.
std::vector<figures::Figure> printed_in(Series series);

/// The day up to which a series has records: the natural cut-off.
Day latest_cut_off(const figures::Reading& reading, Series series);

/// The part of the bulletin that its digest covers: canonical JSON (RFC 8785) of batch, cut_off, edition, figures,
/// journal_position, reconstructed, series.
std::string canonical_json(const Bulletin& bulletin);

}  // namespace seethrough::bulletins
