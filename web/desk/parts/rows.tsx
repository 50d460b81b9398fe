// Lists (列表): rows of 32 px in a table that may scroll sideways, filters that stand in the address and are said in a
// sentence, pages by key.

import Button from "antd/es/button";
import Input from "antd/es/input";
import { useEffect, useRef, useState, type FormEvent, type ReactNode, type RefObject } from "react";
import { Link, useLocation, useSearchParams } from "wouter";
import { t, useLanguage } from "../language";

export interface Column<R> { title: string; render: (row: R) => ReactNode; head?: boolean; align?: "right" | "center" }

/// Whether columns lie beyond the right edge.
function useMore(box: RefObject<HTMLDivElement | null>): boolean {
  const [more, setMore] = useState(false);
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const look = (): void => setMore(element.scrollLeft + element.clientWidth < element.scrollWidth - 1);
    const watcher = new ResizeObserver(look);
    watcher.observe(element);
    for (const child of element.children) watcher.observe(child);
    element.addEventListener("scroll", look, { passive: true });
    return () => { watcher.disconnect(); element.removeEventListener("scroll", look); };
  }, []);
  return more;
}

/// A table; `name` is what a screen reader calls it, the column with `head` names the row; `wide`: as wide as the page. The link or button of a row that
/// j, k and Enter use carries data-row. The browser's own table: antd's writes style elements, which the content security
/// policy forbids, and weighs 80 KB.
export function Rows<R>({ name, rows, columns, rowKey, wide }: { name: string; rows: R[]; columns: Column<R>[]; rowKey: (row: R) => string; wide?: boolean }) {
  const box = useRef<HTMLDivElement>(null);
  const more = useMore(box);
  return (
    <div ref={box} className={["rows", wide && "wide", more && "more"].filter(Boolean).join(" ")} data-rows role="region" aria-label={name} tabIndex={0}>
      <table>
        <thead><tr>{columns.map(({ title, align }) => <th key={title} scope="col" className={align}>{title}</th>)}</tr></thead>
        <tbody>{rows.map((row) => (
          <tr key={rowKey(row)}>{columns.map(({ title, render, head, align }) => head
            ? <th key={title} scope="row" className={align}>{render(row)}</th>
            : <td key={title} className={align}>{render(row)}</td>)}</tr>
        ))}</tbody>
      </table>
    </div>
  );
}

/// The filters of the address and how to change them; changing one starts at the first page.
export function useFilters<K extends string>(names: readonly K[]): {
  values: Record<K, string>; any: boolean; set: (values: Partial<Record<K, string>>) => void; clear: () => void; next: string;
  pageAddress: (next: string) => string;
} {
  const [params, setParams] = useSearchParams();
  const [path] = useLocation();
  const values = Object.fromEntries(names.map((name) => [name, params.get(name) ?? ""])) as Record<K, string>;
  const write = (change: Partial<Record<string, string>>): URLSearchParams => {
    const after = new URLSearchParams(params);
    for (const [name, value] of Object.entries(change)) {
      if (value) after.set(name, value);
      else after.delete(name);
    }
    return after;
  };
  return {
    values,
    any: names.some((name) => values[name] !== ""),
    set: (change) => setParams(write({ ...change, next: "" })),
    clear: () => setParams(write({ ...Object.fromEntries(names.map((name) => [name, ""])), next: "" })),
    next: params.get("next") ?? "",
    pageAddress: (next) => { const query = write({ next }).toString(); return query ? `${path}?${query}` : path; },
  };
}

/// The filters as a form: what is typed counts when one presses the button or Enter; choices count at once.
export function Filters({ text, onText, label, children, onClear, any }: {
  text: string; onText: (text: string) => void; label: string; children?: ReactNode; onClear: () => void; any: boolean;
}) {
  useLanguage();
  const [typed, setTyped] = useState(text);
  const [from, setFrom] = useState(text);
  if (from !== text) { // the address changed: by Back, or by clearing
    setFrom(text);
    setTyped(text);
  }
  return (
    <form role="search" className="filters" onSubmit={(event: FormEvent) => { event.preventDefault(); onText(typed.trim()); }}>
      <label className="filter wide"><span>{label}</span>
        <Input type="search" data-search value={typed} onChange={(event) => setTyped(event.target.value)} /></label>
      {children}
      <div className="filter-actions">
        <Button htmlType="submit">{t("筛选", "Filter")}</Button>
        {any && <button type="button" className="quiet" onClick={onClear}>{t("清除条件", "Clear")}</button>}
      </div>
    </form>
  );
}

/// A filter with its label above it.
export const Filter = ({ label, children }: { label: string; children: ReactNode }) => <div className="filter"><span aria-hidden="true">{label}</span>{children}</div>;

/// First page and next page, by key.
export function Pages({ next, here, pageAddress, count }: { next: string | undefined; here: string; pageAddress: (next: string) => string; count: number }) {
  if (!next && !here) return <p className="soft pages">{t(`共 ${count} 条，都在这里。`, `${count} in all; nothing follows.`)}</p>;
  return (
    <nav className="pages" aria-label={t("翻页", "Pages")}>
      {here && <Link href={pageAddress("")}>{t("‹ 回到第一页", "‹ First page")}</Link>}
      {next ? <Link href={pageAddress(next)} data-next>{t("下一页 ›", "Next page ›")}</Link> : <span className="soft">{t("这是最后一页。", "This is the last page.")}</span>}
    </nav>
  );
}

/// A filter said as a sentence: the parts that are set, joined.
export function sentence(parts: (string | false | undefined)[], what: string): string {
  const said = parts.filter((part): part is string => Boolean(part));
  return said.length === 0 ? t(`全部${what}。`, `All ${what}.`) : t(`${said.join("，")}的${what}。`, `${what[0]?.toUpperCase()}${what.slice(1)} ${said.join(", ")}.`);
}
