#include "publication/publication.h"

namespace seethrough::publication {

const BulletinIssued* State::latest(Series series, Day day) const {
  const BulletinIssued* best = nullptr;
  for (const BulletinIssued& one : issued) {
    if (one.series != series || one.cut_off > day) continue;
    if (!best || one.cut_off > best->cut_off || (one.cut_off == best->cut_off && one.number > best->number))
      best = &one;
  }
  return best;
}

Decision decide(const Context& context, const Command& command) {
  const IssueBulletin& c = std::get<IssueBulletin>(command);
  if (c.known_at > context.journal_size)
    return Unexpected{Rejection{KnownAtBeyondJournal{c.known_at, context.journal_size}}};
  int number = 1;
  for (const BulletinIssued& one : context.state.issued) {
    if (one.series != c.series) continue;
    if (one.cut_off == c.cut_off && one.batch == c.batch && one.known_at == c.known_at)
      return Unexpected{Rejection{AlreadyIssued{one.number, one.cut_off, one.known_at}}};
    ++number;
  }
  return Event{BulletinIssued{c.series, number, c.cut_off, c.batch, c.known_at, c.digest}};
}

void apply(State& state, const Event& event) { state.issued.push_back(std::get<BulletinIssued>(event)); }

}  // namespace seethrough::publication
