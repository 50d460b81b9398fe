// The console in Debian's Chromium, against the server of desk_mock.mjs: every page at three widths, in both languages, light
// and dark; then what one does with it.
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

const deskAddress = (path, lang) => `/desk${path}${path.includes("?") ? "&" : "?"}lang=${lang}`.replace(/(#[^?]*)\?(.*)$/, "?$2$1");

/// Opens a page of the console as an account (none: signed out) and waits until nothing is on its way.
async function desk(path, account, { lang = "zh" } = {}) {
  if (account) mock.as(account);
  const page = await open(house, deskAddress(path, lang));
  await settled(page);
  return page;
}
async function settled(page) {
  await page.waitForFunction(() => document.querySelector("main h1") && !document.querySelector("[aria-busy=true]"));
}
/// Chromium itself reports an answer of 4xx in the console; that is no fault of the page.
const faults = (page) => page.faults.filter((fault) => !/status of 4\d\d|ERR_EMPTY_RESPONSE/.test(fault));
const button = (page, name) => page.getByRole("button", { name, exact: true });
const field = (page, name) => page.getByLabel(name, { exact: true });
/// Chooses in a list of `scope`, a page or a dialog.
async function choose(scope, label, option) {
  await scope.getByRole("combobox", { name: label, exact: true }).click();
  await (scope.page?.() ?? scope).locator(".ant-select-dropdown:not(.ant-select-dropdown-hidden) .ant-select-item-option", { hasText: option }).first().click();
}
/// Whether what has the focus shows it.
const ring = (page) => page.evaluate(() => { const { outlineStyle, outlineWidth } = getComputedStyle(document.activeElement); return outlineStyle === "solid" && parseFloat(outlineWidth) >= 2; });
const focused = (page) => page.evaluate(() => document.activeElement?.className ?? "");

const pages = {
  "sign-in": ["/sign-in?refused=no_account", ""], invitation: ["/invitation#INVITE-2025", ""], home: ["/", "admin-01"], "home-without-role": ["/", "new-01"],
  me: ["/me", "clerk-01"], accounts: ["/accounts", "admin-01"], "accounts-none": ["/accounts?text=nobody&role=payer", "admin-01"], account: ["/accounts/clerk-01", "admin-01"],
  "account-of-a-machine": ["/accounts/till-7", "admin-01"], "account-to-look-at": ["/accounts/leader-01", "auditor-01"], organs: ["/organs", "admin-01"], access: ["/access", "admin-01"], audit: ["/audit?from=2025-06-13&outcome=refused", "auditor-01"], applicants: ["/applicants", "clerk-01"],
  find: ["/find", "admin-01"], erasures: ["/erasures", "admin-01"], missing: ["/nothing-here", "admin-01"],
};
/// One visit a page: Chinese in the light, then English, by the page's own switch, in the dark. What needs a wide page or a
/// narrow one differs little between the languages, so axe looks at one in each.
const visits = [{ lang: "zh", dark: false, axeAt: 1440 }, { lang: "en", dark: true, axeAt: 320 }];
let visitor;
for (const [name, [path, account]] of Object.entries(pages))
  test(`${name} has no fault at any width, in either language, light or dark`, async () => {
    const page = (visitor ??= await open(house, "/desk/sign-in"));
    const found = [];
    if (account) mock.as(account);
    await page.emulateMedia({ colorScheme: "light" });
    await page.goto("about:blank"); // for an address that differs by its # alone
    await page.goto(deskAddress(path, "zh"));
    for (const { lang, dark, axeAt } of visits) {
      if (lang === "en") await button(page, "English").click();
      await settled(page);
      assert.equal(await page.locator("h1").count(), 1, "one h1");
      assert.match(await page.title(), lang === "zh" ? /｜明督工作台$/ : / \| Seethrough desk$/);
      assert.equal(await page.locator("html").getAttribute("lang"), lang === "zh" ? "zh-CN" : "en");
      await page.emulateMedia({ colorScheme: dark ? "dark" : "light" });
      for (const width of [1440, 768, 320]) {
        await page.setViewportSize({ width, height: 900 });
        await picture(page, `desk-${name}-${lang}-${width}${dark ? "-dark" : ""}`);
        const faults = [...(await sideways(page)), ...(await smallTargets(page)), ...(width === axeAt ? await axe(page) : [])];
        found.push(...faults.map((fault) => `${lang} at ${width} px: ${fault}`));
      }
    }
    found.push(...faults(page));
    page.faults.splice(0);
    assert.deepEqual(found, []);
  });

/// Controls below 24 px, other than links within a sentence.
function smallTargets(page) {
  return page.evaluate(() => [...document.querySelectorAll("button, a[href], input, [role=combobox], summary")].flatMap((e) => {
    const box = (e.closest("label, .ant-select, .ant-input-affix-wrapper") ?? e).getBoundingClientRect();
    const inSentence = getComputedStyle(e).display === "inline" && e.closest("p, li, dd, .kicker");
    return box.width === 0 || inSentence || e.closest(".skip") || (box.width >= 23.5 && box.height >= 23.5) ? [] : [`target ${e.outerHTML.slice(0, 90)} is ${box.width.toFixed(0)}×${box.height.toFixed(0)}`];
  }));
}

test("sign-in says what is missing, what was wrong, and asks for the second factor", async () => {
  const page = await desk("/accounts?role=auditor", "");
  await button(page, "登录").click();
  assert.match(await focused(page), /error-summary/);
  assert.match(await page.title(), /^错误：/);
  await page.getByRole("link", { name: "填写口令" }).click();
  assert.equal(await field(page, "口令").evaluate((e) => e === document.activeElement), true, "the link leads to the field");
  await field(page, "账号").fill("admin-01");
  await field(page, "口令").fill("wrong");
  await button(page, "登录").click();
  await page.getByText("账号或口令不对。").waitFor();
  assert.equal(await field(page, "口令").inputValue(), "wrong", "nothing typed is lost");
  await field(page, "口令").fill("correct horse battery");
  await page.keyboard.press("Enter");
  await field(page, "验证码").fill("000000");
  await picture(page, "desk-sign-in-code");
  await button(page, "验证并登录").click();
  await page.getByRole("link", { name: /验证码不对/ }).waitFor();
  assert.deepEqual(await axe(page), []);
  await field(page, "验证码").fill("123 456");
  await button(page, "验证并登录").click();
  await page.getByRole("heading", { name: "账号", level: 1 }).waitFor();
  assert.equal(new URL(page.url()).searchParams.get("role"), "auditor", "one is where one wanted to go");
  assert.doesNotMatch(await page.title(), /错误/);
  assert.deepEqual(faults(page), []);
  await close(page);
});

test("a lockout says in words how long to wait", async () => {
  mock.state.failures = 3;
  const page = await desk("/sign-in", "", { lang: "en" });
  await field(page, "Account").fill("clerk-01");
  await field(page, "Password").fill("guess");
  await button(page, "Sign in").click();
  await page.getByText(/Wait 15 minutes, until \d\d:\d\d/).waitFor();
  await picture(page, "desk-locked-en");
  await close(page);
});

test("an invitation sets the first password", async () => {
  const page = await desk("/invitation#INVITE-2025", "");
  assert.equal(await field(page, "邀请码").inputValue(), "INVITE-2025");
  await field(page, "新口令").fill("short");
  await button(page, "设定口令并登录").click();
  await page.getByRole("link", { name: /新口令太短/ }).waitFor();
  await field(page, "新口令").fill("blue kettle on tuesday");
  await button(page, "设定口令并登录").click();
  await page.getByText("这个账号还没有角色").waitFor();
  assert.equal(mock.state.accounts.get("new-01").password, "blue kettle on tuesday");
  assert.doesNotMatch(page.url(), /INVITE/);
  await close(page);
});

test("an invitation beside a second factor sets the password, signs whoever was here out, and leads to sign-in", async () => {
  mock.state.accounts.get("new-01").second_factor = true;
  const page = await desk("/invitation#INVITE-2025", "clerk-01");
  await field(page, "新口令").fill("blue kettle on tuesday");
  await button(page, "设定口令并登录").click();
  await page.getByText("口令已设定。").waitFor();
  assert.equal(mock.signedIn, undefined);
  await picture(page, "desk-password-set");
  assert.deepEqual(faults(page), []);
  await close(page);
});

test("a used invitation is refused in the server's words", async () => {
  const page = await desk("/invitation#USED", "", { lang: "en" });
  await field(page, "New password").fill("blue kettle on tuesday");
  await button(page, "Set the password and sign in").click();
  await page.getByRole("link", { name: /The code was used/ }).waitFor();
  await close(page);
});

test("a password, the second factor and a session of mine can be changed", async () => {
  const page = await desk("/me", "clerk-01");
  await field(page, "现在的口令").fill("not it");
  await field(page, "新口令").fill("blue kettle on tuesday");
  await button(page, "改口令").click();
  await page.getByRole("link", { name: "现在的口令不对。" }).waitFor();
  assert.equal(await field(page, "新口令").inputValue(), "blue kettle on tuesday");
  await field(page, "现在的口令").fill("correct horse battery");
  await button(page, "改口令").click();
  await page.getByText("口令已改").waitFor();
  await button(page, "启用…").click();
  const factor = page.locator("section", { has: page.getByRole("heading", { name: "动态验证码" }) });
  await factor.getByLabel("口令", { exact: true }).fill("not it");
  await button(page, "继续").click();
  await factor.getByRole("link", { name: "口令不对。" }).waitFor();
  await factor.getByLabel("口令", { exact: true }).fill("blue kettle on tuesday");
  await button(page, "继续").click();
  await page.getByRole("img", { name: /二维码/ }).waitFor();
  assert.equal(await field(page, "验证码").evaluate((e) => e === document.activeElement), true, "the code is next");
  await picture(page, "desk-second-factor");
  assert.deepEqual(await axe(page), []);
  await field(page, "验证码").fill("12");
  await button(page, "启用动态验证码").click();
  await page.getByRole("link", { name: "验证码是 6 位数字" }).waitFor();
  await field(page, "验证码").fill("123456");
  await button(page, "启用动态验证码").click();
  await page.getByRole("heading", { name: "恢复码 · clerk-01" }).waitFor();
  await picture(page, "desk-recovery-codes");
  await page.emulateMedia({ media: "print" });
  assert.equal(await page.locator(".bar").isVisible(), false, "printing shows the codes alone");
  assert.equal(await page.getByText("rk0f-8m20-xq70").isVisible(), true);
  await page.emulateMedia({ media: "screen" });
  await button(page, "我已保存好").click();
  assert.equal(await page.getByText("rk0f-8m20-xq70").count(), 0);
  await page.getByRole("button", { name: /^结束/ }).click();
  await page.getByText("来自 10.4.0.61 的登录已结束。").waitFor();
  assert.deepEqual(mock.state.sessions.map(({ id }) => id), ["s1"]);
  assert.deepEqual(faults(page), []);
  await close(page);
});

test("an account is opened, given a role and invited", async () => {
  const page = await desk("/accounts", "admin-01");
  await button(page, "开通账号").click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "开通账号" }).click();
  assert.deepEqual(await dialog.locator(".error-summary li").allInnerTexts(), ["填写账号", "选择机关"]);
  assert.deepEqual((await dialog.locator(".field-error").allInnerTexts()).map((words) => words.replace(/\s/g, "")), ["错误：填写账号", "错误：选择机关"]);
  await picture(page, "desk-open-account-errors");
  assert.deepEqual(await axe(page), []);
  await dialog.getByLabel("账号", { exact: true }).fill("clerk-01");
  await choose(dialog, "机关", "襄垣县商务局");
  await dialog.getByRole("button", { name: "开通账号" }).click();
  await page.getByRole("link", { name: /账号 clerk-01 已经有了/ }).waitFor();
  await dialog.getByLabel("账号", { exact: true }).fill("clerk-02");
  await dialog.getByRole("button", { name: "开通账号" }).click();
  await page.getByRole("heading", { name: "clerk-02", level: 1 }).waitFor();
  await button(page, "授予角色…").click();
  await choose(page, "角色", "初审");
  await choose(page, "专项", "以旧换新补贴");
  await choose(page, "地方", "襄垣县");
  await picture(page, "desk-grant");
  await button(page, "授予角色").click();
  await page.getByText("已授予 初审 · 以旧换新补贴 · 襄垣县").waitFor();
  assert.match(await page.locator(".done a").getAttribute("href"), /^\/zh\/verify\?entry=\d+$/);
  assert.deepEqual(mock.state.accounts.get("clerk-02").grants, [{ role: "first_reviewer", programme: "subsidies", place: 140423 }]);
  await button(page, "邀请…").click();
  await button(page, "生成邀请链接").click();
  await page.getByText(`${mock.url}/desk/invitation#INV-7Q2M-9XKD-4RTB`).waitFor();
  await picture(page, "desk-invite");
  await page.keyboard.press("Escape");
  assert.equal(await page.getByText("INV-7Q2M").count(), 0, "shown once");
  assert.equal(await page.getByRole("heading", { name: "clerk-02", level: 1 }).count(), 1, "Esc closes the dialog alone");
  assert.deepEqual(faults(page), []);
  await close(page);
});

test("a key is made with scopes, and its secret shown once", async () => {
  const page = await desk("/accounts/till-7", "admin-01", { lang: "en" });
  await button(page, "New key…").click();
  await button(page, "Make the key").click();
  await page.getByRole("link", { name: "Choose at least one scope" }).click();
  await page.getByRole("checkbox", { name: /tills: returns/ }).check();
  await field(page, "Last day").fill("2027-01-31");
  await button(page, "Make the key").click();
  await page.getByText("stk_0c5d6f1e2a3b4c5d6e7f8091a2b3c4d5e6f70819").waitFor();
  await picture(page, "desk-key-en");
  await button(page, "Close").click();
  await page.getByRole("row", { name: /5be1c0ffee07/ }).getByRole("button").click();
  await button(page, "Revoke the key").click();
  await page.getByText("The key was revoked.").waitFor();
  assert.equal(mock.state.accounts.get("till-7").keys.at(-1).revoked, true);
  await close(page);
});

test("suspending needs a reason; a lost answer keeps the text and the key of the command", async () => {
  const page = await desk("/accounts/clerk-01", "admin-01");
  await button(page, "停用…").click();
  await button(page, "停用账号").click();
  await page.getByRole("link", { name: "写明理由", exact: true }).waitFor();
  await field(page, "理由").fill("调离岗位");
  const keys = [];
  page.on("request", (request) => { if (request.url().endsWith("/commands")) keys.push(request.headers()["idempotency-key"]); });
  mock.state.fail = (method, path) => path.endsWith("/commands");
  await button(page, "停用账号").click();
  await page.getByText("没有收到服务器的答复").waitFor();
  assert.equal(await field(page, "理由").inputValue(), "调离岗位");
  mock.state.fail = undefined;
  await button(page, "停用账号").click();
  await page.getByText("账号已停用：").waitFor();
  assert.equal(keys.length, 2);
  assert.equal(keys[0], keys[1], "the same command, once");
  assert.equal(mock.state.accounts.get("clerk-01").standing, "suspended");
  await close(page);
});

test("a session that ends in the middle asks for sign-in over the page and keeps what was typed", async () => {
  const page = await desk("/find", "admin-01");
  await field(page, "身份证号").fill("140400199001010013");
  mock.signedIn = undefined;
  await button(page, "查找").click();
  const dialog = page.getByRole("dialog", { name: "请重新登录" });
  await dialog.waitFor();
  await picture(page, "desk-signed-out-over");
  assert.deepEqual(await axe(page), []);
  await page.keyboard.press("Escape");
  await page.keyboard.press("Escape");
  await dialog.waitFor(); // it does not go away unanswered
  await dialog.getByLabel("口令", { exact: true }).fill("correct horse battery");
  await dialog.getByRole("button", { name: "登录" }).click();
  await dialog.getByLabel("验证码").fill("123456");
  await dialog.getByRole("button", { name: "验证并登录" }).click();
  await dialog.waitFor({ state: "detached" });
  assert.equal(await page.getByRole("textbox", { name: "身份证号" }).inputValue(), "140400199001010013");
  await button(page, "查找").click();
  await page.getByText("找到 1 人").waitFor();
  await picture(page, "desk-found");
  await close(page);
});

test("the audit trail filters by address, says so, and pages by key", async () => {
  const page = await desk("/audit", "auditor-01");
  assert.equal(await page.locator(".rows tbody tr").count(), 200);
  await page.getByRole("link", { name: "下一页 ›" }).click();
  await page.getByRole("link", { name: "‹ 回到第一页" }).waitFor();
  await choose(page, "结果", "被拒绝");
  await page.getByText("结果为被拒绝的审计记录。").waitFor();
  assert.equal(new URL(page.url()).searchParams.get("next"), null, "a new filter starts at the first page");
  await page.getByLabel("从", { exact: true }).fill("2025-06-15");
  await page.getByText("2025-06-15 起，结果为被拒绝的审计记录。").waitFor();
  assert.equal(await page.getByRole("link", { name: "CSV", exact: true }).getAttribute("href"), "/api/v1/audit.csv?outcome=refused&from=2025-06-15");
  await page.reload();
  await settled(page);
  await page.getByText("2025-06-15 起，结果为被拒绝的审计记录。").waitFor();
  await page.getByLabel("账号", { exact: true }).fill("nobody");
  await page.keyboard.press("Enter");
  await page.getByText("没有符合条件的记录。").waitFor();
  await button(page, "清除条件，看全部").click();
  await page.getByText("全部审计记录。").waitFor();
  assert.match(await page.getByRole("link", { name: "#4000" }).getAttribute("href"), /^\/zh\/verify\?entry=4000$/);
  assert.deepEqual(faults(page), []);
  await close(page);
});

test("an applicant is masked until one gives a reason", async () => {
  const page = await desk("/applicants", "clerk-01");
  await page.getByRole("row", { name: /C0000001/ }).getByRole("button").click();
  await page.getByText("查看会记入审计").waitFor();
  await button(page, "显示全部").click();
  await page.getByRole("link", { name: "写明理由", exact: true }).waitFor();
  assert.deepEqual(mock.state.looks, []);
  await field(page, "理由").fill("核对发票与姓名");
  await button(page, "显示全部").click();
  await page.getByText("140400199001010013").waitFor();
  await picture(page, "desk-in-full");
  assert.deepEqual(await axe(page), []);
  assert.deepEqual(mock.state.looks, [{ claim: "C0000001", reason: "核对发票与姓名" }]);
  await button(page, "申请删除…").click();
  await picture(page, "desk-request-erasure");
  await field(page, "理由").fill("本人书面要求");
  await button(page, "提出申请").click();
  await page.getByText("删除申请已提出").waitFor();
  assert.equal(mock.state.erasures[0].reason, "本人书面要求");
  await close(page);
});

test("an erasure is decided by another person", async () => {
  const page = await desk("/erasures", "admin-01");
  await page.getByText("须由另一人批准").waitFor();
  await button(page, "批准…").click();
  await button(page, "批准，永久删除").click();
  await page.getByText("已批准删除：").waitFor();
  assert.deepEqual(mock.state.erasures.map(({ state }) => state), ["approved", "requested", "refused"]);
  await close(page);
});

test("rights hide what would be refused", async () => {
  const menu = async (account, expected) => {
    const page = await desk("/", account);
    // Which rights count for the whole city, the places tell: the menu is complete once they are there.
    const names = () => page.locator("nav.menu a").allInnerTexts();
    const complete = async () => (await names()).join() === expected.join();
    for (let tries = 0; tries < 200 && !(await complete()); ++tries) await page.waitForTimeout(50);
    assert.deepEqual(await names(), expected);
    await close(page);
  };
  await menu("new-01", ["首页", "我的账号"]);
  const subsidies = ["待办", "申领单", "商户批次", "拨付", "商户", "商品", "资金池", "资格领取"];
  const complaints = ["我的督办", "举报件", "交办批次", "办理三率"];
  await menu("auditor-01", ["首页", "我的账号", ...subsidies, ...complaints, "申请人", "查找个人", "删除申请", "账号", "机关", "角色与权限", "审计"]);
  await menu("clerk-01", ["首页", "我的账号", ...subsidies, "导入", "申请人", "删除申请"]);
});

test("keys move, open, go back, and can be switched off", async () => {
  const page = await desk("/accounts", "admin-01");
  await page.keyboard.press("/");
  assert.equal(await page.evaluate(() => document.activeElement.type), "search");
  assert.equal(await ring(page), true, "so does the field");
  await page.keyboard.press("j");
  assert.equal(await page.locator("[data-search]").inputValue(), "j", "keys are left alone in fields");
  await page.locator("[data-search]").fill("");
  await page.locator("h1").focus();
  await page.keyboard.press("j");
  await page.keyboard.press("j");
  await page.keyboard.press("k");
  await page.keyboard.press("j");
  await picture(page, "desk-row-focus");
  assert.equal(await ring(page), true, "the row's link shows that it has the focus");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "clerk-01", level: 1 }).waitFor();
  await page.keyboard.press("Escape");
  await page.getByRole("heading", { name: "账号", level: 1 }).waitFor();
  await page.keyboard.press("g");
  await page.keyboard.press("q");
  await page.getByRole("heading", { name: "首页", level: 1 }).waitFor();
  await page.keyboard.press("?");
  await picture(page, "desk-keys");
  await page.getByRole("checkbox", { name: "使用单键" }).uncheck();
  await page.keyboard.press("Escape");
  await page.keyboard.press("?");
  assert.equal(await page.getByRole("dialog").count(), 0);
  await close(page);
});

test("the language changes in place and is kept; what was typed stays", async () => {
  const page = await desk("/find", "admin-01");
  await page.getByRole("textbox", { name: "身份证号" }).fill("1404001990");
  await button(page, "English").click();
  await page.getByRole("heading", { name: "Find a person", level: 1 }).waitFor();
  assert.equal(await page.getByRole("textbox", { name: "Identity number" }).inputValue(), "1404001990");
  assert.match(page.url(), /\/desk\/find\?lang=en$/);
  await page.goto("/desk/organs");
  await page.getByRole("heading", { name: "Organs", level: 1 }).waitFor();
  await close(page);
});

test("a list that can't be loaded says so, and what to do; a slow one shows its skeleton", async () => {
  mock.state.fail = (method, path) => path === "/api/v1/erasures";
  const page = await desk("/erasures", "admin-01");
  await page.getByText("没有取到内容").waitFor();
  await picture(page, "desk-trouble");
  assert.deepEqual(await axe(page), []);
  mock.state.fail = undefined;
  mock.state.delay = 900;
  await button(page, "再试一次").click();
  await page.getByText("须由另一人批准").waitFor();
  mock.state.delay = 1500;
  await page.reload();
  await page.locator(".ant-skeleton").first().waitFor();
  await close(page);
});
