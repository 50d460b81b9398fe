#include "http/similar_cases.h"

#include "http/case_json.h"

namespace seethrough::http {

/// Takes in the letters of the cases registered since. A part's letter is the whole's.
Result<void, Failure> SimilarCases::catch_up(const City& city) {
  std::vector<LetterOf> fresh;
  std::vector<std::size_t> seen;
  city.engine.look([&](const figures::Reading& reading, const std::string&) {
    for (const complaints::Campaign& campaign : reading.complaints().campaigns) {
      const std::size_t index = seen.size();
      for (std::size_t i = index < taken_.size() ? taken_[index] : 0; i < campaign.cases.size(); ++i) {
        const complaints::Case& one = campaign.cases[i];
        if (one.part_of.empty()) fresh.push_back({one.entry.campaign, one.entry.number, one.entry.letter});
      }
      seen.push_back(campaign.cases.size());
    }
  });
  const std::size_t before = of_.size();
  for (LetterOf& of : fresh) {
    const auto letter = letter_of(city, of);
    if (!letter) {  // the next one who asks tries again from the start
      for (std::size_t id = before; id < of_.size(); ++id) letters_.forget(std::to_string(id));
      of_.resize(before);
      return Unexpected{letter.error()};
    }
    if (!*letter || (*letter)->text.empty()) continue;
    letters_.add(std::to_string(of_.size()), (*letter)->text);
    of_.push_back(std::move(of));
  }
  taken_ = std::move(seen);
  return {};
}

Result<std::vector<SimilarCases::Alike>, Failure> SimilarCases::like(const City& city, std::string_view text,
                                                                     std::size_t at_most, const Wanted& wanted) {
  constexpr std::size_t looked_through = 500;  // the most alike, of all places
  const std::scoped_lock lock(mutex_);
  if (auto kept = catch_up(city); !kept) return Unexpected{kept.error()};
  std::vector<Alike> alike;
  for (const wording::Likeness& found : letters_.like(text, looked_through)) {
    const LetterOf& of = of_[std::stoul(found.id)];
    if (alike.size() == at_most) break;
    if (!wanted(of)) continue;
    const auto letter = letter_of(city, of);
    if (!letter) return Unexpected{letter.error()};
    if (*letter) alike.push_back({of, found.likeness_bp});
    else letters_.forget(found.id);
  }
  return alike;
}

}  // namespace seethrough::http
