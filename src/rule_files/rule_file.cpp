#include "rule_files/rule_file.h"

#include <fmt/format.h>
#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "calendar/day.h"
#include "money/fen.h"
#include "rule_files/yaml_map.h"

namespace seethrough {
namespace {

using namespace rules;
using namespace yaml;

/// "6000.00 yuan"
Fen money_in(const YAML::Node& node, std::string_view key) {
  constexpr std::string_view unit = " yuan";
  const std::string_view text = node.IsScalar() ? std::string_view(node.Scalar()) : std::string_view{};
  if (text.size() > unit.size() && text.substr(text.size() - unit.size()) == unit)
    if (const auto amount = parse_yuan(text.substr(0, text.size() - unit.size()))) return *amount;
  bad_value(node, key, {"金额，如 6000.00 yuan", "an amount such as 6000.00 yuan"});
}

/// "20%", "12.5%"
BasisPoints rate_in(const YAML::Node& node, std::string_view key) {
  const std::string_view text = node.IsScalar() ? std::string_view(node.Scalar()) : std::string_view{};
  if (text.size() > 1 && text.back() == '%')  // two decimals at most: the form of an amount of yuan
    if (const auto hundredths = parse_yuan(text.substr(0, text.size() - 1)))
      if (hundredths->value > 0 && hundredths->value <= 10000) return BasisPoints{hundredths->value};
  bad_value(node, key, {"大于 0% 且不超过 100% 的比例，如 15%", "a rate above 0% and up to 100%, such as 15%"});
}

std::int64_t value_in(const YAML::Node& node, Field field) {
  const std::string_view key = name(field);
  const std::string_view text = node.IsScalar() ? std::string_view(node.Scalar()) : std::string_view{};
  switch (type_of(field)) {
    case FieldType::money: return money_in(node, key).value;
    case FieldType::day: return day_in(node, key).value;
    case FieldType::number: return number_in(node, key, 0, 1'000'000);
    case FieldType::yes_no: return flag_in(node, key) ? 1 : 0;
    case FieldType::powertrain:
      if (const auto found = parse_powertrain(text)) return static_cast<std::int64_t>(*found);
      bad_value(node, key, {"petrol、diesel、other 或 new_energy", "petrol, diesel, other or new_energy"});
    case FieldType::battery:
      if (const auto found = parse_battery(text)) return static_cast<std::int64_t>(*found);
      bad_value(node, key, {"none、lithium 或 lead_acid", "none, lithium or lead_acid"});
  }
  bad_value(node, key, {"可读的值", "a readable value"});
}

bool fits(Op op, FieldType type) {
  switch (op) {
    case Op::at_most:
    case Op::at_least: return type == FieldType::money || type == FieldType::number;
    case Op::on_or_before:
    case Op::on_or_after: return type == FieldType::day;
    case Op::equals:
    case Op::one_of:
    case Op::present: return true;
  }
  return false;
}

constexpr std::string_view op_list = "equals, one_of, at_most, at_least, on_or_before, on_or_after, present";
const std::vector<std::string_view> test_keys{"field",        "equals",      "one_of", "at_most", "at_least",
                                              "on_or_before", "on_or_after", "present"};

Test test_of(const Map& map) {
  const std::optional<Field> field = parse_field(map.text("field"));
  if (!field) {
    std::vector<std::string_view> names;
    for (std::size_t i = 0; i < field_count; ++i) names.push_back(name(static_cast<Field>(i)));
    const std::string list = fmt::format("{}", fmt::join(names, ", "));
    bad_value(map.at("field"), "field", {"以下之一：" + list, "one of: " + list});
  }
  std::optional<Op> op;
  for (const std::string_view key : test_keys) {
    if (key == "field" || !map.has(key)) continue;
    if (op)
      fail(map.node(), {"一个判断里有两种比较", "two comparisons in one test"}, {"只写一种", "one comparison"});
    op = parse_op(key);
  }
  if (!op)
    fail(map.node(), {"判断里没有比较", "a test without a comparison"},
         {fmt::format("以下之一：{}", op_list), fmt::format("one of: {}", op_list)});
  if (!fits(*op, type_of(*field)))
    fail(map.node(), {fmt::format("{} 不能用 {} 比较", name(*field), name(*op)),
                      fmt::format("{} cannot be compared by {}", name(*field), name(*op))},
         {"金额和数用 at_most、at_least，日期用 on_or_before、on_or_after，其余用 equals、one_of",
          "at_most, at_least for money and numbers; on_or_before, on_or_after for days; equals, one_of for the rest"});

  Test test{*field, *op, {}};
  const YAML::Node& value = map.at(name(*op));
  if (*op == Op::one_of)
    for (const YAML::Node& item : map.list(name(*op))) test.values.push_back(value_in(item, *field));
  else if (*op != Op::present)
    test.values.push_back(value_in(value, *field));
  else if (!flag_in(value, "present"))
    bad_value(value, "present", {"true", "true"});
  return test;
}

std::vector<Test> tests_of(const std::vector<YAML::Node>& nodes) {
  std::vector<Test> tests;
  for (const YAML::Node& node : nodes) tests.push_back(test_of(Map(node, "test", test_keys)));
  return tests;
}

/// Reads one file from top to bottom, knowing which ids were defined above.
class Reader {
 public:
  Edition read(const YAML::Node& root) {
    const Map file(root, "file", {"year", "version", "in_force", "sources", "classes", "checks"});
    edition_.year = number_in(file.at("year"), "year", 2000, 2100);
    read_version(file);
    edition_.in_force = day_in(file.at("in_force"), "in_force");
    for (const YAML::Node& node : file.list("sources")) read_source(node);
    for (const YAML::Node& node : file.list("classes")) read_class(node);
    for (const YAML::Node& node : file.list_or_none("checks")) read_check(node);
    refuse_overlap();
    return std::move(edition_);
  }

 private:
  void read_version(const Map& file) {
    edition_.version = file.text("version");
    const std::string prefix = fmt::format("{}/", edition_.year);
    const std::string_view version = edition_.version;
    if (version.substr(0, prefix.size()) != prefix || whole_number(version.substr(prefix.size())).value_or(0) < 1)
      bad_value(file.at("version"), "version", {prefix + "1、" + prefix + "2 等",
                                                      prefix + "1, " + prefix + "2 and so on"});
  }

  void read_source(const YAML::Node& node) {
    const Map map(node, "source", {"id", "title", "issuer", "number", "dated", "local", "note"});
    Source source{map.id("id"), map.both("title"), map.text_or_empty("issuer"), map.text_or_empty("number"),
                  map.text_or_empty("dated"), map.has("local") && flag_in(map.at("local"), "local"),
                  map.has("note") ? map.both("note") : Text{}};
    define(sources_, source.id, map, "source");
    edition_.sources.push_back(std::move(source));
  }

  void read_class(const YAML::Node& node) {
    const Map map(node, "class", {"id", "name", "limit", "kinds", "requires", "clauses", "clocks", "price_order",
                                  "entitlement"});
    Class cls{map.id("id"), map.both("name")};
    define(classes_, cls.id, map, "class");
    const Limit limit = read_limit(map.at("limit"));
    std::vector<std::string> kinds;
    for (const YAML::Node& kind : map.list("kinds")) kinds.push_back(read_kind(kind, cls.id, limit));

    std::vector<Condition> shared;
    for (const YAML::Node& condition : map.list_or_none("requires")) read_condition(condition, shared);
    std::set<std::string> spoken_for;
    for (const YAML::Node& clause : map.list("clauses")) read_clause(clause, cls.id, kinds, shared, spoken_for);
    for (const std::string& kind : kinds)
      if (spoken_for.count(kind) == 0)
        fail(map.at("kinds"), {fmt::format("品类 {} 没有任何条款", kind), fmt::format("no clause speaks for kind {}", kind)},
             {"每个品类至少一个条款", "at least one clause for each kind"});
    refuse_generous(map, cls.id);
    for (const YAML::Node& clock : map.list_or_none("clocks")) cls.clocks.push_back(read_clock(clock, cls));
    if (map.has("price_order")) read_price_order(map.at("price_order"), cls);
    if (map.has("entitlement")) cls.entitlement = read_entitlement(map.at("entitlement"));
    edition_.classes.push_back(std::move(cls));
  }

  Clock read_clock(const YAML::Node& node, const Class& cls) const {
    const Map map(node, "clock", {"stage", "days", "working", "source"});
    Clock clock{map.text("stage"), number_in(map.at("days"), "days", 1, 366), flag_in(map.at("working"), "working"),
                source_of(map)};
    if (clock.stage != "accept" && clock.stage != "review" && clock.stage != "pay")
      bad_value(map.at("stage"), "stage", {"accept、review 或 pay", "accept, review or pay"});
    if (cls.clock(clock.stage)) bad_value(map.at("stage"), "stage", {"每个环节只写一次", "each stage once"});
    return clock;
  }

  void read_price_order(const YAML::Node& node, Class& cls) const {
    const Map map(node, "price_order", {"order", "source"});
    const Text expected{"maker、channel、store、government，各至多一次，government 必写",
                        "maker, channel, store, government, each once at most, government always"};
    for (const YAML::Node& item : map.list("order")) {
      const auto giver = parse_giver(item.IsScalar() ? std::string_view(item.Scalar()) : std::string_view{});
      if (!giver || std::find(cls.price_order.begin(), cls.price_order.end(), *giver) != cls.price_order.end())
        bad_value(item, "order", expected);
      cls.price_order.push_back(*giver);
    }
    if (std::find(cls.price_order.begin(), cls.price_order.end(), Giver::government) == cls.price_order.end())
      bad_value(map.at("order"), "order", expected);
    cls.price_order_source = source_of(map);
  }

  Entitlement read_entitlement(const YAML::Node& node) const {
    const Map map(node, "entitlement",
                  {"required", "online_days", "offline_until_week_end", "forfeited_after", "source"});
    return {flag_in(map.at("required"), "required"), number_in(map.at("online_days"), "online_days", 0, 366),
            flag_in(map.at("offline_until_week_end"), "offline_until_week_end"),
            number_in(map.at("forfeited_after"), "forfeited_after", 0, 100), source_of(map)};
  }

  void read_check(const YAML::Node& node) {
    const Map map(node, "check", {"check", "severity", "classes", "months", "tolerance", "count", "minutes", "text", "source"});
    Check check;
    const auto id = parse_check(map.text("check"));
    if (!id)
      bad_value(map.at("check"), "check",
                {"company_buyer、price_history、delivery_place、burst、return_without_refund、item_reuse、vehicle_reuse 或 "
                 "invoice_reuse",
                 "company_buyer, price_history, delivery_place, burst, return_without_refund, item_reuse, vehicle_reuse or "
                 "invoice_reuse"});
    check.id = *id;
    const auto severity = parse_severity(map.text("severity"));
    if (!severity) bad_value(map.at("severity"), "severity", {"refuse、hold 或 flag", "refuse, hold or flag"});
    check.severity = *severity;
    refuse_mild_reuse(map, check);
    read_parameters(map, check);
    for (const YAML::Node& item : map.list_or_none("classes")) check.classes.push_back(prefix_of(item));
    check.text = map.both("text");
    check.source = source_of(map);
    for (const Check& other : edition_.checks)
      if (other.id == check.id && other.classes == check.classes)
        bad_value(map.at("check"), "check", {"对同样的类别只写一次", "once for the same classes"});
    edition_.checks.push_back(std::move(check));
  }

  /// One item, one invoice, one old vehicle: the programme refuses the second in any case, and the file must not say less.
  static void refuse_mild_reuse(const Map& map, const Check& check) {
    const bool reuse =
        check.id == CheckId::item_reuse || check.id == CheckId::vehicle_reuse || check.id == CheckId::invoice_reuse;
    if (reuse && check.severity != Severity::refuse)
      bad_value(map.at("severity"), "severity", {"refuse：重复使用一律不予受理", "refuse: what was used once is never used again"});
  }

  static void read_parameters(const Map& map, Check& check) {
    const auto refuse_other = [&](std::string_view key) {
      if (map.has(key))
        fail(map.at(key), {fmt::format("{} 不用“{}”", name(check.id), key), fmt::format("{} takes no {}", name(check.id), key)},
             {"去掉这个键", "no such key"});
    };
    if (check.id == CheckId::price_history) {
      check.months = number_in(map.at("months"), "months", 1, 24);
      check.tolerance_bp = map.text("tolerance") == "0%" ? 0 : static_cast<int>(rate_in(map.at("tolerance"), "tolerance").value);
    } else {
      refuse_other("months");
      refuse_other("tolerance");
    }
    if (check.id == CheckId::burst) {
      check.count = number_in(map.at("count"), "count", 1, 99);
      check.minutes = number_in(map.at("minutes"), "minutes", 1, 1440);
    } else {
      refuse_other("count");
      refuse_other("minutes");
    }
  }

  std::string prefix_of(const YAML::Node& node) const {
    const std::string text = node.IsScalar() ? node.Scalar() : std::string{};
    const bool known = std::any_of(classes_.begin(), classes_.end(), [&](const std::string& id) {
      return !text.empty() && id.starts_with(text) && (id.size() == text.size() || id[text.size()] == '.');
    });
    if (!known) bad_value(node, "classes", {"上文某个类别的 id 或其前缀", "the id of a class above, or its prefix"});
    return text;
  }

  /// A local kind without a label may not exceed what its class gives for the lowest label it pays.
  void refuse_generous(const Map& map, const std::string& cls) const {
    std::int64_t lowest = 0;
    for (const Clause& clause : edition_.clauses) {
      const auto* rate = std::get_if<Rate>(&clause.amount);
      if (clause.cls == cls && rate && (lowest == 0 || rate->of_price.value < lowest)) lowest = rate->of_price.value;
    }
    for (const Clause& clause : edition_.clauses) {
      const auto* rate = std::get_if<Rate>(&clause.amount);
      const bool labelled = std::any_of(clause.when.begin(), clause.when.end(), [](const Test& test) {
        return test.field == Field::efficiency && test.op == Op::equals && test.values.front() > 0;
      });
      if (clause.cls != cls || !rate || labelled) continue;
      for (const std::string& id : clause.kinds) {
        if (!edition_.find_kind(id)->local || rate->of_price.value <= lowest) continue;
        fail(map.at("clauses"),
             {fmt::format("本地增设的品类 {} 没有能效标识，条款 {} 的比例高于本类别最低一档", id, clause.id),
              fmt::format("clause {} gives the local kind {}, which has no label, more than the lowest rate of its class",
                          clause.id, id)},
             {"不高于最低一档的比例", "at most the lowest rate"});
      }
    }
  }

  static Limit read_limit(const YAML::Node& node) {
    const Map map(node, "limit", {"count", "per"});
    Limit limit;
    limit.count = static_cast<std::uint16_t>(number_in(map.at("count"), "count", 1, 1000));
    const std::string per = map.text("per");
    if (per != "kind" && per != "class") bad_value(map.at("per"), "per", {"kind 或 class", "kind or class"});
    limit.per = per == "kind" ? Limit::Per::kind : Limit::Per::cls;
    return limit;
  }

  std::string read_kind(const YAML::Node& node, const std::string& cls, Limit limit) {
    const Map map(node, "kind", {"id", "name", "limit", "local"});
    if (map.has("limit")) {
      if (limit.per == Limit::Per::cls)
        fail(map.at("limit"), {"这一类别按类别限额，品类不能另设", "this class limits the class as a whole, not a kind"},
             {"去掉品类的 limit", "no limit on the kind"});
      limit.count = static_cast<std::uint16_t>(number_in(map.at("limit"), "limit", 1, 1000));
    }
    Kind kind{map.id("id"), map.both("name"), cls, limit, map.has("local") && flag_in(map.at("local"), "local")};
    define(kinds_, kind.id, map, "kind");
    edition_.kinds.push_back(kind);
    return kind.id;
  }

  void read_condition(const YAML::Node& node, std::vector<Condition>& into) {
    std::vector<std::string_view> keys = test_keys;
    keys.insert(keys.end(), {"id", "given", "text", "source", "disputed"});
    const Map map(node, "condition", keys);
    Condition condition{map.id("id"), tests_of(map.list_or_none("given")), test_of(map), map.both("text"),
                        source_of(map), {}};
    if (map.has("disputed")) condition.dispute = read_dispute(map.at("disputed"), map, condition.test);
    for (const Condition& other : into)
      if (other.id == condition.id) twice(map, condition.id, "condition");
    into.push_back(std::move(condition));
  }

  /// The first value must be the one that the test uses, so that the note can't say something else.
  static Dispute read_dispute(const YAML::Node& node, const Map& condition, const Test& test) {
    const Map map(node, "disputed", {"values", "why"});
    Dispute dispute{{}, map.both("why")};
    for (const YAML::Node& item : map.list("values")) {
      (void)value_in(item, test.field);
      dispute.values.push_back(item.Scalar());
    }
    const YAML::Node& used = condition.at(name(test.op));
    if (dispute.values.size() < 2 || !used.IsScalar() || used.Scalar() != dispute.values.front())
      bad_value(map.at("values"), "values", {"至少两个值，第一个即条件所用的值", "two values or more, the first the one that is used"});
    return dispute;
  }

  void read_clause(const YAML::Node& node, const std::string& cls, const std::vector<std::string>& class_kinds,
                   const std::vector<Condition>& shared, std::set<std::string>& spoken_for) {
    const Map map(node, "clause", {"id", "text", "kinds", "days", "when", "requires", "rate", "cap", "flat", "source"});
    Clause clause;
    clause.id = map.id("id");
    define(clauses_, clause.id, map, "clause");
    clause.cls = cls;
    clause.text = map.both("text");
    clause.kinds = map.has("kinds") ? kinds_of(map, class_kinds) : class_kinds;
    spoken_for.insert(clause.kinds.begin(), clause.kinds.end());
    clause.days = period_of(map.at("days"));
    clause.when = tests_of(map.list_or_none("when"));
    clause.requires_ = shared;
    for (const YAML::Node& condition : map.list_or_none("requires")) read_condition(condition, clause.requires_);
    clause.amount = amount_of(map);
    clause.source = source_of(map);
    edition_.clauses.push_back(std::move(clause));
    clause_nodes_.push_back(node);
  }

  static std::vector<std::string> kinds_of(const Map& map, const std::vector<std::string>& class_kinds) {
    std::vector<std::string> kinds;
    for (const YAML::Node& item : map.list("kinds")) {
      const std::string list = fmt::format("{}", fmt::join(class_kinds, ", "));
      if (!item.IsScalar() || std::find(class_kinds.begin(), class_kinds.end(), item.Scalar()) == class_kinds.end())
        bad_value(item, "kinds", {"本类别的品类：" + list, "a kind of this class: " + list});
      if (std::find(kinds.begin(), kinds.end(), item.Scalar()) != kinds.end())
        bad_value(item, "kinds", {"每个品类只写一次", "each kind once"});
      kinds.push_back(item.Scalar());
    }
    return kinds;
  }

  Period period_of(const YAML::Node& node) const {
    const auto days = days_in(node);
    if (!days)
      bad_value(node, "days", {"起止日期，如 2025-01-01..2025-12-31", "first and last day, such as 2025-01-01..2025-12-31"});
    if (civil(days->first).year != edition_.year || civil(days->last).year != edition_.year)
      bad_value(node, "days", {fmt::format("{} 年内的日期", edition_.year), fmt::format("days within {}", edition_.year)});
    return *days;
  }

  static Amount amount_of(const Map& map) {
    const bool rate = map.has("rate"), cap = map.has("cap"), flat = map.has("flat");
    if (rate && cap && !flat) return Rate{rate_in(map.at("rate"), "rate"), positive(map, "cap")};
    if (flat && !rate && !cap) return Flat{positive(map, "flat")};
    fail(map.node(), {"条款的金额写法不对", "the clause's amount is not well put"},
         {"rate 和 cap 一起写，或只写 flat", "rate and cap together, or flat alone"});
  }

  static Fen positive(const Map& map, std::string_view key) {
    const Fen amount = money_in(map.at(key), key);
    if (amount.value == 0) bad_value(map.at(key), key, {"大于 0 的金额", "an amount above 0"});
    return amount;
  }

  std::string source_of(const Map& map) const {
    const std::string id = map.text("source");
    if (sources_.count(id) == 0)
      bad_value(map.at("source"), "source", {"上文 sources 中的一个 id", "the id of one of the sources above"});
    return id;
  }

  void refuse_overlap() const {
    const auto overlap = first_overlap(edition_);
    if (!overlap) return;
    const Clause& first = edition_.clauses[overlap->first];
    const Clause& second = edition_.clauses[overlap->second];
    const int first_line = line_of(clause_nodes_[overlap->first]);
    fail(clause_nodes_[overlap->second],
         {fmt::format("条款 {} 与第 {} 行的条款 {} 可能同时适用", second.id, first_line, first.id),
          fmt::format("clause {} and clause {} of line {} could both apply", second.id, first.id, first_line)},
         {"用 kinds、days 或互相排斥的 when 把两者分开", "kinds, days or a `when` that keeps them apart"});
  }

  [[noreturn]] static void twice(const Map& map, const std::string& id, std::string_view what) {
    fail(map.at("id"), {fmt::format("{} 的 id“{}”重复", what, id), fmt::format("{} id {} is used twice", what, id)},
         {"不重复的 id", "an id of its own"});
  }

  static void define(std::set<std::string>& ids, const std::string& id, const Map& map, std::string_view what) {
    if (!ids.insert(id).second) twice(map, id, what);
  }

  Edition edition_;
  std::set<std::string> sources_, classes_, kinds_, clauses_;
  std::vector<YAML::Node> clause_nodes_;
};

}  // namespace

Result<Edition, Failure> read_rule_file(std::string_view text, std::string_view file_name) {
  return yaml::read<Edition>(text, file_name, [](const YAML::Node& root) { return Reader().read(root); });
}

}  // namespace seethrough
