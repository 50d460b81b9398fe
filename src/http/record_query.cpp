// How a list's address is read.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>
#include <span>

#include "calendar/instant.h"
#include "http/record_list.h"

namespace seethrough::http {
namespace {

constexpr std::array kinds{std::pair{RecordKind::claim, std::string_view("claims")},
                           std::pair{RecordKind::complaint, std::string_view("complaints")},
                           std::pair{RecordKind::project, std::string_view("projects")}};

std::span<const std::string_view> sortable(RecordKind kind) {
  static constexpr std::array<std::string_view, 7> claims{"number", "day",   "merchant", "state",
                                                          "price",  "subsidy", "since"};
  static constexpr std::array<std::string_view, 6> complaints{"number", "day", "place", "type", "state", "due"};
  static constexpr std::array<std::string_view, 7> projects{"code",  "day",        "place",      "level",
                                                            "stage", "investment", "progress_bp"};
  switch (kind) {
    case RecordKind::claim: return claims;
    case RecordKind::complaint: return complaints;
    case RecordKind::project: return projects;
  }
  INVARIANT(false, "a list has no columns");
}

std::span<const std::string_view> states(RecordKind kind) {
  static constexpr std::array<std::string_view, 19> claims{
      "redeemed", "filed",    "applied",  "in_correction", "accepted",     "first_reviewed", "second_reviewed",
      "noticed",  "ordered",  "paid",     "held",          "rejected",     "appealed",       "dismissed",
      "returned", "withdrawn", "voided",  "clawback_due",  "clawed_back"};
  static constexpr std::array<std::string_view, 7> complaints{"registered", "handed_over", "reported", "staged",
                                                              "complete",   "split",       "merged"};
  static constexpr std::array<std::string_view, 8> projects{
      "reserve",       "signed_up",        "started", "under_construction",
      "in_production", "at_design_output", "stopped", "withdrawn"};
  switch (kind) {
    case RecordKind::claim: return claims;
    case RecordKind::complaint: return complaints;
    case RecordKind::project: return projects;
  }
  INVARIANT(false, "a list has no states");
}

Words one_of(std::span<const std::string_view> values) {
  std::string zh, en;
  for (const std::string_view one : values) {
    zh += zh.empty() ? "" : "、";
    zh += one;
    en += en.empty() ? "" : ", ";
    en += one;
  }
  return {"以下之一：" + zh, "one of " + en};
}

bool has(std::span<const std::string_view> values, std::string_view value) {
  return std::find(values.begin(), values.end(), value) != values.end();
}

/// Takes in one parameter after the other; the expectation that one of them fails is the answer.
class Reader {
 public:
  Reader(ListRequest& into, const City& city)
      : into_(into), places_(city.places), rules_(city.rules), today_(day_in_china(city.clock())) {}

  /// Nothing if the value is as expected. `known` becomes false for a name that lists do not have.
  std::optional<Words> take(std::string_view name, std::string_view value, bool& known) {
    known = true;
    if (name == "kind" || name == "lang") return std::nullopt;
    if (value.empty()) return std::nullopt;  // a form sends what was left open
    if (name == "text" || name == "q") return text(value);
    if (name == "place") return place(value);
    if (name == "class" || name == "type" || name == "level") return cls(value);
    if (name == "state" || name == "stage") return state(value);
    if (name == "from" || name == "to") return day(name, value);
    if (name == "sort") return sort(value);
    if (name == "next") return next(value);
    if (name == "limit") return limit(value);
    if (into_.kind == RecordKind::complaint) {
      if (name == "campaign") return campaign(value);
      if (name == "batch") return batch(value);
      if (name == "finding") return finding(value);
      if (name == "unit") return unit(value);
      if (name == "due") return due(value);
    }
    known = false;
    return std::nullopt;
  }

 private:
  void give(std::string_view name, std::string_view value) { into_.given.emplace_back(name, value); }

  std::optional<Words> text(std::string_view value) {
    if (value.size() > 200) return Words{"至多 200 字节", "at most 200 bytes"};
    give("text", value);
    const bool claims = into_.kind == RecordKind::claim;
    if (const auto number = subsidies::parse_claim_number(value); claims && number) {
      into_.query.claim = number->value;
      return std::nullopt;
    }
    into_.query.text = value;
    if (claims) into_.query.kinds = kinds_named(value);
    return std::nullopt;
  }
  std::vector<std::string> kinds_named(std::string_view part) const {
    std::set<std::string> found;
    for (const int year : rules_.years()) {
      for (const rules::Kind& one : rules_.edition(year)->kinds) {
        if (one.name.zh.find(part) != std::string::npos || one.name.en.find(part) != std::string::npos)
          found.insert(one.id);
      }
    }
    return {found.begin(), found.end()};
  }
  std::optional<Words> place(std::string_view value) {
    const Place* found = places_.find_by_name(value);
    if (!found) return Words{"本市县区的代码或名称，如 140423", "the code or name of a unit of this city, like 140423"};
    if (found != &places_.root()) {
      for (const Place& one : places_.all()) {
        if (places_.within(one.code, found->code)) into_.query.places.push_back(one.code.value);
      }
    }
    give("place", std::to_string(found->code.value));
    return std::nullopt;
  }
  std::optional<Words> cls(std::string_view value) {
    if (value.size() > 64) return Words{"品类、类型或级别的标识", "the identifier of a class, type or level"};
    into_.query.class_prefix = value;
    give("class", value);
    return std::nullopt;
  }
  std::optional<Words> state(std::string_view value) {
    if (!has(states(into_.kind), value)) return one_of(states(into_.kind));
    into_.query.state = value;
    give("state", value);
    return std::nullopt;
  }
  std::optional<Words> day(std::string_view name, std::string_view value) {
    const auto parsed = parse_day(value);
    if (!parsed) return Words{"日期，写作 2025-06-15", "a day, written 2025-06-15"};
    (name == "from" ? into_.query.from_day : into_.query.to_day) = parsed->value;
    give(name, value);
    return std::nullopt;
  }
  std::optional<Words> campaign(std::string_view value) {
    if (value.size() > 64) return Words{"督察活动的标识，至多 64 字节", "the identifier of a campaign, at most 64 bytes"};
    into_.query.campaign = value;
    give("campaign", value);
    return std::nullopt;
  }
  std::optional<Words> batch(std::string_view value) {
    const auto number = whole_number(value);
    if (!number || *number < 1 || *number > 1'000'000)
      return Words{"批次的序号，从 1 起的整数", "the number of a batch, a whole number from 1"};
    into_.query.batch = std::to_string(*number);
    give("batch", into_.query.batch);
    return std::nullopt;
  }
  std::optional<Words> finding(std::string_view value) {
    static constexpr std::array<std::string_view, 5> findings{"substantiated", "mostly_substantiated",
                                                              "partly_substantiated", "unsubstantiated", "none"};
    if (!has(findings, value)) return one_of(findings);
    into_.query.finding = value == "none" ? "" : std::string(value);
    give("finding", value);
    return std::nullopt;
  }
  std::optional<Words> unit(std::string_view value) {
    const std::size_t dash = std::min(value.find('-'), value.size());
    const Place* place = places_.find_by_name(value.substr(0, dash));
    if (!place || value.size() > 200 || value.size() == dash + 1)
      return Words{"本市县区的代码或名称；要一个部门的，再加 - 和部门名称，如 140423-生态环境局",
                   "the code or name of a unit of this city; for one organ of it a - and its name, like 140423-生态环境局"};
    into_.query.unit = std::to_string(place->code.value) + std::string(value.substr(dash));
    give("unit", into_.query.unit);
    return std::nullopt;
  }
  /// `week`: the seven days from today.
  std::optional<Words> due(std::string_view value) {
    static constexpr std::array<std::string_view, 5> whens{"overdue", "today", "tomorrow", "week", "none"};
    if (!has(whens, value)) return one_of(whens);
    stores::ListQuery& query = into_.query;
    if (value == "none") query.without_due = true;
    else if (value == "overdue") query.due_to = today_.value - 1;
    else query.due_from = today_.value + (value == "tomorrow" ? 1 : 0);
    if (query.due_from) query.due_to = value == "week" ? today_.value + 6 : *query.due_from;
    give("due", value);
    return std::nullopt;
  }
  std::optional<Words> sort(std::string_view value) {
    const bool descending = value.starts_with('-');
    const std::string_view column = value.substr(descending ? 1 : 0);
    if (!has(sortable(into_.kind), column)) {
      Words expected = one_of(sortable(into_.kind));
      return Words{expected.zh + "，前面加 - 为降序", expected.en + ", with a - in front for descending order"};
    }
    into_.query.sort = column;
    into_.query.descending = descending;
    give("sort", value);
    return std::nullopt;
  }
  std::optional<Words> next(std::string_view value) {
    into_.query.next = value;
    give("next", value);
    return std::nullopt;
  }
  std::optional<Words> limit(std::string_view value) {
    const auto count = whole_number(value);
    if (!count || *count < 1 || *count > 200) return Words{"1 至 200 的整数", "a whole number from 1 to 200"};
    into_.query.limit = static_cast<std::uint32_t>(*count);
    return std::nullopt;
  }

  ListRequest& into_;
  const Tree& places_;
  const rules::Book& rules_;
  Day today_;
};

Words no_such_parameter(RecordKind kind) {
  const bool cases = kind == RecordKind::complaint;
  return {fmt::format("q、place、class、type、state、stage、from、to、{}sort、next、limit 之一，没有这个参数",
                      cases ? "campaign、batch、finding、unit、due、" : ""),
          fmt::format("one of q, place, class, type, state, stage, from, to, {}sort, next, limit: there is no such parameter",
                      cases ? "campaign, batch, finding, unit, due, " : "")};
}

}  // namespace

std::optional<RecordKind> parse_record_kind(std::string_view text) {
  for (const auto& [kind, word] : kinds) {
    if (word == text) return kind;
  }
  return std::nullopt;
}

std::string_view name(RecordKind kind) {
  for (const auto& [one, word] : kinds) {
    if (one == kind) return word;
  }
  INVARIANT(false, "a kind of record has no name");
}

Result<ListRequest, BadParameter> read_list_request(const Request& request, RecordKind kind, const City& city,
                                                    std::uint32_t usual_limit, bool strict) {
  ListRequest asked;
  asked.kind = kind;
  asked.query.limit = usual_limit;
  Reader reader(asked, city);
  for (const auto& [name, value] : request.query) {
    bool known = false;
    if (auto expected = reader.take(name, value, known))
      return Unexpected{BadParameter{name, value, std::move(*expected)}};
    if (!known && strict) return Unexpected{BadParameter{name, value, no_such_parameter(kind)}};
  }
  return asked;
}

}  // namespace seethrough::http
