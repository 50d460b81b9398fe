import assert from "node:assert/strict";
import { test } from "node:test";
import * as log from "../src/log.ts";
import vectors from "./fixtures/vectors.json";
import { keyText, memoryLog, origin, signed, sourceOf } from "./memory_log.mjs";

const key = log.parseVerifierKey(vectors.key);
const checkpoints = new Map(vectors.checkpoints.map((note) => {
  const checkpoint = log.openCheckpoint(note, key);
  return [checkpoint.size, checkpoint];
}));
const entry = (i) => new TextEncoder().encode(`entry ${i}`);
const entries = (n) => Array.from({ length: n }, (_, i) => `entry ${i}`);
const hashes = (list) => list.map((text) => log.fromBase64(text));

test("the proof room's verifier key is read, and is the same as this test's own", () => {
  assert.equal(key.name, origin);
  assert.equal(vectors.key, keyText);
});

test("a key that is mistyped could not be used, which is not a mismatch", () => {
  for (const wrong of ["", "name", vectors.key.slice(0, -2), vectors.key.replace("ARl", "ARm"), vectors.key.replace("121e", "121f")])
    assert.throws(() => log.parseVerifierKey(wrong), log.Unchecked, wrong);
});

test("every checkpoint of the proof room opens, and none opens after a change", () => {
  assert.equal(checkpoints.size, vectors.checkpoints.length);
  for (const note of vectors.checkpoints) {
    assert.throws(() => log.openCheckpoint(note.replace(/\n(\d+)\n/, "\n1$1\n"), key), log.Mismatch);
    assert.throws(() => log.openCheckpoint(note.replace(/\n\n/, "\n"), key), log.Mismatch);
    assert.throws(() => log.openCheckpoint(note.replace(/.=\n$/, "A=\n"), key), log.Mismatch);
  }
});

test("a checkpoint of another log, of another key or with more lines is a mismatch", () => {
  const root = "A".repeat(43) + "=";
  assert.equal(log.openCheckpoint(signed(`${origin}\n5\n${root}\n`), key).size, 5);
  for (const body of [`other.example\n5\n${root}\n`, `${origin}\n05\n${root}\n`, `${origin}\n5\n${root}\nmore\n`, `${origin}\n5\n`])
    assert.throws(() => log.openCheckpoint(signed(body), key), log.Mismatch, body);
  assert.throws(() => log.openCheckpoint(signed(`${origin}\n5\n${root}\n`, "other.example"), key), log.Mismatch);
});

test("signatures of keys one does not know are ignored", () => {
  const [body, own] = vectors.checkpoints[3].split("\n\n");
  const witnessed = `${body}\n\n— witness.example ${"A".repeat(96)}\n${own}`;
  assert.equal(log.openCheckpoint(witnessed, key).size, 3);
});

test("tile paths are those of the proof room", () => {
  for (const { level, index, width, path } of vectors.paths) assert.equal(log.tilePath(level, index, width), path);
});

test("the frontier gives the proof room's root at every size", () => {
  const edge = new log.Frontier();
  let compared = 0;
  for (let i = 0; i <= 1025; ++i) {
    const known = checkpoints.get(i);
    if (known) {
      assert.deepEqual(edge.root(), known.root, `size ${i}`);
      compared += 1;
    }
    edge.append(log.leafHash(entry(i)));
  }
  assert.equal(compared, vectors.checkpoints.length);
});

test("inclusion proofs made from tiles are those of the proof room, and verify", async () => {
  for (const { index, size, proof } of vectors.inclusion) {
    const tiled = new log.TiledLog(sourceOf(memoryLog(entries(size))), size);
    const { root } = checkpoints.get(size);
    assert.deepEqual(await tiled.inclusionProof(index), hashes(proof), `${index} of ${size}`);
    assert.deepEqual(await tiled.entry(index), entry(index));
    const leaf = log.leafHash(entry(index));
    assert.ok(log.verifyInclusion(leaf, index, size, hashes(proof), root), `${index} of ${size}`);
    assert.ok(!log.verifyInclusion(log.leafHash(entry(index + 1)), index, size, hashes(proof), root));
    assert.ok(!log.verifyInclusion(leaf, index, size, [...hashes(proof), leaf], root));
    if (proof.length > 0) assert.ok(!log.verifyInclusion(leaf, index, size, hashes(proof).slice(1), root));
    if (size > 1) assert.ok(!log.verifyInclusion(leaf, (index + 1) % size, size, hashes(proof), root));
  }
});

test("consistency proofs made from tiles are those of the proof room, and verify", async () => {
  for (const { old, size, proof } of vectors.consistency) {
    const tiled = new log.TiledLog(sourceOf(memoryLog(entries(size))), size);
    const [before, now] = [checkpoints.get(old).root, checkpoints.get(size).root];
    assert.deepEqual(await tiled.root(), now);
    assert.deepEqual(await tiled.consistencyProof(old), hashes(proof), `${old} to ${size}`);
    assert.ok(log.verifyConsistency(old, before, size, now, hashes(proof)), `${old} to ${size}`);
    assert.ok(!log.verifyConsistency(old, log.leafHash(entry(9999)), size, now, hashes(proof)));
    if (old < size && old > 0) assert.ok(!log.verifyConsistency(old, before, size, before, hashes(proof)));
    assert.ok(!log.verifyConsistency(old, before, size, now, [...hashes(proof), now]));
  }
});

test("a partial tile that the server has filled since is read from the full one", async () => {
  const files = memoryLog(entries(256));
  const tiled = new log.TiledLog(sourceOf(files), 200);
  assert.equal((await tiled.leaves(0)).length, 200);
  assert.equal((await tiled.bundle(0)).length, 200);
});

test("base64 that is not canonical is not read", () => {
  assert.equal(log.fromBase64("AB=="), null);
  assert.equal(log.fromBase64("A"), null);
  assert.deepEqual(log.fromBase64("AA=="), Uint8Array.of(0));
});
