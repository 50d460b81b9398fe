#pragma once
// The demonstration city as a reading in memory: events that add up to the figures published for Changzhi on 15 June
// 2025. How a figure spreads over days and units is made up where it was not published.

#include "figures/reading.h"
#include "places/tree.h"

namespace seethrough::pages {

struct City {
  Tree places;
  figures::Reading reading;
  City();
  City(const City&) = delete;
};

/// Built once for all tests of the program.
const City& demonstration();
/// A city of which nothing is known yet.
const City& empty_city();
Tree changzhi();

inline const Day press_day = day_of(2025, 6, 15);

}  // namespace seethrough::pages
