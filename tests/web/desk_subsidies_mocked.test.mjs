// The console's subsidy pages against the server of desk_mock.mjs: what they look like at three widths in both languages,
// and what one does with them where the program itself would need a day: refusals in the middle, answers that do not come.
import assert from "node:assert/strict";
import { after, afterEach, before, beforeEach, test } from "node:test";
import { startMock } from "./desk_mock.mjs";
import { axe, close, launch, open, picture, sideways } from "./harness.mjs";

let mock;
let house;
before(async () => {
  mock = await startMock();
  house = { url: mock.url, browser: await launch() };
});
after(async () => {
  await house?.browser.close();
  await mock?.close();
});
beforeEach(() => mock.reset());
afterEach(() => assert.deepEqual(mock.faults.splice(0), [], "the contract was kept"));

const settled = (page) => page.waitForFunction(() => document.querySelector("main h1") && !document.querySelector("[aria-busy=true]"));
async function desk(path, account = "admin-01") {
  mock.as(account);
  const page = await open(house, `/desk${path}${path.includes("?") ? "&" : "?"}lang=zh`);
  await settled(page);
  return page;
}
const button = (scope, name) => scope.getByRole("button", { name, exact: true });
const field = (scope, name) => scope.getByLabel(name, { exact: true });
async function choose(page, scope, label, option) {
  await scope.getByRole("combobox", { name: label, exact: true }).click();
  await page.locator(".ant-select-dropdown:not(.ant-select-dropdown-hidden) .ant-select-item-option", { hasText: option }).first().click();
}
const faults = (page) => page.faults.filter((fault) => !/status of 4\d\d|ERR_EMPTY_RESPONSE/.test(fault));
const filing = `/batches/new?merchant=911404000000003340`;

const pages = {
  queues: "/queues", queue: "/queues/accept", "queue-none": "/queues/batch_review", claim: "/claims/C0000008?queue=accept", products: "/products", "products-none": "/products?text=nothing", rounds: "/rounds",
  filing, "filing-none": "/batches/new", import: "/import", funds: "/funds", adjustments: "/adjustments", claims: "/claims",
};
for (const [name, path] of Object.entries(pages))
  test(`${name} has no fault at any width, in either language, light or dark`, async () => {
    const page = await desk(path);
    const found = [];
    for (const lang of ["zh", "en"]) {
      if (lang === "en") await button(page, "English").click();
      await settled(page);
      await page.emulateMedia({ colorScheme: lang === "en" ? "dark" : "light" });
      for (const width of [1440, 768, 320]) {
        await page.setViewportSize({ width, height: 900 });
        await picture(page, `mocked-${name}-${lang}-${width}`);
        const seen = [...(await sideways(page)), ...(await smallTargets(page)), ...(width === (lang === "zh" ? 1440 : 320) ? await axe(page) : [])];
        found.push(...seen.map((fault) => `${lang} at ${width} px: ${fault}`));
      }
    }
    found.push(...faults(page));
    await close(page);
    assert.deepEqual(found, []);
  });

/// Controls below 24 px, other than links within a sentence.
function smallTargets(page) {
  return page.evaluate(() => [...document.querySelectorAll("main button, main a[href], main input, main summary")].flatMap((e) => {
    const box = (e.closest("label, .ant-select, .ant-input-affix-wrapper") ?? e).getBoundingClientRect();
    const inSentence = getComputedStyle(e).display === "inline" && e.closest("p, li, dd, .kicker");
    return box.width === 0 || inSentence || (box.width >= 23.5 && box.height >= 23.5) ? [] : [`target ${e.outerHTML.slice(0, 90)} is ${box.width.toFixed(0)}×${box.height.toFixed(0)}`];
  }));
}

test("many are accepted at once; what is refused says why, row by row, and the rest goes on", async () => {
  const page = await desk("/queues/accept");
  const rows = await page.locator(".rows tbody tr").count();
  await page.getByRole("button", { name: /^选中本页/ }).click();
  await page.getByText(`已选 ${rows} 件`).waitFor();
  await page.getByRole("button", { name: /^受理所选/ }).click();
  await picture(page, "mocked-bulk-sure");
  await button(page.getByRole("dialog"), "受理所选").click();
  const run = page.getByRole("region", { name: "批量办理" });
  await run.getByText(`共 ${rows} 件：办成 ${rows - 1}，被拒 1，还剩 0。`).or(run.getByText(`共 ${rows} 件：办成 ${rows - 1}，被拒 1，没有提交 0。`)).waitFor();
  await run.getByText("有疑点没有消除，先处理疑点。").waitFor();
  assert.equal((await run.locator("tbody tr").first().innerText()).includes("被拒"), true, "the refused come first");
  await picture(page, "mocked-bulk-done");
  assert.deepEqual(await axe(page), []);
  assert.equal(mock.state.commands.length, rows);
  assert.deepEqual([...new Set(mock.state.commands.map(({ type }) => type))], ["subsidies.accept"]);
  await button(page, "收起结果").click();
  await page.waitForFunction(() => document.querySelectorAll(".rows tbody tr").length === 1);
  assert.deepEqual(faults(page), []);
  await close(page);
});

test("no answer in the middle keeps what was sent; sent again it happens once", async () => {
  const page = await desk("/queues/first_review");
  await page.getByRole("button", { name: /^选中本页/ }).click();
  mock.state.fail = (method, path) => path.endsWith("/batch");
  const keys = [];
  page.on("request", (request) => { if (request.url().endsWith("/batch")) keys.push(request.postDataJSON().commands.map(({ key }) => key).join()); });
  const go = async () => { await page.getByRole("button", { name: /^初审通过所选/ }).click(); await button(page.getByRole("dialog"), "初审通过所选").click(); };
  await go();
  await page.getByText("没有收到服务器的答复").waitFor();
  await picture(page, "mocked-bulk-lost");
  mock.state.fail = undefined;
  await page.getByRole("button", { name: /^选中本页/ }).click();
  await go();
  await page.getByText(/共 12 件：办成 10，被拒 2/).waitFor();
  assert.equal(keys[0], keys.at(-1), "the same keys");
  await close(page);
});

test("a queue is worked off with the keyboard: open, decide, next", async () => {
  const page = await desk("/queues/accept");
  await page.keyboard.press("j");
  await page.keyboard.press("x");
  await page.getByText("已选 1 件").waitFor();
  await page.keyboard.press("x");
  await page.keyboard.press("j");
  await page.keyboard.press("Enter");
  await page.locator("h1", { hasText: /^C\d{7}$/ }).waitFor();
  const first = await page.locator("h1").innerText();
  await page.getByText("待受理：还有 12 件").or(page.getByText("：还有 12 件")).first().waitFor();
  await page.keyboard.press("a");
  assert.equal(await page.evaluate(() => document.activeElement.textContent), "受理…");
  await page.keyboard.press("Enter");
  await button(page.getByRole("dialog"), "受理").click();
  await page.getByText(/：还有 11 件/).waitFor();
  await page.keyboard.press("n");
  await page.waitForFunction((before) => document.querySelector("main h1")?.textContent !== before, first);
  assert.match(page.url(), /queue=accept/);
  assert.deepEqual(faults(page), []);
  await close(page);
});

test("what is late stands first, with how late it is", async () => {
  const page = await desk("/queues/accept");
  assert.match(await page.locator(".rows tbody tr").first().innerText(), /超期 3 天/);
  await close(page);
});

test("a product is registered; the server's refusal stands at its field and nothing typed is lost", async () => {
  const page = await desk("/products");
  await button(page, "登记商品…").click();
  const dialog = page.getByRole("dialog");
  await button(dialog, "登记商品").click();
  assert.deepEqual(await dialog.locator(".error-summary li").allInnerTexts(), ["填写69 码", "填写名称和型号", "选择品类", "选择能效或水效"]);
  await field(dialog, "69 码").fill("690123");
  await field(dialog, "名称和型号").fill("示例牌 KFR-35 空调");
  await choose(page, dialog, "品类", "空调");
  await choose(page, dialog, "能效或水效", "1 级");
  await button(dialog, "登记商品").click();
  await dialog.getByRole("link", { name: /69 码应为 13 位/ }).waitFor();
  assert.equal(await field(dialog, "名称和型号").inputValue(), "示例牌 KFR-35 空调");
  await picture(page, "mocked-product-refused");
  await field(dialog, "69 码").fill("6900000000014");
  await button(dialog, "登记商品").click();
  await page.getByText("商品已登记：").waitFor();
  await page.getByRole("row", { name: /KFR-35/ }).waitFor();
  assert.equal(mock.state.subsidies.products.at(-1).efficiency, 1);
  await close(page);
});

test("a seed is told once and only its hash is sent; a lot says how to repeat it", async () => {
  const page = await desk("/rounds");
  await button(page, "登记种子…").click();
  await field(page, "名字").fill("lot-2025-07");
  await field(page, "用途").fill("摇号");
  await button(page, "登记种子的摘要").click();
  const seed = (await page.locator("dialog .once pre").innerText()).trim();
  assert.match(seed, /^[0-9a-f]{64}$/);
  const { createHash } = await import("node:crypto");
  assert.equal(mock.state.commands.at(-1).data.commitment, createHash("sha256").update(Buffer.from(seed, "hex")).digest("hex"));
  assert.equal(JSON.stringify(mock.state.commands).includes(seed), false);
  await picture(page, "mocked-seed");
  await page.keyboard.press("Escape");
  assert.equal(await page.getByText(seed).count(), 0);
  await page.getByRole("row", { name: /2025-ac-02/ }).getByRole("button", { name: "怎样重做…" }).click();
  await page.getByRole("dialog").getByText("lot\\0", { exact: false }).waitFor();
  await picture(page, "mocked-repeat");
  await page.keyboard.press("Escape");
  await page.getByRole("row", { name: /2025-ac-02/ }).getByRole("button", { name: "摇号…" }).click();
  await field(page.getByRole("dialog"), "种子").fill("ab".repeat(32));
  await button(page.getByRole("dialog"), "摇号").click();
  await page.getByText("2025-ac-02 已摇号：").waitFor();
  assert.deepEqual(faults(page), []);
  await close(page);
});

test("a round's times are the city's, and money is whole fen", async () => {
  const page = await desk("/rounds");
  await button(page, "开放领取…").click();
  const dialog = page.getByRole("dialog");
  await field(dialog, "编号").fill("2026-01");
  await choose(page, dialog, "资金池", "2025-a");
  await choose(page, dialog, "类别", "家电和数码");
  await choose(page, dialog, "地方", "襄垣县");
  await field(dialog, "开始（北京时间）").fill("2026-01-01T08:00");
  await field(dialog, "结束（北京时间）").fill("2026-01-31T24:00".replace("24:00", "23:59"));
  await field(dialog, "份数").fill("五百");
  await field(dialog, "每份占用（元）").fill("2,000.5");
  await button(dialog, "开放领取").click();
  await dialog.getByRole("link", { name: "份数应是 1 以上的整数" }).waitFor();
  await field(dialog, "份数").fill("500");
  await picture(page, "mocked-round");
  await button(dialog, "开放领取").click();
  await page.getByText("领取批次已开放：").waitFor();
  const { data } = mock.state.commands.at(-1);
  assert.deepEqual([data.opens, data.closes, data.each, data.count, data.place, data.cls, data.seed], ["2026-01-01T00:00:00Z", "2026-01-31T15:59:00Z", 200_050, 500, 140423, "appliance_digital", ""]);
  await close(page);
});

test("sales are picked and filed with their sum", async () => {
  const page = await desk(filing);
  await button(page, "申报 0 件").click();
  await page.getByRole("link", { name: "至少选一件" }).waitFor();
  await page.getByRole("button", { name: /^全选/ }).click();
  await field(page, "批次号").fill("B-2025-07");
  await picture(page, "mocked-filing-picked");
  await page.getByRole("button", { name: /^申报 \d+ 件$/ }).click();
  await page.locator("h1", { hasText: "B-2025-07" }).waitFor();
  const { claims, subsidy, merchant } = mock.state.filed;
  const rows = mock.state.subsidies.claims.filter((one) => one.merchant === merchant && one.state === "redeemed");
  assert.deepEqual([claims.length, subsidy], [rows.length, rows.reduce((sum, one) => sum + one.subsidy_fen, 0)]);
  await close(page);
});

test("a file is read, shown with its faults, confirmed, followed and accounted for", async () => {
  const page = await desk("/import");
  await button(page, "上传并检查").click();
  await page.getByRole("link", { name: "选择文件" }).waitFor();
  await field(page, "文件").setInputFiles({ name: "申领单.csv", mimeType: "text/csv", buffer: Buffer.from("品类,价格\n冰箱,3299.00\n") });
  const sent = page.waitForRequest((request) => request.url().includes("/api/v1/imports?"));
  await button(page, "上传并检查").click();
  assert.equal((await sent).headers()["content-type"], "text/csv");
  await page.getByRole("button", { name: "确认，导入 118 行" }).waitFor();
  await page.getByText("应为 18 位").waitFor();
  await picture(page, "mocked-import-preview");
  for (const width of [768, 320]) {
    await page.setViewportSize({ width, height: 900 });
    assert.deepEqual(await sideways(page), []);
    await picture(page, `mocked-import-preview-${width}`);
  }
  assert.deepEqual(await axe(page), []);
  await page.getByRole("button", { name: "确认，导入 118 行" }).click();
  await page.getByText("已完成").waitFor();
  assert.match(await page.locator("dl.facts").innerText(), /已登记\s+116[\s\S]*以前登记过\s+2[\s\S]*被拒\s+2/);
  assert.match(await page.getByRole("link", { name: /下载全部 2 行/ }).getAttribute("href"), /rejected\.csv\?lang=zh$/);
  await picture(page, "mocked-import-done");
  assert.deepEqual(faults(page), []);
  await close(page);
});

test("a backtest is drawn as charts that are named and hold at every width", async () => {
  const page = await desk("/backtest");
  await field(page, "规则文件（YAML）").fill("year: 2025\nversion: 2025/9\n");
  await button(page, "试算").click();
  await page.getByRole("img", { name: /要多花 1,400,000.00 元/ }).waitFor();
  await page.getByRole("img", { name: /1,210 人得到更多，44 人得到更少/ }).waitFor();
  for (const width of [1440, 768, 320]) {
    await page.setViewportSize({ width, height: 900 });
    assert.deepEqual(await sideways(page), []);
    await picture(page, `mocked-backtest-${width}`);
  }
  assert.deepEqual(await axe(page), []);
  assert.deepEqual(faults(page), []);
  await close(page);
});

test("who may not act is told so and sees no action", async () => {
  const page = await desk("/queues/accept", "auditor-01");
  assert.equal(await page.locator("[data-select]").count(), 0);
  await page.locator(".rows tbody a").first().click();
  await page.getByText("这个状态下，你没有可办的事项。").waitFor();
  await close(page);
});

test("adjustments are approved some at a time, and a run that is stopped says what was not sent", async () => {
  const page = await desk("/adjustments");
  await page.getByRole("button", { name: "选中本页 44 件" }).click();
  await page.getByLabel(/^理由/).fill("规则 2025/2 追溯适用");
  let answered = 0;
  await page.route("**/api/v1/commands/batch", async (route) => {
    if (++answered === 2) await button(page, "停止").click(); // while the second part is under way
    await route.continue();
  });
  await page.getByRole("button", { name: /^批准所选调整/ }).click();
  await page.getByText("批准 44 件，合计 +6,600.00 元").waitFor();
  await button(page.getByRole("dialog"), "批准所选调整").click();
  await page.getByText("共 44 件：办成 40，被拒 0，没有提交 4。").waitFor();
  assert.equal(mock.state.commands.length, 40);
  assert.deepEqual(mock.state.commands[0].data, { claim: 200, day: mock.state.commands[0].data.day, edition: "2025/2", subsidy: 60_000, reason: "规则 2025/2 追溯适用" });
  await picture(page, "mocked-adjustments-stopped");
  assert.deepEqual(faults(page), []);
  await close(page);
});
