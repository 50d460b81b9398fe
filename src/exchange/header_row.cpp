#include "exchange/header_row.h"

#include <fmt/format.h>

#include "exchange/table_source.h"

namespace seethrough::exchange {

Failure unusable(const std::string& file, std::string_view zh, std::string_view en) {
  return {FailureKind::malformed, fmt::format("文件 {} 不能导入：{}", file, zh),
          fmt::format("{} can't be imported: {}", file, en)};
}

std::string known_names(const std::vector<Column>& columns) {
  std::string out;
  for (const Column& column : columns) {
    if (!out.empty()) out += ", ";
    out += column.name;
  }
  return out;
}

bool passed_over(std::string_view name) {
  return name.empty() || name == "row" || name == "column" || name == "reason";
}

int find_column(const std::vector<Column>& columns, std::string_view name) {
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (columns[i].name == name || columns[i].zh == name) return static_cast<int>(i);
  }
  return -1;
}

Result<HeaderRow, Failure> read_header(const std::vector<std::string>& names, const std::vector<Column>& columns,
                                       const std::string& file) {
  HeaderRow header;
  header.names = names;
  header.present.assign(columns.size(), false);
  for (const std::string& name : names) {
    const int at = find_column(columns, name);
    if (at < 0 && !passed_over(name))
      return Unexpected{unusable(file, fmt::format("没有“{}”这一列。可用的列：{}。", shown(name), known_names(columns)),
                                 fmt::format("there is no column '{}'. Known columns: {}.", shown(name),
                                             known_names(columns)))};
    if (at >= 0) {
      if (header.present[static_cast<std::size_t>(at)])
        return Unexpected{unusable(file, fmt::format("“{}”列出现了两次。", name),
                                   fmt::format("the column '{}' is there twice.", name))};
      header.present[static_cast<std::size_t>(at)] = true;
    }
    header.column_of.push_back(at);
  }
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (columns[i].required && !header.present[i])
      return Unexpected{unusable(file, fmt::format("缺少“{}”（{}）列。", columns[i].name, columns[i].zh),
                                 fmt::format("the column '{}' is missing.", columns[i].name))};
  }
  header.of_rejected_rows = names.size() >= 3 && names[0] == "row" && names[1] == "column" && names[2] == "reason";
  return header;
}

}  // namespace seethrough::exchange
