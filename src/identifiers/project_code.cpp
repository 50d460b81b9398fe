#include "identifiers/project_code.h"

#include "identifiers/digits.h"

namespace seethrough {
namespace {

constexpr std::size_t hyphens[] = {4, 11, 14, 17};

bool is_hyphen_place(std::size_t at) {
  for (const std::size_t hyphen : hyphens) {
    if (hyphen == at) return true;
  }
  return false;
}

}  // namespace

Result<void, ProjectCodeFault> check_project_code(std::string_view code) {
  if (code.size() != 24) return Unexpected{ProjectCodeFault::length};
  for (const std::size_t hyphen : hyphens) {
    if (code[hyphen] != '-') return Unexpected{ProjectCodeFault::hyphens};
  }
  for (std::size_t i = 0; i < code.size(); ++i) {
    if (!is_hyphen_place(i) && !is_digit(code[i])) return Unexpected{ProjectCodeFault::alphabet};
  }
  const std::string_view month = code.substr(2, 2);
  if (month < "01" || month > "12") return Unexpected{ProjectCodeFault::month};
  return {};
}

}  // namespace seethrough
