// A case as a form hands it in: its words in the vault, a commitment in the journal.

#include <doctest/doctest.h>

#include "http/small_city.h"

namespace seethrough::http {
namespace {

std::string body(const char* number, const char* extra = "") {
  return std::string(R"({"campaign":"2031","batch":2,"number":")") + number +
         R"(","day":"2031-06-02","place":"140403","type":"水","channel":"phone","complainant":"演示来信人","phone":"13800000000",)" +
         R"("text":"演示：河水发黑")" + extra + "}";
}

TEST_CASE("a case is registered with its letter, once however often it is sent") {
  SmallCity c;
  c.populate();
  const auto send = [&](const std::string& key, const std::string& text) { return c.post("/api/v1/complaints", text, key); };
  const auto first = send("one", body("D3SX203106020002"));
  CHECK(first.status == 201);
  CHECK(first.text().find("河水发黑") == std::string::npos);
  CHECK(send("one", body("D3SX203106020002")).status == 200);
  CHECK(send("one", body("D3SX203106020003")).status == 409);
  CHECK(send("two", body("D3SX203106020002")).status == 422);
  CHECK(send("three", body("D3SX203106020004", R"(,"colour":"red")")).status == 400);
  CHECK(send("four", "[]").status == 400);
}

}  // namespace
}  // namespace seethrough::http
