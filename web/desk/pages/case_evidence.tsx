// Evidence (佐证): photographs from before and after side by side, documents below; uploading takes the file, then says which
// case has it.

import { useState } from "react";
import { command } from "../api/client";
import { evidenceAddress, upload, type CaseStory, type Evidence, type EvidenceStage } from "../api/complaints";
import { evidenceStageName, evidenceStageOptions } from "../api/complaint_words";
import { today } from "../api/days";
import { t } from "../language";
import type { Told } from "../parts/command_form";
import { Choice, Text } from "../parts/controls";
import { Field, Form, useForm } from "../parts/form";
import { Entry, Section } from "../parts/page";

const most = 20 << 20;
const size = (octets: number): string => octets < 1 << 20 ? `${Math.max(1, Math.round(octets / 1024))} KB` : `${(octets / (1 << 20)).toFixed(1)} MB`;

export function AttachEvidence({ one, close, told }: { one: CaseStory; close: () => void; told: Told }) {
  const [file, setFile] = useState<File>();
  const form = useForm<{ stage: EvidenceStage | undefined; file: string; day: string }>({
    initial: { stage: undefined, file: "", day: today() },
    check: ({ stage }) => ({
      ...(stage ? {} : { stage: t("选择阶段", "Choose the stage") }), ...(!file ? { file: t("选择文件", "Choose a file") } : file.size > most ? { file: t("文件超过 20 MB", "The file has more than 20 MB") } : {}),
    }),
    async send({ stage, day }) {
      if (!file) return;
      const kept = await upload(file);
      const { seq } = await command("complaints.attach_evidence", {
        campaign: one.campaign, number: one.number, day, stage, content: kept.digest, media_type: kept.media_type, size: kept.size, ...(kept.public_digest ? { public_copy: kept.public_digest } : {}),
      });
      close();
      await told(<>{t("佐证已上传：", "The evidence is attached: ")}<Entry seq={seq} />{kept.not_public && <> <span className="soft">{kept.not_public}</span></>}</>);
    },
    fieldOf: ({ status, type }) => ([413, 415].includes(status) || type.startsWith("evidence.") ? "file" : /day_in_future/.test(type) ? "day" : undefined),
  });
  return (
    <Form form={form} action={t("上传", "Upload")}>
      <Field name="stage" label={t("阶段", "Stage")}>{(wiring) => <Choice wiring={wiring} value={form.values.stage} options={evidenceStageOptions()} onChange={(value) => form.set("stage", value)} />}</Field>
      <Field name="file" label={t("文件", "File")} hint={t("照片（JPEG、PNG、HEIC）、PDF 或 MP4，至多 20 MB。公开的副本会去掉拍摄地点和时间。", "A photograph (JPEG, PNG, HEIC), PDF or MP4 of at most 20 MB. The public copy is made without place and time.")}>
        {(wiring) => <input id={wiring.id} type="file" accept="image/jpeg,image/png,image/heic,application/pdf,video/mp4" aria-describedby={wiring["aria-describedby"]} aria-invalid={wiring["aria-invalid"]} onChange={(event) => setFile(event.target.files?.[0])} />}
      </Field>
      <Field name="day" label={t("日期", "Day")}>{(wiring) => <Text wiring={wiring} type="date" width="middle" value={form.values.day} onChange={(value) => form.set("day", value)} />}</Field>
    </Form>
  );
}

function Piece({ piece }: { piece: Evidence }) {
  const what = t(`${evidenceStageName(piece.stage)}，${piece.day}`, `${evidenceStageName(piece.stage)}, ${piece.day}`);
  return (
    <figure>
      {piece.public_copy ? <img src={evidenceAddress(piece.public_copy)} alt={what} loading="lazy" /> : <p className="soft no-picture">{t("没有可以直接看的副本", "no copy to look at")}</p>}
      <figcaption>{what} <span className="soft">{piece.media_type.split("/")[1]?.toUpperCase()} {size(piece.size)}</span>{" "}<a href={evidenceAddress(piece.content)} target="_blank" rel="noreferrer" title={t("查看原件会记入审计", "Looking at the original is put on record")}>{t("原件", "original")}</a></figcaption>
    </figure>
  );
}

export function CaseEvidence({ one }: { one: CaseStory }) {
  if (one.evidence.length === 0) return null;
  const of = (stage: EvidenceStage): Evidence[] => one.evidence.filter((piece) => piece.stage === stage);
  const column = (stage: "before" | "after") => <div><h3>{evidenceStageName(stage)}</h3>{of(stage).length === 0 ? <p className="soft">{t("还没有。", "None yet.")}</p> : of(stage).map((piece) => <Piece key={piece.content} piece={piece} />)}</div>;
  return (
    <Section title={t("佐证", "Evidence")} lead={t("这里看的是去掉拍摄信息的副本；打开原件会记入审计。", "These are copies without the camera's data; opening an original is put on record.")}>
      <div className="side-by-side">{column("before")}{column("after")}</div>
      {of("document").length > 0 && <><h3>{evidenceStageName("document")}</h3>{of("document").map((piece) => <Piece key={piece.content} piece={piece} />)}</>}
    </Section>
  );
}
