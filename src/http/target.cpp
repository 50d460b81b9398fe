#include <algorithm>
#include <cstdint>

#include "base/octets.h"
#include "http/message.h"

namespace seethrough::http {
namespace {

/// Undoes percent encoding; nothing if a "%" is not followed by two hexadecimal digits.
std::optional<std::string> percent_decoded(std::string_view text, bool plus_is_space) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '%') {
      std::uint8_t octet;
      if (text.size() - i < 3 || !parse_hex(text.substr(i + 1, 2), &octet, 1)) return std::nullopt;
      out += static_cast<char>(octet);
      i += 2;
    } else {
      out += plus_is_space && text[i] == '+' ? ' ' : text[i];
    }
  }
  return out;
}

bool is_control(char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; }

bool has_control(std::string_view text, std::string_view allowed = {}) {
  for (const char c : text)
    if (is_control(c) && allowed.find(c) == std::string_view::npos) return true;
  return false;
}

std::optional<std::string> decoded_path(std::string_view raw) {
  std::string path;
  while (!raw.empty()) {  // raw starts with "/"
    raw.remove_prefix(1);
    const std::size_t end = std::min(raw.find('/'), raw.size());
    const auto segment = percent_decoded(raw.substr(0, end), false);
    if (!segment || *segment == "." || *segment == ".." || segment->find('/') != std::string::npos) return std::nullopt;
    path += '/';
    path += *segment;
    raw.remove_prefix(end);
  }
  if (has_control(path) || !valid_utf8(path)) return std::nullopt;
  return path;
}

std::optional<Pairs> decoded_pairs(std::string_view raw, std::string_view allowed_controls) {
  Pairs pairs;
  while (!raw.empty()) {
    const std::size_t end = std::min(raw.find('&'), raw.size());
    const std::string_view pair = raw.substr(0, end);
    raw.remove_prefix(std::min(end + 1, raw.size()));
    if (pair.empty()) continue;
    const std::size_t equals = std::min(pair.find('='), pair.size());
    auto name = percent_decoded(pair.substr(0, equals), true);
    auto value = percent_decoded(pair.substr(std::min(equals + 1, pair.size())), true);
    if (!name || !value || !valid_utf8(*name) || !valid_utf8(*value)) return std::nullopt;
    if (has_control(*name) || has_control(*value, allowed_controls)) return std::nullopt;
    pairs.emplace_back(std::move(*name), std::move(*value));
  }
  return pairs;
}

}  // namespace

bool valid_utf8(std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    const auto octet = [&](std::size_t at) { return static_cast<unsigned char>(text[at]); };
    const unsigned lead = octet(i);
    if (lead < 0x80) {
      ++i;
      continue;
    }
    std::size_t length = 0;
    if (lead >= 0xc2 && lead <= 0xdf) length = 2;
    if (lead >= 0xe0 && lead <= 0xef) length = 3;
    if (lead >= 0xf0 && lead <= 0xf4) length = 4;
    if (length == 0 || text.size() - i < length) return false;
    for (std::size_t k = 1; k < length; ++k)
      if ((octet(i + k) & 0xc0) != 0x80) return false;
    const unsigned second = octet(i + 1);
    if ((lead == 0xe0 && second < 0xa0) || (lead == 0xf0 && second < 0x90)) return false;  // overlong
    if (lead == 0xed && second > 0x9f) return false;                                       // surrogates
    if (lead == 0xf4 && second > 0x8f) return false;                                       // beyond U+10FFFF
    i += length;
  }
  return true;
}

std::optional<Target> parse_target(std::string_view target) {
  if (target.empty() || target.front() != '/' || target.find('#') != std::string_view::npos) return std::nullopt;
  const std::size_t mark = std::min(target.find('?'), target.size());
  auto path = decoded_path(target.substr(0, mark));
  auto query = decoded_pairs(target.substr(std::min(mark + 1, target.size())), "");
  if (!path || !query) return std::nullopt;
  return Target{std::move(*path), std::move(*query)};
}

std::optional<Pairs> parse_urlencoded(std::string_view text) { return decoded_pairs(text, "\r\n\t"); }

}  // namespace seethrough::http
