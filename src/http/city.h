#pragma once
// City (城市): what the routes speak for: the engine, its journal, the vault, the lists, and the files that the program
// carries inside itself.

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "base/language.h"
#include "calendar/instant.h"
#include "engine/engine.h"
#include "http/event_stream.h"
#include "http/message.h"
#include "http/router.h"
#include "http/server.h"
#include "http/stranger_notes.h"
#include "journal/journal.h"
#include "places/tree.h"
#include "rules/book.h"
#include "stores/evidence.h"
#include "stores/sqlite/sqlite_credentials.h"
#include "stores/sqlite/sqlite_trail.h"
#include "calendar/work_calendar.h"
#include "stores/sqlite/sqlite_views.h"
#include "stores/vault.h"

namespace seethrough::wording {
class TypeModel;
class PlaceNames;
}  // namespace seethrough::wording

namespace seethrough::http {

class OpenIdProvider;
class ViewsFeed;

/// A file of the console, carried inside the program.
struct DeskFile {
  std::string_view path;  ///< below /desk/: "assets/main-ABC.js", "index.html"
  std::string_view content_type, text;
};

/// What signing in needs. Without credentials and a trail nobody is let in.
struct Entrance {
  stores::SqliteCredentials* credentials = nullptr;
  stores::SqliteTrail* trail = nullptr;
  std::string operator_token;  ///< of this machine's command line; empty: none is taken
  std::vector<std::shared_ptr<OpenIdProvider>> providers;
  std::shared_ptr<StrangerNotes> stranger_notes = std::make_shared<StrangerNotes>();
  std::string security_contact;  ///< for /.well-known/security.txt: a mailto: or https: address; empty: none
};

/// Photographs and documents of rectifications. Without a store none are taken or shown.
struct Evidence {
  stores::EvidenceStore* store = nullptr;
  /// Whether a published case names that public copy. Without it nothing is shown to everybody. Called from any thread.
  std::function<bool(const Digest& public_copy)> is_public = {};
};

/// Everything named here outlives the router.
struct City {
  engine::Engine& engine;
  journal::Journal& journal;
  stores::Vault& vault;
  const rules::Book& rules;
  const Tree& places;
  stores::SqliteViews* views = nullptr;  ///< without it lists and cases are answered 503
  const ViewsFeed* feed = nullptr;       ///< brings `views` up to date; null exactly if `views` is
  std::string_view style_sheet, site_js, verify_js, open_api;  ///< the embedded files
  std::string_view build;                                      ///< which build of the program this is: part of each ETag
  std::function<Instant()> clock;
  std::function<const Counters*()> counters = {};              ///< of the server; may be empty or give null
  Entrance entrance = {};
  std::vector<DeskFile> desk = {};
  WorkCalendar calendar = {};  ///< working days: without a year's notice nothing of it is due
  std::filesystem::path spool = {};  ///< a private folder for files of a moment (http/spool.h); empty: the system's
  Evidence evidence = {};
  // What a complaint's text says of its type and its place; without the two nothing is suggested.
  const wording::TypeModel* type_model = nullptr;
  const wording::PlaceNames* place_names = nullptr;
};

/// All addresses of the public pages, the log and the API. `live` is what GET /events subscribes to.
Router make_routes(const City& city, std::shared_ptr<EventStream> live);

/// The language asked for: ?lang=, else the one of zh and en that Accept-Language prefers, else Chinese.
Language language_of(const Request& request);

/// The day that "/" leads to: the latest cut-off of any programme, or `today` in a city without records.
Day latest_day(const figures::Reading& reading, Day today);

}  // namespace seethrough::http
