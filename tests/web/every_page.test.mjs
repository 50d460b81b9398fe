// Every kind of page, at four widths, in both languages, light and dark, with scripts and without.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { addresses, axe, close, open, picture, sideways, start } from "./harness.mjs";

let house;
let pages;
let scripted;
let plain;
before(async () => {
  house = await start();
  pages = await addresses(house);
  scripted = await open(house, pages.verify);
  plain = await open(house, pages.verify, { scripts: false });
});
after(() => house?.close());

const kinds = ["front", "figure", "definition", "calendar", "bulletin", "claims", "complaints", "projects", "claims-case",
               "complaints-case", "projects-case", "verify", "campaign", "receipt"];
const widths = [1440, 768, 390, 320];
const inLanguage = (path, lang) => path.replace(/^\/(zh|en)\//, `/${lang}/`);

/// Chinese in the light, then English, by the page's own link, in the dark. The colours don't move anything and the languages
/// share their structure, so axe looks at a wide page in one and a narrow one in the other.
const visits = [{ lang: "zh", dark: false, axeAt: 1440 }, { lang: "en", dark: true, axeAt: 390 }];

/// Follows the page's link to the other language, which must lead to the same place.
async function changeLanguage(page, path, lang) {
  await page.locator(`a[hreflang=${lang}]`).first().click();
  await page.waitForURL((now) => now.pathname + now.search === inLanguage(path, lang));
}

/// The page with scripts and without says the same.
async function compareWithPlain(path) {
  const answer = await plain.goto(path);
  assert.equal(answer.status(), 200);
  assert.ok((await plain.locator("main").innerText()).length > 40);
  assert.equal(await plain.locator("h1").innerText(), await scripted.locator("h1").innerText());
  assert.equal(await plain.locator("main table").count(), await scripted.locator("main table").count());
}

for (const kind of kinds)
  test(`${kind} has no fault at any width, in either language, light or dark, with scripts or without`, async () => {
    const page = scripted;
    const faults = [];
    page.faults.splice(0);
    const answer = await page.goto(pages[kind]);
    assert.equal(answer.status(), 200, pages[kind]);
    for (const { lang, dark, axeAt } of visits) {
      const path = inLanguage(pages[kind], lang);
      if (lang === "en") await changeLanguage(page, path, lang);
      assert.match(await page.locator("html").getAttribute("lang"), new RegExp(`^${lang}`));
      assert.equal(await page.locator("h1").count(), 1, "one h1");
      await page.emulateMedia({ colorScheme: dark ? "dark" : "light" });
      for (const width of widths) {
        await page.setViewportSize({ width, height: 900 });
        if (width !== 320) await picture(page, `${kind}-${lang}-${width}`);
        const found = [...(await sideways(page)), ...(width === axeAt ? await axe(page) : [])];
        faults.push(...found.map((fault) => `${path} at ${width} px: ${fault}`));
      }
      await compareWithPlain(path);
    }
    await changeLanguage(page, pages[kind], "zh");
    assert.deepEqual([...faults, ...page.faults], []);
  });

test("an address without a page answers 404 in words, and leads on", async () => {
  for (const path of ["/zh/d/2025-02-30", "/en/nothing", "/zh/case/none", "/zh/complaints?campaign=none"]) {
    const page = await open(house, path);
    assert.equal(page.answer.status(), 404, path);
    assert.ok((await page.locator("main").innerText()).length > 10);
    assert.ok((await page.locator("main a[href='/']").count()) > 0);
    assert.deepEqual(await axe(page), [], path);
    assert.deepEqual(page.faults.filter((fault) => !fault.includes("404")), []);
    await close(page);
  }
});
