// The open page follows the log, says how old it is when it can't, and leaves other days alone.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { addresses, axe, close, open, start } from "./harness.mjs";

let house;
let pages;
before(async () => {
  house = await start();
  pages = await addresses(house);
});
after(() => house?.close());

const merchants = "[data-live='subsidies.merchants']";
const status = (page) => page.locator("[data-live-status]");

/// A unified social credit code (GB 32100-2015) that is valid, made from a number.
function creditCode(number) {
  const alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
  const value = (c) => alphabet.indexOf(c);
  const body = String(number).padStart(8, "0");
  const sum = [...body].reduce((s, c, i) => s + Number(c) * [3, 7, 9, 10, 5, 8, 4, 2][i], 0);
  const organisation = body + "0123456789X0"[11 - (sum % 11)];
  const first17 = `91341100${organisation}`;
  const weighed = [...first17].reduce((s, c, i) => (s + value(c) * Number(3n ** BigInt(i) % 31n)) % 31, 0);
  return first17 + alphabet[(31 - weighed) % 31];
}

let count = 0;
async function admitMerchant(page) {
  const { place, cut_off: day } = await (await page.request.get(`${pages.front}.json`)).json();
  count += 1;
  const [token] = readFileSync(join(house.folder, "operator.token"), "utf8").split("\n");
  const answer = await page.request.post("/api/v1/commands", {
    headers: { Authorization: `Bearer ${token}`, "Idempotency-Key": `browser-test-${count}`, "Content-Type": "application/json" },
    data: { type: "subsidies.admit_merchant",
            data: { merchant: creditCode(78_000_000 + count), name: "浏览器测试商行", place: Number(place.code), day, reconstructed: false } },
  });
  assert.equal(answer.status(), 201, await answer.text());
}

test("the figure of the open page grows when a merchant is admitted, and the page says since when", async () => {
  for (const lang of ["zh", "en"]) {
    const page = await open(house, pages.front.replace(/^\/zh/, `/${lang}`));
    const figure = page.locator(merchants).first();
    const before = Number(await figure.getAttribute("data-value"));
    const printed = await figure.innerText();
    await page.waitForTimeout(500); // the stream opens after the page
    await admitMerchant(page);
    await page.waitForFunction(([selector, old]) => Number(document.querySelector(selector).dataset.value) === old + 1, [merchants, before]);
    assert.notEqual(await figure.innerText(), printed);
    assert.equal((await figure.innerText()).replace(/[\d,]/g, ""), printed.replace(/[\d,]/g, ""));
    await page.waitForFunction((selector) => document.querySelector(selector).textContent !== "", "[data-live-status]");
    assert.match(await status(page).innerText(), lang === "zh" ? /更新，流水位置/ : /updated at .*journal position/);
    const live = await figure.evaluate((e) => e.textContent);
    await page.reload();
    assert.equal(await page.locator(merchants).first().evaluate((e) => e.textContent), live);
    assert.deepEqual(page.faults, []);
    await close(page);
  }
});

test("a pinned page and a page of an earlier day do not move", async () => {
  const page = await open(house, pages.front);
  const { journal_position: position } = await (await page.request.get(`${pages.front}.json`)).json();
  for (const path of [`${pages.front}@${position}`, await page.locator("link[rel=prev]").getAttribute("href")]) {
    await page.goto(path);
    assert.equal(await page.locator("[data-live]").count(), 0, path);
    assert.equal(await status(page).count(), 0, path);
  }
  await close(page);
});

test("when the stream is lost the page says how old its figures are, and that it is back", async () => {
  const page = await open(house, "/en/verify");
  let lost = true;
  await page.route("**/events", (route) => (lost ? route.abort() : route.continue()));
  await page.goto(pages.front.replace(/^\/zh/, "/en"));
  await page.waitForFunction(() => /interrupted: these figures are \d+ s old/.test(document.querySelector("[data-live-status]").textContent),
                             null, { timeout: 30_000 });
  assert.deepEqual(await axe(page), []);
  lost = false;
  await page.waitForFunction(() => /Connected again|Figures updated/.test(document.querySelector("[data-live-status]").textContent),
                             null, { timeout: 90_000 });
  await close(page);
});

test("after a reset the page takes its figures anew", async () => {
  const page = await open(house, "/en/verify");
  await page.route("**/events", (route) => route.fulfill({ contentType: "text/event-stream", body: "retry: 60000\nevent: reset\ndata: \n\n" }));
  let visits = 0;
  await page.route(`**${pages.front}`, async (route) => {
    const answer = await route.fetch();
    const html = await answer.text();
    visits += 1;
    // The first copy is out of date.
    await route.fulfill({ response: answer, body: visits > 1 ? html : html.replace(/(subsidies\.merchants" data-value=")\d+/, "$17") });
  });
  await page.goto(pages.front);
  await page.waitForFunction((selector) => document.querySelector(selector).dataset.value !== "7", merchants);
  assert.equal(visits, 2);
  await close(page);
});
