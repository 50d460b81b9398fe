// The verification page: forms over the checks, in <div id="verify" data-origin data-key>.

import { checkBulletin, checkEntry, checkGrowth, checkLog } from "./checks.js";
import type { Outcome, Reading, Verdict } from "./checks.js";
import { Unchecked, parseVerifierKey, words } from "./log.js";
import type { Bytes, Words } from "./log.js";
import { el, say, t } from "./language.js";
import type { Child } from "./language.js";

const marks: Record<Verdict, string> = { matches: "✓", differs: "✗", unchecked: "○" };
const colours: Record<Verdict, string> = { matches: "light green", differs: "light red", unchecked: "light none" };
const verdicts: Record<Verdict, Words> = {
  matches: words("相符：发布后未变；不证明内容真实。", "Matches: unchanged since publication; not a proof of truth."),
  differs: words("不符：与封存的不是一回事。", "Does not match: this is not what was sealed."),
  unchecked: words("无法核对。这不等于不符。", "Could not check. That is not a mismatch."),
};

/// The bytes at an address of this server; null if it has none.
async function get(address: string, signal: AbortSignal): Promise<Bytes | null> {
  let response: Response;
  try {
    response = await fetch(address, { signal, cache: address === "/checkpoint" ? "no-store" : "default" });
    if (response.ok && !/^text\/html/.test(response.headers.get("content-type") ?? ""))
      return new Uint8Array(await response.arrayBuffer());
  } catch {
    throw new Unchecked(signal.aborted ? words("已按您的要求停止。", "Stopped at your request.")
                                       : words(`取不到 ${address}：网络不通或服务器没有应答。`,
                                               `${address} could not be fetched: the network is down or the server does not answer.`));
  }
  if (response.status === 404) return null;
  throw new Unchecked(words(`取不到 ${address}：服务器答复 ${response.status}。`,
                            `${address} could not be fetched: the server answered ${response.status}.`));
}

/// Checks a bulletin and with it every entry of the log, without this page.
const command = (key: string): string => `seethrough verify BULLETIN.json --log ${location.origin} --key '${key}'`;

function verdictLine(verdict: Verdict): HTMLElement {
  return el("p", { class: "verdict" }, el("span", { class: colours[verdict], "aria-hidden": "true" }, marks[verdict]), " ",
            el("strong", {}, say(verdicts[verdict])));
}

const verdictWords: Record<Verdict, Words> = {
  matches: words("相符", "agrees"),
  differs: words("不符", "does not match"),
  unchecked: words("无法核对", "could not check"),
};

function report(kind: string, outcome: Outcome, key: string): Child[] {
  const steps = outcome.steps.map((step) =>
    el("li", { "data-step": step.verdict }, el("span", { class: colours[step.verdict], "aria-hidden": "true" }, marks[step.verdict]),
       ` ${say(verdictWords[step.verdict])}${t("：", ": ")}`, el("span", {}, say(step.words))));
  const parts: Child[] = [verdictLine(outcome.verdict), el("ol", { class: "steps" }, ...steps)];
  if (outcome.entry !== undefined)
    parts.push(el("details", { open: kind === "entry" }, el("summary", {}, t("这一条的原文", "The entry as logged")),
                  el("pre", { tabindex: "0", "data-entry": true }, pretty(outcome.entry))));
  parts.push(el("p", {}, t("页面不能为自己的服务器作保。不靠本页，下载一份通报，用命令行重算整份日志：",
                                 "A page cannot vouch for its own server. Without it: download a bulletin and recompute the whole log on the command line:")),
             el("pre", { tabindex: "0" }, command(key)));
  return parts;
}

function pretty(json: string): string {
  try {
    return JSON.stringify(JSON.parse(json), null, 2);
  } catch {
    return json;
  }
}

type Check = (reading: Reading, signal: AbortSignal) => Promise<Outcome>;

/// One form with its button, progress and result. Only one check of a form runs at a time.
function part(kind: string, title: string, about: string, fields: Child[], keyText: () => string, check: Check): HTMLElement {
  const start = el("button", { type: "submit" }, t("核验", "Verify"));
  const stop = el("button", { type: "button", hidden: true }, t("停止", "Stop"));
  const bar = el("progress", { max: "1", value: "0", "aria-label": t("进度", "Progress") });
  const count = el("span", {});
  const going = el("p", { hidden: true }, bar, " ", count);
  const result = el("div", { role: "status", "data-result": kind });
  const form = el("form", {}, el("p", {}, about), ...fields, el("p", {}, start, " ", stop), going);
  const run = async (): Promise<void> => {
    const abort = new AbortController();
    stop.onclick = () => abort.abort();
    start.disabled = true;
    stop.hidden = going.hidden = false;
    count.textContent = "";
    bar.removeAttribute("value");
    result.replaceChildren();
    delete result.dataset["verdict"];
    const outcome = await attempt(keyText(), abort.signal, check, (done, total) => {
      bar.max = total;
      bar.value = done;
      count.textContent = `${done} / ${total}`;
    });
    start.disabled = false;
    stop.hidden = going.hidden = true;
    result.dataset["verdict"] = outcome.verdict;
    result.replaceChildren(...report(kind, outcome, keyText()));
  };
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    void run();
  });
  return el("section", { "data-check": kind, "aria-labelledby": `verify-${kind}` }, el("h3", { id: `verify-${kind}` }, title),
            form, result);
}

async function attempt(keyText: string, signal: AbortSignal, check: Check, progress: Reading["progress"]): Promise<Outcome> {
  try {
    const key = parseVerifierKey(keyText);
    return await check({ key, progress, source: (path) => get(`/${path}`, signal) }, signal);
  } catch (error) {
    if (!(error instanceof Unchecked)) throw error;
    return { verdict: "unchecked", steps: [{ verdict: "unchecked", words: error.words }] };
  }
}

function field(name: string, label: string, control: HTMLElement): HTMLElement {
  control.id = `verify-field-${name}`;
  return el("p", {}, el("label", { for: control.id }, label), control instanceof HTMLTextAreaElement ? el("br") : " ", control);
}

async function bulletinText(file: File | undefined, series: string, number: string, signal: AbortSignal): Promise<string> {
  if (file) return file.text();
  if (!/^[1-9][0-9]*$/.test(number))
    throw new Unchecked(words("请选一个 .json 文件，或填期号。", "Choose a .json file or give the bulletin's number."));
  const bytes = await get(`/api/v1/bulletins/${series}/${number}`, signal);
  if (!bytes) throw new Unchecked(words(`服务器上没有这个系列的第 ${number} 期。`, `The server has no number ${number} in this series.`));
  return new TextDecoder().decode(bytes);
}

function keyField(pageKey: string): { row: HTMLElement; text: () => string } {
  const input = el("textarea", { rows: "4", cols: "32", spellcheck: "false", autocomplete: "off" }, pageKey);
  const note = el("p", { role: "status" });
  input.addEventListener("input", () => {
    note.textContent = input.value.trim() === pageKey ? "" : t("用的是您填的公钥，不是本页给出的。", "Using the key you typed, not the page's.");
  });
  const row = field("key", t("用来核验的公钥（最好来自别处：报纸、公报、以前的抄件）", "Key to verify with (best from elsewhere: a newspaper, the gazette, an earlier copy)"), input);
  return { row: el("div", {}, row, note), text: () => input.value.trim() };
}

function bulletinPart(key: () => string, given: URLSearchParams): HTMLElement {
  const file = el("input", { type: "file", accept: ".json,application/json" });
  const names = { subsidies: t("消费品以旧换新", "Trade-in subsidies"), complaints: t("信访举报", "Complaints"),
                  projects: t("重点项目", "Key projects") };
  const series = el("select", {}, ...Object.entries(names).map(([id, name]) =>
    el("option", { value: id, selected: given.get("series") === id }, name)));
  const number = el("input", { type: "text", inputmode: "numeric", size: "6", value: given.get("number") ?? "" });
  return part("bulletin", t("一份通报", "A bulletin"),
    t("重算内容的摘要，与日志中发布时的摘要相比。", "Recomputes the content's digest and compares it with the one issued in the log."),
    [field("file", t("通报的 .json 文件", "The bulletin's .json file"), file),
     el("p", {}, t("没有文件，就从本服务器取：", "Without a file, it is taken from this server:")),
     field("series", t("系列", "Series"), series), field("number", t("期号", "Number"), number)],
    key, async (reading, signal) => checkBulletin(
      reading, await bulletinText(file.files?.[0], series.value, number.value.trim(), signal), Number(given.get("entry") ?? 0)));
}

function fill(home: HTMLElement): void {
  const given = new URLSearchParams(location.search);
  const key = keyField(home.dataset["key"] ?? "");
  const seq = el("input", { type: "text", inputmode: "numeric", size: "12", value: given.get("entry") ?? "" });
  const kept = el("textarea", { rows: "7", cols: "32", spellcheck: "false", autocomplete: "off" });
  home.replaceChildren(
    key.row,
    part("log", t("整份日志", "The whole log"),
      t("取全部叶哈希，重算树根，与签名的检查点相比。", "Fetches every leaf hash, recomputes the root and compares it with the signed checkpoint."),
      [], key.text, checkLog),
    part("entry", t("一条记录", "An entry"),
      t("算出这一条的哈希，证明它在检查点的树里。", "Hashes the entry and proves that it is in the checkpoint's tree."),
      [field("entry", t("条目编号", "Entry number"), seq)], key.text,
      (reading) => checkEntry(reading, /^[0-9]+$/.test(seq.value.trim()) ? Number(seq.value) : 0)),
    bulletinPart(key.text, given),
    part("growth", t("与我存下的检查点相比", "Against a checkpoint I kept"),
      t("证明现在的日志由那时的日志续写而来，没有改动旧条目。", "Proves that the present log continues the earlier one with nothing changed."),
      [field("kept", t("检查点全文", "The checkpoint's text"), kept)], key.text,
      (reading) => checkGrowth(reading, kept.value)));
}

const home = document.getElementById("verify");
if (home) fill(home);
