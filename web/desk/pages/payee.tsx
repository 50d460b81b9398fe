// A payee's account (收款账号): kept in the vault, never in the log, and not shown again.

import { api, take } from "../api/client";
import { t } from "../language";
import { Text } from "../parts/controls";
import type { Told } from "../parts/command_form";
import { Field, Form, useForm } from "../parts/form";

export function Payee({ payee, close, told }: { payee: string; close: () => void; told: Told }) {
  const form = useForm({
    initial: { payee, account_name: "", bank: "", account: "" },
    check: (values) => ({
      ...(values.payee.trim() ? {} : { payee: t("填写收款方代码", "Enter the payee") }), ...(values.account_name.trim() ? {} : { account_name: t("填写户名", "Enter the account's name") }),
      ...(values.bank.trim() ? {} : { bank: t("填写开户行", "Enter the bank") }), ...(values.account.trim() ? {} : { account: t("填写账号", "Enter the account's number") }),
    }),
    async send(values) {
      const body = { payee: values.payee.trim(), account_name: values.account_name.trim(), bank: values.bank.trim(), account: values.account.replace(/\s/g, "") };
      await take(api.PUT("/api/v1/payees", { body }));
      close();
      await told(t("收款账号已存入保险库。", "The account is in the vault."));
    },
    fieldOf: ({ status }) => (status === 422 ? "account" : undefined),
  });
  return (
    <Form form={form} action={t("存入", "Keep it")}>
      <p>{t("加密存在保险库里，不进公开日志，存后不再显示。", "It is kept encrypted in the vault, never in the public log, and not shown again.")}</p>
      <Field name="payee" label={t("收款方", "Payee")} hint={t("商户的统一社会信用代码，或申请人的个人代号。", "A merchant's credit code, or an applicant's pseudonym.")}>{(wiring) => <Text wiring={wiring} value={form.values.payee} onChange={(value) => form.set("payee", value)} code />}</Field>
      <Field name="account_name" label={t("户名", "Account's name")}>{(wiring) => <Text wiring={wiring} value={form.values.account_name} onChange={(value) => form.set("account_name", value)} />}</Field>
      <Field name="bank" label={t("开户行", "Bank")}>{(wiring) => <Text wiring={wiring} value={form.values.bank} onChange={(value) => form.set("bank", value)} />}</Field>
      <Field name="account" label={t("账号", "Account number")}>{(wiring) => <Text wiring={wiring} value={form.values.account} onChange={(value) => form.set("account", value)} inputMode="numeric" code />}</Field>
    </Form>
  );
}
