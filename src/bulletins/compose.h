#pragma once
// What each series' composer needs: a table of the as-of, the units of the city, and the tally.

#include <initializer_list>
#include <string>
#include <vector>

#include "bulletins/bulletin.h"

namespace seethrough::bulletins {

Result<Bulletin, Refusal> compose_subsidies(const figures::Reading& reading, const Request& request);
Result<Bulletin, Refusal> compose_complaints(const figures::Reading& reading, const Request& request);
Result<Bulletin, Refusal> compose_projects(const figures::Reading& reading, const Request& request);
Result<Bulletin, Refusal> compose_disclosures(const figures::Reading& reading, const Request& request);
Result<Bulletin, Refusal> compose_corrections(const figures::Reading& reading, const Request& request);

using Dimensions = std::map<std::string, std::string>;

/// What a case's row of the disclosure table says, by column; a column without a word is left out. `as` is the case that it
/// is handled with, and has a text.
Dimensions row_of(const complaints::Campaign& campaign, const complaints::Case& one, const complaints::Case& as, int serial,
                  bool late);

/// Collects the values of one bulletin and holds every whole against its parts.
class Composer {
 public:
  Composer(const figures::Reading& reading, const Request& request);

  /// The figure over the whole city, narrowed by `dimension`, added under `dimensions`.
  std::int64_t add(figures::Figure figure, std::string_view dimension, Dimensions dimensions);
  /// Figures over the whole city, each split by unit (the city's own line last, if any of them has one), tallied. They
  /// are printed side by side, so each of them has every line.
  void add_by_place(std::initializer_list<figures::Figure> side_by_side);
  /// Split by the named dimension values, tallied against the whole.
  void add_by(figures::Figure figure, const std::string& name, const std::vector<std::string>& values);
  void add_value(Value value) { bulletin_.figures.push_back(std::move(value)); }
  void add_stated(const std::string& prefix, const std::vector<StatedQuantity>& stated, const Dimensions& dimensions);
  /// Notes a difference; the first noted is the refusal.
  void tally(std::string_view whole, std::string_view parts, std::int64_t stated, std::int64_t sum);

  const figures::Table& table() const { return table_; }
  Bulletin& bulletin() { return bulletin_; }
  Result<Bulletin, Refusal> finish();

 private:
  std::int64_t whole(figures::Figure figure) const;
  std::int64_t own(figures::Figure figure) const;

  const figures::Reading& reading_;
  figures::Table table_;
  Bulletin bulletin_;
  std::optional<NotTallying> difference_;
};

}  // namespace seethrough::bulletins
