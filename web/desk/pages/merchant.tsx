// One merchant (商户): its stores, how it stands, its batches. What hangs on it is listed before anyone warns, suspends or
// strikes it off, and the command carries those figures.

import { useQuery } from "@tanstack/react-query";
import { Link } from "wouter";
import { api, take, type Schemas } from "../api/client";
import { usePlaces } from "../api/queries";
import { useMayGive } from "../api/subsidy_rights";
import { merchantStandingName, stageName } from "../api/subsidy_words";
import { printedYuan, t, useLanguage } from "../language";
import { dayAsked, Gives, reasonAsked, useTold, type Told } from "../parts/command_form";
import { MerchantStanding, Stage } from "../parts/marks";
import { Head, Loaded, Section } from "../parts/page";
import { Rows } from "../parts/rows";

type Page = Schemas["MerchantPage"];
interface Part { page: Page; told: Told }

/// What hangs on the merchant, as one decides about it.
function Hanging({ page }: { page: Page }) {
  const open = page.batches.filter(({ stage }) => stage !== "paid");
  return (
    <div className="note">
      <p><strong>{page.open_claims === 0 ? t("没有未了结的申领单。", "No claim hangs on it.")
        : t(`还有 ${page.open_claims.toLocaleString("en")} 件没有了结，补贴共 ${printedYuan(page.open_subsidy_fen)} 元。`, `${page.open_claims.toLocaleString("en")} claims are open, ${printedYuan(page.open_subsidy_fen)} yuan of subsidy.`)}</strong></p>
      {open.length > 0 && <ul>{open.map((one) => <li key={one.batch}>{t(`批次 ${one.batch}：${stageName(one.stage)}，${one.claims} 件，${printedYuan(one.subsidy_fen)} 元`, `Batch ${one.batch}: ${stageName(one.stage)}, ${one.claims} claims, ${printedYuan(one.subsidy_fen)} yuan`)}</li>)}</ul>}
    </div>
  );
}

function Standings({ page, told }: Part) {
  const mayGive = useMayGive();
  if (!mayGive("subsidies.change_standing", page.place)) return null;
  const name = page.name;
  const ways: { to: Schemas["MerchantStanding"]; action: string; lead: string; danger?: boolean }[] = [
    { to: "good", action: t("恢复正常", "Reinstate"), lead: t("可以再核销。", "It may redeem again.") },
    { to: "warned", action: t("警示", "Warn"), lead: t("还可以核销；警示会公开。", "It may still redeem; the warning is public.") },
    { to: "suspended", action: t("暂停", "Suspend"), danger: true, lead: t("马上不能核销；以后可以恢复。已有的申领单照常办理。", "It redeems nothing from now on; it can be reinstated. Claims that are there go on.") },
    { to: "struck_off", action: t("取消资格", "Strike off"), danger: true, lead: t("不再参加补贴。已有的申领单仍要逐件了结。", "It leaves the programme. Its open claims must still be settled one by one.") },
  ];
  return (
    <div className="actions">{ways.filter(({ to }) => to !== page.standing && (to !== "good" || page.standing !== "struck_off")).map(({ to, action, lead, danger }) => (
      <Gives key={to} type="subsidies.change_standing" action={action} label={`${action}…`} title={`${action} · ${name}`} danger={danger ?? false} told={told}
             fixed={{ merchant: page.merchant, standing: to, open_claims: page.open_claims, open_subsidy: page.open_subsidy_fen }}
             lead={<><p>{lead}</p><Hanging page={page} /></>} fields={[reasonAsked(), dayAsked()]} done={t(`${name}：${merchantStandingName(to)}`, `${name} is ${merchantStandingName(to)} now`)} />
    ))}</div>
  );
}

function Stores({ page, told }: Part) {
  const places = usePlaces();
  const mayGive = useMayGive();
  const title = t("门店", "Stores");
  return (
    <Section title={title} lead={t("有了第一家门店，以后每笔销售都要写明门店。", "From its first store on, every sale names one.")}
             actions={mayGive("subsidies.open_store", page.place) && <Gives type="subsidies.open_store" action={t("登记门店", "Open the store")} label={t("登记门店…", "Open a store…")} told={told} fixed={{ merchant: page.merchant }} done={t("门店已登记", "The store was opened")} fields={[
               { name: "store", kind: "text", code: true, label: t("门店编号", "The store's number"), hint: t("商户自己的编号。", "The merchant's own.") },
               { name: "name", kind: "text", label: t("名称", "Name") }, { name: "place", kind: "place", label: t("地方", "Place"), initial: String(page.place) }, dayAsked()]} />}>
      {page.store_rows.length === 0
        ? <p className="soft">{t("没有登记门店。", "No store is registered.")}</p>
        : <Rows name={title} rows={page.store_rows} rowKey={(row) => row.store} columns={[
            { title: t("编号", "Number"), head: true, render: (row) => <code>{row.store}</code> }, { title: t("名称", "Name"), render: (row) => row.name },
            { title: t("地方", "Place"), render: (row) => places.name(row.place) }, { title: t("登记", "Opened"), render: (row) => row.opened },
          ]} />}
    </Section>
  );
}

function BatchesOf({ page }: { page: Page }) {
  const mayGive = useMayGive();
  const title = t("批次", "Batches");
  return (
    <Section title={title} actions={mayGive("subsidies.file_batch", page.place) && page.standing !== "struck_off" && <Link href={`/batches/new?merchant=${page.merchant}`} className="listed">{t("申报批次…", "File a batch…")}</Link>}>
      {page.batches.length === 0
        ? <p className="soft">{t("没有申报过批次。", "It has filed no batch.")}</p>
        : <Rows name={title} rows={[...page.batches].reverse()} rowKey={(row) => row.batch} columns={[
            { title: t("批次", "Batch"), head: true, render: (row) => <Link href={`/batches/${encodeURIComponent(row.batch)}`} data-row>{row.batch}</Link> },
            { title: t("阶段", "Stage"), render: (row) => <Stage stage={row.stage} /> }, { title: t("申报", "Filed"), render: (row) => row.filed },
            { title: t("件数", "Claims"), align: "right", render: (row) => row.claims }, { title: t("补贴（元）", "Subsidy (yuan)"), align: "right", render: (row) => printedYuan(row.subsidy_fen) },
          ]} />}
    </Section>
  );
}

export function Merchant({ params }: { params: Record<string, string | undefined> }) {
  useLanguage();
  const places = usePlaces();
  const merchant = params["merchant"] ?? "";
  const { done, told } = useTold("merchant", "merchants");
  const query = useQuery({ queryKey: ["merchant", merchant], queryFn: () => take(api.GET("/api/v1/merchants/{merchant}", { params: { path: { merchant } } })) });
  return (
    <>
      <Head title={query.data?.name ?? merchant} kicker={<Link href="/merchants">{t("商户", "Merchants")}</Link>} />
      {done}
      <Loaded query={query} rows={10}>{(page) => (
        <>
          <dl className="facts">
            <div><dt>{t("状态", "Standing")}</dt><dd><MerchantStanding standing={page.standing} /> <span className="soft">{t(`${page.standing_since} 起`, `since ${page.standing_since}`)}</span></dd></div>
            <div><dt>{t("统一社会信用代码", "Credit code")}</dt><dd><code>{page.merchant}</code></dd></div>
            <div><dt>{t("地方", "Place")}</dt><dd>{places.name(page.place)}</dd></div>
            <div><dt>{t("纳入", "Admitted")}</dt><dd>{page.admitted}</dd></div>
            <div><dt>{t("未了结", "Open")}</dt><dd>{t(`${page.open_claims.toLocaleString("en")} 件，${printedYuan(page.open_subsidy_fen)} 元`, `${page.open_claims.toLocaleString("en")} claims, ${printedYuan(page.open_subsidy_fen)} yuan`)}</dd></div>
          </dl>
          {page.standing_reason && <p className="under-facts">{t(`理由：${page.standing_reason}`, `Reason given: ${page.standing_reason}`)}</p>}
          {page.description && <p className="lead under-facts">{page.description}</p>}
          <Standings page={page} told={told} /><Stores page={page} told={told} /><BatchesOf page={page} />
        </>
      )}</Loaded>
    </>
  );
}
