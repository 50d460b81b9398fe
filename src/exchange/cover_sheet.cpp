#include "exchange/cover_sheet.h"

#include <fmt/format.h>

#include <optional>
#include <set>

#include "exchange/cell_reader.h"

namespace seethrough::exchange {
namespace {

using complaints::BatchHeader;
using complaints::Channel;

enum class Kind { total, key, place, type, channel };
constexpr Word<Kind> kinds[] = {{"total", Kind::total}, {"key", Kind::key},     {"place", Kind::place},
                                {"type", Kind::type},   {"channel", Kind::channel},
                                {"合计", Kind::total},  {"重点件", Kind::key},  {"地区", Kind::place},
                                {"类型", Kind::type},   {"来源", Kind::channel}};
constexpr Word<Channel> channels[] = {
    {"phone", Channel::phone}, {"letter", Channel::letter}, {"online", Channel::online},
    {"来电", Channel::phone},  {"来信", Channel::letter},   {"网络", Channel::online}};

constexpr std::int64_t most_cases = 1'000'000;

/// Takes the rows in, one by one.
struct Sheet {
  const Tree& places;
  BatchHeader header{};
  std::set<std::string, std::less<>> lines{};  ///< "place 140403", so that none stands twice

  bool has(const char* line) const { return lines.contains(line); }
  std::optional<RowFault> take(const Row& row);

 private:
  void once(CellReader& cells, std::string line) {
    if (!lines.insert(std::move(line)).second)
      cells.fail(cells.raw("name").empty() ? "kind" : "name", "每项只写一行", "each in one line");
  }
  void whole(CellReader& cells, const char* line, std::int64_t& figure, std::int64_t cases) {
    if (!cells.raw("name").empty()) cells.fail("name", "合计和重点件这两行不写名称", "no name in the lines total and key");
    once(cells, line);
    figure = cases;
  }
};

std::optional<RowFault> Sheet::take(const Row& row) {
  if (row.fault) return row.fault;
  CellReader cells(row, cover_sheet_columns());
  const Kind kind = cells.word("kind", kinds);
  if (cells.fault()) return cells.fault();
  const std::int64_t cases = cells.number("cases", 0, most_cases);
  switch (kind) {
    case Kind::total: whole(cells, "total", header.cases, cases); break;
    case Kind::key: whole(cells, "key", header.key_cases, cases); break;
    case Kind::place: {
      const PlaceCode place = cells.place("name", places);
      once(cells, fmt::format("place {}", place.value));
      header.by_place.push_back({place, cases});
      break;
    }
    case Kind::type: {
      const std::string type = cells.text("name", 64, true);
      once(cells, "type " + type);
      header.by_type.push_back({type, cases});
      break;
    }
    case Kind::channel: {
      const Channel channel = cells.word("name", channels);
      once(cells, fmt::format("channel {}", static_cast<int>(channel)));
      if (!header.by_channel) header.by_channel.emplace();
      header.by_channel->push_back({channel, cases});
      break;
    }
  }
  auto fault = cells.fault();
  // A name is a place, a type or a channel here, nobody's: it may be shown whole.
  if (fault && fault->column == "name") fault->value = shown(cells.raw("name"));
  return fault;
}

Failure at_row(const std::string& name, const Row& row, const RowFault& fault) {
  const bool whole = fault.column.empty();  // a sentence with its full stop
  return {FailureKind::malformed,
          fmt::format("{} 第 {} 行：{}{}这一批没有交办，请改正后重新提交。", name, row.number, sentence(fault, Language::zh),
                      whole ? "" : "。"),
          fmt::format("{}, row {}: {}{} The batch was not handed over; correct the sheet and send it again.", name,
                      row.number, sentence(fault, Language::en), whole ? "" : ".")};
}

Failure missing(const std::string& name, std::string_view zh, std::string_view en) {
  return {FailureKind::malformed, fmt::format("{} 缺少“{}”一行：请写明件数，没有的写 0", name, zh),
          fmt::format("{} lacks the line '{}': state its cases, 0 if there are none", name, en)};
}

}  // namespace

const std::vector<Column>& cover_sheet_columns() {
  static const std::vector<Column> columns = {{"kind", "类别", true}, {"name", "名称"}, {"cases", "件数", true}};
  return columns;
}

Result<BatchHeader, Failure> read_cover_sheet(TableReader& reader, const std::string& name, const Tree& places) {
  Sheet sheet{places};
  Row row;
  for (;;) {
    const auto more = reader.next(row);
    if (!more) return Unexpected{more.error()};
    if (!*more) break;
    if (const auto fault = sheet.take(row)) return Unexpected{at_row(name, row, *fault)};
  }
  if (!sheet.has("total")) return Unexpected{missing(name, "合计", "total")};
  if (!sheet.has("key")) return Unexpected{missing(name, "重点件", "key")};
  return std::move(sheet.header);
}

}  // namespace seethrough::exchange
