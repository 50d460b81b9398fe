// Every kind of page, at four widths, light and dark, in both languages.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { addresses, axe, close, open, picture, sideways, start } from "./harness.mjs";

let house;
let pages;
before(async () => {
  house = await start();
  pages = await addresses(house);
});
after(() => house?.close());

const kinds = ["front", "figure", "definition", "calendar", "bulletin", "claims", "complaints", "projects", "claims-case",
               "complaints-case", "projects-case", "verify"];
const widths = [1440, 768, 390, 320];
const inLanguage = (path, lang) => path.replace(/^\/(zh|en)\//, `/${lang}/`);

for (const kind of kinds) {
  for (const lang of ["zh", "en"]) {
    test(`${kind} in ${lang} has no fault at any width, light or dark`, async () => {
      const path = inLanguage(pages[kind], lang);
      const faults = [];
      const page = await open(house, path);
      assert.equal(page.answer.status(), 200, path);
      assert.equal(await page.locator("h1").count(), 1, "one h1");
      for (const dark of [false, true]) {
        await page.emulateMedia({ colorScheme: dark ? "dark" : "light" });
        for (const width of widths) {
          await page.setViewportSize({ width, height: 900 });
          const where = `${path} at ${width} px ${dark ? "dark" : "light"}: `;
          if (!dark && width !== 320) await picture(page, `${kind}-${lang}-${width}`);
          faults.push(...(await sideways(page)).map((fault) => where + fault));
          if (width === (dark ? 390 : 1440)) faults.push(...(await axe(page)).map((fault) => where + fault));
        }
      }
      faults.push(...page.faults);
      await close(page);
      assert.deepEqual(faults, []);
    });

    test(`${kind} in ${lang} says the same without scripts`, async () => {
      const path = inLanguage(pages[kind], lang);
      const [plain, scripted] = [await open(house, path, { scripts: false }), await open(house, path)];
      assert.equal(plain.answer.status(), 200);
      assert.ok((await plain.locator("main").innerText()).length > 40);
      assert.equal(await plain.locator("h1").innerText(), await scripted.locator("h1").innerText());
      assert.equal(await plain.locator("main table").count(), await scripted.locator("main table").count());
      await Promise.all([close(plain), close(scripted)]);
    });

    test(`${kind} in ${lang} keeps its place when the language changes`, async () => {
      const path = inLanguage(pages[kind], lang);
      const other = lang === "zh" ? "en" : "zh";
      const page = await open(house, path);
      await page.locator(`a[hreflang=${other}]`).first().click();
      const now = new URL(page.url());
      assert.equal(now.pathname + now.search, inLanguage(path, other));
      assert.match(await page.locator("html").getAttribute("lang"), new RegExp(`^${other}`));
      await close(page);
    });
  }
}

test("an address without a page answers 404 in words, and leads on", async () => {
  for (const path of ["/zh/d/2025-02-30", "/en/nothing", "/zh/case/none"]) {
    const page = await open(house, path);
    assert.equal(page.answer.status(), 404, path);
    assert.ok((await page.locator("main").innerText()).length > 10);
    assert.ok((await page.locator("main a[href='/']").count()) > 0);
    assert.deepEqual(await axe(page), [], path);
    assert.deepEqual(page.faults.filter((fault) => !fault.includes("404")), []);
    await close(page);
  }
});
