// Merchants (商户): how they stand and what hangs on them.

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { Link } from "wouter";
import { api, command, take, type Schemas } from "../api/client";
import { usePlaces } from "../api/queries";
import { may, useSession } from "../api/session";
import { merchantStandingName, merchantStandingOptions } from "../api/words";
import { printedYuan, t, useLanguage } from "../language";
import { Choice, Text } from "../parts/controls";
import { Field, Form, useForm } from "../parts/form";
import { Done, Empty, Entry, Head, Loaded, Opens, useRenew } from "../parts/page";
import { Filter, Filters, Pages, Rows, sentence, useFilters } from "../parts/rows";
import { todayInChina } from "./claim_moves";

const filters = ["text", "standing", "place"] as const;

export const StandingMark = ({ standing }: { standing: Schemas["MerchantStanding"] }) => {
  const kind = standing === "good" ? "green" : standing === "warned" ? "amber" : "red";
  return <span className={`mark ${kind}`}><span aria-hidden="true">{standing === "good" ? "●" : standing === "warned" ? "▲" : "■"}</span> {merchantStandingName(standing)}</span>;
};

function Admit({ close, told }: { close: () => void; told: (what: ReactNode) => Promise<void> }) {
  const places = usePlaces();
  const form = useForm<{ merchant: string; name: string; place: number | undefined; day: string }>({
    initial: { merchant: "", name: "", place: undefined, day: todayInChina() },
    check: (values) => ({
      ...(values.merchant.trim() ? {} : { merchant: t("填写统一社会信用代码", "Enter the unified social credit code") }),
      ...(values.name.trim() ? {} : { name: t("填写名称", "Enter the name") }),
      ...(values.place ? {} : { place: t("选择地方", "Choose a place") }),
    }),
    async send(values) {
      const { seq } = await command("subsidies.admit_merchant", { merchant: values.merchant.trim().toUpperCase(), name: values.name.trim(), place: values.place, day: values.day, reconstructed: false });
      close();
      await told(<>{t(`已纳入 ${values.name.trim()}：`, `Admitted ${values.name.trim()}: `)}<Entry seq={seq} /></>);
    },
    fieldOf: ({ type }) => (/credit_code|already_admitted/.test(type) ? "merchant" : undefined),
  });
  return (
    <Form form={form} action={t("纳入", "Admit")}>
      <Field name="merchant" label={t("统一社会信用代码", "Unified social credit code")}>{(wiring) => <Text wiring={wiring} code maxLength={18} value={form.values.merchant} onChange={(value) => form.set("merchant", value)} />}</Field>
      <Field name="name" label={t("名称", "Name")}>{(wiring) => <Text wiring={wiring} value={form.values.name} onChange={(value) => form.set("name", value)} />}</Field>
      <Field name="place" label={t("地方", "Place")}>{(wiring) => <Choice wiring={wiring} value={form.values.place} options={places.options} onChange={(value) => form.set("place", value)} />}</Field>
      <Field name="day" label={t("纳入日期", "From the day")}>{(wiring) => <Text wiring={wiring} type="date" width="middle" value={form.values.day} onChange={(value) => form.set("day", value)} />}</Field>
    </Form>
  );
}

export function Merchants() {
  useLanguage();
  const places = usePlaces();
  const renew = useRenew();
  const enters = may(useSession(), "enter");
  const [done, setDone] = useState<ReactNode>();
  const { values, any, set, clear, next, pageAddress } = useFilters(filters);
  const standing = (values.standing || undefined) as Schemas["MerchantStanding"] | undefined;
  const asked = { ...(values.text ? { text: values.text } : {}), ...(values.place ? { place: values.place } : {}), ...(standing ? { standing } : {}), ...(next ? { next } : {}) };
  const query = useQuery({ queryKey: ["merchants", asked], placeholderData: keepPreviousData, queryFn: () => take(api.GET("/api/v1/merchants", { params: { query: asked } })) });
  const said = sentence([
    values.place && t(`在${places.name(Number(values.place))}`, `in ${places.name(Number(values.place))}`), standing && t(`状态为${merchantStandingName(standing)}`, `that are ${merchantStandingName(standing)}`),
    values.text && t(`含有“${values.text}”`, `containing “${values.text}”`),
  ], t("商户", "merchants"));
  return (
    <>
      <Head title={t("商户", "Merchants")} lead={t("未了结是指还没有拨付完、也没有终结的申领单。", "Open claims are neither paid in full nor ended.")}
            actions={enters && <Opens label={t("纳入商户…", "Admit a merchant…")}>{(close) => <Admit close={close} told={async (what) => { setDone(what); await renew("merchants"); }} />}</Opens>} />
      <Done>{done}</Done>
      <Filters label={t("名称或代码含有", "Name or code contains")} text={values.text} onText={(text) => set({ text })} onClear={clear} any={any}>
        <Filter label={t("地方", "Place")}><Choice label={t("地方", "Place")} clear placeholder={t("任何", "Any")} value={Number(values.place) || undefined} options={places.options} onChange={(place) => set({ place: place ? String(place) : "" })} /></Filter>
        <Filter label={t("状态", "Standing")}><Choice label={t("状态", "Standing")} clear placeholder={t("任何", "Any")} value={standing} options={merchantStandingOptions()} onChange={(value) => set({ standing: value ?? "" })} /></Filter>
      </Filters>
      <p className="sentence" role="status">{said}{query.data && t(`共 ${query.data.total.toLocaleString("en")} 户。`, ` ${query.data.total.toLocaleString("en")} in all.`)}</p>
      <Loaded query={query} rows={12}>{(page) => page.rows.length === 0
        ? <Empty title={t("没有符合条件的商户。", "No merchant matches.")} />
        : <>
            <Rows wide name={said} rows={page.rows} rowKey={(row) => row.merchant} columns={[
              { title: t("名称", "Name"), head: true, render: (row) => <Link href={`/merchants/${row.merchant}`} data-row>{row.name}</Link> },
              { title: t("代码", "Code"), render: (row) => <code>{row.merchant}</code> },
              { title: t("地方", "Place"), render: (row) => places.name(row.place) },
              { title: t("状态", "Standing"), render: (row) => <StandingMark standing={row.standing} /> },
              { title: t("门店", "Stores"), align: "right", render: (row) => row.stores },
              { title: t("未了结（件）", "Open claims"), align: "right", render: (row) => row.open_claims.toLocaleString("en") },
              { title: t("未了结（元）", "Open (yuan)"), align: "right", render: (row) => printedYuan(row.open_subsidy_fen) },
            ]} />
            <Pages next={page.next} here={next} pageAddress={pageAddress} count={page.rows.length} />
          </>}</Loaded>
    </>
  );
}
