#pragma once
// What may be asked about entitlements (资格): rounds in which they are released, draws, lots, and their end.
//
// A lot can be repeated by anyone. Before the round opens, SHA-256(seed) is put on record. After it closes, the seed is
// shown; entry n (from 1, in the order of the log) has the rank SHA-256(seed ‖ "lot" ‖ 0 ‖ round ‖ 0 ‖ n in decimal);
// the entries of the lowest ranks are drawn. A spot check ranks the claims of a batch in the same way (commands_batches.h).

#include <string_view>

#include "calendar/instant.h"
#include "subsidies/purchase.h"

namespace seethrough::subsidies {

/// Puts the hash of a seed on record (随机种子承诺), to be shown later.
struct CommitSeed {
  static constexpr std::string_view type = "subsidies.commit_seed";
  std::string seed;   ///< its name
  Digest commitment;  ///< SHA-256 of the 32 octets of the seed
  Day day;
  std::string purpose;
};
BOOST_DESCRIBE_STRUCT(CommitSeed, (), (seed, commitment, day, purpose))

enum class RoundMethod { first_come, lot };
BOOST_DESCRIBE_ENUM(RoundMethod, first_come, lot)

/// Opens a release round (放券批次) of `count` entitlements of a class at a place and all below it.
struct OpenRound {
  static constexpr std::string_view type = "subsidies.open_round";
  std::string round;
  std::string fund;
  std::string cls;
  PlaceCode place;
  Instant opens;
  Instant closes;
  int count = 0;
  Fen each;  ///< reserved for one; a claim may come to less, or to more if the fund has it
  RoundMethod method = RoundMethod::first_come;
  std::string seed;  ///< of a lot: committed before
};
BOOST_DESCRIBE_STRUCT(OpenRound, (), (round, fund, cls, place, opens, closes, count, each, method, seed))

/// Draws an entitlement (领取资格), or enters the lot of a round that has one. `place` is the person's.
struct Draw {
  static constexpr std::string_view type = "subsidies.draw";
  std::string round;
  Pseudonym person;
  std::string kind;
  Channel channel = Channel::offline;
  PlaceCode place;
};
BOOST_DESCRIBE_STRUCT(Draw, (), (round, person, kind, channel, place))

/// Shows the seed and draws the lot (摇号).
struct DrawLot {
  static constexpr std::string_view type = "subsidies.draw_lot";
  std::string round;
  Digest seed;
};
BOOST_DESCRIBE_STRUCT(DrawLot, (), (round, seed))

/// Frees what entitlements reserve whose time is over (到期释放). The running system asks for it by itself; a draw or a
/// redemption that needs the money frees it as well.
struct Expire {
  static constexpr std::string_view type = "subsidies.expire";
};
BOOST_DESCRIBE_STRUCT(Expire, (), ())

}  // namespace seethrough::subsidies
