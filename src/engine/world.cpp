#include "engine/world.h"

#include "base/result.h"
#include "engine/requirement.h"

namespace seethrough::engine {
namespace {

template <class Decision>
journal::Event event_of(Decision decision, std::string_view command) {
  if (decision) return journal::Event{std::move(decision).value()};
  return journal::Refused{std::string(command), journal::Rejection{std::move(decision).error()}};
}

}  // namespace

std::optional<access::NotPermitted> World::forbid(const journal::Command& command, std::string_view by) const {
  if (access::is_built_in(by)) return std::nullopt;
  const Records records{subsidies_, complaints_, projects_, access_, places_->root().code};
  for (const access::Requirement& asked : requirements(records, command)) {
    if (!access::holds(access_, *places_, by, asked))
      return access::NotPermitted{std::string(by), asked.right, asked.programme, asked.place.value_or(PlaceCode{})};
  }
  return std::nullopt;
}

journal::Event World::decide(const journal::Command& command, std::string_view by, Instant at,
                             std::uint64_t journal_size) const {
  const Day today = day_in_china(at);
  const std::string_view type = journal::type_of(command);
  if (auto no = forbid(command, by))
    return journal::Refused{std::string(type), journal::Rejection{access::Rejection{std::move(*no)}}};
  return std::visit(
      Overloaded{
          [&](const subsidies::Command& c) {
            return event_of(subsidies::decide({subsidies_, *rules_, *places_, today, at, by}, c), type);
          },
          [&](const complaints::Command& c) {
            return event_of(complaints::decide({complaints_, *places_, calendar_, today, by}, c), type);
          },
          [&](const projects::Command& c) { return event_of(projects::decide({projects_, *places_, today}, c), type); },
          [&](const chains::Command& c) { return event_of(chains::decide({chains_, today}, c), type); },
          [&](const publication::Command& c) {
            return event_of(publication::decide({publication_, static_cast<std::int64_t>(journal_size)}, c), type);
          },
          [&](const access::Command& c) { return event_of(access::decide({access_, *places_, by, today}, c), type); },
      },
      command);
}

void World::apply(const journal::Event& event) {
  std::visit(Overloaded{
                 [&](const subsidies::Event& e) { subsidies::apply(subsidies_, e); },
                 [&](const complaints::Event& e) { complaints::apply(complaints_, e); },
                 [&](const projects::Event& e) { projects::apply(projects_, e); },
                 [&](const chains::Event& e) { chains::apply(chains_, e); },
                 [&](const publication::Event& e) { publication::apply(publication_, e); },
                 [&](const access::Event& e) { access::apply(access_, e); },
                 [](const journal::Refused&) {},
             },
             event);
}

void take(figures::Reading& reading, std::uint64_t seq, const journal::Event& event) {
  std::visit(Overloaded{
                 [&](const journal::Refused&) { reading.take(seq); },
                 [&](const access::Event&) { reading.take(seq); },
                 [&](const auto& e) { reading.take(seq, e); },
             },
             event);
}

}  // namespace seethrough::engine
