#include "printing/imprint.h"

#include <fmt/format.h>

#include <boost/describe/enum_to_string.hpp>

#include "bulletins/document.h"
#include "money/print.h"

namespace seethrough::printing {
namespace {

const char* rebuilt(Language language) {
  return in(language, "记录由已公布的汇总数重建", "records reconstructed from published totals");
}

std::string number_text(const Imprint& imprint) {
  if (imprint.number == 0) return in(imprint.language, "未发布", "not issued");
  return fmt::format(fmt::runtime(in(imprint.language, "第 {} 期", "no. {}")), imprint.number);
}

}  // namespace

std::vector<std::pair<std::string, std::string>> facts(const Imprint& imprint) {
  const Language language = imprint.language;
  std::vector<std::pair<std::string, std::string>> out{
      {in(language, "系列", "Series"), bulletins::series_name(imprint.series, language)},
      {in(language, "期号", "Number"), number_text(imprint)},
      {in(language, "截止", "Cut-off"), to_string(imprint.cut_off) + " 24:00"},
      {in(language, "流水位置", "Journal position"), std::to_string(imprint.known_at)},
      {in(language, "摘要 SHA-256", "Digest SHA-256"), to_hex(imprint.digest)}};
  if (imprint.reconstructed) out.emplace_back(in(language, "来源", "Source"), rebuilt(language));
  if (!imprint.address.empty()) out.emplace_back(in(language, "核验", "To check"), imprint.address);
  return out;
}

std::string identity(const Imprint& imprint) {
  const Language language = imprint.language;
  std::string out = fmt::format(fmt::runtime(in(language, "{} {} · 截至 {} 24:00 · 流水位置 {}",
                                                "{} {} · cut-off {} 24:00 · journal position {}")),
                                bulletins::series_name(imprint.series, language), number_text(imprint),
                                to_string(imprint.cut_off), imprint.known_at);
  if (imprint.reconstructed) out += std::string(" · ") + rebuilt(language);
  return out;
}

std::string evidence(const Imprint& imprint) {
  std::string out = "SHA-256 " + to_hex(imprint.digest);
  if (!imprint.address.empty()) out += in(imprint.language, " · 核验 ", " · check at ") + imprint.address;
  return out;
}

std::string file_name(const Imprint& imprint) {
  const std::string series = bulletins::series_name(imprint.series, imprint.language);
  if (imprint.number == 0) return series + " " + to_string(imprint.cut_off);
  return fmt::format(fmt::runtime(in(imprint.language, "{} 第{}期", "{} no. {}")), series, imprint.number);
}

std::string ascii_file_name(const Imprint& imprint) {
  const std::string which = imprint.number == 0 ? to_string(imprint.cut_off) : std::to_string(imprint.number);
  return fmt::format("{}-{}-{}", boost::describe::enum_to_string(imprint.series, "?"), which, code(imprint.language));
}

std::int64_t file_time(const Imprint& imprint) {
  return std::int64_t{imprint.cut_off.value} * 86'400 + (24 - 8) * 3'600 - 1;
}

}  // namespace seethrough::printing
