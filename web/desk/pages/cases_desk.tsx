// My desk of complaints (我的督办): what is late, what is due, what waits to be accepted, signed off or made public; where a
// step of the ladder may be taken today, it is a button.

import { useQuery } from "@tanstack/react-query";
import { Link } from "wouter";
import { fetchDesk, useUnits, type ComplaintDesk, type DeskGroup, type DeskRow } from "../api/complaints";
import { useMayGive } from "../api/complaint_rights";
import { caseStateName, deskGroupName, pollutionName, stepName } from "../api/complaint_words";
import { usePlaces } from "../api/queries";
import { t, useLanguage } from "../language";
import { dayAsked, Gives, useTold, type Told } from "../parts/command_form";
import { Due, Key } from "../parts/marks";
import { Empty, Head, Loaded, Section } from "../parts/page";
import { Rows, type Column } from "../parts/rows";

const order: DeskGroup[] = ["overdue", "today", "tomorrow", "to_accept", "to_sign", "to_disclose", "later", "suspended"];
const leads = (): Partial<Record<DeskGroup, string>> => ({
  overdue: t("结果上报已过期限，拖得最久的在前。", "The result is late; the latest come first."), to_accept: t("转来的件，还没有接收或退回。", "Handed on, and neither accepted nor returned yet."),
  to_sign: t("结果已经上报，等另一个人签批。", "Reported; another person signs it off."), to_disclose: t("已经签批，还没有公开。", "Signed off and not public yet."), suspended: t("期限停着，恢复后接着走。", "Their clocks stand still until resumed."),
});

/// The step of the ladder, with what it means.
export function Step({ number, campaign, step, told }: { number: string; campaign: string; step: "reminder" | "notice" | "summons"; told: Told }) {
  const name = stepName(step);
  return (
    <Gives type="complaints.escalate" label={t(`${name}…`, `${name[0]?.toUpperCase()}${name.slice(1)}…`)} title={t(`${name} · ${number}`, `${name[0]?.toUpperCase()}${name.slice(1)} · ${number}`)} action={t(`发出${name}`, `Issue the ${name}`)} fields={[dayAsked()]}
           fixed={{ campaign, number, step }} told={told} done={t(`${number} 已${name}`, `${number}: ${name} issued`)}
           lead={<p>{t("会记入日志，并从这一天起算下一级。", "It is put on record, and the next step counts from it.")}</p>} />
  );
}

function columnsOf(group: DeskGroup, steps: boolean, told: Told, placeName: (code: number) => string, unitName: (row: DeskRow) => string): Column<DeskRow>[] {
  const address = (row: DeskRow): string => `/cases/${encodeURIComponent(row.number)}${group === "to_disclose" ? "/disclosure" : ""}`;
  return [
    { title: t("受理编号", "Case"), head: true, render: (row) => <><Link href={address(row)} data-row>{row.number}</Link>{row.key_case && <> <Key /></>}</> },
    { title: t("期限", "Due"), render: (row) => row.due ? group === "suspended" ? row.due : <Due by={row.due} /> : <span className="soft">{t("没有规定", "none set")}</span> },
    ...(steps ? [{ title: t("可采取的步骤", "Step to take"), render: (row: DeskRow) => row.next_step && <Step number={row.number} campaign={row.campaign} step={row.next_step} told={told} /> }] : []),
    { title: t("批次", "Batch"), align: "right", render: (row) => row.batch },
    { title: t("地方", "Place"), render: (row) => placeName(row.place) },
    { title: t("类型", "Type"), render: (row) => pollutionName(row.pollution) },
    { title: t("责任单位", "Responsible"), render: (row) => <span className="clip">{unitName(row)}</span> },
    { title: t("状态", "State"), render: (row) => caseStateName(row.state) },
  ];
}

function Group({ group, told }: { group: ComplaintDesk["groups"][number]; told: Told }) {
  const places = usePlaces();
  const units = useUnits();
  const mayGive = useMayGive();
  const steps = mayGive("complaints.escalate") && group.rows.some((row) => row.next_step !== null);
  const name = deskGroupName(group.id);
  const shown = group.total > group.rows.length ? t(`共 ${group.total} 件，这里是最急的 ${group.rows.length} 件。`, `${group.total} in all; these are the ${group.rows.length} most pressing.`) : t(`${group.total} 件。`, group.total === 1 ? "1 case." : `${group.total} cases.`);
  return (
    <Section title={name} lead={<>{shown} {leads()[group.id]}</>} {...(["overdue", "today", "tomorrow"].includes(group.id) && group.total > group.rows.length ? { actions: <Link href={`/cases?due=${group.id}`}>{t("看全部", "See all")}</Link> } : {})}>
      <Rows wide name={name} rows={group.rows} rowKey={(row) => `${row.campaign} ${row.number}`} columns={columnsOf(group.id, steps, told, places.name, (row) => units.name(row.unit))} />
    </Section>
  );
}

export function CasesDesk() {
  useLanguage();
  const { done, told } = useTold("complaint-desk", "cases", "case");
  const query = useQuery({ queryKey: ["complaint-desk"], queryFn: fetchDesk });
  return (
    <>
      <Head title={t("我的督办", "My desk")} lead={query.data ? t(`只有你负责的地方。今天是 ${query.data.today}。`, `Only of your places. Today is ${query.data.today}.`) : t("只有你负责的地方。", "Only of your places.")} />
      {done}
      <Loaded query={query} rows={12}>{({ groups }) => {
        const waiting = order.flatMap((id) => groups.filter((one) => one.id === id && one.total > 0));
        const none = order.slice(0, 6).filter((id) => !waiting.some((one) => one.id === id)).map(deskGroupName);
        return waiting.length === 0
          ? <Empty title={t("没有等着你的举报件。", "No case waits for you.")}><p><Link href="/cases">{t("看全部举报件", "See all cases")}</Link></p></Empty>
          : <>{waiting.map((group) => <Group key={group.id} group={group} told={told} />)}
              {none.length > 0 && <p className="soft foot">{t(`没有：${none.join("、")}。`, `None: ${none.join(", ").toLowerCase()}.`)}</p>}</>;
      }}</Loaded>
    </>
  );
}
