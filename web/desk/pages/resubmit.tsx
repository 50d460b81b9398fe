// Resubmitting (补正): the corrected documents are named by what they hash to; the file itself stays with the office.

import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";
import { useState } from "react";
import { command } from "../api/client";
import { today } from "../api/days";
import { t } from "../language";
import type { Told } from "../parts/command_form";
import { Field, Form, useForm } from "../parts/form";
import { Entry } from "../parts/page";

export function Resubmit({ claim, close, told }: { claim: string; close: () => void; told: Told }) {
  const [digest, setDigest] = useState("");
  const form = useForm({
    initial: { evidence: "" },
    check: () => (digest ? {} : { evidence: t("选择补正后的材料", "Choose the corrected documents") } as Partial<Record<"evidence", string>>),
    async send() {
      const { seq } = await command("subsidies.resubmit", { claim: Number(claim.slice(1)), day: today(), evidence: digest });
      close();
      await told(<>{t("已登记补正：", "The correction was recorded: ")}<Entry seq={seq} /></>);
    },
  });
  return (
    <Form form={form} action={t("登记补正", "Record the correction")}>
      <Field name="evidence" label={t("补正后的材料", "The corrected documents")} hint={t("一个文件，如扫描件。文件不上传，只在日志里留下它的摘要；请自己存好。", "One file, such as a scan. It is not uploaded: the log keeps its digest. Keep the file.")}>
        {(wiring) => <input id={wiring.id} type="file" aria-describedby={wiring["aria-describedby"]} onChange={(event) => void event.target.files?.[0]?.arrayBuffer().then((octets) => setDigest(bytesToHex(sha256(new Uint8Array(octets)))))} />}
      </Field>
      {digest && <p>{t("摘要 ", "Digest ")}<code>{digest}</code></p>}
    </Form>
  );
}
