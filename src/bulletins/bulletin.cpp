#include "bulletins/bulletin.h"

#include <fmt/format.h>

#include <boost/describe/enum_to_string.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>

#include "bulletins/compose.h"

namespace seethrough::bulletins {

const Value& Bulletin::at(std::string_view id, const std::map<std::string, std::string>& dimensions) const {
  for (const Value& one : figures) {
    if (one.id == id && one.dimensions == dimensions) return one;
  }
  INVARIANT(false, "a bulletin was asked for a figure that it does not carry");
}

std::string sentence(const Refusal& refusal, Language language) {
  return std::visit(
      Overloaded{
          [&](const NotTallying& r) {
            return language == Language::zh
                       ? fmt::format("{} 各项之和与总数不符（{}）：总数 {}，各项之和 {}，相差 {}；不予发布", r.whole,
                                     r.parts, r.stated, r.sum, r.stated - r.sum)
                       : fmt::format("{} does not tally {}: the whole is {}, the parts sum to {}, a difference of {}; "
                                     "the bulletin is not issued",
                                     r.whole, r.parts, r.stated, r.sum, r.stated - r.sum);
          },
          [&](const NothingToReport& r) {
            if (r.batch != 0)
              return language == Language::zh
                         ? fmt::format("没有第 {} 批交办件：请先登记并移交这一批，或换一个批次号", r.batch)
                         : fmt::format("batch {} has not been handed over: hand it over first or name another batch",
                                       r.batch);
            return language == Language::zh
                       ? fmt::format("截至 {} 没有可通报的记录：请换一个截止日", to_string(r.cut_off))
                       : fmt::format("there are no records up to {}: choose a later cut-off", to_string(r.cut_off));
          },
      },
      refusal);
}

Result<Bulletin, Refusal> compose(const figures::Reading& reading, const Request& request) {
  switch (request.series) {
    case Series::subsidies: return compose_subsidies(reading, request);
    case Series::complaints: return compose_complaints(reading, request);
    case Series::projects: return compose_projects(reading, request);
    case Series::disclosures: return compose_disclosures(reading, request);
    case Series::corrections: return compose_corrections(reading, request);
  }
  INVARIANT(false, "a series has no bulletin");
}

std::string canonical_json(const Bulletin& bulletin) {
  namespace json = boost::json;
  json::array figures;
  for (const Value& one : bulletin.figures) {
    json::object dimensions;
    for (const auto& [name, value] : one.dimensions) dimensions.emplace(name, value);
    figures.push_back(json::object{{"bound", boost::describe::enum_to_string(one.bound, "?")},
                                   {"dimensions", std::move(dimensions)},
                                   {"id", one.id},
                                   {"unit", one.unit},
                                   {"value", one.value}});
  }
  // Members stand in the order of their names, as RFC 8785 has it; std::map keeps the dimensions so.
  return json::serialize(json::object{{"batch", bulletin.batch},
                                      {"cut_off", to_string(bulletin.cut_off)},
                                      {"edition", 1},
                                      {"figures", std::move(figures)},
                                      {"journal_position", bulletin.known_at},
                                      {"reconstructed", bulletin.reconstructed},
                                      {"series", boost::describe::enum_to_string(bulletin.series, "?")}});
}

}  // namespace seethrough::bulletins
