#include "http/row_members.h"

#include <fmt/format.h>

#include <algorithm>

namespace seethrough::http {
namespace {

using exchange::Column;
using exchange::RowFault;

RowFault no_such_field(std::string_view name) {
  const std::string shown = exchange::shown(name);
  return {{}, {}, fmt::format("没有“{}”这个字段；可用的字段见 /api/v1/openapi.yaml。", shown),
          fmt::format("There is no field '{}'; /api/v1/openapi.yaml names the known ones.", shown)};
}
RowFault twice(std::string_view name) {
  return {{}, {}, fmt::format("字段 {} 出现了两次。", name), fmt::format("The field {} is there twice.", name)};
}

}  // namespace

Result<exchange::Row, RowFault> row_of(exchange::JsonMembers members, const std::vector<Column>& columns) {
  exchange::Row row;
  row.number = 1;
  row.cells.resize(columns.size());
  std::vector<bool> given(columns.size());
  for (auto& [name, value] : members) {
    const auto column = std::find_if(columns.begin(), columns.end(), [&](const Column& one) { return one.name == name; });
    if (column == columns.end()) return Unexpected{no_such_field(name)};
    const auto at = static_cast<std::size_t>(column - columns.begin());
    if (given[at]) return Unexpected{twice(name)};
    given[at] = true;
    row.cells[at] = std::move(value);
  }
  return row;
}

}  // namespace seethrough::http
