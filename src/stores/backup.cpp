#include "stores/backup.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sodium.h>
#include <unistd.h>

#include <algorithm>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <fstream>
#include <iterator>

#include "stores/file_evidence.h"
#include "stores/key_export.h"
#include "stores/sqlite/database.h"
#include "stores/sqlite/sqlite_journal.h"

namespace seethrough::stores {
namespace {

namespace fs = std::filesystem;
namespace json = boost::json;

constexpr int version = 2;  // since there is evidence; without any, 1, which older programs read
constexpr const char* manifest_name = "manifest.json";
constexpr const char* databases[] = {"audit.db", "credentials.db", "journal.db", "vault.db"};  // in this order: see above
constexpr std::string_view seal_begin = ",\"seal\":\"", seal_end = "\"}\n";
constexpr char context[crypto_kdf_CONTEXTBYTES + 1] = "manifest";
constexpr std::size_t piece = 1 << 20;
constexpr std::string_view evidence = "evidence/";

using Seal = Octets<struct ManifestSealTag, 32>;

Failure of_file(FailureKind kind, const fs::path& file, std::string_view zh, std::string_view en) {
  return {kind, fmt::format("{} {}", file.string(), zh), fmt::format("{} {}", file.string(), en)};
}

Seal seal_of(std::string_view text, const LogSeed& seed) {
  std::uint8_t key[32];
  crypto_kdf_derive_from_key(key, sizeof key, 1, context, seed.bytes.data());
  Seal seal;
  crypto_generichash(seal.bytes.data(), seal.bytes.size(), reinterpret_cast<const unsigned char*>(text.data()),
                     text.size(), key, sizeof key);
  sodium_memzero(key, sizeof key);
  return seal;
}

/// Octets done so far, over several files.
struct Meter {
  const BackupStep& step;
  std::uint64_t total = 0;
  std::uint64_t before = 0;
  bool at(std::uint64_t of_this_file) const {
    return !step || step(std::min(before + of_this_file, total), total);
  }
};

/// Reads a file through; what is read goes to `out` too, if there is one.
Result<BackupFile, Failure> read_through(const fs::path& file, std::string name, Meter& meter, std::ofstream* out) {
  std::ifstream in(file, std::ios::binary);
  if (!in) return Unexpected{of_file(FailureKind::not_found, file, "不见了或无法读取。", "is missing or can't be read.")};
  crypto_hash_sha256_state state;
  crypto_hash_sha256_init(&state);
  BackupFile read{std::move(name), 0, {}};
  std::string buffer(piece, '\0');
  while (in) {
    in.read(buffer.data(), static_cast<std::streamsize>(buffer.size()));
    const auto size = static_cast<std::size_t>(in.gcount());
    crypto_hash_sha256_update(&state, reinterpret_cast<const unsigned char*>(buffer.data()), size);
    read.size += size;
    if (out != nullptr) out->write(buffer.data(), static_cast<std::streamsize>(size));
    if (!meter.at(read.size)) return Unexpected{backup_interrupted()};
  }
  if (in.bad()) return Unexpected{of_file(FailureKind::unavailable, file, "读取出错。请检查磁盘。", "can't be read: check the disk.")};
  if (out != nullptr && !out->flush())
    return Unexpected{of_file(FailureKind::unavailable, file, "无法复制：磁盘可能已满。", "can't be copied: the disk may be full.")};
  crypto_hash_sha256_final(&state, read.sha256.bytes.data());
  meter.before += read.size;
  return read;
}

std::uint64_t size_of(const fs::path& file) {
  std::error_code error;
  const auto size = fs::file_size(file, error);
  return error ? 0 : size;
}

bool is_backup_name(std::string_view name) {
  return name == "city.yaml" || std::find(std::begin(databases), std::end(databases), name) != std::end(databases) ||
         (name.starts_with(evidence) && is_evidence_name(name.substr(evidence.size()))) ||
         (name.starts_with("keys/") && name.ends_with(".key") && name.find('/', 5) == std::string_view::npos &&
          name.find("..") == std::string_view::npos);
}

std::string manifest_text(const Manifest& manifest) {
  json::array files;
  for (const BackupFile& one : manifest.files)
    files.push_back(json::object{{"name", one.name}, {"size", one.size}, {"sha256", to_hex(one.sha256)}});
  const bool older = std::none_of(manifest.files.begin(), manifest.files.end(),
                                  [](const BackupFile& one) { return one.name.starts_with(evidence); });
  const json::object object{{"format", older ? 1 : version},
                            {"made_at", to_string(manifest.made_at)},
                            {"journal", {{"size", manifest.journal_size}, {"checkpoint", manifest.checkpoint}}},
                            {"keys", manifest.keys},
                            {"files", std::move(files)}};
  std::string text = json::serialize(object);
  text.pop_back();  // the brace comes after the seal
  return text;
}

Failure no_manifest(const fs::path& folder) {
  return {FailureKind::malformed,
          fmt::format("{} 不是明督的备份，或其 manifest.json 已损坏。请检查路径，或换用另一份备份。", folder.string()),
          fmt::format("{} is no backup of Seethrough, or its manifest.json is damaged: check the path, or take another "
                      "backup.",
                      folder.string())};
}

Result<std::string, Failure> manifest_bytes(const fs::path& folder) {
  std::error_code error;
  if (!fs::exists(folder / manifest_name, error)) {
    return Unexpected{Failure{
        FailureKind::not_found,
        fmt::format("{} 里没有 manifest.json：不是备份，或备份没有做完。请检查路径，或换用另一份备份。", folder.string()),
        fmt::format("{} has no manifest.json: it is no backup, or one that was not finished. Check the path, or take "
                    "another backup.",
                    folder.string())}};
  }
  std::ifstream in(folder / manifest_name, std::ios::binary);
  return std::string{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

Manifest parse_manifest(const json::value& value) {
  Manifest manifest;
  const auto at = parse_instant(std::string_view(value.at("made_at").as_string()));
  if (!at) throw std::invalid_argument("made_at");
  manifest.made_at = *at;
  manifest.journal_size = value.at("journal").at("size").to_number<std::uint64_t>();
  manifest.checkpoint = value.at("journal").at("checkpoint").as_string();
  manifest.keys = value.at("keys").as_bool();
  for (const json::value& one : value.at("files").as_array()) {
    BackupFile file{std::string(one.at("name").as_string()), one.at("size").to_number<std::uint64_t>(), {}};
    const auto digest = octets_from_hex<Digest>(std::string_view(one.at("sha256").as_string()));
    if (!digest || !is_backup_name(file.name)) throw std::invalid_argument("files");
    file.sha256 = *digest;
    manifest.files.push_back(std::move(file));
  }
  return manifest;
}

Result<void, Failure> copy_databases(const DataDirectory& directory, const fs::path& folder, Meter& meter,
                                     std::vector<std::string>& names) {
  std::error_code error;
  for (const char* name : databases) {
    const fs::path from = directory.folder() / name;
    if (!fs::exists(from, error)) continue;
    const std::uint64_t size = size_of(from);
    auto copied = copy_database(from, folder / name, [&](std::uint64_t done, std::uint64_t pages) {
      return meter.at(pages == 0 ? 0 : size * done / pages);
    });
    if (!copied) return Unexpected{copied.error()};
    if (!*copied) return Unexpected{backup_interrupted()};
    fs::permissions(folder / name, fs::perms::owner_read | fs::perms::owner_write, error);
    meter.before += size;
    names.emplace_back(name);
  }
  return {};
}

/// After the databases: the journal names nothing that was not kept before, and what is kept does not change.
Result<void, Failure> copy_evidence(const std::vector<EvidenceFile>& files, const DataDirectory& directory,
                                    const fs::path& folder, Meter& meter, std::vector<std::string>& names) {
  for (const EvidenceFile& one : files) {
    const std::string name = std::string(evidence) + evidence_name(one.shelf, one.digest);
    const fs::path from = directory.folder() / name, to = folder / name;
    std::error_code error;
    fs::create_directories(to.parent_path(), error);
    if (!error) fs::copy_file(from, to, error);
    if (error)
      return Unexpected{of_file(FailureKind::unavailable, from, "无法复制：磁盘可能已满，或没有权限。",
                                "can't be copied: the disk may be full, or the permissions are missing.")};
    meter.before += one.size;
    if (!meter.at(0)) return Unexpected{backup_interrupted()};
    names.push_back(name);
  }
  return {};
}

Result<void, Failure> sync_path(const fs::path& path) {
  const int opened = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  const bool good = opened >= 0 && ::fsync(opened) == 0;
  if (opened >= 0) ::close(opened);
  if (good) return {};
  return Unexpected{of_file(FailureKind::unavailable, path, "无法写到磁盘。请检查磁盘。", "can't be brought to disk: check the disk.")};
}

bool is_empty_folder(const fs::path& path) {
  std::error_code error;
  return fs::is_directory(path, error) && fs::is_empty(path, error) && !error;
}

/// Whether everything in a leftover NAME.part is of the kind that we write.
bool is_ours(const fs::path& part) {
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(part, error)) {
    std::string name = entry.path().filename().string();
    for (const std::string_view end : {"-journal", "-wal", "-shm", ".new"})
      if (name.ends_with(end)) name.resize(name.size() - end.size());
    if (name != "keys" && name != "evidence" && name != manifest_name && !is_backup_name(name)) return false;
  }
  return !error;
}

}  // namespace

Failure backup_interrupted() {
  return {FailureKind::unavailable, "已中断，没有留下半成品。", "Interrupted; nothing half-made was left."};
}

std::uint64_t backup_size(const DataDirectory& directory) {
  std::uint64_t total = size_of(directory.city_file()) + piece;
  for (const char* name : databases)
    total += size_of(directory.folder() / name) + size_of(directory.folder() / (std::string(name) + "-wal"));
  if (const auto files = list_evidence(directory.evidence_folder()))
    for (const EvidenceFile& one : *files) total += one.size;
  return total;
}

Result<Manifest, Failure> copy_city(const DataDirectory& directory, const fs::path& folder, bool with_keys, Instant at,
                                    const BackupStep& step) {
  Manifest manifest;
  manifest.made_at = at;
  manifest.keys = with_keys;
  std::vector<std::string> names;
  std::uint64_t total = 0;
  for (const char* name : databases) total += 2 * size_of(directory.folder() / name);  // copied, then read for its hash
  std::uint64_t photographs = 0;
  if (const auto files = list_evidence(directory.evidence_folder()))
    for (const EvidenceFile& one : *files) photographs += 2 * one.size;
  Meter meter{step, total + photographs};
  if (auto copied = copy_databases(directory, folder, meter, names); !copied) return Unexpected{copied.error()};
  const auto kept = list_evidence(directory.evidence_folder());
  if (!kept) return Unexpected{kept.error()};
  if (auto copied = copy_evidence(*kept, directory, folder, meter, names); !copied) return Unexpected{copied.error()};
  std::error_code error;
  if (fs::exists(directory.city_file(), error)) {
    fs::copy_file(directory.city_file(), folder / "city.yaml", error);
    if (error)
      return Unexpected{of_file(FailureKind::unavailable, directory.city_file(), "无法复制。请检查磁盘和权限。",
                                "can't be copied: check the disk and the permissions.")};
    names.emplace_back("city.yaml");
  }
  if (with_keys) {
    auto keys = read_keys(directory.folder() / "keys");
    if (!keys) return Unexpected{keys.error()};
    if (auto wrote = write_keys(folder / "keys", *keys); !wrote) return Unexpected{wrote.error()};
    for (const auto& [name, key] : *keys) names.push_back("keys/" + name);
  }
  for (const std::string& name : names) {
    auto file = read_through(folder / name, name, meter, nullptr);
    if (!file) return Unexpected{file.error()};
    manifest.files.push_back(std::move(*file));
  }
  if (!fs::exists(folder / "journal.db", error)) return manifest;
  auto journal = SqliteJournal::open(folder / "journal.db", SqliteJournal::Mode::read);
  if (!journal) return Unexpected{journal.error()};
  auto head = (*journal)->head();
  if (!head) return Unexpected{head.error()};
  manifest.journal_size = head->size;
  manifest.checkpoint = head->checkpoint;
  return manifest;
}

Result<void, Failure> write_manifest(const fs::path& folder, const Manifest& manifest, const LogSeed& seed) {
  std::string text = manifest_text(manifest);
  const std::string seal = to_hex(seal_of(text, seed));
  return write_file_whole(folder / manifest_name, text.append(seal_begin).append(seal).append(seal_end));
}

Result<Manifest, Failure> read_manifest(const fs::path& folder) {
  auto text = manifest_bytes(folder);
  if (!text) return Unexpected{text.error()};
  boost::system::error_code error;
  const json::value value = json::parse(*text, error);
  if (error || !value.is_object()) return Unexpected{no_manifest(folder)};
  try {
    const auto found = value.at("format").to_number<std::int64_t>();
    if (found > version) {
      return Unexpected{Failure{
          FailureKind::malformed,
          fmt::format("备份 {} 的格式版本为 {}，本程序只认到 {}。请使用较新的程序版本。", folder.string(), found, version),
          fmt::format("The backup {} has format version {}, and this program reads up to {}: use a newer release.",
                      folder.string(), found, version)}};
    }
    return parse_manifest(value);
  } catch (const std::exception&) {
    return Unexpected{no_manifest(folder)};
  }
}

Result<void, Failure> check_backup(const fs::path& folder, const Manifest& manifest, const LogSeed& seed,
                                   const BackupStep& step) {
  auto text = manifest_bytes(folder);
  if (!text) return Unexpected{text.error()};
  const std::string body = manifest_text(manifest);
  if (*text != body + std::string(seal_begin) + to_hex(seal_of(body, seed)) + std::string(seal_end)) {
    return Unexpected{Failure{
        FailureKind::corrupt,
        fmt::format("备份 {} 的 manifest.json 与密钥不符：清单被改动过，或密钥是另一座城市的。请换用另一份备份或配套的密钥。",
                    folder.string()),
        fmt::format("The manifest.json of the backup {} does not fit the keys: it was changed, or the keys are another "
                    "city's. Take another backup, or the keys that belong to it.",
                    folder.string())}};
  }
  std::uint64_t total = 0;
  for (const BackupFile& one : manifest.files) total += one.size;
  Meter meter{step, total};
  for (const BackupFile& one : manifest.files) {
    auto found = read_through(folder / one.name, one.name, meter, nullptr);
    if (!found) return Unexpected{found.error()};
    if (found->size == one.size && found->sha256 == one.sha256) continue;
    return Unexpected{of_file(FailureKind::corrupt, folder / one.name,
                              "与备份清单不符：文件被改动或截断过。请换用另一份备份。",
                              "is not what the manifest says: it was changed or cut short. Take another backup.")};
  }
  return {};
}

Result<void, Failure> copy_back(const fs::path& folder, const Manifest& manifest, const fs::path& to,
                                const BackupStep& step) {
  std::uint64_t total = 0;
  for (const BackupFile& one : manifest.files) total += one.size;
  Meter meter{step, total};
  for (const BackupFile& one : manifest.files) {
    if (one.name.starts_with("keys/")) continue;
    std::error_code made;
    if (one.name.starts_with(evidence)) fs::create_directories((to / one.name).parent_path(), made);
    std::ofstream out(to / one.name, std::ios::binary | std::ios::trunc);
    auto copied = read_through(folder / one.name, one.name, meter, &out);
    if (!copied) return Unexpected{copied.error()};
    if (copied->sha256 != one.sha256)
      return Unexpected{of_file(FailureKind::corrupt, folder / one.name, "在恢复过程中被改动。请重新恢复。",
                                "was changed while it was restored: restore again.")};
    std::error_code error;
    if (one.name != "city.yaml") fs::permissions(to / one.name, fs::perms::owner_read | fs::perms::owner_write, error);
  }
  return {};
}

Result<FolderInMaking, Failure> FolderInMaking::begin(const fs::path& target, std::uint64_t needed_octets) {
  fs::path whole = fs::absolute(target).lexically_normal();
  if (!whole.has_filename()) whole = whole.parent_path();  // "folder/"
  std::error_code error;
  if (fs::exists(whole, error) && !is_empty_folder(whole))
    return Unexpected{of_file(FailureKind::conflict, whole, "已存在且不为空，没有改动。请另选一个位置。",
                              "is there already and not empty; it was left as it is. Choose another place.")};
  const fs::path parent = whole.parent_path();
  if (!fs::is_directory(parent, error))
    return Unexpected{of_file(FailureKind::not_found, parent, "不是文件夹。请先建立它，或另选一个位置。",
                              "is no folder: make it first, or choose another place.")};
  const auto space = fs::space(parent, error);
  if (!error && space.available < needed_octets) {
    return Unexpected{Failure{
        FailureKind::unavailable,
        fmt::format("{} 所在磁盘只剩 {} MiB，需要 {} MiB。请清理空间，或另选一个位置。", parent.string(),
                    space.available >> 20, (needed_octets >> 20) + 1),
        fmt::format("The disk of {} has {} MiB left, and {} MiB are needed: free some space, or choose another place.",
                    parent.string(), space.available >> 20, (needed_octets >> 20) + 1)}};
  }
  const fs::path part = whole.string() + ".part";
  if (fs::exists(part, error)) {
    if (!fs::is_directory(part, error) || !is_ours(part))
      return Unexpected{of_file(FailureKind::conflict, part, "里有别的文件，没有改动。请先把它移走。",
                                "holds other files and was left as it is: move it away first.")};
    fs::remove_all(part, error);
  }
  if (!fs::create_directory(part, error))
    return Unexpected{of_file(FailureKind::unavailable, part, "无法建立。请检查权限。", "can't be made: check the permissions.")};
  fs::permissions(part, fs::perms::owner_all, error);
  return FolderInMaking(part, whole);
}

FolderInMaking::~FolderInMaking() {
  if (part_.empty()) return;
  std::error_code ignored;
  fs::remove_all(part_, ignored);
}

Result<void, Failure> FolderInMaking::finish() {
  std::error_code error;
  for (const auto& entry : fs::recursive_directory_iterator(part_, error))
    if (auto synced = sync_path(entry.path()); !synced) return synced;
  if (auto synced = sync_path(part_); !synced) return synced;
  fs::rename(part_, target_, error);
  if (error)
    return Unexpected{of_file(FailureKind::unavailable, target_, "无法建立。请检查权限。", "can't be made: check the permissions.")};
  part_.clear();
  return sync_path(target_.parent_path());
}

}  // namespace seethrough::stores
