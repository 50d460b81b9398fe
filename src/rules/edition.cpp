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

constexpr std::array<std::string_view, 4> givers{"maker", "channel", "store", "government"};
constexpr std::array<std::string_view, 3> severities{"refuse", "hold", "flag"};
constexpr std::array<std::string_view, 8> checks{"company_buyer",         "price_history", "delivery_place", "burst",
                                                 "return_without_refund", "item_reuse",    "vehicle_reuse",  "invoice_reuse"};

template <class E, std::size_t N>
std::optional<E> find_name(const std::array<std::string_view, N>& names, std::string_view text) {
  const auto found = std::find(names.begin(), names.end(), text);
  if (found == names.end()) return std::nullopt;
  return static_cast<E>(found - names.begin());
}

template <std::size_t N, class E>
std::string_view name_in(const std::array<std::string_view, N>& names, E value) {
  const auto index = static_cast<std::size_t>(value);
  INVARIANT(index < names.size(), "a value that does not exist");
  return names[index];
}

template <class Item>
const Item* find_id(const std::vector<Item>& items, std::string_view id) {
  const auto found = std::find_if(items.begin(), items.end(), [&](const Item& one) { return one.id == id; });
  return found == items.end() ? nullptr : &*found;
}

bool under(std::string_view prefix, std::string_view cls) {
  return cls.starts_with(prefix) && (cls.size() == prefix.size() || cls[prefix.size()] == '.');
}

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

std::string_view name(Giver giver) { return name_in(givers, giver); }
std::optional<Giver> parse_giver(std::string_view text) { return find_name<Giver>(givers, text); }
std::string_view name(Severity severity) { return name_in(severities, severity); }
std::optional<Severity> parse_severity(std::string_view text) { return find_name<Severity>(severities, text); }
std::string_view name(CheckId check) { return name_in(checks, check); }
std::optional<CheckId> parse_check(std::string_view text) { return find_name<CheckId>(checks, text); }

const Clock* Class::clock(std::string_view stage) const {
  const auto found = std::find_if(clocks.begin(), clocks.end(), [&](const Clock& one) { return one.stage == stage; });
  return found == clocks.end() ? nullptr : &*found;
}

const Class* Edition::find_class(std::string_view id) const { return find_id(classes, id); }
const Kind* Edition::find_kind(std::string_view id) const { return find_id(kinds, id); }
const Source* Edition::find_source(std::string_view id) const { return find_id(sources, id); }

const Check* Edition::find_check(CheckId id, std::string_view cls) const {
  const auto found = std::find_if(this->checks.begin(), this->checks.end(), [&](const Check& one) {
    return one.id == id && (one.classes.empty() || std::any_of(one.classes.begin(), one.classes.end(),
                                                               [&](const auto& prefix) { return under(prefix, cls); }));
  });
  return found == this->checks.end() ? nullptr : &*found;
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
