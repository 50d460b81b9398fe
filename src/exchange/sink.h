#pragma once
// Sink (提交口): where an import's commands go: the engine in this process, or a server.

#include <future>
#include <vector>

#include "engine/engine.h"

namespace seethrough::exchange {

class Sink {
 public:
  virtual ~Sink() = default;
  /// Takes a run of commands; runs are decided in the order of the calls. The answers are in the order of the commands
  /// and durable. Of a repeated request the answer holds the event of its first answer, if the sink can know it.
  virtual std::future<engine::Answers> submit(std::vector<engine::Submission> run) = 0;
};

/// The engine in this process. Both must outlive the sink.
class EngineSink : public Sink {
 public:
  EngineSink(engine::Engine& engine, journal::Journal& journal) : engine_(engine), journal_(journal) {}
  std::future<engine::Answers> submit(std::vector<engine::Submission> run) override;

 private:
  engine::Engine& engine_;
  journal::Journal& journal_;
};

}  // namespace seethrough::exchange
