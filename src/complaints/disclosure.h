#pragma once
// The disclosure table (边督边改公开情况一览表): its columns, in every variant that campaigns have used.

#include <array>
#include <string_view>

namespace seethrough::complaints {

struct DisclosureColumn {
  std::string_view id, zh, en;
};
/// The first ten are those of every campaign seen; the others are variants.
inline constexpr std::array disclosure_columns{
    DisclosureColumn{"serial", "序号", "No."},
    DisclosureColumn{"number", "受理编号", "Case number"},
    DisclosureColumn{"situation", "交办问题基本情况", "What was complained of"},
    DisclosureColumn{"place", "行政区域", "Place"},
    DisclosureColumn{"type", "污染类型", "Type"},
    DisclosureColumn{"investigation", "调查核实情况", "What was found"},
    DisclosureColumn{"finding", "是否属实", "Substantiated"},
    DisclosureColumn{"rectification", "处理和整改情况", "Handling and rectification"},
    DisclosureColumn{"closure", "是否办结", "Closed"},
    DisclosureColumn{"accountability", "责任人被处理情况", "Persons held to account"},
    DisclosureColumn{"batch", "批次", "Batch"},
    DisclosureColumn{"goal", "办结目标", "To be closed by"},
    DisclosureColumn{"sanctions", "问责情况", "Accountability"},
    DisclosureColumn{"remarks", "备注", "Remarks"},
    DisclosureColumn{"unit", "办案人", "Handled by"},
    DisclosureColumn{"key", "加星", "Key case"},
};

/// Null for a column that there is not.
constexpr const DisclosureColumn* find_column(std::string_view id) {
  for (const DisclosureColumn& column : disclosure_columns)
    if (column.id == id) return &column;
  return nullptr;
}

}  // namespace seethrough::complaints
