// Doing the same to many rows (批量办理): rows are selected, sent some at a time, and each answer is told row by row. It can
// be stopped; what was sent stays done.

import Button from "antd/es/button";
import { useRef, useState, type ReactNode } from "react";
import { commands, type BatchAnswer, type CommandType, type Data } from "../api/client";
import { t, useLanguage } from "../language";
import { Entry, Opens, Trouble } from "./page";
import { Rows, type Column } from "./rows";
import { Form, useForm } from "./form";

const atOnce = 20;

/// Which rows are selected, by key.
export function useSelected(): { has: (key: string) => boolean; toggle: (key: string) => void; set: (keys: readonly string[]) => void; keys: string[] } {
  const [keys, set] = useState<readonly string[]>([]);
  return {
    keys: [...keys], has: (key) => keys.includes(key), set,
    toggle: (key) => set((before) => (before.includes(key) ? before.filter((one) => one !== key) : [...before, key])),
  };
}
export type Selected = ReturnType<typeof useSelected>;

/// The column that selects a row, if it may be; `x` does the same.
export const selectColumn = <R,>(selected: Selected, keyOf: (row: R) => string, may: (row: R) => boolean = () => true): Column<R> => ({
  title: t("选", "Pick"), align: "center",
  render: (row) => may(row) && <input type="checkbox" className="pick" data-select aria-label={t(`选 ${keyOf(row)}`, `Pick ${keyOf(row)}`)} checked={selected.has(keyOf(row))} onChange={() => selected.toggle(keyOf(row))} />,
});

export interface Item { key: string; data: Data }
interface Answered { key: string; answer: BatchAnswer }
export interface Run { total: number; answered: Answered[]; running: boolean; stopped: boolean; trouble?: unknown }

/// Sends the items, some at a time, until all are answered, one stops it, or no answer comes.
export function useBulk(finished: () => Promise<void>): { run: Run | undefined; start: (type: CommandType, items: readonly Item[]) => Promise<void>; stop: () => void; forget: () => void } {
  const [run, setRun] = useState<Run>();
  const stopping = useRef(false);
  async function start(type: CommandType, items: readonly Item[]): Promise<void> {
    stopping.current = false;
    const state: Run = { total: items.length, answered: [], running: true, stopped: false };
    setRun({ ...state });
    try {
      for (let at = 0; at < items.length && !stopping.current; at += atOnce) {
        const part = items.slice(at, at + atOnce);
        const answers = await commands(type, part.map(({ data }) => data));
        state.answered = [...state.answered, ...part.map(({ key }, i) => ({ key, answer: answers[i] ?? { status: 0 } }))];
        setRun({ ...state });
      }
    } catch (error) {
      state.trouble = error;
    }
    setRun({ ...state, running: false, stopped: state.answered.length < items.length });
    await finished();
  }
  return { run, start, stop: () => { stopping.current = true; }, forget: () => setRun(undefined) };
}

const isDone = ({ answer }: Answered): boolean => answer.status === 200 || answer.status === 201;

/// How far the run is, and what each row came to.
export function BulkRun({ run, stop, forget, linkOf }: { run: Run; stop: () => void; forget: () => void; linkOf?: (key: string) => ReactNode }) {
  useLanguage();
  const done = run.answered.filter(isDone).length;
  const refused = run.answered.length - done;
  const left = run.total - run.answered.length;
  return (
    <section className="bulk" aria-label={t("批量办理", "Many at once")}>
      <p role="status"><strong>{t(`共 ${run.total} 件：办成 ${done}，被拒 ${refused}，${run.running ? "还剩" : "没有提交"} ${left}。`,
        `${run.total} in all: ${done} done, ${refused} refused, ${left} ${run.running ? "to go" : "not sent"}.`)}</strong></p>
      <progress max={run.total} value={run.answered.length} aria-label={t("进度", "Progress")} />
      <p className="actions">{run.running ? <Button onClick={stop}>{t("停止", "Stop")}</Button> : <Button onClick={forget}>{t("收起结果", "Put the results away")}</Button>}</p>
      {run.trouble !== undefined && <Trouble error={run.trouble} />}
      {run.answered.length > 0 && (
        <Rows name={t("逐行结果", "Results row by row")} rows={[...run.answered].sort((a, b) => Number(isDone(a)) - Number(isDone(b)))} rowKey={({ key }) => key} columns={[
          { title: t("编号", "Number"), head: true, render: ({ key }) => linkOf?.(key) ?? key },
          { title: t("结果", "Result"), render: (one) => isDone(one)
            ? <span className="mark green"><span aria-hidden="true">●</span> {t("办成", "done")}</span>
            : <span className="mark red"><span aria-hidden="true">■</span> {t("被拒", "refused")}</span> },
          { title: t("说明", "Why"), render: (one) => isDone(one) ? one.answer.seq !== undefined && <Entry seq={one.answer.seq}>#{one.answer.seq}</Entry> : <span className="wrap">{one.answer.detail ?? one.answer.title}</span> },
        ]} />)}
    </section>
  );
}

/// Asks once more, then starts.
function Sure({ action, lead, start, close }: { action: string; lead: string; start: () => void; close: () => void }) {
  const form = useForm({ initial: {}, async send() { close(); start(); } });
  return <Form form={form} action={action}><p>{lead}</p></Form>;
}

/// What is done with the selected rows: above the table.
export function BulkBar({ selected, all, action, lead, start, running }: {
  selected: Selected; all: readonly string[]; action: string; lead: (count: number) => string; start: () => void; running: boolean;
}) {
  const count = selected.keys.length;
  const whole = all.length > 0 && all.every(selected.has);
  return (
    <div className="actions bulk-bar">
      <button type="button" className="quiet" onClick={() => selected.set(whole ? [] : all)}>{whole ? t("全不选", "Pick none") : t(`选中本页 ${all.length} 件`, `Pick the ${all.length} on this page`)}</button>
      <span role="status">{t(`已选 ${count} 件`, `${count} picked`)}</span>
      {count > 0 && !running && <Opens label={t(`${action}（${count} 件）…`, `${action} (${count})…`)} title={action} primary>{(close) => <Sure action={action} lead={lead(count)} start={start} close={close} />}</Opens>}
    </div>
  );
}
