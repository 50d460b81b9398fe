#include "audit/printed_bulletin.h"

#include <fmt/format.h>

#include <boost/describe/enum_from_string.hpp>
#include <boost/json/parse.hpp>

namespace seethrough::audit {
namespace {

namespace json = boost::json;

/// Takes members out of one object; the first that is missing or of another type is the fault.
class Members {
 public:
  Members(const json::object& object, std::string where) : object_(object), where_(std::move(where)) {}
  const std::string& fault() const { return fault_; }
  bool good() const { return fault_.empty(); }
  void fail(std::string_view name) {
    if (good()) fault_ = where_ + std::string(name);
  }

  std::string text(std::string_view name) {
    const json::value* value = object_.if_contains(name);
    if (const auto* text = value ? value->if_string() : nullptr) return std::string(*text);
    fail(name);
    return {};
  }
  std::int64_t number(std::string_view name) {
    const json::value* value = object_.if_contains(name);
    if (const auto* number = value ? value->if_int64() : nullptr) return *number;
    fail(name);
    return 0;
  }
  bool yes_or_no(std::string_view name) {
    const json::value* value = object_.if_contains(name);
    if (const auto* yes = value ? value->if_bool() : nullptr) return *yes;
    fail(name);
    return false;
  }
  template <class E>
  E name_of(std::string_view name) {
    E out{};
    if (const std::string text_of = text(name); good() && !boost::describe::enum_from_string(text_of.c_str(), out))
      fail(name);
    return out;
  }

 private:
  const json::object& object_;
  std::string where_;
  std::string fault_;
};

std::string read_figure(const json::value& one, std::size_t at, bulletins::Value& out) {
  const std::string where = fmt::format("figures[{}].", at);
  const auto* object = one.if_object();
  if (!object) return where;
  Members members(*object, where);
  out.id = members.text("id");
  out.value = members.number("value");
  out.unit = members.text("unit");
  out.bound = members.name_of<Bound>("bound");
  const json::value* dimensions = object->if_contains("dimensions");
  if (!dimensions || !dimensions->is_object()) return where + "dimensions";
  for (const auto& [name, value] : dimensions->get_object()) {
    if (!value.is_string()) return where + "dimensions." + std::string(name);
    out.dimensions.emplace(name, value.get_string());
  }
  return members.fault();
}

std::string read_all(const json::object& object, PrintedBulletin& out) {
  Members members(object, {});
  out.bulletin.series = members.name_of<bulletins::Series>("series");
  const auto cut_off = parse_day(members.text("cut_off"));
  if (cut_off) out.bulletin.cut_off = *cut_off;
  else members.fail("cut_off");
  const std::int64_t batch = members.number("batch");
  if (batch < 0 || batch > 1'000'000) members.fail("batch");
  out.bulletin.batch = static_cast<int>(batch);
  const std::int64_t position = members.number("journal_position");
  if (position < 0) members.fail("journal_position");
  out.bulletin.known_at = static_cast<std::uint64_t>(position);
  out.bulletin.reconstructed = members.yes_or_no("reconstructed");
  if (members.number("edition") != 1) members.fail("edition");
  if (const auto digest = octets_from_hex<Digest>(members.text("digest"))) out.digest = *digest;
  else members.fail("digest");
  out.checkpoint = members.text("checkpoint");
  out.key = members.text("key");
  if (!members.good()) return members.fault();
  const json::value* figures = object.if_contains("figures");
  if (!figures || !figures->is_array()) return "figures";
  for (const json::value& one : figures->get_array()) {
    const std::size_t at = out.bulletin.figures.size();
    if (std::string fault = read_figure(one, at, out.bulletin.figures.emplace_back()); !fault.empty()) return fault;
  }
  const json::value* text = object.if_contains("text");
  if (text && text->is_string()) out.texts.emplace_back(text->get_string());
  if (text && text->is_object()) {
    for (const auto& [language, value] : text->get_object()) {
      if (value.is_string()) out.texts.emplace_back(value.get_string());
    }
  }
  return {};
}

}  // namespace

Result<PrintedBulletin, Failure> read_printed_bulletin(std::string_view text) {
  json::error_code error;
  const json::value parsed = json::parse(json::string_view(text.data(), text.size()), error);
  const auto* object = error ? nullptr : parsed.if_object();
  if (!object)
    return Unexpected{Failure{FailureKind::malformed, "这不是一份通报的 JSON：请下载通报页面上的 JSON 原文。",
                              "This is not a bulletin's JSON: download the JSON that the bulletin's page offers."}};
  PrintedBulletin out;
  const std::string fault = read_all(*object, out);
  if (fault.empty()) return out;
  return Unexpected{Failure{
      FailureKind::malformed, fmt::format("通报的 JSON 中 {} 缺失或不合格式：请重新下载通报的 JSON 原文。", fault),
      fmt::format("In the bulletin's JSON, {} is missing or malformed: download it again.", fault)}};
}

}  // namespace seethrough::audit
