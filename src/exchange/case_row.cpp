#include "exchange/case_row.h"

#include <algorithm>

#include "exchange/cell_reader.h"
#include "journal/canonical_json.h"

namespace seethrough::exchange {
namespace {

using complaints::Channel;

constexpr Word<Channel> channels[] = {
    {"phone", Channel::phone}, {"letter", Channel::letter}, {"online", Channel::online},
    {"来电", Channel::phone},  {"来信", Channel::letter},   {"网络", Channel::online}};

constexpr std::size_t longest_text = 20'000;
constexpr std::size_t longest_type = 64;
constexpr int most_issues = 99;

/// "水、噪声" or "水; 噪声", without the primary type; an empty part stays, so that it is seen.
std::vector<std::string> parts_of(std::string_view list) {
  constexpr std::string_view separators[] = {"、", "；", ";"};
  std::vector<std::string> parts(1);
  while (!list.empty()) {
    std::size_t skip = 0;
    for (const std::string_view one : separators) skip = list.starts_with(one) ? one.size() : skip;
    if (skip != 0) parts.emplace_back();
    else if (list.front() != ' ' || !parts.back().empty()) parts.back().push_back(list.front());
    list.remove_prefix(skip == 0 ? 1 : skip);
  }
  for (std::string& part : parts) part.erase(part.find_last_not_of(' ') + 1);
  return parts;
}

/// What a case is of beside its primary type.
std::optional<std::vector<std::string>> further_types(CellReader& cells, const std::string& primary) {
  const std::string list = cells.text("further_types", 1'000, false);
  if (list.empty()) return std::nullopt;
  std::vector<std::string> types;
  for (std::string& part : parts_of(list)) {
    const bool known = part == primary || std::find(types.begin(), types.end(), part) != types.end();
    if (part.empty() || part.size() > longest_type || known)
      cells.fail("further_types", "主要类型以外的类型，以“、”或“;”分隔，每个只写一次",
                 "types beside the primary one with ; or 、 between them, each once");
    types.push_back(std::move(part));
  }
  return types;
}

}  // namespace

const std::vector<Column>& case_columns() {
  static const std::vector<Column> columns = {
      {"campaign", "督察批次"}, {"batch", "交办批次", true}, {"number", "受理编号", true}, {"day", "日期", true},
      {"place", "地区", true},  {"type", "污染类型", true},  {"further_types", "其他类型"}, {"issues", "问题数"},
      {"channel", "来源", true}, {"key_case", "重点件"},     {"split_from", "拆分自"},     {"complainant", "举报人"},
      {"phone", "联系电话"},    {"text", "反映内容"},
  };
  return columns;
}

Result<CaseInput, RowFault> read_case(const Row& row, const Tree& places, std::string_view default_campaign) {
  if (row.fault) return Unexpected{*row.fault};
  CellReader cells(row, case_columns());
  CaseInput input;
  complaints::RegisterCase& entry = input.entry;
  entry.campaign = cells.text("campaign", 64, default_campaign.empty());
  if (entry.campaign.empty()) entry.campaign = default_campaign;
  entry.batch = static_cast<int>(cells.number("batch", 1, 9'999));
  entry.number = cells.code("number", true);
  if (entry.number.ends_with('*')) {
    entry.key_case = true;
    entry.number.pop_back();
  }
  entry.day = cells.day("day");
  entry.place = cells.place("place", places);
  entry.pollution = cells.text("type", longest_type, true);
  entry.further_types = further_types(cells, entry.pollution);
  if (!cells.raw("issues").empty()) entry.issues = static_cast<int>(cells.number("issues", 1, most_issues));
  entry.channel = cells.word("channel", channels);
  if (!cells.raw("key_case").empty()) {
    const bool key = cells.word("key_case", yes_or_no);
    if (!key && entry.key_case)
      cells.fail("key_case", "是（受理编号以 * 结尾，即为重点件）", "yes, as the number ends in * (a key case)");
    entry.key_case |= key;
  }
  entry.split_from = cells.text("split_from", 120, false);
  input.complainant = cells.text("complainant", 120, false);
  input.phone = cells.phone("phone");
  input.text = cells.text("text", longest_text, false, true);
  if (cells.fault()) return Unexpected{*cells.fault()};
  return input;
}

Pseudonym subject_of(const CaseInput& input, const stores::Vault& vault) {
  return vault.pseudonym("case", input.entry.campaign + "/" + input.entry.number);
}

std::string document_of(const CaseInput& input) {
  std::string media;
  for (const std::string& one : input.media) media += (media.empty() ? "" : " ") + one;
  std::string out = "{";
  const auto add = [&](std::string_view name, const std::string& value, bool always = false) {
    if (value.empty() && !always) return;
    if (out.size() > 1) out += ',';
    journal::write_json(out, name);
    out += ':';
    journal::write_json(out, value);
  };
  // In the order of the names, as canonical JSON has them.
  add("address", input.address);
  add("complainant", input.complainant, true);
  add("email", input.email);
  add("media", media);
  add("phone", input.phone, true);
  add("position", input.position);
  add("text", input.text, true);
  return out + '}';
}

journal::Command to_command(const CaseInput& input, const Digest& letter) {
  complaints::RegisterCase entry = input.entry;
  entry.letter = letter;
  return complaints::Command{std::move(entry)};
}

}  // namespace seethrough::exchange
