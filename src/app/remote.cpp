#include "app/remote.h"

#include <fmt/format.h>

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>

#include "app/credential.h"
#include "journal/codec.h"
#include "messages/sentence.h"
#include "proof/hash.h"

namespace seethrough::app {
namespace {

namespace json = boost::json;
constexpr const char* account = "local";

Said said(const journal::Rejection& rejection) {
  return std::visit(
      [](const auto& one) { return Said{sentence(one, Language::zh), sentence(one, Language::en), std::string(journal::type_of(one))};
      },
      rejection);
}

Failure unexpected_answer(std::string_view what) {
  return {FailureKind::unavailable, fmt::format("服务的答复无法理解：{}", what),
          fmt::format("the server's answer cannot be understood: {}", what)};
}

/// A server that does not let us in says why in its own language; ours cannot be known.
Failure turned_away(const json::object* problem) {
  const auto* detail = problem ? problem->if_contains("detail") : nullptr;
  const std::string why = detail && detail->is_string() ? std::string(detail->get_string()) : "";
  return {FailureKind::unavailable, fmt::format("服务没有接受这个凭证：{}", why),
          fmt::format("the server does not accept this credential: {}", why)};
}

Result<engine::Answer, Failure> answer_of(const json::value& value, std::string_view command) {
  const auto* object = value.if_object();
  const auto* status = object ? object->if_contains("status") : nullptr;
  if (!status || !status->is_int64()) return Unexpected{unexpected_answer(json::serialize(value))};
  engine::Answer answer;
  if (const auto* seq = object->if_contains("seq")) answer.seq = static_cast<std::uint64_t>(seq->to_number<std::int64_t>());
  if (const auto* repeated = object->if_contains("repeated")) answer.repeated = repeated->as_bool();
  if (status->get_int64() == 409) {
    answer.contradicts = true;
    return answer;
  }
  const auto* event = object->if_contains("event");
  const auto* rejection = object->if_contains("rejection");
  Result<journal::Event, Failure> decoded =
      event ? journal::decode_event(std::string_view(event->at("type").as_string()), event->at("data"))
      : rejection
          ? journal::decode_event(journal::Refused::type, json::object{{"command", command}, {"rejection", *rejection}})
          : Result<journal::Event, Failure>(Unexpected{unexpected_answer(json::serialize(value))});
  if (!decoded) return Unexpected{decoded.error()};
  answer.event = std::move(decoded).value();
  return answer;
}

}  // namespace

RequestId request_id(std::string_view by, std::string_view key) {
  std::string named(by);
  named.push_back('\0');
  const Digest digest = proof::sha256(named.append(key));
  RequestId id;
  std::copy_n(digest.bytes.begin(), RequestId::size, id.bytes.begin());
  return id;
}

Result<std::unique_ptr<ServerSink>, Failure> ServerSink::to(const Destination& to) {
  auto credential = credential_for(to.folder, to.key_file);
  if (!credential) return Unexpected{credential.error()};
  auto client = http::Client::of(to.server);
  if (!client) return Unexpected{client.error()};
  return std::unique_ptr<ServerSink>(new ServerSink(std::move(client).value(), std::move(credential).value()));
}

std::future<engine::Answers> ServerSink::submit(std::vector<engine::Submission> run) {
  std::promise<engine::Answers> promise;
  promise.set_value(send(run));
  return promise.get_future();
}

engine::Answers ServerSink::send(const std::vector<engine::Submission>& run) {
  std::string body = "{\"commands\":[";
  for (const engine::Submission& one : run) {
    if (body.back() != '[') body.push_back(',');
    // {"data":…,"type":…} with the key in front.
    body += fmt::format("{{\"key\":\"{}\",{}", to_hex(one.envelope.request), journal::encode_command(one.command).substr(1));
  }
  body += "]}";
  auto response = client_.send("POST", "/api/v1/commands/batch", {{"Content-Type", "application/json"}, {"Authorization", "Bearer " + credential_}},
                               std::move(body), std::chrono::seconds(120));
  if (!response) return Unexpected{response.error()};
  json::error_code error;
  const json::value parsed = json::parse(response->body, error);
  const auto* object = error ? nullptr : parsed.if_object();
  if (response->status == 401 || response->status == 403) return Unexpected{turned_away(object)};
  const auto* answers = object ? object->if_contains("answers") : nullptr;
  if (response->status != 200 || !answers || !answers->is_array() || answers->get_array().size() != run.size())
    return Unexpected{unexpected_answer(fmt::format("{} {}", response->status, response->body.substr(0, 300)))};
  std::vector<engine::Answer> out;
  for (std::size_t i = 0; i < run.size(); ++i) {
    auto one = answer_of(answers->get_array()[i], journal::type_of(run[i].command));
    if (!one) return Unexpected{one.error()};
    out.push_back(std::move(one).value());
  }
  return out;
}

Result<Outcome, Failure> submit_one(exchange::Sink& sink, const std::string& key, const journal::Command& command,
                                    const stores::Vault* vault) {
  std::vector<engine::Submission> run;
  run.push_back({{request_id(account, key), {}, now(), account}, command});
  if (vault) run.front().envelope.fingerprint = vault->fingerprint(journal::encode_command(command));
  const engine::Answers answers = sink.submit(std::move(run)).get();
  if (!answers) return Unexpected{answers.error()};
  const engine::Answer& answer = answers->front();
  Outcome outcome{answer.seq, answer.repeated, std::nullopt};
  if (answer.contradicts) {
    outcome.rejection = Said{"同一请求号已用于另一条命令", "the same request was used for another command"};
  } else if (answer.event) {
    if (const auto* refused = std::get_if<journal::Refused>(&*answer.event)) outcome.rejection = said(refused->rejection);
  }
  return outcome;
}

Result<Outcome, Failure> submit_one(const Common& common, const Destination& to, const std::string& key,
                                    const journal::Command& command) {
  if (!to.server.empty()) {
    auto sink = ServerSink::to(to);
    if (!sink) return Unexpected{sink.error()};
    return submit_one(**sink, key, command, nullptr);
  }
  auto city = open_to_write(common, to.folder);
  if (!city) return Unexpected{city.error()};
  exchange::EngineSink sink(*(*city)->engine, *(*city)->journal);
  return submit_one(sink, key, command, (*city)->vault.get());
}

}  // namespace seethrough::app
