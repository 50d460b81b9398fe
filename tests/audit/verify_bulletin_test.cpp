// A stranger's verification: good bulletins, and every way in which one can be forged.

#include <doctest/doctest.h>

#include <fstream>

#include "audit/directory_tiles.h"
#include "audit/scene.h"
#include "audit/verify_bulletin.h"
#include "stores/scratch_folder.h"

using namespace audit_test;
using namespace seethrough::audit;

namespace {

City& city() {
  static City one;
  return one;
}
MemoryTiles tiles() { return {entries_of(city().journal), city().key}; }

BulletinReport verified(const boost::json::object& bulletin, proof::TileSource& log,
                        const std::optional<proof::VerifierKey>& pinned = city().key.verifier) {
  return verify_bulletin(boost::json::serialize(bulletin), log, places(), pinned);
}
BulletinReport verified(const boost::json::object& bulletin) {
  MemoryTiles log = tiles();
  return verified(bulletin, log);
}
bool has(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

/// The bulletin with the first money figure changed.
boost::json::object with_changed_figure() {
  boost::json::object bulletin = city().bulletin;
  for (auto& one : bulletin["figures"].as_array()) {
    auto& value = one.as_object()["value"];
    if (value.as_int64() > 1000) {
      value = value.as_int64() + 1;
      return bulletin;
    }
  }
  FAIL("no figure to change");
  return bulletin;
}
void sign_anew(boost::json::object& bulletin) {
  boost::json::object content;
  for (const char* name : {"batch", "cut_off", "edition", "figures", "journal_position", "reconstructed", "series"})
    content[name] = bulletin[name];
  bulletin["digest"] = to_hex(proof::sha256(boost::json::serialize(content)));
}

}  // namespace

TEST_CASE("an issued bulletin matches, and the entry that issued it is told") {
  const BulletinReport report = verified(city().bulletin);
  INFO(in_words(report, Language::en));
  CHECK(report.verdict == Verdict::matches);
  CHECK(report.journal_position == 10);
  CHECK(report.log_size == 14);
  REQUIRE(report.issued_at);
  CHECK(*report.issued_at == 11);
  CHECK_FALSE(report.key_from_bulletin);
  CHECK(has(in_words(report, Language::en), "matches\n"));
  CHECK(has(in_words(report, Language::zh), "相符\n"));
}

TEST_CASE("without a pinned key the bulletin's own is used, and that is said") {
  MemoryTiles log = tiles();
  const BulletinReport report = verified(city().bulletin, log, std::nullopt);
  CHECK(report.verdict == Verdict::matches);
  CHECK(report.key_from_bulletin);
  CHECK(has(in_words(report, Language::en), "the key came from the bulletin itself"));
}

TEST_CASE("a bulletin that was not issued matches, and that it was not is said") {
  boost::json::object bulletin;
  city().engine->look([&](const figures::Reading& reading, const std::string& checkpoint) {
    const auto composed = bulletins::compose(reading, {bulletins::Series::subsidies, day("2025-06-14"), 0});
    REQUIRE(composed);
    bulletin = served(*composed, checkpoint, city().key,
                      bulletins::plain_text(bulletins::lay_out(*composed, reading, Language::en)));
  });
  const BulletinReport report = verified(bulletin);
  INFO(in_words(report, Language::en));
  CHECK(report.verdict == Verdict::matches);
  CHECK_FALSE(report.issued_at);
}

TEST_CASE("a changed figure is named, with what is printed and what the log gives") {
  for (const bool signed_anew : {false, true}) {
    boost::json::object bulletin = with_changed_figure();
    if (signed_anew) sign_anew(bulletin);
    const BulletinReport report = verified(bulletin);
    CHECK(report.verdict == Verdict::does_not_match);
    REQUIRE(report.differences.size() == 1);
    CHECK_FALSE(report.differences[0].id.empty());
    CHECK(report.differences[0].printed != report.differences[0].recomputed);
    CHECK_FALSE(report.issued_at);
    CHECK(has(in_words(report, Language::en), "recomputed"));
  }
}

TEST_CASE("a figure left out or made up is named") {
  boost::json::object less = city().bulletin;
  less["figures"].as_array().pop_back();
  sign_anew(less);
  const BulletinReport report = verified(less);
  CHECK(report.verdict == Verdict::does_not_match);
  REQUIRE(report.differences.size() == 1);
  CHECK(report.differences[0].printed.empty());
  boost::json::object more = city().bulletin;
  boost::json::value one = more["figures"].as_array().back();
  one.as_object()["id"] = "jobs";
  more["figures"].as_array().push_back(one);
  CHECK(verified(more).differences.at(0).recomputed.empty());
}

TEST_CASE("a changed digest, mark of reconstruction, checkpoint or position does not match") {
  boost::json::object digest = city().bulletin;
  digest["digest"] = std::string(64, '0');
  CHECK(verified(digest).verdict == Verdict::does_not_match);
  boost::json::object mark = city().bulletin;
  mark["reconstructed"] = true;
  sign_anew(mark);
  CHECK(verified(mark).verdict == Verdict::does_not_match);
  boost::json::object note = city().bulletin;
  note["checkpoint"] = city().engine->checkpoint();
  CHECK(verified(note).verdict == Verdict::does_not_match);
  boost::json::object position = city().bulletin;
  position["journal_position"] = 9;
  CHECK(verified(position).verdict == Verdict::does_not_match);
}

TEST_CASE("a text that is not laid out of the figures is pointed out") {
  boost::json::object bulletin = city().bulletin;
  bulletin["text"] = "人人满意";
  const BulletinReport report = verified(bulletin);
  CHECK(report.verdict == Verdict::could_not_check);
  CHECK(has(report.steps.back().en + in_words(report, Language::en), "compare the text yourself"));
  bulletin.erase("text");
  CHECK(verified(bulletin).verdict == Verdict::matches);
}

TEST_CASE("another key's signature does not match") {
  MemoryTiles log = tiles();
  CHECK(verified(city().bulletin, log, key_of(8).verifier).verdict == Verdict::does_not_match);
  MemoryTiles foreign(entries_of(city().journal), key_of(8));
  CHECK(verified(city().bulletin, foreign).verdict == Verdict::does_not_match);
}

TEST_CASE("a log whose history was rewritten, shortened or damaged does not match") {
  std::vector<std::string> entries = entries_of(city().journal);
  entries[2].replace(entries[2].find("329900"), 6, "329901");
  MemoryTiles rewritten(entries, city().key);
  CHECK(verified(city().bulletin, rewritten).verdict == Verdict::does_not_match);
  entries = entries_of(city().journal);
  entries.resize(5);
  MemoryTiles shortened(entries, city().key);
  CHECK(verified(city().bulletin, shortened).verdict == Verdict::does_not_match);
  MemoryTiles damaged = tiles();
  damaged.files["tile/entries/000.p/14"][100] ^= 1;
  CHECK(verified(city().bulletin, damaged).verdict == Verdict::does_not_match);
}

TEST_CASE("what can't be read can't be checked, which is no mismatch") {
  MemoryTiles log = tiles();
  CHECK(verify_bulletin("<html>", log, places(), {}).verdict == Verdict::could_not_check);
  CHECK(verify_bulletin("{}", log, places(), {}).verdict == Verdict::could_not_check);
  boost::json::object no_key = city().bulletin;
  no_key["key"] = "x";
  CHECK(verified(no_key, log, std::nullopt).verdict == Verdict::could_not_check);
  MemoryTiles missing = tiles();
  missing.files.erase("tile/0/000.p/14");
  CHECK(verified(city().bulletin, missing).verdict == Verdict::could_not_check);
  MemoryTiles empty = tiles();
  empty.files.clear();
  CHECK(verified(city().bulletin, empty).verdict == Verdict::could_not_check);
}

TEST_CASE("a log kept in a folder is read from there") {
  stores::ScratchFolder folder;
  for (const auto& [path, bytes] : tiles().files) {
    const auto file = folder.path() / path;
    std::filesystem::create_directories(file.parent_path());
    std::ofstream(file, std::ios::binary) << bytes;
  }
  DirectoryTiles log(folder.path());
  CHECK(verified(city().bulletin, log).verdict == Verdict::matches);
  DirectoryTiles nowhere(folder / "nothing");
  CHECK(verified(city().bulletin, nowhere).verdict == Verdict::could_not_check);
}
