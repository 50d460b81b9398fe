// Funds (资金池): how much of each is left and until when it lasts; what is paused; opening and pausing.

import { useQuery } from "@tanstack/react-query";
import { Link } from "wouter";
import { api, take, type Schemas } from "../api/client";
import { usePlaces } from "../api/queries";
import { useMayGive } from "../api/subsidy_rights";
import { className, classOptions } from "../api/subsidy_words";
import { printedYuan, t, useLanguage } from "../language";
import { dayAsked, Gives, reasonAsked, useTold, type Told } from "../parts/command_form";
import { Empty, Head, Loaded, Section } from "../parts/page";
import { Rows } from "../parts/rows";

type Forecast = Schemas["FundForecast"];
export const useFunds = () => useQuery({ queryKey: ["funds"], queryFn: () => take(api.GET("/api/v1/funds")) });
export const useForecasts = () => useQuery({ queryKey: ["forecast"], queryFn: () => take(api.GET("/api/v1/forecast")), staleTime: 60_000 });

/// How near the end of a fund is, as a mark.
export function Alarm({ alarm }: { alarm: Forecast["alarm"] }) {
  const word = { none: t("够用", "lasts"), watch: t("留意", "to be watched"), act: t("快用完", "soon used up"), exhausted: t("已用完", "used up") }[alarm];
  const [shape, kind] = alarm === "none" ? ["●", "green"] : alarm === "watch" ? ["▲", "amber"] : ["■", "red"];
  return <span className={`mark ${kind}`}><span aria-hidden="true">{shape}</span> {word}</span>;
}

/// Until when it lasts, at the fast and at the slow pace.
export function lastsInWords({ fast, slow, alarm, season_ends }: Forecast): string {
  if (alarm === "exhausted") return t("没有剩余", "nothing is left");
  if (!fast || !slow) return t("天数太少，还说不准", "too few days to say");
  if (!fast.runs_out) return t(`能用过 ${season_ends}`, `beyond ${season_ends}`);
  return slow.runs_out ? (slow.runs_out === fast.runs_out ? fast.runs_out : t(`${fast.runs_out} 至 ${slow.runs_out}`, `${fast.runs_out} to ${slow.runs_out}`))
    : t(`最早 ${fast.runs_out}，也可能用过 ${season_ends}`, `${fast.runs_out} at the earliest, or beyond ${season_ends}`);
}

const OpenFund = ({ told }: { told: Told }) => (
  <Gives type="subsidies.open_fund" action={t("设立资金池", "Open the fund")} label={t("设立资金池…", "Open a fund…")} primary told={told} fixed={{ reconstructed: false }} done={t("资金池已设立", "The fund was opened")} fields={[
    { name: "fund", kind: "text", code: true, label: t("编号", "Its id"), hint: t("如 2026-appliances，不能改。", "Such as 2026-appliances; it is never changed.") },
    { name: "year", kind: "whole", label: t("年度", "Year"), initial: String(new Date().getFullYear()) },
    { name: "classes", kind: "names", label: t("类别", "Classes"), hint: t("一行一个，写标识或它的前缀，如 vehicle、appliance_digital、home。", "One a line, ids or their prefixes, such as vehicle, appliance_digital, home.") },
    { name: "cap", kind: "yuan", label: t("总额（元）", "Cap (yuan)") },
    reasonAsked("basis", t("依据", "Where the cap comes from")),
  ]} />
);

function Pauses({ pauses, told }: { pauses: { class: string; place: number; since: string; reason: string }[]; told: Told }) {
  const places = usePlaces();
  const mayGive = useMayGive();
  const title = t("暂停", "Pauses");
  const pause = mayGive("subsidies.pause") && (
    <Gives type="subsidies.pause" action={t("暂停", "Pause")} label={t("暂停类别…", "Pause a class…")} title={t("暂停类别", "Pause a class")} danger told={told} done={t("已暂停", "It was paused")} lead={t("暂停后这里不再核销、申请、领取；已有的照常办理。", "No new claims or draws there; those that are there go on.")} fields={[
      { name: "cls", kind: "choice", optional: true, label: t("类别", "Class"), hint: t("不选就是全部类别。", "All classes if none is chosen."), options: classOptions() },
      { name: "place", kind: "place", label: t("地方", "Place"), hint: t("连同它的下级。", "With all below it.") }, reasonAsked(), dayAsked()]} shape={(members) => ({ cls: "", ...members })} />);
  return (
    <Section title={title} actions={pause}>
      {pauses.length === 0
        ? <p className="soft">{t("没有暂停。", "Nothing is paused.")}</p>
        : <Rows name={title} rows={pauses} rowKey={(row) => `${row.class} ${row.place}`} columns={[
            { title: t("类别", "Class"), head: true, render: (row) => row.class ? className(row.class) : t("全部", "all") }, { title: t("地方", "Place"), render: (row) => places.name(row.place) },
            { title: t("从", "Since"), render: (row) => row.since }, { title: t("理由", "Reason"), render: (row) => <span className="wrap">{row.reason}</span> },
            { title: t("操作", "Action"), render: (row) => mayGive("subsidies.resume", row.place) && (
              <Gives type="subsidies.resume" action={t("恢复", "Resume")} title={t("恢复类别", "Resume the class")} told={told} fixed={{ cls: row.class, place: row.place }} fields={[reasonAsked(), dayAsked()]} done={t("已恢复", "It was resumed")} />) },
          ]} />}
    </Section>
  );
}

export function Funds() {
  useLanguage();
  const mayGive = useMayGive();
  const { done, told } = useTold("funds", "forecast");
  const query = useFunds();
  const forecasts = new Map(useForecasts().data?.funds.map((one) => [one.fund, one]));
  const title = t("资金池", "Funds");
  return (
    <>
      <Head title={title} lead={t("每一笔补贴都占用资金池，绝不超支。", "Every subsidy takes from a fund, and no fund is ever overdrawn.")} actions={mayGive("subsidies.open_fund") && <OpenFund told={told} />} />
      {done}
      <Loaded query={query} rows={6}>{({ rows, pauses }) => (
        <>
          {rows.length === 0
            ? <Empty title={t("还没有资金池。", "There is no fund yet.")}><p>{t("先设立资金池，才能给予补贴。", "Open one first: no subsidy can be granted without.")}</p></Empty>
            : <Rows wide name={title} rows={rows} rowKey={(row) => row.fund} columns={[
                { title: t("编号", "Id"), head: true, render: (row) => <Link href={`/funds/${encodeURIComponent(row.fund)}`} data-row>{row.fund}</Link> },
                { title: t("年度", "Year"), render: (row) => row.year },
                { title: t("类别", "Classes"), render: (row) => row.classes.map(className).join(t("、", ", ")) },
                { title: t("总额（元）", "Cap (yuan)"), align: "right", render: (row) => printedYuan(row.cap_fen) },
                { title: t("可用（元）", "Available (yuan)"), align: "right", render: (row) => printedYuan(row.available_fen) },
                { title: t("已拨付（元）", "Paid (yuan)"), align: "right", render: (row) => printedYuan(row.paid_fen) },
                { title: t("警示", "Alarm"), render: (row) => { const one = forecasts.get(row.fund); return one && <Alarm alarm={one.alarm} />; } },
                { title: t("预计用到", "Lasts until"), render: (row) => { const one = forecasts.get(row.fund); return one && lastsInWords(one); } },
              ]} />}
          <Pauses pauses={pauses} told={told} />
        </>
      )}</Loaded>
    </>
  );
}
