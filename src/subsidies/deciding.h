#pragma once
// Inside the room only: what the parts of decide() share. One decide_command() for each command.

#include <optional>
#include <span>

#include "subsidies/decide.h"

namespace seethrough::subsidies {

template <class R>
Unexpected<Rejection> refuse(R rejection) {
  return {Rejection{std::move(rejection)}};
}
inline Unexpected<Rejection> refuse(Rejection rejection) { return {std::move(rejection)}; }

/// In the future, or before the day that it must not precede.
std::optional<Rejection> badly_dated(ClaimNumber claim, Day day, Day purchased, Day today);
/// NameTaken if one of this kind has the name.
std::optional<Rejection> name_taken(bool taken, std::string_view what, std::string_view name);
/// OnPause, if a pause covers the class and the place.
std::optional<Rejection> on_pause(const Context& context, std::string_view cls, PlaceCode place);
/// LimitUsedUp, if the person has had what `limit` allows of the kind (or class) in the year.
std::optional<Rejection> over_limit(const State& state, const Pseudonym& person, const std::string& kind,
                                    std::string_view cls, int year, const rules::Limit& limit);
/// Entitlements of a fund whose time is over, the longest over first, until `enough` says so of their sum.
struct Freed {
  std::vector<EntitlementNumber> numbers;
  Fen sum;
};
Freed freed_until(const State& state, Instant now, std::uint16_t fund, std::optional<EntitlementNumber> but, Fen enough);

/// The overdue entitlements whose money a fund needs to pay `needed` (none: it has enough), or FundExhausted. `more` is
/// money that the decision itself sets free, by the entitlement `but`.
using Overdue = std::optional<std::vector<EntitlementNumber>>;
Result<Overdue, Rejection> money_for(const Context& context, std::uint16_t fund, Fen needed,
                                     std::optional<EntitlementNumber> but = {}, Fen more = {});

/// Quota by quota in the order they were set, then the fund itself: what refuses `amount` more.
std::optional<Rejection> over_quota(const State& state, std::uint16_t fund, std::string_view cls, PlaceCode place, Day day,
                                    Fen amount);

Part part_of(const State& state, const Terms& terms);
/// The parts of several claims, one for each class and place, in the order of their first claim.
std::vector<Part> parts_of(const State& state, std::span<const ClaimNumber> claims);
Reversal reversal_of(const State& state, const Terms& terms);

Decision decide_command(const Context& context, const OpenFund& command);
Decision decide_command(const Context& context, const DeclareShares& command);
Decision decide_command(const Context& context, const AddToFund& command);
Decision decide_command(const Context& context, const Reclaim& command);
Decision decide_command(const Context& context, const SetQuota& command);
Decision decide_command(const Context& context, const Pause& command);
Decision decide_command(const Context& context, const Resume& command);
Decision decide_command(const Context& context, const AdmitMerchant& command);
Decision decide_command(const Context& context, const ProfileMerchant& command);
Decision decide_command(const Context& context, const OpenStore& command);
Decision decide_command(const Context& context, const ChangeStanding& command);
Decision decide_command(const Context& context, const RegisterProduct& command);

Decision decide_command(const Context& context, const CommitSeed& command);
Decision decide_command(const Context& context, const OpenRound& command);
Decision decide_command(const Context& context, const Draw& command);
Decision decide_command(const Context& context, const DrawLot& command);
Decision decide_command(const Context& context, const Expire& command);

Decision decide_command(const Context& context, const FileBatch& command);
Decision decide_command(const Context& context, const ReviewBatch& command);
Decision decide_command(const Context& context, const DrawSample& command);
Decision decide_command(const Context& context, const PassBatch& command);
Decision decide_command(const Context& context, const HoldBatch& command);
Decision decide_command(const Context& context, const ReleaseBatch& command);
Decision decide_command(const Context& context, const PostNotice& command);
Decision decide_command(const Context& context, const OrderPayment& command);
Decision decide_command(const Context& context, const RecordResult& command);
Decision decide_command(const Context& context, const RetryPayment& command);

}  // namespace seethrough::subsidies
