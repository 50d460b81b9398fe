#pragma once
// Imports (导入任务): files that accounts uploaded, read and then imported beside the server's requests.
//
//   reading ─▶ preview ─▶ running ─▶ done
//   (a dry reading) │ (confirmed) └─▶ stopped   stopped on the way; the same file again goes on from there
//      └─▶ failed or stopped      └─▶ failed    the file, the vault or the disk refused; what was accepted stays
//
// An upload lies in the spool, readable by the server's account alone, until its import has ended; it and what is known
// of it are gone a day after the upload, or when the account lets go of it. Two are worked on at a time, the others wait
// in order. When the server ends, so does what is under way, after the rows in hand.

#include <atomic>
#include <condition_variable>
#include <deque>
#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "exchange/import.h"
#include "http/caller.h"
#include "http/city.h"
#include "http/file_body.h"

namespace seethrough::http {

enum class ImportState { reading, preview, running, done, stopped, failed };

/// What may be told of an import.
struct ImportStatus {
  std::string id, name;
  ImportState state = ImportState::reading;
  Instant uploaded_at;
  std::uint64_t bytes = 0;                           ///< of the upload
  std::uint64_t bytes_read = 0, bytes_to_read = 0;   ///< in this state, as exchange::TableReader counts them
  std::uint64_t rows = 0, accepted = 0, repeated = 0, rejected = 0;
  std::vector<exchange::RejectedRow> first;
  std::vector<exchange::FoundColumn> columns;
  std::optional<Failure> failure;
  bool has_rejected_file = false;
};

class Imports {
 public:
  static constexpr std::size_t most_of_account = 4, most_of_all = 32;

  /// `city` must outlive the imports.
  explicit Imports(const City& city);
  ~Imports();  // ends what is under way
  Imports(const Imports&) = delete;
  Imports& operator=(const Imports&) = delete;

  struct Upload {
    std::string name;   ///< what the account calls the file
    std::string sheet;  ///< of a workbook
    Language language = Language::zh;
  };
  /// Keeps the file and begins to read it; its id. Failure `conflict` if the account, or all together, have as many as
  /// may be; `unavailable` if the disk refuses.
  Result<std::string, Failure> take(const Caller& caller, Upload upload, std::string_view octets);
  /// Nothing for one that is gone, or another account's.
  std::optional<ImportStatus> status(const std::string& account, const std::string& id);
  /// Begins to import what was previewed, with the caller as who commands; false if it is in another state.
  bool confirm(const Caller& caller, const std::string& id, Language language);
  /// Ends one that is under way; forgets one that is not. True if it is gone, false if it ends shortly.
  bool end(const std::string& account, const std::string& id);
  /// The rejected rows; nothing if there are none. Failure `unavailable` if they can't be read.
  Result<std::shared_ptr<const FileBody>, Failure> rejected(const std::string& account, const std::string& id);

 private:
  struct Job;
  using JobPointer = std::shared_ptr<Job>;

  JobPointer find(const std::string& account, const std::string& id);
  Result<void, Failure> room_for(const std::string& account);
  void forget_old();
  void queue(const JobPointer& job);
  void work();
  void read(Job& job);
  void run(Job& job);
  exchange::ImportOptions options_of(Job& job);
  void fail(Job& job, const Failure& why);

  const City& city_;
  std::mutex mutex_;  // guards everything below, and the jobs' status
  std::condition_variable waiting_;
  std::map<std::string, JobPointer> jobs_;  // by id
  std::deque<JobPointer> queue_;
  bool ending_ = false;
  std::vector<std::thread> workers_;
};

}  // namespace seethrough::http
