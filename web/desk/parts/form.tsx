// Forms (表单), after the GOV.UK Design System: nothing is checked before one sends; then a summary takes the focus, says
// what is wrong in the fields' own words and leads to each; what was typed stays, whatever the server answers.

import Button from "antd/es/button";
import { createContext, useContext, useEffect, useId, useRef, useState, type FormEvent, type ReactNode } from "react";
import { Refusal } from "../api/client";
import { t, useLanguage } from "../language";
import { useErrorInTitle } from "./title";

type Errors<V> = Partial<Record<keyof V & string, string>>;

export interface FormOptions<V> {
  initial: V;
  /// What is wrong, by field; asked only when the form is sent.
  check?: (values: V) => Errors<V>;
  send: (values: V) => Promise<void>;
  /// The field that a refusal of the server is about.
  fieldOf?: (refusal: Refusal) => (keyof V & string) | undefined;
  /// A refusal that is no fault but the next step; true: it was taken.
  onRefusal?: (refusal: Refusal) => boolean;
}

export interface FormState<V> {
  values: V;
  set: <K extends keyof V>(name: K, value: V[K]) => void;
  errors: Errors<V>;
  refusal: Refusal | undefined;
  busy: boolean;
  attempts: number;
  submit: () => Promise<void>;
  reset: () => void;
  idOf: (name: string) => string;
}

export function useForm<V extends object>(options: FormOptions<V>): FormState<V> {
  useLanguage();
  const base = useId();
  const [values, setValues] = useState(options.initial);
  const [errors, setErrors] = useState<Errors<V>>({});
  const [refusal, setRefusal] = useState<Refusal>();
  const [busy, setBusy] = useState(false);
  const [attempts, setAttempts] = useState(0);
  const sending = useRef(false);

  async function submit(): Promise<void> {
    if (sending.current) return;
    const found = options.check?.(values) ?? {};
    setRefusal(undefined);
    setErrors(found);
    if (Object.keys(found).length > 0) return setAttempts((count) => count + 1);
    sending.current = true;
    setBusy(true);
    try {
      await options.send(values);
    } catch (error) {
      const refused = error instanceof Refusal ? error : new Refusal(0, "desk.fault", String(error));
      if (options.onRefusal?.(refused)) return;
      const field = options.fieldOf?.(refused);
      if (field) setErrors({ [field]: refused.message } as Errors<V>);
      else setRefusal(refused);
      setAttempts((count) => count + 1);
    } finally {
      sending.current = false;
      setBusy(false);
    }
  }
  return {
    values, errors, refusal, busy, attempts, submit,
    set: (name, value) => setValues((before) => ({ ...before, [name]: value })),
    reset: () => { setValues(options.initial); setErrors({}); setRefusal(undefined); },
    idOf: (name) => `${base}${name}`,
  };
}

const Current = createContext<FormState<Record<string, unknown>> | null>(null);

function Summary({ form }: { form: FormState<Record<string, unknown>> }) {
  const box = useRef<HTMLDivElement>(null);
  const title = useId();
  useEffect(() => box.current?.focus(), [form.attempts]);
  const fields = Object.entries(form.errors) as [string, string][];
  return (
    <div ref={box} className="error-summary" role="alert" tabIndex={-1} aria-labelledby={title}>
      <h2 id={title}>{t("有问题，没有完成", "There is a problem")}</h2>
      <ul>
        {fields.map(([name, words]) => (
          <li key={name}>
            <a href={`#${form.idOf(name)}`} onClick={(event) => { event.preventDefault(); document.getElementById(form.idOf(name))?.focus(); }}>{words}</a>
          </li>
        ))}
        {form.refusal && <li>{form.refusal.message}</li>}
      </ul>
      {form.refusal && <Waiting refusal={form.refusal} />}
    </div>
  );
}

/// How long to wait, in words, and until when.
function Waiting({ refusal }: { refusal: Refusal }) {
  const [until] = useState(() => new Date(Date.now() + (refusal.waitSeconds ?? 0) * 1000));
  if (!refusal.waitSeconds) return null;
  const minutes = Math.ceil(refusal.waitSeconds / 60);
  const clock = until.toTimeString().slice(0, 5);
  return (
    <p>
      {refusal.waitSeconds < 90
        ? t(`请等 ${refusal.waitSeconds} 秒再试。`, `Wait ${refusal.waitSeconds} seconds, then try again.`)
        : t(`请等 ${minutes} 分钟再试，也就是 ${clock} 以后。`, `Wait ${minutes} minutes, until ${clock}, then try again.`)}
    </p>
  );
}

/// The form with its error summary, its fields and its button.
export function Form<V extends object>({ form, action, danger, children, extra, name }: {
  form: FormState<V>; action: string; children?: ReactNode; danger?: boolean; extra?: ReactNode; name?: string;
}) {
  const failed = Object.keys(form.errors).length > 0 || form.refusal !== undefined;
  useErrorInTitle(failed);
  const plain = form as unknown as FormState<Record<string, unknown>>;
  return (
    <Current.Provider value={plain}>
      <form noValidate aria-label={name ?? action} onSubmit={(event: FormEvent) => { event.preventDefault(); void form.submit(); }}>
        {failed && <Summary form={plain} />}
        {children}
        <div className="actions">
          <Button htmlType="submit" type="primary" danger={danger ?? false} aria-disabled={form.busy}>
            {form.busy ? t("正在办理…", "Working…") : action}
          </Button>
          {extra}
        </div>
      </form>
    </Current.Provider>
  );
}

export interface Wiring { id: string; status: "error" | ""; "aria-invalid": boolean; "aria-describedby": string | undefined }

/// A field: label, hint, what is wrong, and the control that `children` makes of the wiring. `group` for several
/// controls under one label: the legend names them.
export function Field({ name, label, hint, group, optional, children }: {
  name: string; label: ReactNode; hint?: ReactNode; group?: boolean; optional?: boolean; children: (wiring: Wiring) => ReactNode;
}) {
  const form = useContext(Current);
  if (!form) throw new Error("a field stands in a form");
  const id = form.idOf(name);
  const error = form.errors[name];
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(" ") || undefined;
  const said = <>{label}{optional && <span className="soft"> {t("（可不填）", "(optional)")}</span>}</>;
  const inner = (
    <>
      {hint && <div className="hint" id={`${id}-hint`}>{hint}</div>}
      {error && <p className="field-error" id={`${id}-error`}><span className="unseen">{t("错误：", "Error: ")}</span>{error}</p>}
      {children({ id, status: error ? "error" : "", "aria-invalid": error !== undefined, "aria-describedby": described })}
    </>
  );
  return group
    ? <fieldset className={error ? "field wrong" : "field"} id={id} tabIndex={-1} aria-describedby={described}><legend>{said}</legend>{inner}</fieldset>
    : <div className={error ? "field wrong" : "field"}><label htmlFor={id}>{said}</label>{inner}</div>;
}
