// Others' code must accept what ours writes: the Go project's sumdb packages (golang-golang-x-mod-dev) verify our logs.

#include <doctest/doctest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "memory_log.h"
#include "proof/encoding.h"

using namespace seethrough;
using namespace seethrough::proof;
namespace fs = std::filesystem;

namespace {

struct Ran {
  int status = 0;
  std::string output;
};

Ran run(const std::string& command) {
  Ran ran;
  FILE* pipe = popen((command + " 2>&1").c_str(), "r");
  REQUIRE(pipe != nullptr);
  char buffer[4096];
  while (const std::size_t size = std::fread(buffer, 1, sizeof buffer, pipe)) ran.output.append(buffer, size);
  ran.status = WEXITSTATUS(pclose(pipe));
  return ran;
}

struct Folder {
  fs::path path = fs::temp_directory_path() / ("seethrough-proof-" + std::to_string(getpid()));
  Folder() { fs::create_directories(path); }
  ~Folder() {
    std::error_code ignored;
    fs::remove_all(path, ignored);
  }
};

void write(const fs::path& path, std::string_view bytes) {
  fs::create_directories(path.parent_path());
  std::ofstream(path, std::ios::binary) << bytes;
}

std::string line(std::string text, const std::vector<Digest>& hashes) {
  for (const Digest& hash : hashes) text += ' ' + to_base64(octets_of(hash));
  return text + '\n';
}

/// Our own proofs, for the Go program to check: an inclusion and a consistency proof for some forty places.
std::string proofs_of(const Tree& tree) {
  std::string text;
  const std::uint64_t size = tree.size();
  for (std::uint64_t i = 0; i < size; i += 1 + size / 40) {
    text += line("inclusion " + std::to_string(i), tree.inclusion_proof(i, size));
    const std::string old = std::to_string(i + 1) + ' ' + to_base64(octets_of(tree.root_at(i + 1)));
    text += line("consistency " + old, tree.consistency_proof(i + 1, size));
  }
  return text;
}

void publish(const MemoryLog& log, const fs::path& folder) {
  for (const auto& [path, bytes] : log.files) write(folder / path, bytes);
  write(folder / "proofs", proofs_of(log.tree));
}

/// The Go program, compiled without network from Debian's packages.
std::string verifier_program(const fs::path& folder) {
  const std::string program = (folder / "verify").string();
  const Ran built = run("GO111MODULE=off GOPATH=/usr/share/gocode GOFLAGS= GOCACHE='" BINARY_DIR
                        "/go-cache' go build -o " + program + " '" SOURCE_DIR "/tests/proof/independent/verify.go'");
  INFO("The independent check needs the Debian packages golang-go and golang-golang-x-mod-dev:\n" << built.output);
  REQUIRE(built.status == 0);
  return program;
}

}  // namespace

TEST_CASE("the Go project's code verifies our signatures, tiles, entries and proofs") {
  const Folder folder;
  const std::string program = verifier_program(folder.path);
  const std::string key = verifier_key_text(log_key().verifier);
  for (const std::uint64_t size : {1u, 255u, 256u, 257u, 70'000u}) {
    const fs::path place = folder.path / std::to_string(size);
    publish(MemoryLog(size), place);
    const Ran verified = run(program + " " + place.string() + " '" + key + "'");
    CHECK(verified.output == "ok " + std::to_string(size) + " entries\n");
    CHECK(verified.status == 0);
  }
}

TEST_CASE("the Go project's code refuses our log once a byte of it has changed") {
  const Folder folder;
  const std::string program = verifier_program(folder.path);
  const std::string key = verifier_key_text(log_key().verifier);
  const MemoryLog log(300);
  publish(log, folder.path / "log");
  for (const std::string path : {"checkpoint", "tile/0/000", "tile/1/000.p/1", "tile/entries/001.p/44"}) {
    std::string changed = log.files.at(path);
    changed[changed.size() - 10] = static_cast<char>(changed[changed.size() - 10] ^ 1);
    write(folder.path / "log" / path, changed);
    CAPTURE(path);
    CHECK(run(program + " " + (folder.path / "log").string() + " '" + key + "'").status == 1);
    write(folder.path / "log" / path, log.files.at(path));
  }
}
