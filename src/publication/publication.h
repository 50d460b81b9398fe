#pragma once
// Publication (发布): which bulletins were issued, with what cut-off, on what knowledge, and their digest. The digest is
// in the log, so nobody can exchange a bulletin afterwards.

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/octets.h"
#include "base/result.h"
#include "calendar/day.h"

namespace seethrough::publication {

/// A bulletin of one series is numbered from 1. `disclosures`: what became of the cases of a batch (边督边改公开);
/// `corrections`: the figures of issued bulletins that are known otherwise by now (更正公告).
BOOST_DEFINE_ENUM_CLASS(Series, subsidies, complaints, projects, disclosures, corrections)

struct IssueBulletin {
  static constexpr std::string_view type = "publication.issue_bulletin";
  Series series = Series::subsidies;
  Day cut_off;
  int batch = 0;              ///< complaints, disclosures: the batch; else 0
  std::int64_t known_at = 0;  ///< journal position
  Digest digest;              ///< SHA-256 of the bulletin's canonical JSON
};
BOOST_DESCRIBE_STRUCT(IssueBulletin, (), (series, cut_off, batch, known_at, digest))
using Command = std::variant<IssueBulletin>;

struct BulletinIssued {
  static constexpr std::string_view type = "publication.bulletin_issued/1";
  Series series = Series::subsidies;
  int number = 0;
  Day cut_off;
  int batch = 0;
  std::int64_t known_at = 0;
  Digest digest;
};
BOOST_DESCRIBE_STRUCT(BulletinIssued, (), (series, number, cut_off, batch, known_at, digest))
using Event = std::variant<BulletinIssued>;

struct AlreadyIssued {
  static constexpr std::string_view type = "publication.already_issued";
  int number = 0;
  Day cut_off;
  std::int64_t known_at = 0;
};
BOOST_DESCRIBE_STRUCT(AlreadyIssued, (), (number, cut_off, known_at))
struct KnownAtBeyondJournal {
  static constexpr std::string_view type = "publication.known_at_beyond_journal";
  std::int64_t known_at = 0;
  std::int64_t journal = 0;
};
BOOST_DESCRIBE_STRUCT(KnownAtBeyondJournal, (), (known_at, journal))
using Rejection = std::variant<AlreadyIssued, KnownAtBeyondJournal>;

struct State {
  std::vector<BulletinIssued> issued;  ///< in the order of issue, all series
  /// The bulletin that speaks for a series on `day`: the latest issued whose cut-off is not after it.
  const BulletinIssued* latest(Series series, Day day) const;
};

struct Context {
  const State& state;
  std::int64_t journal_size = 0;
};
using Decision = Result<Event, Rejection>;

/// One event, or the first rejection that holds: KnownAtBeyondJournal, AlreadyIssued (same series, cut-off, batch and
/// knowledge).
Decision decide(const Context& context, const Command& command);
void apply(State& state, const Event& event);

}  // namespace seethrough::publication
