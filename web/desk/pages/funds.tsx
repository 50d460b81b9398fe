// Funds (资金池): where each fund's money stands, who bears it, its quotas and pauses, and until when it lasts.

import { useQuery } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { Link } from "wouter";
import { api, command, take, type Schemas } from "../api/client";
import { usePlaces } from "../api/queries";
import { may, useSession } from "../api/session";
import { className, classOptions } from "../api/words";
import { printedInstant, printedYuan, t, useLanguage } from "../language";
import { Choice, LongText, Text } from "../parts/controls";
import { Field, Form, useForm } from "../parts/form";
import { Done, Empty, Entry, Head, Loaded, Opens, Section, useRenew } from "../parts/page";
import { Rows } from "../parts/rows";
import { BurnDown } from "./burn_down";
import { todayInChina } from "./claim_moves";
import { DeclareShares, OpenFund } from "./fund_forms";

type Told = (what: ReactNode) => Promise<void>;
const levelName = (level: string): string => ({ central: t("中央", "central"), province: t("省级", "province"), city: t("市级", "city"), county: t("县级", "county") })[level] ?? level;
const toFen = (yuan: string): number | undefined => (/^\d{1,12}(\.\d{1,2})?$/.test(yuan.trim()) ? Math.round(Number(yuan.trim()) * 100) : undefined);

function Money({ fund, type, name, close, told }: { fund: string; type: "subsidies.add_to_fund" | "subsidies.reclaim"; name: string; close: () => void; told: Told }) {
  const form = useForm({
    initial: { amount: "", basis: "" },
    check: (values) => ({
      ...(toFen(values.amount) ? {} : { amount: t("填写金额（元），如 3000000.00", "Enter an amount in yuan, such as 3000000.00") }),
      ...(values.basis.trim() ? {} : { basis: t("写明依据", "State the basis") }),
    }),
    async send(values) {
      const { seq } = await command(type, { fund, amount: toFen(values.amount), day: todayInChina(), basis: values.basis.trim() });
      close();
      await told(<>{name}{t("：已登记，", ": on record, ")}<Entry seq={seq} /></>);
    },
    fieldOf: ({ type: refused }) => (refused === "subsidies.fund_exhausted" ? "amount" : undefined),
  });
  return (
    <Form form={form} action={name}>
      <Field name="amount" label={t("金额（元）", "Amount (yuan)")}>{(wiring) => <Text wiring={wiring} width="middle" value={form.values.amount} onChange={(value) => form.set("amount", value)} />}</Field>
      <Field name="basis" label={t("依据", "Basis")} hint={t("文号或决定。", "The document or decision.")}>{(wiring) => <LongText wiring={wiring} value={form.values.basis} onChange={(value) => form.set("basis", value)} />}</Field>
    </Form>
  );
}

function Quota({ fund, close, told }: { fund: string; close: () => void; told: Told }) {
  const places = usePlaces();
  const form = useForm<{ quota: string; cls: string | undefined; place: number | undefined; per: "day" | "all"; amount: string; basis: string }>({
    initial: { quota: "", cls: undefined, place: places.city, per: "all", amount: "", basis: "" },
    check: (values) => ({
      ...(values.quota.trim() ? {} : { quota: t("填写限额名称", "Name the quota") }),
      ...(values.place ? {} : { place: t("选择地方", "Choose a place") }),
      ...(toFen(values.amount) ? {} : { amount: t("填写金额（元）", "Enter an amount in yuan") }),
    }),
    async send(values) {
      const { seq } = await command("subsidies.set_quota", { quota: values.quota.trim(), fund, cls: values.cls ?? "", place: values.place, per_day: values.per === "day", amount: toFen(values.amount), day: todayInChina(), basis: values.basis.trim() });
      close();
      await told(<>{t(`限额 ${values.quota.trim()} 已设定：`, `Quota ${values.quota.trim()} is set: `)}<Entry seq={seq} /></>);
    },
    fieldOf: ({ type }) => (type === "subsidies.quota_below_use" ? "amount" : type.startsWith("subsidies.quota") ? "quota" : undefined),
  });
  return (
    <Form form={form} action={t("设定限额", "Set the quota")}>
      <Field name="quota" label={t("名称", "Name")} hint={t("用已有的名称，就是调整它的金额。", "The name of one that is there changes its amount.")}>{(wiring) => <Text wiring={wiring} code width="middle" value={form.values.quota} onChange={(value) => form.set("quota", value)} />}</Field>
      <Field name="cls" label={t("类别", "Class")} optional>{(wiring) => <Choice wiring={wiring} clear placeholder={t("全部类别", "All classes")} value={form.values.cls} options={classOptions()} onChange={(value) => form.set("cls", value)} />}</Field>
      <Field name="place" label={t("地方", "Place")} hint={t("连同它的下级。", "With all below it.")}>{(wiring) => <Choice wiring={wiring} value={form.values.place} options={places.options} onChange={(value) => form.set("place", value)} />}</Field>
      <Field name="per" label={t("方式", "Kind")}>{(wiring) => <Choice wiring={wiring} value={form.values.per} options={[{ value: "all" as const, label: t("总额", "in all") }, { value: "day" as const, label: t("每日", "each day") }]} onChange={(value) => form.set("per", value ?? "all")} />}</Field>
      <Field name="amount" label={t("金额（元）", "Amount (yuan)")}>{(wiring) => <Text wiring={wiring} width="middle" value={form.values.amount} onChange={(value) => form.set("amount", value)} />}</Field>
      <Field name="basis" label={t("依据", "Basis")} optional>{(wiring) => <Text wiring={wiring} value={form.values.basis} onChange={(value) => form.set("basis", value)} />}</Field>
    </Form>
  );
}

function PauseForm({ resume, close, told }: { resume?: Schemas["PauseRow"]; close: () => void; told: Told }) {
  const places = usePlaces();
  const form = useForm<{ cls: string | undefined; place: number | undefined; reason: string }>({
    initial: { cls: resume?.class, place: resume?.place ?? places.city, reason: "" },
    check: (values) => ({ ...(values.reason.trim() ? {} : { reason: t("写明原因", "Give the reason") }), ...(values.place ? {} : { place: t("选择地方", "Choose a place") }) }),
    async send(values) {
      const { seq } = await command(resume ? "subsidies.resume" : "subsidies.pause", { cls: values.cls ?? "", place: values.place, day: todayInChina(), reason: values.reason.trim() });
      close();
      await told(<>{resume ? t("已恢复：", "Resumed: ") : t("已暂停：", "Paused: ")}<Entry seq={seq} /></>);
    },
  });
  return (
    <Form form={form} action={resume ? t("恢复", "Resume") : t("暂停", "Pause")} danger={!resume}>
      {!resume && <Field name="cls" label={t("类别", "Class")} optional>{(wiring) => <Choice wiring={wiring} clear placeholder={t("全部类别", "All classes")} value={form.values.cls} options={classOptions()} onChange={(value) => form.set("cls", value)} />}</Field>}
      {!resume && <Field name="place" label={t("地方", "Place")} hint={t("连同它的下级。", "With all below it.")}>{(wiring) => <Choice wiring={wiring} value={form.values.place} options={places.options} onChange={(value) => form.set("place", value)} />}</Field>}
      <Field name="reason" label={t("原因", "Reason")}>{(wiring) => <LongText wiring={wiring} value={form.values.reason} onChange={(value) => form.set("reason", value)} />}</Field>
    </Form>
  );
}

const alarmWords = (): Record<string, [string, string, string]> => ({
  none: ["green", "●", t("够用", "lasts")], watch: ["amber", "▲", t("关注", "watch")], act: ["red", "■", t("须处置", "act now")], exhausted: ["red", "■", t("已用完", "used up")],
});

function Forecast({ one }: { one: Schemas["FundForecast"] }) {
  const [kind, shape, word] = alarmWords()[one.alarm] ?? ["none", "○", one.alarm];
  const day = (pace: Schemas["FundPace"]): string => pace?.runs_out ?? t("用不完", "never");
  return (
    <>
      <p><span className={`mark ${kind}`}><span aria-hidden="true">{shape}</span> {word}</span>{" "}
        {one.fast?.runs_out
          ? t(`按近来的进度，最早 ${day(one.fast)}、居中 ${day(one.middle)}、最晚 ${day(one.slow)} 用完。`, `At its recent pace it runs out on ${day(one.fast)} at the earliest, ${day(one.middle)} in the middle, ${day(one.slow)} at the latest.`)
          : t("按近来的进度，用不完。", "At its recent pace it does not run out.")}{" "}
        <span className="soft">{t(`截至 ${one.as_of}，依据 ${one.blocks} 个七日进度。`, `As of ${one.as_of}, from ${one.blocks} runs of seven days.`)}</span></p>
      <BurnDown forecast={one} />
    </>
  );
}

function Fund({ fund, forecast, told }: { fund: Schemas["FundRow"]; forecast: Schemas["FundForecast"] | undefined; told: Told }) {
  const places = usePlaces();
  const sets = may(useSession(), "set_up");
  const accounts: [string, number][] = [
    [t("可用", "Available"), fund.available_fen], [t("资格预留", "Reserved by entitlements"), fund.reserved_fen], [t("已核定未付", "Granted, not paid"), fund.granted_fen],
    [t("拨付中", "With the bank"), fund.ordered_fen], [t("已拨付", "Paid"), fund.paid_fen], [t("待追缴", "To be clawed back"), fund.to_claw_back_fen],
  ];
  return (
    <Section title={t(`资金池 ${fund.fund}`, `Fund ${fund.fund}`)} lead={`${fund.year} · ${fund.classes.map(className).join(t("、", ", "))} · ${fund.basis}`}
             actions={sets && <>
               <DeclareShares fund={fund} told={told} />
               <Opens label={t("追加…", "Add…")}>{(close) => <Money fund={fund.fund} type="subsidies.add_to_fund" name={t("追加资金", "Add to the fund")} close={close} told={told} />}</Opens>
               <Opens label={t("收回…", "Reclaim…")}>{(close) => <Money fund={fund.fund} type="subsidies.reclaim" name={t("收回资金", "Reclaim")} close={close} told={told} />}</Opens>
               <Opens label={t("限额…", "Quota…")}>{(close) => <Quota fund={fund.fund} close={close} told={told} />}</Opens>
             </>}>
      <table className="plain-table"><thead><tr><th scope="col">{t("账户", "Account")}</th><th scope="col" className="right">{t("余额（元）", "Balance (yuan)")}</th></tr></thead>
        <tbody>{accounts.map(([name, value]) => <tr key={name}><th scope="row">{name}</th><td className="right">{printedYuan(value)}</td></tr>)}
          <tr><th scope="row"><b>{t("上限", "Cap")}</b></th><td className="right"><b>{printedYuan(fund.cap_fen)}</b></td></tr></tbody></table>
      {forecast && <Forecast one={forecast} />}
      {fund.shares.length > 0 && (
        <p>{t("分担：", "Borne by: ")}{fund.shares.map((share) => `${levelName(share.level)} ${share.share_bp / 100}%（${printedYuan(share.paid_fen)}）`).join(t("，", ", "))}
          {fund.remainder_to && t(`；尾差由${levelName(fund.remainder_to)}承担`, `; the remainder falls to the ${levelName(fund.remainder_to)} level`)}</p>
      )}
      {fund.quotas.length > 0 && (
        <Rows wide name={t("限额", "Quotas")} rows={fund.quotas} rowKey={(row) => row.quota} columns={[
          { title: t("限额", "Quota"), head: true, render: (row) => row.quota },
          { title: t("类别", "Class"), render: (row) => className(row.class) },
          { title: t("地方", "Place"), render: (row) => places.name(row.place) },
          { title: t("方式", "Kind"), render: (row) => (row.per_day ? t("每日", "each day") : t("总额", "in all")) },
          { title: t("限额（元）", "Amount (yuan)"), align: "right", render: (row) => printedYuan(row.amount_fen) },
          { title: t("已用（元）", "Used (yuan)"), align: "right", render: (row) => printedYuan(row.used_fen) },
        ]} />
      )}
    </Section>
  );
}

export function Funds() {
  useLanguage();
  const places = usePlaces();
  const renew = useRenew();
  const sets = may(useSession(), "set_up");
  const [done, setDone] = useState<ReactNode>();
  const told: Told = async (what) => { setDone(what); await renew("funds", "forecast", "rounds"); };
  const query = useQuery({ queryKey: ["funds"], queryFn: () => take(api.GET("/api/v1/funds")) });
  const forecasts = useQuery({ queryKey: ["forecast"], queryFn: () => take(api.GET("/api/v1/forecast", { params: { query: {} } })) });
  const rounds = useQuery({ queryKey: ["rounds"], queryFn: () => take(api.GET("/api/v1/rounds")) });
  return (
    <>
      <Head title={t("资金池", "Funds")} lead={t("每一分钱在哪个账户，够用到哪天。", "In which account each fen is, and until when it lasts.")}
            actions={sets && <div className="actions"><Opens danger label={t("暂停办理…", "Pause…")}>{(close) => <PauseForm close={close} told={told} />}</Opens><OpenFund told={told} /></div>} />
      <Done>{done}</Done>
      <Loaded query={query} rows={10}>{({ rows, pauses }) => (
        <>
          {rows.length === 0 && <Empty title={t("还没有资金池。", "There is no fund yet.")} />}
          {rows.map((fund) => <Fund key={fund.fund} fund={fund} forecast={forecasts.data?.funds.find((one) => one.fund === fund.fund)} told={told} />)}
          {pauses.length > 0 && (
            <Section title={t("暂停中", "Paused")}>
              <ul>{pauses.map((pause) => <li key={`${pause.class} ${pause.place}`}>{className(pause.class)} · {places.name(pause.place)} · {t(`自 ${pause.since}`, `since ${pause.since}`)} · {pause.reason}{" "}
                {sets && <Opens label={t("恢复…", "Resume…")}>{(close) => <PauseForm resume={pause} close={close} told={told} />}</Opens>}</li>)}</ul>
            </Section>
          )}
        </>
      )}</Loaded>
      <Section title={t("资格领取批次", "Release rounds")} lead={t("摇号的种子事先登记哈希，摇号后公布；任何人都能重算结果。", "A lot's seed is committed to by its hash and shown afterwards: anyone can repeat the result.")} actions={<Link href="/rounds">{t("开放、摇号", "Open rounds, draw lots")}</Link>}>
        <Loaded query={rounds} rows={4}>{({ rows }) => rows.length === 0 ? <Empty title={t("没有领取批次。", "There is no release round.")} /> : (
          <Rows wide name={t("资格领取批次", "Release rounds")} rows={rows} rowKey={(row) => row.round} columns={[
            { title: t("批次", "Round"), head: true, render: (row) => row.round },
            { title: t("类别", "Class"), render: (row) => className(row.class) },
            { title: t("地方", "Place"), render: (row) => places.name(row.place) },
            { title: t("开放", "Opens"), render: (row) => printedInstant(row.opens) },
            { title: t("结束", "Closes"), render: (row) => printedInstant(row.closes) },
            { title: t("方式", "Method"), render: (row) => (row.method === "lot" ? t("摇号", "by lot") : t("先到先得", "first come")) },
            { title: t("已领 / 总数", "Taken / count"), align: "right", render: (row) => `${row.taken} / ${row.count}` },
            { title: t("种子哈希", "Seed's hash"), render: (row) => row.commitment && <span className="clip" title={row.commitment}><code>{row.commitment}</code></span> },
          ]} />
        )}</Loaded>
      </Section>
    </>
  );
}
