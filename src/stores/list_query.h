#pragma once
// What a list (清单) is asked for, and a page of the answer.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace seethrough::stores {

struct ListQuery {
  /// Found anywhere in a number, a kind, a merchant's code or name, a project's name; of cases in a number, a type, the
  /// names that the case is found by and its public text, where every part between blanks and punctuation must be. One
  /// Chinese character is enough. Empty: everything.
  std::string text;
  std::vector<std::string> kinds;    ///< of claims: `text` finds these too, for the names that they are printed with
  std::int64_t claim = 0;            ///< of claims: this one alone; 0: any
  std::vector<std::int64_t> places;  ///< codes; empty: every place
  std::string class_prefix;          ///< of a claim's class, a case's type, a project's level
  std::string state;                 ///< a claim's or a case's state, a project's stage
  // Of cases:
  std::string campaign;
  std::string batch;
  std::optional<std::string> finding;  ///< "": none yet
  std::string unit;                    ///< as a row has it; a place's code alone: that place's organs too
  std::optional<std::int32_t> due_from;
  std::optional<std::int32_t> due_to;  ///< included
  bool without_due = false;            ///< only those of which nothing is due
  // Of all:
  std::optional<std::int32_t> from_day;
  std::optional<std::int32_t> to_day;  ///< included
  std::string sort;                    ///< a column of the list; empty: the newest first
  bool descending = true;
  std::string next;         ///< Page::next of the page before; empty: the first page
  std::uint32_t limit = 50;  ///< rows of a page, at most 200 (more is cut to 200, 0 means 1)
};

template <class Row>
struct Page {
  std::vector<Row> rows;
  std::uint64_t total = 0;  ///< rows of all pages together
  std::string next;         ///< ask with it for the following page; empty on the last
};

/// A claim (补贴申领).
struct ClaimRow {
  std::int64_t number = 0;
  std::int64_t seq = 0;  ///< journal entry that last changed it
  std::string item_class;
  std::string kind;
  std::string merchant;
  std::string merchant_name;
  std::int64_t place = 0;
  std::int32_t day = 0;
  std::int64_t price_fen = 0;
  std::int64_t subsidy_fen = 0;
  std::string state;
  bool reconstructed = false;
  std::int32_t since = 0;   ///< the day of its last step
  std::string batch{};      ///< that it is filed in; empty: none
  std::string hold_reason{};  ///< empty: not held
  bool flagged = false;     ///< a check found something when it was made
};

/// What a later entry changes of a claim; what is empty stays.
struct ClaimChange {
  std::int64_t number = 0;
  std::int64_t seq = 0;
  std::int32_t since = 0;
  std::optional<std::string> state;
  std::optional<std::int64_t> subsidy_fen;
  std::optional<std::string> batch;
  std::optional<std::string> hold_reason;
};

/// A complaint case (信访举报件).
struct CaseRow {
  std::string number;
  std::int64_t seq = 0;
  std::string campaign;
  std::string batch;
  std::int32_t day = 0;
  std::int64_t place = 0;
  std::string type;
  std::string channel;
  bool key = false;  ///< marked as a key case (重点件)
  std::string split_from;
  std::string state;
  std::string finding{};   ///< rolled up and signed off; empty until then
  std::int32_t due = 0;    ///< the day by which its result is reported; 0: no limit, or nothing is due any more
  std::string unit{};      ///< who is responsible: a place's code, a dash and an organ, or the code alone
  std::string text{};      ///< what was approved for the public; empty until then
  std::string names{};     ///< more that finds it: the names of its place, type and unit. Not read back.
};

/// A key project (重点项目).
struct ProjectRow {
  std::string code;
  std::int64_t seq = 0;
  std::string name_zh;
  std::string name_en;
  std::int64_t place = 0;
  std::string level;
  std::string stage;
  std::int64_t investment_fen = 0;
  std::int32_t progress_bp = 0;  ///< hundredths of a per cent
  std::int32_t day = 0;
};

}  // namespace seethrough::stores
