// Single keys (快捷键): / search, j k row, Enter open, x pick, a act, n next, Esc back, ? help, g q start. They can be switched off, for the public
// pages too, and are left alone in fields and dialogs.

import Checkbox from "antd/es/checkbox";
import { useEffect, useState, useSyncExternalStore } from "react";
import { useLocation } from "wouter";
import { t, useLanguage } from "../language";
import { Dialog } from "./page";

const setting = "seethrough.keys";
const followers = new Set<() => void>();
function keysOn(): boolean {
  try {
    return localStorage.getItem(setting) !== "off";
  } catch {
    return true; // storage may be forbidden
  }
}
function switchKeys(on: boolean): void {
  try {
    localStorage.setItem(setting, on ? "on" : "off");
  } catch {
    // then the choice can't be kept
  }
  for (const follower of followers) follower();
}
const useKeysOn = (): boolean => useSyncExternalStore((follower) => { followers.add(follower); return () => followers.delete(follower); }, keysOn);

function inField(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || target.closest("input, select, textarea, dialog, [role=combobox]") !== null);
}

function moveRow(step: number): void {
  const rows = [...document.querySelectorAll<HTMLElement>("main [data-rows] [data-row]")];
  const now = rows.findIndex((row) => row === document.activeElement || row.closest("tr")?.contains(document.activeElement));
  rows[now < 0 ? (step > 0 ? 0 : rows.length - 1) : Math.min(rows.length - 1, Math.max(0, now + step))]?.focus();
}

/// Picks the row of the focus, where rows can be picked.
function pickRow(): void {
  document.activeElement?.closest("tr")?.querySelector<HTMLElement>("[data-select]")?.click();
}

export function Keys() {
  useLanguage();
  const [help, setHelp] = useState(false);
  const on = useKeysOn();
  const [path, go] = useLocation();
  useEffect(() => {
    let g = false;
    function press(event: KeyboardEvent): void {
      if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing || event.defaultPrevented) return;
      if (inField(event.target) || document.querySelector("dialog[open]") || !keysOn()) return;
      const after = g;
      g = false;
      if (after && event.key === "q") return go("/");
      switch (event.key) {
        case "g": g = true; return;
        case "j": return moveRow(1);
        case "k": return moveRow(-1);
        case "x": return pickRow();
        case "a": return document.querySelector<HTMLElement>("main [data-moves] button")?.focus();
        case "n": return document.querySelector<HTMLElement>("main [data-following], main [data-next]")?.click();
        case "?": event.preventDefault(); return setHelp(true);
        case "/": event.preventDefault(); return document.querySelector<HTMLElement>("main [data-search]")?.focus();
        case "Escape": { const above = path.split("/").slice(0, -1).join("/"); if (above) go(above); return; }
      }
    }
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, [go, path]);
  const rows: [string, string][] = [
    ["/", t("查找", "search")], ["j", t("下一行", "next row")], ["k", t("上一行", "previous row")], ["Enter", t("打开所在的行", "open the row")],
    ["x", t("选中所在的行", "pick the row")], ["a", t("到能办的事", "to what can be done")], ["n", t("下一件，下一页", "next one, next page")],
    ["Esc", t("返回上一级，关闭窗口", "back, close")], ["g q", t("回到首页", "go to the start")], ["?", t("本说明", "this help")],
  ];
  return (
    <>
      <button type="button" className="quiet" onClick={() => setHelp(true)}>{t("快捷键", "Keys")}</button>
      {help && (
        <Dialog title={t("快捷键", "Keys")} onClose={() => setHelp(false)}>
          <dl className="keys">{rows.map(([key, name]) => <div key={key}><dt>{key.split(" ").map((one) => <kbd key={one}>{one}</kbd>)}</dt><dd>{name}</dd></div>)}</dl>
          <p><Checkbox checked={on} onChange={(event) => switchKeys(event.target.checked)}>{t("使用单键", "Use single keys")}</Checkbox></p>
        </Dialog>
      )}
    </>
  );
}
