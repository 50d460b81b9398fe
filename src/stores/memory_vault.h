#pragma once
// MemoryVault: a vault that lives as long as the process, for tests and rehearsals. Documents lie sealed here too.

#include <map>
#include <mutex>

#include "stores/vault.h"

namespace seethrough::stores {

class MemoryVault : public Vault {
 public:
  explicit MemoryVault(const MasterKey& master, RandomSource random = system_random())
      : Vault(master), random_(std::move(random)) {}

  Result<std::vector<Digest>, Failure> put(std::span<const NewRecord> records) override;
  Result<std::vector<VaultRecord>, Failure> get(const Pseudonym& subject) override;
  Result<std::uint64_t, Failure> erase(const Pseudonym& subject) override;
  Result<std::uint64_t, Failure> count() override;

 private:
  struct Row {
    Sameness sameness;
    Digest commitment;
    std::vector<std::uint8_t> sealed;
  };
  RandomSource random_;
  std::mutex guard_;
  std::map<Pseudonym, std::vector<Row>> rows_;
};

}  // namespace seethrough::stores
