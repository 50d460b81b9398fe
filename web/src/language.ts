// The page's language, and small builders of elements.

import type { Words } from "./log.js";

export const zh = document.documentElement.lang.startsWith("zh");
export const t = (chinese: string, english: string): string => (zh ? chinese : english);
export const say = (said: Words): string => (zh ? said.zh : said.en);

export type Child = Node | string;
/// An element with attributes (false leaves one out) and children.
export function el<K extends keyof HTMLElementTagNameMap>(
  tag: K, attributes: Record<string, string | boolean> = {}, ...children: Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes))
    if (value !== false) element.setAttribute(name, value === true ? "" : value);
  element.append(...children);
  return element;
}
