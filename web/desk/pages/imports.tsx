// Import (导入): a file of claims is uploaded and read; one sees its columns, its rows and their faults, confirms, and follows
// it. Rejected rows come back as a file with their reasons.

import { useQuery, useQueryClient } from "@tanstack/react-query";
import Button from "antd/es/button";
import { useState, type ReactNode } from "react";
import { Link, useLocation } from "wouter";
import { api, take, type Schemas } from "../api/client";
import { importStateName } from "../api/subsidy_words";
import { language, t, useLanguage } from "../language";
import { Text } from "../parts/controls";
import { Field, Form, useForm } from "../parts/form";
import { Head, Loaded, Section, Trouble } from "../parts/page";
import { Rows } from "../parts/rows";

type Import = Schemas["Import"];
const types: Record<string, string> = { csv: "text/csv", ndjson: "application/x-ndjson", jsonl: "application/x-ndjson", xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" };

export function Upload() {
  useLanguage();
  const [, go] = useLocation();
  const [file, setFile] = useState<File>();
  const form = useForm<{ file: string; sheet: string }>({
    initial: { file: "", sheet: "" },
    check: () => (!file ? { file: t("选择文件", "Choose a file") } : file.size > 64 << 20 ? { file: t("文件超过 64 MB；请分成几个", "The file has more than 64 MB; divide it") } : {}),
    async send({ sheet }) {
      if (!file) return;
      const type = types[file.name.split(".").pop()?.toLowerCase() ?? ""] ?? "application/octet-stream";
      const { id } = await take(api.POST("/api/v1/imports", {
        params: { query: { kind: "claims", name: file.name.slice(0, 200), ...(sheet.trim() ? { sheet: sheet.trim() } : {}) } },
        body: file as never, bodySerializer: (body) => body as unknown as BodyInit as never, headers: { "Content-Type": type },
      }));
      go(`/import/${id}`);
    },
    fieldOf: ({ status }) => ([400, 413, 415].includes(status) ? "file" : undefined),
  });
  return (
    <>
      <Head title={t("导入申领单", "Import claims")} lead={t("CSV、NDJSON 或 XLSX，至多 64 MB。先读一遍给你看，确认之后才登记；同一行再导入，什么也不变。", "CSV, NDJSON or XLSX of at most 64 MB. It is read first and shown; nothing is recorded before you confirm. The same row again changes nothing.")} />
      <Form form={form} action={t("上传并检查", "Upload and check")}>
        <Field name="file" label={t("文件", "File")} hint={t("第一行是列名，中文英文都认。", "The first row names the columns, in Chinese or English.")}>
          {(wiring) => <input id={wiring.id} type="file" accept=".csv,.ndjson,.jsonl,.xlsx" aria-describedby={wiring["aria-describedby"]} onChange={(event) => setFile(event.target.files?.[0])} />}
        </Field>
        <Field name="sheet" label={t("工作表", "Worksheet")} hint={t("只对 XLSX；不填就是第一张看得见的。", "Of a workbook; the first visible one if left empty.")} optional>{(wiring) => <Text wiring={wiring} value={form.values.sheet} onChange={(value) => form.set("sheet", value)} width="middle" />}</Field>
      </Form>
    </>
  );
}

const busy = (one: Import | undefined): boolean => one === undefined || one.state === "reading" || one.state === "running";

function Counts({ one }: { one: Import }) {
  const facts: [string, ReactNode][] = [
    [t("状态", "State"), <strong key="state">{importStateName(one.state)}</strong>], [t("行数", "Rows"), one.rows.toLocaleString("en")],
    ...(one.state === "preview" || one.state === "reading" ? [[t("格式有错", "Faulty in form"), one.rejected.toLocaleString("en")] as [string, ReactNode]] : [
      [t("已登记", "Accepted"), one.accepted.toLocaleString("en")], [t("以前登记过", "Accepted before"), one.repeated.toLocaleString("en")], [t("被拒", "Rejected"), one.rejected.toLocaleString("en")],
    ] as [string, ReactNode][]),
  ];
  return (
    <>
      {busy(one) && <progress max={Math.max(1, one.bytes_to_read)} value={one.bytes_read} aria-label={t("进度", "Progress")} />}
      <div role="status"><dl className="facts">{facts.map(([name, value]) => <div key={name}><dt>{name}</dt><dd>{value}</dd></div>)}</dl></div>
    </>
  );
}

function Preview({ one }: { one: Import }) {
  const faults = one.state === "preview" ? t("格式有错的行（前 20 行）", "Rows faulty in form (the first 20)") : t("被拒的行（前 20 行）", "Rejected rows (the first 20)");
  const mapping = t("列的对应", "Columns");
  return (
    <>
      {one.first.length > 0 && <Section title={faults}>
        <Rows name={faults} rows={one.first} rowKey={(row) => `${row.row} ${row.column} ${row.reason}`} columns={[
          { title: t("行", "Row"), head: true, align: "right", render: (row) => row.row }, { title: t("列", "Column"), render: (row) => row.column }, { title: t("原因", "Reason"), render: (row) => <span className="wrap">{row.reason}</span> },
        ]} />
        {one.rejected_file && <p className="pages"><a href={`${one.rejected_file}?lang=${language()}`} download>{t(`下载全部 ${one.rejected} 行，改好后可以直接再传`, `All ${one.rejected} rows as a file; corrected, it can be uploaded as it is`)}</a></p>}
      </Section>}
      {one.columns.length > 0 && <Section title={mapping} lead={t("对得不对，就改文件的列名再传。", "If one is wrong, rename the column in the file and upload it again.")}>
        <Rows name={mapping} rows={one.columns} rowKey={(row) => row.column} columns={[{ title: t("文件里的列", "Column of the file"), head: true, render: (row) => row.column }, { title: t("作为", "Taken for"), render: (row) => row.field ? <code>{row.field}</code> : <span className="soft">{t("不用", "not used")}</span> }]} />
      </Section>}
    </>
  );
}

function Actions({ one, gone }: { one: Import; gone: () => void }) {
  const client = useQueryClient();
  const [failed, setFailed] = useState<unknown>();
  const at = { params: { path: { id: one.id } } };
  async function press(what: () => Promise<Import | undefined>): Promise<void> {
    setFailed(undefined);
    try {
      const next = await what();
      if (!next) return gone();
      client.setQueryData(["import", one.id], next);
    } catch (error) {
      setFailed(error);
    }
  }
  const stop = (): Promise<void> => press(async () => (await take(api.DELETE("/api/v1/imports/{id}", at))) || undefined);
  const good = one.rows - one.rejected;
  return (
    <>
      <div className="actions">
        {one.state === "preview" && <Button type="primary" disabled={good === 0} onClick={() => void press(() => take(api.POST("/api/v1/imports/{id}/confirm", at)))}>{t(`确认，导入 ${good.toLocaleString("en")} 行`, `Confirm: import ${good.toLocaleString("en")} rows`)}</Button>}
        {busy(one) ? <Button danger onClick={() => void stop()}>{t("停止", "Stop")}</Button> : one.state === "preview" ? <Button onClick={() => void stop()}>{t("不导入", "Do not import it")}</Button> : <Link href="/import">{t("再导入一个文件", "Import another file")}</Link>}
      </div>
      {one.state === "stopped" && <p>{t("已经登记的留下；同一文件再导入，从没有登记的接着来。", "What was accepted stays; the same file again goes on where this one stopped.")}</p>}
      {failed !== undefined && <Trouble error={failed} />}
    </>
  );
}

export function ImportPage({ params }: { params: Record<string, string | undefined> }) {
  useLanguage();
  const [, go] = useLocation();
  const id = params["id"] ?? "";
  const query = useQuery({ queryKey: ["import", id], queryFn: () => take(api.GET("/api/v1/imports/{id}", { params: { path: { id } } })), refetchInterval: ({ state }) => (busy(state.data) ? 1000 : false) });
  return (
    <>
      <Head title={query.data?.name ?? t("导入", "Import")} kicker={<Link href="/import">{t("导入申领单", "Import claims")}</Link>} />
      <Loaded query={query} rows={8}>{(one) => (
        <><Counts one={one} />{one.failure && <p className="note">{one.failure}</p>}<Actions one={one} gone={() => go("/import")} /><Preview one={one} /></>
      )}</Loaded>
    </>
  );
}
