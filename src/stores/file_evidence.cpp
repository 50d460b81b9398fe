#include "stores/file_evidence.h"

#include <fmt/format.h>
#include <sodium.h>

#include <algorithm>
#include <fstream>
#include <optional>
#include <tuple>

#include "base/check.h"
#include "stores/data_directory.h"
#include "stores/sqlite/database.h"

namespace seethrough::stores {
namespace {

namespace fs = std::filesystem;

constexpr char context[crypto_kdf_CONTEXTBYTES + 1] = "evidence";
constexpr std::string_view magic = "ev-seal1";
constexpr std::size_t nonce_size = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t overhead = magic.size() + nonce_size + crypto_aead_xchacha20poly1305_ietf_ABYTES;
constexpr std::size_t most_listed = 100;
constexpr Shelf shelves[] = {Shelf::original, Shelf::published};

const char* folder_of(Shelf shelf) { return shelf == Shelf::original ? "original" : "public"; }

unsigned char* octets_of(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }
const unsigned char* octets_of(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }

/// What "ab" / "cdef…" spell, in lower case; nothing if they are anything else.
std::optional<Digest> digest_named(const std::string& first, const std::string& rest) {
  if (first.size() != 2) return std::nullopt;
  const auto digest = octets_from_hex<Digest>(first + rest);
  return digest && to_hex(*digest) == first + rest ? digest : std::nullopt;
}

Failure cannot_read(const fs::path& path) {
  return {FailureKind::unavailable, fmt::format("无法读取 {}。请检查磁盘和权限。", path.string()),
          fmt::format("{} can't be read: check the disk and the permissions.", path.string())};
}

/// A file's octets, no more than `most`; one that is longer is given cut.
Result<std::string, Failure> read_file(const fs::path& file, std::size_t most) {
  std::ifstream in(file, std::ios::binary);
  std::error_code error;
  const auto size = fs::file_size(file, error);
  if (!in || error) return Unexpected{cannot_read(file)};
  std::string octets(std::min<std::size_t>(size, most), '\0');
  in.read(octets.data(), static_cast<std::streamsize>(octets.size()));
  if (in.bad()) return Unexpected{cannot_read(file)};
  octets.resize(static_cast<std::size_t>(in.gcount()));
  return octets;
}

/// Calls `visit(shelf, path, first)` for everything that lies in a shelf's folders; `first` is the folder's name.
template <class Visit>
Result<void, Failure> walk(const fs::path& folder, const Visit& visit) {
  std::error_code error;
  for (const Shelf shelf : shelves) {
    const fs::path place = folder / folder_of(shelf);
    if (!fs::exists(place, error)) continue;
    for (fs::directory_iterator one(place, error), end; !error && one != end; one.increment(error)) {
      std::error_code ignored;
      if (!one->is_directory(ignored)) continue;
      fs::directory_iterator file(one->path(), error);
      for (; !error && file != fs::directory_iterator(); file.increment(error))
        visit(shelf, file->path(), one->path().filename().string());
      if (error) return Unexpected{cannot_read(one->path())};
    }
    if (error) return Unexpected{cannot_read(place)};
  }
  return {};
}

}  // namespace

std::string evidence_name(Shelf shelf, const Digest& digest) {
  const std::string hex = to_hex(digest);
  return fmt::format("{}/{}/{}", folder_of(shelf), hex.substr(0, 2), hex.substr(2));
}

bool is_evidence_name(std::string_view name) {
  for (const Shelf shelf : shelves) {
    const std::string_view begin = folder_of(shelf);
    if (!name.starts_with(begin) || name.size() != begin.size() + 2 + 2 * Digest::size) continue;
    const std::string_view rest = name.substr(begin.size());
    return rest[0] == '/' && rest[3] == '/' && digest_named(std::string(rest.substr(1, 2)), std::string(rest.substr(4)));
  }
  return false;
}

Result<std::vector<EvidenceFile>, Failure> list_evidence(const fs::path& folder) {
  std::vector<EvidenceFile> files;
  auto walked = walk(folder, [&](Shelf shelf, const fs::path& file, const std::string& first) {
    std::error_code error;
    const auto digest = digest_named(first, file.filename().string());
    if (!digest || !fs::is_regular_file(file, error)) return;
    const auto size = fs::file_size(file, error);
    files.push_back({shelf, *digest, error ? 0 : size});
  });
  if (!walked) return Unexpected{walked.error()};
  std::sort(files.begin(), files.end(), [](const EvidenceFile& a, const EvidenceFile& b) {
    return std::tie(a.shelf, a.digest) < std::tie(b.shelf, b.digest);
  });
  return files;
}

FileEvidence::FileEvidence(fs::path folder, const MasterKey& master, RandomSource random)
    : folder_(std::move(folder)), random_(std::move(random)) {
  INVARIANT(sodium_init() >= 0, "libsodium starts");
  crypto_kdf_derive_from_key(key_.data(), key_.size(), 1, context, master.bytes.data());
}

FileEvidence::~FileEvidence() { sodium_memzero(key_.data(), key_.size()); }

Result<std::unique_ptr<FileEvidence>, Failure> FileEvidence::open(const fs::path& folder, const MasterKey& master, Mode mode,
                                                                  RandomSource random) {
  std::unique_ptr<FileEvidence> opened(new FileEvidence(folder, master, std::move(random)));
  if (mode == Mode::read) return opened;
  if (auto made = opened->make(); !made) return Unexpected{made.error()};
  return opened;
}

/// The folders, and away with what an interrupted put() left.
Result<void, Failure> FileEvidence::make() {
  if (auto made = make_folder_whole(folder_, 0700); !made) return made;
  for (const Shelf shelf : shelves)
    if (auto made = make_folder_whole(folder_ / folder_of(shelf), 0700); !made) return made;
  std::vector<fs::path> unfinished;
  auto walked = walk(folder_, [&](Shelf, const fs::path& file, const std::string&) {
    if (file.extension() == ".new") unfinished.push_back(file);
  });
  std::error_code ignored;
  for (const fs::path& file : unfinished) fs::remove(file, ignored);
  return walked;
}

std::string FileEvidence::seal(const Digest& digest, std::string_view octets) const {
  std::string sealed(magic);
  sealed.resize(octets.size() + overhead);
  unsigned char* const nonce = octets_of(sealed) + magic.size();
  random_(std::span(nonce, nonce_size));
  crypto_aead_xchacha20poly1305_ietf_encrypt(nonce + nonce_size, nullptr, octets_of(octets), octets.size(),
                                             digest.bytes.data(), digest.bytes.size(), nullptr, nonce, key_.data());
  return sealed;
}

Result<std::string, Failure> FileEvidence::unseal(const fs::path& file, const Digest& digest, std::string_view sealed) const {
  if (sealed.size() >= overhead && sealed.starts_with(magic)) {
    const unsigned char* const nonce = octets_of(sealed) + magic.size();
    const std::size_t size = sealed.size() - magic.size() - nonce_size;
    std::string octets(sealed.size() - overhead, '\0');
    const int code = crypto_aead_xchacha20poly1305_ietf_decrypt(octets_of(octets), nullptr, nullptr, nonce + nonce_size, size,
                                                                digest.bytes.data(), digest.bytes.size(), nonce, key_.data());
    if (code == 0) return octets;
  }
  return Unexpected{corrupt_file(file, "佐证原件已被改动，或是用另一把密钥加密的",
                                 "the original was changed, or was sealed with another key")};
}

Result<Digest, Failure> FileEvidence::put(Shelf shelf, std::string_view octets) {
  if (auto checked = check_size(octets); !checked) return Unexpected{checked.error()};
  const Digest digest = digest_of(octets);
  const std::lock_guard lock(writing_);
  const auto kept = get(shelf, digest);
  if (kept) return digest;
  if (kept.error().kind == FailureKind::unavailable) return Unexpected{kept.error()};
  const fs::path file = folder_ / evidence_name(shelf, digest);
  if (auto made = make_folder_whole(file.parent_path(), 0700); !made) return Unexpected{made.error()};
  const std::string sealed = shelf == Shelf::original ? seal(digest, octets) : std::string();
  auto wrote = write_file_whole(file, shelf == Shelf::original ? std::string_view(sealed) : octets, 0600);
  if (!wrote) return Unexpected{wrote.error()};
  return digest;
}

Result<std::string, Failure> FileEvidence::get(Shelf shelf, const Digest& digest) {
  const fs::path file = folder_ / evidence_name(shelf, digest);
  std::error_code error;
  if (fs::status(file, error).type() == fs::file_type::not_found) return Unexpected{no_such_evidence(digest)};
  auto octets = read_file(file, largest_evidence + overhead + 1);
  if (!octets) return octets;
  if (shelf == Shelf::original) octets = unseal(file, digest, *octets);
  if (!octets) return octets;
  if (digest_of(*octets) == digest) return octets;
  return Unexpected{corrupt_file(file, "内容与其摘要不符", "what is in it is not what its digest says")};
}

Result<std::uint64_t, Failure> FileEvidence::count(Shelf shelf) {
  const auto files = list_evidence(folder_);
  if (!files) return Unexpected{files.error()};
  return static_cast<std::uint64_t>(
      std::count_if(files->begin(), files->end(), [&](const EvidenceFile& one) { return one.shelf == shelf; }));
}

Result<FileEvidence::Checked, Failure> FileEvidence::check(const Progress& progress, const Stop& stop) {
  const auto files = list_evidence(folder_);
  if (!files) return Unexpected{files.error()};
  Checked checked;
  for (const EvidenceFile& one : *files) {
    if (stop && stop()) return checked;
    if (progress) progress(checked.originals + checked.published, files->size());
    ++(one.shelf == Shelf::original ? checked.originals : checked.published);
    if (get(one.shelf, one.digest)) continue;
    ++checked.bad_total;
    if (checked.bad.size() < most_listed) checked.bad.push_back(evidence_name(one.shelf, one.digest));
  }
  checked.finished = true;
  return checked;
}

}  // namespace seethrough::stores
