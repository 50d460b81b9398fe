#include "bulletins/compose.h"

namespace seethrough::bulletins {

using figures::Figure;

namespace {

void add_batch(Composer& composer, const complaints::Campaign& campaign, int number) {
  const complaints::Batch& batch = campaign.batches[static_cast<std::size_t>(number - 1)];
  const std::string name = std::to_string(number);
  const complaints::BatchHeader& header = batch.header;
  composer.add_value({"complaints.batch.cases", header.cases, "count", {{"batch", name}}, Bound::exactly});
  composer.add_value({"complaints.batch.key_cases", header.key_cases, "count", {{"batch", name}}, Bound::exactly});
  std::int64_t places = 0, types = 0, registered = 0;
  for (const complaints::PlaceCount& one : header.by_place) {
    composer.add_value({"complaints.batch.cases", one.cases, "count",
                        {{"batch", name}, {"place", std::to_string(one.place.value)}}, Bound::exactly});
    places += one.cases;
  }
  for (const complaints::TypeCount& one : header.by_type) {
    composer.add_value({"complaints.batch.cases", one.cases, "count", {{"batch", name}, {"type", one.pollution}},
                        Bound::exactly});
    types += one.cases;
  }
  for (const complaints::Case& one : campaign.cases)
    registered += one.entry.batch == number && one.part_of.empty() ? 1 : 0;
  composer.tally("complaints.batch.cases", "by place", header.cases, places);
  composer.tally("complaints.batch.cases", "by type", header.cases, types);
  composer.tally("complaints.batch.cases", "by case", header.cases, registered);
}

}  // namespace

Result<Bulletin, Refusal> compose_complaints(const figures::Reading& reading, const Request& request) {
  const auto& campaigns = reading.complaints().campaigns;
  const auto nothing = [&] {
    return Unexpected{Refusal{NothingToReport{request.series, request.cut_off, request.batch}}};
  };
  if (campaigns.empty()) return nothing();
  const complaints::Campaign& campaign = campaigns.back();
  Request pinned = request;
  if (pinned.batch == 0) {
    for (std::size_t i = 0; i < campaign.batches.size(); ++i) {
      if (campaign.batches[i].day <= request.cut_off) pinned.batch = static_cast<int>(i) + 1;
    }
  }
  if (pinned.batch < 1 || pinned.batch > static_cast<int>(campaign.batches.size())) return nothing();
  pinned.cut_off = campaign.batches[static_cast<std::size_t>(pinned.batch - 1)].day;

  Composer composer(reading, pinned);
  composer.bulletin().reconstructed = reading.reconstructed("complaints");
  add_batch(composer, campaign, pinned.batch);
  composer.add(Figure::complaint_cases, {}, {});
  composer.add(Figure::complaint_key_cases, {}, {});
  composer.add(Figure::complaint_batches, {}, {});
  composer.add(Figure::complaint_splits, {}, {});
  for (const complaints::Case& one : campaign.cases) {
    const bool received = !std::holds_alternative<complaints::Registered>(one.progress) && one.part_of.empty();
    if (one.entry.split_from.empty() || !received || one.counted_on > pinned.cut_off) continue;
    composer.add_value({"complaints.split_cases", 1, "count",
                        {{"case", one.entry.number},
                         {"from", one.entry.split_from},
                         {"place", std::to_string(one.entry.place.value)}},
                        Bound::exactly});
  }
  composer.add_by_place({Figure::complaint_cases});
  composer.add_by(Figure::complaint_cases, "type", campaign.declared.types);
  composer.add_value(
      {"complaints.disclosed_batches", campaign.disclosed_up_to(), "count", {}, Bound::exactly});
  composer.add_stated("complaints", campaign.declared.stated, {{"campaign", campaign.declared.campaign}});
  return composer.finish();
}

}  // namespace seethrough::bulletins
