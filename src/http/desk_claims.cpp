#include "http/desk_claims.h"

#include <fmt/format.h>

#include <boost/json/array.hpp>
#include <boost/mp11/algorithm.hpp>

#include <algorithm>

#include "base/machine.h"
#include "http/doorkeeper.h"
#include "subsidies/moves.h"

namespace seethrough::http {

ReadablePlaces::ReadablePlaces(const City& city, const Caller& caller, access::Programme programme)
    : tree_(city.places), held_(places_of(city, caller, access::Right::read_records, programme)) {}

bool ReadablePlaces::has(PlaceCode place) const {
  return std::any_of(held_.begin(), held_.end(), [&](PlaceCode of) { return tree_.within(place, of); });
}

std::vector<std::int64_t> ReadablePlaces::codes() const {
  std::vector<std::int64_t> codes;
  for (const Place& place : tree_.all()) {
    if (has(place.code)) codes.push_back(place.code.value);
  }
  if (codes.empty()) codes.push_back(-1);
  return codes;
}

namespace {

/// Which of the class's clocks runs in a state.
std::string_view stage_of(std::string_view state) {
  using namespace subsidies;
  if (state == Applied::name) return "accept";
  if (state == Accepted::name || state == FirstReviewed::name) return "review";
  if (state == Approved::name || state == Noticed::name || state == Ordered::name) return "pay";
  return {};
}

}  // namespace

std::optional<Due> due_of(const City& city, std::string_view state, std::string_view cls, Day bought, Day since) {
  const std::string_view stage = stage_of(state);
  const rules::Edition* edition = stage.empty() ? nullptr : city.rules.edition(civil(bought).year);
  const rules::Class* described = edition ? edition->find_class(cls) : nullptr;
  const rules::Clock* clock = described ? described->clock(stage) : nullptr;
  if (!clock) return std::nullopt;
  Due due{std::string(stage), since + clock->days, 0, *clock, edition->find_source(clock->source)};
  if (!clock->working) return due;
  const auto by = city.calendar.after_working_days(since, clock->days);
  due.by = by ? std::optional(*by) : std::nullopt;
  due.year = by ? 0 : by.error().year;
  return due;
}

boost::json::object due_note_json(const Due& due) {
  return {{"zh", fmt::format("没有 {} 年的放假安排，算不出应办结的日期；请在 data/calendar 补上当年的通知。", due.year)},
          {"en", fmt::format("The holiday notice of {} is not known, so there is no due date; add it to data/calendar.",
                             due.year)}};
}

boost::json::object due_json(const Due& due) {
  boost::json::object out{{"stage", due.stage},
                   {"by", to_string(*due.by)},
                   {"days", due.clock.days},
                   {"working", due.clock.working}};
  if (due.source) {
    out["basis_zh"] = due.source->title.zh;
    out["basis_en"] = due.source->title.en;
  }
  return out;
}

std::vector<std::string_view> moves_of(std::string_view state) {
  std::vector<std::string_view> moves;
  boost::mp11::mp_for_each<boost::mp11::mp_transform<std::type_identity, subsidies::Claim>>([&](auto one) {
    using State = typename decltype(one)::type;
    if (State::name != state) return;
    boost::mp11::mp_for_each<boost::mp11::mp_transform<std::type_identity, subsidies::Command>>([&](auto command) {
      using Command = typename decltype(command)::type;
      if constexpr (LegalMove<State, Command, subsidies::Context>) moves.push_back(Command::type);
    });
  });
  return moves;
}

Fen subsidy_of(const subsidies::State& state, const subsidies::Batch& batch) {
  Fen sum;
  for (const subsidies::ClaimNumber number : batch.claims)
    if (const subsidies::Terms* terms = subsidies::terms_of(*state.claim(number))) sum += terms->subsidy;
  return sum;
}

Result<Slice, Response> read_slice(const Request& request) {
  constexpr std::size_t most = 200;
  Slice slice;
  for (const auto& [name, into, least, largest] :
       {std::tuple{"next", &slice.from, std::size_t{0}, std::size_t{100'000'000}},
        std::tuple{"limit", &slice.limit, std::size_t{1}, most}}) {
    const auto given = request.query_value(name);
    if (!given) continue;
    const auto number = whole_number(*given);
    if (!number || *number < least || *number > largest)
      return Unexpected{refuse_value(request, language_of(request), name, *given,
                                     {fmt::format("{} 至 {} 的整数", least, largest),
                                      fmt::format("a whole number from {} to {}", least, largest)})};
    *into = static_cast<std::size_t>(*number);
  }
  return slice;
}

boost::json::object sliced(boost::json::array rows, const Slice& slice, std::size_t total) {
  boost::json::object out{{"total", total}};
  if (slice.from + rows.size() < total) out["next"] = std::to_string(slice.from + rows.size());
  out["rows"] = std::move(rows);
  return out;
}

}  // namespace seethrough::http
