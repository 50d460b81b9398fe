#pragma once
// Figures (指标): what is counted, in which unit, under which definition. A definition's version moves when what it
// counts changes; its text is printed beside every figure.

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace seethrough::figures {

/// What a contribution adds to. Each is summed over days, and split by place and one dimension.
enum class Figure : std::uint8_t {
  subsidy_claims,       ///< by class
  consumption,          ///< by class; fen
  subsidy_granted,      ///< by class; fen
  claims_held,          ///< by class
  subsidy_held,         ///< by class; fen
  claims_paid,          ///< by class
  subsidy_paid,         ///< by class; fen
  merchants,
  complaint_cases,      ///< by type
  complaint_key_cases,  ///< by type
  complaint_splits,     ///< by the city the case was split from
  complaint_batches,
  complaint_outcomes,   ///< by closure
  complaint_findings,   ///< by finding
  complaint_sanctions,  ///< by kind
  complaint_fines,      ///< fen
  projects,             ///< by stage
  large_projects,       ///< by stage; at least 1 bn yuan
  investment,           ///< by stage; fen
  chains,
};
inline constexpr std::size_t figure_count = 20;

enum class Unit : std::uint8_t { count, fen };

struct Definition {
  Figure figure;
  std::string_view id;         ///< "subsidies.claims"; stable, used in addresses and in the JSON
  std::string_view programme;  ///< "subsidies", "complaints", "projects", "chains"
  int version;
  Unit unit;
  std::string_view dimension;  ///< "class", "type", "stage", "from", "closure", "finding", "kind", or empty
  std::string_view name_zh, name_en;
  std::string_view measure_zh, measure_en;        ///< the measure word: 件, cases
  std::string_view definition_zh, definition_en;  ///< what is counted, which day it counts on, what takes it out again
};

const std::array<Definition, figure_count>& definitions();
const Definition& definition(Figure figure);
std::optional<Figure> parse_figure(std::string_view id);
std::string_view name(Unit unit);

}  // namespace seethrough::figures
