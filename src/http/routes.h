#pragma once
// The routes' inside: what they share (readings, rendered pages) and how each says no. Included by this room's routes
// alone; the public side is http/city.h.

#include <atomic>
#include <functional>
#include <list>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "base/failure.h"
#include "base/result.h"
#include "http/city.h"
#include "pages/page.h"

namespace seethrough::http {

/// A text in both languages.
struct Words {
  std::string zh, en;
  const std::string& in(Language language) const { return language == Language::zh ? zh : en; }
};

/// Readings of earlier positions, folded from the journal; the few last asked for are kept.
class PinnedReadings {
 public:
  using Pointer = std::shared_ptr<const figures::Reading>;
  PinnedReadings(journal::Journal& journal, const Tree& places) : journal_(journal), places_(places) {}
  /// The reading of entries 1..position, which must be durable. Folds one at a time; `unavailable` when another caller
  /// waits already, so that old positions cannot take all of the server's threads.
  Result<Pointer, Failure> at(std::uint64_t position);

 private:
  /// The kept reading of that position; else null, and `before` is the nearest earlier one or null.
  Pointer find(std::uint64_t position, Pointer& before);
  Result<Pointer, Failure> fold(std::uint64_t position, const Pointer& before);

  journal::Journal& journal_;
  const Tree& places_;
  std::atomic<int> asking_{0};
  std::mutex folding_;
  std::mutex mutex_;
  std::list<Pointer> recent_;  ///< the last used first
};

/// Rendered answers by address and journal position.
class PageCache {
 public:
  std::optional<Response> find(const std::string& key);
  void keep(const std::string& key, const Response& response);

 private:
  struct Item {
    std::string key;
    Response response;
  };
  std::mutex mutex_;
  std::list<Item> recent_;  ///< the last used first
  std::unordered_map<std::string, std::list<Item>::iterator> by_key_;
};

/// What an address asks for.
struct Asked {
  Language language = Language::zh;
  std::string path;   ///< of the page itself, without the ending of a download: "/zh/d/2025-06-15@12"
  std::string ending; ///< "", ".json", ".csv", ".svg", ".proof"
  std::string query;  ///< what else tells this answer from others
  std::optional<std::uint64_t> known_at;
  bool may_change = false;  ///< even though a position is asked for
};

class Shared {
 public:
  explicit Shared(const City& of) : city(of), pinned_(of.journal, of.places), key(verifier_key(of)) {}

  using Read = std::function<Response(const figures::Reading& reading, const std::string& checkpoint)>;
  /// Calls `read` with the reading asked for: the present one, or that of an earlier position. Failure `not_found` for
  /// a position beyond the journal's end.
  Result<Response, Failure> read(std::optional<std::uint64_t> known_at, const Read& read);
  /// A page (or a download) of that address: from the cache, or by `render`, one at a time so that the engine never
  /// waits for more than one. Adds ETag and Cache-Control.
  using Render = std::function<Response(const pages::Site& site)>;
  Response page(const Request& request, const Asked& asked, const Render& render);

  const City& city;

 private:
  static std::string verifier_key(const City& city);
  PinnedReadings pinned_;
  PageCache cache_;
  std::mutex rendering_;

 public:
  const std::string key;  ///< the log's verifier key
};

/// Whether the answer, a refusal too, is for a program: an address under /api, or one that ends in .json.
bool wants_json(const Request& request);
/// A refusal in the house's form: a page, or problem details (RFC 9457).
Response refuse(const Request& request, Language language, int status, const Words& title, const Words& detail);
Response no_such_address(const Request& request, Language language);
/// In the language that the address begins with, else in the one asked for.
Response no_such_address(const Request& request);
/// A failure's words as they stand alone: with a capital and a full stop.
Words as_sentence(Words words);
/// 404 for not_found, 400 for malformed, 503 for the rest.
Response refuse(const Request& request, Language language, const Failure& failure);
/// A parameter that cannot be understood: 400 that names it, its value and what is expected.
Response refuse_value(const Request& request, Language language, std::string_view name, std::string_view value,
                      const Words& expected);

/// The page, or its JSON twin if the ending asks for it.
Response as_response(pages::Page page, const Asked& asked);
/// Cuts one of `endings` off the end of `segment`.
std::string take_ending(std::string& segment, std::initializer_list<std::string_view> endings);
/// Cuts "@size" off the end of `segment`; false if there is something else behind the "@".
bool take_position(std::string& segment, std::optional<std::uint64_t>& position);
/// A whole number without sign or leading zeros.
std::optional<std::uint64_t> whole_number(std::string_view text);
/// "…", the tag of what `parts` tell apart.
std::string entity_tag(std::initializer_list<std::string_view> parts);
std::string series_name(publication::Series series);
std::optional<publication::Series> parse_series(std::string_view text);
/// The receipt that the log of `size` entries holds entry `seq`.
std::string receipt_of(const City& city, std::uint64_t seq, std::uint64_t size);
/// An entry's bytes; nothing if the journal has no such entry.
Result<std::optional<std::string>, Failure> entry_bytes(const City& city, std::uint64_t seq);

class Doorkeeper;
using SharedPointer = std::shared_ptr<Shared>;
void add_page_routes(Doorkeeper& doors, const SharedPointer& shared);
void add_bulletin_routes(Doorkeeper& doors, const SharedPointer& shared);
void add_record_routes(Doorkeeper& doors, const SharedPointer& shared);
void add_log_routes(Doorkeeper& doors, const SharedPointer& shared);
void add_figure_api(Doorkeeper& doors, const SharedPointer& shared);
void add_backtest_api(Doorkeeper& doors, const SharedPointer& shared);
void add_forecast_api(Doorkeeper& doors, const SharedPointer& shared);
void add_command_api(Doorkeeper& doors, const SharedPointer& shared);
void add_claim_api(Doorkeeper& doors, const SharedPointer& shared);
void add_register_case_api(Doorkeeper& doors, const SharedPointer& shared);
void add_case_measure_api(Doorkeeper& doors, const SharedPointer& shared);
void add_till_api(Doorkeeper& doors, const SharedPointer& shared);
void add_fund_api(Doorkeeper& doors, const SharedPointer& shared);
void add_claim_story_api(Doorkeeper& doors, const SharedPointer& shared);
void add_queue_api(Doorkeeper& doors, const SharedPointer& shared);
void add_case_api(Doorkeeper& doors, const SharedPointer& shared);
void add_case_story_api(Doorkeeper& doors, const SharedPointer& shared);
void add_case_desk_api(Doorkeeper& doors, const SharedPointer& shared);
void add_merchant_api(Doorkeeper& doors, const SharedPointer& shared);
void add_batch_api(Doorkeeper& doors, const SharedPointer& shared);
void add_payment_api(Doorkeeper& doors, const SharedPointer& shared);
void add_import_api(Doorkeeper& doors, const SharedPointer& shared);
void add_evidence_api(Doorkeeper& doors, const SharedPointer& shared);
void add_place_api(Doorkeeper& doors, const SharedPointer& shared);
void add_session_api(Doorkeeper& doors, const SharedPointer& shared);
void add_sign_in_routes(Doorkeeper& doors, const SharedPointer& shared);
void add_account_api(Doorkeeper& doors, const SharedPointer& shared);
void add_key_api(Doorkeeper& doors, const SharedPointer& shared);
void add_audit_api(Doorkeeper& doors, const SharedPointer& shared);
void add_people_api(Doorkeeper& doors, const SharedPointer& shared);
void add_desk_routes(Doorkeeper& doors, const SharedPointer& shared);
void add_health_routes(Doorkeeper& doors, const SharedPointer& shared, const std::shared_ptr<EventStream>& live);

}  // namespace seethrough::http
