#include "open311/document.h"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>
#include <pugixml.hpp>

#include <charconv>

namespace seethrough::open311 {
namespace {

namespace json = boost::json;
using Kind = Element::Kind;

/// XML 1.0, section 2.2: of the characters below a space only tab and line breaks, and neither U+FFFE nor U+FFFF.
std::string fit_for_xml(std::string_view value) {
  constexpr std::string_view replacement = "\xEF\xBF\xBD";
  std::string out;
  out.reserve(value.size());
  for (std::size_t i = 0; i < value.size(); ++i) {
    const char c = value[i];
    const bool control = static_cast<unsigned char>(c) < 0x20 && c != '\t' && c != '\n' && c != '\r';
    const std::string_view three = value.substr(i, 3);
    if (three == "\xEF\xBF\xBE" || three == "\xEF\xBF\xBF") {
      out += replacement;
      i += 2;
    } else if (control) {
      out += replacement;
    } else {
      out += c;
    }
  }
  return out;
}

void write(pugi::xml_node parent, const Element& element) {
  pugi::xml_node node = parent.append_child(element.name.c_str());
  if (element.kind == Kind::object || element.kind == Kind::list) {
    for (const Element& child : element.children) write(node, child);
  } else if (!element.value.empty()) {
    node.text().set(fit_for_xml(element.value).c_str());
  }
}

struct Text : pugi::xml_writer {
  std::string out;
  void write(const void* data, std::size_t size) override { out.append(static_cast<const char*>(data), size); }
};

json::value value_of(const Element& element) {
  switch (element.kind) {
    case Kind::object: {
      json::object out;
      for (const Element& child : element.children) out[child.name] = value_of(child);
      return out;
    }
    case Kind::list: {
      json::array out;
      for (const Element& child : element.children) out.push_back(value_of(child));
      return out;
    }
    case Kind::truth: return element.value == "true";
    case Kind::number: {
      std::int64_t parsed = 0;
      const char* end = element.value.data() + element.value.size();
      if (std::from_chars(element.value.data(), end, parsed).ptr == end && !element.value.empty()) return parsed;
      break;
    }
    case Kind::text: break;
  }
  if (element.value.empty()) return nullptr;
  return json::value(element.value);
}

}  // namespace

Element text(std::string name, std::string value) { return {std::move(name), Kind::text, std::move(value), {}}; }
Element number(std::string name, std::int64_t value) {
  return {std::move(name), Kind::number, std::to_string(value), {}};
}
Element truth(std::string name, bool value) { return {std::move(name), Kind::truth, value ? "true" : "false", {}}; }
Element object(std::string name, std::vector<Element> children) {
  return {std::move(name), Kind::object, {}, std::move(children)};
}
Element list(std::string name, std::vector<Element> children) {
  return {std::move(name), Kind::list, {}, std::move(children)};
}

std::string to_xml(const Element& root) {
  pugi::xml_document document;
  pugi::xml_node declaration = document.append_child(pugi::node_declaration);
  declaration.append_attribute("version") = "1.0";
  declaration.append_attribute("encoding") = "utf-8";
  write(document, root);
  Text text;
  document.save(text, "  ", pugi::format_indent | pugi::format_no_empty_element_tags, pugi::encoding_utf8);
  return std::move(text.out);
}

std::string to_json(const Element& root) { return json::serialize(value_of(root)); }

}  // namespace seethrough::open311
