// A good workbook with octets changed at random: whatever becomes of it, the reader neither crashes (the sanitizers watch
// in the nightly run) nor gives more than the limits allow.

#include <doctest/doctest.h>

#include <cstdlib>
#include <random>

#include "exchange/workbook.h"

using namespace exchange_test;

namespace {

std::string good_file(zip_int32_t method) {
  Book book;
  book.strings = "<sst><si><t>a</t></si><si><r><t>b</t></r><rPh><t>x</t></rPh></si><si><t>c_x000A_</t></si></sst>";
  book.rows = abc;
  for (int i = 2; i < 40; ++i) {
    const std::string r = std::to_string(i);
    book.rows += "<row r='" + r + "'><c r='A" + r + "' t='s'><v>" + std::to_string(i % 3) + "</v></c><c r='B" + r +
                 "' s='1'><v>4580" + std::to_string(i % 10) + ".5</v></c><c r='C" + r + "'><f>1+1</f><v>1.5E+" +
                 std::to_string(i % 5) + "</v></c></row>";
  }
  return zipped(book.members(), nullptr, method);
}

/// Changes, removes, doubles or swaps a few octets.
std::string mutated(std::string file, std::mt19937_64& dice) {
  const auto upto = [&](std::size_t n) { return static_cast<std::size_t>(dice() % std::max<std::size_t>(n, 1)); };
  for (std::size_t changes = 1 + upto(4); changes > 0 && !file.empty(); --changes) {
    const std::size_t at = upto(file.size());
    switch (upto(6)) {
      case 0: file[at] = static_cast<char>(dice()); break;
      case 1: file[at] = static_cast<char>(file[at] ^ 1 << upto(8)); break;
      case 2: file.erase(at, 1 + upto(20)); break;
      case 3: file.insert(at, file.substr(upto(file.size()), 1 + upto(60))); break;
      case 4: file.replace(at, 4, std::string(4, static_cast<char>(upto(2) ? 0xFF : 0))); break;
      default: file.resize(at);
    }
  }
  return file;
}

struct Seen {
  int opened = 0, rows = 0;
};

void read_all(const std::string& file, const XlsxLimits& limits, Seen& seen) {
  auto table = open_book(file, {}, limits);
  if (!table) return;
  ++seen.opened;
  Row row;
  std::uint64_t before = 0;
  for (;;) {
    const auto more = (*table)->next(row);
    if (!more || !*more) return;
    ++seen.rows;
    REQUIRE(row.number > before);
    REQUIRE(row.number <= limits.rows);
    REQUIRE(row.cells.size() == three_columns.size());
    for (const std::string& cell : row.cells) REQUIRE(cell.size() <= largest_row_bytes);
    REQUIRE((*table)->bytes_read() <= limits.unpacked_bytes);
    before = row.number;
  }
}

}  // namespace

TEST_CASE("a workbook changed at random is read within the limits or refused") {
  const char* more = std::getenv("SIMULATION_SEEDS");
  const int rounds = more ? 100 * std::atoi(more) : 2'000;
  XlsxLimits limits;
  limits.unpacked_bytes = 1 << 20;
  limits.rows = 1'000;
  for (const zip_int32_t method : {ZIP_CM_DEFLATE, ZIP_CM_STORE}) {
    Seen seen;
    const std::string good = good_file(method);
    read_all(good, limits, seen);
    REQUIRE(seen.opened == 1);
    REQUIRE(seen.rows == 38);
    for (int seed = 1; seed <= rounds / 2; ++seed) {
      std::mt19937_64 dice(static_cast<std::uint64_t>(seed));
      INFO("seed ", seed, " method ", method);
      read_all(mutated(good, dice), limits, seen);
    }
  }
}

TEST_CASE("XML changed at random inside a sound package is read within the limits or refused") {
  const char* more = std::getenv("SIMULATION_SEEDS");
  const int rounds = more ? 100 * std::atoi(more) : 2'000;
  XlsxLimits limits;
  limits.rows = 1'000;
  Seen seen;
  Book book;
  book.rows = abc + "<row r='2'><c r='A2' t='s'><v>1</v></c><c r='B2' s='1'><v>45805.5</v></c><c r='C2'><v>1.5E+2</v></c></row>";
  const Members good = book.members();
  for (int seed = 1; seed <= rounds; ++seed) {
    std::mt19937_64 dice(static_cast<std::uint64_t>(seed));
    Members members = good;
    std::string& part = members[dice() % members.size()].second;
    part = mutated(part, dice);
    INFO("seed ", seed);
    read_all(zipped(members, nullptr, ZIP_CM_STORE), limits, seen);
  }
  CHECK(seen.opened > rounds / 20);
  CHECK(seen.rows > rounds / 20);
}
