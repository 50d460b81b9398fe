#include "http/open311_case.h"

#include "complaints/case_numbers.h"
#include "http/case_file.h"
#include "messages/labels.h"

namespace seethrough::http {

open311::Status open311_status(const complaints::Campaign& campaign, const complaints::Case& one) {
  const auto all_closed = [&](const complaints::Split& split) {
    for (int part = 1; part <= split.parts; ++part) {
      const complaints::Case* of = campaign.find(complaints::part_number(one.entry.number, part));
      if (of && open311_status(campaign, *of) == open311::Status::open) return false;
    }
    return true;
  };
  bool closed = std::holds_alternative<complaints::Closed>(one.progress);
  if (const auto* merged = std::get_if<complaints::Merged>(&one.progress)) {
    const complaints::Case* into = campaign.find(merged->into);
    closed = into && open311_status(campaign, *into) == open311::Status::closed;
  } else if (const auto* split = std::get_if<complaints::Split>(&one.progress)) {
    closed = all_closed(*split);
  }
  return closed ? open311::Status::closed : open311::Status::open;
}

std::string open311_description(const complaints::Case& one) { return one.text ? one.text->situation : std::string{}; }

std::optional<Day> open311_due(const complaints::Case& one) { return one.clock.dues.report; }

std::string open311_agency(const City& city, const complaints::Unit& unit, Language language) {
  if (!unit.organ.empty())
    return city.engine.look_at_access([&](const access::State& state) {
      const auto* organ = state.organ(unit.organ);
      return organ ? in(language, organ->name_zh, organ->name_en) : unit.organ;
    });
  const Place* place = city.places.find(unit.place);
  return place ? in(language, place->zh, place->en) : std::string{};
}

std::string open311_state(const complaints::Case& one, Language language) {
  const std::string_view name =
      std::visit([](const auto& state) -> std::string_view { return state.name; }, one.progress);
  return std::string(state_label(name, language));
}

bool is_news(const complaints::Event& event) {
  using namespace complaints;
  if (const auto* signed_off = std::get_if<OutcomeSigned>(&event)) return signed_off->final;
  return std::holds_alternative<BatchHandedOver>(event) || std::holds_alternative<BatchDisclosed>(event) ||
         std::holds_alternative<CaseAccepted>(event) || std::holds_alternative<CaseSplit>(event) ||
         std::holds_alternative<CasesMerged>(event) || std::holds_alternative<CaseReopened>(event) ||
         std::holds_alternative<UpdatePosted>(event);
}

std::string news_text(const City& city, const complaints::Event& event, Language language) {
  if (const auto* posted = std::get_if<complaints::UpdatePosted>(&event)) return posted->asked.text;
  return told(city, journal::Event{event}, language);
}

}  // namespace seethrough::http
