// Figures that follow the log. The server marks with data-live only the figures of the page that shows the present, so
// a page of another day, or one pinned to a position, stays as it is.

import { el, t, zh } from "./language.js";

interface Figures {
  journal_position: number;
  cut_off: string; // the latest day
  figures: { id: string; value: number; printed_zh: string; printed_en: string }[];
}

const quietMs = 10_000; // between two announcements
const lostMs = 4_000; // a shorter interruption is not worth a word
const againMs = 60_000; // how often the age is said again
const reopenMs = 60_000; // when the server refused, EventSource gives up by itself

const following = (): HTMLElement[] => [...document.querySelectorAll<HTMLElement>("[data-live]")];
const clock = (): string => new Date().toLocaleTimeString(zh ? "zh-CN" : "en-GB");

/// A live region whose words change at most every ten seconds; the last words win.
function announcer(region: HTMLElement): (...said: (Node | string)[]) => void {
  let last = -quietMs;
  let waiting: (Node | string)[] | null = null;
  const speak = (): void => {
    if (!waiting) return;
    last = performance.now();
    region.replaceChildren(...waiting);
    waiting = null;
  };
  return (...said) => {
    const idle = waiting === null;
    waiting = said;
    if (idle) setTimeout(speak, Math.max(0, last + quietMs - performance.now()));
  };
}

function age(sinceMs: number): string {
  const seconds = Math.round((Date.now() - sinceMs) / 1000);
  if (seconds < 60) return t(`${seconds} 秒`, `${seconds} s`);
  const minutes = Math.round(seconds / 60);
  return minutes < 60 ? t(`${minutes} 分钟`, `${minutes} min`) : t(`${Math.round(minutes / 60)} 小时`, `${Math.round(minutes / 60)} h`);
}

/// Puts "1.25亿元" into an element whose digits and units are set apart, without losing that setting.
function show(element: HTMLElement, printed: string): void {
  const digits = element.querySelector(".digits");
  const found = /^([^\d−-]*)([−-]?\d[\d,.]*)(.*)$/su.exec(printed);
  if (!digits || !found) {
    element.textContent = printed;
    return;
  }
  const unit = (text: string): Node[] => (text ? [el("span", { class: "unit" }, text)] : []);
  digits.textContent = found[2]!;
  element.replaceChildren(...unit(found[1]!), digits, ...unit(found[3]!));
}

/// Takes over the figures of a freshly fetched copy of this page; false if it is no longer the page of the present.
async function refetch(): Promise<boolean> {
  const response = await fetch(location.pathname + location.search, { headers: { accept: "text/html" } });
  if (!response.ok) throw new Error(response.statusText);
  const fresh = new DOMParser().parseFromString(await response.text(), "text/html");
  let found = false;
  for (const element of following()) {
    const same = fresh.querySelector<HTMLElement>(`[data-live="${element.dataset["live"]}"]`);
    if (!same) continue;
    found = true;
    element.dataset["value"] = same.dataset["value"] ?? "";
    element.replaceChildren(...[...same.childNodes].map((node) => document.importNode(node, true)));
  }
  return found;
}

/// The day of this page, from its address; "" on a page of no day.
const pageDay = (): string => /\/(\d{4}-\d\d-\d\d)/.exec(location.pathname)?.[1] ?? "";

function take(news: Figures): void {
  for (const figure of news.figures) {
    for (const element of following().filter((one) => one.dataset["live"] === figure.id)) {
      if (element.dataset["value"] === String(figure.value)) continue;
      element.dataset["value"] = String(figure.value);
      show(element, zh ? figure.printed_zh : figure.printed_en);
    }
  }
}

export function followFigures(): void {
  if (following().length === 0) return;
  const region = el("p", { role: "status", class: "live", "data-live-status": true });
  document.querySelector("main")?.prepend(region);
  const say = announcer(region);
  let asOf = Date.now(); // the page was fresh when it came
  let lostAt = 0; // when the stream was lost; 0 while it is there
  let told = 0; // when that was last said
  let resumable = false; // whether the server can send what was missed: it knows the last event's id
  let source: EventSource;

  const updated = (where: string): void => {
    asOf = Date.now();
    say(t(`数字已于 ${clock()} 更新${where}；标题和图表请`, `Figures updated at ${clock()}${where}; for headline and charts, `),
        el("a", { href: location.href }, t("重新载入全页", "reload the page")), t("。", "."));
  };
  const newerDay = (): void =>
    say(t("已有更新的一日：", "There is a newer day: "), el("a", { href: "/" }, t("看最新一日", "go to the latest")), t("。", "."));
  const lost = (): void => void (lostAt ||= Date.now());
  const takeAnew = (): void =>
    void refetch().then((present) => (present ? updated("") : newerDay()), () => setTimeout(takeAnew, reopenMs));
  const tellAge = (): void => {
    if (lostAt === 0 || Date.now() - lostAt < lostMs || Date.now() - told < againMs) return;
    told = Date.now();
    say(t(`实时更新已中断：数字是 ${age(asOf)}前的。正在重新连接。`, `Live updates are interrupted: these figures are ${age(asOf)} old. Reconnecting.`));
  };
  const connected = (): void => {
    if (lostAt === 0) return;
    if (told !== 0) say(t(`已于 ${clock()} 重新连接。`, `Connected again at ${clock()}.`));
    if (!resumable) takeAnew();
    lostAt = told = 0;
  };
  const open = (): void => {
    resumable = false;
    source = new EventSource("/events");
    source.addEventListener("open", connected);
    source.addEventListener("error", () => {
      lost();
      if (source.readyState === EventSource.CLOSED) setTimeout(open, reopenMs);
    });
    source.addEventListener("figures", (event) => {
      resumable = true;
      const news = JSON.parse((event as MessageEvent<string>).data) as Figures;
      if (pageDay() && pageDay() < news.cut_off) return newerDay(); // those figures have another cut-off
      take(news);
      updated(t(`，流水位置 ${news.journal_position.toLocaleString()}`, `, journal position ${news.journal_position.toLocaleString()}`));
    });
    source.addEventListener("reset", () => {
      resumable = true;
      takeAnew();
    });
  };
  setInterval(tellAge, lostMs);
  addEventListener("pagehide", () => source.close());
  addEventListener("pageshow", (event) => {
    if (!event.persisted) return;
    lost(); // the page slept
    open();
  });
  open();
}
