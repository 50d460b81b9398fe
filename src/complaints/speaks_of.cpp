#include "complaints/speaks_of.h"

#include "complaints/case_numbers.h"

namespace seethrough::complaints {
namespace {

std::vector<std::string> of_batch(const State& state, const std::string& campaign, int batch) {
  std::vector<std::string> numbers;
  for (const Case& one : state.campaign(campaign)->cases)
    if (one.entry.batch == batch) numbers.push_back(one.entry.number);
  return numbers;
}

std::vector<std::string> others(const CaseSplit& e) {
  std::vector<std::string> parts;
  for (std::size_t i = 1; i <= e.asked.parts.size(); ++i)
    parts.push_back(part_number(e.asked.number, static_cast<int>(i)));
  return parts;
}
std::vector<std::string> others(const CasesMerged& e) { return e.asked.merged; }
std::vector<std::string> others(const DuplicateLinked& e) { return {e.asked.first}; }
std::vector<std::string> others(const DuplicateUnlinked& e) { return {e.first}; }

}  // namespace

std::pair<std::string, std::vector<std::string>> cases_of(const State& state, const Event& event) {
  using Numbers = std::vector<std::string>;
  return std::visit(
      [&](const auto& e) -> std::pair<std::string, Numbers> {
        if constexpr (requires { e.asked.number; }) {
          Numbers numbers{e.asked.number};
          if constexpr (requires { others(e); })
            for (std::string& other : others(e)) numbers.push_back(std::move(other));
          return {e.asked.campaign, numbers};
        } else if constexpr (requires { e.entry; }) {
          return {e.entry.campaign, {e.entry.number}};
        } else if constexpr (requires { e.number; }) {
          return {e.campaign, {e.number}};
        } else if constexpr (requires { e.cases; }) {
          return {e.campaign, e.cases ? *e.cases : of_batch(state, e.campaign, e.batch)};
        } else if constexpr (requires { e.batch; }) {
          return {e.campaign, of_batch(state, e.campaign, e.batch)};
        } else if constexpr (requires { e.moved; }) {
          Numbers numbers;
          for (const DueMoved& one : e.moved) numbers.push_back(one.number);
          return {e.asked.campaign, numbers};
        } else {
          return {};
        }
      },
      event);
}

}  // namespace seethrough::complaints
