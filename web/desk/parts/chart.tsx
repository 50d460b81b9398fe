// Charts (图表) of our own, as SVG without scripts or styles of their own: a figure with its finding as the title, its measure
// and unit below, lines labelled where they end, bars from zero, and a table of the same numbers.

import { useEffect, useId, useRef, useState, type ReactNode } from "react";
import { t } from "../language";

/// `table`: of the same numbers, where none stands beside the chart anyway.
interface About { title: string; subtitle: string; table?: ReactNode }

/// A chart is drawn for the width that it has, so that its letters keep their size.
function Figure({ title, subtitle, table, draw }: About & { draw: (width: number) => ReactNode }) {
  const box = useRef<HTMLElement>(null);
  const [width, setWidth] = useState(720);
  useEffect(() => {
    const watcher = new ResizeObserver(([entry]) => setWidth(Math.max(240, Math.min(760, Math.floor(entry?.contentRect.width ?? 720)))));
    if (box.current) watcher.observe(box.current);
    return () => watcher.disconnect();
  }, []);
  return (
    <figure className="chart" ref={box}>
      <figcaption><b>{title}</b><span className="soft">{subtitle}</span></figcaption>
      {draw(width)}
      {table && <details><summary>{t("看表格", "Show the table")}</summary><div className="rows" role="region" tabIndex={0} aria-label={title}>{table}</div></details>}
    </figure>
  );
}

/// Ten thousands of yuan, as an axis says them.
const wan = (fen: number): string => (fen / 1_000_000).toLocaleString("en", { maximumFractionDigits: 1 });
/// A round number at or above `most`.
function above(most: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(most, 1)));
  return (([1, 1.2, 1.6, 2, 2.4, 3, 4, 6, 8, 10].find((step) => step * power >= most) ?? 10)) * power;
}

export interface Line { name: string; kind: "main" | "even" | "cap"; values: readonly number[] }

/// Amounts in fen by day, in ten thousands of yuan on the axis; each line has a value a day.
export function Lines({ lines, days, ...about }: About & { lines: Line[]; days: readonly string[] }) {
  const id = useId();
  const height = 260, left = 52, right = 84, top = 12, bottom = 28;
  const most = above(Math.max(1, ...lines.flatMap(({ values }) => values)));
  const y = (fen: number): number => height - bottom - (fen / most) * (height - top - bottom);
  const ends = lines.map((line) => ({ ...line, at: y(line.values.at(-1) ?? 0) })).sort((a, b) => a.at - b.at);
  for (let i = 1; i < ends.length; ++i) { // names of lines that end close together stand below each other
    const before = ends[i - 1], one = ends[i];
    if (before && one && one.at - before.at < 16) one.at = before.at + 16;
  }
  const draw = (width: number): ReactNode => {
    const x = (i: number): number => left + (days.length < 2 ? 0 : (i / (days.length - 1)) * (width - left - right));
    return (
      <svg width={width} height={height} viewBox={`0 0 ${width} ${height}`} role="img" aria-labelledby={`${id}t ${id}d`}>
        <title id={`${id}t`}>{about.title}</title><desc id={`${id}d`}>{about.subtitle}</desc>
        {[0, 0.25, 0.5, 0.75, 1].map((part) => <g key={part}><line className="grid" x1={left} x2={width - right} y1={y(part * most)} y2={y(part * most)} /><text className="end" x={left - 8} y={y(part * most) + 4}>{wan(part * most)}</text></g>)}
        <text x={left} y={height - 6}>{days[0]}</text><text className="end" x={width - right} y={height - 6}>{days.at(-1)}</text>
        {lines.map(({ name, kind, values }) => <polyline key={name} className={`line ${kind}`} points={values.map((fen, i) => `${x(i).toFixed(1)},${y(fen).toFixed(1)}`).join(" ")} />)}
        {ends.map(({ name, kind, at }) => <text key={name} className={`name ${kind}`} x={width - right + 6} y={at + 4}>{name}</text>)}
      </svg>
    );
  };
  return <Figure {...about} draw={draw} />;
}

export interface Bar { name: string; parts: { kind: "before" | "after" | "gain" | "loss"; value: number; label: string }[] }

/// Bars lying side by side from one zero, each group under its name; losses go to the left. `whole`: what a bar of the full width
/// stands for, where that is not the longest.
export function Bars({ bars, whole, ...about }: About & { bars: Bar[]; whole?: number }) {
  const id = useId();
  const label = 104, thick = 16, head = 20, gap = 10;
  const values = bars.flatMap(({ parts }) => parts.map(({ value }) => value));
  const low = Math.min(0, ...values), high = Math.max(whole ?? 0, ...values);
  const span = Math.max(1, high - low);
  let end = 0;
  const placed = bars.map((bar) => {
    const begin = end;
    end += head + bar.parts.length * thick + gap;
    return { ...bar, begin };
  });
  const draw = (width: number): ReactNode => {
    const before = low < 0 ? label : 1;
    const room = width - before - label;
    const long = (value: number): number => Math.abs(value) / span * room;
    const zero = before + long(low);
    return (
      <svg width={width} height={end} viewBox={`0 0 ${width} ${end}`} role="img" aria-labelledby={`${id}t ${id}d`}>
        <title id={`${id}t`}>{about.title}</title><desc id={`${id}d`}>{about.subtitle}</desc>
        {placed.map(({ name, parts, begin }) => (
          <g key={name}>
            <text x={0} y={begin + 14} className="name">{name}</text>
            {parts.map(({ kind, value, label: words }, i) => (
              <g key={kind}>
                <rect className={`bar ${kind}`} x={value < 0 ? zero - long(value) : zero} y={begin + head + i * thick} width={long(value)} height={thick - 3} />
                <text className={value < 0 ? "end" : "begin"} x={value < 0 ? zero - long(value) - 5 : zero + long(value) + 5} y={begin + head + i * thick + 11}>{words}</text>
              </g>
            ))}
            <line className="zero" x1={zero} x2={zero} y1={begin + head - 2} y2={begin + head + parts.length * thick} />
          </g>
        ))}
      </svg>
    );
  };
  return <Figure {...about} draw={draw} />;
}
