#pragma once
// Recorded (历史申领): every claim on record as columns, in the order in which the events stand in the journal, so that a
// million of them can be decided again in a second. Facts, persons, places and names are kept once each and numbered.
//
// That an item, an invoice or an old vehicle is subsidised once needs no column: a claim on record has passed that test,
// and fewer claims before it cannot make it fail.

#include <boost/unordered/unordered_flat_map.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "rules/facts.h"
#include "subsidies/events.h"

namespace seethrough::backtest {

/// Texts by number, in the order in which they were first met; at most 65,535.
class Names {
 public:
  std::uint16_t number(std::string_view text);
  [[nodiscard]] std::optional<std::uint16_t> find(std::string_view text) const;
  [[nodiscard]] const std::string& operator[](std::uint16_t number) const { return texts_[number]; }
  [[nodiscard]] std::size_t size() const { return texts_.size(); }

 private:
  std::vector<std::string> texts_;
  boost::unordered_flat_map<std::string, std::uint16_t> numbers_;
};

/// A fund as it was opened.
struct Fund {
  std::string id;
  int year = 0;
  std::vector<std::string> classes;  ///< ids or their prefixes
  Fen cap;
};

/// One thing that happened, in the journal's order.
struct Step {
  enum class What : std::uint8_t {
    claimed,        ///< `index` is a row
    taken_back,     ///< `index` is a row: returned, withdrawn, refused …; its money and its limit are free again
    granted_again,  ///< `index` is a row that had been taken back
    cap_changed,    ///< `index` is an index into cap_changes
  };
  What what{};
  std::uint32_t index = 0;
};

/// Money added to a fund, or taken from it if negative.
struct CapChange {
  std::uint32_t fund = 0;  ///< an index into funds
  Day day;
  Fen amount;
};

/// Row r is claim number r + 1. Whatever ends in `names` is a number given by it.
struct Recorded {
  static constexpr Day never{INT32_MAX};

  std::vector<Day> day;         ///< of the purchase or application
  std::vector<Day> decided_on;  ///< of the entry, in China
  std::vector<std::int16_t> year;
  std::vector<Fen> price;       ///< that the subsidy was taken of
  std::vector<std::uint32_t> facts;   ///< an index into facts_pool
  std::vector<std::uint32_t> person;  ///< from 0, one for each pseudonym
  std::vector<std::uint16_t> place;   ///< an index into places
  std::vector<std::uint16_t> kind, cls, clause, edition;  ///< names
  std::vector<std::uint32_t> fund;    ///< an index into funds
  std::vector<Fen> subsidy;
  std::vector<Day> taken_back_on;     ///< `never` for a claim that stands

  std::vector<rules::Facts> facts_pool;  ///< without the price
  std::vector<PlaceCode> places;
  std::vector<Fund> funds;
  std::vector<CapChange> cap_changes;
  std::vector<Step> steps;
  Names names;

  /// Takes an event in; `decided_on` is the day of its entry. Claims, whatever takes a claim back (an event with a
  /// `reversal`) or grants it again (`again`), an adjustment, which replaces what the claim was granted and by which
  /// edition, and what changes a fund count; every other event changes nothing. An
  /// event about a claim or a fund that was never made means a corrupt journal and stops the process.
  void take(const subsidies::Event& event, Day decided_on);

  [[nodiscard]] std::size_t claims() const { return day.size(); }
  [[nodiscard]] std::uint32_t persons() const { return static_cast<std::uint32_t>(person_numbers_.size()); }
  [[nodiscard]] bool stands(std::size_t row) const { return taken_back_on[row] == never; }

 private:
  void add_claim(subsidies::ClaimNumber number, const subsidies::Purchase& purchase, const subsidies::Grant& grant,
                 Day decided_on);
  void take_back(subsidies::ClaimNumber number, Day on);
  void grant_again(subsidies::ClaimNumber number);
  void adjust(subsidies::ClaimNumber number, const subsidies::Grant& after);
  void change_cap(const std::string& fund, Day on, Fen amount);
  std::uint32_t row_of(subsidies::ClaimNumber number) const;
  std::uint32_t fund_of(std::string_view id) const;
  std::uint32_t facts_number(rules::Facts facts);

  struct FactsHash {
    std::size_t operator()(const rules::Facts& facts) const;
  };
  boost::unordered_flat_map<rules::Facts, std::uint32_t, FactsHash> facts_numbers_;
  boost::unordered_flat_map<Pseudonym, std::uint32_t> person_numbers_;
  boost::unordered_flat_map<PlaceCode, std::uint16_t> place_numbers_;
};

/// The claim in a row.
[[nodiscard]] inline subsidies::ClaimNumber claim_in(std::size_t row) {
  return subsidies::ClaimNumber{static_cast<std::int64_t>(row) + 1};
}

}  // namespace seethrough::backtest
