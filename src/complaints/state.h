#pragma once
// What the programme knows: campaigns, their batches, their cases.

#include <boost/unordered/unordered_flat_map.hpp>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "complaints/events.h"

namespace seethrough::complaints {

// The states of a case (举报件).
struct Registered {  ///< 已登记: its batch is still open
  static constexpr std::string_view name = "registered";
};
struct HandedOver {  ///< 已交办
  static constexpr std::string_view name = "handed_over";
  Day day;
};
using Progress = std::variant<Registered, HandedOver>;

struct Case {
  RegisterCase entry;  ///< as corrected
  Progress progress;
  int corrections = 0;
};

struct Batch {
  Day day;
  Day forwarded_on;
  BatchHeader header;
  bool reconstructed = false;
  std::optional<Day> disclosed;
};

struct Campaign {
  DeclareCampaign declared;
  std::vector<Case> cases;  ///< in the order of registration
  boost::unordered_flat_map<std::string, std::size_t> case_by_number;
  std::vector<Batch> batches;  ///< handed over; batch n is batches[n - 1]

  const Case* find(const std::string& number) const;
  /// The highest batch whose results are public; 0 if none.
  int disclosed_up_to() const;
};

struct State {
  std::vector<Campaign> campaigns;
  const Campaign* campaign(std::string_view id) const;
};

/// The new state after an event that decide() made. An impossible pair stops the process.
void apply(State& state, const Event& event);

}  // namespace seethrough::complaints
