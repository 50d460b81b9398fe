#include <algorithm>
#include <charconv>
#include <numeric>
#include <set>

#include "wording/fixed_point.h"
#include "wording/suggest.h"
#include "wording/words.h"

namespace seethrough::wording {
namespace {

constexpr int unit = 256;          // of a bit
constexpr int least_texts = 3;     // a feature that fewer texts have is a matter of chance
constexpr int least_weight = 128;  // half a bit: below, a feature speaks for no type
/// Neighbouring words share characters, so their weights count the same evidence several times over.
constexpr std::int64_t overlap = 4;
constexpr std::size_t most_reasons = 5;

/// A feature is a word or one of its characters.
struct Feature {
  std::u32string_view text;
  std::size_t at;
};
std::vector<Feature> features_of(std::u32string_view folded) {
  std::vector<Feature> out;
  for (const Word& word : words(folded)) out.push_back({word.text, word.at});
  for (std::size_t at = 0; at < folded.size(); ++at) {
    if (is_chinese(folded[at])) out.push_back({folded.substr(at, 1), at});
  }
  return out;
}

std::string heir_of(std::string_view type) { return type == "固废" ? "土壤" : type == "辐射" ? "其他" : ""; }

std::vector<std::string_view> split(std::string_view text, char at) {
  std::vector<std::string_view> parts;
  while (true) {
    const std::size_t end = text.find(at);
    parts.push_back(text.substr(0, end));
    if (end == text.npos) return parts;
    text.remove_prefix(end + 1);
  }
}

/// For each type the one under which the campaign counts it, as an index into `declared`; -1 if under none.
std::vector<int> counted_under(const std::vector<std::string>& types, std::span<const std::string> declared) {
  std::vector<int> out;
  for (const std::string& type : types) {
    auto found = std::find(declared.begin(), declared.end(), type);
    if (found == declared.end()) found = std::find(declared.begin(), declared.end(), heir_of(type));
    out.push_back(found == declared.end() ? -1 : static_cast<int>(found - declared.begin()));
  }
  return out;
}

/// The stretches of the text that spoke for a type: features with a weight for it, those that touch taken as one.
std::vector<std::string> reasons_for(std::u32string_view text, const std::vector<std::int64_t>& weight_at) {
  struct Stretch {
    std::size_t from, to;
    std::int64_t weight;
  };
  std::vector<Stretch> stretches;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (weight_at[at] <= unit) continue;
    if (!stretches.empty() && stretches.back().to == at) stretches.back().to = at + 1, stretches.back().weight += weight_at[at];
    else stretches.push_back({at, at + 1, weight_at[at]});
  }
  std::stable_sort(stretches.begin(), stretches.end(), [](const Stretch& a, const Stretch& b) { return a.weight > b.weight; });
  std::vector<std::string> out;
  for (const Stretch& one : stretches) {
    std::string reason = utf8_of(text.substr(one.from, one.to - one.from));
    if (out.size() < most_reasons && std::find(out.begin(), out.end(), reason) == out.end()) out.push_back(std::move(reason));
  }
  return out;
}

}  // namespace

TypeModel TypeModel::train(std::span<const Decided> texts, std::span<const std::string> types) {
  TypeModel model;
  model.types_.assign(types.begin(), types.end());
  const std::size_t n = types.size();
  std::map<std::u32string, std::vector<std::int64_t>, std::less<>> counts;
  std::vector<std::int64_t> totals(n);
  for (const Decided& one : texts) {
    const auto type = std::find(types.begin(), types.end(), one.type);
    if (type == types.end()) continue;
    const auto t = static_cast<std::size_t>(type - types.begin());
    const std::u32string text = folded(one.text);
    std::set<std::u32string_view> once;
    for (const Feature& feature : features_of(text)) {
      if (!once.insert(feature.text).second) continue;
      auto& count = counts.try_emplace(std::u32string(feature.text), n).first->second;
      ++count[t];
      ++totals[t];
    }
  }
  const auto all = static_cast<std::int64_t>(counts.size());
  for (const auto& [feature, count] : counts) {
    if (std::accumulate(count.begin(), count.end(), std::int64_t{0}) < least_texts) continue;
    std::vector<std::int64_t> logs(n);  // of (count + 1) / (total + all), as Laplace has it
    for (std::size_t t = 0; t < n; ++t)
      logs[t] = (log2_q16(static_cast<std::uint64_t>(count[t] + 1)) - log2_q16(static_cast<std::uint64_t>(totals[t] + all))) / (65'536 / unit);
    const std::int64_t mean = std::accumulate(logs.begin(), logs.end(), std::int64_t{0}) / static_cast<std::int64_t>(n);
    std::vector<std::int32_t> weights;
    for (const std::int64_t log : logs) weights.push_back(static_cast<std::int32_t>(log - mean));
    if (*std::max_element(weights.begin(), weights.end()) >= least_weight) model.weights_.emplace(feature, std::move(weights));
  }
  return model;
}

std::string TypeModel::file() const {
  std::string out = "types";
  for (const std::string& type : types_) out += '\t' + type;
  out += '\n';
  for (const auto& [feature, weights] : weights_) {
    out += utf8_of(feature);
    for (const std::int32_t weight : weights) out += '\t' + std::to_string(weight);
    out += '\n';
  }
  return out;
}

Result<TypeModel, std::string> TypeModel::read(std::string_view file) {
  TypeModel model;
  int number = 0;
  const auto wrong = [&number](const std::string& expected) {
    return Unexpected{"line " + std::to_string(number) + " of the type model: " + expected};
  };
  for (const std::string_view line : split(file, '\n')) {
    ++number;
    if (line.empty() || line.front() == '#') continue;
    const std::vector<std::string_view> cells = split(line, '\t');
    if (model.types_.empty()) {
      if (cells[0] != "types" || cells.size() < 3) return wrong("\"types\" and at least two types are expected, separated by tabs");
      model.types_.assign(cells.begin() + 1, cells.end());
      continue;
    }
    if (cells.size() != model.types_.size() + 1)
      return wrong("a feature and " + std::to_string(model.types_.size()) + " weights are expected, separated by tabs");
    std::vector<std::int32_t> weights;
    for (std::size_t i = 1; i < cells.size(); ++i) {
      std::int32_t weight = 0;
      const auto [end, error] = std::from_chars(cells[i].data(), cells[i].data() + cells[i].size(), weight);
      if (error != std::errc() || end != cells[i].data() + cells[i].size() || weight < -100'000 || weight > 100'000)
        return wrong("\"" + std::string(cells[i]) + "\" is no weight: a whole number from -100000 to 100000 is expected");
      weights.push_back(weight);
    }
    if (!model.weights_.emplace(folded(cells[0]), std::move(weights)).second)
      return wrong("the feature \"" + std::string(cells[0]) + "\" stands there twice; remove one of the lines");
  }
  if (model.types_.empty()) return wrong("the line that begins with \"types\" is missing");
  return model;
}

std::optional<Suggestion<std::string>> TypeModel::suggest(std::string_view text_utf8, std::span<const std::string> declared,
                                                          int least_bp) const {
  const std::u32string text = folded(text_utf8);
  std::vector<std::int64_t> sums(types_.size());
  std::set<std::u32string_view> once;
  const std::vector<Feature> features = features_of(text);
  for (const Feature& feature : features) {
    const auto found = weights_.find(feature.text);
    if (found == weights_.end() || !once.insert(feature.text).second) continue;
    for (std::size_t t = 0; t < sums.size(); ++t) sums[t] += found->second[t];
  }
  const auto under = counted_under(types_, declared);
  std::int64_t best_sum = INT64_MIN;
  for (std::size_t t = 0; t < sums.size(); ++t) {
    if (under[t] >= 0) best_sum = std::max(best_sum, sums[t]);
  }
  if (once.empty() || best_sum == INT64_MIN) return std::nullopt;

  std::vector<std::uint64_t> shares(declared.size());
  for (std::size_t t = 0; t < sums.size(); ++t) {
    if (under[t] >= 0)
      shares[static_cast<std::size_t>(under[t])] += power_of_half_q31((best_sum - sums[t]) * (65'536 / unit) / overlap);
  }
  const auto best = static_cast<std::size_t>(std::max_element(shares.begin(), shares.end()) - shares.begin());
  const std::uint64_t all = std::accumulate(shares.begin(), shares.end(), std::uint64_t{0});
  const int score = static_cast<int>(shares[best] * 10'000 / all);
  if (score < least_bp) return std::nullopt;

  std::vector<std::int64_t> weight_at(text.size());
  for (const Feature& feature : features) {
    const auto found = weights_.find(feature.text);
    if (found == weights_.end()) continue;
    std::int64_t weight = INT64_MIN;
    for (std::size_t t = 0; t < sums.size(); ++t) {
      if (under[t] == static_cast<int>(best)) weight = std::max<std::int64_t>(weight, found->second[t]);
    }
    for (std::size_t i = 0; i < feature.text.size(); ++i) weight_at[feature.at + i] += weight;
  }
  return Suggestion<std::string>{declared[best], score, reasons_for(text, weight_at)};
}

}  // namespace seethrough::wording
