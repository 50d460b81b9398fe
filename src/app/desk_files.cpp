#include "app/desk_files.h"

#include <charconv>

#include "base/check.h"

namespace seethrough::app {
namespace {

std::string_view take_until(std::string_view& rest, char end) {
  const std::size_t at = rest.find(end);
  INVARIANT(at != std::string_view::npos, "the console's bundle is cut");
  const std::string_view taken = rest.substr(0, at);
  rest.remove_prefix(at + 1);
  return taken;
}

}  // namespace

std::vector<http::DeskFile> desk_files(std::string_view bundle) {
  std::vector<http::DeskFile> files;
  std::vector<std::size_t> lengths;
  while (!bundle.empty() && bundle.front() != '\n') {
    const std::string_view path = take_until(bundle, '\t');
    const std::string_view content_type = take_until(bundle, '\t');
    const std::string_view digits = take_until(bundle, '\n');
    std::size_t length = 0;
    const auto [end, status] = std::from_chars(digits.data(), digits.data() + digits.size(), length);
    INVARIANT(status == std::errc() && end == digits.data() + digits.size(), "the console's bundle has a wrong length");
    files.push_back({path, content_type, {}});
    lengths.push_back(length);
  }
  if (!bundle.empty()) bundle.remove_prefix(1);
  for (std::size_t i = 0; i < files.size(); ++i) {
    INVARIANT(lengths[i] <= bundle.size(), "the console's bundle is cut");
    files[i].text = bundle.substr(0, lengths[i]);
    bundle.remove_prefix(lengths[i]);
  }
  return files;
}

}  // namespace seethrough::app
