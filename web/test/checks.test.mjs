import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import { canonical, checkBulletin, checkEntry, checkGrowth, checkLog } from "../src/checks.ts";
import { Unchecked, parseVerifierKey, words } from "../src/log.ts";
import vectors from "./fixtures/vectors.json";
import { keyText, memoryLog, sourceOf } from "./memory_log.mjs";

const key = parseVerifierKey(keyText);
const sha256 = (text) => createHash("sha256").update(text).digest("hex");
const part = { batch: 0, cut_off: "2025-06-15", edition: 1, figures: [{ id: "subsidies.claims", unit: "count", value: 632 }],
               journal_position: 300, reconstructed: false, series: "subsidies" };
const digest = sha256(canonical(part));
const issued = (seq, number, data) => JSON.stringify({
  at: "2025-06-16T00:00:00Z", data: { batch: 0, cut_off: "2025-06-15", digest, known_at: 300, number, series: "subsidies", ...data },
  seq, type: "publication.bulletin_issued/1",
});

function logOf(size, special = {}) {
  return memoryLog(Array.from({ length: size }, (_, i) => special[i + 1] ?? JSON.stringify({ seq: i + 1, type: "other/1" })));
}
const reading = (files, source = sourceOf(files)) => ({ source, key, progress: () => undefined });
const down = async () => {
  throw new Unchecked(words("断网", "offline"));
};
const without = (files, prefix) => async (path) => (path.startsWith(prefix) ? down() : sourceOf(files)(path));

/// The files, with one byte of one of them changed.
function changed(files, path, at) {
  const copy = new Map(files);
  const bytes = Buffer.from(files.get(path));
  bytes[at] ^= 1;
  return copy.set(path, bytes);
}

test("a log matches when all its leaf hashes give the signed root", async () => {
  for (const size of [0, 1, 255, 256, 257, 1300]) {
    let last = 0;
    const outcome = await checkLog({ ...reading(logOf(size)), progress: (done) => (last = done) });
    assert.equal(outcome.verdict, "matches", `size ${size}: ${JSON.stringify(outcome.steps)}`);
    assert.equal(last, Math.ceil(size / 256));
  }
});

test("a log with one changed hash differs; one that can't be fetched is unchecked", async () => {
  const files = logOf(1300);
  assert.equal((await checkLog(reading(changed(files, "tile/0/003", 77)))).verdict, "differs");
  assert.equal((await checkLog(reading(changed(files, "checkpoint", 40)))).verdict, "differs");
  assert.equal((await checkLog(reading(files, without(files, "tile/0/004")))).verdict, "unchecked");
  assert.equal((await checkLog(reading(files, down))).verdict, "unchecked");
  assert.equal((await checkLog(reading(new Map()))).verdict, "unchecked");
});

test("an entry matches, and is shown; a changed one differs; one beyond the end is unchecked", async () => {
  const files = logOf(600);
  const good = await checkEntry(reading(files), 600);
  assert.equal(good.verdict, "matches");
  assert.deepEqual(JSON.parse(good.entry), { seq: 600, type: "other/1" });
  assert.equal((await checkEntry(reading(changed(files, "tile/entries/000", 9)), 1)).verdict, "differs");
  assert.equal((await checkEntry(reading(changed(files, "tile/1/000.p/2", 33)), 1)).verdict, "differs");
  for (const seq of [0, 601, NaN, 1.5]) assert.equal((await checkEntry(reading(files), seq)).verdict, "unchecked");
  assert.equal((await checkEntry(reading(files, without(files, "tile/entries")), 5)).verdict, "unchecked");
});

test("a log that grew matches a kept checkpoint; a rewritten one differs; a shorter one is unchecked", async () => {
  const kept = logOf(300).get("checkpoint").toString();
  assert.equal((await checkGrowth(reading(logOf(700)), kept)).verdict, "matches");
  assert.equal((await checkGrowth(reading(logOf(300)), `\r\n${kept.replaceAll("\n", "\r\n")}`)).verdict, "matches");
  assert.equal((await checkGrowth(reading(logOf(700, { 5: "another" })), kept)).verdict, "differs");
  assert.equal((await checkGrowth(reading(logOf(200)), kept)).verdict, "unchecked");
  assert.equal((await checkGrowth(reading(logOf(200)), "  ")).verdict, "unchecked");
  assert.equal((await checkGrowth(reading(logOf(2000)), vectors.checkpoints[5])).verdict, "differs");
});

test("a bulletin matches from its file, flat or nested, with or without the entry's number", async () => {
  const files = logOf(900, { 301: issued(301, 3) });
  const checkpoint = logOf(300).get("checkpoint").toString();
  for (const file of [{ ...part, digest }, part, { bulletin: part, digest, number: 3 }, { ...part, checkpoint: "" }, { ...part, checkpoint }])
    for (const hint of [0, 301, 7, 5000])
      assert.equal((await checkBulletin(reading(files), JSON.stringify(file), hint)).verdict, "matches", JSON.stringify(file));
});

test("a bulletin whose figures or digest were changed differs", async () => {
  const files = logOf(900, { 301: issued(301, 3) });
  const forged = { ...part, figures: [{ ...part.figures[0], value: 633 }] };
  for (const file of [{ ...forged, digest }, { ...forged, digest: sha256(canonical(forged)) }, forged,
                      { bulletin: part, digest, number: 4 }, { ...part, cut_off: "2025-06-14" }, { ...part, journal_position: 10_000 }]) {
    const outcome = await checkBulletin(reading(files), JSON.stringify(file), 0);
    assert.equal(outcome.verdict, "differs", JSON.stringify([file, outcome.steps]));
  }
});

test("a bulletin from a log that was rewritten since differs", async () => {
  const checkpoint = logOf(300, { 5: "another" }).get("checkpoint").toString();
  const files = logOf(900, { 301: issued(301, 3) });
  assert.equal((await checkBulletin(reading(files), JSON.stringify({ ...part, checkpoint }), 0)).verdict, "differs");
});

test("what is not a bulletin, or can't be looked up, is unchecked", async () => {
  const files = logOf(900, { 301: issued(301, 3) });
  for (const text of ["", "{", "null", "[]", "5", "{}", JSON.stringify({ ...part, batch: 1.5 })])
    assert.equal((await checkBulletin(reading(files), text, 0)).verdict, "unchecked", text);
  const outcome = await checkBulletin(reading(files, without(files, "tile/entries")), JSON.stringify(part), 0);
  assert.equal(outcome.verdict, "unchecked");
});

test("a search that did not see every entry does not say that the bulletin was never issued", async () => {
  const size = 256 * 90;
  const files = logOf(size, { [256 * 45]: issued(256 * 45, 3, { known_at: 0 }) });
  const early = { ...part, journal_position: 0 };
  const file = JSON.stringify({ ...part, journal_position: 0 });
  assert.equal((await checkBulletin(reading(files), file, 0)).verdict, "unchecked");
  const found = logOf(size, { [256 * 89]: issued(256 * 89, 3, { known_at: 0, digest: sha256(canonical(early)) }) });
  assert.equal((await checkBulletin(reading(found), file, 0)).verdict, "matches");
});

test("canonical JSON sorts names, drops white space and keeps Chinese as it is", () => {
  assert.equal(canonical(JSON.parse('{ "b": [1, {"z": true, "a": null}], "a": "滁州\\n\\u0001\\"" }')),
               '{"a":"滁州\\n\\u0001\\"","b":[1,{"a":null,"z":true}]}');
});
