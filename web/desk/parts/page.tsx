// What every page is made of (页面部件): its head, what came of an action, loading, emptiness, failure, dialogs.

import { useQueryClient, type UseQueryResult } from "@tanstack/react-query";
import Button from "antd/es/button";
import Skeleton from "antd/es/skeleton";
import { useEffect, useId, useRef, useState, type ReactNode } from "react";
import { Refusal } from "../api/client";
import { language, t, useLanguage } from "../language";
import { useTitle } from "./title";

/// The page's heading, which takes the focus when the page is opened, and its title.
export function Head({ title, kicker, lead, actions, name }: { title: string; kicker?: ReactNode; lead?: ReactNode; actions?: ReactNode; name?: string }) {
  useTitle(name ?? title);
  return (
    <header className="head">
      <div>
        {kicker && <p className="kicker">{kicker}</p>}
        <h1 tabIndex={-1}>{title}</h1>
        {lead && <p className="lead">{lead}</p>}
      </div>
      {actions && <div className="head-actions">{actions}</div>}
    </header>
  );
}

export function Section({ title, lead, children, actions, id }: { title: string; lead?: ReactNode; children: ReactNode; actions?: ReactNode; id?: string }) {
  const own = useId();
  return (
    <section aria-labelledby={id ?? own}>
      <div className="section-head"><h2 id={id ?? own}>{title}</h2>{actions}</div>
      {lead && <p className="lead">{lead}</p>}
      {children}
    </section>
  );
}

/// What was done, in plain words; read out when it appears.
export function Done({ children }: { children: ReactNode }) {
  return <div role="status" className={children ? "done" : "unseen"}>{children}</div>;
}

/// The entry of the public log in which a command stands.
export const Entry = ({ seq, children }: { seq: number; children?: ReactNode }) => (
  <a href={`/${language()}/verify?entry=${seq}`} target="_blank" rel="noreferrer">{children ?? t(`日志第 ${seq} 条`, `log entry ${seq}`)}</a>
);

export function Trouble({ error, again }: { error: unknown; again?: () => void }) {
  const refusal = error instanceof Refusal ? error : undefined;
  return (
    <div className="trouble" role="alert">
      <p><strong>{t("没有取到内容", "This could not be loaded")}</strong></p>
      <p>{refusal?.message ?? String(error)}</p>
      {refusal && <p className="soft">{t("编号 ", "Reference ")}<code>{refusal.status || "-"} {refusal.type}</code></p>}
      {again && <Button onClick={again}>{t("再试一次", "Try again")}</Button>}
    </div>
  );
}

/// True once `waiting` has lasted 300 ms.
function useLate(waiting: boolean): boolean {
  const [late, setLate] = useState(false);
  useEffect(() => {
    if (!waiting) return setLate(false);
    const timer = setTimeout(() => setLate(true), 300);
    return () => clearTimeout(timer);
  }, [waiting]);
  return waiting && late;
}

/// Keeps the place while something is on its way; shows a skeleton of that height after 300 ms.
export function Waiting({ rows = 6 }: { rows?: number }) {
  const late = useLate(true);
  return (
    <div className={`waiting rows-${rows}`} aria-busy="true">
      {late && <><p role="status" className="unseen">{t("正在取内容", "Loading")}</p><Skeleton title={false} paragraph={{ rows }} /></>}
    </div>
  );
}

/// The data of a query; old data stay, marked, when a new answer fails or is on its way.
export function Loaded<T>({ query, rows, children }: { query: UseQueryResult<T>; rows?: number; children: (data: T) => ReactNode }) {
  useLanguage();
  const late = useLate(query.isPlaceholderData && query.isFetching);
  const again = (): void => void query.refetch();
  if (query.data === undefined)
    return query.isError ? <Trouble error={query.error} again={again} /> : <Waiting {...(rows ? { rows } : {})} />;
  return (
    <>
      {query.isError && <Trouble error={query.error} again={again} />}
      {late && <p role="status" className="soft">{t("正在取新的内容，下面还是原来的。", "Loading; what follows is still the old list.")}</p>}
      <div className={late ? "old" : undefined}>{children(query.data)}</div>
    </>
  );
}

export const Empty = ({ title, children }: { title: string; children?: ReactNode }) => (
  <div className="empty"><p><strong>{title}</strong></p>{children}</div>
);

/// A dialog over the page: the browser's own, so focus stays inside, Esc closes, and it returns to where it came from.
export function Dialog({ title, children, onClose, closable = true }: { title: string; children: ReactNode; onClose: () => void; closable?: boolean }) {
  const box = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    const dialog = box.current;
    const before = document.activeElement;
    if (dialog && !dialog.open) dialog.showModal();
    dialog?.querySelector<HTMLElement>("form input:not([type=hidden]), form textarea, h2")?.focus();
    return () => {
      dialog?.close();
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);
  return (
    <dialog ref={box} aria-labelledby={id} onCancel={(event) => { event.preventDefault(); if (closable) onClose(); }}
            onClose={() => { if (closable) onClose(); else box.current?.showModal(); /* a second Esc closes whatever one says */ }}>
      <div className="section-head">
        <h2 id={id} tabIndex={-1}>{title}</h2>
        {closable && <button type="button" className="quiet" onClick={onClose}>{t("关闭", "Close")}</button>}
      </div>
      {children}
    </dialog>
  );
}

/// A button that opens a dialog; `children` gets what closes it.
export function Opens({ label, title, children, danger, primary }: {
  label: string; title?: string; danger?: boolean; primary?: boolean; children: (close: () => void) => ReactNode;
}) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button danger={danger ?? false} type={primary ? "primary" : "default"} aria-haspopup="dialog" onClick={() => setOpen(true)}>{label}</Button>
      {open && <Dialog title={title ?? label.replace(/…$/, "")} onClose={() => setOpen(false)}>{children(() => setOpen(false))}</Dialog>}
    </>
  );
}

async function copy(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false; // no clipboard on plain HTTP
  }
}

/// Something that is told once: to read, to copy, to print.
export function Once({ text, label, printable }: { text: string; label: string; printable?: boolean }) {
  const box = useRef<HTMLPreElement>(null);
  const [said, say] = useState("");
  async function press(): Promise<void> {
    if (await copy(text)) return say(t("已复制。", "Copied."));
    if (box.current) getSelection()?.selectAllChildren(box.current);
    say(t("浏览器不让网页复制；文字已选中，请按 Ctrl+C。", "The browser does not let this page copy; the text is selected, press Ctrl+C."));
  }
  return (
    <div className="once">
      <pre ref={box} tabIndex={0} aria-label={label}>{text}</pre>
      <div className="actions">
        <Button onClick={() => void press()}>{t("复制", "Copy")}</Button>
        {printable && <Button onClick={() => window.print()}>{t("打印", "Print")}</Button>}
        <span role="status">{said}</span>
      </div>
    </div>
  );
}

/// Asks anew for what an action has changed.
export function useRenew(): (...keys: string[]) => Promise<void> {
  const client = useQueryClient();
  return async (...keys) => { await Promise.all(keys.map((key) => client.invalidateQueries({ queryKey: [key] }))); };
}
