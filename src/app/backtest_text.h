#pragma once
// Backtest and forecast (回测与预警) as a person reads them on a terminal.

#include <string>
#include <vector>

#include "backtest/forecast.h"
#include "backtest/replay.h"
#include "backtest/run.h"
#include "base/language.h"
#include "places/tree.h"

namespace seethrough::app {

/// What a backtest found, beside what it rests on.
struct Backtested {
  std::vector<std::string> editions;  ///< under test
  backtest::Report report;
  backtest::Replay replay;
  std::int64_t claims_per_second = 0;
};

std::string backtest_text(const Backtested& found, const Tree& places, Language language);
std::string forecast_text(const std::vector<backtest::Forecast>& forecasts, Language language);

}  // namespace seethrough::app
