import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { basename } from "node:path";
import { test } from "node:test";
import { gzipSync } from "node:zlib";

const gzipped = (path) => gzipSync(readFileSync(`${WEB}/${path}`), { level: 9 }).length;
const publicScripts = ["dist/site.js", "dist/verify.js"];

/// Every file that the build makes, with its octets.
function built() {
  execFileSync(process.execPath, ["build.mjs"], { cwd: WEB });
  const desk = readdirSync(`${WEB}/dist/desk/assets`).sort().map((name) => `dist/desk/assets/${name}`);
  return [...publicScripts, "dist/desk/index.html", "dist/desk.bundle", ...desk].map((name) => [name, readFileSync(`${WEB}/${name}`)]);
}
const first = built();

test("both scripts of the public pages together stay within 25 KB, gzipped", (t) => {
  const sizes = publicScripts.map(gzipped);
  t.diagnostic(`site.js ${sizes[0]} bytes, verify.js ${sizes[1]} bytes, together ${sizes[0] + sizes[1]}`);
  assert.ok(sizes[0] + sizes[1] <= 25 * 1024);
});

test("the same sources give the same bytes", () => {
  assert.deepEqual(built(), first);
});

/// The scripts that loading `output` brings along, itself included, but not what it loads later.
function withImports(outputs, output, found = new Set()) {
  if (found.has(output)) return found;
  found.add(output);
  for (const { path, kind } of outputs[output].imports) if (kind === "import-statement") withImports(outputs, path, found);
  return found;
}

test("the console's shell stays within 300 KB, each further page within 120 KB, gzipped", (t) => {
  const { outputs } = JSON.parse(readFileSync(`${WEB}/dist/desk.meta.json`, "utf8"));
  const scripts = Object.entries(outputs).filter(([, { entryPoint }]) => entryPoint);
  const size = (names) => [...names].reduce((sum, name) => sum + gzipped(name), 0);
  const [main] = scripts.find(([, { entryPoint }]) => entryPoint === "desk/main.tsx");
  const shell = withImports(outputs, main);
  const styles = readdirSync(`${WEB}/dist/desk/assets`).filter((name) => name.endsWith(".css")).map((name) => `dist/desk/assets/${name}`);
  const whole = size(shell) + size(styles) + gzipped("dist/desk/index.html");
  t.diagnostic(`shell ${whole} bytes, of which styles ${size(styles)}`);
  assert.ok(whole <= 300 * 1024);
  const pages = scripts.filter(([name]) => name !== main);
  assert.ok(pages.length >= 10);
  for (const [name, { entryPoint }] of pages) {
    const more = size([...withImports(outputs, name)].filter((one) => !shell.has(one)));
    t.diagnostic(`${basename(entryPoint)} ${more} bytes`);
    assert.ok(more <= 120 * 1024, entryPoint);
  }
});

test("the bundle for the program holds every file of the console, whole", () => {
  const bundle = readFileSync(`${WEB}/dist/desk.bundle`);
  const head = bundle.indexOf("\n\n");
  let at = head + 2;
  const names = bundle.subarray(0, head).toString().split("\n").map((line) => {
    const [name, type, length] = line.split("\t");
    assert.match(type, /^text\/(html|css|javascript|plain); charset=utf-8$/);
    assert.deepEqual(bundle.subarray(at, at + Number(length)), readFileSync(`${WEB}/dist/desk/${name}`), name);
    at += Number(length);
    return name;
  });
  assert.equal(at, bundle.length);
  assert.deepEqual(names.filter((name) => name.startsWith("assets/")), readdirSync(`${WEB}/dist/desk/assets`).sort().map((name) => `assets/${name}`));
  const page = readFileSync(`${WEB}/dist/desk/index.html`, "utf8");
  for (const [, name] of page.matchAll(/"\/desk\/([^"]+)"/g)) assert.ok(names.includes(name), `${name} of index.html`);
});
