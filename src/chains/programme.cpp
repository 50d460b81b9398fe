#include "chains/programme.h"

namespace seethrough::chains {

const DeclareChain* State::find(std::string_view id) const {
  for (const DeclareChain& chain : chains) {
    if (chain.chain == id) return &chain;
  }
  return nullptr;
}

Decision decide(const Context& context, const Command& command) {
  const DeclareChain& c = std::get<DeclareChain>(command);
  if (c.day > context.today) return Unexpected{Rejection{DayInFuture{c.day, context.today}}};
  if (context.state.find(c.chain)) return Unexpected{Rejection{ChainAlreadyDeclared{c.chain}}};
  return Event{ChainDeclared{c}};
}

void apply(State& state, const Event& event) { state.chains.push_back(std::get<ChainDeclared>(event).chain); }

}  // namespace seethrough::chains
