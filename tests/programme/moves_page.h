#pragma once
// docs/MOVES.md: which command each state takes, printed from the types. A test compares its programme's section, or
// rewrites it when the environment variable ACCEPT is set.

#include <boost/describe/enum_to_string.hpp>
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <string>
#include <variant>

#include "base/machine.h"

namespace programme {

template <class State>
std::string name_of() {
  if constexpr (requires { State::name; }) {
    return std::string(State::name);
  } else {
    return boost::describe::enum_to_string(State::stage, "?");
  }
}

/// One row per command that some state takes, one column per state; below, the commands that ask for no state.
template <class Context, class... States, class... Commands>
std::string moves_table(const std::variant<States...>*, const std::variant<Commands...>*) {
  std::string head = "| command |", rule = "\n| --- |", rows, others;
  ((head += " " + name_of<States>() + " |", rule += " :-: |"), ...);
  const auto row = [&]<class Command>(const Command*) {
    const std::string name = "`" + std::string(Command::type) + "`";
    if constexpr ((seethrough::LegalMove<States, Command, Context> || ...)) {
      rows += "| " + name + " |";
      ((rows += seethrough::LegalMove<States, Command, Context> ? " yes |" : " – |"), ...);
      rows += "\n";
    } else {
      others += (others.empty() ? "" : ", ") + name;
    }
  };
  (row(static_cast<const Commands*>(nullptr)), ...);
  return "\n" + head + rule + "\n" + rows + "\nAsk for no state: " + others + ".\n\n";
}

inline std::string file_text(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

/// What stands between two markers of that name on a page of the project. With ACCEPT set, `table` is put there first.
inline std::string page_section(const std::string& page_name, const std::string& programme, const std::string& table) {
  const std::string path = SOURCE_DIR "/" + page_name;
  const std::string marker = "<!-- " + programme + " -->\n";
  std::string page = file_text(path);
  const std::size_t first = page.find(marker);
  if (first == std::string::npos) return page_name + " has no marker " + marker;
  const std::size_t from = first + marker.size();
  const std::size_t to = page.find(marker, from);
  if (to == std::string::npos) return page_name + " lacks the second marker " + marker;
  if (std::getenv("ACCEPT")) {
    page.replace(from, to - from, table);
    std::ofstream(path, std::ios::binary | std::ios::trunc) << page;
    return table;
  }
  return page.substr(from, to - from);
}

/// The programme's table of moves.
inline std::string moves_section(const std::string& programme, const std::string& table) {
  return page_section("docs/MOVES.md", programme, table);
}

}  // namespace programme
