#pragma once
// The sweep (到期清理): a running city frees by itself what entitlements reserve whose time is over.

#include "engine/engine.h"

namespace seethrough::engine {

class ExpirySweep {
 public:
  explicit ExpirySweep(Engine& engine) : engine_(engine) {}

  /// Gives subsidies.expire in the name of `local`, if something is due at `at`; at most once a minute, whatever is due.
  /// It asks first, so that the journal is not filled with refusals. True if it gave the command; nothing is waited for.
  bool look(Instant at);

 private:
  Engine& engine_;
  Instant last_;
};

}  // namespace seethrough::engine
