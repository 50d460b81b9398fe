#pragma once
// What the layouts share.

#include <functional>

#include "bulletins/document.h"

namespace seethrough::bulletins {

Document lay_out_subsidies(const Bulletin& bulletin, const figures::Reading& reading, Language language);
Document lay_out_complaints(const Bulletin& bulletin, const figures::Reading& reading, Language language);
Document lay_out_projects(const Bulletin& bulletin, const figures::Reading& reading, Language language);
Document lay_out_disclosures(const Bulletin& bulletin, const figures::Reading& reading, Language language);
Document lay_out_corrections(const Bulletin& bulletin, const figures::Reading& reading, Language language);

std::string place_name(const figures::Reading& reading, const std::string& code, Language language);
/// "入驻品牌（个）108，…" / "Brands: 108; …"
std::string stated_sentence(const std::vector<StatedQuantity>& stated, Language language);
std::string day_text(Day day, Language language);
/// A large count as bulletins say it, truncated to its first digit: 243,696 is 20余万.
std::string coarse_count(std::int64_t count);
/// A row for each value of `id` that is split by `dimension` alone.
TableBlock table_by(const Bulletin& bulletin, std::string_view id, const std::string& dimension,
                    const std::string& caption, const std::vector<Column>& columns,
                    const std::function<std::vector<std::string>(const Value&)>& row);

}  // namespace seethrough::bulletins
