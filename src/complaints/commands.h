#pragma once
// What may be asked of the inspection complaints programme (信访举报交办).

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/octets.h"
#include "base/stated_quantity.h"
#include "calendar/day.h"
#include "places/place.h"

namespace seethrough::complaints {

/// How a complaint came in: by telephone or by letter.
BOOST_DEFINE_ENUM_CLASS(Channel, phone, letter)

/// How the cases of a batch are counted. `primary_type`: each case has one type, so types, places and channels each
/// sum to the cases.
BOOST_DEFINE_ENUM_CLASS(CountingRule, primary_type)

/// Declares an inspection campaign (督察批次活动): its numbers, its types, its counting rule.
struct DeclareCampaign {
  static constexpr std::string_view type = "complaints.declare_campaign";
  std::string campaign;
  std::string name_zh;
  std::string name_en;
  PlaceCode place;  ///< the city whose cases these are
  Day stationed_from;
  Day stationed_to;
  std::string number_pattern;  ///< see identifiers/case_number.h
  CountingRule counting_rule = CountingRule::primary_type;
  std::vector<std::string> types;  ///< pollution types, in the order in which they are printed
  std::vector<StatedQuantity> stated;  ///< telephone lines, post boxes
  std::string phone_hours;
};
BOOST_DESCRIBE_STRUCT(DeclareCampaign, (),
                      (campaign, name_zh, name_en, place, stationed_from, stationed_to, number_pattern, counting_rule,
                       types, stated, phone_hours))

/// Registers one case of a batch. The complainant and the text are in the vault; `letter` commits to them.
struct RegisterCase {
  static constexpr std::string_view type = "complaints.register_case";
  std::string campaign;
  std::string number;  ///< without the '*'
  int batch = 0;
  Day day;
  PlaceCode place;
  std::string pollution;
  Channel channel = Channel::phone;
  bool key_case = false;
  std::string split_from;  ///< the other city, if the case was split from one of its cases
  Digest letter;
  bool reconstructed = false;
};
BOOST_DESCRIBE_STRUCT(RegisterCase, (),
                      (campaign, number, batch, day, place, pollution, channel, key_case, split_from, letter,
                       reconstructed))

struct PlaceCount {
  PlaceCode place;
  std::int64_t cases = 0;
  friend bool operator==(const PlaceCount&, const PlaceCount&) = default;
};
BOOST_DESCRIBE_STRUCT(PlaceCount, (), (place, cases))
struct TypeCount {
  std::string pollution;
  std::int64_t cases = 0;
  friend bool operator==(const TypeCount&, const TypeCount&) = default;
};
BOOST_DESCRIBE_STRUCT(TypeCount, (), (pollution, cases))

/// What the group's cover sheet says of a batch.
struct BatchHeader {
  std::int64_t cases = 0;
  std::int64_t key_cases = 0;
  std::vector<PlaceCount> by_place;
  std::vector<TypeCount> by_type;
  friend bool operator==(const BatchHeader&, const BatchHeader&) = default;
};
BOOST_DESCRIBE_STRUCT(BatchHeader, (), (cases, key_cases, by_place, by_type))

/// Hands a batch (批次) over to the city. Refused, with the difference, if the registered cases do not add up to the
/// header.
struct HandOverBatch {
  static constexpr std::string_view type = "complaints.hand_over_batch";
  std::string campaign;
  int batch = 0;
  Day day;
  Day forwarded_on;  ///< to the counties
  BatchHeader header;
  bool reconstructed = false;
};
BOOST_DESCRIBE_STRUCT(HandOverBatch, (), (campaign, batch, day, forwarded_on, header, reconstructed))

/// Corrects where a case counts. The first registration stays in the journal.
struct CorrectCase {
  static constexpr std::string_view type = "complaints.correct_case";
  std::string campaign;
  std::string number;
  PlaceCode place;
  std::string pollution;
  bool key_case = false;
  Day day;
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(CorrectCase, (), (campaign, number, place, pollution, key_case, day, reason))

/// Records that the handling results of a batch were made public (边督边改公开).
struct DiscloseBatch {
  static constexpr std::string_view type = "complaints.disclose_batch";
  std::string campaign;
  int batch = 0;
  Day day;
};
BOOST_DESCRIBE_STRUCT(DiscloseBatch, (), (campaign, batch, day))

using Command = std::variant<DeclareCampaign, RegisterCase, HandOverBatch, CorrectCase, DiscloseBatch>;

}  // namespace seethrough::complaints
