// Disclosure (边督边改公开): what became of the cases of one batch, case by case, with the totals line.

#include <boost/describe/enum_to_string.hpp>
#include <fmt/format.h>

#include "bulletins/compose.h"
#include "complaints/overview.h"
#include "complaints/words.h"

namespace seethrough::bulletins {
namespace {

using complaints::Campaign;
using complaints::Case;

template <class Enum>
std::string name_of(Enum value) {
  return boost::describe::enum_to_string(value, "?");
}

struct Sums {
  std::int64_t cases = 0, published = 0, late = 0;
  std::map<std::string, std::int64_t> closures, findings, places, types, sanctions;
  std::int64_t fines = 0;

  void add(const Case& one, const Case& as) {
    ++published;
    ++closures[name_of(as.outcome->closure)];
    ++findings[as.outcome->finding ? name_of(*as.outcome->finding) : "none"];
    ++places[std::to_string(one.entry.place.value)];
    ++types[one.entry.pollution];
    if (&as != &one) return;  // a merged case's sanctions are those of the case it went into
    for (const complaints::RecordSanction& sanction : one.sanctions) {
      sanctions[name_of(sanction.kind)] += sanction.count;
      fines += sanction.amount.value;
    }
  }
};

void add_lines(Composer& composer, const std::string& dimension, const std::map<std::string, std::int64_t>& lines,
               std::int64_t whole) {
  std::int64_t sum = 0;
  for (const auto& [name, value] : lines) {
    composer.add_value({"disclosures.published", value, "count", {{dimension, name}}, Bound::exactly});
    sum += value;
  }
  composer.tally("disclosures.published", "by " + dimension, whole, sum);
}

void add_totals(Composer& composer, const Sums& sums) {
  const auto add = [&](const char* id, std::int64_t value) {
    composer.add_value({id, value, "count", {}, Bound::exactly});
  };
  add("disclosures.cases", sums.cases);
  add("disclosures.published", sums.published);
  add("disclosures.late", sums.late);
  add_lines(composer, "closure", sums.closures, sums.published);
  add_lines(composer, "finding", sums.findings, sums.published);
  add_lines(composer, "place", sums.places, sums.published);
  add_lines(composer, "type", sums.types, sums.published);
  for (const auto& [kind, count] : sums.sanctions)
    composer.add_value({"disclosures.sanctions", count, "count", {{"kind", kind}}, Bound::exactly});
  composer.add_value({"disclosures.fines", sums.fines, "fen", {}, Bound::exactly});
}

/// The batch asked for, or the latest that is public by the cut-off; 0 if there is none.
int batch_of(const Campaign& campaign, const Request& request) {
  const auto is_public = [&](int batch) {
    const auto& disclosed = campaign.batches[static_cast<std::size_t>(batch - 1)].disclosed;
    return disclosed && *disclosed <= request.cut_off;
  };
  const int last = static_cast<int>(campaign.batches.size());
  if (request.batch != 0) return request.batch <= last && is_public(request.batch) ? request.batch : 0;
  for (int batch = last; batch > 0; --batch)
    if (is_public(batch)) return batch;
  return 0;
}

}  // namespace

Dimensions row_of(const Campaign& campaign, const Case& one, const Case& as, int serial, bool late) {
  const complaints::Unit unit = campaign.responsible(as);
  Dimensions row{{"serial", fmt::format("{:04}", serial)},
                 {"number", one.entry.number},
                 {"situation", as.text->situation},
                 {"place", std::to_string(one.entry.place.value)},
                 {"type", one.entry.pollution},
                 {"investigation", as.text->investigation},
                 {"rectification", as.text->rectification},
                 {"accountability", as.text->accountability},
                 {"batch", std::to_string(one.entry.batch)},
                 {"remarks", as.text->remarks},
                 {"unit", unit.organ.empty() ? std::to_string(unit.place.value) : unit.organ}};
  if (as.outcome) row["closure"] = name_of(as.outcome->closure);
  if (as.outcome && as.outcome->finding) row["finding"] = name_of(*as.outcome->finding);
  if (as.outcome && as.outcome->goal) row["goal"] = to_string(*as.outcome->goal);
  if (one.key()) row["key"] = "yes";
  if (late) row["late"] = "yes";
  if (&as != &one) row["merged_into"] = as.entry.number;
  for (const complaints::RecordSanction& sanction : as.sanctions) {
    const auto words = complaints::words(sanction.kind);
    row["sanctions"] += fmt::format("{}{}{}{}", row["sanctions"].empty() ? "" : "，", words.zh, sanction.count, words.unit.zh);
  }
  std::erase_if(row, [](const auto& column) { return column.second.empty(); });
  return row;
}

Result<Bulletin, Refusal> compose_disclosures(const figures::Reading& reading, const Request& request) {
  const auto& campaigns = reading.complaints().campaigns;
  Request pinned = request;
  pinned.batch = campaigns.empty() ? 0 : batch_of(campaigns.back(), request);
  if (pinned.batch == 0) return Unexpected{Refusal{NothingToReport{request.series, request.cut_off, request.batch}}};
  const Campaign& campaign = campaigns.back();
  const Day first = *campaign.batches[static_cast<std::size_t>(pinned.batch - 1)].disclosed;

  Composer composer(reading, pinned);
  composer.bulletin().reconstructed = reading.reconstructed("complaints");
  Sums sums;
  std::vector<Value> rows;
  for (const Case& one : campaign.cases) {
    if (one.entry.batch != pinned.batch || std::holds_alternative<complaints::Split>(one.progress)) continue;
    ++sums.cases;
    const Case& as = complaints::handled_as(campaign, one);
    const auto since = complaints::public_since(as);
    if (!since || *since > pinned.cut_off) continue;
    const bool late = *since > first;
    sums.late += late ? 1 : 0;
    sums.add(one, as);
    rows.push_back({"disclosures.case", 1, "count", row_of(campaign, one, as, static_cast<int>(rows.size()) + 1, late),
                    Bound::exactly});
  }
  if (rows.empty()) return Unexpected{Refusal{NothingToReport{request.series, request.cut_off, pinned.batch}}};
  add_totals(composer, sums);
  for (Value& row : rows) composer.add_value(std::move(row));
  return composer.finish();
}

}  // namespace seethrough::bulletins
