// The charts of a backtest (试算图表): what each class costs before and after, and who gains and who loses by place.

import type { Schemas } from "../api/client";
import { className } from "../api/words";
import { printedYuan, t } from "../language";
import { Bars } from "../parts/chart";

type Result = Schemas["Backtest"];
const wan = (fen: number): string => t(`${(fen / 1_000_000).toFixed(1)} 万`, (fen / 1_000_000).toFixed(1));

/// The cost of each class, before and after.
export function Classes({ result }: { result: Result }) {
  const { total } = result;
  const more = total.after_fen - total.before_fen;
  const title = more === 0 ? t("总成本不变", "The cost stays the same") : more > 0 ? t(`要多花 ${printedYuan(more)} 元`, `It would cost ${printedYuan(more)} yuan more`) : t(`可少花 ${printedYuan(0 - more)} 元`, `It would cost ${printedYuan(0 - more)} yuan less`);
  return (
    <Bars title={title} subtitle={t("各类别的补贴，万元；上为现行，下为试算", "Subsidy by class, in 10,000 yuan; above as it is, below under the other rules")}
      bars={result.classes.map((row) => ({ name: className(row.class ?? ""), parts: [{ kind: "before" as const, value: row.before_fen, label: wan(row.before_fen) }, { kind: "after" as const, value: row.after_fen, label: wan(row.after_fen) }] }))} />
  );
}

/// What claims gain and lose, by place.
export function Places({ result }: { result: Result }) {
  const name = (row: Result["places"][number]): string => (row.place ? t(row.place.zh, row.place.en) || String(row.place.code) : "");
  return (
    <Bars title={t(`${result.persons_gaining.toLocaleString("en")} 人得到更多，${result.persons_losing.toLocaleString("en")} 人得到更少`, `${result.persons_gaining.toLocaleString("en")} people gain, ${result.persons_losing.toLocaleString("en")} lose`)}
      subtitle={t("各地，万元；向右是多得的，向左是少得的", "By place, in 10,000 yuan: gained to the right, lost to the left")}
      bars={result.places.map((row) => ({ name: name(row), parts: [{ kind: "gain" as const, value: row.gained_fen, label: wan(row.gained_fen) }, { kind: "loss" as const, value: 0 - row.lost_fen, label: wan(row.lost_fen) }].filter(({ value }) => value !== 0) })).filter(({ parts }) => parts.length > 0)} />
  );
}
