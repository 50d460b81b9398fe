// A process that is killed for real, over a real database, at any moment: nothing acknowledged is lost, nothing is
// there twice, the fund is not overdrawn.

#include <doctest/doctest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <map>
#include <random>
#include <set>

#include "engine/scene.h"
#include "stores/scratch_folder.h"
#include "stores/sqlite/sqlite_journal.h"

namespace engine_test {
namespace {

using stores::ScratchFolder;
using stores::SqliteJournal;

constexpr int rounds = 10;
constexpr Fen cap{15'000 * 4'000};  // for 4,000 fridges

/// One acknowledgement on its way through the pipe: small enough to arrive whole.
struct Acknowledged {
  std::uint64_t seq;
  int number;
};

/// The child: sells without end and reports what the engine acknowledged. It ends by being killed.
[[noreturn]] void sell(const std::filesystem::path& file, int round, int pipe) {
  auto journal = SqliteJournal::open(file, SqliteJournal::Mode::write);
  if (!journal) ::_exit(1);
  auto engine = Engine::recover({**journal, subsidies_test::book(), subsidies_test::places(), key()}, {});
  if (!engine) ::_exit(2);
  for (int number = round * 6'000 + 1;;) {
    std::vector<Submission> bundle;
    std::vector<int> numbers;
    for (int size = number % 9 + 1; size > 0; --size, ++number) {
      bundle.push_back(sale(number));
      numbers.push_back(number);
    }
    (*engine)->submit(std::move(bundle), [numbers, pipe](Answers answers) {
      if (!answers) ::_exit(3);
      for (std::size_t i = 0; i < numbers.size(); ++i) {
        const Acknowledged one{(*answers)[i].seq, numbers[i]};
        if (::write(pipe, &one, sizeof one) != sizeof one) ::_exit(4);
      }
    });
    if (number % 500 == 0) ::usleep(1000);
  }
}

void read_until_end(int pipe, std::map<int, std::uint64_t>& acknowledged) {
  Acknowledged one{};
  while (::read(pipe, &one, sizeof one) == sizeof one) {
    if (const auto [it, fresh] = acknowledged.emplace(one.number, one.seq); !fresh) CHECK(it->second == one.seq);
  }
}

/// Starts a child, lets it acknowledge something, and kills it `wait_us` later.
void sell_and_be_killed(const std::filesystem::path& file, int round, unsigned wait_us,
                        std::map<int, std::uint64_t>& acknowledged) {
  int ends[2];
  REQUIRE(::pipe(ends) == 0);
  const pid_t child = ::fork();
  REQUIRE(child >= 0);
  if (child == 0) {
    ::close(ends[0]);
    sell(file, round, ends[1]);
  }
  ::close(ends[1]);
  Acknowledged first{};
  const bool began = ::read(ends[0], &first, sizeof first) == sizeof first;
  if (began) {
    acknowledged[first.number] = first.seq;
    ::usleep(wait_us);
  }
  ::kill(child, SIGKILL);
  read_until_end(ends[0], acknowledged);
  ::close(ends[0]);
  int status = 0;
  REQUIRE(::waitpid(child, &status, 0) == child);
  CHECK(began);
  CHECK((WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL));
}

/// What is on disk: each entry once, the acknowledged ones where they were said to be, the fund within its cap.
std::int64_t check_what_is_left(Journal& journal, const std::map<int, std::uint64_t>& acknowledged) {
  const auto all = entries(journal);
  CHECK(all.size() == journal.head()->size);
  std::set<RequestId> requests;
  std::int64_t granted = 0;
  for (const journal::Entry& entry : all) {
    CHECK(requests.insert(entry.envelope.request).second);
    const auto* event = std::get_if<subsidies::Event>(&entry.event);
    if (!event) continue;
    if (const auto* claim = std::get_if<subsidies::ClaimRedeemed>(event)) granted += claim->grant.subsidy.value;
  }
  std::size_t lost = 0;
  for (const auto& [number, seq] : acknowledged) {
    if (seq > all.size() || all[seq - 1].envelope.request != named<RequestId>(number)) ++lost;
  }
  CHECK(lost == 0);
  CHECK(granted <= cap.value);
  return granted;
}

TEST_CASE("a killed engine has every acknowledged entry once, and its checkpoint verifies") {
  const ScratchFolder folder;
  const auto file = folder / "journal.db";
  {
    auto journal = SqliteJournal::open(file, SqliteJournal::Mode::write);
    REQUIRE(journal);
    open_shop(*recovered(**journal), cap);
  }
  std::mt19937 random(20250615);
  std::map<int, std::uint64_t> acknowledged;
  std::uint64_t before = 2;
  for (int round = 0; round < rounds; ++round) {
    CAPTURE(round);
    sell_and_be_killed(file, round, static_cast<unsigned>(random() % 60'000), acknowledged);
    auto journal = SqliteJournal::open(file, SqliteJournal::Mode::write);
    REQUIRE(journal);
    check_what_is_left(**journal, acknowledged);
    auto engine = recovered(**journal);  // verifies hashes, numbers and the checkpoint
    CHECK(engine->size() >= before);
    before = engine->size();
    const auto checkpoint = proof::open_checkpoint(engine->checkpoint(), key().verifier);
    REQUIRE(checkpoint);
    CHECK(checkpoint->size == engine->size());
    // Whoever was acknowledged is answered the same again.
    const auto& [number, seq] = *acknowledged.begin();
    const auto again = engine->submit({sale(number)});
    REQUIRE(again);
    CHECK((*again)[0].repeated);
    CHECK((*again)[0].seq == seq);
  }
  CHECK(acknowledged.size() >= rounds);
  CHECK(before > rounds);
}

}  // namespace
}  // namespace engine_test
