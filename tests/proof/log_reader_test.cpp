#include "proof/log_reader.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <array>

#include "memory_log.h"

using namespace seethrough;
using namespace seethrough::proof;

namespace {

Result<void, Failure> check_log(MemoryLog& log, std::uint64_t size) {
  LogReader reader(log, log_key().verifier);
  return reader.read_entries(log.checkpoint_at(size), {});
}

void change_byte(std::string& bytes, std::size_t at) { bytes.at(at) = static_cast<char>(bytes.at(at) ^ 1); }

/// The failure, which must be `corrupt` and name the place in both languages.
void require_named(const Result<void, Failure>& result, const std::string& zh, const std::string& en) {
  REQUIRE_FALSE(result);
  CAPTURE(result.error().en);
  CHECK(result.error().kind == FailureKind::corrupt);
  CHECK(result.error().zh.find(zh) != std::string::npos);
  CHECK(result.error().en.find(en) != std::string::npos);
}

}  // namespace

TEST_CASE("a stranger reads every entry of a log in order and finds the root") {
  for (const std::uint64_t size : {0u, 1u, 255u, 256u, 257u, 1000u, 66'000u}) {
    MemoryLog log(size);
    LogReader reader(log, log_key().verifier);
    const Result<Checkpoint, Failure> checkpoint = reader.open_checkpoint();
    REQUIRE(checkpoint);
    CHECK(checkpoint->size == size);
    std::uint64_t seen = 0;
    const std::array earlier{log.checkpoint_at(size), log.checkpoint_at(size / 3), log.checkpoint_at(0)};
    const auto read = reader.read_entries(*checkpoint, [&](std::uint64_t index, std::string_view entry) {
      REQUIRE(index == seen++);
      REQUIRE(entry == log.entries[index]);
    }, earlier);
    REQUIRE(read);
    CHECK(seen == size);
  }
}

TEST_CASE("one changed byte of an entry is found and named") {
  CHECK(rc::check("changed entry", [] {
    static MemoryLog log(600);
    const std::uint64_t index = *rc::gen::inRange<std::uint64_t>(0, 600);
    const TileAddress address{true, 0, index / 256, index < 512 ? 256 : 88};
    if (log.entries[index].empty()) return;
    const std::string before = log.entries[index];
    change_byte(log.entries[index], *rc::gen::inRange<std::size_t>(0, before.size()));
    log.files[tile_path(address)] = log.bundle(address);
    const auto result = check_log(log, 600);
    log.entries[index] = before;
    log.files[tile_path(address)] = log.bundle(address);
    RC_ASSERT(!result.has_value());
    RC_ASSERT(result.error().kind == FailureKind::corrupt);
    RC_ASSERT(result.error().en.starts_with("Entry " + std::to_string(index) + " "));
    RC_ASSERT(result.error().zh.starts_with("第" + std::to_string(index) + "条"));
  }));
}

TEST_CASE("one changed byte of a hash tile is found and named") {
  MemoryLog log(600);
  change_byte(log.files["tile/0/001"], 32 * 44 + 31);
  require_named(check_log(log, 600), "第300条", "Entry 300 ");
}

TEST_CASE("an entry changed together with its hash tile is found one level up") {
  MemoryLog log(600);
  log.entries[300] = "forged";
  log.files["tile/entries/001"] = log.bundle({true, 0, 1, 256});
  log.files["tile/0/001"].replace(32 * 44, 32, octets_of(leaf_hash("forged")));
  require_named(check_log(log, 600), "第256至511条", "Entries 256 to 511 ");
}

TEST_CASE("a log that was rebuilt whole around a forged entry does not have the signed root") {
  MemoryLog log(20);
  log.entries[7] = "forged";
  log.files["tile/entries/000.p/20"] = log.bundle({true, 0, 0, 20});
  log.files["tile/0/000.p/20"].replace(32 * 7, 32, octets_of(leaf_hash("forged")));
  require_named(check_log(log, 20), "前20条", "first 20 entries");
}

TEST_CASE("a rewritten history shows against a checkpoint kept from before") {
  MemoryLog log(600);
  LogReader reader(log, log_key().verifier);
  Checkpoint kept = log.checkpoint_at(450);
  kept.root = leaf_hash("what it was");
  const std::array earlier{log.checkpoint_at(100), kept};
  require_named(reader.read_entries(log.checkpoint_at(600), {}, earlier), "前450条", "first 450 entries");
  const std::array longer{log.checkpoint_at(600)};
  require_named(reader.read_entries(log.checkpoint_at(500), {}, longer), "第500条", "entries from 500 ");
}

TEST_CASE("a torn, short or missing file is a failure that names it") {
  MemoryLog log(600);
  const auto with = [&](const std::string& path, std::string bytes) {
    MemoryLog changed = log;
    changed.files[path] = std::move(bytes);
    return check_log(changed, 600);
  };
  require_named(with("tile/0/001", log.files["tile/0/001"].substr(1)), "tile/0/001", "tile/0/001");
  require_named(with("tile/1/000.p/2", ""), "tile/1/000.p/2", "tile/1/000.p/2");
  require_named(with("tile/entries/001", log.files["tile/entries/001"] + "x"), "tile/entries/001", "tile/entries/001");
  require_named(with("tile/entries/002.p/88", log.bundle({true, 0, 2, 87})), "tile/entries/002.p/88",
                "88 entries expected, 87 found");
  log.files.erase("tile/entries/001");
  const auto missing = check_log(log, 600);
  REQUIRE_FALSE(missing);
  CHECK(missing.error().kind == FailureKind::not_found);
}

TEST_CASE("full tiles serve where the partial ones of an older checkpoint are gone") {
  MemoryLog log(512);  // it has tile/entries/001 and tile/0/001, but neither with .p/44
  log.files["tile/1/000.p/1"] = hash_tile(log.tree, {false, 1, 0, 1}, 300).value();  // kept: 000 is not full yet
  CHECK(check_log(log, 300));
}

TEST_CASE("a checkpoint that the key did not sign is not believed") {
  MemoryLog log(3);
  Seed seed;
  const VerifierKey stranger = make_signing_key(log_key().verifier.name, seed).verifier;
  const Result<Checkpoint, Failure> other = LogReader(log, stranger).open_checkpoint();
  REQUIRE_FALSE(other);
  CHECK(other.error().kind == FailureKind::corrupt);
  log.files.erase("checkpoint");
  const Result<Checkpoint, Failure> none = LogReader(log, log_key().verifier).open_checkpoint();
  REQUIRE_FALSE(none);
  CHECK(none.error().kind == FailureKind::not_found);
}
