#pragma once
// XML read in pieces (expat), for documents that strangers made: a document type declaration of any kind is refused, so
// there are no entities but the five of XML itself; nesting and the size of one piece of markup are bounded.

#include <memory>
#include <string_view>

struct XML_ParserStruct;

namespace seethrough::exchange {

/// An element's attributes, by their names without prefix.
class XmlAttributes {
 public:
  explicit XmlAttributes(const char** pairs) : pairs_(pairs) {}
  /// Empty if there is none of that name.
  std::string_view operator[](std::string_view name) const;

 private:
  const char** pairs_;
};

class XmlVisitor {
 public:
  virtual ~XmlVisitor() = default;
  /// Names come without their prefix. A visitor that returns false ends the reading.
  virtual bool start(std::string_view element, const XmlAttributes& attributes) = 0;
  virtual bool end(std::string_view element) = 0;
  virtual bool text(std::string_view piece) = 0;
};

class XmlStream {
 public:
  /// The visitor must outlive the stream.
  explicit XmlStream(XmlVisitor& visitor);
  XmlStream(const XmlStream&) = delete;
  XmlStream& operator=(const XmlStream&) = delete;
  ~XmlStream();

  enum class Outcome {
    good,
    damaged,   ///< not well-formed, too deep, or one piece of markup too long
    doctype,   ///< holds a document type declaration
    ended,     ///< by the visitor
  };
  Outcome feed(std::string_view octets, bool last);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace seethrough::exchange
