#pragma once
// Submitting commands: to the engine in this process, or (--server URL) to one that is running.

#include <memory>
#include <optional>
#include <string>

#include "app/city.h"
#include "exchange/sink.h"
#include "http/client.h"

namespace seethrough::app {

/// A sentence in both languages.
struct Said {
  std::string zh, en;
};
struct Outcome {
  std::uint64_t seq = 0;
  bool repeated = false;
  std::optional<Said> rejection;
};

/// Submits one command under `key`, which names the request for ever.
Result<Outcome, Failure> submit_one(const Common& common, const std::string& folder, const std::string& server,
                                    const std::string& key, const journal::Command& command);

/// The first 16 octets of SHA-256(account ‖ 0 ‖ key). To a server it goes in hexadecimal, as the Idempotency-Key.
RequestId request_id(std::string_view account, std::string_view key);

/// Sends runs of commands to a server, one after the other.
class ServerSink : public exchange::Sink {
 public:
  static Result<std::unique_ptr<ServerSink>, Failure> to(const std::string& server);
  std::future<engine::Answers> submit(std::vector<engine::Submission> run) override;

 private:
  explicit ServerSink(http::Client client) : client_(std::move(client)) {}
  engine::Answers send(const std::vector<engine::Submission>& run);
  http::Client client_;
};

}  // namespace seethrough::app
