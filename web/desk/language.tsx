// The console's language (语言): Chinese first. ?lang in the address, else the stored choice, else the browser's own.
// Every sentence stands in the code in both languages, t("中文", "English"), so the compiler misses none; changing the
// language redraws in place and keeps what was typed.

import { useSyncExternalStore } from "react";

export type Language = "zh" | "en";
const setting = "seethrough.lang";
const known = (value: string | null | undefined): Language | undefined => (value === "zh" || value === "en" ? value : undefined);

function stored(): string | null {
  try {
    return localStorage.getItem(setting);
  } catch {
    return null; // storage may be forbidden
  }
}

const asked = (): Language | undefined => known(new URLSearchParams(location.search).get("lang"));
let now: Language = asked() ?? known(stored()) ?? (/^en\b/.test(navigator.language) ? "en" : "zh");
const followers = new Set<() => void>();

export const language = (): Language => now;

export function speak(chosen: Language): void {
  now = chosen;
  document.documentElement.lang = chosen === "zh" ? "zh-CN" : "en";
  try {
    localStorage.setItem(setting, chosen);
  } catch {
    // then the choice lasts for this page alone
  }
  if (asked()) {
    const address = new URL(location.href);
    address.searchParams.set("lang", chosen);
    history.replaceState(history.state, "", address);
  }
  for (const follower of followers) follower();
}
document.documentElement.lang = now === "zh" ? "zh-CN" : "en";

/// The sentence in the language of now. For React, useLanguage() redraws when it changes.
export function t<T>(chinese: T, english: T): T {
  return now === "zh" ? chinese : english;
}

function follow(follower: () => void): () => void {
  followers.add(follower);
  return () => followers.delete(follower);
}

/// Redraws the component that asks when the language changes.
export function useLanguage(): Language {
  return useSyncExternalStore(follow, language);
}

/// One of the two texts that the server keeps for a thing.
export const named = (thing: { zh: string; en: string }): string => t(thing.zh, thing.en);

const toMinute = { timeZone: "Asia/Shanghai", year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit" } as const;
const instants = new Intl.DateTimeFormat("sv-SE", toMinute);
const exactInstants = new Intl.DateTimeFormat("sv-SE", { ...toMinute, second: "2-digit" });
/// An instant in the city's time, to the minute: 2025-06-15 09:30.
export const printedInstant = (instant: string): string => instants.format(new Date(instant));
/// The same to the second.
export const printedExactInstant = (instant: string): string => exactInstants.format(new Date(instant));
/// Fen as yuan with two decimals and separators.
export const printedYuan = (fen: number): string => (fen / 100).toLocaleString("en", { minimumFractionDigits: 2 });
