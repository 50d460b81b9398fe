#pragma once
// What may be asked of a campaign of the inspection complaints programme (信访举报交办) and of its batches.

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/octets.h"
#include "base/stated_quantity.h"
#include "calendar/day.h"
#include "complaints/counting.h"
#include "places/place.h"

namespace seethrough::complaints {

/// How a complaint came in: by telephone, by letter or over the network. In a number D, X and W.
BOOST_DEFINE_ENUM_CLASS(Channel, phone, letter, online)

/// So many days after another day, that day not counted: calendar days, or working days of the State Council's notices.
struct TimeLimit {
  int days = 0;
  bool working = false;
  friend bool operator==(const TimeLimit&, const TimeLimit&) = default;
};
BOOST_DESCRIBE_STRUCT(TimeLimit, (), (days, working))

/// What a campaign's own notice sets beside its numbers and types. A limit of 0 days is none.
struct CampaignTerms {
  TimeLimit accept;   ///< a unit accepts a case or returns it
  TimeLimit report;   ///< its result is reported, from the hand-over
  TimeLimit publish;  ///< the result is public, from the hand-over
  int extend_at_most = 0;  ///< days by which the report can be put off, in all
  TimeLimit notice;        ///< after the day due: 通报; a reminder (催办) the day after it is due
  TimeLimit summons;       ///< after the day due: 约谈
  std::vector<std::string> columns;  ///< of the disclosure table; see disclosure.h
  std::string series;                ///< the publication's name, e.g. 边督边改公开情况一览表
  std::optional<Counting> counting{};  ///< how cases are counted; one type, one place, every case, if not said
  bool continuous = false;  ///< each case is handed over when it is registered: a hotline, an Open311 endpoint
  friend bool operator==(const CampaignTerms&, const CampaignTerms&) = default;
};
BOOST_DESCRIBE_STRUCT(CampaignTerms, (),
                      (accept, report, publish, extend_at_most, notice, summons, columns, series, counting, continuous))

/// How the cases of a batch are counted by a campaign without terms: each case has one type, so types, places and
/// channels each sum to the cases. CampaignTerms::counting says it in full.
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
  std::optional<CampaignTerms> terms{};
};
BOOST_DESCRIBE_STRUCT(DeclareCampaign, (),
                      (campaign, name_zh, name_en, place, stationed_from, stationed_to, number_pattern, counting_rule,
                       types, stated, phone_hours, terms))

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
  std::optional<std::vector<std::string>> further_types{};  ///< beside `pollution`, the primary one
  std::optional<int> issues{};                              ///< what is complained of, each investigated; 1 if not said
  friend bool operator==(const RegisterCase&, const RegisterCase&) = default;
};
BOOST_DESCRIBE_STRUCT(RegisterCase, (),
                      (campaign, number, batch, day, place, pollution, channel, key_case, split_from, letter,
                       reconstructed, further_types, issues))

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

struct ChannelCount {
  Channel channel = Channel::phone;
  std::int64_t cases = 0;
  friend bool operator==(const ChannelCount&, const ChannelCount&) = default;
};
BOOST_DESCRIBE_STRUCT(ChannelCount, (), (channel, cases))

/// What the group's cover sheet says of a batch.
struct BatchHeader {
  std::int64_t cases = 0;
  std::int64_t key_cases = 0;
  std::vector<PlaceCount> by_place;
  std::vector<TypeCount> by_type;
  std::optional<std::vector<ChannelCount>> by_channel{};
  friend bool operator==(const BatchHeader&, const BatchHeader&) = default;
};
BOOST_DESCRIBE_STRUCT(BatchHeader, (), (cases, key_cases, by_place, by_type, by_channel))

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

/// Makes the handling results of a batch public (边督边改公开): of `cases`, each with a signed result and an approved
/// text, or of all of it. What is late is published later with the same batch, under its own number.
struct DiscloseBatch {
  static constexpr std::string_view type = "complaints.disclose_batch";
  std::string campaign;
  int batch = 0;
  Day day;
  std::optional<std::vector<std::string>> cases{};
};
BOOST_DESCRIBE_STRUCT(DiscloseBatch, (), (campaign, batch, day, cases))

/// Stops the clocks of every open case of a campaign, for as long as it is suspended (暂停).
struct SuspendCampaign {
  static constexpr std::string_view type = "complaints.suspend_campaign";
  std::string campaign;
  Day day;
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(SuspendCampaign, (), (campaign, day, reason))

struct ResumeCampaign {
  static constexpr std::string_view type = "complaints.resume_campaign";
  std::string campaign;
  Day day;
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(ResumeCampaign, (), (campaign, day, reason))

}  // namespace seethrough::complaints
