// docs/SECURITY.md answers the ASVS from docs/asvs-5.0.csv: every requirement once, with a status, and every test it
// names is there. With ACCEPT set, the table is printed anew first.

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <cstdlib>
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

const fs::path root = SOURCE_DIR;

std::string text_of(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  std::stringstream text;
  text << in.rdbuf();
  return text.str();
}

using Cells = std::vector<std::string>;

/// A line of CSV: RFC 4180 without line breaks in cells.
Cells cells_of(const std::string& line) {
  Cells cells(1);
  bool quoted = false;
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (line[i] == '"' && quoted && i + 1 < line.size() && line[i + 1] == '"') {
      cells.back() += line[++i];
    } else if (line[i] == '"') {
      quoted = !quoted;
    } else if (line[i] == ',' && !quoted) {
      cells.emplace_back();
    } else {
      cells.back() += line[i];
    }
  }
  return cells;
}

struct Requirement {
  std::string number, level, asks, status, how, shown_by;
};
std::vector<Requirement> requirements() {
  std::istringstream lines(text_of(root / "docs/asvs-5.0.csv"));
  std::vector<Requirement> all;
  std::string line;
  std::getline(lines, line);
  CHECK(line == "requirement,level,asks,status,how,shown_by");
  while (std::getline(lines, line)) {
    const Cells cells = cells_of(line);
    REQUIRE_MESSAGE(cells.size() == 6, line);
    all.push_back({cells[0], cells[1], cells[2], cells[3], cells[4], cells[5]});
  }
  return all;
}

/// "tests/x_test.cpp" and "tests/x_test.cpp "name of a case"" in a text.
struct NamedTest {
  std::string file, test_case;
};
std::vector<NamedTest> tests_named_in(const std::string& text) {
  static const std::regex pattern(R"re((tests/[\w/.-]*\.(?:cpp|mjs))(?: "([^"]+)")?)re");
  std::vector<NamedTest> named;
  for (std::sregex_iterator it(text.begin(), text.end(), pattern), end; it != end; ++it)
    named.push_back({(*it)[1].str(), (*it)[2].str()});
  return named;
}

std::string table(const std::vector<Requirement>& all) {
  const std::array<std::string, 17> chapters{
      "Encoding and sanitization", "Validation and business logic", "Web frontend", "API and web service", "File handling",
      "Authentication", "Session management", "Authorization", "Self-contained tokens", "OAuth and OIDC", "Cryptography",
      "Secure communication", "Configuration", "Data protection", "Secure coding and architecture",
      "Security logging and error handling", "WebRTC"};
  std::map<std::string, std::map<std::string, int>> counted;
  for (const Requirement& one : all) ++counted[one.status][one.level];
  std::string out = "| | level 1 | level 2 |\n| --- | --: | --: |\n";
  for (const char* status : {"met", "not met", "not applicable"})
    out += std::string("| ") + status + " | " + std::to_string(counted[status]["1"]) + " | " +
           std::to_string(counted[status]["2"]) + " |\n";
  int chapter = 0;
  for (const Requirement& one : all) {
    if (const int of = std::stoi(one.number); of != chapter) {
      chapter = of;
      out += "\n### V" + std::to_string(of) + " " + chapters.at(static_cast<std::size_t>(of - 1)) +
             "\n\n| | level | asks | status | how | shown by |\n| --- | :-: | --- | --- | --- | --- |\n";
    }
    const std::string status = one.status == "not met" ? "**not met**" : one.status;
    for (const std::string& cell : {one.number, one.level, one.asks, status, one.how, one.shown_by})
      out += cell.empty() ? "| " : "| " + cell + " ";
    out += "|\n";
  }
  return out;
}

}  // namespace

TEST_CASE("every requirement of levels 1 and 2 is answered once, and what is met is shown by something") {
  std::map<std::string, int> levels;
  std::set<std::string> seen;
  for (const Requirement& one : requirements()) {
    CHECK_MESSAGE(seen.insert(one.number).second, one.number << " is there twice");
    ++levels[one.level];
    const bool met = one.status == "met";
    CHECK_MESSAGE((met || one.status == "not met" || one.status == "not applicable"), one.number << ": " << one.status);
    CHECK_MESSAGE(!one.asks.empty(), one.number);
    CHECK_MESSAGE(!one.how.empty(), one.number);
    CHECK_MESSAGE(tests_named_in(one.shown_by).empty() == !met,
                  one.number << " is " << one.status << ", shown by '" << one.shown_by << "'");
  }
  CHECK(levels == std::map<std::string, int>{{"1", 70}, {"2", 183}});
}

TEST_CASE("the table of the security page is printed from the list") {
  const fs::path file = root / "docs/SECURITY.md";
  const std::string marker = "<!-- asvs -->\n";
  std::string page = text_of(file);
  const std::size_t from = page.find(marker) + marker.size();
  const std::size_t to = page.find(marker, from);
  REQUIRE(to != std::string::npos);
  const std::string wanted = table(requirements());
  if (std::getenv("ACCEPT")) {
    page.replace(from, to - from, wanted);
    std::ofstream(file, std::ios::binary | std::ios::trunc) << page;
    return;
  }
  CHECK(page.substr(from, to - from) == wanted);
}

TEST_CASE("every test that the security page names is there") {
  const std::string page = text_of(root / "docs/SECURITY.md");
  const std::vector<NamedTest> named = tests_named_in(page);
  CHECK(named.size() > 100);
  for (const NamedTest& one : named) {
    CHECK_MESSAGE(fs::exists(root / one.file), one.file << " is not there");
    if (one.test_case.empty() || !fs::exists(root / one.file)) continue;
    CHECK_MESSAGE(text_of(root / one.file).find(one.test_case) != std::string::npos,
                  one.file << " has no case \"" << one.test_case << '"');
  }
}

TEST_CASE("the program starts no other program") {
  const std::regex starting(R"(\b(system|popen|fork|vfork|posix_spawnp?|exec[lv]p?e?)\()");
  for (const auto& entry : fs::recursive_directory_iterator(root / "src")) {
    if (entry.path().extension() != ".h" && entry.path().extension() != ".cpp") continue;
    CHECK_MESSAGE(!std::regex_search(text_of(entry.path()), starting), entry.path().string());
  }
}
