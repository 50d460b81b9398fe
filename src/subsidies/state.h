#pragma once
// What the programme knows at one journal position: its roster (merchants, funds), its claims, and what must stay
// unique or within a limit. Changed by apply() alone.

#include <boost/unordered/unordered_flat_map.hpp>
#include <deque>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <variant>
#include <vector>

#include "ledger/ledger.h"
#include "subsidies/events.h"

namespace seethrough::subsidies {

struct Store {
  std::string store;
  std::string name;
  PlaceCode place;
  Day opened;
};

struct Merchant {
  std::string code;
  std::string name;
  PlaceCode place;
  Day admitted;
  bool reconstructed = false;
  std::string description;
  std::vector<StatedQuantity> stated;
  std::vector<Store> stores;
  Standing standing = Standing::good;
  Day standing_since;  ///< the day of admission until it changes
  std::string standing_reason;

  const Store* store(std::string_view number) const;
};

struct Fund {
  std::string id;
  int year = 0;
  std::vector<std::string> classes;
  Fen cap;  ///< with what was added and without what was reclaimed
  std::string basis;
  bool reconstructed = false;
  std::vector<FundShare> shares;  ///< empty: not declared
  FundLevel remainder_to = FundLevel::city;
};

struct Product {
  std::string code;
  std::string name;
  std::string kind;
  int efficiency = 0;
  Day registered;
};

/// Merchants, funds, products, pauses: what readers of the figures need, apart from the claims.
struct Roster {
  std::vector<Merchant> merchants;  ///< in the order of admission
  std::vector<Fund> funds;
  std::vector<Product> products;
  std::vector<Pause> pauses;  ///< in force
  boost::unordered_flat_map<std::string, std::uint32_t> merchant_by_code;
  boost::unordered_flat_map<std::string, std::uint32_t> product_by_code;

  const Merchant* merchant(const std::string& code) const;
  const Product* product(const std::string& code) const;
  const Fund* fund(std::string_view id) const;
};
/// Takes in what an event says of them; other events change nothing.
void apply(Roster& roster, const Event& event);

/// Whether a class lies under a prefix: "vehicle" covers "vehicle.scrappage". The empty prefix covers all.
bool covers(std::string_view prefix, std::string_view cls);

/// What a claim's later moves need to know of it.
struct Terms {
  std::uint16_t cls = 0;      ///< interned, see State::names
  std::uint16_t kind = 0;     ///< interned
  std::uint16_t clause = 0;   ///< interned
  std::uint16_t edition = 0;  ///< interned
  std::uint16_t fund = 0;
  bool application = false;   ///< a vehicle: applied for, not redeemed
  std::uint32_t merchant = 0;  ///< an index into Roster::merchants
  std::uint32_t facts = 0;     ///< an index into State::facts
  PlaceCode place;
  Day day;
  Fen price;
  Fen base;     ///< of the price, what the rules take their share of
  Fen subsidy;  ///< as granted or adjusted
  Fen paid;     ///< of it, what the bank has paid out
  Pseudonym person;
  Pseudonym item;
  Pseudonym invoice;
  std::optional<Pseudonym> surrendered;
  std::optional<Pseudonym> second_imei;
};

// The states of a claim (补贴申领单).
struct Unclaimed {
  static constexpr std::string_view name = "unclaimed";
};
struct Redeemed {  ///< 已核销: at the till, not yet filed for payment
  static constexpr std::string_view name = "redeemed";
  Terms terms;
};
struct Filed {  ///< 已申报: in a merchant's batch, whose stage is its own
  static constexpr std::string_view name = "filed";
  Terms terms;
  std::uint32_t batch = 0;
};
struct Applied {  ///< 待受理
  static constexpr std::string_view name = "applied";
  Terms terms;
};
struct InCorrection {  ///< 退回补正
  static constexpr std::string_view name = "in_correction";
  Terms terms;
};
struct Accepted {  ///< 已受理
  static constexpr std::string_view name = "accepted";
  Terms terms;
};
struct FirstReviewed {  ///< 初审通过
  static constexpr std::string_view name = "first_reviewed";
  Terms terms;
  std::uint16_t by = 0;  ///< the account, interned
};
struct Approved {  ///< 复审通过
  static constexpr std::string_view name = "second_reviewed";
  Terms terms;
};
struct Noticed {  ///< 公示
  static constexpr std::string_view name = "noticed";
  Terms terms;
  std::uint32_t notice = 0;
};
struct Ordered {  ///< 拨付中
  static constexpr std::string_view name = "ordered";
  Terms terms;
  std::uint32_t order = 0;
};
struct Paid {  ///< 已拨付; a top-up may be owed: subsidy above paid
  static constexpr std::string_view name = "paid";
  Terms terms;
};
struct Held {  ///< 暂缓
  static constexpr std::string_view name = "held";
  Terms terms;
  HoldReason reason = HoldReason::other;
};
struct Refused {  ///< 已驳回
  static constexpr std::string_view name = "rejected";
  Terms terms;
};
struct Appealed {  ///< 申诉中
  static constexpr std::string_view name = "appealed";
  Terms terms;
};
struct Dismissed {  ///< 驳回（终局）
  static constexpr std::string_view name = "dismissed";
  Terms terms;
};
struct Returned {  ///< 已退货
  static constexpr std::string_view name = "returned";
};
struct ClawbackDue {  ///< 待追缴: `due` must come in; then the claim has ended or, with a smaller subsidy, is paid
  static constexpr std::string_view name = "clawback_due";
  Terms terms;
  Fen due;
  bool ends = false;
};
struct ClawedBack {  ///< 已追缴
  static constexpr std::string_view name = "clawed_back";
};
struct Voided {  ///< 已冲正
  static constexpr std::string_view name = "voided";
};
struct Withdrawn {  ///< 已撤回
  static constexpr std::string_view name = "withdrawn";
  Terms terms;
};
using Claim = std::variant<Unclaimed, Redeemed, Filed, Applied, InCorrection, Accepted, FirstReviewed, Approved, Noticed,
                           Ordered, Paid, Held, Refused, Appealed, Dismissed, Returned, ClawbackDue, ClawedBack, Voided,
                           Withdrawn>;
/// The claim's terms, if its state still has them.
const Terms* terms_of(const Claim& claim);
std::string_view state_name(const Claim& claim);
/// Whether the claim takes money, a limit, an item and an invoice: it was granted and has not ended without them.
bool occupies(const Claim& claim);

/// An entitlement (资格). Open until used or until its time is over and somebody says so (Expire, or a draw in need).
struct Entitlement {
  enum class Status : std::uint8_t { open, used, expired };
  std::uint32_t round = 0;
  std::uint16_t kind = 0, cls = 0;  ///< interned
  Channel channel = Channel::offline;
  Status status = Status::open;
  Pseudonym person;
  Instant expires;
  Fen reserved;
};

struct LotEntry {
  Pseudonym person;
  std::uint16_t kind = 0, cls = 0;
  Channel channel = Channel::offline;
};
struct Round {
  OpenRound opened;
  std::uint16_t fund = 0;
  int open_or_used = 0;  ///< drawn and not expired
  std::uint64_t moment = 0;  ///< see State::moment
  bool lot_drawn = false;
  std::vector<LotEntry> entries;
};

struct Seed {
  CommitSeed committed;
  std::uint64_t moment = 0;
  std::uint64_t shown = 0;  ///< 0: not yet
};

/// Where a merchant's batch stands.
enum class BatchStage { filed, reviewed, sampled, passed, on_notice, ordered, paid, held };
BOOST_DESCRIBE_ENUM(BatchStage, filed, reviewed, sampled, passed, on_notice, ordered, paid, held)
struct Batch {
  std::string id;
  std::uint32_t merchant = 0;
  std::uint16_t fund = 0;
  BatchStage stage = BatchStage::filed;
  std::uint64_t moment = 0;
  Day filed;
  std::uint16_t reviewed_by = 0;          ///< interned
  std::uint32_t notice = 0;
  std::vector<ClaimNumber> claims;        ///< without those that left it
  std::vector<ClaimNumber> to_check;      ///< of the sample, not checked yet
};

struct Notice {
  std::string id;
  Day day, until;
};

struct OrderLine {
  enum class Status : std::uint8_t { sent, failed, paid };
  PaymentLine line;
  Status status = Status::sent;
  int attempt = 1;
  std::string bank_reference;
};
struct Order {
  std::string id;
  std::uint16_t fund = 0;
  std::vector<OrderLine> lines;
};

/// A quota and what is used of it.
struct QuotaUse {
  SetQuota set;
  std::vector<PlaceCode> places;  ///< sorted
  std::uint16_t fund = 0;
  std::map<Day, Fen> by_day;      ///< of a quota that is not per day: the one entry of Day{0}

  bool concerns(std::uint16_t of_fund, std::string_view cls, PlaceCode place) const;
  Fen used(Day day) const;
};

/// What a product was sold for in one month, to hold later prices against.
struct MonthPrices {
  std::int64_t count = 0;
  Fen highest;
};

/// One person's use of one kind (or class) in one calendar year.
struct LimitKey {
  Pseudonym person;
  std::uint16_t what = 0;  ///< interned kind or class
  std::int16_t year = 0;
  friend bool operator==(const LimitKey&, const LimitKey&) = default;
  friend std::size_t hash_value(const LimitKey& key) {
    return hash_value(key.person) ^ ((static_cast<std::size_t>(key.what) << 16 | static_cast<std::size_t>(key.year)) *
                                     0x9E3779B97F4A7C15u);
  }
};

struct FactsHash {
  std::size_t operator()(const rules::Facts& facts) const;
};

struct State {
  Roster roster;
  /// Accounts: "treasury" and for each fund "<fund>/available", "/reserved", "/granted", "/ordered", "/paid" or
  /// "/paid/<level>" for each level once shares are declared, "/to_claw_back".
  Ledger ledger;
  struct FundAccounts {
    AccountId available, reserved, granted, ordered, to_claw_back;
    std::vector<AccountId> paid;  ///< one, or one beside each declared share
  };
  std::vector<FundAccounts> fund_accounts;  ///< beside roster.funds
  AccountId treasury{};
  std::vector<Claim> claims;  ///< claim n is claims[n - 1]

  using ByPseudonym = boost::unordered_flat_map<Pseudonym, ClaimNumber>;
  ByPseudonym items, invoices, surrendered;
  boost::unordered_flat_map<LimitKey, std::int32_t> used;
  std::vector<std::string> names;  ///< of kinds, classes, clauses, editions, accounts by their interned number
  boost::unordered_flat_map<std::string, std::uint16_t> interned;
  std::vector<rules::Facts> facts;  ///< each once
  boost::unordered_flat_map<rules::Facts, std::uint32_t, FactsHash> facts_index;

  std::vector<QuotaUse> quotas;
  std::vector<Seed> seeds;
  std::vector<Round> rounds;
  std::vector<Entitlement> entitlements;  ///< entitlement n is entitlements[n - 1]
  std::set<std::pair<Instant, std::int64_t>> by_expiry;  ///< the open ones
  boost::unordered_flat_map<LimitKey, std::int32_t> holds;   ///< open entitlements and lot entries of person × kind
  boost::unordered_flat_map<LimitKey, std::int32_t> unused;  ///< expired draws of person × class
  std::vector<Batch> batches;
  boost::unordered_flat_map<std::string, std::uint32_t> batch_by_id;
  std::vector<Notice> notices;
  std::vector<Order> orders;
  boost::unordered_flat_map<std::string, std::uint32_t> order_by_id;

  struct OpenClaims {  ///< of a merchant: neither paid nor ended
    std::int64_t claims = 0;
    Fen subsidy;
  };
  std::vector<OpenClaims> open_claims;  ///< beside roster.merchants
  boost::unordered_flat_map<std::string, std::map<int, MonthPrices>> prices;  ///< by product; months since year 0
  boost::unordered_flat_map<std::string, std::deque<Instant>> till_times;     ///< the last sales of merchant and till
  std::uint64_t moment = 0;  ///< events applied: tells before from after

  State();
  const Claim* claim(ClaimNumber number) const;
  std::optional<std::size_t> fund_for(std::string_view cls, int year) const;
  std::optional<std::uint16_t> fund_index(std::string_view id) const;
  const Round* round(std::string_view id) const;
  const Seed* seed(std::string_view name) const;
  const Entitlement* entitlement(EntitlementNumber number) const;
  const Batch* batch(const std::string& id) const;
  const Notice* notice(std::string_view id) const;
  const Order* order(const std::string& id) const;
  /// How a sum is borne by the levels of a fund, in the order of its shares; empty if none are declared.
  std::vector<LevelAmount> shares_of(std::uint16_t fund, Fen amount) const;
};

/// Counts into a new quota what was granted before it was set.
void count_granted(const State& state, QuotaUse& quota);

/// The new state after an event that decide() made. An impossible pair means a corrupt journal and stops the process.
void apply(State& state, const Event& event);

}  // namespace seethrough::subsidies
