#include "bulletins/publish.h"

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>

#include "bulletins/document.h"

namespace seethrough::bulletins {

std::string published_json(const Bulletin& bulletin, const figures::Reading& reading, std::string_view checkpoint,
                           std::string_view key, const Digest& digest) {
  namespace json = boost::json;
  json::object covered = json::parse(canonical_json(bulletin)).as_object();
  const Document zh = lay_out(bulletin, reading, Language::zh), en = lay_out(bulletin, reading, Language::en);
  json::object out;
  out["batch"] = std::move(covered["batch"]);
  out["checkpoint"] = checkpoint;
  out["cut_off"] = std::move(covered["cut_off"]);
  out["digest"] = to_hex(digest);
  out["edition"] = std::move(covered["edition"]);
  out["figures"] = std::move(covered["figures"]);
  out["journal_position"] = std::move(covered["journal_position"]);
  out["key"] = key;
  out["reconstructed"] = std::move(covered["reconstructed"]);
  out["series"] = std::move(covered["series"]);
  out["text"] = json::object{{"en", plain_text(en)}, {"zh", plain_text(zh)}};
  out["title"] = json::object{{"en", en.title}, {"zh", zh.title}};
  return json::serialize(out) + "\n";
}

}  // namespace seethrough::bulletins
