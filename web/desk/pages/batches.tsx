// Merchants' batches (商户批次): what was filed for payment and how far it is.

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Link } from "wouter";
import { api, take, type Schemas } from "../api/client";
import { usePlaces } from "../api/queries";
import { useMayGive } from "../api/subsidy_rights";
import { batchStageName, batchStageOptions } from "../api/words";
import { printedYuan, t, useLanguage } from "../language";
import { useTold } from "../parts/command_form";
import { Choice } from "../parts/controls";
import { Empty, Head, Loaded } from "../parts/page";
import { Filter, Filters, Pages, Rows, sentence, useFilters } from "../parts/rows";
import { CommitSeed } from "./seeds";

const filters = ["merchant", "stage"] as const;

export function Batches() {
  useLanguage();
  const places = usePlaces();
  const mayGive = useMayGive();
  const { done, told } = useTold();
  const { values, any, set, clear, next, pageAddress } = useFilters(filters);
  const stage = (values.stage || undefined) as Schemas["BatchStage"] | undefined;
  const asked = { ...(values.merchant ? { merchant: values.merchant } : {}), ...(stage ? { stage } : {}), ...(next ? { next } : {}) };
  const query = useQuery({ queryKey: ["batches", asked], placeholderData: keepPreviousData, queryFn: () => take(api.GET("/api/v1/batches", { params: { query: asked } })) });
  const said = sentence([values.merchant && t(`商户为 ${values.merchant}`, `of merchant ${values.merchant}`), stage && t(`环节为${batchStageName(stage)}`, `that are ${batchStageName(stage)}`)], t("批次", "batches"));
  return (
    <>
      <Head title={t("商户批次", "Batches")} lead={t("商户申报、审核、抽查、公示、拨付；最新的在前。", "Filed, reviewed, spot-checked, announced, paid; the newest first.")}
            actions={<div className="actions">{mayGive("subsidies.commit_seed") && <CommitSeed told={told} />}{mayGive("subsidies.file_batch") && <Link href="/batches/new">{t("申报批次…", "File a batch…")}</Link>}</div>} />
      {done}
      <Filters label={t("商户代码", "Merchant's code")} text={values.merchant} onText={(merchant) => set({ merchant })} onClear={clear} any={any}>
        <Filter label={t("环节", "Stage")}><Choice label={t("环节", "Stage")} clear placeholder={t("任何", "Any")} value={stage} options={batchStageOptions()} onChange={(value) => set({ stage: value ?? "" })} /></Filter>
      </Filters>
      <p className="sentence" role="status">{said}</p>
      <Loaded query={query} rows={10}>{(page) => page.rows.length === 0
        ? <Empty title={t("没有批次。", "There is no batch.")}><p>{t("商户把已核销的申领单合成一批申报后，会出现在这里。", "What merchants file for payment appears here.")}</p></Empty>
        : <>
            <Rows wide name={said} rows={page.rows} rowKey={(row) => row.batch} columns={[
              { title: t("批次", "Batch"), head: true, render: (row) => <Link href={`/batches/${encodeURIComponent(row.batch)}`} data-row>{row.batch}</Link> },
              { title: t("商户", "Merchant"), render: (row) => <span className="clip" title={row.merchant}>{row.merchant_name}</span> },
              { title: t("地方", "Place"), render: (row) => places.name(row.place) },
              { title: t("环节", "Stage"), render: (row) => batchStageName(row.stage) },
              { title: t("申报日", "Filed"), render: (row) => row.filed },
              { title: t("件数", "Claims"), align: "right", render: (row) => row.claims },
              { title: t("待抽查", "To check"), align: "right", render: (row) => row.to_check },
              { title: t("补贴（元）", "Subsidy (yuan)"), align: "right", render: (row) => printedYuan(row.subsidy_fen) },
            ]} />
            <Pages next={page.next} here={next} pageAddress={pageAddress} count={page.rows.length} />
          </>}</Loaded>
    </>
  );
}
