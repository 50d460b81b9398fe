#pragma once
// What a POST of a request or of an update brings (提交内容). Parameters that this system has no use for (device_id,
// account_id, title …) are passed over.

#include "base/result.h"
#include "open311/fault.h"
#include "places/tree.h"

namespace seethrough::open311 {

/// The attribute that says where: a unit of the city, by its code.
inline constexpr std::string_view place_attribute = "place";
inline constexpr std::size_t longest_description = 4'000;  ///< characters (the specification's limit)

struct NewRequest {
  std::string service_code;
  PlaceCode place;  ///< of attribute[place], else of address_id, else of address_string
  std::string address_string, lat, longitude;  ///< as sent
  std::string first_name, last_name, email, phone;
  std::string description;
  std::vector<std::string> media_urls;
  std::string token;  ///< the client's own name for this request; empty: none

  /// Family name first where either is written in Chinese.
  std::string full_name() const;
};

/// The request, or everything that is wrong with it. `places` are those of the city.
Result<NewRequest, Faults> read_new_request(const Parameters& parameters, const Tree& places);

struct NewUpdate {
  std::string update_id;  ///< the client's own; empty: none
  std::string service_request_id;
  std::string first_name, last_name, email, phone;
  std::string description;
  std::vector<std::string> media_urls;
};
/// updated_datetime and status are checked, and then passed over: the time is that of arrival, and a case is closed by those
/// who handle it.
Result<NewUpdate, Faults> read_new_update(const Parameters& parameters);

/// The place that an address names: all of it a place's code or name, or its last part between commas or spaces that is one,
/// or the one place below the root whose Chinese name it contains. Null if it names none, or several.
const Place* place_in_address(std::string_view address, const Tree& places);

}  // namespace seethrough::open311
