#pragma once
// An auditor (审计) of the trade-in subsidies with books of its own. It is given what was asked and the entry that
// followed, and recomputes money, limits, uniqueness, quotas, entitlements, lots, batches, orders and figures from the
// claims themselves: what a fund holds is never posted but always the sum of what its claims stand for. It calls no
// decide, no apply and no rule of the house; the made-up rules of subsidy_year.h stand here a second time, by hand.

#include <array>
#include <map>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "figures/series.h"
#include "journal/event.h"

namespace engine_test {

using namespace seethrough;

class SubsidyAuditor {
 public:
  enum class At {
    redeemed, filed, applied, accepted, first_reviewed, in_correction, approved, noticed, ordered, paid, held,
    refused, appealed, dismissed, withdrawn, returned, voided, clawback_due, clawed_back,
  };
  struct Claim {
    At at = At::redeemed;
    std::string cls, kind, fund, merchant, edition, batch, notice;
    PlaceCode place;
    Day day;
    std::int64_t price = 0, base = 0, subsidy = 0, paid = 0, due = 0;
    bool application = false, due_ends = false;
    Pseudonym person, item, invoice;
    std::optional<Pseudonym> surrendered, second;
    std::string reviewed_by;
  };
  enum class Stage { filed, reviewed, sampled, passed, on_notice, ordered, paid, held };
  struct Batch {
    std::string merchant, fund, reviewed_by, notice;
    Stage stage = Stage::filed;
    std::uint64_t filed_at = 0;
    std::vector<std::int64_t> claims, to_check;
  };
  struct Fund {
    std::vector<std::string> classes;
    std::int64_t cap = 0, reserved = 0, granted = 0, ordered = 0, to_claw_back = 0, paid = 0;
    std::vector<std::pair<subsidies::FundLevel, std::int64_t>> shares, paid_by_level;  ///< empty: not declared
    subsidies::FundLevel remainder_to{};
    std::set<std::pair<std::int64_t, std::int64_t>> open_by_expiry;  ///< milliseconds, entitlement
    std::int64_t available() const { return cap - reserved - granted - ordered - to_claw_back - paid; }
  };
  struct Quota {
    subsidies::SetQuota set;
    std::map<std::int64_t, std::int64_t> used;  ///< by day of purchase; of a quota in all, by 0
  };
  enum class Ticket { open, used, expired };
  struct Entitlement {
    std::string round, kind, cls;
    subsidies::Channel channel{};
    Pseudonym person;
    std::int64_t expires_ms = 0, reserved = 0;
    Ticket status = Ticket::open;
  };
  struct LotEntry {
    Pseudonym person;
    std::string kind, cls;
    subsidies::Channel channel{};
  };
  struct Round {
    subsidies::OpenRound opened;
    int open_or_used = 0;
    bool lot_drawn = false;
    std::vector<LotEntry> entries;
  };
  struct Seed {
    Digest commitment;
    std::uint64_t committed_at = 0, shown_at = 0;
  };
  struct Line {
    subsidies::PaymentLine line;
    int attempt = 1;
    enum class Status { sent, failed, paid } status = Status::sent;
  };
  struct Order {
    std::string fund;
    std::vector<Line> lines;
  };
  struct Merchant {
    subsidies::Standing standing = subsidies::Standing::good;
    std::int64_t open_claims = 0, open_subsidy = 0;
    Day admitted;
    std::set<std::string> stores;
  };
  struct Notice {
    Day until;
  };

  /// Takes the next entry and the command that it answers; notes every difference from its own books.
  void enter(const journal::Entry& entry, const subsidies::Command& asked);

  const std::vector<std::string>& differences() const { return differences_; }
  void differs(const std::string& what);
  /// How often each event and each rejection was seen.
  const std::map<std::string, int>& seen() const { return seen_; }
  std::uint64_t size() const { return seq_; }

  /// A figure over a place and all below it, up to a day.
  std::int64_t sum(figures::Figure figure, PlaceCode place, const std::string& cls, Day cut_off) const;
  /// The balances as they should stand, by the names of the accounts ("goods/granted"). Sums of zero are included.
  std::map<std::string, std::int64_t> balances() const;
  /// What the rules of an edition grant for this kind and sum.
  static std::int64_t subsidy_of(const std::string& edition, const std::string& kind, std::int64_t base_fen);

  // The books, for whoever wants to ask something sensible.
  const std::vector<Claim>& claims() const { return claims_; }
  const std::map<std::string, Batch>& batches() const { return batches_; }
  const std::map<std::string, Fund>& funds() const { return funds_; }
  const std::map<std::string, Order>& orders() const { return orders_; }
  const std::map<std::string, Merchant>& merchants() const { return merchants_; }
  const std::vector<Entitlement>& entitlements() const { return entitlements_; }
  const std::map<std::string, Round>& rounds() const { return rounds_; }
  const std::map<std::string, Quota>& quotas() const { return quotas_; }
  const std::map<std::string, Notice>& notices() const { return notices_; }
  /// What is owed on the claims of a batch.
  std::int64_t owed(const std::vector<std::int64_t>& claims) const;

 private:
  template <class E>
  void take(const E& event);  // one for each event, in subsidy_auditor.cpp
  template <class R>
  void refused(const R& rejection, const subsidies::Command& asked);
  void check(bool good, const std::string& what) {
    if (!good) differs(what);
  }
  Claim* claim(subsidies::ClaimNumber number, std::initializer_list<At> from);
  template <class Change>
  void change(std::int64_t number, Change change);
  void weigh(std::int64_t number, const Claim& claim, std::int64_t sign);
  void found(std::int64_t number, const subsidies::Purchase& p, const subsidies::Grant& grant, bool application,
             const std::optional<std::vector<subsidies::Finding>>& findings);
  void end(std::int64_t number, At next, Day day, const subsidies::Reversal& stated, bool was_held);
  void reversal(const Claim& c, const subsidies::Reversal& stated);
  void part(const Claim& c, const subsidies::Part& stated);
  void parts(const std::vector<std::int64_t>& claims, const std::vector<subsidies::Part>& stated);
  void leave_batch(Claim& c, std::int64_t number);
  void expire(const std::vector<subsidies::EntitlementNumber>& numbers);
  void close(std::int64_t number, Ticket status);
  void give(const std::string& round, const LotEntry& to, std::int64_t expires_ms);
  std::vector<std::int64_t> borne(const Fund& fund, std::int64_t amount) const;
  std::int64_t needed(const subsidies::Command& asked) const;
  std::int64_t within_reach(const std::string& fund, const subsidies::Command& asked) const;
  std::string edition_today() const { return today_.value < second_in_force() ? "2031/1" : "2031/2"; }
  static std::int32_t second_in_force();
  std::int64_t expiry_ms(subsidies::Channel channel) const;
  void count(figures::Figure figure, const Claim& c, Day day, std::int64_t value) {
    figures_[{static_cast<int>(figure), c.cls, c.place.value}][day.value] += value;
  }
  void count_all(const Claim& c, Day day, std::int64_t sign);
  void count_held(const Claim& c, Day day, std::int64_t sign);

  std::uint64_t seq_ = 0;
  Instant now_;
  Day today_;
  std::string by_;
  std::vector<std::string> differences_;
  std::map<std::string, int> seen_;

  std::map<std::string, Fund> funds_;
  std::map<std::string, Merchant> merchants_;
  std::map<std::string, Quota> quotas_;
  std::map<std::string, Round> rounds_;
  std::map<std::string, Seed> seeds_;
  std::map<std::string, Batch> batches_;
  std::map<std::string, Notice> notices_;
  std::map<std::string, Order> orders_;
  std::set<std::string> products_;
  std::set<std::pair<std::string, std::int32_t>> pauses_;
  std::vector<Claim> claims_;
  std::vector<Entitlement> entitlements_;
  std::unordered_map<Pseudonym, std::int64_t> items_, invoices_, vehicles_;
  std::map<std::pair<Pseudonym, std::string>, int> used_, holds_, unused_;  ///< by person and kind (or class)
  std::map<std::tuple<int, std::string, std::int32_t>, std::map<std::int32_t, std::int64_t>> figures_;
};

/// Name of a claim's state as refusals print it.
std::string name_of(SubsidyAuditor::At at);

}  // namespace engine_test
