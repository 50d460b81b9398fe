#include "app/local_note.h"

#include "app/city.h"

namespace seethrough::app {

Result<void, Failure> note_locally(const stores::DataDirectory& directory, stores::TrailKind kind,
                                   std::string_view subject, std::string_view detail) {
  auto trail = stores::SqliteTrail::open(directory.trail_file(), directory.vault_key());
  if (!trail) return Unexpected{trail.error()};
  (*trail)->add({0, now(), "local", kind, stores::TrailOutcome::done, std::string(subject), "", std::string(detail), 0});
  return (*trail)->flush();
}

}  // namespace seethrough::app
