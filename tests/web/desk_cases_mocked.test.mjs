// The console's complaint pages against the server of desk_mock.mjs: what they look like at three widths in both languages,
// what the dialogs of several rows send, what is refused and that nothing typed is lost.
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
/// Of the list that belongs to the box: that of the box before may still be on its way out.
async function choose(page, combobox, option) {
  await combobox.click();
  const list = await combobox.getAttribute("aria-controls");
  await page.locator(".ant-select-dropdown", { has: page.locator(`[id="${list}"]`) }).locator(".ant-select-item-option", { hasText: option }).first().click();
}
const pick = (page, scope, label, option) => choose(page, scope.getByRole("combobox", { name: label, exact: true }), option);
const faults = (page) => page.faults.filter((fault) => !/status of 4\d\d|ERR_EMPTY_RESPONSE/.test(fault));
const last = () => mock.state.commands.at(-1);
const inHand = "D3SX202506130004"; // of the mock: being handled
const signed = "D3SX202506130002"; // closed in stages

const pages = {
  "cases-desk": "/cases/desk", cases: "/cases", "cases-none": "/cases?text=nothing", "case-batches": "/cases/batches", "case-register": "/cases/batches/register?campaign=shanxi-2025&batch=4", "case-hand-over": "/cases/batches/hand-over?campaign=shanxi-2025&batch=4",
  case: `/cases/${inHand}`, "case-signed": `/cases/${signed}`, "case-disclosure": `/cases/${signed}/disclosure`, "case-rates": "/cases/rates", "case-rates-none": "/cases/rates?from=2030-01-01",
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

test("a step of the ladder is taken from the desk, for that case and no other", async () => {
  const page = await desk("/cases/desk");
  const row = page.getByRole("region", { name: "超期", exact: true }).locator("tbody tr").first();
  assert.match(await row.innerText(), /超期 \d 天/);
  const number = await row.locator("th a").innerText();
  await button(row, "通报…").click();
  await button(page.getByRole("dialog"), "发出通报").click();
  await page.getByText(`${number} 已通报：`).waitFor();
  assert.deepEqual([last().type, last().data.number, last().data.step], ["complaints.escalate", number, "notice"]);
  assert.deepEqual(faults(page), []);
  await close(page);
});

test("what the text suggests stands with its reasons and is applied only by a press; a refusal keeps what was typed", async () => {
  const page = await desk("/cases/batches/register?campaign=shanxi-2025&batch=4");
  await button(page, "登记").click();
  assert.deepEqual(await page.locator(".error-summary li").allInnerTexts(), ["填写受理编号", "选择渠道", "填写反映内容", "选择地方", "选择污染类型"]);
  await field(page, "受理编号").fill("123");
  await pick(page, page, "渠道", "来电");
  const text = "襄垣县某厂废水流入河道，河水发黑。";
  await field(page, "反映内容").fill(text);
  await button(page, "从内容看地方和类型").click();
  await page.getByText("“废水”、“河道”、“发黑”").waitFor();
  assert.equal(await page.locator(".ant-select-content", { hasText: "襄垣县" }).count() + await page.locator(".ant-select-selection-item", { hasText: "襄垣县" }).count(), 0, "not applied by itself");
  await picture(page, "mocked-case-suggestion");
  assert.deepEqual(await axe(page), []);
  await button(page, "采用“襄垣县”").click();
  await button(page, "采用“水”").click();
  await field(page, "举报人").or(page.getByLabel(/^举报人/)).first().fill("张示例");
  await button(page, "登记").click();
  await page.getByRole("link", { name: /受理编号 123 不合本活动的格式/ }).waitFor();
  assert.equal(await field(page, "反映内容").inputValue(), text);
  await field(page, "受理编号").fill("D3SX202506160001*");
  await button(page, "登记").click();
  await page.getByText("已登记，可以登记下一件：").waitFor();
  const { data } = last();
  assert.deepEqual([data.number, data.key_case, data.place, data.type, data.channel, data.batch, data.complainant], ["D3SX202506160001", true, 140423, "水", "phone", 4, "张示例"]);
  assert.equal(await field(page, "反映内容").inputValue(), "", "the form is fresh for the next");
  assert.deepEqual(faults(page), []);
  await close(page);
});

test("a batch whose cover sheet does not tally is refused with every difference, and the totals stay", async () => {
  const page = await desk("/cases/batches/hand-over?campaign=shanxi-2025&batch=4");
  await field(page, "总件数").fill("九");
  await button(page, "交办").click();
  await page.getByRole("link", { name: "件数应是整数" }).waitFor();
  await field(page, "总件数").fill("9");
  await field(page, "重点件").fill("1");
  await field(page, "武乡县").fill("4");
  await button(page, "交办").click();
  await page.getByText(/第 4 批总件数不符：交办单为 9 件，已登记 8 件/).waitFor();
  const table = page.getByRole("region", { name: "交办单与登记的差别" }).last();
  assert.match(await table.getByRole("row", { name: /^总件数/ }).innerText(), /9\s+8\s+■ 相差 −1/);
  assert.match(await table.getByRole("row", { name: /^武乡县/ }).innerText(), /4\s+4\s+相符/);
  assert.equal(await field(page, "总件数").inputValue(), "9");
  await picture(page, "mocked-case-hand-over-refused");
  assert.deepEqual(await axe(page), []);
  await field(page, "总件数").fill("8");
  await button(page, "交办").click();
  await page.locator("h1", { hasText: "交办批次" }).waitFor();
  assert.deepEqual([last().data.header.cases, last().data.header.by_place, "by_channel" in last().data.header], [8, [{ place: 140429, cases: 4 }], false]);
  await close(page);
});

test("shares that do not make 100 % are not sent; shared evenly they make it exactly", async () => {
  const page = await desk(`/cases/${inHand}`);
  await button(page, "转办…").click();
  const dialog = page.getByRole("dialog");
  await button(dialog, "再加一个单位").click();
  await button(dialog, "再加一个单位").click();
  const places = dialog.getByRole("combobox", { name: "地方", exact: true });
  assert.deepEqual(await axe(page), []);
  await choose(page, places.nth(1), "襄垣县");
  await choose(page, places.nth(2), "武乡县");
  const shares = dialog.getByLabel("份额（%）", { exact: true });
  for (const [i, share] of ["50", "30.5", "20"].entries()) await shares.nth(i).fill(share);
  await button(dialog, "转办").click();
  await dialog.getByRole("link", { name: "各单位的份额合计 100.5%，应正好是 100%" }).waitFor();
  assert.equal(mock.state.commands.length, 0);
  assert.equal(await shares.nth(1).inputValue(), "30.5");
  await picture(page, "mocked-case-shares");
  for (const width of [768, 320]) {
    await page.setViewportSize({ width, height: 900 });
    assert.deepEqual(await sideways(page), []);
    await picture(page, `mocked-case-shares-${width}`);
  }
  await button(dialog, "平均分").click();
  await button(dialog, "转办").click();
  await page.getByText("已转办：").waitFor();
  assert.deepEqual(last().data.to.map(({ share_bp }) => share_bp), [3334, 3333, 3333]);
  assert.deepEqual(last().data.to.slice(1).map(({ unit }) => unit), [{ place: 140423, organ: "" }, { place: 140429, organ: "" }]);
  assert.deepEqual(faults(page), []);
  await close(page);
});

test("a case is split into parts with a reason", async () => {
  const page = await desk(`/cases/${inHand}`);
  await button(page, "拆分…").click();
  const dialog = page.getByRole("dialog");
  await button(dialog, "拆分").click();
  assert.deepEqual(await dialog.locator(".error-summary li").allInnerTexts(), ["选择第 1 部分的地方", "选择第 1 部分的类型", "选择第 2 部分的地方", "选择第 2 部分的类型", "写明理由"]);
  for (const [i, [place, type]] of [["襄垣县", "水"], ["武乡县", "噪声"]].entries()) {
    await choose(page, dialog.getByRole("combobox", { name: "地方", exact: true }).nth(i), place);
    await choose(page, dialog.getByRole("combobox", { name: "污染类型", exact: true }).nth(i), type);
  }
  await field(dialog, "理由").fill("两处污染源");
  await picture(page, "mocked-case-split");
  await button(dialog, "拆分").click();
  await page.getByText("已拆成 2 件：").waitFor();
  assert.deepEqual(last().data.parts, [{ place: 140423, pollution: "水" }, { place: 140429, pollution: "噪声" }]);
  await close(page);
});

test("a fine is whole fen, and only a fine has an amount", async () => {
  const page = await desk(`/cases/${inHand}`);
  await button(page, "登记处理情况…").click();
  const dialog = page.getByRole("dialog");
  await pick(page, dialog, "处理", "罚款");
  await field(dialog, "数量").fill("1");
  await button(dialog, "登记处理情况").click();
  await dialog.getByRole("link", { name: "填写罚款金额" }).waitFor();
  await dialog.getByLabel(/^罚款金额/).fill("251542.71");
  await button(dialog, "登记处理情况").click();
  await page.getByText("登记处理情况：已办理").waitFor();
  assert.deepEqual([last().data.kind, last().data.count, last().data.amount, last().data.document], ["fine", 1, 25_154_271, ""]);
  await close(page);
});

test("a result that is refused says why and keeps what was chosen", async () => {
  const page = await desk(`/cases/${inHand}`);
  await button(page, "上报结果…").click();
  const dialog = page.getByRole("dialog");
  await pick(page, dialog, "是否办结", /^办结$/);
  await button(dialog, "上报结果").click();
  await dialog.getByRole("link", { name: /第 1 条整改措施还没有完成/ }).waitFor();
  await picture(page, "mocked-case-refused");
  await pick(page, dialog, "是否办结", "阶段性办结");
  await button(dialog, "上报结果").click();
  await dialog.getByRole("link", { name: "写明办结目标" }).waitFor();
  await dialog.getByLabel(/^办结目标/).fill("2030-01-31");
  await button(dialog, "上报结果").click();
  await page.getByText("上报结果：已办理").waitFor();
  assert.deepEqual([last().data.closure, last().data.goal], ["staged", "2030-01-31"]);
  await button(page, "签批…").waitFor();
  await close(page);
});

test("a photograph is uploaded, then attached by its digest and public copy", async () => {
  const page = await desk(`/cases/${inHand}`);
  await button(page, "上传佐证…").click();
  const dialog = page.getByRole("dialog");
  await button(dialog, "上传").click();
  assert.deepEqual(await dialog.locator(".error-summary li").allInnerTexts(), ["选择阶段", "选择文件"]);
  await pick(page, dialog, "阶段", "整改后");
  await field(dialog, "文件").setInputFiles({ name: "现场.jpg", mimeType: "image/jpeg", buffer: Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 1]) });
  await button(dialog, "上传").click();
  await page.getByText("佐证已上传：").waitFor();
  assert.deepEqual([last().data.content, last().data.public_copy, last().data.media_type, last().data.size, last().data.stage], ["c3".repeat(32), "d4".repeat(32), "image/jpeg", 6, "after"]);
  await page.waitForFunction(() => document.querySelectorAll(".side-by-side > div:last-child img").length === 2);
  assert.deepEqual(faults(page), []);
  await close(page);
});

test("a similar case is linked only by a person, with a reason", async () => {
  const page = await desk(`/cases/${inHand}`);
  const row = page.getByRole("region", { name: "内容相近的件" }).last().locator("tbody tr").first();
  assert.match(await row.innerText(), /64%/);
  await button(row, "关联为重复件…").click();
  await button(page.getByRole("dialog"), "关联为重复件").click();
  await page.getByRole("link", { name: "填写为什么是重复件" }).waitFor();
  await field(page.getByRole("dialog"), "为什么是重复件").fill("同一企业同一排口");
  await button(page.getByRole("dialog"), "关联为重复件").click();
  await page.getByText("已关联到 D3SX202506130007：").waitFor();
  assert.equal(last().data.first, "D3SX202506130007");
  await page.getByRole("region", { name: "来历" }).getByRole("link", { name: "D3SX202506130007" }).waitFor();
  await close(page);
});

test("the letter is masked until one gives a reason, and the reason is sent", async () => {
  const page = await desk(`/cases/${inHand}`);
  assert.equal(await page.getByText("13800001234").count(), 0);
  await button(page, "显示全文…").click();
  await field(page.getByRole("dialog"), "理由").fill("联系举报人核实地点");
  await button(page.getByRole("dialog"), "显示全文").click();
  await page.getByRole("dialog").getByText("，电话13800001234").waitFor();
  assert.deepEqual(mock.state.complaints.looks, [{ case: inHand, reason: "联系举报人核实地点", by: "admin-01" }]);
  await page.keyboard.press("Escape");
  assert.equal(await page.getByText("13800001234").count(), 0);
  await close(page);
});

test("the preview marks what would be blacked out; approval is refused with a sentence and the text stays", async () => {
  const page = await desk(`/cases/${signed}/disclosure`);
  const found = "经查属实，联系王先生，电话13800001234。";
  await field(page, "调查核实情况").fill(found);
  await button(page, "预览").click();
  await page.getByText("有 1 处个人信息，要先改掉才能审定。").waitFor();
  assert.equal(await page.locator("mark.blacked").evaluate((mark) => mark.firstChild.textContent), "13800001234");
  assert.equal(await page.locator("mark.doubt").evaluate((mark) => mark.firstChild.textContent), "王先生");
  await page.getByText(`涂黑后：经查属实，联系王先生，电话${"■".repeat(11)}。`).waitFor();
  await page.getByRole("region", { name: "公开表里的这一行" }).getByRole("rowheader", { name: signed }).waitFor();
  for (const width of [1440, 768, 320]) {
    await page.setViewportSize({ width, height: 900 });
    assert.deepEqual(await sideways(page), []);
    await picture(page, `mocked-case-preview-${width}`);
  }
  assert.deepEqual(await axe(page), []);
  await button(page, "审定").click();
  await page.locator(".error-summary").getByText("“调查核实情况”里有电话号码；请删去后再审定。").waitFor();
  assert.equal(await field(page, "调查核实情况").inputValue(), found);
  await field(page, "调查核实情况").fill("经查属实。");
  await page.getByText("文字在预览之后改过，请再预览一次。").waitFor();
  await button(page, "审定").click();
  await page.getByText("公开文本已审定：").waitFor();
  assert.equal(last().data.text.investigation, "经查属实。");
  assert.deepEqual(faults(page), []);
  await close(page);
});

test("cases of a batch are made public: those that are ready are picked, the others can be", async () => {
  const page = await desk("/cases/batches");
  await page.getByText("总件数：交办单 14，登记 13").or(page.getByText(/总件数：交办单 \d+，登记 \d+/)).first().waitFor();
  await page.getByRole("row", { name: /^第 3 批/ }).getByRole("button", { name: "公开…" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.locator("input[type=checkbox]").first().waitFor();
  const ready = await dialog.locator("input[type=checkbox]:checked").count();
  assert.ok(ready > 0);
  await picture(page, "mocked-case-disclose");
  await button(dialog, `公开 ${ready} 件`).click();
  await page.getByText(`第 3 批公开 ${ready} 件：`).waitFor();
  assert.equal(last().data.cases.length, ready);
  await close(page);
});

test("the list is narrowed by what is due and by batch, says so, and its files carry the filter", async () => {
  const page = await desk("/cases");
  await pick(page, page, "期限", "已超期");
  await page.getByText("已超期的举报件。").waitFor();
  const input = field(page, "批次");
  await input.fill("2");
  await input.press("Enter");
  await page.getByText("第 2 批，已超期的举报件。").waitFor();
  assert.match(await page.getByRole("link", { name: "XLSX" }).getAttribute("href"), /^\/api\/v1\/complaints\.xlsx\?batch=2&due=overdue$/);
  assert.equal(await page.locator(".menu [aria-current=page]").innerText(), "举报件");
  await close(page);
});

test("who has nothing to do here is told so; who has no right to the programme sees no menu of it", async () => {
  const page = await desk("/cases/D3SX202506130005"); // registered: no moves
  await page.getByText("这个状态下，你没有可办的事项。").waitFor();
  await close(page);
  const other = await desk("/", "clerk-01");
  assert.equal(await other.locator(".menu").getByText("我的督办").count(), 0);
  await close(other);
});
