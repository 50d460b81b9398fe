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
  std::string type = {};  ///< of the rejection
};
struct Outcome {
  std::uint64_t seq = 0;
  bool repeated = false;
  std::optional<Said> rejection;
};

/// Where commands go: into the data directory, or to a server with the credential that it takes.
struct Destination {
  std::string folder;
  std::string server;    ///< empty: none
  std::string key_file;  ///< empty: the operator's token in the folder
};

/// Submits one command under `key`, which names the request for ever.
Result<Outcome, Failure> submit_one(const Common& common, const Destination& to, const std::string& key,
                                    const journal::Command& command);
/// The same through a sink that is open. `fingerprint` is taken where the sink has none of its own.
Result<Outcome, Failure> submit_one(exchange::Sink& sink, const std::string& key, const journal::Command& command,
                                    const stores::Vault* vault);

/// The first 16 octets of SHA-256(account ‖ 0 ‖ key). To a server it goes in hexadecimal, as the Idempotency-Key.
RequestId request_id(std::string_view account, std::string_view key);

/// Sends runs of commands to a server, one after the other.
class ServerSink : public exchange::Sink {
 public:
  static Result<std::unique_ptr<ServerSink>, Failure> to(const Destination& to);
  std::future<engine::Answers> submit(std::vector<engine::Submission> run) override;

 private:
  ServerSink(http::Client client, std::string credential)
      : client_(std::move(client)), credential_(std::move(credential)) {}
  engine::Answers send(const std::vector<engine::Submission>& run);
  http::Client client_;
  std::string credential_;
};

}  // namespace seethrough::app
