#pragma once
// What the programme knows: campaigns, their batches, their cases.

#include <boost/unordered/unordered_flat_map.hpp>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "complaints/events.h"

namespace seethrough::complaints {

// The states of a case (举报件).
struct Registered {  ///< 已登记: its batch is still open
  static constexpr std::string_view name = "registered";
};
struct HandedOver {  ///< 已交办: being handled
  static constexpr std::string_view name = "handed_over";
  Day day;
};
struct Reported {  ///< 待签批
  static constexpr std::string_view name = "reported";
  Closure closure = Closure::complete;
  std::optional<Day> goal;
  std::string by;
  std::string first_signature;  ///< of a key case, by whom; empty if there is none yet
};
struct Staged {  ///< 阶段性办结: signed off, and goes on to its goal
  static constexpr std::string_view name = "staged";
  Day day;
};
struct Closed {  ///< 办结
  static constexpr std::string_view name = "complete";
  Day day;
};
struct Split {  ///< 已拆分: handled as its parts
  static constexpr std::string_view name = "split";
  int parts = 0;
};
struct Merged {  ///< 已并案: handled with another
  static constexpr std::string_view name = "merged";
  std::string into;
};
using Progress = std::variant<Registered, HandedOver, Reported, Staged, Closed, Split, Merged>;

BOOST_DEFINE_ENUM_CLASS(Answer, none, accepted, returned)

/// One step of the hand-over chain.
struct Leg {
  Unit from, to;
  int share_bp = 0;
  bool lead = false;
  Day day;
  std::optional<Day> accept_by;
  Answer answer = Answer::none;
  std::optional<Day> answered;
  std::string reason;  ///< of a return
};

struct Measure {
  Day goal;
  bool done = false;
  Digest text;
};

/// What was signed off last; `finding` is missing for one that was never investigated.
struct Outcome {
  Closure closure = Closure::complete;
  std::optional<Finding> finding;
  Day day;
  std::optional<Day> goal;
};

struct Clock {
  Dues dues;
  Day handed_over;  ///< the last time: reopening hands over again
  int extended_days = 0;
  std::optional<Day> suspended_since;
  std::optional<LadderStep> step;  ///< the highest taken
};

struct Case {
  RegisterCase entry;  ///< as corrected
  Progress progress;
  int corrections = 0;

  bool inherited_key = false;  ///< from the case it is a part of, or one merged into it
  std::string part_of;
  std::vector<std::string> merged;  ///< into this one
  std::string repeats;              ///< the earlier case; empty if none

  std::vector<Leg> chain;
  std::vector<std::optional<Finding>> findings;  ///< by issue
  std::vector<Measure> measures;
  std::vector<AttachEvidence> evidence;
  std::vector<RecordSanction> sanctions;
  std::optional<Outcome> outcome;
  int rounds = 1;
  std::optional<RecordCallBack> call_back;
  std::optional<PublicText> text;
  std::vector<Day> disclosed;
  std::vector<PostUpdate> updates;
  Clock clock;
  Day counted_on;  ///< the day of the first hand-over, on which it counts

  bool key() const { return entry.key_case || inherited_key; }
  int issues() const { return static_cast<int>(findings.size()); }
  /// Who handles it jointly or alone, by the last hand-over that its lead accepted; nobody below the city before.
  std::vector<UnitShare> handled_by() const;
};

/// A case's finding: of its issues all true is true, none is untrue, one false or partly true is partly true, and
/// between them mostly true. Nothing while one is missing.
std::optional<Finding> rolled_up(const std::vector<std::optional<Finding>>& findings);

struct Batch {
  Day day;
  Day forwarded_on;
  BatchHeader header;
  bool reconstructed = false;
  std::optional<Day> disclosed;  ///< the first time
};

struct Campaign {
  DeclareCampaign declared;
  std::vector<Case> cases;  ///< in the order of registration
  boost::unordered_flat_map<std::string, std::size_t> case_by_number;
  std::vector<Batch> batches;  ///< handed over; batch n is batches[n - 1]
  std::optional<Day> suspended_since;

  const Case* find(const std::string& number) const;
  /// The highest batch whose results are public; 0 if none.
  int disclosed_up_to() const;
  /// The campaign's terms; those of a campaign that declared none are empty.
  const CampaignTerms& terms() const;
  /// Who is responsible for a case: the lead that accepted it last, and before that the city.
  Unit responsible(const Case& one) const;
};

struct State {
  std::vector<Campaign> campaigns;
  const Campaign* campaign(std::string_view id) const;
};

/// Whether a case that is public shows the evidence with that public copy.
bool shows(const State& state, const Digest& public_copy);

/// The new state after an event that decide() made. An impossible pair stops the process.
void apply(State& state, const Event& event);

}  // namespace seethrough::complaints
