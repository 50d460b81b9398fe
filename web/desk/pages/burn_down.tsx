// A fund's burn-down (消耗曲线): what was granted so far beside an even pace and the cap.

import type { Schemas } from "../api/client";
import { daysAfter } from "../api/days";
import { printedYuan, t } from "../language";
import { Lines } from "../parts/chart";

export function BurnDown({ forecast }: { forecast: Schemas["FundForecast"] }) {
  const { burn_down: burn } = forecast;
  if (!burn.from || burn.granted_fen.length === 0) return <p className="soft">{t("还没有给予过补贴，没有曲线。", "Nothing was granted yet, so there is no curve.")}</p>;
  const { from } = burn;
  const days = burn.granted_fen.map((_, i) => daysAfter(from, i));
  const ahead = Math.abs(forecast.days_ahead);
  const title = forecast.days_ahead > 0 ? t(`比匀速快 ${ahead} 天`, `${ahead} days ahead of an even pace`) : forecast.days_ahead < 0 ? t(`比匀速慢 ${ahead} 天`, `${ahead} days behind an even pace`) : t("正合匀速", "At an even pace");
  const every = Math.max(1, Math.ceil(days.length / 16));
  const shown = days.map((day, i) => ({ day, i })).filter(({ i }) => i % every === 0 || i === days.length - 1);
  return (
    <Lines title={title} subtitle={t(`累计给予的补贴，万元，截至 ${forecast.as_of}`, `Subsidy granted so far, in 10,000 yuan, up to ${forecast.as_of}`)} days={days}
      lines={[{ name: t("总额", "cap"), kind: "cap", values: burn.cap_fen }, { name: t("匀速", "even pace"), kind: "even", values: burn.even_fen }, { name: t("给予", "granted"), kind: "main", values: burn.granted_fen }]}
      table={<table><thead><tr><th scope="col">{t("日期", "Day")}</th><th scope="col" className="right">{t("给予（元）", "Granted (yuan)")}</th><th scope="col" className="right">{t("匀速（元）", "Even pace (yuan)")}</th><th scope="col" className="right">{t("总额（元）", "Cap (yuan)")}</th></tr></thead>
        <tbody>{shown.map(({ day, i }) => <tr key={day}><th scope="row">{day}</th><td className="right">{printedYuan(burn.granted_fen[i] ?? 0)}</td><td className="right">{printedYuan(burn.even_fen[i] ?? 0)}</td><td className="right">{printedYuan(burn.cap_fen[i] ?? 0)}</td></tr>)}</tbody></table>} />
  );
}
