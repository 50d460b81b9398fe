#include "stores/sqlite/readers.h"

namespace seethrough::stores {
namespace {

constexpr std::size_t most_idle = 8;

bool has_log(const std::filesystem::path& file) {
  std::error_code ignored;
  return std::filesystem::exists(file.string() + "-wal", ignored);
}

}  // namespace

Readers::Loan::~Loan() {
  if (readers_ == nullptr) return;
  const std::lock_guard lock(readers_->guard_);
  if (readers_->idle_.size() < most_idle) readers_->idle_.push_back(std::move(database_));
}

Result<Readers::Loan, Failure> Readers::borrow() {
  {
    const std::lock_guard lock(guard_);
    while (!idle_.empty()) {
      Database database = std::move(idle_.back());
      idle_.pop_back();
      if (database.immutable() && has_log(file_)) continue;  // somebody began to write after all
      return Loan(this, std::move(database));
    }
  }
  auto opened = open_one();
  if (!opened) return Unexpected{std::move(opened).error()};
  return Loan(this, std::move(*opened));
}

Result<Database, Failure> Readers::open_one() const {
  auto opened = Database::open(file_, Database::Mode::read);
  if (!opened) return opened;
  auto probe = opened->number("SELECT count(*) FROM sqlite_schema");
  if (probe) return opened;
  if (probe.error().kind != FailureKind::unavailable || has_log(file_)) return Unexpected{std::move(probe).error()};
  return Database::open(file_, Database::Mode::immutable);
}

void Readers::close() {
  const std::lock_guard lock(guard_);
  idle_.clear();
}

}  // namespace seethrough::stores
