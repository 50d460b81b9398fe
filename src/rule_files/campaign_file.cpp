#include "rule_files/campaign_file.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <boost/describe/enum_from_string.hpp>
#include <boost/describe/enumerators.hpp>
#include <boost/mp11/algorithm.hpp>
#include <set>
#include <utility>

#include "complaints/disclosure.h"
#include "identifiers/case_number.h"
#include "rule_files/yaml_map.h"

namespace seethrough {
namespace {

using namespace complaints;
using namespace yaml;

constexpr std::size_t longest_name = 64;  // octets, as in a file of cases
constexpr int longest_limit = 3'660;

template <class Enum>
Enum word_in(const YAML::Node& node, std::string_view key) {
  Enum value{};
  if (node.IsScalar() && boost::describe::enum_from_string(node.Scalar().c_str(), value)) return value;
  std::vector<std::string_view> names;
  boost::mp11::mp_for_each<boost::describe::describe_enumerators<Enum>>([&](auto one) { names.push_back(one.name); });
  const std::string list = fmt::format("{}", fmt::join(names, ", "));
  bad_value(node, key, {"以下之一：" + list, "one of: " + list});
}

template <class Enum>
Enum word_or_first(const Map& map, std::string_view key) {
  return map.has(key) ? word_in<Enum>(map.at(key), key) : Enum{};
}

/// A name that a file of cases can hold beside others: 、 and ; stand between them there.
std::string name_in(const YAML::Node& node, std::string_view key) {
  const std::string text = node.IsScalar() ? node.Scalar() : std::string{};
  bool fits = !text.empty() && text.size() <= longest_name && text.front() != ' ' && text.back() != ' ';
  for (const std::string_view separator : {"、", ";", "；"}) fits = fits && text.find(separator) == std::string::npos;
  if (!fits)
    bad_value(node, key, {"名称，不超过 64 个字节，不含“、”和分号", "a name of at most 64 octets without 、 and semicolons"});
  return text;
}

std::vector<std::string> names_in(const Map& map, std::string_view key) {
  std::vector<std::string> names;
  for (const YAML::Node& node : map.list(key)) {
    names.push_back(name_in(node, key));
    if (std::count(names.begin(), names.end(), names.back()) > 1)
      bad_value(node, key, {"每项只写一次", "each item once"});
  }
  return names;
}

bool is_clock_time(std::string_view text) {
  if (text.size() != 5 || text[2] != ':') return false;
  const auto hour = whole_number(text.substr(0, 2)), minute = whole_number(text.substr(3));
  return hour && minute && *hour <= 23 && *minute <= 59;
}

/// Reads one file, knowing which sources were defined.
class CampaignReader {
 public:
  explicit CampaignReader(const Tree& places) : places_(places) {}

  DeclareCampaign read(const YAML::Node& root) {
    const Map file(root, "file", {"campaign", "name", "place", "stationed", "remark", "sources", "numbers", "types", "counting",
                                  "limits", "extension", "disclosure", "phone", "stated", "hand_over"});
    read_whose(file);
    for (const YAML::Node& node : file.list("sources")) read_source(node);
    read_numbers(file.at("numbers"));
    read_types(file.at("types"));
    terms_.counting = read_counting(file.at("counting"));
    for (const YAML::Node& node : file.list_or_none("limits")) read_limit(node);
    if (file.has("extension")) read_extension(file.at("extension"));
    if (file.has("disclosure")) read_disclosure(file.at("disclosure"));
    if (file.has("phone")) read_phone(file.at("phone"));
    for (const YAML::Node& node : file.list_or_none("stated")) read_quantity(node);
    if (file.has("hand_over")) read_hand_over(file.at("hand_over"));
    made_.terms = std::move(terms_);
    return std::move(made_);
  }

 private:
  void read_whose(const Map& file) {
    made_.campaign = file.text("campaign");
    if (made_.campaign.size() > longest_name ||
        made_.campaign.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-") != std::string::npos)
      bad_value(file.at("campaign"), "campaign",
                {"小写字母、数字和连字符，不超过 64 个", "at most 64 lower-case letters, digits and hyphens"});
    const Text name = file.both("name");
    made_.name_zh = name.zh;
    made_.name_en = name.en;
    const auto code = whole_number(file.text("place"));
    const Place* place = code ? places_.find(PlaceCode{*code}) : nullptr;
    if (!place)
      bad_value(file.at("place"), "place",
                {fmt::format("{}及以下行政区划的代码，如 {}", places_.root().zh, places_.root().code.value),
                 fmt::format("the code of a place of {}, such as {}", places_.root().en, places_.root().code.value)});
    made_.place = place->code;
    const auto days = days_in(file.at("stationed"));
    if (!days)
      bad_value(file.at("stationed"), "stationed",
                {"起止日期，如 2025-05-28..2025-06-28", "first and last day, such as 2025-05-28..2025-06-28"});
    made_.stationed_from = days->first;
    made_.stationed_to = days->last;
    if (file.has("remark")) (void)file.both("remark");
  }

  void read_source(const YAML::Node& node) {
    const Map map(node, "source", {"id", "title", "issuer", "number", "dated", "note"});
    (void)map.both("title");
    for (const std::string_view key : {"issuer", "number", "dated"}) (void)map.text_or_empty(key);
    if (map.has("note")) (void)map.both("note");
    if (!sources_.insert(map.id("id")).second)
      bad_value(map.at("id"), "id", {"不重复的 id", "an id of its own"});
  }

  /// Whoever reads the number must find who set it.
  void need_source(const Map& map) const {
    if (sources_.count(map.text("source")) == 0)
      bad_value(map.at("source"), "source", {"上文 sources 中的一个 id", "the id of one of the sources above"});
  }

  void read_numbers(const YAML::Node& node) {
    const Map map(node, "numbers", {"pattern", "source"});
    made_.number_pattern = map.text("pattern");
    if (!is_case_number_pattern(made_.number_pattern))
      bad_value(map.at("pattern"), "pattern",
                {"含 {date} 和 {serial3} 或 {serial4}，可含 {channel} 的编号格式，如 {channel}3SX{date}{serial4}",
                 "a form with {date}, with {serial3} or {serial4} and perhaps {channel}, such as "
                 "{channel}3SX{date}{serial4}"});
    need_source(map);
  }

  void read_types(const YAML::Node& node) {
    const Map map(node, "types", {"names", "source"});
    made_.types = names_in(map, "names");
    need_source(map);
  }

  bool has_type(const std::string& name) const {
    return std::find(made_.types.begin(), made_.types.end(), name) != made_.types.end();
  }

  Counting read_counting(const YAML::Node& node) const {
    const Map map(node, "counting", {"types", "combined_class", "splits", "joint", "duplicates", "not_alone", "source"});
    Counting counting;
    counting.types = word_in<TypeCounting>(map.at("types"), "types");
    if (counting.types == TypeCounting::combined) {
      counting.combined_class = name_in(map.at("combined_class"), "combined_class");
      if (has_type(counting.combined_class))
        bad_value(map.at("combined_class"), "combined_class",
                  {"不在 types 之列的名称", "a name that is not among the types"});
    } else if (map.has("combined_class")) {
      fail(map.at("combined_class"),
           {"types 不是 combined，不用“combined_class”", "combined_class is there, and types is not combined"},
           {"去掉这个键，或写 types: combined", "no such key, or types: combined"});
    }
    counting.splits = word_or_first<SplitCounting>(map, "splits");
    counting.joint = word_or_first<JointCounting>(map, "joint");
    counting.duplicates = word_or_first<DuplicateCounting>(map, "duplicates");
    if (map.has("not_alone")) counting.not_alone = read_not_alone(map);
    need_source(map);
    return counting;
  }

  std::vector<std::string> read_not_alone(const Map& map) const {
    std::vector<std::string> names = names_in(map, "not_alone");
    for (const YAML::Node& node : map.list("not_alone"))
      if (!has_type(node.Scalar()))
        bad_value(node, "not_alone", {"types 中的一个名称", "one of the types' names"});
    if (names.size() == made_.types.size())
      bad_value(map.at("not_alone"), "not_alone", {"至少留一个可以单独出现的类型", "at least one type left that may stand alone"});
    return names;
  }

  void read_limit(const YAML::Node& node) {
    const Map map(node, "limit", {"limit", "days", "working", "source"});
    const std::string name = map.text("limit");
    const std::pair<std::string_view, TimeLimit*> known[] = {{"accept", &terms_.accept},
                                                             {"report", &terms_.report},
                                                             {"publish", &terms_.publish},
                                                             {"notice", &terms_.notice},
                                                             {"summons", &terms_.summons}};
    const auto found = std::find_if(std::begin(known), std::end(known), [&](const auto& one) { return one.first == name; });
    if (found == std::end(known))
      bad_value(map.at("limit"), "limit",
                {"accept、report、publish、notice 或 summons", "accept, report, publish, notice or summons"});
    if (found->second->days != 0) bad_value(map.at("limit"), "limit", {"每个时限只写一次", "each limit once"});
    *found->second = {number_in(map.at("days"), "days", 1, longest_limit), flag_in(map.at("working"), "working")};
    need_source(map);
  }

  void read_extension(const YAML::Node& node) {
    const Map map(node, "extension", {"at_most", "source"});
    terms_.extend_at_most = number_in(map.at("at_most"), "at_most", 1, longest_limit);
    need_source(map);
    if (terms_.report.days == 0)
      fail(node, {"没有上报时限，谈不上延期", "an extension without a limit of the report"},
           {"写明 limit: report，或去掉 extension", "a limit: report, or no extension"});
  }

  void read_disclosure(const YAML::Node& node) {
    const Map map(node, "disclosure", {"series", "columns", "source"});
    terms_.series = map.text_or_empty("series");
    terms_.columns = names_in(map, "columns");
    for (const YAML::Node& item : map.list("columns")) {
      if (find_column(item.Scalar())) continue;
      std::vector<std::string_view> known;
      for (const DisclosureColumn& column : disclosure_columns) known.push_back(column.id);
      const std::string list = fmt::format("{}", fmt::join(known, ", "));
      bad_value(item, "columns", {"以下之一：" + list, "one of: " + list});
    }
    need_source(map);
  }

  void read_phone(const YAML::Node& node) {
    const Map map(node, "phone", {"hours", "source"});
    made_.phone_hours = map.text("hours");
    const std::string_view hours = made_.phone_hours;
    const bool sound = hours.size() == 11 && hours[5] == '-' && is_clock_time(hours.substr(0, 5)) &&
                       is_clock_time(hours.substr(6)) && hours.substr(0, 5) < hours.substr(6);
    if (!sound) bad_value(map.at("hours"), "hours", {"起止时刻，如 08:00-20:00", "first and last hour, such as 08:00-20:00"});
    need_source(map);
  }

  void read_quantity(const YAML::Node& node) {
    const Map map(node, "quantity", {"name", "value", "unit", "bound", "source"});
    StatedQuantity quantity{map.id("name"), number_in(map.at("value"), "value", 0, 1'000'000'000), map.text("unit"),
                            word_in<Bound>(map.at("bound"), "bound")};
    for (const StatedQuantity& other : made_.stated)
      if (other.name == quantity.name) bad_value(map.at("name"), "name", {"每个量只写一次", "each quantity once"});
    need_source(map);
    made_.stated.push_back(std::move(quantity));
  }

  void read_hand_over(const YAML::Node& node) {
    const Map map(node, "hand_over", {"by", "source"});
    const std::string by = map.text("by");
    if (by != "batch" && by != "case") bad_value(map.at("by"), "by", {"batch 或 case", "batch or case"});
    terms_.continuous = by == "case";
    need_source(map);
  }

  const Tree& places_;
  DeclareCampaign made_;
  CampaignTerms terms_;
  std::set<std::string> sources_;
};

}  // namespace

Result<DeclareCampaign, Failure> read_campaign_file(std::string_view text, std::string_view file_name,
                                                    const Tree& places) {
  return yaml::read<DeclareCampaign>(text, file_name,
                                     [&](const YAML::Node& root) { return CampaignReader(places).read(root); });
}

}  // namespace seethrough
