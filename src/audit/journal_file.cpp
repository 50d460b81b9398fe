#include "audit/journal_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

namespace seethrough::audit {

Result<JournalFile, Failure> JournalFile::open(const std::filesystem::path& file) {
  using stores::Database;
  auto database = Database::open(file, Database::Mode::read);
  if (database && database->number("SELECT count(*) FROM head")) return JournalFile(*std::move(database));
  if (database) {
    // A folder that can't be written, with a journal that was closed cleanly.
    auto immutable = Database::open(file, Database::Mode::immutable);
    if (!immutable) return Unexpected{immutable.error()};
    if (auto readable = immutable->number("SELECT count(*) FROM head"); !readable) return Unexpected{readable.error()};
    return JournalFile(*std::move(immutable));
  }
  return Unexpected{database.error()};
}

Result<journal::Head, Failure> JournalFile::head() {
  auto statement = database_.prepare("SELECT size, checkpoint FROM head");
  if (!statement) return Unexpected{statement.error()};
  auto row = statement->step();
  if (!row) return Unexpected{row.error()};
  if (!*row) return journal::Head{};
  return journal::Head{static_cast<std::uint64_t>(std::max<std::int64_t>(statement->integer(0), 0)),
                       std::string(statement->text(1))};
}

Result<void, Failure> JournalFile::append(std::uint64_t, std::span<const journal::NewEntry>, std::string_view) {
  return Unexpected{Failure{FailureKind::unavailable, "核验时不写入流水。", "Verification writes nothing."}};
}

Result<void, Failure> JournalFile::read(std::uint64_t from, std::uint64_t to, const Visit& visit) {
  constexpr std::uint64_t last = std::numeric_limits<std::int64_t>::max();
  auto rows = database_.prepare("SELECT seq, entry, leaf FROM journal WHERE seq BETWEEN ? AND ? ORDER BY seq");
  if (!rows) return Unexpected{rows.error()};
  rows->bind(1, static_cast<std::int64_t>(std::min(from, last))).bind(2, static_cast<std::int64_t>(std::min(to, last)));
  for (;;) {
    auto row = rows->step();
    if (!row) return Unexpected{row.error()};
    if (!*row) break;
    Digest leaf;
    if (!rows->octets(2, leaf)) leaf = {};
    if (!visit(static_cast<std::uint64_t>(rows->integer(0)), rows->text(1), leaf)) break;
  }
  rows->reset();
  const Result<std::int64_t, Failure> below =
      from <= 1 ? database_.number("SELECT count(*) FROM journal WHERE seq < 1") : std::int64_t{0};
  if (!below) return Unexpected{below.error()};
  if (*below == 0) return {};
  return Unexpected{
      Failure{FailureKind::corrupt, fmt::format("流水中有 {} 条的序号小于 1：它们是另外加上的", *below),
              fmt::format("{} journal entries are numbered below 1: they were added by other means", *below)}};
}

}  // namespace seethrough::audit
