// The house holds its own plan: docs/rooms.json, the CMake targets and the real #includes say the same.

#include <doctest/doctest.h>

#include <algorithm>
#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>
#include <filesystem>
#include <fstream>
#include <map>
#include <regex>
#include <set>
#include <sstream>
#include <string>
#include <vector>

namespace {

namespace fs = std::filesystem;
using Names = std::set<std::string>;
using Rooms = std::map<std::string, Names>;

std::string text_of(const fs::path& file) {
  std::ifstream in(file);
  std::stringstream text;
  text << in.rdbuf();
  return text.str();
}

Rooms stated_rooms() {
  Rooms rooms;
  const auto plan = boost::json::parse(text_of(fs::path(SOURCE_DIR) / "docs/rooms.json"));
  for (const auto& [name, list] : plan.as_object()) {
    Names& allowed = rooms[std::string(name)];
    for (const auto& one : list.as_array()) allowed.insert(one.as_string().c_str());
  }
  return rooms;
}

Rooms built_rooms() {
  Rooms rooms;
  const std::string text = text_of(fs::path(SOURCE_DIR) / "src/CMakeLists.txt");
  static const std::regex room(R"(seethrough_room\((\w+)(?: DEPENDS ([\w ]+?))?(?: LINK[^)]*)?\))");
  for (std::sregex_iterator it(text.begin(), text.end(), room), end; it != end; ++it) {
    std::istringstream list((*it)[2].str());
    Names& depends = rooms[(*it)[1].str()];
    for (std::string one; list >> one;) depends.insert(one);
  }
  return rooms;
}

/// What a room may include: what its row names, and what those may.
Names reach(const Rooms& rooms, const std::string& room) {
  Names reached;
  std::vector<std::string> open{room};
  while (!open.empty()) {
    const std::string at = open.back();
    open.pop_back();
    for (const std::string& next : rooms.at(at)) {
      if (reached.insert(next).second) open.push_back(next);
    }
  }
  return reached;
}

struct Include {
  std::string file, room, system;
};
std::vector<Include> includes_of(const std::string& room) {
  std::vector<Include> found;
  static const std::regex line(R"re(^#include (?:"(\w+)/[^"]*"|<([^>]+)>))re", std::regex::multiline);
  for (const auto& entry : fs::recursive_directory_iterator(fs::path(SOURCE_DIR) / "src" / room)) {
    const std::string extension = entry.path().extension().string();
    if (extension != ".h" && extension != ".cpp") continue;
    const std::string text = text_of(entry.path());
    for (std::sregex_iterator it(text.begin(), text.end(), line), end; it != end; ++it)
      found.push_back({entry.path().filename().string(), (*it)[1].str(), (*it)[2].str()});
  }
  return found;
}

}  // namespace

TEST_CASE("the plan, the build and the folders name the same rooms") {
  const Rooms stated = stated_rooms();
  CHECK(stated == built_rooms());
  Names folders, named;
  for (const auto& entry : fs::directory_iterator(fs::path(SOURCE_DIR) / "src")) {
    if (entry.is_directory()) folders.insert(entry.path().filename().string());
  }
  for (const auto& [name, allowed] : stated) named.insert(name);
  CHECK(folders == named);
}

TEST_CASE("no room includes a room that its row does not lead to") {
  const Rooms rooms = stated_rooms();
  int checked = 0;
  for (const auto& [room, allowed] : rooms) {
    const Names reached = reach(rooms, room);
    CHECK_MESSAGE(!reached.contains(room), room << " depends on itself");
    for (const Include& one : includes_of(room)) {
      if (one.room.empty() || one.room == room) continue;
      ++checked;
      CHECK_MESSAGE(reached.contains(one.room), room << "/" << one.file << " includes " << one.room);
    }
  }
  CHECK(checked > 300);
}

TEST_CASE("the domain rooms are pure: no JSON, SQL, HTTP, threads, clocks, random numbers or files") {
  const std::vector<std::string> domain{"base",       "money",    "calendar", "places",      "identifiers", "rules", "ledger", "lots", "wording",
                                        "subsidies",  "backtest", "complaints", "projects", "chains", "publication", "figures"};
  const std::regex impure(R"((boost/json|boost/beast|boost/asio|sqlite3|sodium|openssl|thread|mutex|atomic|random|fstream|filesystem|iostream|ctime|sys/|unistd).*)");
  for (const std::string& room : domain) {
    for (const Include& one : includes_of(room))
      // A keyed hash is arithmetic: it needs nothing from outside.
      CHECK_MESSAGE((one.system == "sodium/crypto_shorthash_siphash24.h" || !std::regex_match(one.system, impure)),
                    room << "/" << one.file << " includes <" << one.system << ">");
    // <chrono> is welcome for its calendar, not for its clocks.
    for (const auto& entry : fs::directory_iterator(fs::path(SOURCE_DIR) / "src" / room))
      CHECK_MESSAGE(text_of(entry.path()).find("_clock") == std::string::npos, entry.path().string() << " has a clock");
  }
}

TEST_CASE("the programmes do not know each other") {
  const Rooms rooms = stated_rooms();
  const Names programmes{"subsidies", "complaints", "projects", "chains"};
  for (const std::string& one : programmes) {
    for (const std::string& other : reach(rooms, one)) CHECK_MESSAGE(!programmes.contains(other), one << " reaches " << other);
  }
}

TEST_CASE("each room has its README, and no file is longer than a reader's patience") {
  for (const auto& [room, allowed] : stated_rooms()) {
    const fs::path folder = fs::path(SOURCE_DIR) / "src" / room;
    CHECK_MESSAGE(fs::exists(folder / "README.md"), room << " has no README.md");
    for (const auto& entry : fs::recursive_directory_iterator(folder)) {
      if (entry.path().extension() != ".h" && entry.path().extension() != ".cpp") continue;
      const std::string text = text_of(entry.path());
      const auto lines = std::count(text.begin(), text.end(), '\n');
      CHECK_MESSAGE(lines <= 600, entry.path().string() << " has " << lines << " lines");
    }
  }
}
