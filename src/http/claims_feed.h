#pragma once
// ClaimsFeed: what each event of the subsidies programme changes in the list of claims, and which entries tell a claim's
// story. A batch's entries are kept once, with the batch, and belong to the claims that were in it at the time.

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "stores/list_query.h"
#include "subsidies/events.h"

namespace seethrough::http {

class ClaimsFeed {
 public:
  /// Appends the rows of new claims and the changes of others that entry `seq` brings.
  void fold(std::uint64_t seq, const subsidies::Event& event, std::vector<stores::ClaimRow>& rows,
            std::vector<stores::ClaimChange>& changes);

  /// In order; empty for a claim that there is not.
  std::vector<std::uint64_t> entries_of(subsidies::ClaimNumber claim) const;
  /// The entries that speak of a batch or of a payment order, in order.
  std::vector<std::uint64_t> entries_of_batch(const std::string& batch) const;
  std::uint64_t count() const { return first_.size(); }

 private:
  struct Batch {
    std::vector<std::uint64_t> entries;
    std::vector<subsidies::ClaimNumber> claims;  ///< that are in it now
  };
  struct Fold;

  stores::ClaimRow row_of(std::uint64_t seq, subsidies::ClaimNumber claim, const subsidies::Purchase& purchase,
                          const subsidies::Grant& grant) const;
  /// The batch that the claim was filed in last; null if in none.
  Batch* last_batch(subsidies::ClaimNumber claim);

  std::unordered_map<std::string, std::string> merchant_names_;
  std::vector<std::uint64_t> first_;                                    // of claim n at n - 1
  std::vector<bool> application_;                                       // likewise
  std::unordered_map<std::int64_t, std::vector<std::uint64_t>> later_;  // of claims that went on
  std::unordered_map<std::string, Batch> batches_;
  std::unordered_map<std::uint64_t, std::string> filings_;              // entry to the batch that it filed
  std::unordered_map<std::string, std::vector<subsidies::PaymentLine>> orders_;
};

}  // namespace seethrough::http
