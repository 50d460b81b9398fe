#include "exchange/xlsx_workbook.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <map>
#include <optional>

#include "exchange/row_fault.h"
#include "exchange/table_source.h"
#include "exchange/xlsx_value.h"

namespace seethrough::exchange {
namespace {

int whole_number(std::string_view text) {
  int value = -1;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc{} && end == text.data() + text.size() ? value : -1;
}

bool is_true(std::string_view text) { return text == "1" || text == "true" || text == "on"; }

/// A visitor of one small member. `over` names the limit that was exceeded.
class Part : public XmlVisitor {
 public:
  bool end(std::string_view) override { return true; }
  bool text(std::string_view) override { return true; }
  struct Over {
    std::string zh, en;
  };
  std::optional<Over> over;

 protected:
  bool stop(std::string zh, std::string en) {
    over = Over{std::move(zh), std::move(en)};
    return false;
  }
};

class SheetList : public Part {
 public:
  explicit SheetList(const XlsxLimits& limits) : limits_(limits) {}
  struct Sheet {
    std::string name, relationship;
    bool visible = true;
  };
  std::vector<Sheet> sheets;
  bool from_1904 = false;

  bool start(std::string_view element, const XmlAttributes& attributes) override {
    if (element == "workbookPr") from_1904 = is_true(attributes["date1904"]);
    if (element != "sheet") return true;
    if (sheets.size() == limits_.sheets)
      return stop(fmt::format("工作表超过 {} 张", limits_.sheets), fmt::format("it has more than {} sheets", limits_.sheets));
    const std::string_view state = attributes["state"];
    sheets.push_back({std::string(attributes["name"]), std::string(attributes["id"]), state.empty() || state == "visible"});
    return true;
  }

 private:
  const XlsxLimits& limits_;
};

struct Related {
  std::string type, target;
};
class Relationships : public Part {
 public:
  std::map<std::string, Related, std::less<>> by_id;

  bool start(std::string_view element, const XmlAttributes& attributes) override {
    if (element != "Relationship" || attributes["TargetMode"] == "External") return true;
    const std::string_view type = attributes["Type"], target = attributes["Target"];
    by_id.emplace(attributes["Id"],
                  Related{std::string(type.substr(type.rfind('/') + 1)),
                          target.starts_with('/') ? std::string(target.substr(1)) : "xl/" + std::string(target)});
    return true;
  }
};

class Styles : public Part {
 public:
  explicit Styles(const XlsxLimits& limits) : limits_(limits) {}
  std::vector<bool> shows_day_by_style;

  bool start(std::string_view element, const XmlAttributes& attributes) override {
    if (element == "cellXfs") in_cells_ = true;
    if (element == "numFmt") formats_[whole_number(attributes["numFmtId"])] = shows_day(attributes["formatCode"]);
    if (element == "xf" && in_cells_) {
      const int format = whole_number(attributes["numFmtId"]);
      const auto own = formats_.find(format);
      shows_day_by_style.push_back(own == formats_.end() ? shows_day(format) : own->second);
    }
    if (shows_day_by_style.size() <= limits_.styles && formats_.size() <= limits_.styles) return true;
    return stop(fmt::format("单元格样式超过 {} 种", limits_.styles),
                fmt::format("it has more than {} styles of cells", limits_.styles));
  }
  bool end(std::string_view element) override {
    if (element == "cellXfs") in_cells_ = false;
    return true;
  }

 private:
  const XlsxLimits& limits_;
  std::map<int, bool> formats_;
  bool in_cells_ = false;
};

/// <si><t>text</t></si>, or <si><r><t>text</t></r>…</si>; what is inside <rPh> says how it is read aloud.
class Strings : public Part {
 public:
  explicit Strings(const XlsxLimits& limits) : limits_(limits) {}
  SharedStrings strings;

  bool start(std::string_view element, const XmlAttributes&) override {
    if (element == "si") text_.clear();
    if (element == "rPh") aloud_ = true;
    if (element == "t") in_text_ = true;
    return true;
  }
  bool text(std::string_view piece) override {
    if (!in_text_ || aloud_) return true;
    text_ += piece;
    if (text_.size() <= limits_.cell_characters * 4) return true;
    return too_long();
  }
  bool end(std::string_view element) override {
    if (element == "t") in_text_ = false;
    if (element == "rPh") aloud_ = false;
    if (element != "si") return true;
    if (utf16_units(text_) > limits_.cell_characters) return too_long();
    if (strings.size() == limits_.shared_strings || strings.bytes() + text_.size() > limits_.shared_bytes)
      return stop(fmt::format("不同的文字超过 {} 条或 {} MB", limits_.shared_strings, limits_.shared_bytes >> 20),
                  fmt::format("it has more than {} different texts, or {} MB of them", limits_.shared_strings,
                              limits_.shared_bytes >> 20));
    strings.add(unescaped(text_));
    return true;
  }

 private:
  bool too_long() {
    return stop(fmt::format("有一格的文字超过 {} 个字符", limits_.cell_characters),
                fmt::format("the text of a cell is longer than {} characters", limits_.cell_characters));
  }
  const XlsxLimits& limits_;
  std::string text_;
  bool in_text_ = false, aloud_ = false;
};

Result<void, Failure> read_part(const XlsxPackage& package, std::string_view name, Part& part) {
  auto member = package.member(name);
  if (!member) return Unexpected{member.error()};
  XmlStream stream(part);
  std::array<char, 64 * 1024> chunk;
  for (;;) {
    const auto got = member->read(chunk);
    if (!got) return Unexpected{got.error()};
    const auto outcome = stream.feed({chunk.data(), *got}, *got == 0);
    if (part.over) return Unexpected{beyond_limit(package.name(), part.over->zh, part.over->en)};
    if (outcome != XmlStream::Outcome::good) return Unexpected{bad_xml(package.name(), outcome)};
    if (*got == 0) return {};
  }
}

/// The relationship of a worksheet: the one named, or the first visible one.
Result<std::string, Failure> choose(const XlsxPackage& package, const SheetList& list, const Relationships& relationships,
                                    std::string_view wanted) {
  std::string names;
  for (const SheetList::Sheet& sheet : list.sheets) {
    const auto related = relationships.by_id.find(sheet.relationship);
    if (related == relationships.by_id.end() || related->second.type != "worksheet") continue;  // a chart, a dialog
    if (wanted.empty() ? sheet.visible : sheet.name == wanted) return related->second.target;
    if (names.size() < 400) names += (names.empty() ? "" : ", ") + shown(sheet.name);
  }
  if (wanted.empty())
    return Unexpected{unusable(package.name(), "工作簿里没有可见的工作表。", "the workbook has no visible worksheet.")};
  return Unexpected{unusable(package.name(), fmt::format("没有名为“{}”的工作表。现有：{}。", shown(wanted), names),
                             fmt::format("there is no worksheet '{}'. It has: {}.", shown(wanted), names))};
}

/// The member of a kind that every workbook has at most once; empty if it has none.
std::string member_of(const Relationships& relationships, std::string_view type) {
  for (const auto& [id, related] : relationships.by_id) {
    if (related.type == type) return related.target;
  }
  return {};
}

}  // namespace

Failure bad_xml(const std::string& workbook, XmlStream::Outcome outcome) {
  if (outcome == XmlStream::Outcome::doctype)
    return unusable(workbook, "工作簿内的 XML 含有 DOCTYPE 声明，电子表格不会这样写。请用电子表格另存为新的 .xlsx。",
                    "its XML holds a DOCTYPE declaration, which no spreadsheet writes. Save it as a new .xlsx in a "
                    "spreadsheet.");
  return unusable(workbook, "工作簿内的 XML 已损坏。请用电子表格打开它，另存为新的 .xlsx 后再导入。",
                  "its XML is damaged. Open it in a spreadsheet, save it as a new .xlsx, and import that.");
}

Failure beyond_limit(const std::string& workbook, std::string_view zh, std::string_view en) {
  return unusable(workbook, fmt::format("{}。请只留下要导入的表格，或分成几个文件。", zh),
                  fmt::format("{}. Keep the table alone, or split it into several files.", en));
}

Result<Workbook, Failure> read_workbook(const XlsxPackage& package, std::string_view sheet, const XlsxLimits& limits) {
  SheetList list(limits);
  Relationships relationships;
  Workbook workbook;
  if (auto read = read_part(package, "xl/workbook.xml", list); !read) return Unexpected{read.error()};
  if (auto read = read_part(package, "xl/_rels/workbook.xml.rels", relationships); !read) return Unexpected{read.error()};
  auto chosen = choose(package, list, relationships, sheet);
  if (!chosen) return Unexpected{chosen.error()};
  workbook.sheet = *std::move(chosen);
  workbook.from_1904 = list.from_1904;
  if (const std::string member = member_of(relationships, "styles"); !member.empty()) {
    Styles styles(limits);
    if (auto read = read_part(package, member, styles); !read) return Unexpected{read.error()};
    workbook.shows_day = std::move(styles.shows_day_by_style);
  }
  if (const std::string member = member_of(relationships, "sharedStrings"); !member.empty()) {
    Strings strings(limits);
    if (auto read = read_part(package, member, strings); !read) return Unexpected{read.error()};
    workbook.strings = std::move(strings.strings);
  }
  return workbook;
}

}  // namespace seethrough::exchange
