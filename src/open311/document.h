#pragma once
// A document of GeoReport v2 before it is written: elements without attributes. XML is the form that the specification
// defines; JSON follows from it by the Spark convention (wiki.open311.org/JSON_and_XML_Conversion): the root loses its
// name, an element that only holds repetitions of one other becomes an array, and what is empty becomes null.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace seethrough::open311 {

struct Element {
  enum class Kind {
    text,    ///< `value` as it is
    number,  ///< digits in `value`, unquoted in JSON
    truth,   ///< "true" or "false", unquoted in JSON
    object,  ///< children of different names
    list,    ///< children of one name, in JSON an array of what they hold
  };
  std::string name;
  Kind kind = Kind::text;
  std::string value;
  std::vector<Element> children;
};

Element text(std::string name, std::string value);
Element number(std::string name, std::int64_t value);
Element truth(std::string name, bool value);
Element object(std::string name, std::vector<Element> children);
Element list(std::string name, std::vector<Element> children);

/// UTF-8, with the declaration that the specification asks for. A character that XML cannot hold becomes U+FFFD.
std::string to_xml(const Element& root);
std::string to_json(const Element& root);

}  // namespace seethrough::open311
