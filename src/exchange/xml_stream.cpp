#include "exchange/xml_stream.h"

#include <expat.h>

#include <cstdint>

#include "base/check.h"

namespace seethrough::exchange {
namespace {

constexpr int deepest = 64;
/// expat keeps a piece of markup (a tag with its attributes, a comment) until it is whole.
constexpr std::uint64_t longest_piece = std::uint64_t{1} << 20;

std::string_view local_name(std::string_view name) {
  const std::size_t colon = name.rfind(':');
  return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

}  // namespace

std::string_view XmlAttributes::operator[](std::string_view name) const {
  for (const char** pair = pairs_; *pair; pair += 2) {
    const std::string_view full = pair[0];
    if (local_name(full) == name && !full.starts_with("xmlns:")) return pair[1];
  }
  return {};
}

struct XmlStream::State {
  explicit State(XmlVisitor& told) : visitor(told), parser(XML_ParserCreate(nullptr)) {
    INVARIANT(parser != nullptr, "expat starts");
    XML_SetUserData(parser, this);
    XML_SetElementHandler(parser, on_start, on_end);
    XML_SetCharacterDataHandler(parser, on_text);
    XML_SetStartDoctypeDeclHandler(parser, on_doctype);
    XML_SetParamEntityParsing(parser, XML_PARAM_ENTITY_PARSING_NEVER);
  }
  State(const State&) = delete;
  State& operator=(const State&) = delete;
  ~State() { XML_ParserFree(parser); }

  void stop(Outcome why) {
    outcome = why;
    XML_StopParser(parser, XML_FALSE);
  }
  static State& of(void* self) {
    State& state = *static_cast<State*>(self);
    state.last_event = state.fed;
    return state;
  }
  static void on_start(void* self, const char* name, const char** attributes) {
    State& state = of(self);
    if (state.outcome != Outcome::good) return;  // expat may finish the event under way
    if (++state.depth > deepest) return state.stop(Outcome::damaged);
    if (!state.visitor.start(local_name(name), XmlAttributes(attributes))) state.stop(Outcome::ended);
  }
  static void on_end(void* self, const char* name) {
    State& state = of(self);
    if (state.outcome != Outcome::good) return;
    --state.depth;
    if (!state.visitor.end(local_name(name))) state.stop(Outcome::ended);
  }
  static void on_text(void* self, const char* text, int size) {
    State& state = of(self);
    if (state.outcome != Outcome::good) return;
    if (!state.visitor.text({text, static_cast<std::size_t>(size)})) state.stop(Outcome::ended);
  }
  static void on_doctype(void* self, const char*, const char*, const char*, int) { of(self).stop(Outcome::doctype); }

  XmlVisitor& visitor;
  XML_Parser parser;
  Outcome outcome = Outcome::good;
  int depth = 0;
  std::uint64_t fed = 0, last_event = 0;
};

XmlStream::XmlStream(XmlVisitor& visitor) : state_(std::make_unique<State>(visitor)) {}
XmlStream::~XmlStream() = default;

XmlStream::Outcome XmlStream::feed(std::string_view octets, bool last) {
  State& state = *state_;
  if (state.outcome != Outcome::good) return state.outcome;
  state.fed += octets.size();
  const auto status = XML_Parse(state.parser, octets.data(), static_cast<int>(octets.size()), last);
  if (state.outcome == Outcome::good &&
      (status != XML_STATUS_OK || state.fed - state.last_event > longest_piece))
    state.outcome = Outcome::damaged;
  return state.outcome;
}

}  // namespace seethrough::exchange
