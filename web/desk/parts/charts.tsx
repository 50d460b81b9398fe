// Charts (图表): drawn as SVG by hand, each with a title and, beside it, the same figures as a table.

import { useId } from "react";
import { printedYuan } from "../language";

interface Line { name: string; values: number[]; kind: "strong" | "plain" | "dashed" }

/// Lines over days: `from` names the first, `to` the last.
export function Lines({ title, from, to, lines }: { title: string; from: string; to: string; lines: Line[] }) {
  const id = useId();
  const width = 720, height = 240, left = 8, bottom = 24;
  const most = Math.max(1, ...lines.flatMap(({ values }) => values));
  const count = Math.max(2, ...lines.map(({ values }) => values.length));
  const point = (value: number, index: number): string =>
    `${(left + (index * (width - 2 * left)) / (count - 1)).toFixed(1)},${(height - bottom - (value / most) * (height - bottom - 16)).toFixed(1)}`;
  return (
    <figure className="chart">
      <svg viewBox={`0 0 ${width} ${height}`} role="img" aria-labelledby={id}>
        <title id={id}>{title}</title>
        <line className="axis" x1={left} x2={width - left} y1={height - bottom} y2={height - bottom} />
        {lines.map(({ name, values, kind }) => <polyline key={name} className={kind} points={values.map(point).join(" ")} />)}
        <text x={left} y={height - 6}>{from}</text>
        <text x={width - left} y={height - 6} textAnchor="end">{to}</text>
        <text x={left} y={12}>{printedYuan(most)}</text>
      </svg>
      <figcaption>{lines.map(({ name, kind }) => <span key={name} className={`key ${kind}`}>{name}</span>)}</figcaption>
    </figure>
  );
}

/// Two bars a row, before and after.
export function Pairs({ title, before, after, rows }: { title: string; before: string; after: string; rows: { name: string; before: number; after: number }[] }) {
  const id = useId();
  const width = 720, line = 44, label = 200;
  const most = Math.max(1, ...rows.flatMap((row) => [row.before, row.after]));
  const length = (value: number): number => Math.max(1, (value / most) * (width - label - 140));
  return (
    <figure className="chart">
      <svg viewBox={`0 0 ${width} ${rows.length * line + 8}`} role="img" aria-labelledby={id}>
        <title id={id}>{title}</title>
        {rows.map((row, index) => (
          <g key={row.name}>
            <text x={label - 8} y={index * line + 26} textAnchor="end">{row.name}</text>
            <rect className="before" x={label} y={index * line + 8} width={length(row.before)} height={12} />
            <text x={label + length(row.before) + 6} y={index * line + 18}>{printedYuan(row.before)}</text>
            <rect className="after" x={label} y={index * line + 23} width={length(row.after)} height={12} />
            <text x={label + length(row.after) + 6} y={index * line + 33}>{printedYuan(row.after)}</text>
          </g>
        ))}
      </svg>
      <figcaption><span className="key before">{before}</span><span className="key after">{after}</span></figcaption>
    </figure>
  );
}
