// Batches (批次): what merchants have filed for payment, by stage.

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Link } from "wouter";
import { api, take, type Schemas } from "../api/client";
import { useMayGive } from "../api/subsidy_rights";
import { stageName, stageOptions } from "../api/subsidy_words";
import { printedYuan, t, useLanguage } from "../language";
import { Choice } from "../parts/controls";
import { useTold } from "../parts/command_form";
import { Stage } from "../parts/marks";
import { Empty, Head, Loaded } from "../parts/page";
import { Filter, Filters, Pages, Rows, sentence, useFilters } from "../parts/rows";
import { CommitSeed } from "./seeds";

type Row = Schemas["BatchRow"];
const filters = ["merchant", "stage"] as const;

export const BatchRows = ({ name, rows }: { name: string; rows: Row[] }) => (
  <Rows wide name={name} rows={rows} rowKey={(row) => row.batch} columns={[
    { title: t("批次", "Batch"), head: true, render: (row) => <Link href={`/batches/${encodeURIComponent(row.batch)}`} data-row>{row.batch}</Link> },
    { title: t("阶段", "Stage"), render: (row) => <Stage stage={row.stage} /> },
    { title: t("商户", "Merchant"), render: (row) => <span className="clip" title={row.merchant}>{row.merchant_name}</span> },
    { title: t("资金池", "Fund"), render: (row) => row.fund },
    { title: t("申报", "Filed"), render: (row) => row.filed },
    { title: t("件数", "Claims"), align: "right", render: (row) => row.claims },
    { title: t("待抽查", "To check"), align: "right", render: (row) => row.to_check },
    { title: t("补贴（元）", "Subsidy (yuan)"), align: "right", render: (row) => printedYuan(row.subsidy_fen) },
  ]} />
);

export function Batches() {
  useLanguage();
  const mayGive = useMayGive();
  const { done, told } = useTold("batches");
  const { values, any, set, clear, next, pageAddress } = useFilters(filters);
  const stage = (values.stage || undefined) as Row["stage"] | undefined;
  const asked = { ...(values.merchant ? { merchant: values.merchant } : {}), ...(stage ? { stage } : {}), ...(next ? { next } : {}) };
  const query = useQuery({ queryKey: ["batches", asked], placeholderData: keepPreviousData, queryFn: () => take(api.GET("/api/v1/batches", { params: { query: asked } })) });
  const said = sentence([values.merchant && t(`商户为 ${values.merchant}`, `of the merchant ${values.merchant}`), stage && t(stageName(stage), `that are ${stageName(stage)}`)], t("批次", "batches"));
  return (
    <>
      <Head title={t("批次", "Batches")} lead={t("商户把核销的销售按批申报；审核、抽查、公示后拨付。", "Merchants file their sales in batches; they are reviewed, spot-checked, announced and paid.")}
            actions={<div className="actions">{mayGive("subsidies.commit_seed") && <CommitSeed told={told} />}{mayGive("subsidies.file_batch") && <Link href="/batches/new" className="button">{t("申报批次…", "File a batch…")}</Link>}</div>} />
      {done}
      <Filters label={t("商户的统一社会信用代码", "The merchant's credit code")} text={values.merchant} onText={(merchant) => set({ merchant })} onClear={clear} any={any}>
        <Filter label={t("阶段", "Stage")}><Choice label={t("阶段", "Stage")} clear placeholder={t("任何", "Any")} value={stage} options={stageOptions()} onChange={(value) => set({ stage: value ?? "" })} /></Filter>
      </Filters>
      <p className="sentence" role="status">{said}</p>
      <Loaded query={query} rows={10}>{(page) => page.rows.length === 0
        ? any
          ? <Empty title={t("没有符合条件的批次。", "No batch matches.")}><p><button type="button" className="quiet" onClick={clear}>{t("清除条件，看全部", "Clear the filter and see all")}</button></p></Empty>
          : <Empty title={t("还没有批次。", "There is no batch yet.")}><p>{t("商户核销的销售在“待商户申报”里等着申报。", "Sales wait to be filed in the queue “to be filed by merchants”.")}</p></Empty>
        : <><BatchRows name={said} rows={page.rows} /><Pages next={page.next} here={next} pageAddress={pageAddress} count={page.rows.length} /></>}</Loaded>
    </>
  );
}
