#include <doctest/doctest.h>

#include <boost/json/parse.hpp>
#include <pugixml.hpp>

#include "open311/georeport.h"

using namespace seethrough;
using namespace seethrough::open311;

namespace {

const Instant morning = instant_in_china(day_of(2025, 6, 15), 8, 30, 5, 250);
const std::string declaration = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n";

/// The document as XML without its declaration and without what is between the elements.
std::string xml(const Element& root) {
  const std::string whole = to_xml(root);
  REQUIRE(whole.starts_with(declaration));
  pugi::xml_document parsed;
  REQUIRE(parsed.load_buffer(whole.data(), whole.size()));
  struct Text : pugi::xml_writer {
    std::string out;
    void write(const void* data, std::size_t size) override { out.append(static_cast<const char*>(data), size); }
  } text;
  parsed.first_child().print(text, "", pugi::format_raw | pugi::format_no_empty_element_tags);
  return text.out;
}

ServiceRequest a_request() {
  ServiceRequest r;
  r.service_request_id = "W3SX202506150001";
  r.status_notes = "已登记";
  r.service_name = "大气";
  r.service_code = "2025.2";
  r.agency_responsible = "潞州区";
  r.requested = r.updated = morning;
  r.address = "潞州区";
  r.address_id = "140403";
  return r;
}

}  // namespace

TEST_CASE("the discovery document") {
  Discovery d;
  d.changeset = morning;
  d.contact = "api@example.cn";
  d.key_service = "Ask";
  d.endpoints = {{std::string(georeport_v2),
                  "https://log.example.cn/open311/v2",
                  morning,
                  "production",
                  {"text/xml", "application/json"}}};
  CHECK(
      xml(document(d)) ==
      "<discovery><changeset>2025-06-15T08:30:05+08:00</changeset><contact>api@example.cn</contact>"
      "<key_service>Ask</key_service><endpoints><endpoint>"
      "<specification>http://wiki.open311.org/GeoReport_v2</specification><url>https://log.example.cn/open311/v2</url>"
      "<changeset>2025-06-15T08:30:05+08:00</changeset><type>production</type>"
      "<formats><format>text/xml</format><format>application/json</format></formats></endpoint></endpoints></"
      "discovery>");
  CHECK(to_json(document(d)) ==
        R"({"changeset":"2025-06-15T08:30:05+08:00","contact":"api@example.cn","key_service":"Ask","endpoints":[)"
        R"({"specification":"http://wiki.open311.org/GeoReport_v2","url":"https://log.example.cn/open311/v2",)"
        R"("changeset":"2025-06-15T08:30:05+08:00","type":"production","formats":["text/xml","application/json"]}]})");
}

TEST_CASE("the list of services") {
  const std::vector<Service> services{{"2025.1", "水", "", true, {"水", "Water"}, "督察"}};
  CHECK(xml(document(services)) ==
        "<services><service><service_code>2025.1</service_code><service_name>水</service_name>"
        "<description></description><metadata>true</metadata><type>realtime</type><keywords>水, Water</keywords>"
        "<group>督察</group></service></services>");
  CHECK(to_json(document(services)) ==
        R"([{"service_code":"2025.1","service_name":"水","description":null,"metadata":true,"type":"realtime",)"
        R"("keywords":"水, Water","group":"督察"}])");
  CHECK(xml(document(std::vector<Service>{})) == "<services></services>");
  CHECK(to_json(document(std::vector<Service>{})) == "[]");
}

TEST_CASE("the definition of a service: only a list has values") {
  ServiceDefinition d{"2025.1", {}};
  Attribute place{true, "place", "singlevaluelist", true, "", 1, "县区", {{"140403", "潞州区"}}};
  Attribute note{true, "note", "string", false, "", 2, "备注", {}};
  d.attributes = {place, note};
  CHECK(
      xml(document(d)) ==
      "<service_definition><service_code>2025.1</service_code><attributes>"
      "<attribute><variable>true</variable><code>place</code><datatype>singlevaluelist</datatype>"
      "<required>true</required><datatype_description></datatype_description><order>1</order>"
      "<description>县区</description><values><value><key>140403</key><name>潞州区</name></value></values></attribute>"
      "<attribute><variable>true</variable><code>note</code><datatype>string</datatype><required>false</required>"
      "<datatype_description></datatype_description><order>2</order><description>备注</description></attribute>"
      "</attributes></service_definition>");
  CHECK(to_json(document(d)) ==
        R"({"service_code":"2025.1","attributes":[{"variable":true,"code":"place","datatype":"singlevaluelist",)"
        R"("required":true,"datatype_description":null,"order":1,"description":"县区",)"
        R"("values":[{"key":"140403","name":"潞州区"}]},{"variable":true,"code":"note","datatype":"string",)"
        R"("required":false,"datatype_description":null,"order":2,"description":"备注"}]})");
}

TEST_CASE("a service request: all elements, in the specification's order, the unknown ones empty") {
  const std::vector<ServiceRequest> one{a_request()};
  CHECK(xml(document(one)) ==
        "<service_requests><request><service_request_id>W3SX202506150001</service_request_id><status>open</status>"
        "<status_notes>已登记</status_notes><service_name>大气</service_name><service_code>2025.2</service_code>"
        "<description></description><agency_responsible>潞州区</agency_responsible><service_notice></service_notice>"
        "<requested_datetime>2025-06-15T08:30:05+08:00</requested_datetime>"
        "<updated_datetime>2025-06-15T08:30:05+08:00</updated_datetime><expected_datetime></expected_datetime>"
        "<address>潞州区</address><address_id>140403</address_id><zipcode></zipcode><lat></lat><long></long>"
        "<media_url></media_url></request></service_requests>");
  CHECK(to_json(document(one)) ==
        R"([{"service_request_id":"W3SX202506150001","status":"open","status_notes":"已登记","service_name":"大气",)"
        R"("service_code":"2025.2","description":null,"agency_responsible":"潞州区","service_notice":null,)"
        R"("requested_datetime":"2025-06-15T08:30:05+08:00","updated_datetime":"2025-06-15T08:30:05+08:00",)"
        R"("expected_datetime":null,"address":"潞州区","address_id":"140403","zipcode":null,"lat":null,"long":null,)"
        R"("media_url":null}])");
  ServiceRequest closed = a_request();
  closed.status = Status::closed;
  closed.expected = morning;
  const std::string text = xml(document(std::vector{closed, closed}));
  CHECK(text.find("<status>closed</status>") != std::string::npos);
  CHECK(text.find("<expected_datetime>2025-06-15T08:30:05+08:00</expected_datetime>") != std::string::npos);
}

TEST_CASE("answers to a POST, a token, updates and errors") {
  CHECK(xml(document(Registered{"W1", "已登记"})) ==
        "<service_requests><request><service_request_id>W1</service_request_id><service_notice>已登记</service_notice>"
        "<account_id></account_id></request></service_requests>");
  CHECK(to_json(document(Registered{"W1", ""})) ==
        R"([{"service_request_id":"W1","service_notice":null,"account_id":null}])");
  CHECK(xml(document(Token{"W1", "abc"})) ==
        "<service_requests><request><service_request_id>W1</service_request_id><token>abc</token></request></"
        "service_requests>");
  CHECK(to_json(document(Token{"W1", "abc"})) == R"([{"service_request_id":"W1","token":"abc"}])");
  const std::vector<Update> updates{{"12", "W1", Status::closed, morning, "已办结", ""}};
  CHECK(xml(document(updates)) ==
        "<service_request_updates><request_update><update_id>12</update_id><service_request_id>W1</service_request_id>"
        "<status>closed</status><updated_datetime>2025-06-15T08:30:05+08:00</updated_datetime>"
        "<description>已办结</description><media_url></media_url></request_update></service_request_updates>");
  CHECK(
      to_json(document(updates)) ==
      R"([{"update_id":"12","service_request_id":"W1","status":"closed","updated_datetime":"2025-06-15T08:30:05+08:00",)"
      R"("description":"已办结","media_url":null}])");
  CHECK(xml(document(UpdateTaken{"12"})) ==
        "<service_request_updates><request_update><update_id>12</update_id><account_id></account_id></request_update>"
        "</service_request_updates>");
  const std::vector<Error> errors{{403, "no key"}, {400, "no <code>"}};
  CHECK(xml(document(errors)) ==
        "<errors><error><code>403</code><description>no key</description></error>"
        "<error><code>400</code><description>no &lt;code&gt;</description></error></errors>");
  CHECK(to_json(document(errors)) == R"([{"code":403,"description":"no key"},{"code":400,"description":"no <code>"}])");
}

TEST_CASE("what XML cannot hold is replaced, what it can is not") {
  const std::string odd = std::string("a\x01") + "b\xEF\xBF\xBE" "c\td<&>\"'\n好";
  const std::string whole = to_xml(text("t", odd));
  pugi::xml_document parsed;
  REQUIRE(parsed.load_buffer(whole.data(), whole.size()));
  CHECK(std::string(parsed.child("t").text().get()) == "a\xEF\xBF\xBD" "b\xEF\xBF\xBD" "c\td<&>\"'\n好");
  CHECK(whole.find('\x01') == std::string::npos);
  CHECK(boost::json::parse(to_json(text("t", odd))).as_string() == odd);
}

TEST_CASE("a text that looks like a number stays a text in JSON, a number is unquoted") {
  CHECK(to_json(object("o", {text("a", "001"), number("b", 1), truth("c", false)})) ==
        R"({"a":"001","b":1,"c":false})");
}
