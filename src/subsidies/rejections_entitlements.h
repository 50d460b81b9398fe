#pragma once
// Why a command about rounds, lots and entitlements (资格) is refused, or an entitlement does not fit a claim.
// Precedence: rejections.h.

#include <boost/describe/class.hpp>
#include <string>
#include <string_view>

#include "subsidies/commands.h"

namespace seethrough::subsidies {

struct UnknownRound {
  static constexpr std::string_view type = "subsidies.unknown_round";
  std::string round;
};
BOOST_DESCRIBE_STRUCT(UnknownRound, (), (round))

/// Before it opens or after it closes.
struct RoundNotOpen {
  static constexpr std::string_view type = "subsidies.round_not_open";
  std::string round;
  Instant opens;
  Instant closes;
};
BOOST_DESCRIBE_STRUCT(RoundNotOpen, (), (round, opens, closes))

/// The round closes before it opens.
struct RoundTimesSwapped {
  static constexpr std::string_view type = "subsidies.round_times_swapped";
  std::string round;
};
BOOST_DESCRIBE_STRUCT(RoundTimesSwapped, (), (round))

struct OutsideRound {
  static constexpr std::string_view type = "subsidies.outside_round";
  std::string round;
  PlaceCode place;
};
BOOST_DESCRIBE_STRUCT(OutsideRound, (), (round, place))

struct KindNotInRound {
  static constexpr std::string_view type = "subsidies.kind_not_in_round";
  std::string round;
  std::string kind;
};
BOOST_DESCRIBE_STRUCT(KindNotInRound, (), (round, kind))

/// The round's entitlements are all drawn; they may come back as others expire.
struct RoundUsedUp {
  static constexpr std::string_view type = "subsidies.round_used_up";
  std::string round;
  int count = 0;
};
BOOST_DESCRIBE_STRUCT(RoundUsedUp, (), (round, count))

/// Too many draws of this class were left unused.
struct EntitlementForfeited {
  static constexpr std::string_view type = "subsidies.entitlement_forfeited";
  std::string cls;
  int unused = 0;
};
BOOST_DESCRIBE_STRUCT(EntitlementForfeited, (), (cls, unused))

/// The person holds an open entitlement for the kind, or is in this lot.
struct AlreadyHolds {
  static constexpr std::string_view type = "subsidies.already_holds";
  std::string kind;
  std::string round;
};
BOOST_DESCRIBE_STRUCT(AlreadyHolds, (), (kind, round))

/// The round is not drawn by lot, or its lot was drawn.
struct NoLotToDraw {
  static constexpr std::string_view type = "subsidies.no_lot_to_draw";
  std::string round;
};
BOOST_DESCRIBE_STRUCT(NoLotToDraw, (), (round))

struct LotStillOpen {
  static constexpr std::string_view type = "subsidies.lot_still_open";
  std::string round;
  Instant closes;
};
BOOST_DESCRIBE_STRUCT(LotStillOpen, (), (round, closes))

struct UnknownSeed {
  static constexpr std::string_view type = "subsidies.unknown_seed";
  std::string seed;
};
BOOST_DESCRIBE_STRUCT(UnknownSeed, (), (seed))

/// The seed is not the one whose hash is on record.
struct NotTheCommittedSeed {
  static constexpr std::string_view type = "subsidies.not_the_committed_seed";
  std::string seed;
};
BOOST_DESCRIBE_STRUCT(NotTheCommittedSeed, (), (seed))

/// The seed was put on record too late, or shown too early, for what is to be drawn with it.
struct SeedNotBeforehand {
  static constexpr std::string_view type = "subsidies.seed_not_beforehand";
  std::string seed;
};
BOOST_DESCRIBE_STRUCT(SeedNotBeforehand, (), (seed))

struct NothingExpired {
  static constexpr std::string_view type = "subsidies.nothing_expired";
};
BOOST_DESCRIBE_STRUCT(NothingExpired, (), ())

struct EntitlementRequired {
  static constexpr std::string_view type = "subsidies.entitlement_required";
  std::string cls;
};
BOOST_DESCRIBE_STRUCT(EntitlementRequired, (), (cls))

struct UnknownEntitlement {
  static constexpr std::string_view type = "subsidies.unknown_entitlement";
  EntitlementNumber entitlement;
};
BOOST_DESCRIBE_STRUCT(UnknownEntitlement, (), (entitlement))

/// It is somebody else's, for another kind or for the other channel: `field` says which.
struct EntitlementDiffers {
  static constexpr std::string_view type = "subsidies.entitlement_differs";
  EntitlementNumber entitlement;
  std::string field;
};
BOOST_DESCRIBE_STRUCT(EntitlementDiffers, (), (entitlement, field))

/// It was used, or its time is over.
struct EntitlementNotOpen {
  static constexpr std::string_view type = "subsidies.entitlement_not_open";
  EntitlementNumber entitlement;
  std::string state;
  Instant expires;
};
BOOST_DESCRIBE_STRUCT(EntitlementNotOpen, (), (entitlement, state, expires))

}  // namespace seethrough::subsidies
