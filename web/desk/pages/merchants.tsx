// Merchants (商户): who sells, how they stand, how much hangs on them; admitting one.

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Link } from "wouter";
import { api, take, type Schemas } from "../api/client";
import { usePlaces } from "../api/queries";
import { useMayGive } from "../api/subsidy_rights";
import { merchantStandingName, merchantStandingOptions } from "../api/subsidy_words";
import { printedYuan, t, useLanguage } from "../language";
import { Choice } from "../parts/controls";
import { dayAsked, Gives, useTold, type Told } from "../parts/command_form";
import { MerchantStanding } from "../parts/marks";
import { Empty, Head, Loaded } from "../parts/page";
import { Filter, Filters, Pages, Rows, sentence, useFilters } from "../parts/rows";

const filters = ["text", "standing", "place"] as const;

const Admit = ({ told }: { told: Told }) => (
  <Gives type="subsidies.admit_merchant" action={t("纳入商户", "Admit the merchant")} label={t("纳入商户…", "Admit a merchant…")} primary told={told} fixed={{ reconstructed: false }} done={t("商户已纳入", "The merchant was admitted")} fields={[
    { name: "merchant", kind: "text", code: true, label: t("统一社会信用代码", "Unified social credit code"), hint: t("18 位。", "18 characters.") },
    { name: "name", kind: "text", label: t("名称", "Name") },
    { name: "place", kind: "place", label: t("地方", "Place") }, dayAsked(),
  ]} />
);

export function Merchants() {
  useLanguage();
  const places = usePlaces();
  const mayGive = useMayGive();
  const { done, told } = useTold("merchants");
  const { values, any, set, clear, next, pageAddress } = useFilters(filters);
  const standing = (values.standing || undefined) as Schemas["MerchantStanding"] | undefined;
  const asked = { ...(values.text ? { text: values.text } : {}), ...(standing ? { standing } : {}), ...(values.place ? { place: values.place } : {}), ...(next ? { next } : {}) };
  const query = useQuery({ queryKey: ["merchants", asked], placeholderData: keepPreviousData, queryFn: () => take(api.GET("/api/v1/merchants", { params: { query: asked } })) });
  const said = sentence([
    values.place && t(`在${places.name(Number(values.place))}`, `in ${places.name(Number(values.place))}`), standing && t(merchantStandingName(standing), `that are ${merchantStandingName(standing)}`),
    values.text && t(`含有“${values.text}”`, `containing “${values.text}”`),
  ], t("商户", "merchants"));
  return (
    <>
      <Head title={t("商户", "Merchants")} lead={t("只有你负责的地方。点名称看门店、状态和批次。", "Only of your places. The name leads to stores, standing and batches.")} actions={mayGive("subsidies.admit_merchant") && <Admit told={told} />} />
      {done}
      <Filters label={t("名称或代码含有", "Name or code contains")} text={values.text} onText={(text) => set({ text })} onClear={clear} any={any}>
        <Filter label={t("状态", "Standing")}><Choice label={t("状态", "Standing")} clear placeholder={t("任何", "Any")} value={standing} options={merchantStandingOptions()} onChange={(value) => set({ standing: value ?? "" })} /></Filter>
        <Filter label={t("地方", "Place")}><Choice label={t("地方", "Place")} clear placeholder={t("任何", "Any")} value={Number(values.place) || undefined} options={places.options} onChange={(place) => set({ place: place ? String(place) : "" })} /></Filter>
      </Filters>
      <p className="sentence" role="status">{said}{query.data?.total !== undefined && t(`共 ${query.data.total.toLocaleString("en")} 家。`, ` ${query.data.total.toLocaleString("en")} in all.`)}</p>
      <Loaded query={query} rows={10}>{(page) => page.rows.length === 0
        ? any
          ? <Empty title={t("没有符合条件的商户。", "No merchant matches.")}><p><button type="button" className="quiet" onClick={clear}>{t("清除条件，看全部", "Clear the filter and see all")}</button></p></Empty>
          : <Empty title={t("还没有商户。", "There is no merchant yet.")}><p>{t("先纳入商户，才能核销。", "Admit merchants first: tills can redeem nothing without.")}</p></Empty>
        : <>
            <Rows wide name={said} rows={page.rows} rowKey={(row) => row.merchant} columns={[
              { title: t("名称", "Name"), head: true, render: (row) => <Link href={`/merchants/${row.merchant}`} data-row className="clip">{row.name}</Link> },
              { title: t("代码", "Code"), render: (row) => <code>{row.merchant}</code> },
              { title: t("状态", "Standing"), render: (row) => <MerchantStanding standing={row.standing} /> },
              { title: t("地方", "Place"), render: (row) => places.name(row.place) },
              { title: t("门店（家）", "Stores"), align: "right", render: (row) => row.stores },
              { title: t("未了结（件）", "Open claims"), align: "right", render: (row) => row.open_claims.toLocaleString("en") },
              { title: t("未了结补贴（元）", "Open subsidy (yuan)"), align: "right", render: (row) => printedYuan(row.open_subsidy_fen) },
              { title: t("纳入", "Admitted"), render: (row) => row.admitted },
            ]} />
            <Pages next={page.next} here={next} pageAddress={pageAddress} count={page.rows.length} />
          </>}</Loaded>
    </>
  );
}
