#pragma once
// A request's body as a described struct, read as strictly as a command's data.

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include "http/commanding.h"
#include "http/routes.h"
#include "journal/read_json.h"

namespace seethrough::http {

/// The body, or the refusal: 415 if it is not JSON, 400 that names the field, its value and what is expected.
template <class Body>
Result<Body, Response> read_body(const Request& request) {
  const Language language = language_of(request);
  if (auto no = needs_json(request, language)) return Unexpected{std::move(*no)};
  const Words title{"无法理解的请求", "The request cannot be understood"};
  boost::json::error_code error;
  const boost::json::value parsed = boost::json::parse(request.body, error);
  if (error)
    return Unexpected{refuse(request, language, 400, title,
                             {"请求体不是完整的 JSON。", "The body is not complete JSON."})};
  Body body;
  journal::Reader reader(journal::Strictness::request);
  if (reader.read(parsed, body)) return body;
  const journal::FieldFault& fault = *reader.fault();
  return Unexpected{refuse(request, language, 400, title,
                           {fmt::format("字段 {} 不对：应为{}。", fault.path, fault.expected_zh),
                            fmt::format("The field {} is not as expected: {}.", fault.path, fault.expected_en)})};
}

/// 200 with JSON that nobody may keep.
inline Response private_json(boost::json::value body, int status = 200) {
  return json(boost::json::serialize(body), status).with("Cache-Control", "no-store");
}
inline Response no_content() {
  Response response;
  response.status = 204;
  return std::move(response).with("Cache-Control", "no-store");
}

}  // namespace seethrough::http
