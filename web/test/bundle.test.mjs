import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { gzipSync } from "node:zlib";

const built = () => {
  execFileSync(process.execPath, ["build.mjs"], { cwd: WEB });
  return ["site.js", "verify.js"].map((name) => readFileSync(`${WEB}/dist/${name}`));
};

test("both scripts together stay within 25 KB, gzipped", (t) => {
  const sizes = built().map((bytes) => gzipSync(bytes, { level: 9 }).length);
  t.diagnostic(`site.js ${sizes[0]} bytes, verify.js ${sizes[1]} bytes, together ${sizes[0] + sizes[1]}`);
  assert.ok(sizes[0] + sizes[1] <= 25 * 1024);
});

test("the same sources give the same bytes", () => {
  assert.deepEqual(built(), built());
});
