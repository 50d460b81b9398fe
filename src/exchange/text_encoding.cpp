#include "exchange/text_encoding.h"

#include <iconv.h>

#include <algorithm>

#include "base/check.h"
#include "proof/encoding.h"

namespace seethrough::exchange {
namespace {

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

}  // namespace

bool is_utf8(std::string_view text) {
  while (!text.empty()) {
    if (static_cast<unsigned char>(text.front()) < 0x80) {
      text.remove_prefix(1);
    } else if (!proof::take_code_point(text)) {
      return false;
    }
  }
  return true;
}

TextEncoding encoding_of(std::string_view beginning) {
  if (beginning.starts_with("\xFF\xFE") || beginning.starts_with("\xFE\xFF")) return TextEncoding::utf16;
  if (beginning.starts_with("\xEF\xBB\xBF")) return TextEncoding::utf8;
  FromGb18030 convert;
  std::size_t utf8 = 0;
  std::size_t gb18030 = 0;
  while (!beginning.empty()) {
    const std::size_t end = std::min(beginning.find('\n'), beginning.size());
    const std::string_view line = beginning.substr(0, end);
    const bool whole = end < beginning.size();
    beginning.remove_prefix(std::min(end + 1, beginning.size()));
    if (is_ascii(line)) continue;
    if (is_utf8(line)) {
      ++utf8;
    } else if (convert(line)) {
      ++gb18030;
    } else if (!whole && convert(line.substr(0, line.size() - 1))) {
      ++gb18030;  // the beginning ends within a character
    }
  }
  return gb18030 > utf8 ? TextEncoding::gb18030 : TextEncoding::utf8;
}

void FromGb18030::Close::operator()(void* descriptor) const { iconv_close(descriptor); }

FromGb18030::FromGb18030() : descriptor_(iconv_open("UTF-8", "GB18030")) {
  INVARIANT(descriptor_.get() != reinterpret_cast<void*>(-1), "the C library converts GB18030");
}

std::optional<std::string> FromGb18030::operator()(std::string_view text) {
  iconv(descriptor_.get(), nullptr, nullptr, nullptr, nullptr);
  std::string out(text.size() * 2 + 8, '\0');  // two octets become three, four become four at most
  char* from = const_cast<char*>(text.data());  // iconv's signature is older than const; it only reads
  std::size_t left = text.size();
  char* to = out.data();
  std::size_t room = out.size();
  if (iconv(descriptor_.get(), &from, &left, &to, &room) == static_cast<std::size_t>(-1)) return std::nullopt;
  out.resize(out.size() - room);
  return out;
}

}  // namespace seethrough::exchange
