// Making results public (边督边改公开): which cases of a batch; those that are signed off and have an approved text are picked.

import { useQuery } from "@tanstack/react-query";
import Checkbox from "antd/es/checkbox";
import { command } from "../api/client";
import { fetchCases, fetchDesk, type Batch, type CaseRow } from "../api/complaints";
import { caseStateName } from "../api/complaint_words";
import { today } from "../api/days";
import { t } from "../language";
import type { Told } from "../parts/command_form";
import { Text } from "../parts/controls";
import { Field, Form, useForm } from "../parts/form";
import { Empty, Entry, Loaded } from "../parts/page";

function Pick({ batch, rows, ready, close, told }: { batch: Batch; rows: CaseRow[]; ready: string[]; close: () => void; told: Told }) {
  const form = useForm<{ cases: string[]; day: string }>({
    initial: { cases: ready, day: today() },
    check: ({ cases }) => (cases.length > 0 ? {} : { cases: t("至少选一件", "Pick at least one case") }),
    async send({ cases, day }) {
      const { seq } = await command("complaints.disclose_batch", { campaign: batch.campaign, batch: batch.batch, day, cases });
      close();
      await told(<>{t(`第 ${batch.batch} 批公开 ${cases.length} 件：`, `Batch ${batch.batch}: ${cases.length} disclosed: `)}<Entry seq={seq} /></>);
    },
    fieldOf: ({ type }) => (/day_in_future/.test(type) ? "day" : /text_missing|outcome_missing|another_batch|unknown_case/.test(type) ? "cases" : undefined),
  });
  return (
    <Form form={form} action={t(`公开 ${form.values.cases.length} 件`, `Disclose ${form.values.cases.length}`)}>
      <Field name="cases" label={t("举报件", "Cases")} group hint={t("签批过、公开文本审定过的才能公开。没有选的以后随本批补充公开。", "Those signed off, with an approved text. The others are published later with the same batch.")}>
        {() => <Checkbox.Group className="checks" value={form.values.cases} onChange={(cases) => form.set("cases", cases as string[])} options={rows.map((row) => ({ value: row.id, label: `${row.id} · ${caseStateName(row.state)}` }))} />}
      </Field>
      <Field name="day" label={t("公开日期", "Day")}>{(wiring) => <Text wiring={wiring} type="date" width="middle" value={form.values.day} onChange={(day) => form.set("day", day)} />}</Field>
    </Form>
  );
}

async function candidates(batch: Batch): Promise<{ rows: CaseRow[]; ready: string[] }> {
  const ask = (state: string): ReturnType<typeof fetchCases> => fetchCases({ campaign: batch.campaign, batch: batch.batch, state, limit: 200 });
  const [complete, staged, reported, open, desk] = await Promise.all([ask("complete"), ask("staged"), ask("reported"), ask("handed_over"), fetchDesk()]);
  const ready = desk.groups.find(({ id }) => id === "to_disclose")?.rows.filter((row) => row.campaign === batch.campaign && row.batch === batch.batch).map(({ number }) => number) ?? [];
  const rows = [complete, staged, reported, open].flatMap(({ records }) => records);
  return { rows, ready: ready.filter((number) => rows.some(({ id }) => id === number)) };
}

export function DiscloseBatch({ batch, close, told }: { batch: Batch; close: () => void; told: Told }) {
  const query = useQuery({ queryKey: ["cases", "to-disclose", batch.campaign, batch.batch], queryFn: () => candidates(batch) });
  return <Loaded query={query} rows={6}>{({ rows, ready }) => rows.length === 0 ? <Empty title={t("这批没有可以公开的件。", "No case of this batch can be disclosed.")} /> : <Pick batch={batch} rows={rows} ready={ready} close={close} told={told} />}</Loaded>;
}
