// The forms of an account's page (账号表单).

import Checkbox from "antd/es/checkbox";
import { useState, type ReactNode } from "react";
import { api, command, take, type Schemas } from "../api/client";
import { useAccess, usePlaces } from "../api/queries";
import { programmeName, programmeOptions, roleName, roleOptions } from "../api/words";
import { named, printedInstant, t } from "../language";
import { Choice, LongText, Text } from "../parts/controls";
import { Field, Form, useForm } from "../parts/form";
import { Entry, Once } from "../parts/page";

type Told = (what: ReactNode) => Promise<void>;

/// Asks once more before something is done.
export function Confirm({ action, lead, danger, close, send }: { action: string; lead: string; danger?: boolean; close: () => void; send: () => Promise<void> }) {
  const form = useForm({ initial: {}, async send() { await send(); close(); } });
  return <Form form={form} action={action} danger={danger ?? false}><p>{lead}</p></Form>;
}

/// Something that needs a reason.
export function Reasoned({ action, lead, danger, close, send, hint }: {
  action: string; lead?: string; danger?: boolean; hint?: string; close: () => void; send: (reason: string) => Promise<void>;
}) {
  const form = useForm({
    initial: { reason: "" },
    check: ({ reason }) => (reason.trim() ? {} : { reason: t("写明理由", "Give a reason") }),
    async send({ reason }) { await send(reason.trim()); close(); },
    fieldOf: ({ type }) => (type.includes("reason") ? "reason" : undefined),
  });
  return (
    <Form form={form} action={action} danger={danger ?? false}>
      {lead && <p>{lead}</p>}
      <Field name="reason" label={t("理由", "Reason")} hint={hint ?? t("会记在公开的日志里，不要写个人信息。", "It is kept in the public log: no personal data.")}>
        {(wiring) => <LongText wiring={wiring} value={form.values.reason} onChange={(value) => form.set("reason", value)} />}
      </Field>
    </Form>
  );
}

export function Grant({ account, close, told }: { account: string; close: () => void; told: Told }) {
  const places = usePlaces();
  const form = useForm<{ role: Schemas["Role"] | undefined; programme: Schemas["Programme"] | undefined; place: number | undefined }>({
    initial: { role: undefined, programme: undefined, place: undefined },
    check: (values) => ({
      ...(values.role ? {} : { role: t("选择角色", "Choose a role") }),
      ...(values.programme ? {} : { programme: t("选择专项", "Choose a programme") }),
      ...(values.place ? {} : { place: t("选择地方", "Choose a place") }),
    }),
    async send({ role, programme, place }) {
      if (!role || !programme || !place) return;
      const { seq } = await command("access.grant_role", { account, role, programme, place });
      close();
      await told(<>{t(`已授予 ${roleName(role)} · ${programmeName(programme)} · ${places.name(place)}：`, `Granted ${roleName(role)} · ${programmeName(programme)} · ${places.name(place)}: `)}<Entry seq={seq} /></>);
    },
  });
  return (
    <Form form={form} action={t("授予角色", "Grant the role")}>
      <Field name="role" label={t("角色", "Role")}>{(wiring) => <Choice wiring={wiring} value={form.values.role} options={roleOptions()} onChange={(value) => form.set("role", value)} />}</Field>
      <Field name="programme" label={t("专项", "Programme")}>{(wiring) => <Choice wiring={wiring} value={form.values.programme} options={programmeOptions()} onChange={(value) => form.set("programme", value)} />}</Field>
      <Field name="place" label={t("地方", "Place")} hint={t("连同它的下级。", "With all below it.")}>{(wiring) => <Choice wiring={wiring} value={form.values.place} options={places.options} onChange={(value) => form.set("place", value)} />}</Field>
    </Form>
  );
}

export function Invite({ account }: { account: string }) {
  const [made, setMade] = useState<{ code: string; expires_at: string }>();
  const form = useForm({
    initial: {},
    send: async () => setMade(await take(api.POST("/api/v1/accounts/{account}/invitation", { params: { path: { account } } }))),
  });
  if (made)
    return (
      <div role="status">
        <p>{t(`把链接交给本人，${printedInstant(made.expires_at)} 前有效，只能用一次。关闭后不再显示。`, `Hand the link to the person; it works once, until ${printedInstant(made.expires_at)}. It is not shown again after this.`)}</p>
        <Once text={`${location.origin}/desk/invitation#${made.code}`} label={t("邀请链接", "Invitation link")} />
        <p className="soft">{t("只有邀请码：", "The code alone: ")}<code>{made.code}</code></p>
      </div>
    );
  return (
    <Form form={form} action={t("生成邀请链接", "Make an invitation link")}>
      <p>{t("本人用链接设定口令。链接 24 小时内有效，只显示一次；当面、电话或内部即时通信交给本人，不要发群里。", "The person sets a password with the link. It works for 24 hours and is shown once: hand it over in person, by phone or a private message, never in a group.")}</p>
    </Form>
  );
}

const inOneYear = (): string => { const day = new Date(); day.setFullYear(day.getFullYear() + 1); return day.toISOString().slice(0, 10); };

export function NewKey({ account, told }: { account: string; told: Told }) {
  const access = useAccess();
  const [made, setMade] = useState<{ key: string; secret: string }>();
  const form = useForm<{ scopes: string[]; until: string }>({
    initial: { scopes: [], until: inOneYear() },
    check: (values) => ({
      ...(values.scopes.length > 0 ? {} : { scopes: t("至少选一个范围", "Choose at least one scope") }),
      ...(/^\d{4}-\d{2}-\d{2}$/.test(values.until) ? {} : { until: t("填写到期日，如 2026-06-30", "Enter the last day, such as 2026-06-30") }),
    }),
    async send(body) {
      setMade(await take(api.POST("/api/v1/accounts/{account}/keys", { params: { path: { account } }, body })));
      await told(t("密钥已建立。", "The key was made."));
    },
    fieldOf: ({ type }) => (type === "access.key_ends_in_past" ? "until" : type === "access.unknown_scope" ? "scopes" : undefined),
  });
  if (made)
    return (
      <div role="status">
        <p>{t(`密钥 ${made.key} 的秘密只显示这一次。放进程序的配置，不要放进代码或聊天里。`, `The secret of key ${made.key} is shown only now. Put it into the program's configuration, never into code or chats.`)}</p>
        <Once text={made.secret} label={t("密钥的秘密", "The key's secret")} />
      </div>
    );
  const scopes = access.data?.scopes ?? [];
  return (
    <Form form={form} action={t("新建密钥", "Make the key")}>
      <Field name="scopes" label={t("范围", "Scopes")} hint={t("只选用得着的。", "Only what it needs.")} group>
        {() => <Checkbox.Group className="checks" value={form.values.scopes} onChange={(value) => form.set("scopes", value as string[])}
                               options={scopes.map((one) => ({ value: one.scope, label: <>{named(one)} <code>{one.scope}</code></> }))} />}
      </Field>
      <Field name="until" label={t("最后一天", "Last day")}>{(wiring) => <Text wiring={wiring} type="date" value={form.values.until} onChange={(value) => form.set("until", value)} width="middle" />}</Field>
    </Form>
  );
}

export function Link({ account, close, told }: { account: string; close: () => void; told: Told }) {
  const form = useForm({
    initial: { issuer: "", subject: "" },
    check: (values) => ({
      ...(/^https?:\/\/\S+$/.test(values.issuer.trim()) ? {} : { issuer: t("填写提供方的地址，以 https:// 开头", "Enter the provider's address, beginning with https://") }),
      ...(values.subject.trim() ? {} : { subject: t("填写身份标识", "Enter the subject") }),
    }),
    async send(values) {
      await take(api.PUT("/api/v1/accounts/{account}/providers", { params: { path: { account } }, body: { issuer: values.issuer.trim(), subject: values.subject.trim() } }));
      close();
      await told(t("身份已关联。", "The identity was linked."));
    },
  });
  return (
    <Form form={form} action={t("关联", "Link")}>
      <Field name="issuer" label={t("提供方地址", "Provider's address")} hint={t("OpenID 的 issuer。", "The issuer in OpenID.")}>{(wiring) => <Text wiring={wiring} value={form.values.issuer} onChange={(value) => form.set("issuer", value)} code />}</Field>
      <Field name="subject" label={t("身份标识", "Subject")} hint={t("提供方给这个人的编号（sub）。", "The provider's own name for the person (sub).")}>{(wiring) => <Text wiring={wiring} value={form.values.subject} onChange={(value) => form.set("subject", value)} code />}</Field>
    </Form>
  );
}
