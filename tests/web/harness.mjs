// Starts the program on a copy of the demonstration city and opens its pages in Debian's Chromium.
//
//   SEETHROUGH  the program; build/release/seethrough by default
//   DEMO_DATA   a folder that `seethrough demo` filled; it is copied, so that tests may write

import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const need = createRequire(new URL("../../web/package.json", import.meta.url));
const { chromium } = need("playwright-core");
const axeScript = readFileSync(need.resolve("axe-core/axe.min.js"), "utf8");

const root = fileURLToPath(new URL("../../", import.meta.url));
const program = resolve(process.env.SEETHROUGH ?? join(root, "build/release/seethrough"));
const demo = process.env.DEMO_DATA;
const pictures = join(root, "build/screenshots");
mkdirSync(pictures, { recursive: true });

const flags = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
               "--disable-component-update", "--disable-sync"];

export const launch = () => chromium.launch({ executablePath: "/usr/bin/chromium", args: flags });

/// Runs the program to its end and gives what it printed; `input` is what it reads.
export function run(args, input) {
  const { status, stdout, stderr } = spawnSync(program, args, { encoding: "utf8", input: input ?? "" });
  if (status !== 0) throw new Error(`${program} ${args.join(" ")} ended with ${status}:\n${stdout}${stderr}`);
  return stdout;
}

/// A server of its own and a browser; both end with close().
export async function start() {
  if (!demo) throw new Error("DEMO_DATA must name a data folder that `seethrough demo` filled");
  const folder = mkdtempSync(join(tmpdir(), "seethrough-browser-"));
  cpSync(demo, folder, { recursive: true });
  const server = spawn(program, ["serve", "--data", folder, "--listen", "127.0.0.1:0"], { stdio: ["ignore", "pipe", "pipe"] });
  const said = [];
  const url = await new Promise((found, lost) => {
    for (const stream of [server.stdout, server.stderr])
      createInterface({ input: stream }).on("line", (line) => {
        said.push(line);
        const match = /serving (http:\/\/127\.0\.0\.1:\d+)/.exec(line);
        if (match) found(match[1]);
      });
    server.on("error", lost);
    server.on("exit", (code) => lost(new Error(`${program} serve ended with ${code}:\n${said.join("\n")}`)));
  });
  const browser = await launch();
  return {
    url,
    browser,
    folder,
    async close() {
      await browser.close();
      if (server.exitCode === null) {
        server.kill("SIGTERM");
        await once(server, "exit");
      }
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/// A page that collects what must not happen: console errors, exceptions, violations of the content security policy,
/// failed requests of the site's own.
export async function open(house, path, { width = 1440, dark = false, scripts = true } = {}) {
  const context = await house.browser.newContext({
    baseURL: house.url, viewport: { width, height: 900 }, colorScheme: dark ? "dark" : "light", javaScriptEnabled: scripts,
    locale: "zh-CN",
  });
  context.setDefaultTimeout(Number(process.env.PATIENCE ?? 120_000)); // a busy machine is slow, and that is no fault
  const page = await context.newPage();
  page.faults = [];
  page.on("console", (message) => {
    if (message.type() === "error") page.faults.push(`console: ${message.text()}`);
  });
  page.on("pageerror", (error) => page.faults.push(`exception: ${error.message}`));
  if (scripts) {
    await page.exposeBinding("tellViolation", (_, text) => page.faults.push(`content security policy: ${text}`));
    await page.addInitScript(() =>
      document.addEventListener("securitypolicyviolation", (e) => window.tellViolation(`${e.violatedDirective} ${e.blockedURI}`)));
  }
  page.answer = await page.goto(path);
  return page;
}

export const close = (page) => page.context().close();

/// What axe finds against WCAG 2 A and AA, as lines one can act on.
export async function axe(page) {
  await page.evaluate(axeScript);
  const { violations } = await page.evaluate(() =>
    window.axe.run(document, { runOnly: { type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"] } }));
  return violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.target.join(" ")} — ${node.failureSummary.split("\n").slice(1, 2).join("").trim()}`));
}

/// What sticks out sideways: the page itself, or anything that scrolls and holds no data table.
export function sideways(page) {
  return page.evaluate(() => {
    const name = (e) => `${e.tagName.toLowerCase()}${e.id ? `#${e.id}` : ""}${e.classList.length ? `.${[...e.classList].join(".")}` : ""}`;
    const out = [];
    const whole = document.documentElement;
    if (whole.scrollWidth > whole.clientWidth) {
      const wide = [...document.querySelectorAll("body *")].filter((e) => e.getBoundingClientRect().right > whole.clientWidth + 1);
      out.push(`the page is ${whole.scrollWidth} px wide: ${wide.slice(0, 3).map(name).join(", ")}`);
    }
    for (const e of document.querySelectorAll("body *")) {
      if (!/auto|scroll/.test(getComputedStyle(e).overflowX) || e.scrollWidth <= e.clientWidth + 1) continue;
      if (!e.querySelector("table") && !/^(TEXTAREA|INPUT|SELECT)$/.test(e.tagName)) out.push(`${name(e)} scrolls sideways`);
    }
    return out;
  });
}

/// The whole page as a picture for people to look at, when PICTURES=1 asks for it.
export async function picture(page, name) {
  if (process.env.PICTURES === "1") await page.screenshot({ path: join(pictures, `${name}.png`), fullPage: true });
}

/// Waits until the lists reflect the whole journal: after a first start they are still being filled.
export async function listsReady(house) {
  for (;;) {
    const [list, log] = await Promise.all(["claims?limit=1", "log"].map(async (path) => (await fetch(`${house.url}/api/v1/${path}`)).json()));
    if (list.journal_position >= log.size) return;
    await new Promise((later) => setTimeout(later, 250));
  }
}

/// Addresses of one page of each kind, found from the front page as a reader would.
export async function addresses(house, lang = "zh") {
  await listsReady(house);
  const page = await open(house, `/${lang}`);
  const href = (selector) => page.locator(selector).first().getAttribute("href");
  const found = { front: new URL(page.url()).pathname, figure: await href("main a[href*='/f/']"),
                  calendar: await href("a[href*='/cal/']"), bulletin: await href("main a[href*='/b/']"),
                  verify: `/${lang}/verify`, receipt: `/${lang}/receipt` };
  found.campaign = await href("main a[href$='/complaints']");
  for (const kind of ["claims", "complaints", "projects"]) {
    found[kind] = `/${lang}/r?kind=${kind}`;
    await page.goto(found[kind]);
    found[`${kind}-case`] = await href("main tbody a[href*='/case/']");
  }
  await page.goto(found.figure);
  found.definition = await href("main a[href*='/def/']");
  await close(page);
  return found;
}
