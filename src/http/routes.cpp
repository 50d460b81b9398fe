#include "http/routes.h"

#include <boost/describe/enum_from_string.hpp>
#include <boost/describe/enum_to_string.hpp>
#include <fmt/format.h>

#include "http/gzip.h"
#include "journal/codec.h"
#include "proof/encoding.h"
#include "proof/hash.h"
#include "proof/receipt.h"

namespace seethrough::http {
namespace {

constexpr std::size_t kept_readings = 4;
constexpr std::size_t kept_pages = 128;

Failure beyond_the_end(std::uint64_t position, std::uint64_t size) {
  return {FailureKind::not_found, fmt::format("流水只有 {} 条，没有位置 {}", size, position),
          fmt::format("the journal has {} entries: there is no position {}", size, position)};
}

}  // namespace

PinnedReadings::Pointer PinnedReadings::find(std::uint64_t position, Pointer& before) {
  const std::scoped_lock lock(mutex_);
  for (auto one = recent_.begin(); one != recent_.end(); ++one) {
    if ((*one)->position() == position) {
      recent_.splice(recent_.begin(), recent_, one);
      return recent_.front();
    }
    if ((*one)->position() < position && (!before || before->position() < (*one)->position())) before = *one;
  }
  return nullptr;
}

Result<PinnedReadings::Pointer, Failure> PinnedReadings::at(std::uint64_t position) {
  Pointer before;
  if (auto kept = find(position, before)) return kept;
  struct Asking {
    std::atomic<int>& count;
    const int others = count.fetch_add(1);
    ~Asking() { count.fetch_sub(1); }
  } asking{asking_};
  if (asking.others > 1)
    return Unexpected{Failure{FailureKind::unavailable, "正在按较早的流水位置重算，请过几秒重试",
                              "earlier journal positions are being folded; try again in a few seconds"}};
  const std::scoped_lock lock(folding_);
  if (auto kept = find(position, before)) return kept;
  auto folded = fold(position, before);
  if (!folded) return folded;
  const std::scoped_lock list(mutex_);
  recent_.push_front(*folded);
  if (recent_.size() > kept_readings) recent_.pop_back();
  return folded;
}

/// What is known of the earlier position need not be read again.
Result<PinnedReadings::Pointer, Failure> PinnedReadings::fold(std::uint64_t position, const Pointer& before) {
  auto reading = before ? std::make_shared<figures::Reading>(*before) : std::make_shared<figures::Reading>(places_);
  std::optional<Failure> fault;
  const auto take = [&](std::uint64_t seq, std::string_view bytes, const Digest&) {
    auto entry = journal::decode_entry(bytes);
    if (entry) engine::take(*reading, seq, entry->event);
    else fault = entry.error();
    return entry.has_value();
  };
  if (reading->position() < position) {
    if (auto read = journal_.read(reading->position() + 1, position, take); !read) return Unexpected{read.error()};
    if (fault) return Unexpected{*fault};
  }
  if (reading->position() != position) return Unexpected{beyond_the_end(position, reading->position())};
  return Pointer(std::move(reading));
}

std::optional<Response> PageCache::find(const std::string& key) {
  const std::scoped_lock lock(mutex_);
  const auto found = by_key_.find(key);
  if (found == by_key_.end()) return std::nullopt;
  recent_.splice(recent_.begin(), recent_, found->second);
  return found->second->response;
}

void PageCache::keep(const std::string& key, const Response& response) {
  const std::scoped_lock lock(mutex_);
  if (by_key_.contains(key)) return;
  recent_.push_front({key, response});
  by_key_.emplace(key, recent_.begin());
  if (recent_.size() <= kept_pages) return;
  by_key_.erase(recent_.back().key);
  recent_.pop_back();
}

std::string Shared::verifier_key(const City& city) { return proof::verifier_key_text(city.engine.key().verifier); }

Result<Response, Failure> Shared::read(std::optional<std::uint64_t> known_at, const Read& read) {
  std::optional<Response> response;
  const std::uint64_t size = city.engine.look([&](const figures::Reading& reading, const std::string& checkpoint) {
    if (!known_at || *known_at == reading.position()) response = read(reading, checkpoint);
    return reading.position();
  });
  if (response) return std::move(*response);
  if (*known_at > size) return Unexpected{beyond_the_end(*known_at, size)};
  const auto pinned = pinned_.at(*known_at);
  if (!pinned) return Unexpected{pinned.error()};
  return read(**pinned, city.engine.checkpoint_at(*known_at));
}

Response Shared::page(const Request& request, const Asked& asked, const Render& render) {
  const std::string address = asked.path + asked.ending + "?" + asked.query;
  const auto key_at = [&](std::uint64_t position) { return fmt::format("{} {}", position, address); };
  if (auto kept = cache_.find(key_at(asked.known_at.value_or(city.engine.size())))) return std::move(*kept);
  if (asked.known_at && *asked.known_at < city.engine.size()) {
    // Folded outside the lock below: it may take seconds, and other pages need not wait for it.
    if (const auto folded = pinned_.at(*asked.known_at); !folded)
      return refuse(request, asked.language, folded.error());
  }
  const std::scoped_lock lock(rendering_);
  if (auto kept = cache_.find(key_at(asked.known_at.value_or(city.engine.size())))) return std::move(*kept);
  std::uint64_t position = 0;
  auto made = read(asked.known_at, [&](const figures::Reading& reading, const std::string& checkpoint) {
    position = reading.position();
    const pages::Site site{reading,    asked.language, asked.known_at.has_value(), city.engine.key().verifier.name,
                           checkpoint, std::max(position, city.engine.size()), asked.path};
    return render(site);
  });
  if (!made) return refuse(request, asked.language, made.error());
  if (made->status != 200) return std::move(*made);
  Response response = std::move(*made)
                          .with("ETag", entity_tag({city.build, address, std::to_string(position)}))
                          .with("Cache-Control", asked.known_at && !asked.may_change ? "public, max-age=3600"
                                                                                      : "no-cache");
  response.shared_body = std::make_shared<const std::string>(std::move(response.body));
  response.shared_gzip = std::make_shared<const std::string>(gzip(*response.shared_body));
  response.body.clear();
  cache_.keep(key_at(position), response);
  return response;
}

bool wants_json(const Request& request) {
  return request.path.starts_with("/api/") || request.path.ends_with(".json");
}

Response refuse(const Request& request, Language language, int status, const Words& title, const Words& detail) {
  if (wants_json(request)) {
    Problem said;
    said.status = status;
    said.title = title.in(language);
    said.detail = detail.in(language);
    said.instance = request.raw_target;
    return problem(said).with("Content-Language", std::string(code(language)));
  }
  return html(pages::problem_page(language, status, title.in(language), detail.in(language)).html, status)
      .with("Cache-Control", "no-store");
}

Response no_such_address(const Request& request) {
  std::string_view first = request.path;
  first.remove_prefix(first.starts_with('/') ? 1 : 0);
  return no_such_address(request, parse_language(first.substr(0, first.find('/'))).value_or(language_of(request)));
}

Response no_such_address(const Request& request, Language language) {
  return refuse(request, language, 404, {"没有这个地址", "There is nothing at this address"},
                {"请检查网址是否完整。日期写作 2025-06-15，@ 后面是流水位置。",
                 "Check that the address is complete. A day is written 2025-06-15; a journal position follows an @."});
}

Response refuse(const Request& request, Language language, const Failure& failure) {
  const Words detail = as_sentence({failure.zh, failure.en});
  switch (failure.kind) {
    case FailureKind::not_found: return refuse(request, language, 404, {"没有找到", "Not found"}, detail);
    case FailureKind::malformed:
      return refuse(request, language, 400, {"无法理解的请求", "The request cannot be understood"}, detail);
    default: return refuse(request, language, 503, {"暂时无法提供", "Not available at the moment"}, detail);
  }
}

Words as_sentence(Words words) {
  if (!words.zh.ends_with("。") && !words.zh.ends_with("？")) words.zh += "。";
  if (!words.en.ends_with('.') && !words.en.ends_with('?')) words.en += ".";
  if (words.en[0] >= 'a' && words.en[0] <= 'z') words.en[0] = static_cast<char>(words.en[0] - 'a' + 'A');
  return words;
}

Response refuse_value(const Request& request, Language language, std::string_view name, std::string_view value,
                      const Words& expected) {
  return refuse(request, language, 400, {"参数不对", "A parameter is not as expected"},
                {fmt::format("参数 {} 的值“{}”不对：应为{}{}。", name, value, static_cast<unsigned char>(expected.zh[0]) < 0x80 ? " " : "", expected.zh),
                 fmt::format("The parameter {} has the value '{}': expected {}.", name, value, expected.en)});
}

Response as_response(pages::Page page, const Asked& asked) {
  if (asked.ending != ".json") return html(std::move(page.html), page.status);
  Response response = json(std::move(page.json), page.status);
  if (page.status >= 400) response.content_type = "application/problem+json";
  return response;
}

std::string take_ending(std::string& segment, std::initializer_list<std::string_view> endings) {
  for (const std::string_view ending : endings) {
    if (segment.size() <= ending.size() || !segment.ends_with(ending)) continue;
    segment.resize(segment.size() - ending.size());
    return std::string(ending);
  }
  return {};
}

bool take_position(std::string& segment, std::optional<std::uint64_t>& position) {
  const std::size_t at = segment.find('@');
  if (at == std::string::npos) return true;
  position = whole_number(std::string_view(segment).substr(at + 1));
  segment.resize(at);
  return position.has_value();
}

std::optional<std::uint64_t> whole_number(std::string_view text) { return proof::parse_decimal(text); }

std::string entity_tag(std::initializer_list<std::string_view> parts) {
  proof::Hasher hasher;
  Digest digest;
  for (const std::string_view part : parts) digest = hasher.sha256(proof::octets_of(digest), part);
  return "\"" + to_hex(digest).substr(0, 24) + "\"";
}

std::string series_name(publication::Series series) { return boost::describe::enum_to_string(series, "?"); }

std::optional<publication::Series> parse_series(std::string_view text) {
  publication::Series series{};
  if (!boost::describe::enum_from_string(std::string(text).c_str(), series)) return std::nullopt;
  return series;
}

std::string receipt_of(const City& city, std::uint64_t seq, std::uint64_t size) {
  proof::Receipt receipt;
  receipt.index = seq - 1;
  receipt.checkpoint_note = city.engine.checkpoint_at(size);
  receipt.proof =
      city.engine.look_at_tree([&](const proof::Tree& tree) { return tree.inclusion_proof(seq - 1, size); });
  return proof::format_receipt(receipt);
}

Result<std::optional<std::string>, Failure> entry_bytes(const City& city, std::uint64_t seq) {
  std::optional<std::string> found;
  if (seq == 0 || seq > city.engine.size()) return found;
  auto read = city.journal.read(seq, seq, [&](std::uint64_t, std::string_view bytes, const Digest&) {
    found = std::string(bytes);
    return true;
  });
  if (!read) return Unexpected{read.error()};
  return found;
}

}  // namespace seethrough::http
