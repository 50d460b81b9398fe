#include "open311/form.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "open311/w3c_time.h"

namespace seethrough::open311 {
namespace {

std::size_t characters(std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

/// Takes parameters one by one and collects what is wrong.
class Form {
 public:
  explicit Form(const Parameters& parameters) : parameters_(parameters) {}

  std::string_view raw(std::string_view name) const { return value_of(parameters_, name); }
  void fail(std::string_view name, std::string_view value, Wording expected, Wording advice = {}) {
    faults.push_back({400, std::string(name), std::string(value), std::move(expected), std::move(advice)});
  }

  std::string text(std::string_view name, std::size_t most) {
    const std::string_view value = raw(name);
    if (characters(value) > most)
      fail(name, value, {"至多 " + std::to_string(most) + " 个字", "at most " + std::to_string(most) + " characters"},
           {"请缩短后重发。", "Shorten it and send it again."});
    return std::string(value);
  }
  std::string needed(std::string_view name, std::size_t most, Wording expected) {
    if (raw(name).empty()) fail(name, "", std::move(expected));
    return text(name, most);
  }
  std::string email() {
    const std::string value = text("email", 254);
    const std::size_t at = value.find('@');
    if (!value.empty() && (at == 0 || at == std::string::npos || at + 1 == value.size() ||
                           value.find_first_of(" \r\n\t") != std::string::npos))
      fail("email", value, {"电子邮箱地址", "an e-mail address"});
    return value;
  }
  std::string phone() {
    const std::string value = text("phone", 40);
    const auto digits = std::count_if(value.begin(), value.end(), [](char c) { return c >= '0' && c <= '9'; });
    if (!value.empty() && (digits < 5 || value.find_first_not_of("0123456789+-() ./xX#*") != std::string::npos))
      fail("phone", value, {"电话号码", "a telephone number"});
    return value;
  }
  std::vector<std::string> media_urls() {
    std::vector<std::string> urls;
    for (const auto& [name, value] : parameters_) {
      if ((name != "media_url" && name != "media_url[]") || value.empty()) continue;
      const bool good = value.size() <= 2'000 && (value.starts_with("https://") || value.starts_with("http://"));
      if (!good || urls.size() == 10)
        fail("media_url", value, {"http:// 或 https:// 开头、不超过 2000 字节的网址，至多 10 个",
                                  "an http:// or https:// address of at most 2000 bytes, ten of them at most"});
      else urls.push_back(value);
    }
    return urls;
  }
  /// A number of degrees, kept as it was written.
  std::string degrees(const char* name, int most) {
    const std::string value(raw(name));
    double parsed = 0;
    const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), parsed);
    const bool good = error == std::errc{} && end == value.data() + value.size() && parsed >= -most && parsed <= most;
    if (!value.empty() && !good)
      fail(name, value, {"-" + std::to_string(most) + " 至 " + std::to_string(most) + " 的度数（WGS84）",
                         "degrees from -" + std::to_string(most) + " to " + std::to_string(most) + " (WGS84)"});
    return value;
  }

  Faults faults;

 private:
  const Parameters& parameters_;
};

const Wording a_unit{"本市县区的代码或名称", "the code or name of a unit of this city"};
const Wording units_are_listed{"县区见 services/{service_code} 的属性 place。",
                               "The attribute place of services/{service_code} lists the units."};

/// Where the request belongs; a fault if nothing says it, or what does is no place.
PlaceCode place_of(Form& form, const Tree& places) {
  for (const char* name : {"attribute[place]", "address_id"}) {
    const std::string_view value = form.raw(name);
    if (value.empty()) continue;
    if (const Place* found = places.find_by_name(value)) return found->code;
    form.fail(name, value, a_unit, units_are_listed);
    return {};
  }
  if (const std::string_view value = form.raw("address_string"); !value.empty()) {
    if (const Place* found = place_in_address(value, places)) return found->code;
    form.fail("address_string", value, {"含有一个县区名称的地址", "an address that names one unit of this city"},
              units_are_listed);
    return {};
  }
  const bool coordinates = !form.raw("lat").empty() || !form.raw("long").empty();
  form.fail("address_id", "", a_unit,
            coordinates ? Wording{"本系统不能由经纬度得出县区，请另给 address_id、address_string 或 attribute[place]。",
                                  "No unit follows from lat and long here: give address_id, address_string or "
                                  "attribute[place] as well."}
                        : Wording{"也可以给 address_string 或 attribute[place]。",
                                  "Or give address_string or attribute[place]."});
  return {};
}

}  // namespace

const Place* place_in_address(std::string_view address, const Tree& places) {
  if (const Place* whole = places.find_by_name(address)) return whole;
  constexpr std::array<std::string_view, 4> separators{",", " ", "，", "、"};
  const Place* last = nullptr;
  std::string part;
  const auto take_part = [&] {
    if (const Place* found = part.empty() ? nullptr : places.find_by_name(part); found && found != &places.root())
      last = found;
    part.clear();
  };
  for (std::size_t i = 0; i < address.size();) {
    const auto cut = std::find_if(separators.begin(), separators.end(),
                                  [&](std::string_view one) { return address.substr(i).starts_with(one); });
    if (cut == separators.end()) {
      part += address[i++];
    } else {
      take_part();
      i += cut->size();
    }
  }
  take_part();
  if (last) return last;
  for (const Place& place : places.all()) {
    if (&place == &places.root() || address.find(place.zh) == std::string_view::npos) continue;
    // A place below another one that is named, too, is the more exact of the two.
    if (last && places.within(last->code, place.code)) continue;
    if (last && !places.within(place.code, last->code)) return nullptr;
    last = &place;
  }
  return last;
}

std::string NewRequest::full_name() const {
  if (first_name.empty() || last_name.empty()) return last_name + first_name;
  return is_ascii(first_name + last_name) ? first_name + " " + last_name : last_name + first_name;
}

Result<NewRequest, Faults> read_new_request(const Parameters& parameters, const Tree& places) {
  Form form(parameters);
  NewRequest request;
  request.service_code = form.needed("service_code", 200, {"services 所列的服务代码", "a code that services lists"});
  request.place = place_of(form, places);
  request.address_string = form.text("address_string", 400);
  request.lat = form.degrees("lat", 90);
  request.longitude = form.degrees("long", 180);
  if (request.lat.empty() != request.longitude.empty())
    form.fail(request.lat.empty() ? "lat" : "long", "", {"与另一个成对的度数", "degrees: lat and long come together"});
  request.first_name = form.text("first_name", 60);
  request.last_name = form.text("last_name", 60);
  request.email = form.email();
  request.phone = form.phone();
  request.description = form.text("description", longest_description);
  request.media_urls = form.media_urls();
  request.token = form.text("token", 200);
  if (!form.faults.empty()) return Unexpected{std::move(form.faults)};
  return request;
}

Result<NewUpdate, Faults> read_new_update(const Parameters& parameters) {
  constexpr std::array<std::string_view, 12> states{"OPEN",
                                                    "CLOSED",
                                                    "FIXED",
                                                    "IN_PROGRESS",
                                                    "ACTION_SCHEDULED",
                                                    "INVESTIGATING",
                                                    "DUPLICATE",
                                                    "NOT_COUNCILS_RESPONSIBILITY",
                                                    "NO_FURTHER_ACTION",
                                                    "INTERNAL_REFERRAL",
                                                    "REOPEN",
                                                    "FOR_TRIAGE"};
  Form form(parameters);
  NewUpdate update;
  update.service_request_id = form.needed("service_request_id", 200, {"受理编号", "the number of a request"});
  update.update_id = form.text("update_id", 200);
  update.description = form.needed("description", longest_description, {"更新内容", "the text of the update"});
  update.first_name = form.text("first_name", 60);
  update.last_name = form.text("last_name", 60);
  update.email = form.email();
  update.phone = form.phone();
  update.media_urls = form.media_urls();
  if (const std::string_view at = form.raw("updated_datetime"); !at.empty() && !parse_w3c(at, End::first))
    form.fail("updated_datetime", at, {"带时区的日期时间，如 2025-06-15T00:00:00+08:00",
                                       "a date-time with its zone, like 2025-06-15T00:00:00+08:00"});
  std::string status(form.raw("status"));
  for (char& c : status) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  if (!status.empty() && std::find(states.begin(), states.end(), status) == states.end())
    form.fail("status", form.raw("status"), {"OPEN 或 CLOSED", "OPEN or CLOSED"});
  if (!form.faults.empty()) return Unexpected{std::move(form.faults)};
  return update;
}

}  // namespace seethrough::open311
