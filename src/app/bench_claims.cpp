#include "app/bench_claims.h"

#include <fmt/format.h>

#include "identifiers/credit_code.h"
#include "proof/hash.h"

namespace seethrough::app {
namespace {

constexpr std::array kinds{"refrigerator", "washing_machine", "television", "air_conditioner", "computer",
                           "water_heater", "range_hood",      "dishwasher", "rice_cooker",     "water_purifier"};
const Day bench_day = day_of(2025, 6, 1);
constexpr std::int64_t cap_fen = 90'000'000'000'000;

/// Spreads a small number over sixteen octets, as a keyed hash would.
template <class O>
O spread(std::uint64_t kind, std::uint64_t number) {
  O out;
  std::uint64_t z = number * 0x9E3779B97F4A7C15u + kind;
  for (std::size_t i = 0; i < O::size; ++i) {
    if (i % 8 == 0) {
      z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
      z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
      z ^= z >> 31;
    }
    out.bytes[i] = static_cast<std::uint8_t>(z >> (i % 8 * 8));
  }
  return out;
}

}  // namespace

BenchClaims::BenchClaims(const Tree& places) : root_(places.root().code) {
  for (const PlaceCode place : places.children(places.root().code)) {
    for (int i = 0; i < 80; ++i) {
      std::string code = fmt::format("91{:06}0000{:04}", place.value, merchants_.size());
      code.push_back(organisation_code_check(std::string_view(code).substr(8, 8)));
      code.push_back(credit_code_check(code));
      merchants_.push_back(code);
      places_.push_back(place);
    }
  }
}

engine::Submission BenchClaims::submission(journal::Command command, const char* by) {
  ++requests_;
  return {{spread<RequestId>(9, requests_), spread<Fingerprint>(8, requests_),
           instant_in_china(bench_day, 12, 0, 0, 0), by},
          std::move(command)};
}

std::vector<engine::Submission> BenchClaims::preparation() {
  std::vector<engine::Submission> all;
  // The claims are given by a clerk, so that each is held against the clerk's rights as it would be in use.
  const PlaceCode root = root_;
  for (access::Command command :
       {access::Command{access::RegisterOrgan{"bench", "测试", "Bench", root}},
        access::Command{access::OpenAccount{clerk, access::AccountKind::person, "bench"}},
        access::Command{access::GrantRole{clerk, access::Role::clerk, access::Programme::subsidies, root}}})
    all.push_back(submission(std::move(command), "local"));
  all.push_back(submission(subsidies::Command{
      subsidies::OpenFund{"2025", 2025, {"appliance_digital"}, Fen{cap_fen}, "bench", true}}, "local"));
  for (std::size_t i = 0; i < merchants_.size(); ++i)
    all.push_back(submission(subsidies::Command{subsidies::AdmitMerchant{
        merchants_[i], fmt::format("bench {}", i), places_[i], day_of(2025, 1, 1), true}}, "local"));
  return all;
}

std::vector<engine::Submission> BenchClaims::claims(std::uint64_t count) {
  std::vector<engine::Submission> all;
  all.reserve(count);
  for (std::uint64_t i = 0; i < count; ++i) {
    const std::uint64_t n = serial_++;
    subsidies::Purchase p;
    p.kind = kinds[n % kinds.size()];
    const std::size_t shop = n * 7919 % merchants_.size();
    p.merchant = merchants_[shop];
    p.place = places_[shop];
    p.day = bench_day;
    p.price = Fen{static_cast<std::int64_t>(100'000 + n * 104'729 % 500'000)};
    p.person = spread<Pseudonym>(1, n / kinds.size());  // ten claims a person, one of each kind
    p.item = spread<Pseudonym>(2, n);
    p.invoice = spread<Pseudonym>(3, n);
    p.evidence = spread<Digest>(4, n);
    p.facts.set(rules::Field::efficiency, n % 3 == 0 ? 2 : 1);
    p.reconstructed = true;
    all.push_back(submission(subsidies::Command{subsidies::Redeem{std::move(p)}}, clerk));
  }
  return all;
}

Result<void, Failure> PlainAppend::open(const std::filesystem::path& file) {
  auto database = stores::Database::open(file, stores::Database::Mode::read_write);
  if (!database) return Unexpected{database.error()};
  database_ = std::move(database).value();
  auto made = database_.run(
      "PRAGMA page_size=16384; PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA wal_autocheckpoint=5000;"
      "CREATE TABLE journal(seq INTEGER PRIMARY KEY, entry TEXT NOT NULL, leaf BLOB NOT NULL);");
  if (!made) return made;
  auto insert = database_.prepare("INSERT INTO journal VALUES(?,?,?)");
  if (!insert) return Unexpected{insert.error()};
  insert_ = std::move(insert).value();
  return {};
}

Result<void, Failure> PlainAppend::append(std::uint64_t first_seq, std::span<const std::string> entries,
                                          std::span<const Digest> leaves) {
  auto transaction = stores::Transaction::begin(database_);
  if (!transaction) return Unexpected{transaction.error()};
  for (std::size_t i = 0; i < entries.size(); ++i) {
    insert_.bind(1, static_cast<std::int64_t>(first_seq + i)).bind(2, std::string_view(entries[i])).bind(3, leaves[i]);
    if (auto done = insert_.execute(); !done) return done;
  }
  return transaction->commit();
}

Result<void, Failure> TransactionPerClaim::open(const std::filesystem::path& file) {
  auto database = stores::Database::open(file, stores::Database::Mode::read_write);
  if (!database) return Unexpected{database.error()};
  database_ = std::move(database).value();
  auto made = database_.run(fmt::format(
      "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"
      "CREATE TABLE fund(id INTEGER PRIMARY KEY, available INTEGER NOT NULL CHECK(available >= 0));"
      "INSERT INTO fund VALUES(1, {});"
      "CREATE TABLE claim(id INTEGER PRIMARY KEY, person BLOB NOT NULL, kind TEXT NOT NULL, year INTEGER NOT NULL,"
      " item BLOB NOT NULL UNIQUE, invoice BLOB NOT NULL UNIQUE, merchant TEXT NOT NULL, place INTEGER NOT NULL,"
      " day TEXT NOT NULL, price INTEGER NOT NULL, subsidy INTEGER NOT NULL, evidence BLOB NOT NULL);"
      "CREATE INDEX claim_limit ON claim(person, kind, year);",
      cap_fen));
  if (!made) return made;
  const auto prepare = [&](stores::Statement* which, std::string_view sql) -> Result<void, Failure> {
    auto statement = database_.prepare(sql);
    if (!statement) return Unexpected{statement.error()};
    *which = std::move(statement).value();
    return {};
  };
  if (auto one = prepare(&used_, "SELECT count(*) FROM claim WHERE person=? AND kind=? AND year=?"); !one) return one;
  if (auto one = prepare(&take_, "UPDATE fund SET available=available-?1 WHERE id=1 AND available>=?1"); !one) return one;
  return prepare(&insert_, "INSERT INTO claim VALUES(NULL,?,?,?,?,?,?,?,?,?,?,?)");
}

Result<void, Failure> TransactionPerClaim::redeem(const subsidies::Purchase& purchase, const rules::Book& rules) {
  rules::Facts facts = purchase.facts;
  facts.set(rules::Field::price_fen, purchase.price);
  const auto award = rules.evaluate(purchase.kind, facts, purchase.day);
  INVARIANT(award, "a benchmark claim is not legal");
  const std::int64_t year = civil(purchase.day).year;
  auto transaction = stores::Transaction::begin(database_);
  if (!transaction) return Unexpected{transaction.error()};
  used_.bind(1, purchase.person).bind(2, std::string_view(purchase.kind)).bind(3, year);
  auto row = used_.step();
  if (!row) return Unexpected{row.error()};
  INVARIANT(used_.integer(0) < award->limit_count, "a benchmark claim is over its limit");
  used_.reset();
  take_.bind(1, award->subsidy.value);
  if (auto done = take_.execute(); !done) return done;
  INVARIANT(database_.changes() == 1, "the benchmark's fund is used up");
  const std::string day = to_string(purchase.day);
  insert_.bind(1, purchase.person).bind(2, std::string_view(purchase.kind)).bind(3, year).bind(4, purchase.item);
  insert_.bind(5, purchase.invoice).bind(6, std::string_view(purchase.merchant)).bind(7, std::int64_t{purchase.place.value});
  insert_.bind(8, std::string_view(day)).bind(9, purchase.price.value).bind(10, award->subsidy.value);
  insert_.bind(11, purchase.evidence);
  if (auto done = insert_.execute(); !done) return done;
  return transaction->commit();
}

}  // namespace seethrough::app
