#include <doctest/doctest.h>

#include "exchange/pictures.h"
#include "http/small_city.h"

namespace seethrough::http {
namespace {

using access::Role;
using stores::Shelf;

/// A small city with a clerk of complaints, one of subsidies, an auditor and an administrator.
struct Office {
  SmallCity c;
  Pairs clerk, stranger, auditor, administrator;

  Office() {
    c.populate();
    using access::Programme;
    const auto open = [&](const std::string& name, Role role, Programme programme) {
      c.open_account(name, access::Grant{role, programme, subsidies_test::city});
      return c.session_of(name);
    };
    clerk = open("clerk", Role::clerk, Programme::complaints);
    stranger = open("stranger", Role::clerk, Programme::subsidies);
    auditor = open("auditor", Role::auditor, Programme::all);
    administrator = open("administrator", Role::administrator, Programme::all);
  }
  Response upload(std::string body, Pairs who, const std::string& type = "image/jpeg", const std::string& query = "") {
    who.emplace_back("Content-Type", type);
    return c.ask("POST", "/api/v1/evidence" + query, std::move(who), std::move(body));
  }
  boost::json::value uploaded(std::string body, const std::string& type = "image/jpeg") {
    const Response response = upload(std::move(body), clerk, type);
    INFO(response.text());
    REQUIRE(response.status == 201);
    return boost::json::parse(response.text());
  }
  Response get(const std::string& digest, const Pairs& who) { return c.ask("GET", "/api/v1/evidence/" + digest, who); }
  std::size_t looks() {
    REQUIRE(c.trail->flush());
    stores::TrailQuery query;
    query.kind = "look";
    std::size_t rows = 0;
    REQUIRE(c.trail->each(query, [&](const stores::TrailRow&) { return ++rows, true; }));
    return rows;
  }
};

std::string text_of(const boost::json::value& value, const char* member) { return std::string(value.at(member).as_string()); }

TEST_CASE("a photograph is kept as it is for those who may read records, and copied without its position for everybody") {
  Office o;
  const std::string photograph = pictures::camera_jpeg(6);
  const auto told = o.uploaded(photograph);
  const std::string digest = text_of(told, "digest"), public_digest = text_of(told, "public_digest");
  CHECK(digest == to_hex(stores::digest_of(photograph)));
  CHECK(digest != public_digest);
  CHECK(told.at("media_type") == "image/jpeg");
  CHECK(told.at("size") == photograph.size());
  CHECK_FALSE(told.as_object().contains("not_public"));
  CHECK(o.uploaded(photograph) == told);  // the same again is the same
  CHECK(*o.c.evidence.count(Shelf::original) == 1);

  const Response original = o.get(digest, o.clerk);
  CHECK(original.status == 200);
  CHECK(original.text() == photograph);
  CHECK(original.content_type == "image/jpeg");
  CHECK(original.header("Cache-Control") == "no-store");
  CHECK(original.header("X-Content-Type-Options") == "nosniff");
  CHECK(original.header("Content-Disposition") == "inline; filename=\"evidence-" + digest.substr(0, 12) + ".jpg\"");
  CHECK(o.looks() == 1);  // who looked at an original is on record, who looked at a copy is not
  CHECK(o.get(public_digest, o.clerk).status == 200);
  CHECK(o.looks() == 1);

  // Nobody sees the copy before a published case names it.
  CHECK(o.c.get("/evidence/" + public_digest).status == 404);
  o.c.city->evidence.is_public = [&](const Digest& asked) { return to_hex(asked) == public_digest; };
  const Response copy = o.c.get("/evidence/" + public_digest);
  CHECK(copy.status == 200);
  CHECK(copy.content_type == "image/jpeg");
  CHECK(copy.header("Cache-Control") == "public, max-age=31536000, immutable");
  CHECK(copy.header("X-Content-Type-Options") == "nosniff");
  CHECK(copy.header("ETag") == "\"" + public_digest + "\"");
  CHECK(contains(*copy.header("Content-Disposition"), ".jpg"));
  for (const std::string& secret : pictures::secrets) CHECK_FALSE(contains(copy.text(), secret));
  CHECK(pictures::decode_jpeg(std::string(copy.text())) == pictures::decode_jpeg(pictures::plain_jpeg()));
}

TEST_CASE("an original is never shown to everybody, whatever is said to be public") {
  Office o;
  const std::string digest = text_of(o.uploaded(pictures::camera_jpeg(1)), "digest");
  const Response before = o.c.get("/evidence/" + digest);
  o.c.city->evidence.is_public = [](const Digest&) { return true; };
  for (const std::string& name : {digest, std::string(64, '0'), std::string("x"), digest + "0"}) {
    const Response response = o.c.get("/evidence/" + name);
    CHECK(response.status == 404);
    CHECK(response.text() == before.text());  // and which of them is there is not told
  }
}

TEST_CASE("a document is kept and not made public, and the answer says why in the reader's language") {
  Office o;
  const auto told = o.uploaded("%PDF-1.7\nsome text", "application/pdf");
  CHECK(told.at("media_type") == "application/pdf");
  CHECK_FALSE(told.as_object().contains("public_digest"));
  CHECK(contains(text_of(told, "not_public"), "JPEG and PNG"));
  CHECK(*o.c.evidence.count(Shelf::published) == 0);
  const Response file = o.get(text_of(told, "digest"), o.auditor);
  CHECK(file.content_type == "application/pdf");
  CHECK(file.header("Content-Disposition")->starts_with("attachment; "));

  const Response chinese = o.upload("<script>alert(1)</script>", o.clerk, "image/jpeg", "?lang=zh");
  const auto page = boost::json::parse(chinese.text());
  CHECK(page.at("media_type") == "application/octet-stream");  // the name it came under proves nothing
  CHECK(contains(text_of(page, "not_public"), "只留存原件"));
  CHECK(o.get(text_of(page, "digest"), o.clerk).content_type == "application/octet-stream");

  const std::string jpeg = pictures::camera_jpeg(1);
  const auto damaged = o.uploaded(jpeg.substr(0, 2000));
  CHECK(contains(text_of(damaged, "not_public"), "cut short"));
  CHECK(o.uploaded(pictures::png_of({}), "image/png").as_object().contains("public_digest"));
}

TEST_CASE("who may not is refused, and what is no file of evidence too") {
  Office o;
  const std::string jpeg = pictures::plain_jpeg();
  CHECK(o.upload(jpeg, {}).status == 401);
  CHECK(o.upload(jpeg, o.stranger).status == 403);
  CHECK(o.upload(jpeg, o.auditor).status == 403);
  CHECK(o.upload(jpeg, o.administrator).status == 403);
  Pairs no_token = o.clerk;
  no_token.pop_back();
  CHECK(o.upload(jpeg, no_token).status == 403);
  for (const std::string type : {"multipart/form-data; boundary=x", "application/x-www-form-urlencoded", "text/plain", "application/json"})
    CHECK(o.upload(jpeg, o.clerk, type).status == 415);
  CHECK(o.upload("", o.clerk).status == 400);
  CHECK(o.upload(std::string(stores::largest_evidence + 1, 'x'), o.clerk).status == 413);
  CHECK(*o.c.evidence.count(Shelf::original) == 0);

  const std::string digest = text_of(o.uploaded(jpeg), "digest");
  CHECK(o.get(digest, {}).status == 401);
  CHECK(o.get(digest, o.stranger).status == 403);
  CHECK(o.get(digest, o.administrator).status == 403);
  CHECK(o.get(std::string(64, '0'), o.clerk).status == 404);
  CHECK(o.get("abc", o.clerk).status == 400);
  o.c.city->evidence = {};
  CHECK(o.upload(jpeg, o.clerk).status == 503);
  CHECK(o.get(digest, o.clerk).status == 503);
  CHECK(o.c.get("/evidence/" + digest).status == 404);
}

}  // namespace
}  // namespace seethrough::http
