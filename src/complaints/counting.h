#pragma once
// How the cases of a campaign are counted (计数口径), and whether a printed table tallies: with itself, with the cases, and
// from one day to the next. The rules are those that inspection campaigns were seen to publish under.

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "places/place.h"

namespace seethrough::complaints {

/// What the lines of types add up to: the cases (each under its primary type), the labels (each type of a case once),
/// the issues (each problem by itself), or the cases, with a class of its own (综合类) for those of several types.
BOOST_DEFINE_ENUM_CLASS(TypeCounting, primary, labels, issues, combined)
/// Whether a case that was split among several places (拆分) counts once, as its parts, or is printed both ways. Under
/// `both`, places, types, findings and states count the parts and channels the cases as received, unless a line prints
/// them apart: 159(+1).
BOOST_DEFINE_ENUM_CLASS(SplitCounting, as_received, after_splitting, both)
/// Where a case of several places (合办) counts: there are none; in a line of its own; its share in each; whole in each.
BOOST_DEFINE_ENUM_CLASS(JointCounting, none, own_line, by_share, in_each)
/// Whether repeats (重复件) count like others, are left out, count and are told apart, or stand beside the firsts.
BOOST_DEFINE_ENUM_CLASS(DuplicateCounting, counted, removed, flagged, both)

/// The rule that a campaign declares. As it stands: one type, one place, every case counts.
struct Counting {
  TypeCounting types = TypeCounting::primary;
  std::string combined_class;  ///< under `combined`, and only then: "综合类"
  SplitCounting splits = SplitCounting::as_received;
  JointCounting joint = JointCounting::none;
  DuplicateCounting duplicates = DuplicateCounting::counted;
  /// Types that only accompany another. None: every type is an ordinary one and may stand alone, 其他 too.
  std::vector<std::string> not_alone;
  friend bool operator==(const Counting&, const Counting&) = default;
};
BOOST_DESCRIBE_STRUCT(Counting, (), (types, combined_class, splits, joint, duplicates, not_alone))

/// The member at fault, if the rule is not sound: "combined_class", "not_alone".
std::optional<std::string_view> unsound(const Counting& counting);

/// A place and its share of a case in ten-thousandths; the shares of a case add up to 10,000.
struct PlaceShare {
  PlaceCode place;
  std::int64_t share = 10'000;
  friend bool operator==(const PlaceShare&, const PlaceShare&) = default;
};
BOOST_DESCRIBE_STRUCT(PlaceShare, (), (place, share))

/// What counting sees of a case, or of each part of a case that was split.
struct Countable {
  bool key_case = false;
  std::vector<PlaceShare> places;  ///< shares are read under `by_share` only
  std::vector<std::string> types;  ///< one name an issue, the primary first: two issues of a type name it twice
  /// A further part of a case of this campaign; the first part stands for the case as received. (What was split from
  /// another city's case is a case of its own here.)
  bool part_of_split = false;
  bool repeat = false;
  std::string channel;         ///< "phone"
  std::string finding, state;  ///< empty as long as there is none; it then counts in no line
};

/// The member that keeps a case from being counted under a sound rule: "places" (none, one twice, several without a
/// joint rule, shares that do not make 10,000), "types" (none, one without a name, none that may stand alone).
std::optional<std::string_view> uncountable(const Countable& one, const Counting& counting);

/// A number before and after cases were split.
struct Cases {
  std::int64_t received = 0, after_splitting = 0;
  friend bool operator==(const Cases&, const Cases&) = default;
};
using Lines = std::map<std::string, Cases>;  ///< a place's name is its code in digits

struct Count {
  Cases cases, key_cases, repeats;  ///< under `removed`, cases and all that follows are without the repeats
  Cases joint, joint_places;        ///< cases of several places, and how many places these have in all
  Cases labels, issues;
  Lines by_place;  ///< in ten-thousandths of a case; under `own_line` without the joint cases
  Lines by_type, by_channel, by_finding, by_state;
};

/// Counts cases that are countable; one that is not is a bug.
Count count(std::span<const Countable> cases, const Counting& counting);
/// What the lines of places (in ten-thousandths) and of types must add up to.
Cases whole_of_places(const Count& count, const Counting& counting);
Cases whole_of_types(const Count& count, const Counting& counting);

/// A printed line: of a place (its code in digits; a name will do where no cases are compared), a type …
struct StatedLine {
  std::string of;
  std::int64_t cases = 0;
  std::int64_t share = 0;  ///< of one more case, in ten-thousandths: 4.5 is 4 and 5,000; for places under `by_share`
  std::optional<std::int64_t> added;    ///< by splitting: the 1 of 159(+1)
  std::optional<std::int64_t> percent;  ///< in basis points; of cases, or of the issues where types count issues
  friend bool operator==(const StatedLine&, const StatedLine&) = default;
};
BOOST_DESCRIBE_STRUCT(StatedLine, (), (of, cases, share, added, percent))

/// What a cover sheet or a publication prints. What it leaves out is empty and is not compared; a line that it leaves
/// out of a list is zero.
struct StatedTable {
  std::optional<std::int64_t> cases;  ///< as received, without removed repeats
  std::optional<std::int64_t> cases_after_splitting, key_cases, key_cases_after_splitting;
  std::optional<std::int64_t> before_removal, firsts, repeats;  ///< 116, removed to 89; 124 = 66 + 58
  std::optional<std::int64_t> joint, joint_places;
  std::optional<std::int64_t> labels, issues;
  std::vector<StatedLine> by_place, by_type, by_channel, by_finding, by_state;
  std::int64_t percent_step = 1;  ///< a unit of the last printed place, in basis points: 10 for 32.3%
  friend bool operator==(const StatedTable&, const StatedTable&) = default;
};
BOOST_DESCRIBE_STRUCT(StatedTable, (),
                      (cases, cases_after_splitting, key_cases, key_cases_after_splitting, before_removal, firsts,
                       repeats, joint, joint_places, labels, issues, by_place, by_type, by_channel, by_finding,
                       by_state, percent_step))

/// A figure that is not what it must be. `part` is a total of StatedTable by its name ("key_cases"), a line ("place
/// 140403", "type 水", "channel …", "finding …", "state …", and "place_added 140403", "type_percent 水" …), or a sum
/// ("sum_of_places", "…_types", "…_channels", "…_findings", "…_states", "…_firsts_and_repeats"). Of a sum, `stated` is
/// the printed whole and `counted` what the printed parts give. Where a bound is broken, `counted` is the bound.
struct Difference {
  std::string part;
  std::int64_t stated = 0;
  std::int64_t counted = 0;
  std::int64_t unit = 1;  ///< how many make one case: 10,000 for places under `by_share`; basis points for a percentage
  friend bool operator==(const Difference&, const Difference&) = default;
};
BOOST_DESCRIBE_STRUCT(Difference, (), (part, stated, counted, unit))

/// Where a table contradicts itself under the rule. A figure below zero or above 1,000,000,000 is named alone: nothing
/// can be added to it. A percentage may be rounded or cut: it is wrong if it is a unit of its last place off.
std::vector<Difference> differences(const StatedTable& stated, const Counting& counting);
/// Where a table contradicts the cases. Percentages are held against the table's own lines, above.
std::vector<Difference> differences(const StatedTable& stated, const Count& count, const Counting& counting);
/// Where `after` is not `before` and `batch` together, for everything that all three print.
std::vector<Difference> differences(const StatedTable& before, const StatedTable& batch, const StatedTable& after);

}  // namespace seethrough::complaints
