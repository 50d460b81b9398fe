#pragma once
// The industry chains programme (产业链): the register of chains, their links and what is stated of them.

#include <boost/describe/class.hpp>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/result.h"
#include "base/stated_quantity.h"
#include "calendar/day.h"

namespace seethrough::chains {

/// Declares a chain with its links (环节), from upstream to downstream.
struct DeclareChain {
  static constexpr std::string_view type = "chains.declare";
  std::string chain;
  std::string name_zh;
  std::string name_en;
  std::vector<std::string> links;
  std::vector<std::string> technologies;
  std::vector<StatedQuantity> stated;  ///< leaders, supporting firms, output, shares …
  std::vector<std::string> remarks;
  Day day;
  bool reconstructed = false;
};
BOOST_DESCRIBE_STRUCT(DeclareChain, (),
                      (chain, name_zh, name_en, links, technologies, stated, remarks, day, reconstructed))
using Command = std::variant<DeclareChain>;

struct ChainDeclared {
  static constexpr std::string_view type = "chains.declared/1";
  DeclareChain chain;
};
BOOST_DESCRIBE_STRUCT(ChainDeclared, (), (chain))
using Event = std::variant<ChainDeclared>;

struct DayInFuture {
  static constexpr std::string_view type = "chains.day_in_future";
  Day day;
  Day today;
};
BOOST_DESCRIBE_STRUCT(DayInFuture, (), (day, today))
struct ChainAlreadyDeclared {
  static constexpr std::string_view type = "chains.already_declared";
  std::string chain;
};
BOOST_DESCRIBE_STRUCT(ChainAlreadyDeclared, (), (chain))
using Rejection = std::variant<DayInFuture, ChainAlreadyDeclared>;

struct State {
  std::vector<DeclareChain> chains;
  const DeclareChain* find(std::string_view id) const;
};

struct Context {
  const State& state;
  Day today;
};
using Decision = Result<Event, Rejection>;

/// One event, or the first rejection that holds: DayInFuture, ChainAlreadyDeclared.
Decision decide(const Context& context, const Command& command);
void apply(State& state, const Event& event);

}  // namespace seethrough::chains
