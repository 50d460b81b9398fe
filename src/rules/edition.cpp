#include "rules/edition.h"

#include <algorithm>
#include <array>
#include <limits>

#include "base/check.h"
#include "base/result.h"

namespace seethrough::rules {
namespace {

constexpr std::array<std::string_view, 7> ops{"equals",       "one_of",      "at_most", "at_least",
                                              "on_or_before", "on_or_after", "present"};

/// The values of one field that a run of tests leaves open.
class Range {
 public:
  void narrow(const Test& test) {
    switch (test.op) {
      case Op::equals:
      case Op::one_of: return keep(test.values);
      case Op::at_most:
      case Op::on_or_before: most_ = std::min(most_, test.values.front()); return;
      case Op::at_least:
      case Op::on_or_after: least_ = std::max(least_, test.values.front()); return;
      case Op::present: return;
    }
  }

  bool empty() const {
    if (!listed_) return least_ > most_;
    return std::none_of(listed_->begin(), listed_->end(),
                        [this](std::int64_t value) { return least_ <= value && value <= most_; });
  }

 private:
  void keep(const std::vector<std::int64_t>& values) {
    if (!listed_) {
      listed_ = values;
      return;
    }
    std::erase_if(*listed_, [&](std::int64_t value) {
      return std::find(values.begin(), values.end(), value) == values.end();
    });
  }

  std::int64_t least_ = std::numeric_limits<std::int64_t>::min();
  std::int64_t most_ = std::numeric_limits<std::int64_t>::max();
  std::optional<std::vector<std::int64_t>> listed_;
};

bool exclude_each_other(const Clause& one, const Clause& other) {
  std::array<Range, field_count> ranges;
  for (const Clause* clause : {&one, &other})
    for (const Test& test : clause->when) ranges[static_cast<std::size_t>(test.field)].narrow(test);
  return std::any_of(ranges.begin(), ranges.end(), [](const Range& range) { return range.empty(); });
}

bool share_a_kind(const Clause& one, const Clause& other) {
  return std::any_of(one.kinds.begin(), one.kinds.end(), [&](const std::string& kind) {
    return std::find(other.kinds.begin(), other.kinds.end(), kind) != other.kinds.end();
  });
}

bool share_a_day(const Clause& one, const Clause& other) {
  return one.days.first <= other.days.last && other.days.first <= one.days.last;
}

}  // namespace

std::string_view name(Op op) {
  const auto index = static_cast<std::size_t>(op);
  INVARIANT(index < ops.size(), "a comparison that does not exist");
  return ops[index];
}

std::optional<Op> parse_op(std::string_view text) {
  const auto found = std::find(ops.begin(), ops.end(), text);
  if (found == ops.end()) return std::nullopt;
  return static_cast<Op>(found - ops.begin());
}

Verdict judge(const Test& test, const Facts& facts) {
  const std::int64_t value = facts.get(test.field);
  if (test.op == Op::present) return value == Facts::absent ? Verdict::fails : Verdict::holds;
  if (value == Facts::absent) return Verdict::missing;
  bool holds = false;
  switch (test.op) {
    case Op::equals:
    case Op::one_of: holds = std::find(test.values.begin(), test.values.end(), value) != test.values.end(); break;
    case Op::at_most:
    case Op::on_or_before: holds = value <= test.values.front(); break;
    case Op::at_least:
    case Op::on_or_after: holds = value >= test.values.front(); break;
    case Op::present: break;
  }
  return holds ? Verdict::holds : Verdict::fails;
}

Fen subsidy_of(const Amount& amount, Fen price) {
  if (const Rate* rate = std::get_if<Rate>(&amount))
    return std::min({share_of(price, rate->of_price, Rounding::down), rate->cap, price});
  return std::min(std::get<Flat>(amount).amount, price);
}

std::optional<std::pair<std::size_t, std::size_t>> first_overlap(const Edition& edition) {
  const std::vector<Clause>& clauses = edition.clauses;
  for (std::size_t second = 1; second < clauses.size(); ++second)
    for (std::size_t first = 0; first < second; ++first)
      if (share_a_kind(clauses[first], clauses[second]) && share_a_day(clauses[first], clauses[second]) &&
          !exclude_each_other(clauses[first], clauses[second]))
        return std::pair{first, second};
  return std::nullopt;
}

}  // namespace seethrough::rules
