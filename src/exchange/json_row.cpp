#include "exchange/json_row.h"

#include <fmt/format.h>

#include <boost/json/basic_parser_impl.hpp>

namespace seethrough::exchange {
namespace {

namespace json = boost::json;

/// What the parser of Boost.JSON calls; a value that is not flat ends the parsing with an error.
struct Handler {
  static constexpr std::size_t max_object_size = 256;
  static constexpr std::size_t max_array_size = 0;
  static constexpr std::size_t max_key_size = 256;
  static constexpr std::size_t max_string_size = 1 << 20;

  JsonMembers* members = nullptr;
  std::string text;
  int depth = 0;
  bool nested = false;

  bool refuse(json::error_code& error) {
    nested = true;
    error = json::error::syntax;
    return false;
  }
  bool add(json::string_view part) {
    text.append(part.data(), part.size());
    return true;
  }
  bool value(json::string_view last, json::error_code& error) {
    if (depth == 0) return refuse(error);
    add(last);
    members->back().second = std::move(text);
    text.clear();
    return true;
  }

  bool on_document_begin(json::error_code&) { return true; }
  bool on_document_end(json::error_code&) { return true; }
  bool on_object_begin(json::error_code& error) { return depth++ == 0 ? true : refuse(error); }
  bool on_object_end(std::size_t, json::error_code&) { return true; }
  bool on_array_begin(json::error_code& error) { return refuse(error); }
  bool on_array_end(std::size_t, json::error_code&) { return true; }
  bool on_key_part(json::string_view part, std::size_t, json::error_code&) { return add(part); }
  bool on_key(json::string_view last, std::size_t, json::error_code&) {
    add(last);
    members->emplace_back(std::move(text), std::string());
    text.clear();
    return true;
  }
  bool on_string_part(json::string_view part, std::size_t, json::error_code&) { return add(part); }
  bool on_string(json::string_view last, std::size_t, json::error_code& error) { return value(last, error); }
  bool on_number_part(json::string_view part, json::error_code&) { return add(part); }
  bool on_int64(std::int64_t, json::string_view last, json::error_code& error) { return value(last, error); }
  bool on_uint64(std::uint64_t, json::string_view last, json::error_code& error) { return value(last, error); }
  bool on_double(double, json::string_view last, json::error_code& error) { return value(last, error); }
  bool on_bool(bool yes, json::error_code& error) { return value(yes ? "yes" : "no", error); }
  bool on_null(json::error_code& error) { return value("", error); }
  bool on_comment_part(json::string_view, json::error_code&) { return true; }
  bool on_comment(json::string_view, json::error_code&) { return true; }
};

}  // namespace

std::optional<RowFault> read_json_row(std::string_view line, JsonMembers& members) {
  members.clear();
  json::basic_parser<Handler> parser{json::parse_options{}};
  parser.handler().members = &members;
  json::error_code error;
  const std::size_t read = parser.write_some(false, line.data(), line.size(), error);
  if (parser.handler().nested) {
    return RowFault{{}, {}, "这一行不是平的 JSON 对象：每个值只能是文本、数字、true、false 或 null",
                    "the line is not a flat JSON object: values are texts, numbers, true, false or null"};
  }
  if (error == json::error::incomplete) {
    return RowFault{{}, {}, "这一行的 JSON 没有写完：文件可能被截断，请重新导出",
                    "the line's JSON breaks off: the file may be cut, export it again"};
  }
  if (error || read != line.size()) {
    return RowFault{{}, {}, fmt::format("这一行不是 JSON（第 {} 个字节处）：每行应为一个 JSON 对象", read + 1),
                    fmt::format("the line is not JSON (at byte {}): each line is one JSON object", read + 1)};
  }
  return std::nullopt;
}

}  // namespace seethrough::exchange
