#pragma once
// How a complaint case looks to an Open311 client: what of the programme's states, units and texts shows there.

#include <optional>
#include <string>
#include <vector>

#include "complaints/state.h"
#include "http/routes.h"
#include "open311/georeport.h"

namespace seethrough::http {

/// Closed once the result is signed off as complete; a merged case follows the one that it is handled with, a split one
/// its parts.
open311::Status open311_status(const complaints::Campaign& campaign, const complaints::Case& one);
/// The public text that was approved; empty before.
std::string open311_description(const complaints::Case& one);
/// The day by which a result is due, if it is known.
std::optional<Day> open311_due(const complaints::Case& one);
/// The organ that is responsible by its name, or its place. Not to be called while the engine's reading is looked at.
std::string open311_agency(const City& city, const complaints::Unit& unit, Language language);
std::string open311_state(const complaints::Case& one, Language language);

/// Whether the event is news for whoever handed the case in; the rest of a case's entries are the office's own steps.
bool is_news(const complaints::Event& event);
/// What the event says to them.
std::string news_text(const City& city, const complaints::Event& event, Language language);

/// The letter of numbers of cases that arrive here, and how such a case came in.
inline constexpr char open311_letter = 'W';
inline constexpr complaints::Channel open311_channel = complaints::Channel::online;

}  // namespace seethrough::http
