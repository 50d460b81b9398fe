#pragma once
// Backtest and forecast (回测与预警) as JSON, the same for the command line and the API. Money in fen; names of outcomes
// and differences as backtest/*.h give them.

#include <boost/json/object.hpp>

#include "backtest/forecast.h"
#include "backtest/replay.h"
#include "backtest/run.h"
#include "places/tree.h"

namespace seethrough::http {

boost::json::object backtest_json(const backtest::Report& report, const Tree& places);
boost::json::object replay_json(const backtest::Replay& replay);
/// Without the burn-down.
boost::json::object forecast_json(const backtest::Forecast& forecast);
/// Columns, so that a year stays small: {"from","granted_fen":[…],"cap_fen":[…],"even_fen":[…]}, one value a day.
boost::json::object burn_down_json(const std::vector<backtest::BurnDay>& days);

}  // namespace seethrough::http
