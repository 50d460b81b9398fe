// My account (我的账号): password, second factor, where I am signed in.

import { useQuery } from "@tanstack/react-query";
import Button from "antd/es/button";
import QRCode from "antd/es/qr-code";
import { useEffect, useState } from "react";
import { api, take, type Schemas } from "../api/client";
import { useRefreshSession, useSession } from "../api/session";
import { printedInstant, t, useLanguage } from "../language";
import { Secret, Text } from "../parts/controls";
import { Field, Form, useForm } from "../parts/form";
import { Done, Head, Loaded, Once, Opens, Section, Trouble, useRenew } from "../parts/page";
import { Rows } from "../parts/rows";

function Password() {
  const renew = useRenew();
  const refresh = useRefreshSession();
  const [done, setDone] = useState(false);
  const form = useForm({
    initial: { current: "", password: "" },
    check: (values) => ({
      ...(values.current ? {} : { current: t("填写现在的口令", "Enter your present password") }),
      ...(values.password ? {} : { password: t("填写新口令", "Enter a new password") }),
    }),
    async send(values) {
      setDone(false);
      await take(api.POST("/api/v1/password", { body: values }));
      form.reset();
      setDone(true);
      await refresh(); // the session is a new one
      await renew("sessions");
    },
    fieldOf: ({ type }) => (["password.weak", "password.same"].includes(type) ? "password" : type === "password.wrong" || type === "signin.failed" ? "current" : undefined),
  });
  return (
    <Section title={t("口令", "Password")} lead={t("改了以后，别处的登录都会结束。", "Changing it ends your sessions elsewhere.")}>
      <Done>{done && t("口令已改，别处的登录已结束。", "The password was changed and your other sessions ended.")}</Done>
      <Form form={form} action={t("改口令", "Change the password")}>
        <Field name="current" label={t("现在的口令", "Present password")}>{(wiring) => <Secret wiring={wiring} value={form.values.current} onChange={(value) => form.set("current", value)} autoComplete="current-password" />}</Field>
        <Field name="password" label={t("新口令", "New password")} hint={t("越长越难猜：几个不相干的词连在一起就很好。", "The longer the better: a few unrelated words make a good one.")}>
          {(wiring) => <Secret wiring={wiring} value={form.values.password} onChange={(value) => form.set("password", value)} autoComplete="new-password" />}
        </Field>
      </Form>
    </Section>
  );
}

interface Secrets { secret: string; uri: string }

function SwitchOn({ secret, done }: { secret: Secrets; done: (codes: string[]) => void }) {
  const form = useForm({
    initial: { code: "" },
    check: ({ code }) => (/^\d{6}$/.test(code.replace(/\s/g, "")) ? {} : { code: t("验证码是 6 位数字", "The code has 6 digits") }),
    send: async ({ code }) => done((await take(api.PUT("/api/v1/second-factor", { body: { code: code.replace(/\s/g, "") } }))).recovery_codes),
    fieldOf: ({ status }) => (status === 422 || status === 401 ? "code" : undefined),
  });
  useEffect(() => document.getElementById(form.idOf("code"))?.focus(), []);
  const spaced = secret.secret.replace(/(.{4})(?=.)/g, "$1 ");
  return (
    <div className="factor">
      <div className="qr" role="img" aria-label={t("二维码，内容与下面的密钥相同", "QR code with the secret that is printed beside it")}>
        <div aria-hidden="true"><QRCode value={secret.uri} type="svg" size={176} color="#1a1a18" bgColor="#ffffff" bordered={false} /></div>
      </div>
      <div>
        <ol>
          <li>{t("用手机上的身份验证器扫二维码；不能扫，就输入密钥：", "Scan the code with the authenticator on your phone; if you can't, enter the secret:")}<br /><code className="secret-text">{spaced}</code></li>
          <li>{t("把它显示的 6 位数字填在这里：", "Enter the 6 digits that it shows:")}</li>
        </ol>
        <Form form={form} action={t("启用动态验证码", "Switch it on")}>
          <Field name="code" label={t("验证码", "Code")}>{(wiring) => <Text wiring={wiring} value={form.values.code} onChange={(value) => form.set("code", value)} autoComplete="one-time-code" inputMode="numeric" code width="short" />}</Field>
        </Form>
      </div>
    </div>
  );
}

function SwitchOff({ close }: { close: () => void }) {
  const refresh = useRefreshSession();
  const form = useForm({
    initial: { password: "" },
    check: ({ password }) => (password ? {} : { password: t("填写口令", "Enter your password") }),
    async send(body) {
      await take(api.DELETE("/api/v1/second-factor", { body }));
      await refresh();
      close();
    },
    fieldOf: ({ type }) => (type.startsWith("password.") || type === "signin.failed" ? "password" : undefined),
  });
  return (
    <Form form={form} action={t("停用动态验证码", "Switch it off")} danger>
      <p>{t("停用后，只凭口令就能进入这个账号；恢复码一并作废。", "Then the password alone opens this account, and the recovery codes stop working.")}</p>
      <Field name="password" label={t("口令", "Password")}>{(wiring) => <Secret wiring={wiring} value={form.values.password} onChange={(value) => form.set("password", value)} autoComplete="current-password" />}</Field>
    </Form>
  );
}

/// The password again, so that a screen left open gives no second factor away; then the secret.
function AskPassword({ got, cancel }: { got: (secret: Secrets) => void; cancel: () => void }) {
  const form = useForm({
    initial: { password: "" },
    check: ({ password }) => (password ? {} : { password: t("填写口令", "Enter your password") }),
    send: async (body) => got(await take(api.POST("/api/v1/second-factor", { body }))),
    fieldOf: ({ type }) => (type === "password.wrong" ? "password" : undefined),
  });
  useEffect(() => document.getElementById(form.idOf("password"))?.focus(), []);
  return (
    <Form form={form} action={t("继续", "Continue")} extra={<Button onClick={cancel}>{t("取消", "Cancel")}</Button>}>
      <Field name="password" label={t("口令", "Password")} hint={t("先确认是你本人，再显示二维码。", "To make sure that it is you; then the QR code appears.")}>
        {(wiring) => <Secret wiring={wiring} value={form.values.password} onChange={(value) => form.set("password", value)} autoComplete="current-password" />}
      </Field>
    </Form>
  );
}

function SecondFactor() {
  const session = useSession();
  const refresh = useRefreshSession();
  const [secret, setSecret] = useState<Secrets | "asking">();
  const [codes, setCodes] = useState<string[]>();
  function finish(recovery: string[]): void {
    setCodes(recovery);
    setSecret(undefined);
    void refresh();
  }
  return (
    <Section title={t("动态验证码", "Second factor")} lead={t("登录时除了口令，再要手机上身份验证器的 6 位数字。", "Signing in then asks for 6 digits of the authenticator on your phone, besides the password.")}>
      {codes
        ? <div className="printed">
            <Done>{t("动态验证码已启用。", "The second factor is on.")}</Done>
            <h3>{t(`恢复码 · ${session.account}`, `Recovery codes · ${session.account}`)}</h3>
            <p>{t("手机丢了，可用其中一个代替验证码，每个只能用一次。只显示这一次：抄下、打印，或存到口令簿里。", "If you lose your phone, one of these stands in for the code; each works once. They are shown only now: print them or keep them in your password store.")}</p>
            <Once text={codes.join("\n")} label={t("恢复码", "Recovery codes")} printable />
            <p><Button onClick={() => setCodes(undefined)}>{t("我已保存好", "I have kept them")}</Button></p>
          </div>
        : session.second_factor
          ? <div className="actions"><span>{t("已启用。", "It is on.")}</span><Opens label={t("停用…", "Switch it off…")} title={t("停用动态验证码", "Switch the second factor off")}>{(close) => <SwitchOff close={close} />}</Opens></div>
          : secret === "asking"
            ? <AskPassword got={setSecret} cancel={() => setSecret(undefined)} />
            : secret
              ? <SwitchOn secret={secret} done={finish} />
              : <div className="actions"><span>{t("没有启用。", "It is off.")}</span><Button onClick={() => setSecret("asking")}>{t("启用…", "Switch it on…")}</Button></div>}
    </Section>
  );
}

/// Browser and system in words, as far as the browser tells them: "Firefox 140, Windows". Each browser names those that it
/// descends from too, so the youngest comes first.
function browserName(agent: string): string {
  const browser = ([["Edge", /Edg\/(\d+)/], ["Opera", /OPR\/(\d+)/], ["Firefox", /Firefox\/(\d+)/], ["Chrome", /Chrome\/(\d+)/], ["Safari", /Version\/(\d+).*Safari/]] as const)
    .map(([name, pattern]) => [name, pattern.exec(agent)?.[1]]).find(([, version]) => version);
  const system = ([["Android", /Android/], ["iOS", /iPhone|iPad/], ["HarmonyOS", /OpenHarmony|HarmonyOS/], ["Windows", /Windows/], ["macOS", /Mac OS X/], ["Linux", /Linux/]] as const)
    .find(([, pattern]) => pattern.test(agent))?.[0];
  return browser ? `${browser.join(" ")}${system ? `, ${system}` : ""}` : agent;
}

function Sessions() {
  const renew = useRenew();
  const query = useQuery({ queryKey: ["sessions"], queryFn: () => take(api.GET("/api/v1/sessions")) });
  const [failed, setFailed] = useState<unknown>();
  const [done, setDone] = useState("");
  async function end(row: Schemas["MySession"]): Promise<void> {
    setFailed(undefined);
    try {
      await take(api.DELETE("/api/v1/sessions/{session}", { params: { path: { session: row.id } } }));
      setDone(t(`来自 ${row.address} 的登录已结束。`, `The session from ${row.address} was ended.`));
      await renew("sessions");
    } catch (error) {
      setFailed(error);
    }
  }
  const by = (way: string): string => (way === "password" ? t("口令", "password") : way);
  return (
    <Section title={t("登录在用", "Where you are signed in")} lead={t("有不认识的，就结束它，再改口令。", "If you don't know one of these, end it and change your password.")}>
      {failed !== undefined && <Trouble error={failed} />}
      <Done>{done}</Done>
      <Loaded query={query} rows={3}>{({ rows }) => (
        <Rows name={t("登录在用", "Where you are signed in")} rows={rows} rowKey={(row) => row.id} columns={[
          { title: t("地址", "Address"), head: true, render: (row) => row.address },
          { title: t("浏览器", "Browser"), render: (row) => <span className="clip" title={row.agent}>{browserName(row.agent)}</span> },
          { title: t("登录方式", "Signed in by"), render: (row) => by(row.signed_in_by) },
          { title: t("开始", "Since"), render: (row) => printedInstant(row.created) },
          { title: t("最近活动", "Last seen"), render: (row) => printedInstant(row.last_seen) },
          { title: t("操作", "Action"), render: (row) => row.current ? <span className="soft">{t("就是这里", "this one")}</span> : <button type="button" className="quiet" data-row onClick={() => void end(row)}>{t("结束", "End")}<span className="unseen"> {row.address}</span></button> },
        ]} />
      )}</Loaded>
    </Section>
  );
}

export function Me() {
  useLanguage();
  const session = useSession();
  return (
    <>
      <Head title={t("我的账号", "My account")} lead={t(`账号 ${session.account}；本次登录到 ${printedInstant(session.expires_at)} 为止。`, `Account ${session.account}; this session lasts until ${printedInstant(session.expires_at)}.`)} />
      {session.signed_in_by === "password" ? <><Password /><SecondFactor /></> : <p className="note">{t("你通过统一身份认证登录，口令和动态验证码在那边管理。", "You signed in through an identity provider; it looks after your password and second factor.")}</p>}
      <Sessions />
    </>
  );
}
