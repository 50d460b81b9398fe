// Reconciliation (对账): claims against the ledger, and both against the bank's statement, difference by difference.

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api, take, type Schemas } from "../api/client";
import { useMay } from "../api/subsidy_rights";
import { printedYuan, t, useLanguage } from "../language";
import { Field, Form, useForm } from "../parts/form";
import { Empty, Head, Loaded, Opens, Section } from "../parts/page";
import { Rows } from "../parts/rows";

type Result = Schemas["Reconciliation"];
type Sums = Schemas["FundSums"];
interface Pair { fund: string; what: string; ours: number; theirs: number; with: string }

function pairsOf(sums: Sums, bank: boolean): Pair[] {
  const ledger = t("总账", "ledger");
  return [
    { fund: sums.fund, what: t("已给予", "Granted"), ours: sums.claims_granted_fen, theirs: sums.ledger_granted_fen, with: ledger },
    { fund: sums.fund, what: t("在银行", "With the bank"), ours: sums.claims_ordered_fen, theirs: sums.ledger_ordered_fen, with: ledger },
    { fund: sums.fund, what: t("已拨付", "Paid"), ours: sums.claims_paid_fen, theirs: sums.ledger_paid_fen, with: ledger },
    { fund: sums.fund, what: t("待追缴", "To be clawed back"), ours: sums.claims_to_claw_back_fen, theirs: sums.ledger_to_claw_back_fen, with: ledger },
    ...(bank ? [{ fund: sums.fund, what: t("到账的明细", "Lines paid"), ours: sums.lines_paid_fen, theirs: sums.bank_paid_fen, with: t("银行", "bank") }] : []),
  ];
}

function Tables({ result }: { result: Result }) {
  const title = t("逐项核对", "Side by side");
  return (
    <>
      <Section title={t("差异", "Differences")}>
        {result.differences.length === 0
          ? <p><span className="mark green"><span aria-hidden="true">●</span> {result.with_bank ? t("申领单、总账和银行三方一致。", "Claims, ledger and bank agree.") : t("申领单和总账一致。", "Claims and ledger agree.")}</span></p>
          : <ul className="findings">{result.differences.map((one) => <li key={`${one.kind} ${one.fund} ${one.order} ${one.line}`}><span className="mark red"><span aria-hidden="true">■</span> {t(one.zh, one.en)}</span></li>)}</ul>}
      </Section>
      <Section title={title}>
        <Rows name={title} rows={result.funds.flatMap((sums) => pairsOf(sums, result.with_bank))} rowKey={(row) => `${row.fund} ${row.what}`} columns={[
          { title: t("资金池", "Fund"), head: true, render: (row) => row.fund }, { title: t("项目", "What"), render: (row) => row.what },
          { title: t("申领单（元）", "Claims (yuan)"), align: "right", render: (row) => printedYuan(row.ours) }, { title: t("对方（元）", "Other side (yuan)"), align: "right", render: (row) => printedYuan(row.theirs) },
          { title: t("对方是", "Other side"), render: (row) => row.with },
          { title: t("相差（元）", "Difference (yuan)"), align: "right", render: (row) => row.ours === row.theirs ? "0.00" : <strong>{printedYuan(row.ours - row.theirs)}</strong> },
        ]} />
      </Section>
    </>
  );
}

function Statement({ close, took }: { close: () => void; took: (result: Result) => void }) {
  const [file, setFile] = useState<File>();
  const form = useForm({
    initial: { file: "" },
    check: () => (file ? {} : { file: t("选择银行对账单", "Choose the bank's statement") } as Partial<Record<"file", string>>),
    async send() {
      if (!file) return;
      took(await take(api.POST("/api/v1/reconciliation", { body: await file.text(), bodySerializer: (body) => body as string, headers: { "Content-Type": "text/csv" } })));
      close();
    },
    fieldOf: ({ status }) => (status === 422 ? "file" : undefined),
  });
  return (
    <Form form={form} action={t("核对", "Compare")}>
      <Field name="file" label={t("银行对账单（CSV）", "The bank's statement (CSV)")} hint={t("格式与银行回单相同。只核对，不登记。", "In the form of the bank's result. It is compared, not recorded.")}>
        {(wiring) => <input id={wiring.id} type="file" accept=".csv,text/csv" aria-describedby={wiring["aria-describedby"]} onChange={(event) => setFile(event.target.files?.[0])} />}
      </Field>
    </Form>
  );
}

export function Reconciliation() {
  useLanguage();
  const may = useMay();
  const [compared, setCompared] = useState<Result>();
  const query = useQuery({ queryKey: ["reconciliation"], queryFn: () => take(api.GET("/api/v1/reconciliation")) });
  return (
    <>
      <Head title={t("对账", "Reconciliation")} lead={t("申领单、总账、银行三方核对到分。", "Claims, ledger and bank, compared to the fen.")}
            actions={may("pay") && <Opens label={t("与银行对账单核对…", "Compare with the bank…")} title={t("与银行对账单核对", "Compare with the bank's statement")} primary>{(close) => <Statement close={close} took={setCompared} />}</Opens>} />
      {compared && <p role="status" className="done">{t("下面已与上传的银行对账单核对。", "Below, the bank's statement that you uploaded is compared too.")}</p>}
      {compared ? <Tables result={compared} /> : <Loaded query={query} rows={8}>{(result) => result.funds.length === 0 ? <Empty title={t("还没有资金池，没有可核对的。", "There is no fund, so nothing to compare.")} /> : <Tables result={result} />}</Loaded>}
    </>
  );
}
