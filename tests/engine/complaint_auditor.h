#pragma once
// An auditor (审计) of an inspection campaign with books of its own. It is given what was asked and the entry that
// followed, and keeps a card for each case: where it counts, what became of it, by when it is due. Every figure is
// counted from the cards anew, never added up from changes. It calls no decide, no apply and no tally of the house; the
// made-up campaign's limits and holidays stand here a second time, by hand.

#include <map>
#include <set>
#include <string>
#include <vector>

#include "complaints/state.h"
#include "figures/series.h"
#include "journal/event.h"

namespace engine_test {

using namespace seethrough;

class ComplaintAuditor {
 public:
  enum class At { registered, handed_over, reported, staged, complete, split, merged };
  struct Sanction {  ///< counts where its case counts
    std::string kind;
    Day day;
    std::int64_t count = 0, fen = 0;
  };
  struct Outcome {
    complaints::Closure closure{};
    std::optional<complaints::Finding> finding;
    Day day;
  };
  struct Asked {
    complaints::Unit unit;
    std::int64_t share = 0;
    complaints::Answer answer{};
  };
  struct Card {
    At at = At::registered;
    std::string number, type, split_from, part_of, repeats, into;
    PlaceCode place;
    int batch = 0, rounds = 1, corrections = 0, signatures = 0;
    bool star = false, takes_over_star = false, has_after = false;
    std::vector<std::string> parts, swallowed;
    std::vector<std::optional<complaints::Finding>> issues;
    std::vector<Sanction> sanctions;
    std::optional<Outcome> outcome;
    std::string reporter, first_signer;
    complaints::Closure reported{};
    Day counts_on, clock_from;
    std::optional<Day> report_by, publish_by, stopped;
    int put_off = 0;
    std::optional<complaints::LadderStep> step;
    std::vector<std::vector<Asked>> hand_overs;
    bool key() const { return star || takes_over_star; }
  };

  /// Takes the next entry and the command that it answers; notes every difference from its own books.
  void enter(const journal::Entry& entry, const journal::Command& asked);
  /// Holds a state against the cards.
  void compare(const complaints::State& state);

  /// A figure over a place and all below it, up to a day.
  std::int64_t sum(figures::Figure figure, PlaceCode place, const std::string& dimension, Day cut_off) const;

  const std::vector<std::string>& differences() const { return differences_; }
  void differs(const std::string& what) { differences_.push_back(what); }
  const std::map<std::string, int>& seen() const { return seen_; }
  std::uint64_t size() const { return seq_; }

  // The books, for whoever wants to ask something sensible.
  const std::vector<Card>& cards() const { return cards_; }
  const Card* find(const std::string& number) const;
  const std::vector<Day>& batches() const { return batches_; }
  complaints::BatchHeader sheet(int batch) const;

 private:
  void check(bool good, const std::string& what) {
    if (!good) differs(what);
  }
  Card& card(const std::string& number);
  void begin_clock(Card& one, Day day);
  static std::optional<Day> later(const std::optional<Day>& due, bool working, Day since, Day until);
  static bool working(Day day);
  static Day after_working(Day from, int days);
  static std::optional<complaints::Finding> together(const std::vector<std::optional<complaints::Finding>>& issues);
  static complaints::Unit in_charge(const Card& one);

  std::uint64_t seq_ = 0;
  std::string by_;
  std::vector<std::string> differences_;
  std::map<std::string, int> seen_;
  std::vector<Card> cards_;
  std::map<std::string, std::size_t> places_in_cards_;
  std::vector<Day> batches_;
  std::set<int> disclosed_;
  std::optional<Day> stopped_;

  friend struct Taking;  // in complaint_auditor.cpp: what each command changes
};

}  // namespace engine_test
