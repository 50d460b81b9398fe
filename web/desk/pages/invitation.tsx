// An invitation (邀请): its code stands behind the # of the address, which no server's log sees; the invited person sets the
// first password with it.

import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api, take } from "../api/client";
import { leave } from "../api/session";
import { t, useLanguage } from "../language";
import { Secret, Text } from "../parts/controls";
import { Field, Form, useForm } from "../parts/form";
import { Head } from "../parts/page";

export function Invitation() {
  useLanguage();
  const client = useQueryClient();
  const [given] = useState(() => decodeURIComponent(location.hash.slice(1)));
  const form = useForm({
    initial: { code: given, password: "" },
    check: (values) => ({
      ...(values.code.trim() ? {} : { code: t("填写邀请码", "Enter the invitation code") }),
      ...(values.password ? {} : { password: t("填写新口令", "Enter a new password") }),
    }),
    async send({ code, password }) {
      const session = await take(api.POST("/api/v1/invitation", { body: { code: code.trim(), password } }));
      if (!session.signed_in) await leave(client); // it needs the second factor; whoever was signed in here is not that person
      // Afresh: somebody else may have been signed in here, and the code leaves the address.
      location.replace(session.signed_in ? "/desk" : "/desk/sign-in?password=set");
    },
    fieldOf: (refusal) => (refusal.type === "invitation.unknown" ? "code" : refusal.type.startsWith("password.") ? "password" : undefined),
  });
  return (
    <>
      <Head title={t("设定口令", "Set your password")} lead={t("你收到了邀请。设定口令后就登录了；邀请码只能用一次。", "You were invited. Setting a password signs you in; the code works once.")} />
      <Form form={form} action={t("设定口令并登录", "Set the password and sign in")}>
        <Field name="code" label={t("邀请码", "Invitation code")} hint={given ? t("已从链接中取得。", "Taken from the link.") : t("管理员交给你的那一串字。", "The text that the administrator gave you.")}>
          {(wiring) => <Text wiring={wiring} value={form.values.code} onChange={(value) => form.set("code", value)} code />}
        </Field>
        <Field name="password" label={t("新口令", "New password")} hint={t("越长越难猜：几个不相干的词连在一起就很好。", "The longer the better: a few unrelated words make a good one.")}>
          {(wiring) => <Secret wiring={wiring} value={form.values.password} onChange={(value) => form.set("password", value)} autoComplete="new-password" />}
        </Field>
      </Form>
    </>
  );
}
