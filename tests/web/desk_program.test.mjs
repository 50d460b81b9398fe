// The console with the program itself: a city gets its first administrator, an organ, a clerk; a clerk looks at an
// applicant and asks for an erasure, a leader approves it, an auditor finds all of it. One story: each test goes on where
// the one before stopped.
import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { close, listsReady, open, picture, run, sideways, start } from "./harness.mjs";

const password = "blue kettle on tuesday";
const newPassword = "green ladder before noon";
const county = "襄垣县";
const neighbour = 140404;

let house;
const at = {}; ///< the pages of those who are signed in, each in a browser context of its own
before(async () => {
  house = await start();
});
after(() => house?.close());

const button = (scope, name) => scope.getByRole("button", { name, exact: true });
const field = (scope, name) => scope.getByLabel(name, { exact: true });
const heading = (page, name, level = 1) => page.getByRole("heading", { name, level, exact: true });
/// Chromium itself reports an answer of 4xx; that is no fault of the page.
const faults = (page) => page.faults.splice(0).filter((fault) => !/status of 4\d\d/.test(fault));

async function choose(page, scope, label, option) {
  await scope.getByRole("combobox", { name: label, exact: true }).click();
  await page.locator(".ant-select-dropdown:not(.ant-select-dropdown-hidden) .ant-select-item-option").filter({ hasText: option }).first().click();
}

/// Goes to a page of the console by its menu.
async function go(page, name, title = name) {
  await page.locator("nav.menu").getByRole("link", { name, exact: true }).click();
  await heading(page, title).waitFor();
}

/// With PICTURES=1: the page as it is, in both languages at three widths.
async function pictures(page, name) {
  if (process.env.PICTURES !== "1") return;
  for (const lang of ["en", "zh"]) {
    await page.locator(`button[data-language=${lang}]`).dispatchEvent("click"); // a dialog may lie over it
    for (const width of [320, 768, 1440]) {
      await page.setViewportSize({ width, height: 900 });
      await page.waitForFunction(() => !document.querySelector("[aria-busy=true]"));
      await picture(page, `program-${name}-${lang}-${width}`);
      assert.deepEqual(await sideways(page), [], `${name} ${lang} ${width}`);
    }
  }
}

async function signIn(account, secret) {
  const page = await open(house, "/desk/sign-in");
  await field(page, "账号").fill(account);
  await field(page, "口令").fill(secret);
  await button(page, "登录").click();
  await heading(page, "首页").waitFor();
  at[account] = page;
  return page;
}

/// Follows an invitation's address and sets the password.
async function accept(address, secret) {
  const page = await open(house, address.slice(house.url.length));
  await field(page, "新口令").fill(secret);
  await button(page, "设定口令并登录").click();
  return page;
}

/// Makes an account and its password from the command line.
function addUser(account, ...more) {
  const said = run(["user", "add", account, "--server", house.url, "--data", house.folder, ...more]);
  return /http\S+\/desk\/invitation#\S+/.exec(said)[0];
}

/// A code of RFC 6238 for a secret in base32, `ahead` steps of 30 s from now.
function codeOf(secret, ahead = 0) {
  const bits = [...secret.replace(/\s|=/g, "")].map((c) => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(c).toString(2).padStart(5, "0")).join("");
  const key = Buffer.from(bits.match(/.{8}/g).map((octet) => parseInt(octet, 2)));
  const step = Buffer.alloc(8);
  step.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + ahead));
  const digest = createHmac("sha1", key).update(step).digest();
  const number = digest.readUInt32BE(digest.at(-1) & 15) & 0x7fffffff;
  return String(number % 1_000_000).padStart(6, "0");
}

test("the first administrator follows the invitation, sets a password and is at home", async () => {
  const page = await accept(addUser("chen"), password);
  await heading(page, "首页").waitFor();
  assert.doesNotMatch(page.url(), /#/, "the code has left the address");
  await page.getByText("你以 chen 登录。").waitFor();
  at.chen = page;
  assert.deepEqual(faults(page), []);
  await pictures(page, "home");
});

let invitation;
test("the administrator registers an organ, opens an account, grants a county's clerk and invites", async () => {
  const page = at.chen;
  await go(page, "机关");
  await button(page, "登记机关").click();
  let dialog = page.getByRole("dialog");
  await field(dialog, "机关编号").fill("xiangyuan-commerce");
  await field(dialog, "中文名称").fill("襄垣县商务局（演示）");
  await field(dialog, "英文名称").fill("Xiangyuan Bureau of Commerce (demonstration)");
  await choose(page, dialog, "地方", county);
  await button(dialog, "登记机关").click();
  await page.getByRole("row", { name: /xiangyuan-commerce/ }).waitFor();
  await pictures(page, "organs");

  await go(page, "账号");
  await button(page, "开通账号").click();
  dialog = page.getByRole("dialog");
  await field(dialog, "账号").fill("Wang Fang");
  await choose(page, dialog, "机关", "襄垣县商务局");
  await button(dialog, "开通账号").click();
  await dialog.locator(".error-summary li a").waitFor();
  await picture(page, "program-account-refused");
  await field(dialog, "账号").fill("wang");
  await button(dialog, "开通账号").click();
  await heading(page, "wang").waitFor();

  await button(page, "授予角色…").click();
  dialog = page.getByRole("dialog");
  await choose(page, dialog, "角色", "经办");
  await choose(page, dialog, "专项", "以旧换新补贴");
  await choose(page, dialog, "地方", county);
  await button(dialog, "授予角色").click();
  await page.getByText(`已授予 经办 · 以旧换新补贴 · ${county}`).waitFor();

  await button(page, "邀请…").click();
  await button(page, "生成邀请链接").click();
  invitation = await page.locator("dialog .once pre").innerText();
  assert.ok(invitation.startsWith(`${house.url}/desk/invitation#`), invitation);
  await page.keyboard.press("Escape");
  assert.equal(await page.locator("dialog").count(), 0);
  assert.equal(await heading(page, "wang").count(), 1, "Esc closes the dialog and leaves the page");
  await pictures(page, "account");
  await go(page, "账号");
  await page.getByRole("row", { name: /wang/ }).waitFor();
  await pictures(page, "accounts");
  assert.deepEqual(faults(page), []);
});

test("the clerk sees the county's applicants alone, masked; one in full for a reason; asks for an erasure", async () => {
  const page = await accept(invitation, password);
  await heading(page, "首页").waitFor();
  at.wang = page;
  assert.deepEqual(await page.locator("nav.menu a").allInnerTexts(), ["首页", "我的账号", "待办", "申领单", "商户批次", "拨付", "商户", "商品", "资金池", "资格领取", "导入", "申请人", "删除申请"]);
  await listsReady(house);
  await go(page, "申请人");
  await page.locator(".rows tbody tr").first().waitFor();
  const columns = await page.locator(".rows thead th").allInnerTexts();
  const column = async (name) => page.locator(`.rows tbody tr > :nth-child(${columns.indexOf(name) + 1})`).allInnerTexts();
  assert.deepEqual([...new Set(await column("地方"))], [county]);
  for (const identity of await column("身份证号")) assert.match(identity, /^\d{4}\*{10}\d{3}[\dX]$/);
  for (const kind of await column("品类")) assert.match(kind, /\p{Script=Han}/u, "kinds have names");
  await pictures(page, "applicants");
  await page.goto(`/desk/applicants?place=${neighbour}`);
  await page.getByText("没有符合条件的申请人。").waitFor();
  await page.goto("/desk/applicants");

  const row = page.locator(".rows tbody tr").first();
  const claim = (await row.locator("th").innerText()).trim();
  await row.getByRole("button").click();
  await field(page, "理由").fill("核对发票与姓名");
  await button(page, "显示全部").click();
  await page.getByText("这次查看已记入审计").waitFor();
  assert.match(await page.locator("dialog dl").innerText(), /演示[\s\S]*\d{17}[\dX]/);
  await pictures(page, "in-full");
  await button(page, "申请删除…").click();
  await field(page, "理由").fill("本人书面要求");
  await button(page, "提出申请").click();
  await page.getByText("删除申请已提出").waitFor();
  await go(page, "删除申请");
  await page.getByText("等待批准").waitFor();
  at.claim = claim;
  assert.deepEqual(faults(page), []);
});

test("a leader approves the erasure; then nothing is held any more", async () => {
  const page = await accept(addUser("liu", "--role", "leader"), password);
  await heading(page, "首页").waitFor();
  await go(page, "删除申请");
  await pictures(page, "erasures");
  await button(page, "批准…").click();
  await page.getByRole("dialog").getByText(/的 [1-9]\d* 份文件将永远读不出来/).waitFor();
  await button(page, "批准，永久删除").click();
  await page.getByText("已批准删除：").waitFor();
  assert.deepEqual(faults(page), []);
  await close(page);
  const clerk = at.wang;
  await clerk.goto(`/desk/applicants?text=${at.claim}`);
  await clerk.getByText("共 1 件").waitFor();
  for (const erased = clerk.locator(".rows tbody").getByText("已删除"); (await erased.count()) === 0;) {
    await clerk.reload(); // the vault lets go of the person a moment after the approval
    await clerk.locator(".rows tbody tr").waitFor();
  }
});

test("the auditor finds all of it and takes it home as a file", async () => {
  const page = await accept(addUser("zhao", "--role", "auditor"), password);
  await heading(page, "首页").waitFor();
  await go(page, "审计");
  await page.locator(".rows tbody tr").first().waitFor();
  await pictures(page, "audit");
  await page.getByLabel("账号", { exact: true }).fill("wang");
  await page.keyboard.press("Enter");
  await page.getByText("账号 wang的审计记录").waitFor();
  const rows = page.locator(".rows tbody tr");
  await rows.filter({ hasText: "核对发票与姓名" }).filter({ hasText: at.claim }).waitFor();
  await rows.filter({ hasText: "申请删除个人信息" }).first().waitFor();
  await choose(page, page, "类别", "查看个人信息");
  await page.getByText("类别为查看个人信息").waitFor();
  const [file] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: "CSV", exact: true }).click()]);
  assert.match(file.suggestedFilename(), /\.csv$/);
  const text = readFileSync(await file.path(), "utf8");
  assert.match(text, new RegExp(`wang.*look.*${at.claim}.*核对发票与姓名`));
  assert.doesNotMatch(text, /liu/, "the filter counts for the file too");
  assert.deepEqual(faults(page), []);
  await close(page);
});

let secret;
test("the second factor is switched on after the password, and used to sign in", async () => {
  const page = at.wang;
  await go(page, "我的账号");
  await button(page, "启用…").click();
  const section = page.locator("section", { has: heading(page, "动态验证码", 2) });
  await field(section, "口令").fill("not it");
  await button(section, "继续").click();
  await section.locator(".error-summary li a").waitFor();
  await field(section, "口令").fill(password);
  await button(section, "继续").click();
  secret = await section.locator(".secret-text").innerText();
  await pictures(page, "second-factor");
  await field(section, "验证码").fill(codeOf(secret));
  await button(section, "启用动态验证码").click();
  await page.getByText("动态验证码已启用。").waitFor();
  assert.equal((await page.locator(".once pre").innerText()).trim().split("\n").length, 10);
  await pictures(page, "recovery");
  await button(page, "退出").click();
  await heading(page, "登录").waitFor();
  await field(page, "账号").fill("wang");
  await field(page, "口令").fill(password);
  await button(page, "登录").click();
  await field(page, "验证码").fill(codeOf(secret, 1)); // a code is good once: the next one
  await button(page, "验证并登录").click();
  await heading(page, "首页").waitFor();
  assert.deepEqual(faults(page), []);
});

test("an invitation beside a second factor sets the password and leads to sign-in", async () => {
  const address = run(["user", "invite", "wang", "--server", house.url, "--data", house.folder]).match(/http\S+/)[0];
  const page = await accept(address, newPassword);
  await page.getByText("口令已设定。").waitFor();
  await heading(page, "登录").waitFor();
  await pictures(page, "password-set");
  await field(page, "账号").fill("wang");
  await field(page, "口令").fill(newPassword);
  await button(page, "登录").click();
  await field(page, "验证码").waitFor();
  assert.deepEqual(faults(page), []);
  await close(page);
});

test("a suspended account is thrown out and can't come back", async () => {
  const thrown = await signIn("zhao", password);
  await go(thrown, "账号");
  const page = at.chen;
  await page.goto("/desk/accounts/zhao");
  await button(page, "停用…").click();
  await field(page, "理由").fill("调离岗位");
  await button(page, "停用账号").click();
  await page.getByText("账号已停用：").waitFor();
  await thrown.locator("nav.menu").getByRole("link", { name: "审计", exact: true }).click();
  const dialog = thrown.getByRole("dialog", { name: "请重新登录" });
  await field(dialog, "口令").fill(password);
  await button(dialog, "登录").click();
  await dialog.getByText(/请核对账号和口令/).waitFor();
  await picture(thrown, "program-thrown-out");
  assert.deepEqual(faults(page), []);
});
