#include "open311/georeport.h"

#include "open311/w3c_time.h"

namespace seethrough::open311 {
namespace {

/// A list of what `each` makes of the items.
template <class Item, class Each>
Element all(std::string name, const std::vector<Item>& items, Each each) {
  std::vector<Element> children;
  children.reserve(items.size());
  for (const Item& item : items) children.push_back(each(item));
  return list(std::move(name), std::move(children));
}

Element endpoint(const Endpoint& one) {
  return object("endpoint", {text("specification", one.specification), text("url", one.url),
                             text("changeset", w3c(one.changeset)), text("type", one.type),
                             all("formats", one.formats, [](const std::string& f) { return text("format", f); })});
}

std::string joined(const std::vector<std::string>& words) {
  std::string out;
  for (const std::string& word : words) out += (out.empty() ? "" : ", ") + word;
  return out;
}

Element service(const Service& one) {
  return object("service", {text("service_code", one.service_code), text("service_name", one.service_name),
                            text("description", one.description), truth("metadata", one.metadata),
                            text("type", "realtime"), text("keywords", joined(one.keywords)),
                            text("group", one.group)});
}

Element attribute(const Attribute& one) {
  Element out = object(
      "attribute", {truth("variable", one.variable), text("code", one.code), text("datatype", one.datatype),
                    truth("required", one.required), text("datatype_description", one.datatype_description),
                    number("order", one.order), text("description", one.description)});
  if (!one.values.empty())
    out.children.push_back(all("values", one.values, [](const Attribute::Value& value) {
      return object("value", {text("key", value.key), text("name", value.name)});
    }));
  return out;
}

Element request(const ServiceRequest& one) {
  return object("request", {text("service_request_id", one.service_request_id),
                            text("status", std::string(name(one.status))), text("status_notes", one.status_notes),
                            text("service_name", one.service_name), text("service_code", one.service_code),
                            text("description", one.description), text("agency_responsible", one.agency_responsible),
                            text("service_notice", one.service_notice), text("requested_datetime", w3c(one.requested)),
                            text("updated_datetime", w3c(one.updated)),
                            text("expected_datetime", one.expected ? w3c(*one.expected) : ""),
                            text("address", one.address), text("address_id", one.address_id), text("zipcode", ""),
                            text("lat", ""), text("long", ""), text("media_url", one.media_url)});
}

Element update(const Update& one) {
  return object("request_update",
                {text("update_id", one.update_id), text("service_request_id", one.service_request_id),
                 text("status", std::string(name(one.status))), text("updated_datetime", w3c(one.updated)),
                 text("description", one.description), text("media_url", one.media_url)});
}

}  // namespace

std::string_view name(Status status) { return status == Status::open ? "open" : "closed"; }

Element document(const Discovery& discovery) {
  return object("discovery",
                {text("changeset", w3c(discovery.changeset)), text("contact", discovery.contact),
                 text("key_service", discovery.key_service), all("endpoints", discovery.endpoints, endpoint)});
}

Element document(const std::vector<Service>& services) { return all("services", services, service); }

Element document(const ServiceDefinition& definition) {
  return object("service_definition", {text("service_code", definition.service_code),
                                       all("attributes", definition.attributes, attribute)});
}

Element document(const std::vector<ServiceRequest>& requests) { return all("service_requests", requests, request); }

Element document(const Registered& registered) {
  return list("service_requests",
              {object("request", {text("service_request_id", registered.service_request_id),
                                  text("service_notice", registered.service_notice), text("account_id", "")})});
}

Element document(const Token& token) {
  return list("service_requests", {object("request", {text("service_request_id", token.service_request_id),
                                                      text("token", token.token)})});
}

Element document(const std::vector<Update>& updates) { return all("service_request_updates", updates, update); }

Element document(const UpdateTaken& taken) {
  return list("service_request_updates",
              {object("request_update", {text("update_id", taken.update_id), text("account_id", "")})});
}

Element document(const std::vector<Error>& errors) {
  return all("errors", errors, [](const Error& error) {
    return object("error", {number("code", error.code), text("description", error.description)});
  });
}

}  // namespace seethrough::open311
