#include "proof/note.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <array>

#include "proof/checkpoint.h"
#include "proof/encoding.h"
#include "proof/hash.h"

using namespace seethrough;
using namespace seethrough::proof;

namespace {

SigningKey test_key(std::string_view name, std::uint8_t fill = 7) {
  Seed seed;
  seed.bytes.fill(fill);
  return make_signing_key(name, seed);
}

const std::string origin = "log.example.cn/chuzhou";

Result<OpenedNote, std::string> open_with(std::string_view note, const VerifierKey& key) {
  return open_note(note, std::span(&key, 1));
}

}  // namespace

TEST_CASE("a note that golang.org/x/mod/sumdb/note publishes as its example opens") {
  const Result<VerifierKey, std::string> key =
      parse_verifier_key("PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW");
  REQUIRE(key);
  const std::string body =
      "If you think cryptography is the answer to your problem,\n"
      "then you don't know what your problem is.\n";
  const std::string note = body +
      "\n\u2014 PeterNeumann "
      "x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";
  const Result<OpenedNote, std::string> opened = open_with(note, *key);
  REQUIRE(opened);
  CHECK(opened->body == body);
  CHECK(opened->signers == std::vector{*key});
  CHECK(verifier_key_text(*key) == "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW");
}

TEST_CASE("a signed note opens with its key, and with any byte changed it does not") {
  const SigningKey key = test_key(origin);
  const std::string note = sign_note("明督\n\n第二行\n", key);
  REQUIRE(open_with(note, key.verifier));
  CHECK(open_with(note, key.verifier)->body == "明督\n\n第二行\n");
  for (std::size_t at = 0; at < note.size(); ++at) {
    for (const int flip : {1, 0x20, 0x80}) {
      std::string changed = note;
      changed[at] = static_cast<char>(changed[at] ^ flip);
      CHECK_FALSE(open_with(changed, key.verifier));
    }
    CHECK_FALSE(open_with(note.substr(0, at), key.verifier));
  }
}

TEST_CASE("signatures of unknown keys are ignored, a wrong one of a known key is refused") {
  const SigningKey log = test_key(origin);
  const SigningKey witness = test_key("witness.example/1", 9);
  const std::string body = "text\n";
  const std::string by_log = sign_note(body, log);
  const std::string witness_line = sign_note(body, witness).substr(body.size() + 1);
  const std::string both = by_log + witness_line;

  CHECK(open_with(both, log.verifier)->signers == std::vector{log.verifier});
  CHECK(open_with(both, witness.verifier)->signers == std::vector{witness.verifier});
  const std::array keys{witness.verifier, log.verifier};
  CHECK(open_note(both, keys)->signers == std::vector{log.verifier, witness.verifier});
  CHECK(open_note(both + witness_line, keys)->signers.size() == 2);
  CHECK_FALSE(open_with(by_log, witness.verifier));
  CHECK_FALSE(open_note(by_log, {}));

  const std::string wrong_line = sign_note("other text\n", witness).substr(sizeof("other text\n"));
  CHECK(open_with(by_log + wrong_line, log.verifier));
  const Result<OpenedNote, std::string> refused = open_note(by_log + wrong_line, keys);
  REQUIRE_FALSE(refused);
  CHECK(refused.error().find("witness.example/1") != std::string::npos);
  CHECK_FALSE(open_with(by_log, test_key(origin, 8).verifier));
}

TEST_CASE("notes beyond the limits or of another form are refused") {
  const SigningKey key = test_key(origin);
  const std::string note = sign_note("text\n", key);
  const std::string line = note.substr(6);
  std::string many = note;
  for (std::size_t i = 1; i < note_signatures_max; ++i) many += line;
  CHECK(open_with(many, key.verifier));
  CHECK_FALSE(open_with(many + line, key.verifier));
  CHECK_FALSE(open_with(sign_note(std::string(note_size_max, 'a') + "\n", key), key.verifier));
  CHECK_FALSE(open_with("", key.verifier));
  CHECK_FALSE(open_with("text\n\n", key.verifier));
  CHECK_FALSE(open_with(note + "— nonsense\n", key.verifier));
  CHECK_FALSE(open_with("\ttext\n\n" + line, key.verifier));
  CHECK_FALSE(open_with("\xC0\xAFtext\n\n" + line, key.verifier));
  CHECK_FALSE(open_with("\xED\xA0\x80text\n\n" + line, key.verifier));
}

TEST_CASE("a key's name has no spaces of any kind and no plus") {
  CHECK(is_key_name("log.example.cn/滁州"));
  for (const std::string_view bad : {"", "a b", "a+b", "a\u3000b", "a\u00A0b", "a\u2003", "a\n", "a\xFF"}) {
    CHECK_FALSE(is_key_name(bad));
  }
}

TEST_CASE("a verifier key comes back from its text, and other texts are refused") {
  const VerifierKey key = test_key(origin).verifier;
  const std::string text = verifier_key_text(key);
  REQUIRE(parse_verifier_key(text));
  CHECK(*parse_verifier_key(text) == key);
  CHECK_FALSE(parse_verifier_key(""));
  CHECK_FALSE(parse_verifier_key(origin));
  CHECK_FALSE(parse_verifier_key("x" + text));  // the ID no longer fits the name
  CHECK_FALSE(parse_verifier_key(text.substr(0, text.size() - 4)));
  CHECK_FALSE(parse_verifier_key(text + "AAAA"));
  const std::string witness_type = '\x04' + std::string(32, 'k');
  const std::string id = to_hex(sha256("w\n" + witness_type)).substr(0, 8);
  CHECK_FALSE(parse_verifier_key("w+" + id + "+" + to_base64(witness_type)));
}

TEST_CASE("a checkpoint comes back from its signed note") {
  CHECK(rc::check("round trip", [](std::uint64_t size, std::array<std::uint8_t, 32> root) {
    const SigningKey key = test_key(origin);
    const Checkpoint checkpoint{origin, size == 0 ? 1 : size, Digest{root}};
    const Result<Checkpoint, std::string> opened = open_checkpoint(sign_checkpoint(checkpoint, key), key.verifier);
    RC_ASSERT(opened.has_value());
    RC_ASSERT(*opened == checkpoint);
  }));
}

TEST_CASE("a checkpoint has exactly three lines in one spelling") {
  const std::string root = to_base64(octets_of(leaf_hash("a")));
  const auto good = [](std::string_view body) { return parse_checkpoint_body(body).has_value(); };
  CHECK(good("o\n1\n" + root + "\n"));
  CHECK(good("o\n18446744073709551615\n" + root + "\n"));
  CHECK(good("o\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n"));
  for (const char* size : {"", "01", "-1", "+1", " 1", "1 ", "0x1", "1.0", "18446744073709551616", "0"}) {
    CHECK_FALSE(good("o\n" + std::string(size) + "\n" + root + "\n"));
  }
  CHECK_FALSE(good("\n1\n" + root + "\n"));
  CHECK_FALSE(good("o\n1\n" + root));
  CHECK_FALSE(good("o\n1\n" + root + "\nextension\n"));
  CHECK_FALSE(good("o\n1\n" + root + "\n\n"));
  CHECK_FALSE(good("o\n1\n" + root.substr(0, 43) + "\n"));
  CHECK_FALSE(good("o\n1\n" + root + "AAAA\n"));
  CHECK_FALSE(good("o\n1\n" + root.substr(0, 40) + "\n"));
  std::string trailing_bits = root;  // the last digit before '=' carries two bits that must be zero
  ++trailing_bits[42];
  CHECK_FALSE(good("o\n1\n" + trailing_bits + "\n"));
}

TEST_CASE("a checkpoint of another log is refused even if the key signed it") {
  const SigningKey key = test_key(origin);
  const Checkpoint other{"log.example.cn/elsewhere", 1, leaf_hash("a")};
  CHECK_FALSE(open_checkpoint(sign_note(checkpoint_body(other), key), key.verifier));
}
