#include "http/open311_case.h"

#include "http/case_file.h"
#include "messages/labels.h"

namespace seethrough::http {

open311::Status open311_status(const complaints::Campaign&, const complaints::Case&) { return open311::Status::open; }

std::string open311_description(const complaints::Case&) { return {}; }

std::optional<Day> open311_due(const complaints::Case&) { return std::nullopt; }

std::string open311_agency(const City& city, const complaints::Campaign&, const complaints::Case& one,
                           Language language) {
  const Place* place = city.places.find(one.entry.place);
  return place ? in(language, place->zh, place->en) : std::string{};
}

std::string open311_state(const complaints::Case& one, Language language) {
  const std::string_view name = std::visit([](const auto& state) -> std::string_view { return state.name; }, one.progress);
  return std::string(state_label(name, language));
}

bool is_news(const complaints::Event& event) {
  return std::visit(
      [](const auto& e) {
        using Event = std::decay_t<decltype(e)>;
        return std::is_same_v<Event, complaints::BatchHandedOver> || std::is_same_v<Event, complaints::BatchDisclosed>;
      },
      event);
}

std::string news_text(const City& city, const complaints::Event& event, Language language) {
  return told(city, journal::Event{event}, language);
}

}  // namespace seethrough::http
