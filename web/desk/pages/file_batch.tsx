// Filing a batch (申报批次): the sales of one merchant that wait, of one class of a fund; those picked are filed with their sum.

import { useQuery } from "@tanstack/react-query";
import Input from "antd/es/input";
import { Link, useLocation } from "wouter";
import { api, command, take } from "../api/client";
import { today } from "../api/days";
import { kindName } from "../api/subsidy_words";
import { className, classOptions } from "../api/words";
import { printedYuan, t, useLanguage } from "../language";
import { selectColumn, useSelected, type Selected } from "../parts/bulk";
import { Choice, Text } from "../parts/controls";
import { Field, Form, useForm } from "../parts/form";
import { Empty, Head, Loaded, Section } from "../parts/page";
import { Filter, Rows, useFilters } from "../parts/rows";

interface Row { id: string; class: string; kind: string; merchant: string; day: string; subsidy_fen: number }
const most = 500;

/// At most 500 sales of the merchant that wait to be filed, the oldest first.
async function waiting(merchant: string, cls: string): Promise<Row[]> {
  const rows: Row[] = [];
  for (let next: string | undefined = ""; next !== undefined && rows.length < most;) {
    const page: { records: unknown[]; next: string } = await take(api.GET("/api/v1/claims", { params: { query: { text: merchant, state: "redeemed", sort: "day", limit: 200, ...(cls ? { class: cls } : {}), ...(next ? { next } : {}) } } }));
    rows.push(...(page.records as Row[]).filter((row) => row.merchant === merchant));
    next = page.next || undefined;
  }
  return rows.slice(0, most);
}

function File({ merchant, rows, selected }: { merchant: string; rows: Row[]; selected: Selected }) {
  const [, go] = useLocation();
  const picked = rows.filter((row) => selected.has(row.id));
  const sum = picked.reduce((fen, row) => fen + row.subsidy_fen, 0);
  const form = useForm({
    initial: { batch: "", claims: "" },
    check: ({ batch }) => ({
      ...(batch.trim() ? {} : { batch: t("填写批次号", "Enter the batch's number") }), ...(picked.length > 0 ? {} : { claims: t("至少选一件", "Pick at least one claim") }),
    }),
    async send({ batch }) {
      await command("subsidies.file_batch", { batch: batch.trim(), merchant, day: today(), claims: picked.map((row) => Number(row.id.slice(1))), subsidy: sum });
      go(`/batches/${encodeURIComponent(batch.trim())}`);
    },
    fieldOf: ({ type }) => (type === "subsidies.name_taken" ? "batch" : undefined),
  });
  return (
    <Form form={form} action={t(`申报 ${picked.length} 件`, `File ${picked.length} claims`)}>
      <Field name="batch" label={t("批次号", "The batch's number")} hint={t("商户自己的编号，不能重复。", "The merchant's own; used once.")}>{(wiring) => <Text wiring={wiring} value={form.values.batch} onChange={(value) => form.set("batch", value)} code width="middle" />}</Field>
      <Field name="claims" label={t("选中的", "Picked")} group>{() => <p role="status">{t(`${picked.length} 件，补贴共 ${printedYuan(sum)} 元。`, `${picked.length} claims, ${printedYuan(sum)} yuan of subsidy.`)}</p>}</Field>
    </Form>
  );
}

function Sales({ merchant, cls }: { merchant: string; cls: string }) {
  const selected = useSelected();
  const query = useQuery({ queryKey: ["claims", "to_file", merchant, cls], queryFn: () => waiting(merchant, cls) });
  const name = t("等待申报的销售", "Sales that wait to be filed");
  return (
    <Loaded query={query} rows={8}>{(rows) => rows.length === 0
      ? <Empty title={t("这个商户没有等待申报的销售。", "No sale of this merchant waits to be filed.")}><p>{t("核对统一社会信用代码和类别。", "Check the credit code and the class.")}</p></Empty>
      : <>
          <File merchant={merchant} rows={rows} selected={selected} />
          <Section title={name} actions={<button type="button" className="quiet" onClick={() => selected.set(selected.keys.length === rows.length ? [] : rows.map((row) => row.id))}>{selected.keys.length === rows.length ? t("全不选", "Pick none") : t(`全选 ${rows.length} 件`, `Pick all ${rows.length}`)}</button>}>
            <Rows name={name} rows={rows} rowKey={(row) => row.id} columns={[
              selectColumn<Row>(selected, (row) => row.id),
              { title: t("申请编号", "Claim"), head: true, render: (row) => <Link href={`/claims/${row.id}`} data-row>{row.id}</Link> },
              { title: t("类别", "Class"), render: (row) => className(row.class) },
              { title: t("品类", "Kind"), render: (row) => kindName(row.kind) },
              { title: t("购买日期", "Bought"), render: (row) => row.day },
              { title: t("补贴（元）", "Subsidy (yuan)"), align: "right", render: (row) => printedYuan(row.subsidy_fen) },
            ]} />
          </Section>
        </>}</Loaded>
  );
}

const filters = ["merchant", "class"] as const;
export function FileBatch() {
  useLanguage();
  const { values, set } = useFilters(filters);
  return (
    <>
      <Head title={t("申报批次", "File a batch")} kicker={<Link href="/batches">{t("批次", "Batches")}</Link>} lead={t("一个商户、一个资金池，至多 500 件。", "Of one merchant and one fund, at most 500 claims.")} />
      <form role="search" className="filters" onSubmit={(event) => event.preventDefault()}>
        <label className="filter wide"><span>{t("统一社会信用代码", "Credit code")}</span><Input key={values.merchant} data-search className="code" defaultValue={values.merchant} autoComplete="off" maxLength={18}
          onPressEnter={(event) => set({ merchant: event.currentTarget.value.trim() })} onBlur={(event) => { if (event.target.value.trim() !== values.merchant) set({ merchant: event.target.value.trim() }); }} /></label>
        <Filter label={t("类别", "Class")}><Choice label={t("类别", "Class")} clear placeholder={t("任何", "Any")} value={values.class || undefined} options={classOptions()} onChange={(value) => set({ class: value ?? "" })} /></Filter>
      </form>
      {values.merchant ? <Sales key={`${values.merchant} ${values.class}`} merchant={values.merchant} cls={values.class} /> : <Empty title={t("填写商户的统一社会信用代码。", "Enter the merchant's credit code.")}><p><Link href="/merchants">{t("到商户里找", "Find it among the merchants")}</Link></p></Empty>}
    </>
  );
}
