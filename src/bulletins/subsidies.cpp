#include "bulletins/compose.h"

namespace seethrough::bulletins {

using figures::Figure;

namespace {

/// The parts that a class is printed with, which must sum to it.
void add_parts(Composer& composer, const figures::Reading& reading, Figure figure, const std::string& cls,
               std::initializer_list<const char*> parts) {
  std::int64_t sum = 0;
  for (const char* part : parts) sum += composer.add(figure, part, {{"class", part}});
  const std::int64_t whole = composer.table().sum(figure, reading.places(), reading.places().root().code, cls);
  composer.tally(figures::definition(figure).id, "by class of " + cls, whole, sum);
}

}  // namespace

Result<Bulletin, Refusal> compose_subsidies(const figures::Reading& reading, const Request& request) {
  Composer composer(reading, request);
  composer.bulletin().batch = 0;
  composer.bulletin().reconstructed = reading.reconstructed("subsidies");
  if (composer.add(Figure::subsidy_claims, {}, {}) == 0)
    return Unexpected{Refusal{NothingToReport{request.series, request.cut_off, 0}}};
  composer.add(Figure::consumption, {}, {});
  composer.add(Figure::subsidy_granted, {}, {});
  composer.add(Figure::merchants, {}, {});

  const std::vector<std::string> classes{"vehicle", "appliance_digital", "ebike", "home"};
  const auto side_by_side = {Figure::subsidy_claims, Figure::consumption, Figure::subsidy_granted};
  for (const Figure figure : side_by_side) {
    composer.add_by(figure, "class", classes);
    add_parts(composer, reading, figure, "vehicle", {"vehicle.replacement", "vehicle.scrappage"});
    add_parts(composer, reading, figure, "appliance_digital",
              {"appliance_digital.appliance", "appliance_digital.digital"});
  }
  composer.add_by_place(side_by_side);
  composer.add_by_place({Figure::merchants});
  for (const subsidies::Merchant& merchant : reading.roster().merchants)
    composer.add_stated("merchant", merchant.stated, {{"merchant", merchant.code}});
  return composer.finish();
}

}  // namespace seethrough::bulletins
