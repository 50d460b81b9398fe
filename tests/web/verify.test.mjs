// Verification in the browser, against an honest server and, by changing what arrives, against ones that lie or fail.
import assert from "node:assert/strict";
import { createHash, generateKeyPairSync } from "node:crypto";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { addresses, axe, close, open, picture, sideways, start } from "./harness.mjs";

let house;
let pages;
before(async () => {
  house = await start();
  pages = await addresses(house);
});
after(() => house?.close());

const part = (page, kind) => page.locator(`[data-check=${kind}]`);

/// Presses the button of one check and gives its verdict.
async function verdict(page, kind) {
  await part(page, kind).locator("button[type=submit]").click();
  const result = part(page, kind).locator("[data-result][data-verdict]");
  await result.waitFor({ timeout: 120_000 });
  return result.getAttribute("data-verdict");
}

const said = (page, kind) => part(page, kind).locator("[data-result]").innerText();

/// Lets every answer at these addresses arrive with one byte changed.
const lie = (page, pattern, at) => page.route(pattern, async (route) => {
  const answer = await route.fetch();
  const body = Buffer.from(await answer.body());
  body[at] ^= 1;
  await route.fulfill({ response: answer, body });
});

async function bulletinFile(name, change = (file) => file) {
  const page = await open(house, pages.bulletin);
  const file = await (await page.request.get(`${pages.bulletin}.json`)).json();
  await close(page);
  const path = join(house.folder, `${name}.json`);
  writeFileSync(path, JSON.stringify(change(file)));
  return path;
}

/// Another key under the same name.
function otherKey(name) {
  const { publicKey } = generateKeyPairSync("ed25519");
  const typed = Buffer.concat([Buffer.of(1), publicKey.export({ format: "der", type: "spki" }).subarray(-32)]);
  const id = createHash("sha256").update(`${name}\n`).update(typed).digest("hex").slice(0, 8);
  return `${name}+${id}+${typed.toString("base64")}`;
}

for (const lang of ["zh", "en"]) {
  test(`in ${lang} the log, an entry and a bulletin match, in words, with the offline command`, async () => {
    const page = await open(house, `/${lang}/verify`);
    await part(page, "entry").getByRole("textbox").fill("1");
    await part(page, "bulletin").locator("input[type=file]").setInputFiles(await bulletinFile(`good-${lang}`));
    for (const kind of ["log", "entry", "bulletin"]) {
      assert.equal(await verdict(page, kind), "matches", await said(page, kind));
      assert.match(await said(page, kind), lang === "zh" ? /相符：发布后未变；不证明内容真实/ : /unchanged since publication; not a proof of truth/);
      assert.match(await said(page, kind), /seethrough verify/);
    }
    assert.equal(JSON.parse(await part(page, "entry").locator("[data-entry]").innerText()).seq, 1);
    assert.deepEqual(await axe(page), []);
    assert.deepEqual(page.faults, []);
    await picture(page, `verified-${lang}`);
    for (const width of [390, 320]) {
      await page.setViewportSize({ width, height: 900 });
      assert.deepEqual(await sideways(page), [], `${width} px`);
    }
    await close(page);
  });
}

test("a bulletin matches by series and number, taken from the address", async () => {
  const [, series, number] = /\/b\/(\w+)\/(\d+)/.exec(pages.bulletin);
  const page = await open(house, `/en/verify?series=${series}&number=${number}`);
  assert.equal(await verdict(page, "bulletin"), "matches", await said(page, "bulletin"));
  await part(page, "bulletin").getByRole("textbox").fill("99999");
  assert.equal(await verdict(page, "bulletin"), "unchecked", await said(page, "bulletin"));
  await close(page);
});

test("a bulletin does not match after one figure was changed, with or without its digest", async () => {
  const page = await open(house, "/en/verify");
  const raise = (file) => {
    (file.bulletin ?? file).figures[0].value += 1;
    return file;
  };
  const undated = (file) => {
    const { digest: _, ...rest } = raise(file);
    return rest;
  };
  for (const [name, change] of [["raised", raise], ["raised-undated", undated]]) {
    await part(page, "bulletin").locator("input[type=file]").setInputFiles(await bulletinFile(name, change));
    assert.equal(await verdict(page, "bulletin"), "differs", await said(page, "bulletin"));
  }
  assert.doesNotMatch(await said(page, "bulletin"), /Matches|could not check/);
  assert.deepEqual(await axe(page), []);
  await close(page);
});

test("a server that changes a hash or a checkpoint is found out", async () => {
  for (const [pattern, at] of [["**/tile/0/**", 70], ["**/checkpoint", 30]]) {
    const page = await open(house, "/en/verify");
    await lie(page, pattern, at);
    assert.equal(await verdict(page, "log"), "differs", await said(page, "log"));
    await close(page);
  }
});

test("a server that changes an entry is found out", async () => {
  const page = await open(house, "/en/verify?entry=1");
  await lie(page, "**/tile/entries/**", 10);
  assert.equal(await verdict(page, "entry"), "differs", await said(page, "entry"));
  await close(page);
});

test("what can't be fetched could not be checked, which is never called a mismatch", async () => {
  const failures = [(route) => route.abort(), (route) => route.fulfill({ status: 503 }), (route) => route.fulfill({ status: 404 }),
                    (route) => route.fulfill({ contentType: "text/html", body: "<p>Sign in to the network</p>" })];
  for (const fail of failures) {
    const page = await open(house, "/en/verify?entry=1");
    await page.route("**/tile/**", fail);
    for (const kind of ["log", "entry"]) {
      assert.equal(await verdict(page, kind), "unchecked", await said(page, kind));
      assert.match(await said(page, kind), /Could not check\. That is not a mismatch\./);
      assert.doesNotMatch(await said(page, kind), /Does not match/);
    }
    await close(page);
  }
});

test("a check can be stopped, and then nothing is claimed", async () => {
  const page = await open(house, "/en/verify");
  await page.route("**/tile/**", () => undefined); // never answered
  await part(page, "log").locator("button[type=submit]").click();
  await part(page, "log").getByRole("button", { name: "Stop" }).click();
  const result = part(page, "log").locator("[data-verdict]");
  await result.waitFor();
  assert.equal(await result.getAttribute("data-verdict"), "unchecked");
  await close(page);
});

test("the reader may use a key of their own: another key differs, a mistyped one could not be checked", async () => {
  const page = await open(house, "/en/verify");
  const field = page.getByRole("textbox", { name: /Key to verify with/ });
  const own = await field.inputValue();
  await field.fill(otherKey(own.split("+")[0]));
  assert.equal(await verdict(page, "log"), "differs", await said(page, "log"));
  await field.fill(own.slice(0, -1));
  assert.equal(await verdict(page, "log"), "unchecked", await said(page, "log"));
  await field.fill(own);
  assert.equal(await verdict(page, "log"), "matches", await said(page, "log"));
  await close(page);
});

test("the log is shown to have only grown since a kept checkpoint", async () => {
  const page = await open(house, "/en/verify");
  const figure = await (await page.request.get(`${pages.bulletin}.json`)).json();
  const kept = part(page, "growth").getByRole("textbox");
  await kept.fill(figure.checkpoint);
  assert.equal(await verdict(page, "growth"), "matches", await said(page, "growth"));
  await kept.fill(figure.checkpoint.replace(/\n(\d+)\n/, "\n1$1\n"));
  assert.equal(await verdict(page, "growth"), "differs", await said(page, "growth"));
  await close(page);
});
