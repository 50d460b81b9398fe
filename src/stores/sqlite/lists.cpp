#include "stores/sqlite/lists.h"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <sodium.h>

#include <algorithm>
#include <charconv>

#include "stores/sqlite/case_index.h"

namespace seethrough::stores {
namespace {

constexpr std::uint32_t most_rows = 200;
constexpr std::uint64_t few_rows = 5000;
constexpr const char* after_every_text = "\xf4\x8f\xbf\xbf";  // U+10FFFF

/// LIKE pattern for `text` anywhere, with ! before the characters that LIKE would read as its own.
std::string anywhere(std::string_view text) {
  std::string pattern = "%";
  for (const char c : text) {
    if (c == '%' || c == '_' || c == '!') pattern.push_back('!');
    pattern.push_back(c);
  }
  return pattern + "%";
}

std::string hex(std::string_view text) {
  std::string out;
  append_hex(out, reinterpret_cast<const std::uint8_t*>(text.data()), text.size());
  return out;
}

std::optional<std::string> text_from_hex(std::string_view digits) {
  std::string out(digits.size() / 2, '\0');
  if (!parse_hex(digits, reinterpret_cast<std::uint8_t*>(out.data()), out.size())) return std::nullopt;
  return out;
}

std::optional<std::int64_t> integer_from(std::string_view text) {
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

Failure damaged_token() {
  return {FailureKind::malformed, "翻页标记已损坏，或不属于这个查询。请从第一页重新查询。",
          "The page token is damaged or belongs to another query: ask again from the first page."};
}

void bind_values(Statement& statement, int from, std::span<const std::variant<std::int64_t, std::string>> values) {
  for (const auto& value : values) {
    std::visit(Overloaded{[&](std::int64_t number) { statement.bind(from, number); },
                          [&](const std::string& text) { statement.bind(from, std::string_view(text)); }},
               value);
    ++from;
  }
}

std::string joined(const std::vector<std::string>& conditions) {
  return conditions.empty() ? "" : fmt::format(" WHERE {}", fmt::join(conditions, " AND "));
}

}  // namespace

Result<ListQuestion, Failure> ListQuestion::make(const ListTable& table, const ListQuery& query) {
  ListQuestion question(table, query);
  question.limit_ = std::clamp<std::uint32_t>(query.limit, 1, most_rows);
  if (auto chosen = question.choose_sort(); !chosen) return Unexpected{chosen.error()};
  if (table.text_index != nullptr) question.match_ = match_expression(query.text);
  question.filter_values_ = question.filter_values();
  if (auto read = question.read_token(); !read) return Unexpected{read.error()};
  return question;
}

Result<void, Failure> ListQuestion::choose_sort() {
  const std::string& wanted = query_->sort;
  for (const ListColumn& column : table_->sortable) {
    if (wanted == column.name || (wanted.empty() && std::string_view("day") == column.name)) {
      sort_ = column;
      return {};
    }
  }
  std::vector<std::string_view> names;
  for (const ListColumn& column : table_->sortable) names.emplace_back(column.name);
  return Unexpected{Failure{
      FailureKind::malformed,
      fmt::format("不能按“{}”排序。可用的排序列：{}。", wanted, fmt::join(names, "、")),
      fmt::format("The list can't be sorted by \"{}\": use one of {}.", wanted, fmt::join(names, ", "))}};
}

Result<void, Failure> ListQuestion::read_token() {
  const std::string_view token = query_->next;
  if (token.empty()) return {};
  const std::size_t first = token.find('.');
  const std::size_t second = first == std::string_view::npos ? first : token.find('.', first + 1);
  if (second == std::string_view::npos) return Unexpected{damaged_token()};
  const auto sort_value = text_from_hex(token.substr(0, first));
  const auto key = text_from_hex(token.substr(first + 1, second - first - 1));
  if (!sort_value || !key || token.substr(second + 1) != checksum(*sort_value, *key)) {
    return Unexpected{damaged_token()};
  }
  const std::pair<const ListColumn*, const std::string*> parts[] = {{&sort_, &*sort_value}, {&table_->key, &*key}};
  for (const auto& [column, text] : parts) {
    if (column->is_text) {
      after_.emplace_back(*text);
      continue;
    }
    const auto number = integer_from(*text);
    if (!number) return Unexpected{damaged_token()};
    after_.emplace_back(*number);
  }
  return {};
}

// A unary + before a column keeps SQLite from using an index on it. Without statistics it would take any equality for
// a narrow one; here the count tells.
std::vector<std::string> ListQuestion::conditions(Way way) const {
  const char* off = way == Way::by_order ? "+" : "";
  std::vector<std::string> out;
  const bool by_text = table_->text_index != nullptr && !query_->text.empty();
  if (by_text) out.push_back(text_condition(off));
  if (by_text) off = "+";
  for (const Pick& one : picks()) {
    const bool in_order = way == Way::by_order && std::string_view(sort_.name) == one.column;
    out.push_back(fmt::format(fmt::runtime(one.condition), in_order ? "" : off));
    off = "+";
  }
  const bool by_place = !query_->places.empty();
  if (by_place) out.push_back(fmt::format("{}place IN ({})", off, fmt::join(query_->places, ",")));
  if (!query_->class_prefix.empty()) {
    out.push_back(fmt::format("{0}{1} >= ? AND {0}{1} < ?", off, table_->class_column));
  }
  const bool by_class = !query_->class_prefix.empty();
  const char* day_off = way == Way::by_order && std::string_view(sort_.name) == "day" ? ""
                        : by_place || by_class                                       ? "+"
                                                                                      : off;
  if (query_->from_day) out.push_back(fmt::format("{}day >= ?", day_off));
  if (query_->to_day) out.push_back(fmt::format("{}day <= ?", day_off));
  const bool narrower = by_text || !picks().empty() || by_place || by_class || query_->from_day || query_->to_day;
  if (!query_->state.empty()) {
    out.push_back(fmt::format("{}{} = ?", narrower ? "+" : off, table_->state_column));
  }
  if (query_->claim != 0) out.push_back(fmt::format("number = {}", query_->claim));
  if (!query_->text.empty() && !by_text) {
    std::vector<std::string> likes;
    for (const char* column : table_->searched) likes.push_back(fmt::format("{} LIKE ? ESCAPE '!'", column));
    for (std::size_t i = 0; i < query_->kinds.size(); ++i) likes.emplace_back("+kind = ?");
    out.push_back(fmt::format("({})", fmt::join(likes, " OR ")));
  }
  return out;
}

/// The filters of cases, the narrowest first; {} stands for what keeps SQLite from an index.
std::vector<ListQuestion::Pick> ListQuestion::picks() const {
  std::vector<Pick> out;
  if (const std::string& unit = query_->unit; unit.find('-') != std::string::npos) {
    out.push_back({"unit", "{}unit = ?", {unit}});
  } else if (!unit.empty()) {  // '.' follows '-', which stands between the code and the organ
    out.push_back({"unit", "{0}unit >= ? AND {0}unit < ?", {unit, unit + '.'}});
  }
  if (!query_->batch.empty()) out.push_back({"batch", "{}batch = ?", {query_->batch}});
  if (query_->without_due) out.push_back({"due", "{}due = ?", {never_due}});
  if (query_->due_from || query_->due_to) {
    out.push_back({"due", "{0}due >= ? AND {0}due <= ?",
                   {std::int64_t{query_->due_from.value_or(0)}, query_->due_to ? *query_->due_to : never_due - 1}});
  }
  if (query_->finding) out.push_back({"finding", "{}finding = ?", {*query_->finding}});
  if (!query_->campaign.empty()) out.push_back({"campaign", "+campaign = ?", {query_->campaign}});
  return out;
}

std::string ListQuestion::text_condition(std::string_view off) const {
  if (!match_) return "0";
  return fmt::format("{0}id IN (SELECT rowid FROM {1} WHERE {1} MATCH ?)", off, table_->text_index);
}

std::vector<ListQuestion::Value> ListQuestion::filter_values() const {
  std::vector<Value> out;
  if (match_) out.emplace_back(*match_);
  for (const Pick& one : picks()) out.insert(out.end(), one.values.begin(), one.values.end());
  if (!query_->class_prefix.empty()) {
    out.emplace_back(query_->class_prefix);
    out.emplace_back(query_->class_prefix + after_every_text);
  }
  if (query_->from_day) out.emplace_back(std::int64_t{*query_->from_day});
  if (query_->to_day) out.emplace_back(std::int64_t{*query_->to_day});
  if (!query_->state.empty()) out.emplace_back(query_->state);
  if (query_->text.empty() || table_->text_index != nullptr) return out;
  out.insert(out.end(), table_->searched.size(), Value(anywhere(query_->text)));
  out.insert(out.end(), query_->kinds.begin(), query_->kinds.end());
  return out;
}

std::string ListQuestion::count_sql() const {
  const auto where = conditions(Way::by_filter);
  if (match_ && where.size() == 1)
    return fmt::format("SELECT count(*) FROM {0} WHERE {0} MATCH ?", table_->text_index);
  return fmt::format("SELECT count(*) FROM {}{}", table_->name, joined(where));
}

std::string ListQuestion::page_sql(std::uint64_t total) const {
  const Way way = total <= few_rows ? Way::by_filter : Way::by_order;
  const char* direction = query_->descending ? "DESC" : "ASC";
  const bool by_key = std::string_view(sort_.name) == table_->key.name;
  auto where = conditions(way);
  const char* off = way == Way::by_filter && !where.empty() ? "+" : "";
  if (!after_.empty()) {
    const char* beyond = query_->descending ? "<" : ">";
    where.push_back(by_key ? fmt::format("{}{} {} ?", off, sort_.name, beyond)
                           : fmt::format("({}{}, {}) {} (?, ?)", off, sort_.name, table_->key.name, beyond));
  }
  const std::string order = by_key ? fmt::format("{}{} {}", off, sort_.name, direction)
                                   : fmt::format("{}{} {}, {} {}", off, sort_.name, direction, table_->key.name,
                                                 direction);
  if (table_->text_index != nullptr && way == Way::by_filter) {  // the texts of one page alone are read
    where = {fmt::format("id IN (SELECT id FROM {}{} ORDER BY {} LIMIT {})", table_->name, joined(where), order,
                         limit_ + 1)};
  }
  return fmt::format("SELECT {}, {}, {} FROM {}{} ORDER BY {} LIMIT {}", table_->columns, sort_.name, table_->key.name,
                     table_->name, joined(where), order, limit_ + 1);
}

std::string ListQuestion::all_sql() const {
  const char* direction = query_->descending ? "DESC" : "ASC";
  const bool by_key = std::string_view(sort_.name) == table_->key.name;
  const std::string tie = by_key ? "" : fmt::format(", {} {}", table_->key.name, direction);
  return fmt::format("SELECT {} FROM {}{} ORDER BY {} {}{}", table_->columns, table_->name,
                     joined(conditions(Way::by_order)), sort_.name, direction, tie);
}

void ListQuestion::bind_count(Statement& statement) const { bind_values(statement, 1, filter_values_); }

void ListQuestion::bind_page(Statement& statement) const {
  bind_values(statement, 1, filter_values_);
  if (after_.empty()) return;
  const bool by_key = std::string_view(sort_.name) == table_->key.name;
  const auto after = std::span<const Value>(after_).subspan(by_key ? 1 : 0);
  bind_values(statement, static_cast<int>(filter_values_.size()) + 1, after);
}

std::string ListQuestion::token(std::string_view sort_value, std::string_view key) const {
  return fmt::format("{}.{}.{}", hex(sort_value), hex(key), checksum(sort_value, key));
}

std::string ListQuestion::checksum(std::string_view sort_value, std::string_view key) const {
  std::string all = fmt::format("{}\n{}\n{}\n{}\n{}\n{}", table_->name, sort_.name, query_->descending, hex(sort_value),
                                hex(key), fmt::join(query_->places, ","));
  for (const std::string* text : {&query_->text, &query_->class_prefix, &query_->state}) all += "\n" + hex(*text);
  for (const Pick& one : picks()) {
    all += fmt::format("\n{}", one.column);
    for (const Value& value : one.values)
      std::visit(Overloaded{[&](std::int64_t number) { all += fmt::format(" {}", number); },
                            [&](const std::string& text) { all += " " + hex(text); }},
                 value);
  }
  for (const auto& day : {query_->from_day, query_->to_day}) all += day ? fmt::format("\n{}", *day) : "\n-";
  std::uint8_t hash[16];
  crypto_generichash(hash, sizeof hash, reinterpret_cast<const unsigned char*>(all.data()), all.size(), nullptr, 0);
  std::string out;
  append_hex(out, hash, 8);
  return out;
}

}  // namespace seethrough::stores
