#include "proof/receipt.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <array>

#include "memory_log.h"
#include "proof/encoding.h"

using namespace seethrough;
using namespace seethrough::proof;

namespace {

Receipt receipt_of(const MemoryLog& log, std::uint64_t index) {
  return {index, log.tree.inclusion_proof(index, log.tree.size()), log.files.at("checkpoint"), std::nullopt};
}

}  // namespace

TEST_CASE("a receipt is spelled as tlog-proof spells it") {
  Digest hash;
  hash.bytes.fill(1);
  const std::string base64 = "AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE=";
  CHECK(format_receipt({5, {hash, hash}, "note\n", std::nullopt}) ==
        "c2sp.org/tlog-proof@v1\nindex 5\n" + base64 + "\n" + base64 + "\n\nnote\n");
  CHECK(format_receipt({0, {}, "note\n", "extra information"}) ==
        "c2sp.org/tlog-proof@v1\nextra ZXh0cmEgaW5mb3JtYXRpb24=\nindex 0\n\nnote\n");
}

TEST_CASE("every entry's receipt verifies offline, for that entry alone") {
  for (const std::uint64_t size : {1u, 2u, 7u, 256u, 300u}) {
    const MemoryLog log(size);
    for (std::uint64_t index = 0; index < size; ++index) {
      const std::string text = format_receipt(receipt_of(log, index));
      const auto verified = verify_receipt(text, log.entries[index], log_key().verifier);
      REQUIRE(verified);
      REQUIRE(verified->index == index);
      REQUIRE(verified->checkpoint == log.checkpoint_at(size));
      REQUIRE_FALSE(verify_receipt(text, log.entries[index] + "x", log_key().verifier));
    }
  }
}

TEST_CASE("a receipt with any byte changed is refused") {
  const MemoryLog log(7);
  const std::string text = format_receipt(receipt_of(log, 5));
  REQUIRE(verify_receipt(text, log.entries[5], log_key().verifier));
  for (std::size_t at = 0; at < text.size(); ++at) {
    std::string changed = text;
    changed[at] = static_cast<char>(changed[at] ^ 1);
    CAPTURE(at);
    CHECK_FALSE(verify_receipt(changed, log.entries[5], log_key().verifier));
    CHECK_FALSE(verify_receipt(text.substr(0, at), log.entries[5], log_key().verifier));
  }
}

TEST_CASE("a receipt comes back from its text") {
  CHECK(rc::check("round trip", [](std::uint64_t index, const std::vector<std::array<std::uint8_t, 32>>& hashes,
                                   const std::string& extra, bool has_extra) {
    Receipt receipt{index, {}, "a note\n", std::nullopt};
    for (std::size_t i = 0; i < hashes.size() && i < 64; ++i) receipt.proof.push_back(Digest{hashes[i]});
    if (has_extra) receipt.extra = extra;
    const auto parsed = parse_receipt(format_receipt(receipt));
    RC_ASSERT(parsed.has_value());
    RC_ASSERT(*parsed == receipt);
  }));
}

TEST_CASE("other spellings of a receipt are refused") {
  const std::string head = "c2sp.org/tlog-proof@v1\n";
  const std::string hash = to_base64(octets_of(leaf_hash("a")));
  CHECK(parse_receipt(head + "index 0\n" + hash + "\n\nnote\n"));
  CHECK(parse_receipt(head + "extra \nindex 0\n\nnote\n"));
  const std::vector<std::string> others{
      "", head, head + "index 0\n", head + "index 0\n\n", head + "index 00\n\nnote\n",
      head + "index 01\n\nnote\n", head + "index -1\n\nnote\n", head + "index\n\nnote\n", head + "\nnote\n",
      head + "index 0\nextra AAAA\n\nnote\n", head + "extra A\nindex 0\n\nnote\n", head + "index 0\nAAAA\n\nnote\n",
      head + "index 0\n" + hash + "\r\n\nnote\n", head + "index 0\n" + hash + "\nnote\n",
      "c2sp.org/tlog-proof@v2\nindex 0\n\nnote\n"};
  for (const std::string& bad : others) {
    CAPTURE(bad);
    CHECK_FALSE(parse_receipt(bad));
  }
  std::string deep = head + "index 0\n";
  for (int i = 0; i < 65; ++i) deep += hash + "\n";
  CHECK_FALSE(parse_receipt(deep + "\nnote\n"));
}
