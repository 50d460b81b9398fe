#include "exchange/case_row.h"

#include "exchange/cell_reader.h"
#include "journal/canonical_json.h"

namespace seethrough::exchange {
namespace {

using complaints::Channel;

constexpr Word<Channel> channels[] = {
    {"phone", Channel::phone}, {"letter", Channel::letter}, {"来电", Channel::phone}, {"来信", Channel::letter}};

constexpr std::size_t longest_text = 20'000;

}  // namespace

const std::vector<Column>& case_columns() {
  static const std::vector<Column> columns = {
      {"campaign", "督察批次"}, {"batch", "交办批次", true}, {"number", "受理编号", true}, {"day", "日期", true},
      {"place", "地区", true},  {"type", "污染类型", true},  {"channel", "来源", true},    {"key_case", "重点件"},
      {"split_from", "拆分自"}, {"complainant", "举报人"},   {"phone", "联系电话"},        {"text", "反映内容"},
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
  entry.pollution = cells.text("type", 64, true);
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
