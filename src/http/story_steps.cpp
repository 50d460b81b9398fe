#include "http/story_steps.h"

#include <boost/json/object.hpp>

#include "journal/codec.h"
#include "messages/labels.h"

namespace seethrough::http {

boost::json::array story_steps(const City& city, const RecordHistory& history) {
  boost::json::array steps;
  for (const journal::Entry& entry : history.entries) {
    const std::string_view type = journal::type_of(entry.event);
    steps.push_back(boost::json::object{{"seq", entry.seq},
                                        {"at", to_string(entry.envelope.at)},
                                        {"by", entry.envelope.by},
                                        {"type", type},
                                        {"title_zh", event_label(type, Language::zh)},
                                        {"title_en", event_label(type, Language::en)},
                                        {"detail_zh", told(city, entry.event, Language::zh)},
                                        {"detail_en", told(city, entry.event, Language::en)}});
  }
  return steps;
}

}  // namespace seethrough::http
