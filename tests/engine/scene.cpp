#include "engine/scene.h"

#include <fmt/format.h>

#include "identifiers/credit_code.h"

namespace engine_test {

std::string merchant_code(int n) {
  std::string code = fmt::format("91140403MA{:06}", n);
  code += organisation_code_check(code.substr(8, 8));
  code += credit_code_check(code);
  return code;
}

}  // namespace engine_test
