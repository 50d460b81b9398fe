// What states, findings, sanctions and the rest of complaints are called (举报用语), as src/complaints/words.h prints them. A
// type of pollution that is not known here is shown as it is written.

import { t } from "../language";
import type { CaseState, Channel, Closure, DeskGroup, EvidenceStage, Finding, LadderStep, PublicText, Satisfaction } from "./complaints";
import { options, say, type Said } from "./words";

type Pair = [zh: string, en: string];
const states: Said<CaseState> = {
  registered: ["已登记", "registered"], handed_over: ["办理中", "being handled"], reported: ["待签批", "to be signed off"], staged: ["阶段性办结", "closed in stages"],
  complete: ["办结", "closed"], split: ["已拆分", "split"], merged: ["已并案", "merged"],
};
const findings: Said<Finding> = {
  substantiated: ["属实", "substantiated"], mostly_substantiated: ["基本属实", "mostly substantiated"], partly_substantiated: ["部分属实", "partly substantiated"], unsubstantiated: ["不属实", "not substantiated"],
};
const closures: Said<Closure> = { complete: ["办结", "closed"], staged: ["阶段性办结", "closed in stages"], open: ["未办结", "not closed"] };
const steps: Said<LadderStep> = { reminder: ["催办", "reminder"], notice: ["通报", "notice"], summons: ["约谈", "summons"] };
const satisfactions: Said<Satisfaction> = { satisfied: ["满意", "satisfied"], mostly_satisfied: ["基本满意", "mostly satisfied"], dissatisfied: ["不满意", "dissatisfied"] };
const stages: Said<EvidenceStage> = { before: ["整改前", "before"], after: ["整改后", "after"], document: ["材料", "document"] };
const channels: Said<Channel> = { phone: ["来电", "phone"], letter: ["来信", "letter"], online: ["网络", "online"] };
const sanctions: Record<string, { said: Pair; unit: Pair }> = {
  ordered_rectification: { said: ["责令整改", "ordered to rectify"], unit: ["家", "enterprises"] }, penalty_case: { said: ["立案处罚", "penalty proceedings"], unit: ["家", "enterprises"] },
  fine: { said: ["罚款", "fined"], unit: ["家", "enterprises"] }, criminal_case: { said: ["立案侦查", "criminal investigations"], unit: ["件", "cases"] },
  administrative_detention: { said: ["行政拘留", "administrative detention"], unit: ["人", "persons"] }, criminal_detention: { said: ["刑事拘留", "criminal detention"], unit: ["人", "persons"] },
  talk: { said: ["约谈", "called in for a talk"], unit: ["人", "persons"] }, accountability: { said: ["问责", "held to account"], unit: ["人", "persons"] },
  deadline_rectification: { said: ["限期整改", "to rectify by a deadline"], unit: ["家", "enterprises"] }, production_stopped: { said: ["停产整改", "production stopped"], unit: ["家", "enterprises"] },
  sealed: { said: ["查封扣押", "sealed or seized"], unit: ["家", "enterprises"] }, closed_down: { said: ["关停取缔", "closed down"], unit: ["家", "enterprises"] },
};
const groups: Said<DeskGroup> = {
  overdue: ["超期", "Overdue"], today: ["今天到期", "Due today"], tomorrow: ["明天到期", "Due tomorrow"], later: ["以后到期", "Due later"],
  to_accept: ["待接收", "To accept"], to_sign: ["待签批", "To sign off"], to_disclose: ["待公开", "To disclose"], suspended: ["中止计时", "Suspended"],
};
const types: Record<string, Pair> = {
  水: ["水", "water"], 大气: ["大气", "air"], 土壤: ["土壤", "soil"], 生态: ["生态", "ecology"], 噪声: ["噪声", "noise"], 固废: ["固废", "solid waste"], 辐射: ["辐射", "radiation"],
  海洋: ["海洋", "sea"], 其他: ["其他", "other"], 综合类: ["综合类", "combined"],
};
const columns: Record<string, Pair> = {
  serial: ["序号", "No."], number: ["受理编号", "Case number"], situation: ["交办问题基本情况", "What was complained of"], place: ["行政区域", "Place"], type: ["污染类型", "Type"],
  investigation: ["调查核实情况", "What was found"], finding: ["是否属实", "Substantiated"], rectification: ["处理和整改情况", "Handling and rectification"], closure: ["是否办结", "Closed"],
  accountability: ["责任人被处理情况", "Persons held to account"], batch: ["批次", "Batch"], goal: ["办结目标", "To be closed by"], sanctions: ["问责情况", "Accountability"], remarks: ["备注", "Remarks"],
  unit: ["办案人", "Handled by"], key: ["加星", "Key case"],
};
const personal: Record<string, Pair> = {
  phone: ["电话号码", "telephone number"], identity_number: ["身份证号", "identity number"], email: ["电子邮箱", "e-mail address"], known: ["举报人的信息", "of the complainant"], title: ["可能是人名", "perhaps a name"],
};
const dues = { overdue: ["已超期", "overdue"], today: ["今天到期", "due today"], tomorrow: ["明天到期", "due tomorrow"], week: ["七天内到期", "due within a week"] } satisfies Record<string, Pair>;

const or = (names: Record<string, Pair>, word: string): string => { const name = Object.hasOwn(names, word) ? names[word] : undefined; return name ? t(...name) : word; };
export const caseStateName = say(states);
export const caseStateOptions = options(states);
export const findingName = say(findings);
export const findingOptions = options(findings);
export const closureName = say(closures);
export const closureOptions = options(closures);
export const stepName = say(steps);
export const stepOptions = options(steps);
export const satisfactionName = say(satisfactions);
export const satisfactionOptions = options(satisfactions);
export const evidenceStageName = say(stages);
export const evidenceStageOptions = options(stages);
export const channelName = say(channels);
export const channelOptions = options(channels);
export const deskGroupName = say(groups);
export const dueName = (due: string): string => or(dues, due);
export const dueOptions = (): { value: string; label: string }[] => Object.entries(dues).map(([value, [zh, en]]) => ({ value, label: t(zh, en) }));
export const pollutionName = (type: string): string => or(types, type);
export const columnName = (column: string): string => or(columns, column);
export const textFields: (keyof PublicText)[] = ["situation", "investigation", "rectification", "accountability", "remarks"];
export const personalKindName = (kind: string): string => or(personal, kind);
export const sanctionName = (kind: string): string => { const one = sanctions[kind]; return one ? t(...one.said) : kind; };
/// "责令整改 3 家".
export const sanctionSaid = (kind: string, count: number): string => { const one = sanctions[kind]; return one ? t(`${one.said[0]} ${count} ${one.unit[0]}`, `${one.said[1]}: ${count} ${one.unit[1]}`) : `${kind} ${count}`; };
export const sanctionOptions = (): { value: string; label: string }[] => Object.entries(sanctions).map(([value, one]) => ({ value, label: t(`${one.said[0]}（${one.unit[0]}）`, `${one.said[1]} (${one.unit[1]})`) }));
