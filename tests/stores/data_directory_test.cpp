#include "stores/data_directory.h"

#include <doctest/doctest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fstream>
#include <string>

#include "stores/scratch_folder.h"
#include "stores/writer_lock.h"

namespace seethrough::stores {
namespace {

namespace fs = std::filesystem;

TEST_CASE("a data directory that was made opens with the same keys, which belong to their owner alone") {
  ScratchFolder folder;
  auto made = DataDirectory::create(folder / "city");
  REQUIRE(made);
  auto opened = DataDirectory::open(folder / "city");
  REQUIRE(opened);
  CHECK(opened->log_seed() == made->log_seed());
  CHECK(opened->vault_key() == made->vault_key());
  CHECK(to_hex(opened->log_seed()) != to_hex(opened->vault_key()));
  const auto key = folder / "city/keys/log.key";
  CHECK(fs::file_size(key) == 65);
  CHECK((fs::status(key).permissions() & fs::perms::all) == (fs::perms::owner_read | fs::perms::owner_write));
  CHECK_FALSE(fs::exists(key.string() + ".new"));
}

TEST_CASE("an empty folder is taken, a foreign one and a city are not") {
  ScratchFolder folder;
  fs::create_directory(folder / "empty");
  CHECK(DataDirectory::create(folder / "empty"));
  auto again = DataDirectory::create(folder / "empty");
  REQUIRE_FALSE(again);
  CHECK(again.error().kind == FailureKind::conflict);
  CHECK(again.error().en.find("is a data directory already") != std::string::npos);
  fs::create_directory(folder / "foreign");
  std::ofstream(folder / "foreign/letter.txt") << "x";
  auto foreign = DataDirectory::create(folder / "foreign");
  REQUIRE_FALSE(foreign);
  CHECK(foreign.error().zh.find("不是空的") != std::string::npos);
  CHECK_FALSE(fs::exists(folder / "foreign/keys"));
}

TEST_CASE("a missing folder, a file and a folder without keys are told apart") {
  ScratchFolder folder;
  std::ofstream(folder / "file") << "x";
  CHECK(DataDirectory::open(folder / "none").error().en.find("There is no data directory") == 0);
  CHECK(DataDirectory::open(folder / "file").error().en.find("is a file where a folder is expected") !=
        std::string::npos);
  CHECK(DataDirectory::create(folder / "file").error().kind == FailureKind::not_found);
  CHECK(DataDirectory::create(folder / "none/city").error().kind == FailureKind::not_found);
  CHECK(DataDirectory::create(folder / "file/city").error().en.find(folder.path().string()) != std::string::npos);
  CHECK(DataDirectory::open(folder.path()).error().en.find("has no folder keys") != std::string::npos);
}

TEST_CASE("a key that others may read, a damaged one and a missing one are refused") {
  ScratchFolder folder;
  REQUIRE(DataDirectory::create(folder / "city"));
  const auto key = folder / "city/keys/vault.key";
  SUBCASE("readable by others") {
    fs::permissions(key, fs::perms::group_read, fs::perm_options::add);
    auto refused = DataDirectory::open(folder / "city");
    REQUIRE_FALSE(refused);
    CHECK(refused.error().en.find("chmod 600 " + key.string()) != std::string::npos);
    CHECK(refused.error().zh.find("chmod 600 " + key.string()) != std::string::npos);
  }
  SUBCASE("damaged") {
    REQUIRE(write_file_whole(key, "abc\n", 0600));
    CHECK(DataDirectory::open(folder / "city").error().kind == FailureKind::malformed);
  }
  SUBCASE("missing") {
    fs::remove(key);
    CHECK(DataDirectory::open(folder / "city").error().kind == FailureKind::not_found);
  }
}

TEST_CASE("the second writer is told which process holds the directory, and the kernel releases a dead one's lock") {
  ScratchFolder folder;
  int ready[2];
  REQUIRE(::pipe(ready) == 0);
  const pid_t child = ::fork();
  if (child == 0) {
    auto held = WriterLock::take(folder.path());
    static_cast<void>(!::write(ready[1], held ? "y" : "n", 1));
    ::pause();
    ::_exit(0);
  }
  char answer = '?';
  REQUIRE(::read(ready[0], &answer, 1) == 1);
  CHECK(answer == 'y');
  auto refused = WriterLock::take(folder.path());
  REQUIRE_FALSE(refused);
  CHECK(refused.error().kind == FailureKind::conflict);
  CHECK(refused.error().en.find("Process " + std::to_string(child) + " ") == 0);
  CHECK(refused.error().zh.find("--server URL") != std::string::npos);
  ::kill(child, SIGKILL);
  ::waitpid(child, nullptr, 0);
  ::close(ready[0]);
  ::close(ready[1]);
  CHECK(WriterLock::take(folder.path()));
  CHECK(WriterLock::take(folder.path()));  // the one before let go
  CHECK(WriterLock::take(folder / "none").error().kind == FailureKind::not_found);
}

}  // namespace
}  // namespace seethrough::stores
