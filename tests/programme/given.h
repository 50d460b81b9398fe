#pragma once
// given / when / then: given(events...).on(day).when(command).then(event), or .refused(rejection).
//
// A programme is described to it by a struct with State, Command, Event, Rejection, Decision,
// `static Decision decide(const State&, const Command&, Day today)` and `static void apply(State&, const Event&)`.

#include <utility>

#include <doctest/doctest.h>

#include "programme/described.h"

namespace programme {

using seethrough::Day;

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
  Scene(typename P::State state, Day today) : state_(std::move(state)), today_(today) {}

  Scene on(Day today) && { return Scene(std::move(state_), today); }
  Scene on(Day today) const& { return Scene(state_, today); }
  /// Decides, and if the command is accepted applies its event to a copy, which must not stop the process.
  Outcome<P> when(const typename P::Command& command) const {
    auto decision = P::decide(state_, command, today_);
    if (decision) {
      auto after = state_;
      P::apply(after, *decision);
    }
    return Outcome<P>(std::move(decision));
  }
  const typename P::State& state() const { return state_; }

 private:
  typename P::State state_;
  Day today_;
};

template <class P, class... Events>
Scene<P> given_in(Day today, const Events&... events) {
  typename P::State state;
  (P::apply(state, typename P::Event{events}), ...);
  return Scene<P>(std::move(state), today);
}

}  // namespace programme
