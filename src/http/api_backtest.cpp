// POST /api/v1/backtest: what the claims on record would have come to under the rules in the body.
#include <boost/json/array.hpp>
#include <boost/json/serialize.hpp>
#include <fmt/format.h>

#include "http/backtest_json.h"
#include "http/body.h"
#include "http/claim_record.h"
#include "http/doorkeeper.h"
#include "http/json_members.h"
#include "rule_files/rule_file.h"

namespace seethrough::http {
namespace {

namespace json = boost::json;

constexpr std::size_t largest_rules_bytes = std::size_t{256} << 10;

/// The body's only member. Not read as a command's data is, where no text has more than 2,000 bytes.
Result<std::string, Response> rules_text(const Request& request) {
  const Language language = language_of(request);
  if (auto no = needs_json(request, language)) return Unexpected{std::move(*no)};
  const auto object = parse_object(request.body);
  auto rules = object ? text_member(*object, "rules") : std::nullopt;
  if (rules && object->size() == 1) return std::move(*rules);
  return Unexpected{refuse(request, language, 400, {"无法理解的请求", "The request cannot be understood"},
                           {R"(请求体应为 {"rules": "规则文件的文字"}，没有别的字段。)",
                            R"(The body is expected to be {"rules": "a rule file's text"} and nothing else.)"})};
}

Response refuse_rules(const Request& request, const Words& detail) {
  return refuse(request, language_of(request), 422, {"规则文件不对", "The rule file is not right"}, detail);
}

/// The rules of the body, alone in a book.
Result<rules::Book, Response> read_rules(const Request& request, const std::string& text) {
  if (text.size() > largest_rules_bytes)
    return Unexpected{refuse_rules(request, {fmt::format("规则文件有 {} 字节，应不超过 {} 字节。", text.size(), largest_rules_bytes),
                                             fmt::format("The rule file has {} bytes; it may have {}.", text.size(), largest_rules_bytes)})};
  auto edition = read_rule_file(text, "rules");
  if (!edition) return Unexpected{refuse_rules(request, as_sentence({edition.error().zh, edition.error().en}))};
  rules::Book book;
  INVARIANT(book.add(std::move(edition).value()), "an empty book has every year free");
  return book;
}

Response answer_backtest(const City& city, ClaimRecord& record, const Request& request) {
  const auto text = rules_text(request);
  if (!text) return text.error();
  const auto book = read_rules(request, *text);
  if (!book) return book.error();
  const std::uint64_t position =
      city.engine.look([](const figures::Reading& reading, const std::string&) { return reading.position(); });
  json::object report;
  const auto looked = record.look(position, [&](const backtest::Recorded& recorded) {
    report = backtest_json(*backtest::run(recorded, *book, {}), city.places);
    report["replay"] = replay_json(backtest::replay(recorded, city.rules));
  });
  if (!looked) return refuse(request, language_of(request), looked.error());
  json::array editions;
  for (const rules::Edition* edition : book->editions()) editions.push_back(json::value(edition->version));
  report["editions"] = std::move(editions);
  return private_json(std::move(report));
}

}  // namespace

void add_backtest_api(Doorkeeper& doors, const SharedPointer& shared) {
  const auto record = std::make_shared<ClaimRecord>(shared->city.journal);
  doors.guard("POST", "/api/v1/backtest", [shared, record](const Request& request, const PathParameters&, const Caller&) {
    return answer_backtest(shared->city, *record, request);
  });
}

}  // namespace seethrough::http
