// The console's pages of the trade-in subsidies with the program itself, on the demonstration city: every page at three
// widths in both languages, then what one does with them. The browser carries the credential of this machine's command line,
// and the session says the rights that a bureau's people hold together.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { axe, close, listsReady, open, picture, sideways, start } from "./harness.mjs";

const rights = ["read_records", "see_person", "enter", "review", "second_review", "pay", "dispatch", "set_up", "publish"]
  .map((right) => ({ right, programme: "subsidies", place: 140400 }));
const day = new Date().toLocaleDateString("sv-SE", { timeZone: "Asia/Shanghai" });

let house, token, asked = 0;
const made = {}; ///< what the city has besides its claims: a batch, its merchant, a claim that is held

async function call(method, path, body) {
  const answer = await fetch(house.url + path, {
    method, body: body && JSON.stringify(body),
    headers: { Authorization: `Bearer ${token}`, "Content-Type": "application/json", "Idempotency-Key": `scene ${++asked}` },
  });
  const told = await answer.json();
  assert.ok(answer.ok, `${method} ${path}: ${JSON.stringify(told)}`);
  return told;
}
const command = (type, data) => call("POST", "/api/v1/commands", { type: `subsidies.${type}`, data });

before(async () => {
  house = await start();
  token = readFileSync(`${house.folder}/operator.token`, "utf8").trim();
  await listsReady(house);
  const seed = createHash("sha256").update("a seed for this test").digest();
  const { records } = await call("GET", "/api/v1/claims?class=appliance_digital&state=redeemed&sort=merchant&limit=12");
  made.merchant = records[0].merchant;
  const claims = records.filter((one) => one.merchant === made.merchant);
  await command("commit_seed", { seed: "s-1", commitment: createHash("sha256").update(seed).digest("hex"), day, purpose: "抽查" });
  await command("file_batch", { batch: "B-1", merchant: made.merchant, day, claims: claims.map((one) => Number(one.id.slice(1))),
                                subsidy: claims.reduce((sum, one) => sum + one.subsidy_fen, 0) });
  await command("review_batch", { batch: "B-1", day });
  await command("draw_sample", { batch: "B-1", day, seed_name: "s-1", seed: seed.toString("hex"), size: 2 });
  const { claim_rows } = await call("GET", "/api/v1/batches/B-1");
  made.held = claim_rows.find((one) => one.to_check).claim;
  await command("record_check", { claim: Number(made.held.slice(1)), day, passed: false, reason: "serial_number_unreadable", note: "" });
  await command("declare_shares", { fund: "2025", basis: "测试", remainder_to: "city",
                                    shares: [{ level: "central", share_bp: 9000 }, { level: "city", share_bp: 1000 }] });
  await command("pause", { cls: "home", place: 140428, day, reason: "核查" });
  const queue = await call("GET", "/api/v1/queues/accept");
  made.waiting = queue.rows.slice(0, 3).map((one) => one.claim);
  await listsReady(house);
});
after(() => house?.close());

/// A page of the console for somebody who holds those rights.
async function desk(path, lang = "zh") {
  const page = await open(house, "/healthz");
  await page.context().setExtraHTTPHeaders({ Authorization: `Bearer ${token}` });
  await page.route("**/api/v1/session", async (route) => {
    const answer = await route.fetch();
    await route.fulfill({ response: answer, json: { ...(await answer.json()), rights } });
  });
  await page.goto(`/desk${path}${path.includes("?") ? "&" : "?"}lang=${lang}`);
  await settled(page);
  return page;
}
const settled = (page) => page.waitForFunction(() => document.querySelector("main h1") && !document.querySelector("[aria-busy=true]"));
const button = (scope, name) => scope.getByRole("button", { name, exact: true });
const faults = (page) => page.faults.filter((fault) => !/status of 4\d\d/.test(fault));

const pages = {
  queues: () => "/queues", queue: () => "/queues/accept", "queue-of-batches": () => "/queues/spot_check", claims: () => "/claims?class=vehicle",
  "claims-none": () => "/claims?text=nothing-like-it", claim: () => `/claims/${made.waiting[2]}`, "claim-held": () => `/claims/${made.held}`,
  batches: () => "/batches", batch: () => "/batches/B-1", merchants: () => "/merchants", merchant: () => `/merchants/${made.merchant}`,
  filing: () => `/batches/new?merchant=${made.merchant}`, products: () => "/products", rounds: () => "/rounds", import: () => "/import", funds: () => "/funds", payments: () => "/payments", adjustments: () => "/adjustments", backtest: () => "/backtest",
};
for (const [name, path] of Object.entries(pages))
  test(`${name} has no fault at any width, in either language`, async () => {
    const page = await desk(path());
    const found = [];
    for (const lang of ["zh", "en"]) {
      if (lang === "en") await button(page, "English").click();
      await settled(page);
      for (const width of [1440, 768, 320]) {
        await page.setViewportSize({ width, height: 900 });
        await picture(page, `subsidies-${name}-${lang}-${width}`);
        const seen = [...(await sideways(page)), ...(width === (lang === "zh" ? 1440 : 320) ? await axe(page) : [])];
        found.push(...seen.map((fault) => `${lang} at ${width} px: ${fault}`));
      }
    }
    found.push(...faults(page));
    await close(page);
    assert.deepEqual(found, []);
  });

test("a claim is accepted and reviewed; the second review needs another person, and the dialog says so", async () => {
  const page = await desk(`/claims/${made.waiting[0]}`);
  await button(page, "受理…").click();
  await page.getByRole("dialog").getByRole("button", { name: "受理", exact: true }).click();
  await button(page, "初审通过…").click();
  await page.getByRole("dialog").getByRole("button", { name: "初审通过", exact: true }).click();
  await button(page, "复审通过…").click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "复审通过", exact: true }).click();
  await dialog.getByText("须由两人分别办理").waitFor();
  await dialog.getByRole("button", { name: "关闭", exact: true }).click();
  await page.getByText("补贴 20,000.00 元").or(page.getByText("补贴 15,000.00 元")).first().waitFor();
  assert.deepEqual(faults(page), []);
  await close(page);
});

test("a refusal needs a clause of the claim's rules; what was typed stays", async () => {
  const page = await desk(`/claims/${made.waiting[0]}`);
  await button(page, "驳回…").click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("条款或条件编号").fill("no_such_clause");
  await dialog.getByLabel("理由").fill("材料不符");
  await dialog.getByRole("button", { name: "驳回", exact: true }).click();
  await dialog.getByText("没有条款或条件").first().waitFor();
  assert.equal(await dialog.getByLabel("理由").inputValue(), "材料不符");
  await dialog.getByLabel("条款或条件编号").fill("same_owner");
  await dialog.getByRole("button", { name: "驳回", exact: true }).click();
  await page.getByText("已驳回").first().waitFor();
  await close(page);
});

test("several claims of a queue are accepted at once", async () => {
  const page = await desk("/queues/accept");
  for (const claim of made.waiting.slice(1, 3)) await page.getByLabel(`选 ${claim}`).check();
  await page.getByRole("button", { name: /^受理所选/ }).click();
  await page.getByRole("dialog").getByRole("button", { name: "受理所选", exact: true }).click();
  await page.getByText(/共 2 件：办成 2，被拒 0/).waitFor();
  assert.deepEqual(faults(page), []);
  await close(page);
});

test("what hangs on a merchant is listed before it is suspended", async () => {
  const page = await desk(`/merchants/${made.merchant}`);
  await button(page, "变更状态…").click();
  const dialog = page.getByRole("dialog");
  await dialog.getByText(/名下未了结 \d+ 件/).waitFor();
  await dialog.getByText("B-1").waitFor();
  await dialog.getByRole("combobox", { name: "改为" }).click();
  await page.locator(".ant-select-dropdown:not(.ant-select-dropdown-hidden) .ant-select-item-option", { hasText: "已暂停" }).click();
  await dialog.getByLabel("理由").fill("抽查发现问题");
  await dialog.getByRole("button", { name: "变更状态", exact: true }).click();
  await page.locator("dd").getByText("已暂停").waitFor();
  await close(page);
});

test("other rules are tried on every claim, and a bad rule file is told with its line", async () => {
  const page = await desk("/backtest");
  const rules = readFileSync(new URL("../../rules/2025.yaml", import.meta.url), "utf8");
  await page.getByLabel("规则文件（YAML）").fill(rules.replace("version: 2025/1", "version: 2025/9").replaceAll("rate: 15%", "rate: 17%"));
  await button(page, "试算").click();
  await page.getByText(/243,69\d 件重新核算/).waitFor();
  await page.getByText("完全一致").waitFor();
  await page.getByLabel("规则文件（YAML）").fill(rules.replace("in_force: 2025-01-01", "in_force: yesterday"));
  await button(page, "试算").click();
  await page.getByText(/第 \d+ 行/).first().waitFor();
  assert.deepEqual(faults(page), []);
  await close(page);
});

test("a seed and a product go on record, and a merchant's sales are filed with the sum that the program finds", async () => {
  const page = await desk("/rounds");
  await button(page, "登记种子…").click();
  await page.getByLabel("名字", { exact: true }).fill("s-2");
  await page.getByLabel("用途", { exact: true }).fill("抽查");
  await button(page, "登记种子的摘要").click();
  assert.match((await page.locator("dialog .once pre").innerText()).trim(), /^[0-9a-f]{64}$/);
  await page.goto("/desk/products");
  await settled(page);
  await button(page, "登记商品…").click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("69 码", { exact: true }).fill("6901234567890");
  await dialog.getByLabel("名称和型号", { exact: true }).fill("示例牌冰箱");
  for (const [label, option] of [["品类", "冰箱"], ["能效或水效", "1 级"]]) {
    await dialog.getByRole("combobox", { name: label, exact: true }).click();
    await page.locator(".ant-select-dropdown:not(.ant-select-dropdown-hidden) .ant-select-item-option", { hasText: option }).first().click();
  }
  await button(dialog, "登记商品").click();
  await dialog.locator(".error-summary a").waitFor(); // the check digit is wrong
  await picture(page, "subsidies-product-refused");
  await dialog.getByLabel("69 码", { exact: true }).fill("6901234567892");
  await button(dialog, "登记商品").click();
  await page.getByRole("row", { name: /示例牌冰箱/ }).waitFor();

  const { records } = await call("GET", "/api/v1/claims?class=appliance_digital&state=redeemed&sort=-merchant&limit=1");
  await page.goto(`/desk/batches/new?merchant=${records[0].merchant}&class=appliance_digital`);
  await page.getByRole("button", { name: /^全选/ }).click();
  await page.getByLabel("批次号", { exact: true }).fill("B-2");
  await page.getByRole("button", { name: /^申报 \d+ 件$/ }).click();
  await page.locator("h1", { hasText: /^B-2$/ }).waitFor();
  await page.getByText("已申报").first().waitFor();
  assert.deepEqual(faults(page), []);
  await close(page);
});

test("a file is read and previewed; confirmed, it is imported, and the faulty row comes back", async () => {
  const page = await desk("/import");
  const rows = ["kind,merchant,place,day,price_yuan,name,identity_number,item,invoice,efficiency", `冰箱,${made.merchant},潞州区,2025-06-14,3299.00,演示甲,110101199003070003,SN-CONSOLE-1,25142000000099999991,1`,
                `冰箱,${made.merchant},潞州区,2025-06-14,3299,演示乙,11010119900307000,SN-CONSOLE-2,25142000000099999992,1`];
  await page.getByLabel("文件", { exact: true }).setInputFiles({ name: "演示.csv", mimeType: "text/csv", buffer: Buffer.from(`${rows.join("\n")}\n`) });
  await button(page, "上传并检查").click();
  await page.getByRole("button", { name: /^确认，导入/ }).waitFor();
  await picture(page, "subsidies-import-preview");
  await page.getByRole("button", { name: /^确认，导入/ }).click();
  await page.getByText("已完成").waitFor();
  await picture(page, "subsidies-import-done");
  await page.getByRole("link", { name: /^下载全部/ }).waitFor();
  assert.deepEqual(faults(page), []);
  await close(page);
});
