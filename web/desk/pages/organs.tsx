// Organs (机关): those that have accounts, and registering one.

import { useState, type ReactNode } from "react";
import { Link } from "wouter";
import { command } from "../api/client";
import { useOrgans, usePlaces } from "../api/queries";
import { may, useSession } from "../api/session";
import { t, useLanguage } from "../language";
import { Choice, Text } from "../parts/controls";
import { Field, Form, useForm } from "../parts/form";
import { Done, Empty, Entry, Head, Loaded, Opens, useRenew } from "../parts/page";
import { Rows } from "../parts/rows";

function Register({ close, told }: { close: () => void; told: (what: ReactNode) => Promise<void> }) {
  const places = usePlaces();
  const form = useForm<{ organ: string; name_zh: string; name_en: string; place: number | undefined }>({
    initial: { organ: "", name_zh: "", name_en: "", place: undefined },
    check: (values) => ({
      ...(values.organ.trim() ? {} : { organ: t("填写机关编号", "Enter the organ's code") }),
      ...(values.name_zh.trim() ? {} : { name_zh: t("填写中文名称", "Enter the Chinese name") }),
      ...(values.name_en.trim() ? {} : { name_en: t("填写英文名称", "Enter the English name") }),
      ...(values.place ? {} : { place: t("选择地方", "Choose a place") }),
    }),
    async send(values) {
      const { seq } = await command("access.register_organ", { organ: values.organ.trim(), name_zh: values.name_zh.trim(), name_en: values.name_en.trim(), place: values.place ?? 0 });
      close();
      await told(<>{t(`已登记${values.name_zh.trim()}：`, `Registered ${values.name_en.trim()}: `)}<Entry seq={seq} /></>);
    },
    fieldOf: ({ type }) => (["access.not_a_name", "access.already_registered"].includes(type) ? "organ" : type === "access.unknown_place" ? "place" : undefined),
  });
  return (
    <Form form={form} action={t("登记机关", "Register the organ")}>
      <Field name="organ" label={t("机关编号", "Code")} hint={t("2 至 40 个小写字母、数字或 . _ -，字母开头；登记后不能改。", "2 to 40 lower-case letters, digits or . _ - beginning with a letter; never changed afterwards.")}>{(wiring) => <Text wiring={wiring} value={form.values.organ} onChange={(value) => form.set("organ", value)} code width="middle" />}</Field>
      <Field name="name_zh" label={t("中文名称", "Chinese name")}>{(wiring) => <Text wiring={wiring} value={form.values.name_zh} onChange={(value) => form.set("name_zh", value)} />}</Field>
      <Field name="name_en" label={t("英文名称", "English name")}>{(wiring) => <Text wiring={wiring} value={form.values.name_en} onChange={(value) => form.set("name_en", value)} />}</Field>
      <Field name="place" label={t("地方", "Place")} hint={t("机关管辖的地方。", "The place that it answers for.")}>{(wiring) => <Choice wiring={wiring} value={form.values.place} options={places.options} onChange={(value) => form.set("place", value)} />}</Field>
    </Form>
  );
}

export function Organs() {
  useLanguage();
  const organs = useOrgans();
  const places = usePlaces();
  const session = useSession();
  const renew = useRenew();
  const [done, setDone] = useState<ReactNode>();
  const told = async (what: ReactNode): Promise<void> => { setDone(what); await renew("organs"); };
  return (
    <>
      <Head title={t("机关", "Organs")} actions={may(session, "administer") && <Opens label={t("登记机关", "Register an organ")} primary>{(close) => <Register close={close} told={told} />}</Opens>} />
      <Done>{done}</Done>
      <Loaded query={organs.query}>{({ rows }) => rows.length === 0
        ? <Empty title={t("还没有登记机关。", "No organ is registered yet.")}><p>{t("账号都属于一个机关，所以先登记机关。", "Every account belongs to an organ, so register one first.")}</p></Empty>
        : <Rows name={t("机关", "Organs")} rows={rows} rowKey={(row) => row.organ} columns={[
            { title: t("名称", "Name"), head: true, render: (row) => t(row.name_zh, row.name_en) },
            { title: t("英文名称", "Chinese name"), render: (row) => <span lang={t("en", "zh-CN")}>{t(row.name_en, row.name_zh)}</span> },
            { title: t("编号", "Code"), render: (row) => <code>{row.organ}</code> },
            { title: t("地方", "Place"), render: (row) => places.name(row.place) },
            { title: t("账号", "Accounts"), render: (row) => <Link href={`/accounts?organ=${encodeURIComponent(row.organ)}`} data-row>{t("看账号", "See accounts")}<span className="unseen"> {t(row.name_zh, row.name_en)}</span></Link> },
          ]} />}</Loaded>
    </>
  );
}
