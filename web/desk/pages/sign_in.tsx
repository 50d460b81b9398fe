// Signing in (登录): account and password, then the code of the second factor where it is on; or an OpenID provider.

import Button from "antd/es/button";
import { useState } from "react";
import { useSearchParams } from "wouter";
import { api, take, type Schemas, type SignedIn } from "../api/client";
import { t } from "../language";
import { Secret, Text } from "../parts/controls";
import { Field, Form, useForm } from "../parts/form";
import { Head } from "../parts/page";

const refusals = (): Record<string, string> => ({
  no_account: t("统一身份认证通过了，但这里没有与它关联的账号。请管理员在你的账号页上关联。", "The identity provider knows you, but no account here is linked to you. Ask an administrator to link it on your account's page."),
  denied: t("统一身份认证没有同意这次登录。", "The identity provider did not agree to this sign-in."),
  expired: t("登录用的时间太长，请重新开始。", "Signing in took too long; start again."),
  provider: t("统一身份认证现在没有正常答复。稍后再试，或用口令登录。", "The identity provider gave no proper answer. Try again later, or sign in with your password."),
});

interface Props { providers: { id: string; name: string }[]; password: boolean; account?: string; entered: (session: SignedIn) => void }

export function SignInForm({ providers, password, account, entered }: Props) {
  const [step, setStep] = useState<"password" | "code">("password");
  const form = useForm<Schemas["SignIn"] & { code: string }>({
    initial: { account: account ?? "", password: "", code: "" },
    check: (values) => ({
      ...(values.account.trim() ? {} : { account: t("填写账号", "Enter your account") }),
      ...(values.password ? {} : { password: t("填写口令", "Enter your password") }),
      ...(step === "password" || values.code.trim() ? {} : { code: t("填写验证码或恢复码", "Enter the code, or a recovery code") }),
    }),
    async send(values) {
      const body = { account: values.account.trim(), password: values.password, ...(step === "code" ? { code: values.code.replace(/\s/g, "") } : {}) };
      entered(await take(api.POST("/api/v1/session", { body })));
    },
    fieldOf: (refusal) => (refusal.type === "signin.code_wrong" ? "code" : undefined),
    onRefusal(refusal) {
      if (refusal.type !== "signin.code_needed") return false;
      setStep("code");
      setTimeout(() => document.getElementById(form.idOf("code"))?.focus(), 0);
      return true;
    },
  });
  return (
    <>
      {password && (
        <Form form={form} action={step === "code" ? t("验证并登录", "Verify and sign in") : t("登录", "Sign in")} name={t("登录", "Sign in")}>
          {step === "password"
            ? <>
                <Field name="account" label={t("账号", "Account")}>{(wiring) => <Text wiring={wiring} value={form.values.account} onChange={(value) => form.set("account", value)} autoComplete="username" />}</Field>
                <Field name="password" label={t("口令", "Password")}>{(wiring) => <Secret wiring={wiring} value={form.values.password} onChange={(value) => form.set("password", value)} autoComplete="current-password" />}</Field>
              </>
            : <>
                <p>{t("账号 ", "Account ")}<strong>{form.values.account}</strong>{" "}
                  <button type="button" className="quiet" onClick={() => { setStep("password"); form.set("code", ""); }}>{t("换一个账号", "Use another account")}</button></p>
                <Field name="code" label={t("验证码", "Code")} hint={t("身份验证器上的 6 位数字；手机不在身边时，用一个恢复码。", "The 6 digits of your authenticator; without your phone, one of your recovery codes.")}>
                  {(wiring) => <Text wiring={wiring} value={form.values.code} onChange={(value) => form.set("code", value)} autoComplete="one-time-code" code width="middle" />}
                </Field>
              </>}
        </Form>
      )}
      {providers.length > 0 && step === "password" && (
        <div className="providers">
          {password && <p className="soft">{t("或者", "or")}</p>}
          {providers.map(({ id, name }) => (
            <Button key={id} href={`/api/v1/sign-in/${encodeURIComponent(id)}`} {...(account ? { target: "_blank" } : {})}>{t(`用${name}登录`, `Sign in with ${name}`)}</Button>
          ))}
        </div>
      )}
      {!password && providers.length === 0 && <p>{t("这台服务器还没有开放任何登录方式。请联系运维人员。", "This server offers no way to sign in yet. Ask operations.")}</p>}
    </>
  );
}

export function SignIn({ session, entered }: { session: Schemas["SignedOut"]; entered: (session: SignedIn) => void }) {
  const [params] = useSearchParams();
  const refused = refusals()[params.get("refused") ?? ""];
  return (
    <>
      <Head title={t("登录", "Sign in")} lead={t("供办理人员使用。公开的数字不用登录就能看。", "For those who handle cases. What is public needs no sign-in.")} />
      {params.get("password") === "set" && !refused && (
        <p className="done" role="status">{t("口令已设定。这个账号启用了动态验证码，请用新口令和验证码登录。", "Your password is set. This account has a second factor: sign in with the new password and a code.")}</p>
      )}
      {refused && <div className="error-summary" role="alert"><h2>{t("没有登录", "You are not signed in")}</h2><p>{refused}</p></div>}
      <SignInForm providers={session.providers} password={session.password} entered={entered} />
      <p className="soft foot">{t("忘了口令，或换了手机？请管理员重新邀请，或重置动态验证码。", "Forgotten your password, or a new phone? Ask an administrator for a new invitation, or to reset the second factor.")}{" "}
        <a href={t("/zh", "/en")}>{t("看公开页面", "See the public pages")}</a></p>
    </>
  );
}
