#pragma once
// The book of rules (规则册): the editions of each calendar year, and the question every claim asks of them. A year may have
// several editions; a decision follows the one in force on the day it is taken. A year without rules is refused, never
// guessed from its neighbour.

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/result.h"
#include "base/strong.h"
#include "rules/edition.h"
#include "rules/facts.h"

namespace seethrough::rules {

/// A kind's number inside one Book, the same in every year. It is not stable across books: store the kind's id.
using KindId = Strong<struct KindTag, std::uint16_t>;

struct NoRules {
  int year = 0;
  friend bool operator==(const NoRules&, const NoRules&) = default;
};
struct UnknownKind {
  int year = 0;
  std::string kind;
  friend bool operator==(const UnknownKind&, const UnknownKind&) = default;
};
/// The kind is known, but no clause speaks for this day and these facts.
struct NoClause {
  int year = 0;
  std::string kind;
  friend bool operator==(const NoClause&, const NoClause&) = default;
};
/// Two clauses speak at once: a fault of the rules, not of the claim.
struct TwoClauses {
  std::string first, second;
  friend bool operator==(const TwoClauses&, const TwoClauses&) = default;
};
/// A fact that this clause asks about was not given.
struct FactMissing {
  Field field{};
  std::string clause;
  friend bool operator==(const FactMissing&, const FactMissing&) = default;
};
struct NotEligible {
  std::string clause, condition;
  friend bool operator==(const NotEligible&, const NotEligible&) = default;
};
/// Judged in this order: rules, kind, which clause speaks (TwoClauses, FactMissing, NoClause), then its requirements
/// in the order of the file, each FactMissing or NotEligible, last the price.
using Refusal = std::variant<NoRules, UnknownKind, NoClause, TwoClauses, FactMissing, NotEligible>;

/// What the rules grant (补贴). Valid as long as the Book.
struct Award {
  Fen subsidy{};
  std::uint16_t clause = 0;       ///< an index into edition->clauses
  std::uint16_t limit_count = 0;  ///< awards per person and calendar year
  bool per_class = false;         ///< the limit counts the whole class, else the kind
  const Edition* edition = nullptr;

  [[nodiscard]] const Clause& spoken() const { return edition->clauses[clause]; }
  [[nodiscard]] std::string_view clause_id() const { return spoken().id; }
  [[nodiscard]] std::string_view cls() const { return spoken().cls; }
  [[nodiscard]] std::string_view version() const { return edition->version; }
};

/// One line of an explanation, in both languages, with the sources' ids it rests on (empty where it is arithmetic).
struct TraceLine {
  Text text;
  std::string source;
};
/// The way to an outcome, line by line. The last line states the outcome.
struct Trace {
  std::vector<TraceLine> lines;
  Result<Award, Refusal> outcome;
};

class Book {
 public:
  Book() = default;
  Book(Book&&) = default;
  Book& operator=(Book&&) = default;

  /// Takes an edition in; false, and nothing is changed, if the book has its version, or another edition of its year
  /// that comes into force on the same day. The edition must be sound (every id it names is there, at most 65,535
  /// clauses), as a rule file that was read without a failure is.
  [[nodiscard]] bool add(Edition edition);

  /// The latest edition of a year, or null.
  [[nodiscard]] const Edition* edition(int year) const;
  /// The edition that decisions taken on that day follow for purchases of `year`, or null.
  [[nodiscard]] const Edition* edition_in_force(int year, Day decided_on) const;
  /// The edition of this version, or null.
  [[nodiscard]] const Edition* edition_of(std::string_view version) const;
  /// All, by year and then by the day they come into force.
  [[nodiscard]] std::vector<const Edition*> editions() const;
  /// The years that have rules, ascending.
  [[nodiscard]] std::vector<int> years() const;
  /// The kind's number, if the latest edition of that year has the kind. Resolve once, evaluate often.
  [[nodiscard]] std::optional<KindId> kind(int year, std::string_view id) const;
  /// The kind's number in any year.
  [[nodiscard]] std::optional<KindId> kind(std::string_view id) const;
  /// What the latest edition says about a kind, or null if it has no such kind.
  [[nodiscard]] const Kind* describe(int year, std::string_view id) const;

  /// The award for a purchase of this kind on `day` by the latest edition. `price_fen`, if given, must not be negative.
  /// The subsidy is above neither the clause's cap nor the price.
  [[nodiscard]] Result<Award, Refusal> evaluate(KindId kind, const Facts& facts, Day day) const;
  /// The same by the kind's id, for a caller with a single question.
  [[nodiscard]] Result<Award, Refusal> evaluate(std::string_view kind, const Facts& facts, Day day) const;
  /// The same by one edition of this book, whatever day it is from: what a claim was decided by, or would be.
  [[nodiscard]] Result<Award, Refusal> evaluate_under(const Edition& edition, KindId kind, const Facts& facts,
                                                      Day day) const;
  [[nodiscard]] Result<Award, Refusal> evaluate_under(const Edition& edition, std::string_view kind, const Facts& facts,
                                                      Day day) const;

  /// The same question answered with its reasons: each clause considered, each test with its value, the arithmetic.
  [[nodiscard]] Trace explain(std::string_view kind, const Facts& facts, Day day) const;
  [[nodiscard]] Trace explain(const Edition& edition, std::string_view kind, const Facts& facts, Day day) const;

 private:
  struct Entry {
    int kind = -1;  ///< index into the edition's kinds; -1: the edition has no such kind
    std::vector<std::uint16_t> clauses;
  };
  struct Volume {
    std::unique_ptr<const Edition> edition;
    std::vector<Entry> by_kind;  ///< indexed by KindId; shorter than the names if later editions brought more
  };

  const Volume* volume(int year) const;
  const Volume& volume_of(const Edition& edition) const;
  const Entry* entry(const Volume& volume, KindId kind) const;
  Result<Award, Refusal> evaluate_in(const Volume& volume, KindId kind, const Facts& facts, Day day) const;
  KindId intern(const std::string& id);

  std::vector<Volume> volumes_;  ///< by year, then by the day in force
  std::vector<std::string> kind_names_;
  std::map<std::string, KindId, std::less<>> kind_ids_;
};

}  // namespace seethrough::rules
