#pragma once
// Why a command of the inspection complaints programme is refused.
//
// Precedence, for a case: UnknownCampaign, DayInFuture, NumberMalformed, CaseAlreadyRegistered, OutsideStation, UnknownPlace,
// UnknownType, BatchAlreadyHandedOver. For a batch: UnknownCampaign, DayInFuture, BatchAlreadyHandedOver, BatchOutOfTurn,
// BatchDoesNotTally.

#include "complaints/commands.h"

namespace seethrough::complaints {

struct DayInFuture {
  static constexpr std::string_view type = "complaints.day_in_future";
  Day day;
  Day today;
};
BOOST_DESCRIBE_STRUCT(DayInFuture, (), (day, today))

struct CampaignAlreadyDeclared {
  static constexpr std::string_view type = "complaints.campaign_already_declared";
  std::string campaign;
};
BOOST_DESCRIBE_STRUCT(CampaignAlreadyDeclared, (), (campaign))

struct CampaignNotSound {
  static constexpr std::string_view type = "complaints.campaign_not_sound";
  std::string field;
};
BOOST_DESCRIBE_STRUCT(CampaignNotSound, (), (field))

struct UnknownCampaign {
  static constexpr std::string_view type = "complaints.unknown_campaign";
  std::string campaign;
};
BOOST_DESCRIBE_STRUCT(UnknownCampaign, (), (campaign))

struct NumberMalformed {
  static constexpr std::string_view type = "complaints.number_malformed";
  std::string number;
  std::string pattern;
};
BOOST_DESCRIBE_STRUCT(NumberMalformed, (), (number, pattern))

struct CaseAlreadyRegistered {
  static constexpr std::string_view type = "complaints.case_already_registered";
  std::string number;
  int batch = 0;
};
BOOST_DESCRIBE_STRUCT(CaseAlreadyRegistered, (), (number, batch))

struct OutsideStation {
  static constexpr std::string_view type = "complaints.outside_station";
  Day day;
  Day from;
  Day to;
};
BOOST_DESCRIBE_STRUCT(OutsideStation, (), (day, from, to))

struct UnknownPlace {
  static constexpr std::string_view type = "complaints.unknown_place";
  PlaceCode place;
};
BOOST_DESCRIBE_STRUCT(UnknownPlace, (), (place))

struct UnknownType {
  static constexpr std::string_view type = "complaints.unknown_type";
  std::string pollution;
};
BOOST_DESCRIBE_STRUCT(UnknownType, (), (pollution))

struct BatchAlreadyHandedOver {
  static constexpr std::string_view type = "complaints.batch_already_handed_over";
  int batch = 0;
  Day day;
};
BOOST_DESCRIBE_STRUCT(BatchAlreadyHandedOver, (), (batch, day))

/// Batches are numbered 1, 2, 3 … without gaps and handed over in that order.
struct BatchOutOfTurn {
  static constexpr std::string_view type = "complaints.batch_out_of_turn";
  int batch = 0;
  int expected = 0;
};
BOOST_DESCRIBE_STRUCT(BatchOutOfTurn, (), (batch, expected))

/// `part` names the line of the header that differs, e.g. "cases", "key_cases", "place 140403", "type 水".
struct BatchDoesNotTally {
  static constexpr std::string_view type = "complaints.batch_does_not_tally";
  int batch = 0;
  std::string part;
  std::int64_t stated = 0;
  std::int64_t counted = 0;
};
BOOST_DESCRIBE_STRUCT(BatchDoesNotTally, (), (batch, part, stated, counted))

struct UnknownBatch {
  static constexpr std::string_view type = "complaints.unknown_batch";
  int batch = 0;
};
BOOST_DESCRIBE_STRUCT(UnknownBatch, (), (batch))

struct UnknownCase {
  static constexpr std::string_view type = "complaints.unknown_case";
  std::string number;
};
BOOST_DESCRIBE_STRUCT(UnknownCase, (), (number))

struct NothingToCorrect {
  static constexpr std::string_view type = "complaints.nothing_to_correct";
  std::string number;
};
BOOST_DESCRIBE_STRUCT(NothingToCorrect, (), (number))

/// The case's batch has not been handed over: register the case correctly instead.
struct NotInThisState {
  static constexpr std::string_view type = "complaints.not_in_this_state";
  std::string number;
  std::string state;
  std::string command;
};
BOOST_DESCRIBE_STRUCT(NotInThisState, (), (number, state, command))

using Rejection = std::variant<DayInFuture, CampaignAlreadyDeclared, CampaignNotSound, UnknownCampaign,
                               NumberMalformed, CaseAlreadyRegistered, OutsideStation, UnknownPlace, UnknownType,
                               BatchAlreadyHandedOver, BatchOutOfTurn, BatchDoesNotTally, UnknownBatch, UnknownCase,
                               NothingToCorrect, NotInThisState>;

}  // namespace seethrough::complaints
