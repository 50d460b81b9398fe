#pragma once
// The imprint (印记) of a printed bulletin: what leads from the sheet back to what was issued.

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "base/language.h"
#include "base/octets.h"
#include "calendar/day.h"
#include "publication/publication.h"

namespace seethrough::printing {

struct Imprint {
  Language language = Language::zh;  ///< of the document too
  publication::Series series = publication::Series::subsidies;
  int number = 0;  ///< of the series; 0: not issued
  Day cut_off;
  std::uint64_t known_at = 0;  ///< journal position
  Digest digest;               ///< SHA-256 of the bulletin's canonical JSON
  std::string address;         ///< where it can be checked, with https://; empty: nowhere
  bool reconstructed = false;  ///< the records were rebuilt from published totals
};

/// What it says, name by name: 期号, 第 3 期 …
std::vector<std::pair<std::string, std::string>> facts(const Imprint& imprint);
/// "消费品以旧换新通报 第 3 期 · 截至 2025-06-10 24:00 · 流水位置 12 · 记录由已公布的汇总数重建"
std::string identity(const Imprint& imprint);
/// "SHA-256 5f… · 核验 https://…"
std::string evidence(const Imprint& imprint);

/// The name of a file to keep it in, without ending: "消费品以旧换新通报 第3期".
std::string file_name(const Imprint& imprint);
/// The same for programs that know ASCII alone: "subsidies-3-zh".
std::string ascii_file_name(const Imprint& imprint);

/// 23:59:59 of the cut-off in China, in seconds since 1970 (UTC): the time that files carry.
std::int64_t file_time(const Imprint& imprint);

}  // namespace seethrough::printing
