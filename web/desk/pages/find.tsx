// Finding a person (查找个人) by identity number; exporting what is held; requesting its erasure.

import Button from "antd/es/button";
import { useState, type ReactNode } from "react";
import { api, command, take, type Schemas } from "../api/client";
import { may, useSession } from "../api/session";
import { language, t, useLanguage } from "../language";
import { Text } from "../parts/controls";
import { Field, Form, useForm } from "../parts/form";
import { Done, Empty, Entry, Head, Opens, useRenew } from "../parts/page";
import { Reasoned } from "./account_forms";

export const pseudonym = (subject: string): string => `${subject.slice(0, 8)}…${subject.slice(-4)}`;

function Person({ person, told }: { person: Schemas["FoundPerson"]; told: (what: ReactNode) => Promise<void> }) {
  const session = useSession();
  return (
    <article className="person" aria-label={t(`个人 ${pseudonym(person.subject)}`, `Person ${pseudonym(person.subject)}`)}>
      <dl className="facts">
        <div><dt>{t("个人代号", "Pseudonym")}</dt><dd><code title={person.subject}>{pseudonym(person.subject)}</code></dd></div>
        <div><dt>{t("保管的文件", "Documents held")}</dt><dd>{t(`${person.documents} 份`, String(person.documents))}</dd></div>
      </dl>
      <div className="actions">
        <Button href={`/api/v1/people/${person.subject}/export?lang=${language()}`} download>{t("导出保管的全部内容", "Export all that is held")}</Button>
        {may(session, "request_erasure") && (
          <Opens label={t("申请删除…", "Request erasure…")} title={t("申请删除个人信息", "Request an erasure")} danger>{(close) => (
            <Reasoned danger action={t("提出申请", "Send the request")} close={close}
                      lead={t(`要由另一个人批准。批准后，保管的 ${person.documents} 份文件永远读不出来；日志里的数字不变。`, `Another person must approve it. Then the ${person.documents} documents held can never be read again; the figures in the log stay.`)}
                      send={async (reason) => { const { seq } = await command("access.request_erasure", { subject: person.subject, reason }); await told(<>{t("删除申请已提出，等另一人批准：", "The erasure was requested and waits for another person: ")}<Entry seq={seq} /></>); }} />)}</Opens>)}
      </div>
      <p className="soft">{t("导出也记入审计。", "The export is recorded too.")}</p>
    </article>
  );
}

export function Find() {
  useLanguage();
  const renew = useRenew();
  const [found, setFound] = useState<Schemas["FoundPerson"][]>();
  const [done, setDone] = useState<ReactNode>();
  const form = useForm({
    initial: { value: "" },
    check: ({ value }) => (value.trim() ? {} : { value: t("填写身份证号", "Enter the identity number") }),
    async send({ value }) {
      setFound(undefined);
      setDone(undefined);
      setFound((await take(api.POST("/api/v1/people/find", { body: { kind: "identity", value: value.replace(/\s/g, "") } }))).subjects);
    },
    fieldOf: ({ status }) => (status === 422 ? "value" : undefined),
  });
  const told = async (what: ReactNode): Promise<void> => { setDone(what); await renew("erasures"); };
  return (
    <>
      <Head title={t("查找个人", "Find a person")} lead={t("有人来问“你们有我什么信息”时用。每次查找都记入审计。", "For when someone asks what the city holds about them. Every search is recorded in the audit trail.")} />
      <Form form={form} action={t("查找", "Find")}>
        <Field name="value" label={t("身份证号", "Identity number")}>
          {(wiring) => <Text wiring={wiring} value={form.values.value} onChange={(value) => form.set("value", value)} code width="middle" />}
        </Field>
      </Form>
      <Done>{done}</Done>
      <div role="status">
        {found && (found.length === 0
          ? <Empty title={t("没有保管这个人的信息。", "Nothing is held about this person.")}><p>{t("或者已经删除，或者号码抄错了。", "Or it was erased, or the number is mistyped.")}</p></Empty>
          : <h2>{t(`找到 ${found.length} 人`, found.length === 1 ? "1 person found" : `${found.length} people found`)}</h2>)}
      </div>
      {found?.map((person) => <Person key={person.subject} person={person} told={told} />)}
    </>
  );
}
