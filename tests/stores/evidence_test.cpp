#include <doctest/doctest.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <csignal>
#include <fstream>
#include <iterator>
#include <thread>

#include "stores/file_evidence.h"
#include "stores/memory_evidence.h"
#include "stores/scratch_folder.h"

namespace seethrough::stores {
namespace {

namespace fs = std::filesystem;
using Mode = FileEvidence::Mode;

MasterKey key_of(std::uint8_t octet) {
  MasterKey key;
  key.bytes.fill(octet);
  return key;
}

class MemoryShelves {
 public:
  EvidenceStore& store() { return store_; }

 private:
  MemoryEvidence store_;
};

class FileShelves {
 public:
  EvidenceStore& store() {
    if (!store_) {
      auto opened = FileEvidence::open(folder_ / "evidence", key_of(1), Mode::read_write);
      REQUIRE(opened);
      store_ = std::move(*opened);
    }
    return *store_;
  }
  void reopen() { store_.reset(); }

 private:
  ScratchFolder folder_;
  std::unique_ptr<FileEvidence> store_;
};

/// Files that are opened anew before each call: nothing is only in memory.
class ReopenedShelves : public FileShelves {
 public:
  EvidenceStore& store() {
    reopen();
    return FileShelves::store();
  }
};

std::string contents(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

int files_below(const fs::path& folder) {
  int files = 0;
  for (const auto& one : fs::recursive_directory_iterator(folder)) files += one.is_regular_file();
  return files;
}

std::string picture(std::size_t size = 70'000) {
  std::string octets = "\xFF\xD8\xFF a picture of a river bank ";
  for (std::size_t i = octets.size(); i < size; ++i) octets += static_cast<char>(i * i % 251);
  return octets;
}

TEST_CASE_TEMPLATE("every store of evidence gives back what was put in, once, under its digest", Shelves, MemoryShelves,
                   FileShelves, ReopenedShelves) {
  Shelves shelves;
  const std::string abc = "abc", whole = picture();
  const auto digest = shelves.store().put(Shelf::original, abc);
  REQUIRE(digest);
  CHECK(to_hex(*digest) == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");  // FIPS 180-2
  CHECK(*shelves.store().put(Shelf::original, abc) == *digest);
  CHECK(*shelves.store().count(Shelf::original) == 1);
  CHECK(*shelves.store().get(Shelf::original, *digest) == abc);

  CHECK(shelves.store().get(Shelf::published, *digest).error().kind == FailureKind::not_found);  // never by itself
  CHECK(*shelves.store().count(Shelf::published) == 0);
  const auto published = shelves.store().put(Shelf::published, whole);
  REQUIRE(published);
  CHECK(*shelves.store().get(Shelf::published, *published) == whole);
  CHECK(shelves.store().get(Shelf::original, *published).error().kind == FailureKind::not_found);
  CHECK(*shelves.store().put(Shelf::original, whole) == *published);
  CHECK(*shelves.store().get(Shelf::original, *published) == whole);
  CHECK(*shelves.store().count(Shelf::original) == 2);

  const auto missing = shelves.store().get(Shelf::original, Digest{});
  REQUIRE_FALSE(missing);
  CHECK(missing.error().zh.find(to_hex(Digest{})) != std::string::npos);
}

TEST_CASE_TEMPLATE("what is empty or too large is refused, and the limit itself is not", Shelves, MemoryShelves, FileShelves) {
  Shelves shelves;
  CHECK(shelves.store().put(Shelf::original, "").error().kind == FailureKind::malformed);
  std::string octets(largest_evidence, 'x');
  const auto digest = shelves.store().put(Shelf::original, octets);
  REQUIRE(digest);
  CHECK(*shelves.store().get(Shelf::original, *digest) == octets);
  octets += 'x';
  const auto refused = shelves.store().put(Shelf::original, octets);
  REQUIRE_FALSE(refused);
  CHECK(refused.error().kind == FailureKind::malformed);
  CHECK(refused.error().en.find("20 MB") != std::string::npos);
  CHECK(*shelves.store().count(Shelf::original) == 1);
}

/// A folder of evidence with one original and one public copy.
struct Scene {
  Scene() {
    open();
    original = *store->put(Shelf::original, picture());
    published = *store->put(Shelf::published, "\xFF\xD8\xFF what everybody may see");
  }
  void open(std::uint8_t key = 1, Mode mode = Mode::read_write) {
    store.reset();
    auto opened = FileEvidence::open(place(), key_of(key), mode);
    REQUIRE(opened);
    store = std::move(*opened);
  }
  fs::path place() const { return folder / "evidence"; }
  fs::path file(Shelf shelf, const Digest& digest) const { return place() / evidence_name(shelf, digest); }
  ScratchFolder folder;
  std::unique_ptr<FileEvidence> store;
  Digest original, published;
};

TEST_CASE("an original lies sealed and for its owner alone, a public copy as it is") {
  Scene scene;
  const std::string sealed = contents(scene.file(Shelf::original, scene.original));
  CHECK(sealed.size() == picture().size() + 48);
  for (std::size_t from = 0; from + 16 <= picture().size(); from += 4096)
    CHECK(sealed.find(picture().substr(from, 16)) == std::string::npos);
  CHECK(contents(scene.file(Shelf::published, scene.published)) == "\xFF\xD8\xFF what everybody may see");
  for (const fs::path& path : {scene.place(), scene.file(Shelf::original, scene.original)})
    CHECK((fs::status(path).permissions() & (fs::perms::group_all | fs::perms::others_all)) == fs::perms::none);
  scene.open(2);
  CHECK(scene.store->get(Shelf::original, scene.original).error().kind == FailureKind::corrupt);
}

TEST_CASE("a damaged file is named, found by the check, and healed by the same content") {
  Scene scene;
  Shelf shelf = Shelf::original;
  Digest digest = scene.original;
  const auto at = [&] { return scene.file(shelf, digest); };
  SUBCASE("a bit of an original") {
    std::string octets = contents(at());
    octets[octets.size() / 2] ^= 1;
    std::ofstream(at(), std::ios::binary) << octets;
  }
  SUBCASE("an original cut short") { fs::resize_file(at(), 1000); }
  SUBCASE("emptied") { fs::resize_file(at(), 0); }
  SUBCASE("grown beyond any limit") { fs::resize_file(at(), std::uintmax_t{1} << 40); }
  SUBCASE("another original in its place") {
    const auto other = scene.store->put(Shelf::original, "another");
    fs::copy_file(scene.file(Shelf::original, *other), at(), fs::copy_options::overwrite_existing);
  }
  SUBCASE("a bit of a public copy") {
    shelf = Shelf::published;
    digest = scene.published;
    std::string octets = contents(at());
    octets.back() ^= 1;
    std::ofstream(at(), std::ios::binary) << octets;
  }
  const auto refused = scene.store->get(shelf, digest);
  REQUIRE_FALSE(refused);
  CHECK(refused.error().kind == FailureKind::corrupt);
  CHECK(refused.error().zh.find(to_hex(digest).substr(2)) != std::string::npos);
  CHECK(refused.error().en.find(to_hex(digest).substr(2)) != std::string::npos);
  const auto checked = scene.store->check();
  REQUIRE(checked);
  CHECK(checked->bad == std::vector<std::string>{evidence_name(shelf, digest)});

  const std::string again = shelf == Shelf::original ? picture() : "\xFF\xD8\xFF what everybody may see";
  CHECK(*scene.store->put(shelf, again) == digest);
  CHECK(*scene.store->get(shelf, digest) == again);
  CHECK(scene.store->check()->bad_total == 0);
}

/// Files of this process may have no more octets than that, as if the disk were full.
class SmallDisk {
 public:
  explicit SmallDisk(rlim_t octets, bool deadly = false) {
    if (!deadly) before_ = std::signal(SIGXFSZ, SIG_IGN);
    REQUIRE(::getrlimit(RLIMIT_FSIZE, &limit_) == 0);
    const rlimit small{octets, limit_.rlim_max};
    REQUIRE(::setrlimit(RLIMIT_FSIZE, &small) == 0);
  }
  ~SmallDisk() {
    ::setrlimit(RLIMIT_FSIZE, &limit_);
    std::signal(SIGXFSZ, before_);
  }

 private:
  rlimit limit_{};
  void (*before_)(int) = SIG_DFL;
};

TEST_CASE("a full disk is said in both languages, leaves nothing of the file, and loses nothing else") {
  Scene scene;
  const std::string more = picture(90'000);
  {
    const SmallDisk disk(40'000);
    const auto refused = scene.store->put(Shelf::original, more);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().kind == FailureKind::unavailable);
    CHECK(refused.error().zh.find("磁盘已满") != std::string::npos);
    CHECK(refused.error().en.find("the disk is full") != std::string::npos);
  }
  CHECK(files_below(scene.place()) == 2);
  CHECK(*scene.store->get(Shelf::original, scene.original) == picture());
  const auto kept = scene.store->put(Shelf::original, more);
  REQUIRE(kept);
  CHECK(*scene.store->get(Shelf::original, *kept) == more);
}

TEST_CASE("a process that is killed in the middle of a file leaves nothing that is seen") {
  Scene scene;
  const std::string more = picture(90'000);
  const pid_t child = ::fork();
  if (child == 0) {
    const SmallDisk disk(40'000, true);
    static_cast<void>(scene.store->put(Shelf::original, more).has_value());
    ::_exit(0);
  }
  int status = 0;
  REQUIRE(::waitpid(child, &status, 0) == child);
  REQUIRE(WIFSIGNALED(status));
  CHECK(WTERMSIG(status) == SIGXFSZ);
  REQUIRE(files_below(scene.place()) == 3);  // a part of it lies there
  CHECK(*scene.store->count(Shelf::original) == 1);
  CHECK(scene.store->get(Shelf::original, digest_of(more)).error().kind == FailureKind::not_found);
  CHECK(scene.store->check()->originals == 1);
  CHECK(list_evidence(scene.place())->size() == 2);
  SUBCASE("and it is gone when the folder is opened to write, not when it is read") {
    scene.open(1, Mode::read);
    CHECK(files_below(scene.place()) == 3);
    scene.open();
    CHECK(files_below(scene.place()) == 2);
  }
  SUBCASE("and the same file can be put") {
    CHECK(*scene.store->put(Shelf::original, more) == digest_of(more));
    CHECK(*scene.store->get(Shelf::original, digest_of(more)) == more);
    CHECK(files_below(scene.place()) == 3);
  }
}

TEST_CASE("a folder that is missing has nothing, to read") {
  ScratchFolder folder;
  auto store = FileEvidence::open(folder / "none", key_of(1), Mode::read);
  REQUIRE(store);
  CHECK(*(*store)->count(Shelf::original) == 0);
  CHECK((*store)->check()->finished);
  CHECK_FALSE(fs::exists(folder / "none"));
  CHECK(FileEvidence::open(folder / "none/deeper", key_of(1), Mode::read_write).error().kind == FailureKind::unavailable);
}

TEST_CASE("several threads put the same and other files, and read while others write") {
  Scene scene;
  std::atomic<int> strange{0};
  std::vector<std::thread> threads;
  for (int t = 0; t < 4; ++t) {
    threads.emplace_back([&, t] {
      for (int i = 0; i < 20; ++i) {
        const std::string shared = picture(5000 + static_cast<std::size_t>(i));
        const auto digest = scene.store->put(Shelf::original, shared);
        const auto own = scene.store->put(Shelf::published, std::to_string(t) + " " + std::to_string(i));
        if (!digest || !own || !(scene.store->get(Shelf::original, *digest).has_value())) ++strange;
      }
    });
  }
  for (std::thread& one : threads) one.join();
  CHECK(strange == 0);
  CHECK(*scene.store->count(Shelf::original) == 21);
  CHECK(*scene.store->count(Shelf::published) == 81);
  CHECK(scene.store->check()->bad_total == 0);
}

TEST_CASE("only whole names are names of evidence") {
  const std::string name = evidence_name(Shelf::original, digest_of("abc"));
  CHECK(name == "original/ba/7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  CHECK(is_evidence_name(name));
  CHECK(is_evidence_name(evidence_name(Shelf::published, digest_of("abc"))));
  std::string upper = name;
  upper[9] = 'B';
  for (const std::string& other : {std::string(), name + ".new", name.substr(1), "original/../" + name.substr(12), upper,
                                   "x" + name, name.substr(0, name.size() - 1)})
    CHECK_FALSE_MESSAGE(is_evidence_name(other), other);
}

}  // namespace
}  // namespace seethrough::stores
