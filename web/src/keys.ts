// Single keys: [ ] day, c calendar, v verify, ? help. They can be switched off, and are left alone in fields.

import { el, t } from "./language.js";

const setting = "seethrough.keys";
const places: Record<string, string> = {
  "[": "link[rel=prev], a[rel=prev]",
  "]": "link[rel=next], a[rel=next]",
  c: "[data-key=c], a[href*='/cal/']",
  v: "[data-key=v], a[href$='/verify']",
};

function switchedOff(): boolean {
  try {
    return localStorage.getItem(setting) === "off";
  } catch {
    return false; // storage may be forbidden
  }
}

function switchKeys(on: boolean): void {
  try {
    localStorage.setItem(setting, on ? "on" : "off");
  } catch {
    // then the choice lasts for this page alone
  }
}

function inField(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || target.closest("input, select, textarea, dialog") !== null);
}

function makeHelp(): HTMLDialogElement {
  const rows: [string, string][] = [
    ["[", t("前一日", "previous day")], ["]", t("后一日", "next day")], ["c", t("日历", "calendar")],
    ["v", t("核验", "verify")], ["?", t("本说明", "this help")],
  ];
  const on = el("input", { type: "checkbox", id: "keys-on", checked: !switchedOff() });
  on.addEventListener("change", () => switchKeys(on.checked));
  const dialog = el("dialog", { "aria-labelledby": "keys-title", class: "keys" },
    el("h2", { id: "keys-title" }, t("快捷键", "Keys")),
    el("ul", { class: "plain" }, ...rows.map(([key, name]) => el("li", {}, el("kbd", {}, key), ` ${name}`))),
    el("p", {}, on, " ", el("label", { for: "keys-on" }, t("使用单键", "Use single keys"))),
    el("form", { method: "dialog" }, el("button", { autofocus: true }, t("关闭", "Close"))));
  document.body.append(dialog);
  return dialog;
}

export function listenToKeys(): void {
  let dialog: HTMLDialogElement | null = null;
  const help = (): void => (dialog ??= makeHelp()).showModal();
  const opener = el("button", { type: "button", class: "quiet", "data-keys-help": true }, t("快捷键", "Keys"));
  opener.addEventListener("click", help);
  document.querySelector("body > footer ul")?.append(el("li", {}, opener));
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing || event.defaultPrevented) return;
    if (inField(event.target) || switchedOff()) return;
    if (event.key === "?") {
      event.preventDefault();
      help();
      return;
    }
    const place = places[event.key];
    const href = place && document.querySelector(place)?.getAttribute("href");
    if (href) location.assign(href);
  });
}
