#pragma once
// given / when / then: given(events...).on(day).when(command).then(event), or .refused(rejection). A scene goes on with
// did(command), which must be accepted. by() sets the account that asks, at() the instant; until then it is nobody's, at
// noon in China.
//
// A programme is described to it by a struct with State, Command, Event, Rejection, Decision,
// `static void apply(State&, const Event&)` and either
// `static Decision decide(const State&, const Command&, Day today)` or
// `static Decision decide(const State&, const Command&, const Asking&)`.

#include <utility>

#include <doctest/doctest.h>

#include "calendar/instant.h"
#include "programme/described.h"

namespace programme {

using seethrough::Day;
using seethrough::Instant;

inline Instant noon(Day day) { return seethrough::instant_in_china(day, 12, 0, 0, 0); }

/// When a command is given, and by whom.
struct Asking {
  Day today;
  Instant now;
  std::string by;
};

template <class P>
class Outcome {
 public:
  explicit Outcome(typename P::Decision decision) : decision_(std::move(decision)) {}

  void then(const typename P::Event& expected) const {
    if (!decision_) {
      FAIL_CHECK("expected ", shown(expected), " but it was refused: ", shown(decision_.error()));
    } else {
      CHECK_MESSAGE(same(*decision_, expected), "expected ", shown(expected), " but got ", shown(*decision_));
    }
  }
  void refused(const typename P::Rejection& expected) const {
    if (decision_) {
      FAIL_CHECK("expected refusal ", shown(expected), " but it was accepted: ", shown(*decision_));
    } else {
      CHECK_MESSAGE(same(decision_.error(), expected), "expected ", shown(expected), " but got ",
                    shown(decision_.error()));
    }
  }
  /// Refused with a rejection of this type, whatever it carries.
  template <class R>
  void refused_as() const {
    if (decision_) {
      FAIL_CHECK("expected refusal ", R::type, " but it was accepted: ", shown(*decision_));
    } else {
      CHECK_MESSAGE(std::holds_alternative<R>(decision_.error()), "expected ", R::type, " but got ",
                    shown(decision_.error()));
    }
  }
  const typename P::Decision& decision() const { return decision_; }

 private:
  typename P::Decision decision_;
};

template <class P>
class Scene {
 public:
  Scene(typename P::State state, Asking asking) : state_(std::move(state)), asking_(std::move(asking)) {}

  Scene on(Day today) && { return Scene(std::move(state_), {today, noon(today), std::move(asking_.by)}); }
  Scene on(Day today) const& { return Scene(*this).on(today); }
  Scene at(Instant now) && { return Scene(std::move(state_), {seethrough::day_in_china(now), now, std::move(asking_.by)}); }
  Scene at(Instant now) const& { return Scene(*this).at(now); }
  Scene by(std::string account) && {
    asking_.by = std::move(account);
    return std::move(*this);
  }
  Scene by(std::string account) const& { return Scene(*this).by(std::move(account)); }

  /// Decides, and if the command is accepted applies its event to a copy, which must not stop the process.
  Outcome<P> when(const typename P::Command& command) const {
    auto decision = decide(command);
    if (decision) {
      auto after = state_;
      P::apply(after, *decision);
    }
    return Outcome<P>(std::move(decision));
  }
  /// The scene after the command, which must be accepted.
  Scene did(const typename P::Command& command) && {
    const auto decision = decide(command);
    if (!decision) {
      FAIL("expected to be accepted: ", shown(command), " but it was refused: ", shown(decision.error()));
    } else {
      P::apply(state_, *decision);
    }
    return std::move(*this);
  }
  Scene did(const typename P::Command& command) const& { return Scene(*this).did(command); }
  const typename P::State& state() const { return state_; }

 private:
  typename P::Decision decide(const typename P::Command& command) const {
    if constexpr (requires { P::decide(state_, command, asking_); }) {
      return P::decide(state_, command, asking_);
    } else {
      return P::decide(state_, command, asking_.today);
    }
  }

  typename P::State state_;
  Asking asking_;
};

template <class P, class... Events>
Scene<P> given_in(Day today, const Events&... events) {
  typename P::State state;
  (P::apply(state, typename P::Event{events}), ...);
  return Scene<P>(std::move(state), {today, noon(today), {}});
}

}  // namespace programme
