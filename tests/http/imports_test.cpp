// Uploads: a file is read, previewed, confirmed, imported; and what may go wrong on the way.

#include <fmt/format.h>

#include <boost/json/serialize.hpp>

#include <chrono>
#include <thread>

#include "http/file_body.h"
#include "http/imports.h"
#include "http/serving.h"
#include "http/small_city.h"
#include "identifiers/identity_number.h"

namespace seethrough::http {
namespace {

const std::string csv_head = "品类,merchant,place,day,price_yuan,name,identity_number,item,invoice";

std::string identity(int n) {
  std::string number = fmt::format("140403{}0101{:03}", 1950 + n / 1000, n % 1000);
  number.push_back(identity_number_check(number));
  return number;
}
std::string line(int n, const std::string& price = "10.00", int place = 140403) {
  return fmt::format("fridge,{},{},2031-06-01,{},张三,{},SN{:08},2514200000{:010}", shop_code, place, price, identity(n), n, n);
}
std::string file_of(int rows, int from = 1) {
  std::string out = csv_head + "\n";
  for (int n = from; n < from + rows; ++n) out += line(n) + "\n";
  return out;
}

/// A small city whose spool can be looked into, and a clerk of the whole city.
struct Office {
  SmallCity c;
  Pairs clerk;
  Instant now = instant_in_china(city_day, 12, 0, 0, 0);

  Office() {
    c.populate();
    c.city->spool = c.folder / "spool";
    c.city->clock = [this] { return now; };
    std::filesystem::create_directory(c.city->spool);
    c.open_account("clerk", access::Grant{access::Role::clerk, access::Programme::subsidies, subsidies_test::city});
    clerk = c.session_of("clerk");
  }
  Response upload(std::string body, Pairs who, const std::string& type = "text/csv",
                  const std::string& query = "?kind=claims&name=june.csv") {
    if (!type.empty()) who.emplace_back("Content-Type", type);
    return c.ask("POST", "/api/v1/imports" + query, std::move(who), std::move(body));
  }
  std::string id_of(const Response& response) {
    INFO(response.text());
    REQUIRE(response.status == 202);
    return std::string(boost::json::parse(response.text()).at("id").as_string());
  }
  boost::json::value told(const std::string& id) {
    const Response response = c.ask("GET", "/api/v1/imports/" + id, clerk);
    INFO(response.text());
    REQUIRE(response.status == 200);
    return boost::json::parse(response.text());
  }
  /// What is told once the import is in neither of the states that pass by themselves.
  boost::json::value settled(const std::string& id) {
    for (int i = 0; i < 6000; ++i) {
      auto now_told = told(id);
      if (now_told.at("state") != "reading" && now_told.at("state") != "running") return now_told;
      std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
    FAIL("the import does not settle");
    return {};
  }
  Response confirm(const std::string& id) { return c.ask("POST", "/api/v1/imports/" + id + "/confirm", clerk); }
  int spooled() {
    int files = 0;
    for ([[maybe_unused]] const auto& one : std::filesystem::directory_iterator(c.city->spool)) ++files;
    return files;
  }
};

TEST_CASE("a file is read first, and commands nothing before it is confirmed") {
  Office o;
  const auto before = o.c.engine->size();
  const std::string id = o.id_of(o.upload(file_of(3) + line(4, "a lot") + "\n", o.clerk));
  const auto preview = o.settled(id);
  CHECK(preview.at("state") == "preview");
  CHECK(preview.at("name") == "june.csv");
  CHECK(preview.at("rows") == 4);
  CHECK(preview.at("rejected") == 1);
  CHECK(preview.at("accepted") == 0);
  CHECK(preview.at("first").at(0).at("row") == 5);
  CHECK(preview.at("first").at(0).at("column") == "price_yuan");
  CHECK(preview.at("columns").at(0) == boost::json::value{{"column", "品类"}, {"field", "kind"}});
  CHECK(preview.at("columns").as_array().size() == 9);
  CHECK(o.c.engine->size() == before);
  CHECK(o.spooled() == 1);

  CHECK(o.confirm(id).status == 202);
  const auto done = o.settled(id);
  CHECK(done.at("state") == "done");
  CHECK(done.at("rows") == 4);
  CHECK(done.at("accepted") == 3);
  CHECK(done.at("rejected") == 1);
  CHECK(o.c.engine->size() == before + 3);
  CHECK(o.confirm(id).status == 409);

  const Response rejected = o.c.ask("GET", std::string(done.at("rejected_file").as_string()), o.clerk);
  REQUIRE(rejected.file);
  std::string text(rejected.file->size(), '\0');
  CHECK(rejected.file->read(0, text) == text.size());
  CHECK(text.find("a lot") != std::string::npos);
  CHECK(rejected.header("Cache-Control") == "no-store");
  CHECK(o.spooled() == 1);  // the upload is gone, the rejected rows are kept
  CHECK(o.c.ask("DELETE", "/api/v1/imports/" + id, o.clerk).status == 204);
  CHECK(o.spooled() == 0);
  CHECK(o.c.ask("GET", "/api/v1/imports/" + id, o.clerk).status == 404);
}

TEST_CASE("what was imported is in the account's name, and the same file again changes nothing") {
  Office o;
  const std::string first = o.id_of(o.upload(file_of(2), o.clerk));
  o.settled(first);
  o.confirm(first);
  CHECK(o.settled(first).at("accepted") == 2);
  const auto size = o.c.engine->size();
  REQUIRE(o.c.journal.read(size, size, [](std::uint64_t, std::string_view bytes, const Digest&) {
    const auto entry = journal::decode_entry(bytes);
    REQUIRE(entry);
    CHECK(entry->envelope.by == "clerk");
    return true;
  }));
  const std::string again = o.id_of(o.upload(file_of(2), o.clerk));
  o.settled(again);
  o.confirm(again);
  const auto done = o.settled(again);
  CHECK(done.at("repeated") == 2);
  CHECK(done.at("accepted") == 0);
}

TEST_CASE("nobody else sees an import, and none is uploaded without the right") {
  Office o;
  o.c.open_account("other", access::Grant{access::Role::clerk, access::Programme::subsidies, subsidies_test::city});
  o.c.open_account("reader", access::Grant{access::Role::leader, access::Programme::subsidies, subsidies_test::city});
  o.c.open_account("elsewhere", access::Grant{access::Role::clerk, access::Programme::complaints, subsidies_test::city});
  const std::string id = o.id_of(o.upload(file_of(1), o.clerk));
  o.settled(id);
  const Pairs other = o.c.session_of("other");
  const std::string address = "/api/v1/imports/" + id;
  CHECK(o.c.ask("GET", address, other).status == 404);
  CHECK(o.c.ask("POST", address + "/confirm", other).status == 404);
  CHECK(o.c.ask("DELETE", address, other).status == 404);
  CHECK(o.c.ask("GET", address + "/rejected.csv", other).status == 404);
  CHECK(o.c.ask("GET", address, {}).status == 401);
  CHECK(o.upload(file_of(1), {}).status == 401);
  CHECK(o.upload(file_of(1), o.c.session_of("reader")).status == 403);
  CHECK(o.upload(file_of(1), o.c.session_of("elsewhere")).status == 403);
  CHECK(o.told(id).at("state") == "preview");
}

TEST_CASE("rows of a place where the account may not enter are told in the preview, and leave nothing in the vault") {
  Office o;
  o.c.open_account("district", access::Grant{access::Role::clerk, access::Programme::subsidies, subsidies_test::district});
  o.clerk = o.c.session_of("district");
  const std::string id = o.id_of(o.upload(csv_head + "\n" + line(1) + "\n" + line(2, "10.00", 140400) + "\n", o.clerk));
  const auto preview = o.settled(id);
  CHECK(preview.at("rows") == 2);
  CHECK(preview.at("rejected") == 1);
  CHECK(preview.at("first").at(0).at("row") == 3);
  o.confirm(id);
  CHECK(o.settled(id).at("accepted") == 1);
  CHECK(o.c.vault.get(o.c.vault.pseudonym("person", identity(1)))->size() == 1);
  CHECK(o.c.vault.get(o.c.vault.pseudonym("person", identity(2)))->empty());
}

TEST_CASE("bad uploads are refused, and bad files fail with a sentence that names them") {
  Office o;
  CHECK(o.upload("", o.clerk).status == 400);
  CHECK(o.upload(file_of(1), o.clerk, "application/x-www-form-urlencoded").status == 415);
  CHECK(o.upload(file_of(1), o.clerk, "multipart/form-data; boundary=x").status == 415);
  CHECK(o.upload(file_of(1), o.clerk, "text/csv", "").status == 400);
  CHECK(o.upload(file_of(1), o.clerk, "text/csv", "?kind=cases").status == 400);
  CHECK(o.upload(file_of(1), o.clerk, "text/csv", "?kind=claims&shet=a").status == 400);
  CHECK(o.upload(file_of(1), o.clerk, "text/csv", "?kind=claims&name=" + std::string(201, 'x')).status == 400);
  CHECK(o.upload(std::string((std::size_t{64} << 20) + 1, 'x'), o.clerk).status == 413);
  CHECK(o.spooled() == 0);
  for (const auto& [body, part] :
       {std::pair{std::string("colour\nred\n"), "colour"}, std::pair{std::string("%PDF-1.7 ..."), "june.csv"},
        std::pair{std::string("PK\3\4 not a workbook"), "june.csv"}, std::pair{std::string("\xFF\xFE\0a", 4), "june.csv"},
        std::pair{csv_head, "june.csv"}}) {
    const std::string id = o.id_of(o.upload(body, o.clerk));
    const auto failed = o.settled(id);
    INFO(boost::json::serialize(failed));
    if (body != csv_head) {
      CHECK(failed.at("state") == "failed");
      CHECK(std::string(failed.at("failure").as_string()).find(part) != std::string::npos);
      CHECK(std::string(failed.at("failure").as_string()).find("spool") == std::string::npos);
      CHECK(o.confirm(id).status == 409);
      CHECK(o.spooled() == 0);
    }
    CHECK(o.c.ask("DELETE", "/api/v1/imports/" + id, o.clerk).status == 204);
  }
}

TEST_CASE("two at once are both imported, and a fifth that has not ended is refused") {
  Office o;
  const std::string a = o.id_of(o.upload(file_of(600, 1), o.clerk));
  const std::string b = o.id_of(o.upload(file_of(600, 601), o.clerk));
  o.settled(a);
  o.settled(b);
  CHECK(o.confirm(a).status == 202);
  CHECK(o.confirm(b).status == 202);
  CHECK(o.settled(a).at("accepted") == 600);
  CHECK(o.settled(b).at("accepted") == 600);
  std::vector<std::string> held;
  for (int i = 0; i < 4; ++i) held.push_back(o.id_of(o.upload(file_of(1, 2000 + i), o.clerk)));  // the two above make room
  CHECK(o.upload(file_of(1), o.clerk).status == 409);
  for (const auto& id : held) o.settled(id);
  CHECK(o.c.ask("DELETE", "/api/v1/imports/" + held[0], o.clerk).status == 204);
  CHECK(o.upload(file_of(1), o.clerk).status == 202);
}

TEST_CASE("one that is stopped ends after the rows in hand, and the same file goes on from there") {
  Office o;
  const std::string id = o.id_of(o.upload(file_of(9000), o.clerk));
  CHECK(o.settled(id).at("state") == "preview");
  o.confirm(id);
  const int status = o.c.ask("DELETE", "/api/v1/imports/" + id, o.clerk).status;
  REQUIRE(status == 202);
  const auto stopped = o.settled(id);
  CHECK(stopped.at("state") == "stopped");
  const auto accepted = stopped.at("accepted").to_number<int>();
  CHECK(accepted < 9000);
  CHECK(o.spooled() == 0);
  const std::string again = o.id_of(o.upload(file_of(9000), o.clerk));
  o.settled(again);
  o.confirm(again);
  const auto done = o.settled(again);
  CHECK(done.at("repeated") == accepted);
  CHECK(done.at("accepted") == 9000 - accepted);
}

TEST_CASE("an upload that nobody confirms is gone after a day") {
  Office o;
  const std::string id = o.id_of(o.upload(file_of(1), o.clerk));
  o.settled(id);
  o.now = Instant{o.now.ms + 86'399'999};
  o.clerk = o.c.session_of("clerk");
  CHECK(o.told(id).at("state") == "preview");
  o.now = Instant{o.now.ms + 1};
  CHECK(o.c.ask("GET", "/api/v1/imports/" + id, o.clerk).status == 404);
  CHECK(o.spooled() == 0);
}

TEST_CASE("an upload that is cut off, and one that claims too much, leave nothing behind") {
  Office o;
  const auto server = serve([&](const Request& request) { return o.c.router.answer(request); });
  const std::string head = "POST /api/v1/imports?kind=claims HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/csv\r\n"
                           "Authorization: Bearer sto_test\r\nContent-Length: ";
  {
    RawClient client(server->port());
    REQUIRE(client.connected());
    CHECK(client.send(head + "100000\r\n\r\n" + file_of(3)));
  }
  const std::string reply = reply_to(*server, head + "67108865\r\n\r\n");
  CHECK(has(reply, "HTTP/1.1 413 "));
  CHECK(o.spooled() == 0);
}

}  // namespace
}  // namespace seethrough::http
