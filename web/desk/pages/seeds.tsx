// Seeds of lots and spot checks (随机种子): drawn by the browser, told once, and put on record as a hash before anyone can
// know what they will draw. The lot itself is src/lots/lot.h; how to repeat it is said here.

import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";
import { useState } from "react";
import { command } from "../api/client";
import { today } from "../api/days";
import { t } from "../language";
import { Text } from "../parts/controls";
import type { Told } from "../parts/command_form";
import { Field, Form, useForm } from "../parts/form";
import { Entry, Once, Opens } from "../parts/page";

function Commit({ told }: { told: Told }) {
  const [seed] = useState(() => crypto.getRandomValues(new Uint8Array(32)));
  const [kept, setKept] = useState<string>();
  const form = useForm({
    initial: { name: "", purpose: "" },
    check: ({ name, purpose }) => ({
      ...(name.trim() ? {} : { name: t("给种子起个名字", "Name the seed") }), ...(purpose.trim() ? {} : { purpose: t("写明用途", "Say what it is for") }),
    }),
    async send({ name, purpose }) {
      const { seq } = await command("subsidies.commit_seed", { seed: name.trim(), commitment: bytesToHex(sha256(seed)), day: today(), purpose: purpose.trim() });
      setKept(name.trim());
      await told(<>{t(`种子 ${name.trim()} 的摘要已登记：`, `The hash of the seed ${name.trim()} is on record: `)}<Entry seq={seq} /></>);
    },
    fieldOf: ({ type }) => (type === "subsidies.name_taken" ? "name" : undefined),
  });
  if (kept)
    return (
      <div role="status">
        <p>{t(`种子 ${kept} 只显示这一次。抄下来锁好；摇号或抽样时要填写它，之前谁也不能看。`, `The seed ${kept} is shown only now. Write it down and lock it away: drawing asks for it, and nobody may see it before.`)}</p>
        <Once text={bytesToHex(seed)} label={t("种子", "Seed")} printable />
      </div>
    );
  return (
    <Form form={form} action={t("登记种子的摘要", "Put the seed's hash on record")}>
      <p>{t("先公开摘要，后公开种子，谁都能照样再抽一次，也就没有人能挑结果。", "The hash is public first, the seed afterwards: anyone can repeat the draw, so nobody can choose its outcome.")}</p>
      <Field name="name" label={t("名字", "Name")} hint={t("如 2025-06-抽查。", "Such as check-2025-06.")}>{(wiring) => <Text wiring={wiring} value={form.values.name} onChange={(value) => form.set("name", value)} code width="middle" />}</Field>
      <Field name="purpose" label={t("用途", "For what")}>{(wiring) => <Text wiring={wiring} value={form.values.purpose} onChange={(value) => form.set("purpose", value)} />}</Field>
    </Form>
  );
}

export const CommitSeed = ({ told }: { told: Told }) => <Opens label={t("登记种子…", "Commit to a seed…")} title={t("登记随机种子", "Commit to a seed")}>{() => <Commit told={told} />}</Opens>;

/// How anyone repeats a draw: the rank of one number, as a shell computes it.
export function HowToRepeat({ purpose, name, what }: { purpose: "lot" | "sample"; name: string; what: string }) {
  return (
    <div className="once">
      <p>{t(`谁都可以重做：对每个${what}的号码 n 算出下面的摘要，从小到大排，最小的几个就是抽中的。种子的 SHA-256 应等于事先登记的摘要。`,
            `Anyone can repeat it: compute the digest below for each ${what}'s number n; the lowest are drawn. The SHA-256 of the seed must be the hash that was on record before.`)}</p>
      <pre tabIndex={0} aria-label={t("重做的命令", "Command that repeats it")}>{`printf '%s' SEED_HEX | xxd -r -p | cat - <(printf '${purpose}\\0${name}\\0%d' N) | sha256sum`}</pre>
    </div>
  );
}
