// One fund (资金池): where its money stands, who bears it, its quotas, until when it lasts, and what can be changed.

import { Link } from "wouter";
import type { Schemas } from "../api/client";
import { daysAfter } from "../api/days";
import { usePlaces } from "../api/queries";
import { useMayGive } from "../api/subsidy_rights";
import { className, classOptions, levelName, levelOptions } from "../api/subsidy_words";
import { printedYuan, t, useLanguage } from "../language";
import { Lines } from "../parts/chart";
import { dayAsked, Gives, reasonAsked, useTold, type Told } from "../parts/command_form";
import { Empty, Head, Loaded, Section } from "../parts/page";
import { Rows } from "../parts/rows";
import { Alarm, lastsInWords, useForecasts, useFunds } from "./funds";

type Fund = Schemas["Fund"];
type Forecast = Schemas["FundForecast"];
interface Part { fund: Fund; told: Told }

function Accounts({ fund }: { fund: Fund }) {
  const rows: [string, number][] = [
    [t("可用", "Available"), fund.available_fen], [t("资格占用", "Reserved by entitlements"), fund.reserved_fen], [t("已给予，待拨付", "Granted, to be paid"), fund.granted_fen],
    [t("在银行", "With the bank"), fund.ordered_fen], [t("已拨付", "Paid"), fund.paid_fen], [t("待追缴", "To be clawed back"), fund.to_claw_back_fen],
  ];
  return (
    <Section title={t("钱在哪里", "Where the money is")} lead={t(`总额 ${printedYuan(fund.cap_fen)} 元。依据：${fund.basis}`, `The cap is ${printedYuan(fund.cap_fen)} yuan. Basis: ${fund.basis}`)}>
      <table className="plain-table money"><thead><tr><th scope="col">{t("账户", "Account")}</th><th scope="col" className="right">{t("元", "Yuan")}</th></tr></thead>
        <tbody>{rows.map(([name, fen]) => <tr key={name}><th scope="row">{name}</th><td className="right">{printedYuan(fen)}</td></tr>)}</tbody></table>
    </Section>
  );
}

function Shares({ fund, told }: Part) {
  const mayGive = useMayGive();
  const declare = mayGive("subsidies.declare_shares") && fund.shares.length === 0 && (
    <Gives type="subsidies.declare_shares" action={t("登记资金分担", "Declare the shares")} label={t("登记分担…", "Declare shares…")} told={told} fixed={{ fund: fund.fund }} done={t("分担已登记", "The shares were declared")}
      lead={t("只能登记一次，在第一笔拨付之前。四级相加须为 100%。", "Once, before the first payment. The four levels must sum to 100%.")}
      fields={[...levelOptions().map(({ value, label }) => ({ name: value, kind: "text" as const, optional: true, label: t(`${label}（%）`, `${label[0]?.toUpperCase()}${label.slice(1)} (%)`) })),
        { name: "remainder_to", kind: "choice" as const, label: t("分不尽的零头归", "What is left over falls to"), options: levelOptions(), initial: "city" }, reasonAsked("basis", t("依据", "Basis"))]}
      shape={({ central, province, city, county, ...rest }) => ({ ...rest, shares: Object.entries({ central, province, city, county }).filter(([, share]) => share).map(([level, share]) => ({ level, share_bp: Math.round(Number(share) * 100) })) })} />);
  return (
    <Section title={t("谁出钱", "Who bears it")} actions={declare}>
      {fund.shares.length === 0
        ? <p className="soft">{t("还没有登记分担；登记后才能拨付。", "No shares are declared; nothing can be paid before.")}</p>
        : <table className="plain-table money"><thead><tr><th scope="col">{t("级次", "Level")}</th><th scope="col" className="right">{t("比例（%）", "Share (%)")}</th><th scope="col" className="right">{t("已付（元）", "Paid (yuan)")}</th></tr></thead>
            <tbody>{fund.shares.map((one) => <tr key={one.level}><th scope="row">{levelName(one.level)}{one.level === fund.remainder_to && <span className="soft"> {t("（零头归它）", "(and what is left over)")}</span>}</th><td className="right">{(one.share_bp / 100).toFixed(2)}</td><td className="right">{printedYuan(one.paid_fen)}</td></tr>)}</tbody></table>}
    </Section>
  );
}

function Quotas({ fund, told }: Part) {
  const places = usePlaces();
  const mayGive = useMayGive();
  const title = t("限额", "Quotas");
  return (
    <Section title={title} actions={mayGive("subsidies.set_quota") && (
      <Gives type="subsidies.set_quota" action={t("设定限额", "Set the quota")} label={t("设定限额…", "Set a quota…")} told={told} fixed={{ fund: fund.fund }} done={t("限额已设定", "The quota was set")} lead={t("编号已有的，改它的金额；不能低于已用的。", "An id that is there gets the new amount; it may not fall below what is used.")} shape={(members) => ({ cls: "", ...members })} fields={[
        { name: "quota", kind: "text", code: true, label: t("编号", "Its id") }, { name: "cls", kind: "choice", optional: true, label: t("类别", "Class"), hint: t("不选就是全部类别。", "All classes if none is chosen."), options: classOptions() },
        { name: "place", kind: "place", label: t("地方", "Place") }, { name: "per_day", kind: "yes", label: t("算法", "It counts"), options: [{ value: "yes", label: t("每天", "for each day") }, { value: "no", label: t("总共", "in all") }] },
        { name: "amount", kind: "yuan", label: t("金额（元）", "Amount (yuan)") }, reasonAsked("basis", t("依据", "Basis")), dayAsked()]} />)}>
      {fund.quotas.length === 0
        ? <p className="soft">{t("没有限额，只有总额。", "There is no quota, only the cap.")}</p>
        : <Rows name={title} rows={fund.quotas} rowKey={(row) => row.quota} columns={[
            { title: t("编号", "Id"), head: true, render: (row) => row.quota }, { title: t("类别", "Class"), render: (row) => row.class ? className(row.class) : t("全部", "all") }, { title: t("地方", "Place"), render: (row) => places.name(row.place) },
            { title: t("算法", "Counts"), render: (row) => row.per_day ? t("每天", "each day") : t("总共", "in all") },
            { title: t("限额（元）", "Quota (yuan)"), align: "right", render: (row) => printedYuan(row.amount_fen) }, { title: t("已用（元）", "Used (yuan)"), align: "right", render: (row) => printedYuan(row.used_fen) },
          ]} />}
    </Section>
  );
}

function BurnDown({ forecast }: { forecast: Forecast }) {
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

function Forecasted({ fund }: { fund: string }) {
  const query = useForecasts();
  const paces = ({ fast, middle, slow }: Forecast): [string, Forecast["fast"]][] => [[t("快", "fast"), fast], [t("中", "middle"), middle], [t("慢", "slow"), slow]];
  return (
    <Section title={t("预计用到何时", "Until when it lasts")}>
      <Loaded query={query} rows={8}>{({ funds }) => {
        const one = funds.find((row) => row.fund === fund);
        if (!one) return <p className="soft">{t("没有预测。", "There is no forecast.")}</p>;
        return (
          <>
            <p><Alarm alarm={one.alarm} /> <strong>{lastsInWords(one)}</strong></p>
            <BurnDown forecast={one} />
            <table className="plain-table money"><caption className="soft">{t("速度取自最近 56 天里每连续七天的和。", "Paces are sums of seven days running within the last 56.")}</caption>
              <thead><tr><th scope="col">{t("速度", "Pace")}</th><th scope="col" className="right">{t("每周（元）", "A week (yuan)")}</th><th scope="col">{t("用完", "Used up on")}</th></tr></thead>
              <tbody>{paces(one).map(([name, pace]) => <tr key={name}><th scope="row">{name}</th><td className="right">{pace ? printedYuan(pace.a_week_fen) : "–"}</td><td>{pace ? pace.runs_out ?? t(`能用过 ${one.season_ends}`, `beyond ${one.season_ends}`) : t("说不准", "can't be said")}</td></tr>)}</tbody></table>
          </>
        );
      }}</Loaded>
    </Section>
  );
}

function Actions({ fund, told }: Part) {
  const mayGive = useMayGive();
  const amount = { name: "amount", kind: "yuan" as const, label: t("金额（元）", "Amount (yuan)") };
  if (!mayGive("subsidies.add_to_fund")) return null;
  return (
    <div className="actions">
      <Gives type="subsidies.add_to_fund" action={t("追加", "Raise")} title={t(`追加 ${fund.fund}`, `Raise ${fund.fund}`)} told={told} fixed={{ fund: fund.fund }} fields={[amount, reasonAsked("basis", t("依据", "Basis")), dayAsked()]} done={t("资金已追加", "The fund was raised")} />
      <Gives type="subsidies.reclaim" action={t("收回", "Reclaim")} title={t(`从 ${fund.fund} 收回`, `Reclaim from ${fund.fund}`)} told={told} fixed={{ fund: fund.fund }} fields={[amount, reasonAsked("basis", t("依据", "Basis")), dayAsked()]} danger
             lead={t(`至多收回可用的 ${printedYuan(fund.available_fen)} 元。`, `At most the ${printedYuan(fund.available_fen)} yuan that are available.`)} done={t("资金已收回", "It was reclaimed")} />
    </div>
  );
}

export function Fund({ params }: { params: Record<string, string | undefined> }) {
  useLanguage();
  const name = decodeURIComponent(params["fund"] ?? "");
  const { done, told } = useTold("funds", "forecast");
  const query = useFunds();
  return (
    <>
      <Head title={name} kicker={<Link href="/funds">{t("资金池", "Funds")}</Link>} />
      {done}
      <Loaded query={query} rows={10}>{({ rows }) => {
        const fund = rows.find((one) => one.fund === name);
        if (!fund) return <Empty title={t("没有这个资金池。", "There is no such fund.")}><p><Link href="/funds">{t("看全部资金池", "See all funds")}</Link></p></Empty>;
        return <><p className="lead under-facts">{t(`${fund.year} 年，${fund.classes.map(className).join("、")}。`, `${fund.year}, ${fund.classes.map(className).join(", ")}.`)}</p>
          <Actions fund={fund} told={told} /><Forecasted fund={name} /><Accounts fund={fund} /><Shares fund={fund} told={told} /><Quotas fund={fund} told={told} /></>;
      }}</Loaded>
    </>
  );
}
