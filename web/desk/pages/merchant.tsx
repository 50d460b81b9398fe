// One merchant (商户): its stores and batches, and its standing. What hangs on it is listed before anybody decides.

import { useQuery } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { Link } from "wouter";
import { api, command, take, type Schemas } from "../api/client";
import { usePlaces } from "../api/queries";
import { may, useSession } from "../api/session";
import { batchStageName, merchantStandingName, merchantStandingOptions } from "../api/words";
import { printedYuan, t, useLanguage } from "../language";
import { Choice, LongText, Text } from "../parts/controls";
import { Field, Form, useForm } from "../parts/form";
import { Done, Empty, Entry, Head, Loaded, Opens, Section, useRenew } from "../parts/page";
import { Rows } from "../parts/rows";
import { todayInChina } from "./claim_moves";
import { StandingMark } from "./merchants";

type File = Schemas["MerchantFile"];
type Told = (what: ReactNode) => Promise<void>;

function ChangeStanding({ file, close, told }: { file: File; close: () => void; told: Told }) {
  const form = useForm<{ standing: Schemas["MerchantStanding"] | undefined; reason: string }>({
    initial: { standing: undefined, reason: "" },
    check: (values) => ({
      ...(values.standing ? {} : { standing: t("选择状态", "Choose the standing") }),
      ...(values.reason.trim() ? {} : { reason: t("写明理由", "Give a reason") }),
    }),
    async send(values) {
      const { seq } = await command("subsidies.change_standing", { merchant: file.merchant, standing: values.standing, day: todayInChina(), reason: values.reason.trim(), open_claims: file.open_claims, open_subsidy: file.open_subsidy_fen });
      close();
      await told(<>{merchantStandingName(values.standing ?? "good")}{t("：已登记，", ": on record, ")}<Entry seq={seq} /></>);
    },
  });
  const waiting = file.batches.filter((one) => one.stage !== "paid");
  return (
    <Form form={form} action={t("变更状态", "Change the standing")} danger>
      <div className="notice">
        <p><strong>{t(`名下未了结 ${file.open_claims.toLocaleString("en")} 件，补贴 ${printedYuan(file.open_subsidy_fen)} 元。`, `${file.open_claims.toLocaleString("en")} open claims hang on it, with ${printedYuan(file.open_subsidy_fen)} yuan of subsidy.`)}</strong></p>
        {waiting.length > 0 && <ul>{waiting.map((one) => <li key={one.batch}>{one.batch} · {batchStageName(one.stage)} · {one.claims} · {printedYuan(one.subsidy_fen)}</li>)}</ul>}
        <p>{t("暂停或取消资格后不能新办；已有的单据和批次不变，需要的请另行暂缓。", "Suspended or struck off, it makes no new claims; what is there stays as it is: hold it where that is needed.")}</p>
      </div>
      <Field name="standing" label={t("改为", "To")}>{(wiring) => <Choice wiring={wiring} value={form.values.standing} options={merchantStandingOptions().filter(({ value }) => value !== file.standing)} onChange={(value) => form.set("standing", value)} />}</Field>
      <Field name="reason" label={t("理由", "Reason")} hint={t("会记在公开的日志里。", "It is kept in the public log.")}>{(wiring) => <LongText wiring={wiring} value={form.values.reason} onChange={(value) => form.set("reason", value)} />}</Field>
    </Form>
  );
}

function NewStore({ file, close, told }: { file: File; close: () => void; told: Told }) {
  const places = usePlaces();
  const form = useForm<{ store: string; name: string; place: number | undefined }>({
    initial: { store: "", name: "", place: file.place },
    check: (values) => ({
      ...(values.store.trim() ? {} : { store: t("填写门店编号", "Enter the store's number") }),
      ...(values.name.trim() ? {} : { name: t("填写名称", "Enter the name") }),
      ...(values.place ? {} : { place: t("选择地方", "Choose a place") }),
    }),
    async send(values) {
      const { seq } = await command("subsidies.open_store", { merchant: file.merchant, store: values.store.trim(), name: values.name.trim(), place: values.place, day: todayInChina() });
      close();
      await told(<>{values.name.trim()}{t("：已登记，", ": on record, ")}<Entry seq={seq} /></>);
    },
    fieldOf: ({ type }) => (type.includes("store") ? "store" : undefined),
  });
  return (
    <Form form={form} action={t("登记门店", "Register the store")}>
      <p>{t("登记第一家门店后，这个商户的每笔核销都要写明门店。", "From its first store on, every sale of this merchant names one.")}</p>
      <Field name="store" label={t("门店编号", "Number")}>{(wiring) => <Text wiring={wiring} code width="middle" value={form.values.store} onChange={(value) => form.set("store", value)} />}</Field>
      <Field name="name" label={t("名称", "Name")}>{(wiring) => <Text wiring={wiring} value={form.values.name} onChange={(value) => form.set("name", value)} />}</Field>
      <Field name="place" label={t("地方", "Place")}>{(wiring) => <Choice wiring={wiring} value={form.values.place} options={places.options} onChange={(value) => form.set("place", value)} />}</Field>
    </Form>
  );
}

export function Merchant({ params }: { params: Record<string, string | undefined> }) {
  useLanguage();
  const code = params["merchant"] ?? "";
  const places = usePlaces();
  const renew = useRenew();
  const session = useSession();
  const [done, setDone] = useState<ReactNode>();
  const query = useQuery({ queryKey: ["merchant", code], queryFn: () => take(api.GET("/api/v1/merchants/{merchant}", { params: { path: { merchant: code } } })) });
  const told: Told = async (what) => { setDone(what); await renew("merchant", "merchants"); };
  return (
    <>
      <Head title={query.data?.name ?? code} kicker={<Link href="/merchants">{t("商户", "Merchants")}</Link>} lead={<code>{code}</code>}
            actions={query.data && <>
              {may(session, "enter") && <Opens label={t("登记门店…", "Register a store…")}>{(close) => <NewStore file={query.data} close={close} told={told} />}</Opens>}
              {may(session, "set_up") && <Opens danger label={t("变更状态…", "Change standing…")}>{(close) => <ChangeStanding file={query.data} close={close} told={told} />}</Opens>}
            </>} />
      <Done>{done}</Done>
      <Loaded query={query} rows={8}>{(file) => (
        <>
          <dl className="facts">
            <div><dt>{t("状态", "Standing")}</dt><dd><StandingMark standing={file.standing} />{t("，自 ", " since ")}{file.standing_since}{file.standing_reason && ` · ${file.standing_reason}`}</dd></div>
            <div><dt>{t("地方", "Place")}</dt><dd>{places.name(file.place)}</dd></div>
            <div><dt>{t("纳入日期", "Admitted")}</dt><dd>{file.admitted}</dd></div>
            <div><dt>{t("未了结", "Open")}</dt><dd>{t(`${file.open_claims.toLocaleString("en")} 件，${printedYuan(file.open_subsidy_fen)} 元`, `${file.open_claims.toLocaleString("en")} claims, ${printedYuan(file.open_subsidy_fen)} yuan`)}</dd></div>
          </dl>
          {file.description && <p>{file.description}</p>}
          <Section title={t("批次", "Batches")} actions={<><Link href={`/batches?merchant=${code}`}>{t("在批次页查看", "See in Batches")}</Link>{may(session, "enter") && <Link href={`/batches/new?merchant=${code}`}>{t("申报批次…", "File a batch…")}</Link>}</>}>
            {file.batches.length === 0 ? <Empty title={t("还没有申报过批次。", "It has filed no batch yet.")} />
              : <Rows wide name={t("批次", "Batches")} rows={file.batches} rowKey={(row) => row.batch} columns={[
                  { title: t("批次", "Batch"), head: true, render: (row) => <Link href={`/batches/${encodeURIComponent(row.batch)}`} data-row>{row.batch}</Link> },
                  { title: t("环节", "Stage"), render: (row) => batchStageName(row.stage) },
                  { title: t("申报日", "Filed"), render: (row) => row.filed },
                  { title: t("件数", "Claims"), align: "right", render: (row) => row.claims },
                  { title: t("补贴（元）", "Subsidy (yuan)"), align: "right", render: (row) => printedYuan(row.subsidy_fen) },
                ]} />}
          </Section>
          <Section title={t("门店", "Stores")}>
            {file.store_rows.length === 0 ? <Empty title={t("没有登记门店。", "No store is registered.")} />
              : <Rows wide name={t("门店", "Stores")} rows={file.store_rows} rowKey={(row) => row.store} columns={[
                  { title: t("编号", "Number"), head: true, render: (row) => <code>{row.store}</code> },
                  { title: t("名称", "Name"), render: (row) => row.name },
                  { title: t("地方", "Place"), render: (row) => places.name(row.place) },
                  { title: t("开业登记", "Since"), render: (row) => row.opened },
                ]} />}
          </Section>
        </>
      )}</Loaded>
    </>
  );
}
