// POST /api/v1/commands and /api/v1/commands/batch: the same commands as the command line and the imports give.
#include <boost/json/array.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <fmt/format.h>

#include "http/commanding.h"
#include "http/doorkeeper.h"
#include "http/follow_up.h"
#include "journal/codec.h"

namespace seethrough::http {
namespace {

constexpr std::size_t largest_batch = 1000;

Response one_command(const City& city, const Request& request, const Caller& caller) {
  const Language language = language_of(request);
  if (auto no = needs_json(request, language)) return std::move(*no);
  const auto key = idempotency_key(request, language);
  if (!key) return key.error();
  auto decoded = journal::decode_command(request.body);
  if (!decoded) return refuse(request, language, decoded.error());
  if (auto no = may_try(city, request, caller, *decoded)) return std::move(*no);
  return submit(city, submission(city, caller.account, *key, std::move(*decoded)), language);
}

/// One item of a batch: a submission, or why it is none.
Result<engine::Submission, Told> read_item(const City& city, const Request& request, const Caller& caller,
                                           const boost::json::value& value, Language language) {
  const auto bad = [&](const Words& detail) {
    return Unexpected{told_problem(400, {"无法理解的命令", "The command cannot be understood"}, detail, language)};
  };
  const auto* object = value.if_object();
  const auto* key = object ? object->if_contains("key") : nullptr;
  const auto* type = object ? object->if_contains("type") : nullptr;
  const auto* data = object ? object->if_contains("data") : nullptr;
  if (!key || !key->is_string() || !type || !type->is_string() || !data || object->size() != 3)
    return bad({"每一项应为 {\"key\":…,\"type\":…,\"data\":{…}}",
                "each item must be of the form {\"key\":…,\"type\":…,\"data\":{…}}"});
  if (!is_idempotency_key(key->get_string()))
    return bad({"字段 key 应为" + key_expected.zh, "the field key must be " + key_expected.en});
  auto decoded = journal::decode_command(std::string_view(type->get_string()), *data);
  if (!decoded) return bad({decoded.error().zh, decoded.error().en});
  if (journal::encode_command(*decoded).size() > journal::largest_command_bytes)
    return bad({fmt::format("命令超过 {} 字节", journal::largest_command_bytes),
                fmt::format("the command has more than {} bytes", journal::largest_command_bytes)});
  if (const auto no = may_try(city, request, caller, *decoded))
    return Unexpected{Told{no->status, boost::json::parse(no->text()).as_object()}};
  return submission(city, caller.account, key->get_string(), std::move(*decoded));
}

Response told_batch(const City& city, std::vector<Result<engine::Submission, Told>> items, Language language) {
  std::vector<engine::Submission> submissions;
  for (auto& item : items) {
    if (item) submissions.push_back(*item);
  }
  engine::Answers answers = std::vector<engine::Answer>{};
  if (!submissions.empty()) answers = city.engine.submit(std::move(submissions));
  if (!answers)
    return as_response(told_problem(503, {"暂时无法受理", "Not available at the moment"},
                                    {answers.error().zh, answers.error().en}, language));
  boost::json::array out;
  std::size_t next = 0;
  for (const auto& item : items) {
    if (item && (*answers)[next].event) follow_up(city, *(*answers)[next].event);
    Told one = item ? told(city, (*answers)[next++], language) : item.error();
    one.body["status"] = one.status;
    out.push_back(std::move(one.body));
  }
  return json(boost::json::serialize(boost::json::object{{"answers", std::move(out)}}))
      .with("Cache-Control", "no-store");
}

Response batch(const City& city, const Request& request, const Caller& caller) {
  const Language language = language_of(request);
  if (auto no = needs_json(request, language)) return std::move(*no);
  const Words title{"无法理解的请求", "The request cannot be understood"};
  boost::json::error_code error;
  const boost::json::value parsed = boost::json::parse(request.body, error);
  const auto* object = error ? nullptr : parsed.if_object();
  const auto* commands = object ? object->if_contains("commands") : nullptr;
  if (!commands || !commands->is_array())
    return refuse(request, language, 400, title,
                  {"请求体应为 {\"commands\":[{\"key\":…,\"type\":…,\"data\":{…}}…]}",
                   "Expected a body of the form {\"commands\":[{\"key\":…,\"type\":…,\"data\":{…}}…]}"});
  if (commands->get_array().size() > largest_batch)
    return refuse(request, language, 413, {"一次提交的命令过多", "Too many commands at once"},
                  {fmt::format("一次至多 {} 条，这里有 {} 条。请分次提交。", largest_batch, commands->get_array().size()),
                   fmt::format("At most {} at a time; here are {}. Send them in several requests.", largest_batch,
                               commands->get_array().size())});
  std::vector<Result<engine::Submission, Told>> items;
  for (const boost::json::value& one : commands->get_array()) items.push_back(read_item(city, request, caller, one, language));
  return told_batch(city, std::move(items), language);
}

}  // namespace

void add_command_api(Doorkeeper& doors, const SharedPointer& shared) {
  doors.guard("POST", "/api/v1/commands", [shared](const Request& request, const PathParameters&, const Caller& caller) {
    return one_command(shared->city, request, caller);
  });
  doors.guard("POST", "/api/v1/commands/batch",
              [shared](const Request& request, const PathParameters&, const Caller& caller) {
                return batch(shared->city, request, caller);
              });
}

}  // namespace seethrough::http
