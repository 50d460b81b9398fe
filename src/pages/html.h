#pragma once
// Markup (标记) that cannot be broken by what it says: every text is escaped when it becomes Html, and only el() writes
// tags. HTML and SVG have the same form here.

#include <concepts>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

namespace seethrough::pages {

/// `text` with & < > " ' replaced by references, so that it is text in an element and in a quoted attribute; control
/// characters other than tab and line feed, which no HTML may hold, become U+FFFD.
std::string escaped(std::string_view text);

struct Attribute;

/// A piece of a document. Made from text, which is escaped, or by el().
class Html {
 public:
  Html() = default;
  Html(const char* text) : markup_(escaped(text)) {}
  Html(std::string_view text) : markup_(escaped(text)) {}
  Html(const std::string& text) : markup_(escaped(text)) {}

  Html& operator+=(const Html& other) {
    markup_ += other.markup_;
    return *this;
  }
  bool empty() const { return markup_.empty(); }
  const std::string& markup() const { return markup_; }

 private:
  friend Html element(std::string_view tag, std::initializer_list<Attribute> attributes, const Html& content);
  friend Html document(std::string_view language, const Html& content);
  std::string markup_;
};

/// An attribute; it is left out if its value is a null pointer.
struct Attribute {
  std::string_view name;
  std::string value;
  bool given = true;

  Attribute(std::string_view n, std::string_view v) : name(n), value(v) {}
  Attribute(std::string_view n, const std::string& v) : name(n), value(v) {}
  Attribute(std::string_view n, const char* v) : name(n), value(v ? v : ""), given(v != nullptr) {}
  Attribute(std::string_view n, std::integral auto v) : name(n), value(std::to_string(v)) {}
};

/// <tag attributes>content</tag>; HTML's void elements get no end tag. Tag and attribute names are this house's own.
Html element(std::string_view tag, std::initializer_list<Attribute> attributes, const Html& content);
/// The whole of an HTML file in `language` ("zh-CN", "en").
Html document(std::string_view language, const Html& content);

template <class... Parts>
Html join(const Parts&... parts) {
  Html all;
  ((all += Html(parts)), ...);
  return all;
}
template <class... Parts>
Html el(std::string_view tag, std::initializer_list<Attribute> attributes, const Parts&... parts) {
  return element(tag, attributes, join(parts...));
}

/// A link. An address that is not of this site ("/…", "?…", "#…") or HTTPS is not followed: the content stays as text.
Html link(const std::string& address, const Html& content, const char* cls = nullptr);

/// `text` as one value of a query: all but letters, digits and - . _ ~ percent-encoded.
std::string query_value(std::string_view text);

}  // namespace seethrough::pages
