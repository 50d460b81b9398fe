// The public text of a case (公开文本): five columns that a person writes, what in them would be blacked out as personal data,
// the row as the table will print it, and the approval.

import { useQuery } from "@tanstack/react-query";
import Button from "antd/es/button";
import { Fragment, useRef, useState, type ReactNode } from "react";
import { Link } from "wouter";
import { command } from "../api/client";
import { fetchCase, preview, type CaseStory, type Preview, type PublicText } from "../api/complaints";
import { columnName, personalKindName, textFields } from "../api/complaint_words";
import { today } from "../api/days";
import { t, useLanguage } from "../language";
import { useTold, type Told } from "../parts/command_form";
import { LongText } from "../parts/controls";
import { Field, Form, useForm } from "../parts/form";
import { Entry, Head, Loaded, Section, Trouble } from "../parts/page";
import { Rows } from "../parts/rows";

const longest = 4000;
const sure = ({ kind }: { kind: string }): boolean => kind !== "title";

/// The text with what would be blacked out marked: each find is named, so that it can be told without colour.
function Marked({ column }: { column: Preview["columns"][number] }) {
  const letters = [...column.text];
  const parts: ReactNode[] = [];
  let at = 0;
  for (const find of column.finds) {
    parts.push(letters.slice(at, find.from).join(""));
    const found = letters.slice(find.from, find.from + find.size).join("");
    parts.push(<mark className={sure(find) ? "blacked" : "doubt"} title={personalKindName(find.kind)}>{found}<span className="unseen">{t(`（${personalKindName(find.kind)}）`, ` (${personalKindName(find.kind)})`)}</span></mark>);
    at = find.from + find.size;
  }
  parts.push(letters.slice(at).join(""));
  return <p className="reading">{parts.map((part, i) => <Fragment key={i}>{part}</Fragment>)}</p>;
}

function Shown({ found, stale }: { found: Preview; stale: boolean }) {
  const finds = found.columns.flatMap((column) => column.finds.map((find) => ({ ...find, field: column.field })));
  const certain = finds.filter(sure);
  const row: Record<string, string> = found.row;
  const name = t("公开表里的这一行", "The row as it will be printed");
  return (
    <Section title={t("预览", "Preview")} lead={stale ? t("文字在预览之后改过，请再预览一次。", "The text has changed since: preview it again.") : undefined}>
      <p role="status">{found.publishable
        ? <span className="mark green"><span aria-hidden="true">●</span> {finds.length === 0 ? t("没有找到个人信息，可以审定。", "No personal data were found; it can be approved.") : t("没有确定的个人信息，可以审定；有疑问的请再看一眼。", "No certain personal data; it can be approved. Look once more at what is in doubt.")}</span>
        : certain.length > 0 ? <span className="mark red"><span aria-hidden="true">■</span> {t(`有 ${certain.length} 处个人信息，要先改掉才能审定。`, `${certain.length} pieces of personal data: take them out before it can be approved.`)}</span>
        : <span className="mark red"><span aria-hidden="true">■</span> {t("还不能公开：必填的栏目是空的，或者太长。", "Not publishable yet: a column that is needed is empty, or one is too long.")}</span>}</p>
      {finds.length > 0 && <ul className="finds">{finds.map((find, i) => <li key={i}>{columnName(find.field)}{t("：", ": ")}<b>{personalKindName(find.kind)}</b>{sure(find) ? t("，会被涂黑", ", would be blacked out") : t("，请核对", ", please check")}</li>)}</ul>}
      {found.columns.filter(({ finds: of }) => of.length > 0).map((column) => (
        <div key={column.field}><h3>{columnName(column.field)}</h3><Marked column={column} />{column.finds.some(sure) && <p className="reading soft" lang="zh-CN">{t("涂黑后：", "Blacked out: ")}{column.blacked_out}</p>}</div>
      ))}
      <h3>{name}</h3>
      <Rows wide name={name} rows={[row]} rowKey={() => "row"} columns={found.headings.map(({ column, zh, en }) => ({ title: t(zh, en), head: column === "number", render: (one: Record<string, string>) => <span className={(one[column] ?? "").length > 12 ? "wrap" : ""}>{one[column] ?? ""}</span> }))} />
    </Section>
  );
}

const labels = (): Record<keyof PublicText, string | undefined> => ({
  situation: undefined, investigation: undefined, rectification: undefined, accountability: t("没有就写“无”。", "Write “none” if there are none."), remarks: undefined,
});

function Editor({ one, told }: { one: CaseStory; told: Told }) {
  const [found, setFound] = useState<{ of: PublicText; preview: Preview }>();
  const [failed, setFailed] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const form = useForm<PublicText>({
    initial: one.text ?? { situation: "", investigation: "", rectification: "", accountability: "", remarks: "" },
    check: (values) => Object.fromEntries((["situation", "investigation"] as const).flatMap((field) => (values[field].trim() ? [] : [[field, t(`填写${columnName(field)}`, `Enter: ${columnName(field)}`)]]))),
    async send(values) {
      const { seq } = await command("complaints.approve_text", { campaign: one.campaign, number: one.number, day: today(), text: values });
      await told(<>{t("公开文本已审定：", "The public text is approved: ")}<Entry seq={seq} /></>);
    },
  });
  async function look(): Promise<void> {
    setBusy(true);
    setFailed(undefined);
    try {
      setFound({ of: form.values, preview: await preview(one.number, form.values) });
      setTimeout(() => box.current?.focus(), 0);
    } catch (error) {
      setFailed(error);
    } finally {
      setBusy(false);
    }
  }
  const stale = found !== undefined && textFields.some((field) => found.of[field] !== form.values[field]);
  return (
    <>
      <div className="wide-form">
        <Form form={form} action={t("审定", "Approve")} name={t("公开文本", "Public text")} extra={<Button onClick={() => void look()} disabled={busy}>{t("预览", "Preview")}</Button>}>
          {textFields.map((field) => <Field key={field} name={field} label={columnName(field)} hint={labels()[field]} optional={field !== "situation" && field !== "investigation"}>{(wiring) => <LongText wiring={wiring} rows={field === "remarks" ? 2 : 5} maxLength={longest} value={form.values[field]} onChange={(value) => form.set(field, value)} />}</Field>)}
        </Form>
      </div>
      {failed !== undefined && <Trouble error={failed} />}
      {found && <div ref={box} tabIndex={-1}><Shown found={found.preview} stale={stale} /></div>}
    </>
  );
}

export function CaseDisclosure({ params }: { params: Record<string, string | undefined> }) {
  useLanguage();
  const id = decodeURIComponent(params["case"] ?? "");
  const { done, told } = useTold("case", "cases", "complaint-desk", "complaint-batches");
  const query = useQuery({ queryKey: ["case", id], queryFn: () => fetchCase(id) });
  return (
    <>
      <Head title={t(`公开文本 · ${id}`, `Public text · ${id}`)} kicker={<Link href={`/cases/${encodeURIComponent(id)}`}>{id}</Link>} lead={t("边督边改公开情况一览表里的文字。不写举报人的姓名、电话、住址，也不写能认出个人的内容。", "The texts of the disclosure table: no name, telephone or address of a complainant, nothing by which a person can be known.")} />
      {done}
      <Loaded query={query} rows={12}>{(one) => (
        <>
          {one.letter.text && <details className="letter-beside"><summary>{t("对照举报内容（个人信息已遮住）", "The letter beside it (masked)")}</summary><p className="reading">{one.letter.text}</p></details>}
          {one.moves.includes("complaints.approve_text") ? <Editor one={one} told={told} />
            : one.text ? <dl className="facts stacked">{textFields.map((field) => <div key={field}><dt>{columnName(field)}</dt><dd>{one.text?.[field] || t("无", "none")}</dd></div>)}</dl>
            : <p className="soft">{t("还没有审定的文本，你也没有审定的权限。", "No text is approved, and you may not approve one.")}</p>}
        </>
      )}</Loaded>
    </>
  );
}
