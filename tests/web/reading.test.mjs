// Reading the site: days, calendar, figures, records, cases, bulletins, paper.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { addresses, close, open, start } from "./harness.mjs";

let house;
let pages;
before(async () => {
  house = await start();
  pages = await addresses(house);
});
after(() => house?.close());

const dayOf = (url) => /\/d\/(\d{4}-\d\d-\d\d)/.exec(url)?.[1];
const dayAfter = (day, n) => new Date(Date.parse(day) + n * 86_400_000).toISOString().slice(0, 10);

test("[ and ] lead to the day before and the day after, and back", async () => {
  const page = await open(house, pages.front);
  const day = dayOf(page.url());
  for (const [key, expected] of [["[", dayAfter(day, -1)], ["[", dayAfter(day, -2)], ["]", dayAfter(day, -1)]]) {
    await Promise.all([page.waitForURL(`**/d/${expected}*`), page.keyboard.press(key)]);
    assert.equal(dayOf(page.url()), expected);
    assert.ok((await page.locator("main").innerText()).length > 40);
  }
  await close(page);
});

test("the links of the day strip lead where the keys lead", async () => {
  const page = await open(house, pages.front);
  const day = dayOf(page.url());
  assert.match(await page.locator("link[rel=prev]").getAttribute("href"), new RegExp(dayAfter(day, -1)));
  await page.locator(`header a[href*='/d/${dayAfter(day, -1)}']`).first().click();
  assert.equal(dayOf(page.url()), dayAfter(day, -1));
  await close(page);
});

test("c opens the calendar, whose days lead to front pages; v opens verification", async () => {
  const page = await open(house, pages.front);
  await Promise.all([page.waitForURL("**/cal/*"), page.keyboard.press("c")]);
  const link = page.locator("main a[href*='/d/']").first();
  const href = await link.getAttribute("href");
  await Promise.all([page.waitForURL("**/d/*"), link.click()]);
  assert.equal(dayOf(page.url()), dayOf(href));
  await Promise.all([page.waitForURL("**/verify"), page.keyboard.press("v")]);
  await close(page);
});

test("keys are left alone in fields and with modifiers, explained by ?, and can be switched off", async () => {
  const page = await open(house, pages.claims);
  const before = page.url();
  await page.locator("input[name=text]").focus();
  await page.keyboard.type("cv[]?");
  await page.locator("h1").click();
  await page.keyboard.press("Control+c");
  assert.equal(page.url(), before);
  assert.equal(await page.locator("dialog[open]").count(), 0);
  await page.keyboard.press("?");
  const help = page.getByRole("dialog");
  await help.waitFor();
  assert.equal(await help.locator("kbd").count(), 5);
  await help.getByRole("checkbox").uncheck();
  await page.keyboard.press("Escape");
  await help.waitFor({ state: "hidden" });
  await page.keyboard.press("v");
  await page.keyboard.press("?");
  assert.equal(page.url(), before);
  assert.equal(await page.locator("dialog[open]").count(), 0);
  await page.locator("[data-keys-help]").click();
  await help.getByRole("checkbox").check();
  await help.getByRole("button").click();
  await Promise.all([page.waitForURL("**/verify"), page.keyboard.press("v")]);
  await close(page);
});

test("a figure on the front page opens to its definition, records and downloads, with the same value", async () => {
  const page = await open(house, pages.front);
  const figure = page.locator("main a[data-value][href*='/f/']").first();
  const [value, href] = [await figure.getAttribute("data-value"), await figure.getAttribute("href")];
  await figure.click();
  const twin = await (await page.request.get(`${href}.json`)).json();
  assert.equal(String(twin.figures[0].value), value);
  for (const selector of ["a[href*='/def/']", "a[href*='/r?kind=']", "a[href$='.csv']", "a[href$='.svg']", "#proof"])
    assert.ok((await page.locator(`main ${selector}`).count()) > 0, selector);
  const csv = await page.request.get(`${href}.csv`);
  assert.match(await csv.text(), new RegExp(`,${value},`));
  assert.match(await (await page.request.get(`${href}.svg`)).text(), /^<svg|^<\?xml/);
  await close(page);
});

test("every page's JSON twin is JSON and knows the same journal position", async () => {
  const page = await open(house, pages.front);
  const positions = new Set();
  for (const kind of ["front", "figure", "definition", "calendar", "claims", "complaints-case", "verify"]) {
    await page.goto(pages[kind]);
    const address = await page.locator("link[rel=alternate][type='application/json']").getAttribute("href");
    const answer = await page.request.get(address);
    assert.equal(answer.status(), 200, address);
    positions.add((await answer.json()).journal_position);
  }
  assert.equal(positions.size, 1);
  assert.ok([...positions][0] > 0);
  await close(page);
});

for (const kind of ["claims", "complaints", "projects"]) {
  test(`records of ${kind} are filtered, said in a sentence, sorted and paged by addresses`, async () => {
    const page = await open(house, pages[kind]);
    const whole = await page.locator("h1").innerText();
    const choice = page.locator("select[name=place]");
    const place = await choice.locator("option").nth(1).getAttribute("value");
    const name = (await choice.locator("option").nth(1).innerText()).trim();
    await choice.selectOption(place);
    await page.locator("form button[type=submit]").first().click();
    const said = await page.locator("h1").innerText();
    assert.notEqual(said, whole);
    assert.ok(said.includes(name), said);
    assert.equal(new URL(page.url()).searchParams.get("place"), place);

    await page.goto(pages[kind]);
    const sorter = page.locator("th a[href*='sort=']").first();
    await sorter.click();
    assert.equal(await page.locator("th[aria-sort=ascending]").count(), 1);
    await page.locator("th[aria-sort] a").click();
    assert.equal(await page.locator("th[aria-sort=descending]").count(), 1);
    const first = await page.locator("tbody th").first().innerText();

    const next = page.locator("main a[rel=next]");
    if ((await next.count()) > 0) {
      await next.click();
      assert.notEqual(await page.locator("tbody th").first().innerText(), first);
    }
    await close(page);
  });

  test(`a record of ${kind} shows its life, each step with an address of its own`, async () => {
    const page = await open(house, pages[`${kind}-case`]);
    const steps = page.locator("li[id^=e]");
    assert.ok((await steps.count()) > 0);
    const id = await steps.first().getAttribute("id");
    await page.locator(`a[href='#${id}']`).first().click();
    assert.ok(page.url().endsWith(`#${id}`));
    const twin = await (await page.request.get(`${pages[`${kind}-case`]}.json`)).json();
    assert.equal(twin.page, "case");
    await close(page);
  });
}

test("a filter that nothing matches says so, and is not an empty list", async () => {
  const page = await open(house, `${pages.claims}&text=no-such-number`);
  assert.equal(await page.locator("main tbody tr").count(), 0);
  assert.ok((await page.locator("main").innerText()).length > 40);
  await close(page);
});

test("a bulletin shows its digest, cut-off and tables, and its file carries the same digest", async () => {
  const page = await open(house, pages.bulletin);
  const digest = await page.locator("code").filter({ hasText: /^[0-9a-f]{64}$/ }).first().innerText();
  assert.ok((await page.locator("main table").count()) > 0);
  assert.equal((await (await page.request.get(`${pages.bulletin}.json`)).json()).digest, digest);
  await close(page);
});

for (const [kind, lang] of [["front", "zh"], ["front", "en"], ["bulletin", "zh"], ["figure", "en"]]) {
  test(`${kind} in ${lang} prints on A3 with nothing cut off`, async () => {
    const page = await open(house, pages[kind].replace(/^\/zh/, `/${lang}`), { width: 1123 });
    const pdf = (await page.pdf({ format: "A3", printBackground: true })).toString("latin1");
    assert.ok((pdf.match(/\/Type\s*\/Page\b/g) ?? []).length >= 1);
    await page.emulateMedia({ media: "print" });
    const cut = await page.evaluate(() => {
      const wide = document.documentElement;
      const out = wide.scrollWidth > wide.clientWidth ? [`page ${wide.scrollWidth} of ${wide.clientWidth}`] : [];
      for (const e of document.querySelectorAll("body, main, main *")) {
        const style = getComputedStyle(e);
        if (style.overflowX === "visible" || e.clientWidth <= 1 || e instanceof SVGElement) continue;
        if (e.scrollWidth > e.clientWidth + 1 || e.scrollHeight > e.clientHeight + 1) out.push(`${e.tagName} ${e.className}`);
      }
      return out;
    });
    assert.deepEqual(cut, []);
    await close(page);
  });
}
