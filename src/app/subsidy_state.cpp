#include "app/subsidy_state.h"

#include "journal/codec.h"

namespace seethrough::app {

Result<std::unique_ptr<subsidies::State>, Failure> fold_subsidies(journal::Journal& journal,
                                                                  const FoldProgress& progress) {
  constexpr std::uint64_t progress_every = 4096;
  const auto head = journal.head();
  if (!head) return Unexpected{head.error()};
  auto state = std::make_unique<subsidies::State>();
  std::optional<Failure> fault;
  auto read = journal.read(1, head->size, [&](std::uint64_t seq, std::string_view bytes, const Digest&) {
    const auto entry = journal::decode_entry(bytes);
    if (!entry) {
      fault = entry.error();
      return false;
    }
    if (const auto* event = std::get_if<subsidies::Event>(&entry->event)) subsidies::apply(*state, *event);
    if (progress && (seq % progress_every == 0 || seq == head->size)) progress(seq, head->size);
    return true;
  });
  if (fault) return Unexpected{*fault};
  if (!read) return Unexpected{read.error()};
  return state;
}

}  // namespace seethrough::app
