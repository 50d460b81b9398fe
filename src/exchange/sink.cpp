#include "exchange/sink.h"

#include <algorithm>

#include "journal/codec.h"

namespace seethrough::exchange {
namespace {

/// Entries closer together than this are read in one go.
constexpr std::uint64_t worth_reading_through = 64;

/// Gives repeated answers the event of their first answer.
Result<void, Failure> look_up(std::vector<engine::Answer>& answers, journal::Journal& journal) {
  std::vector<engine::Answer*> wanted;
  for (engine::Answer& answer : answers) {
    if (answer.repeated && !answer.contradicts) wanted.push_back(&answer);
  }
  std::sort(wanted.begin(), wanted.end(), [](const auto* a, const auto* b) { return a->seq < b->seq; });
  std::optional<Failure> fault;
  for (std::size_t from = 0; from < wanted.size() && !fault;) {
    std::size_t to = from + 1;
    while (to < wanted.size() && wanted[to]->seq - wanted[to - 1]->seq <= worth_reading_through) ++to;
    std::size_t at = from;
    auto read = journal.read(wanted[from]->seq, wanted[to - 1]->seq,
                             [&](std::uint64_t seq, std::string_view bytes, const Digest&) {
                               if (at == to || wanted[at]->seq != seq) return true;
                               auto entry = journal::decode_entry(bytes);
                               if (!entry) {
                                 fault = entry.error();
                                 return false;
                               }
                               for (; at < to && wanted[at]->seq == seq; ++at) wanted[at]->event = entry->event;
                               return true;
                             });
    if (!read) return read;
    from = to;
  }
  if (fault) return Unexpected{*fault};
  return {};
}

}  // namespace

std::future<engine::Answers> EngineSink::submit(std::vector<engine::Submission> run) {
  auto promise = std::make_shared<std::promise<engine::Answers>>();
  auto answered = promise->get_future();
  engine_.submit(std::move(run), [promise](engine::Answers answers) { promise->set_value(std::move(answers)); });
  // Deferred, so that the journal is read by whoever asks and not by the thread that writes it.
  return std::async(std::launch::deferred, [answered = std::move(answered), this]() mutable -> engine::Answers {
    engine::Answers answers = answered.get();
    if (!answers) return answers;
    if (auto found = look_up(*answers, journal_); !found) return Unexpected{found.error()};
    return answers;
  });
}

}  // namespace seethrough::exchange
