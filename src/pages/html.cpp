#include "pages/html.h"

#include <algorithm>
#include <array>

namespace seethrough::pages {
namespace {

bool is_void(std::string_view tag) {
  static constexpr std::array<std::string_view, 6> tags{"meta", "link", "input", "br", "hr", "col"};
  return std::find(tags.begin(), tags.end(), tag) != tags.end();
}

}  // namespace

std::string escaped(std::string_view text) {
  std::string out;
  out.reserve(text.size() + text.size() / 8);
  for (const char c : text) {
    switch (c) {
      case '&': out += "&amp;"; break;
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '"': out += "&quot;"; break;
      case '\'': out += "&#39;"; break;
      default:
        if ((static_cast<unsigned char>(c) < 0x20 && c != '\t' && c != '\n') || c == 0x7f) {
          out += "\xEF\xBF\xBD";
        } else {
          out += c;
        }
    }
  }
  return out;
}

Html element(std::string_view tag, std::initializer_list<Attribute> attributes, const Html& content) {
  Html made;
  std::string& out = made.markup_;
  out.append("<").append(tag);
  for (const Attribute& one : attributes) {
    if (one.given) out.append(" ").append(one.name).append("=\"").append(escaped(one.value)).append("\"");
  }
  out += ">";
  if (!is_void(tag)) out.append(content.markup_).append("</").append(tag).append(">");
  return made;
}

Html document(std::string_view language, const Html& content) {
  Html made;
  made.markup_ = "<!doctype html>\n" + element("html", {{"lang", language}}, content).markup_ + "\n";
  return made;
}

Html link(const std::string& address, const Html& content, const char* cls) {
  const bool here = !address.empty() && (address[0] == '?' || address[0] == '#' || address[0] == '/');
  const bool elsewhere = address.starts_with("https://");
  if ((!here && !elsewhere) || address.starts_with("//") || address.starts_with("/\\")) return content;
  return el("a", {{"href", address}, {"class", cls}}, content);
}

std::string query_value(std::string_view text) {
  static constexpr char digits[] = "0123456789ABCDEF";
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
                       c == '.' || c == '_' || c == '~';
    if (plain) {
      out += c;
    } else {
      out.append("%").append(1, digits[byte >> 4]).append(1, digits[byte & 15]);
    }
  }
  return out;
}

}  // namespace seethrough::pages
