// The letter of a case (举报原文), masked unless one gives a reason; and the cases that tell the same matter, which a person
// links or leaves.

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Link } from "wouter";
import { fetchCase, fetchSimilar, type CaseStory } from "../api/complaints";
import { useMayGive } from "../api/complaint_rights";
import { caseStateName, pollutionName } from "../api/complaint_words";
import { usePlaces } from "../api/queries";
import { may, useSession } from "../api/session";
import { t } from "../language";
import { dayAsked, Gives, reasonAsked, type Told } from "../parts/command_form";
import { Loaded, Opens, Section } from "../parts/page";
import { Rows } from "../parts/rows";
import { Reasoned } from "./account_forms";

type Letter = CaseStory["letter"];

function Text({ letter }: { letter: Letter }) {
  if (letter.erased) return <p>{t("个人信息已经删除，不再保管。", "The personal data were erased; nothing is held any more.")}</p>;
  return (
    <>
      <dl className="facts"><div><dt>{t("举报人", "Complainant")}</dt><dd>{letter.complainant || <span className="soft">{t("没有留名", "not given")}</span>}</dd></div>
        <div><dt>{t("联系电话", "Telephone")}</dt><dd>{letter.phone ? <span className="number">{letter.phone}</span> : <span className="soft">{t("没有留", "not given")}</span>}</dd></div></dl>
      {letter.text ? <p className="reading">{letter.text}</p> : <p className="soft">{t("没有保存原文。", "No letter is held.")}</p>}
    </>
  );
}

function InFull({ one }: { one: CaseStory }) {
  const [full, setFull] = useState<Letter>();
  if (full) return <><div role="status"><Text letter={full} /></div><p className="soft">{t("这次查看已记入审计。用完请关闭。", "This look is in the audit trail. Close it when you are done.")}</p></>;
  return <Reasoned action={t("显示全文", "Show in full")} close={() => undefined} lead={t("查看会记入审计：谁、何时、看了哪一件、为什么。", "The look is recorded in the audit trail: who, when, which case, and why.")}
                   hint={t("如“联系举报人核实地点”。", "Such as “ask the complainant for the place”.")} send={async (reason) => setFull((await fetchCase(one.number, reason)).letter)} />;
}

export function CaseLetter({ one }: { one: CaseStory }) {
  const sees = may(useSession(), "see_person") && one.letter.masked && !one.letter.erased && Boolean(one.letter.complainant || one.letter.phone || one.letter.text);
  return (
    <Section title={t("举报内容", "The letter")} lead={one.letter.masked ? t("个人信息遮住了。", "Personal data are masked.") : undefined}
             actions={sees && <Opens label={t("显示全文…", "Show in full…")} title={t(`${one.number} 的原文`, `Letter of ${one.number}`)}>{() => <InFull one={one} />}</Opens>}>
      <Text letter={one.letter} />
    </Section>
  );
}

/// Alike letters. A likeness is a reason to look; whether it is a repeat, a person decides.
export function SimilarCases({ one, told }: { one: CaseStory; told: Told }) {
  const places = usePlaces();
  const mayGive = useMayGive();
  const query = useQuery({ queryKey: ["similar", one.number], queryFn: () => fetchSimilar(one.number) });
  const name = t("内容相近的件", "Similar cases");
  const links = one.moves.includes("complaints.link_duplicate") && mayGive("complaints.link_duplicate");
  return (
    <Section title={name} lead={t("相近只是提示；是不是重复件，由人判断。", "A likeness is a hint; whether it is a repeat, a person decides.")}>
      <Loaded query={query} rows={4}>{({ rows }) => rows.length === 0 ? <p className="soft">{t("没有内容相近的件。", "No letter is alike.")}</p> : (
        <Rows wide name={name} rows={rows} rowKey={(row) => `${row.campaign} ${row.number}`} columns={[
          { title: t("受理编号", "Case"), head: true, render: (row) => <Link href={`/cases/${encodeURIComponent(row.number)}`} data-row>{row.number}</Link> },
          { title: t("相近程度", "Likeness"), align: "right", render: (row) => `${Math.round(row.likeness_bp / 100)}%` },
          { title: t("登记日", "Day"), render: (row) => row.day }, { title: t("地方", "Place"), render: (row) => places.name(row.place) },
          { title: t("类型", "Type"), render: (row) => pollutionName(row.pollution) }, { title: t("状态", "State"), render: (row) => caseStateName(row.state) },
          { title: t("操作", "Action"), render: (row) => row.linked ? t("已关联", "linked") : links && row.campaign === one.campaign && !one.lineage.repeats && (
            <Gives type="complaints.link_duplicate" label={t("关联为重复件…", "Link as repeat…")} title={t(`${one.number} 重复于 ${row.number}`, `${one.number} repeats ${row.number}`)} action={t("关联为重复件", "Link as a repeat")}
                   fields={[reasonAsked("reason", t("为什么是重复件", "Why it is a repeat")), dayAsked()]} fixed={{ campaign: one.campaign, number: one.number, first: row.number }} told={told} done={t(`已关联到 ${row.number}`, `Linked to ${row.number}`)}
                   lead={<p>{t("两件都保留；重复件怎样计数，按活动的口径。", "Both are kept; how a repeat counts is the campaign's rule.")}</p>} />) },
        ]} />
      )}</Loaded>
    </Section>
  );
}
