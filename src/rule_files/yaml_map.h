#pragma once
// What the files of this room have in common: maps whose keys are known, values in their form, and faults with their line.

#include <yaml-cpp/yaml.h>

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/failure.h"
#include "base/result.h"
#include "calendar/day.h"
#include "rules/edition.h"

namespace seethrough::yaml {

using rules::Text;

/// Thrown inside this room only, as the YAML parser throws too; read() turns both into a Failure.
struct Fault {
  int line;  ///< from 1
  Text wrong, expected;
};

int line_of(const YAML::Node& node);
[[noreturn]] void fail(const YAML::Node& node, Text wrong, Text expected);
/// The value of the key is not what is expected.
[[noreturn]] void bad_value(const YAML::Node& node, std::string_view key, const Text& expected);

/// A map whose keys are known and stand once each.
class Map {
 public:
  Map(const YAML::Node& node, std::string_view what, const std::vector<std::string_view>& known);

  bool has(std::string_view key) const { return values_.find(key) != values_.end(); }
  const YAML::Node& node() const { return node_; }
  const YAML::Node& at(std::string_view key) const;
  std::string text(std::string_view key) const;
  std::string text_or_empty(std::string_view key) const { return has(key) ? text(key) : std::string{}; }
  std::string id(std::string_view key) const;
  /// {zh, en}
  Text both(std::string_view key) const;
  /// The items of a list, which may not be empty.
  std::vector<YAML::Node> list(std::string_view key) const;
  std::vector<YAML::Node> list_or_none(std::string_view key) const {
    return has(key) ? list(key) : std::vector<YAML::Node>{};
  }

 private:
  YAML::Node node_;
  std::string what_;
  std::map<std::string, YAML::Node, std::less<>> values_;
};

/// Digits alone, within an int.
std::optional<int> whole_number(std::string_view text);
int number_in(const YAML::Node& node, std::string_view key, int least, int most);
Day day_in(const YAML::Node& node, std::string_view key);
/// "2025-05-28..2025-06-28"; nothing for another form, a day that does not exist, or an end before its beginning.
std::optional<Period> days_in(const YAML::Node& node);
bool flag_in(const YAML::Node& node, std::string_view key);

Failure told(std::string_view file_name, const Fault& fault);

/// What `reader` makes of the text's root, or its first fault.
template <class T, class Reader>
Result<T, Failure> read(std::string_view text, std::string_view file_name, const Reader& reader) {
  try {
    return reader(YAML::Load(std::string(text)));
  } catch (const Fault& fault) {
    return Unexpected{told(file_name, fault)};
  } catch (const YAML::Exception& exception) {
    return Unexpected{told(file_name, {exception.mark.line + 1,
                                       {"不是正确的 YAML（" + exception.msg + "）", "not YAML (" + exception.msg + ")"},
                                       {"正确的 YAML", "well-formed YAML"}})};
  }
}

}  // namespace seethrough::yaml
