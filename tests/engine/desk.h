#pragma once
// Where the simulated customers go: the real engine over a journal that misbehaves, or a plain desk that does the same
// without threads and into which a bug can be planted, to show that the auditor finds it.

#include <map>
#include <random>

#include "engine/scene.h"

namespace engine_test {

class Desk {
 public:
  virtual ~Desk() = default;
  virtual Answers submit(std::vector<Submission> submissions) = 0;
  /// Power off, power on: what is not durable is gone.
  virtual void restart() = 0;
  virtual std::optional<journal::Entry> entry(std::uint64_t seq) = 0;
  virtual std::uint64_t size() = 0;
  virtual std::int64_t sum(figures::AsOf as_of, figures::Figure figure, PlaceCode place,
                           const std::string& dimension) = 0;
};

/// A disk that fails now and then: it loses the entries, which were never synced, or keeps them but does not say so.
/// After a failure nothing may be appended until the next restart.
class MoodyJournal : public Journal {
 public:
  explicit MoodyJournal(unsigned seed) : random_(seed) {}

  void restart() { failed_ = false; }
  Result<journal::Head, Failure> head() override { return kept_.head(); }
  Result<void, Failure> append(std::uint64_t expected_size, std::span<const journal::NewEntry> entries,
                               std::string_view checkpoint) override {
    INVARIANT(!failed_, "the engine went on after a failed append");
    const auto mood = random_() % 100;
    if (mood >= 2) return kept_.append(expected_size, entries, checkpoint);
    failed_ = true;
    if (mood == 1) REQUIRE(kept_.append(expected_size, entries, checkpoint));
    return Unexpected{Failure{FailureKind::unavailable, "演练：磁盘出错", "a rehearsal: the disk failed"}};
  }
  Result<void, Failure> read(std::uint64_t from, std::uint64_t to, const Visit& visit) override {
    return kept_.read(from, to, visit);
  }

 private:
  std::mt19937 random_;
  MemoryJournal kept_;
  bool failed_ = false;
};

class EngineDesk : public Desk {
 public:
  explicit EngineDesk(unsigned seed) : journal_(seed), engine_(recovered(journal_)) {}

  Answers submit(std::vector<Submission> submissions) override { return engine_->submit(std::move(submissions)); }
  void restart() override {
    engine_.reset();
    journal_.restart();
    engine_ = recovered(journal_);
  }
  std::optional<journal::Entry> entry(std::uint64_t seq) override {
    std::optional<journal::Entry> found;
    REQUIRE(journal_.read(seq, seq, [&](std::uint64_t, std::string_view bytes, const Digest&) {
      auto decoded = journal::decode_entry(bytes);
      REQUIRE(decoded);
      found = std::move(*decoded);
      return true;
    }));
    return found;
  }
  std::uint64_t size() override { return engine_->size(); }
  std::int64_t sum(figures::AsOf as_of, figures::Figure figure, PlaceCode place,
                   const std::string& dimension) override {
    return engine_->look([&](const figures::Reading& reading, const std::string&) {
      return reading.cube().at(as_of).sum(figure, reading.places(), place, dimension);
    });
  }

 private:
  MoodyJournal journal_;
  std::unique_ptr<Engine> engine_;
};

enum class Bug {
  none,
  acknowledges_before_append,  ///< answers, and writes some bundles later
  ignores_the_cap,             ///< the fund pays although it is empty
  forgets_requests,            ///< a repeated request is done again
  counts_no_returns,           ///< the figures never shrink
};

class PlainDesk : public Desk {
 public:
  explicit PlainDesk(Bug bug) : bug_(bug) { restart(); }

  Answers submit(std::vector<Submission> submissions) override {
    std::vector<Answer> answers;
    for (const Submission& one : submissions) answers.push_back(answer(one));
    if (bug_ != Bug::acknowledges_before_append || ++bundles_ % 16 == 0) write();
    return answers;
  }
  void restart() override {
    pending_.clear();
    world_.emplace(subsidies_test::book(), subsidies_test::places());
    reading_.emplace(subsidies_test::places());
    requests_.clear();
    for (const journal::Entry& entry : kept_) take_in(entry);
  }
  std::optional<journal::Entry> entry(std::uint64_t seq) override {
    if (seq == 0 || seq > kept_.size()) return std::nullopt;
    return kept_[seq - 1];
  }
  std::uint64_t size() override { return kept_.size() + pending_.size(); }
  std::int64_t sum(figures::AsOf as_of, figures::Figure figure, PlaceCode place,
                   const std::string& dimension) override {
    return reading_->cube().at(as_of).sum(figure, reading_->places(), place, dimension);
  }

 private:
  Answer answer(const Submission& one) {
    const auto known = requests_.find(one.envelope.request);
    if (known != requests_.end() && bug_ != Bug::forgets_requests)
      return {known->second.first, true, known->second.second != one.envelope.fingerprint, std::nullopt};
    journal::Entry entry{size() + 1, one.envelope, world_->decide(one.command, one.envelope.by, one.envelope.at, size())};
    take_in(entry);
    pending_.push_back(entry);
    return {entry.seq, false, false, entry.event};
  }
  void take_in(const journal::Entry& entry) {
    Event event = entry.event;
    if (auto* e = std::get_if<subsidies::Event>(&event)) {
      auto* opened = std::get_if<subsidies::FundOpened>(e);
      if (opened && bug_ == Bug::ignores_the_cap) opened->cap = Fen{opened->cap.value * 1000};
    }
    world_->apply(event);
    const auto* e = std::get_if<subsidies::Event>(&event);
    if (bug_ == Bug::counts_no_returns && e && std::holds_alternative<subsidies::GoodsReturned>(*e)) {
      reading_->take(entry.seq);
    } else {
      engine::take(*reading_, entry.seq, event);
    }
    requests_.try_emplace(entry.envelope.request, entry.seq, entry.envelope.fingerprint);
  }
  void write() {
    for (journal::Entry& entry : pending_) kept_.push_back(std::move(entry));
    pending_.clear();
  }

  Bug bug_;
  int bundles_ = 0;
  std::vector<journal::Entry> kept_, pending_;
  std::optional<engine::World> world_;
  std::optional<figures::Reading> reading_;
  std::map<RequestId, std::pair<std::uint64_t, Fingerprint>> requests_;
};

}  // namespace engine_test
