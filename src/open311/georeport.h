#pragma once
// The documents (报文) of GeoReport v2 (wiki.open311.org/GeoReport_v2), of its service discovery, and of the extension
// by which updates of a request are read and posted (servicerequestupdates). Members are named as the elements; a text
// that is not known stays empty and is written as an empty element.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "calendar/instant.h"
#include "open311/document.h"

namespace seethrough::open311 {

/// The token by which discovery documents name the specification.
inline constexpr std::string_view georeport_v2 = "http://wiki.open311.org/GeoReport_v2";

struct Endpoint {
  std::string specification, url;
  Instant changeset;
  std::string type = "production";  ///< or "test"
  std::vector<std::string> formats{"text/xml", "application/json"};
};
struct Discovery {
  Instant changeset;  ///< when what follows last changed
  std::string contact, key_service;
  std::vector<Endpoint> endpoints;
};

/// A kind of request that can be made. Always answered in real time: the number comes with the answer.
struct Service {
  std::string service_code, service_name, description;
  bool metadata = false;  ///< whether it has a definition with attributes
  std::vector<std::string> keywords;
  std::string group;
};

struct Attribute {
  struct Value {
    std::string key, name;
  };
  bool variable = true;
  std::string code;
  std::string datatype;  ///< string, number, datetime, text, singlevaluelist, multivaluelist
  bool required = false;
  std::string datatype_description;
  int order = 1;
  std::string description;
  std::vector<Value> values;  ///< of the two lists
};
struct ServiceDefinition {
  std::string service_code;
  std::vector<Attribute> attributes;
};

enum class Status { open, closed };
std::string_view name(Status status);

/// A request as it stands. Nobody's name, telephone or own words belong in it.
struct ServiceRequest {
  std::string service_request_id;
  Status status = Status::open;
  std::string status_notes, service_name, service_code, description, agency_responsible, service_notice;
  Instant requested, updated;
  std::optional<Instant> expected;
  std::string address, address_id, media_url;
};

/// What a POST of a request is answered.
struct Registered {
  std::string service_request_id, service_notice;
};
struct Token {
  std::string service_request_id, token;
};

struct Update {
  std::string update_id, service_request_id;
  Status status = Status::open;  ///< after it
  Instant updated;
  std::string description, media_url;
};
/// What a POST of an update is answered.
struct UpdateTaken {
  std::string update_id;
};

struct Error {
  int code = 400;  ///< the HTTP status
  std::string description;
};

Element document(const Discovery& discovery);
Element document(const std::vector<Service>& services);
Element document(const ServiceDefinition& definition);
Element document(const std::vector<ServiceRequest>& requests);
Element document(const Registered& registered);
Element document(const Token& token);
Element document(const std::vector<Update>& updates);
Element document(const UpdateTaken& taken);
Element document(const std::vector<Error>& errors);

}  // namespace seethrough::open311
