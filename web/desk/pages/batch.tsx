// One batch (批次): its claims, the drawn sample, and the steps that its stage allows.

import { useQuery } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { Link } from "wouter";
import { api, command, take, type Schemas } from "../api/client";
import { may, useSession } from "../api/session";
import { batchStageName, holdReasonOptions, type HoldReason } from "../api/words";
import { printedYuan, t, useLanguage } from "../language";
import { Choice, LongText, Text } from "../parts/controls";
import { Field, Form, useForm } from "../parts/form";
import { Done, Entry, Head, Loaded, Opens, Section, useRenew } from "../parts/page";
import { Rows } from "../parts/rows";
import { todayInChina } from "./claim_moves";
import { HowToRepeat } from "./seeds";

type File = Schemas["BatchFile"];
type Told = (what: ReactNode) => Promise<void>;

function Step({ file, type, name, close, told, hold, sample }: { file: File; type: Schemas["Command"]["type"]; name: string; close: () => void; told: Told; hold?: boolean; sample?: boolean }) {
  const form = useForm<{ note: string; reason: HoldReason | undefined; seed_name: string; seed: string; size: string }>({
    initial: { note: "", reason: undefined, seed_name: "", seed: "", size: "5" },
    check: (values) => ({
      ...(hold && !values.reason ? { reason: t("选择暂缓原因", "Choose the reason") } : {}),
      ...(sample && !/^[0-9a-f]{64}$/i.test(values.seed.trim()) ? { seed: t("种子是 64 位十六进制数字", "The seed has 64 hexadecimal digits") } : {}),
      ...(sample && !values.seed_name.trim() ? { seed_name: t("填写登记承诺时的名称", "Name the seed as it was put on record") } : {}),
      ...(sample && !/^[1-9]\d*$/.test(values.size) ? { size: t("填写抽查件数", "Enter how many claims to check") } : {}),
    }),
    async send(values) {
      const data: Record<string, unknown> = { batch: file.batch, day: todayInChina() };
      if (hold) Object.assign(data, { reason: values.reason, note: values.note.trim() });
      if (type === "subsidies.release_batch") data["note"] = values.note.trim();
      if (sample) Object.assign(data, { seed_name: values.seed_name.trim(), seed: values.seed.trim().toLowerCase(), size: Number(values.size) });
      const { seq } = await command(type, data);
      close();
      await told(<>{name}{t("：已办理，", ": done, ")}<Entry seq={seq} /></>);
    },
    fieldOf: ({ type: refused }) => (/seed/.test(refused) ? (refused.includes("not_the_committed") ? "seed" : "seed_name") : undefined),
  });
  return (
    <Form form={form} action={name} danger={hold ?? false}>
      {hold && <Field name="reason" label={t("原因", "Reason")}>{(wiring) => <Choice wiring={wiring} value={form.values.reason} options={holdReasonOptions()} onChange={(value) => form.set("reason", value)} />}</Field>}
      {(hold || type === "subsidies.release_batch") && <Field name="note" label={t("说明", "Note")} optional>{(wiring) => <LongText wiring={wiring} value={form.values.note} onChange={(value) => form.set("note", value)} />}</Field>}
      {sample && <>
        <p>{t("公布事先承诺的种子，样本由它决定，任何人都能重算：申领单 n 的次序是 SHA-256(种子 ‖ “sample” ‖ 0 ‖ 批次 ‖ 0 ‖ n)，取最小的几件。", "Shows the seed that was committed to; it decides the sample, and anyone can repeat it: claim n ranks by SHA-256(seed ‖ “sample” ‖ 0 ‖ batch ‖ 0 ‖ n), the lowest are drawn.")}</p>
        <Field name="seed_name" label={t("种子名称", "Name of the seed")}>{(wiring) => <Text wiring={wiring} code value={form.values.seed_name} onChange={(value) => form.set("seed_name", value)} />}</Field>
        <Field name="seed" label={t("种子", "Seed")}>{(wiring) => <Text wiring={wiring} code value={form.values.seed} onChange={(value) => form.set("seed", value)} />}</Field>
        <Field name="size" label={t("抽查件数", "Claims to check")}>{(wiring) => <Text wiring={wiring} width="short" inputMode="numeric" value={form.values.size} onChange={(value) => form.set("size", value)} />}</Field>
      </>}
    </Form>
  );
}

function Check({ claim, close, told }: { claim: string; close: () => void; told: Told }) {
  const form = useForm<{ passed: "yes" | "no" | undefined; reason: HoldReason | undefined; note: string }>({
    initial: { passed: undefined, reason: undefined, note: "" },
    check: (values) => ({
      ...(values.passed ? {} : { passed: t("选择结果", "Choose the result") }),
      ...(values.passed === "no" && !values.reason ? { reason: t("选择原因", "Choose the reason") } : {}),
    }),
    async send(values) {
      const { seq } = await command("subsidies.record_check", { claim: Number(claim.slice(1)), day: todayInChina(), passed: values.passed === "yes", reason: values.reason ?? "other", note: values.note.trim() });
      close();
      await told(<>{claim}{t("：抽查结果已登记，", ": the check is on record, ")}<Entry seq={seq} /></>);
    },
  });
  return (
    <Form form={form} action={t("登记抽查结果", "Record the check")}>
      <Field name="passed" label={t("结果", "Result")}>{(wiring) => <Choice wiring={wiring} value={form.values.passed} options={[{ value: "yes" as const, label: t("符合", "passed") }, { value: "no" as const, label: t("不符合，暂缓", "failed: held") }]} onChange={(value) => form.set("passed", value)} />}</Field>
      {form.values.passed === "no" && <Field name="reason" label={t("原因", "Reason")}>{(wiring) => <Choice wiring={wiring} value={form.values.reason} options={holdReasonOptions()} onChange={(value) => form.set("reason", value)} />}</Field>}
      <Field name="note" label={t("说明", "Note")} optional>{(wiring) => <LongText wiring={wiring} value={form.values.note} onChange={(value) => form.set("note", value)} />}</Field>
    </Form>
  );
}

function Steps({ file, told }: { file: File; told: Told }) {
  const session = useSession();
  const reviews = may(session, "review"), passes = may(session, "second_review");
  const is = (...stages: File["stage"][]): boolean => stages.includes(file.stage);
  const open = (type: Schemas["Command"]["type"], name: string, more: { hold?: boolean; sample?: boolean; primary?: boolean } = {}) => (
    <Opens key={type} label={`${name}…`} title={`${name} · ${file.batch}`} danger={more.hold ?? false} primary={more.primary ?? false}>
      {(close) => <Step file={file} type={type} name={name} close={close} told={told} hold={more.hold ?? false} sample={more.sample ?? false} />}
    </Opens>
  );
  return (
    <div className="actions" data-moves>
      {reviews && is("filed") && open("subsidies.review_batch", t("审核通过", "Review"), { primary: true })}
      {reviews && is("reviewed") && open("subsidies.draw_sample", t("抽取样本", "Draw the sample"), { sample: true, primary: true })}
      {passes && is("sampled") && file.to_check === 0 && open("subsidies.pass_batch", t("批次通过", "Pass the batch"), { primary: true })}
      {reviews && is("filed", "reviewed", "sampled", "passed", "on_notice") && open("subsidies.hold_batch", t("整批暂缓", "Hold the batch"), { hold: true })}
      {passes && is("held") && open("subsidies.release_batch", t("解除暂缓", "Release"), { primary: true })}
    </div>
  );
}

export function Batch({ params }: { params: Record<string, string | undefined> }) {
  useLanguage();
  const id = decodeURIComponent(params["batch"] ?? "");
  const renew = useRenew();
  const reviews = may(useSession(), "review");
  const [done, setDone] = useState<ReactNode>();
  const query = useQuery({ queryKey: ["batch", id], queryFn: () => take(api.GET("/api/v1/batches/{batch}", { params: { path: { batch: id } } })) });
  const told: Told = async (what) => { setDone(what); await renew("batch", "batches", "queue", "queues"); };
  return (
    <>
      <Head title={id} kicker={<Link href="/batches">{t("商户批次", "Batches")}</Link>}
            lead={query.data && `${query.data.merchant_name} · ${batchStageName(query.data.stage)}`} />
      <Done>{done}</Done>
      <Loaded query={query} rows={10}>{(file) => (
        <>
          <Steps file={file} told={told} />
          <dl className="facts">
            <div><dt>{t("商户", "Merchant")}</dt><dd><Link href={`/merchants/${file.merchant}`}>{file.merchant_name}</Link></dd></div>
            <div><dt>{t("资金池", "Fund")}</dt><dd>{file.fund}</dd></div>
            <div><dt>{t("申报日", "Filed")}</dt><dd>{file.filed}</dd></div>
            <div><dt>{t("件数", "Claims")}</dt><dd>{file.claims}</dd></div>
            <div><dt>{t("补贴（元）", "Subsidy (yuan)")}</dt><dd>{printedYuan(file.subsidy_fen)}</dd></div>
            <div><dt>{t("待抽查", "To check")}</dt><dd>{file.to_check}</dd></div>
            {file.reviewed_by && <div><dt>{t("审核人", "Reviewed by")}</dt><dd>{file.reviewed_by}</dd></div>}
            {file.notice && <div><dt>{t("公示", "Notice")}</dt><dd>{file.notice}</dd></div>}
          </dl>
          <Section title={t("批内申领单", "Its claims")}>
            <Rows wide name={t("批内申领单", "Its claims")} rows={file.claim_rows} rowKey={(row) => row.claim} columns={[
              { title: t("编号", "Claim"), head: true, render: (row) => <Link href={`/claims/${row.claim}`} data-row>{row.claim}</Link> },
              { title: t("日期", "Day"), render: (row) => row.day },
              { title: t("价格（元）", "Price (yuan)"), align: "right", render: (row) => printedYuan(row.price_fen) },
              { title: t("补贴（元）", "Subsidy (yuan)"), align: "right", render: (row) => printedYuan(row.subsidy_fen) },
              { title: t("抽查", "Spot check"), render: (row) => row.to_check && (reviews
                ? <Opens label={t("登记结果…", "Record…")} title={row.claim}>{(close) => <Check claim={row.claim} close={close} told={told} />}</Opens>
                : t("待抽查", "to check")) },
            ]} />
          </Section>
          {!["filed", "reviewed"].includes(file.stage) && <Section title={t("抽样可以重做", "The sample can be repeated")}><HowToRepeat purpose="sample" name={file.batch} what={t("申领单", "claim")} /></Section>}
        </>
      )}</Loaded>
    </>
  );
}
