// What the interface's identifiers are called (用语): roles, rights, programmes, kinds.

import { t } from "../language";
import type { Schemas } from "./client";

type Pair = [zh: string, en: string];
export type Said<K extends string> = Record<K, Pair>;
const of = (pair: Pair): string => t(pair[0], pair[1]);
export const say = <K extends string>(words: Said<K>) => (word: K): string => of(words[word]);
export const options = <K extends string>(words: Said<K>) => (): { value: K; label: string }[] =>
  (Object.keys(words) as K[]).map((value) => ({ value, label: of(words[value]) }));

const roles: Said<Schemas["Role"]> = {
  clerk: ["经办", "clerk"],
  first_reviewer: ["初审", "first reviewer"],
  second_reviewer: ["复审", "second reviewer"],
  payer: ["拨付", "payer"],
  dispatcher: ["调度", "dispatcher"],
  leader: ["负责人", "leader"],
  auditor: ["审计", "auditor"],
  administrator: ["管理员", "administrator"],
};
const programmes: Said<Schemas["Programme"]> = {
  subsidies: ["以旧换新补贴", "trade-in subsidies"],
  complaints: ["信访举报", "complaints"],
  projects: ["重点项目", "key projects"],
  chains: ["产业链", "industry chains"],
  all: ["全部专项", "all programmes"],
};
const standings: Said<Schemas["Standing"]> = {
  active: ["在用", "active"],
  suspended: ["停用", "suspended"],
  closed: ["注销", "closed"],
};
const accountKinds: Said<Schemas["AccountKind"]> = { person: ["人员", "person"], machine: ["设备或程序", "device or program"] };
const rights: Said<Schemas["Right"]> = {
  read_records: ["查看记录", "read records"],
  see_person: ["查看个人信息", "see personal data"],
  enter: ["登记", "enter records"],
  review: ["初审", "review"],
  second_review: ["复审", "review a second time"],
  pay: ["拨付", "pay"],
  dispatch: ["调度督办", "dispatch"],
  set_up: ["设置事项", "set programmes up"],
  publish: ["发布通报", "publish bulletins"],
  request_erasure: ["提出删除个人信息", "request erasure"],
  approve_erasure: ["批准删除个人信息", "approve erasure"],
  read_accounts: ["查看账号", "see accounts"],
  read_audit: ["查看审计", "read the audit trail"],
  administer: ["管理账号", "administer accounts"],
  operate: ["查看运行指标", "see the service's numbers"],
};
const trailKinds: Said<Schemas["TrailKind"]> = {
  command: ["业务操作", "command"],
  sign_in: ["登录", "sign-in"],
  sign_out: ["退出", "sign-out"],
  credential: ["口令与密钥", "credential"],
  look: ["查看个人信息", "look at personal data"],
  refusal: ["拒绝访问", "refused request"],
  export: ["导出", "export"],
  backup: ["备份", "backup"],
};
const trailOutcomes: Said<Schemas["TrailOutcome"]> = { done: ["成功", "done"], refused: ["被拒绝", "refused"], failed: ["出错", "failed"] };
const claimStates: Said<Schemas["ClaimState"]> = {
  redeemed: ["已核销", "redeemed"],
  filed: ["已报批", "filed for payment"],
  applied: ["待受理", "applied for"],
  in_correction: ["退回补正", "sent back for correction"],
  accepted: ["已受理", "accepted"],
  first_reviewed: ["初审通过", "first review passed"],
  second_reviewed: ["复审通过", "second review passed"],
  noticed: ["公示中", "on public notice"],
  ordered: ["拨付中", "with the bank"],
  paid: ["已拨付", "paid"],
  held: ["暂缓", "held"],
  rejected: ["已驳回", "refused"],
  appealed: ["申诉中", "under appeal"],
  dismissed: ["驳回（终局）", "refused for good"],
  clawback_due: ["待追缴", "to be clawed back"],
  clawed_back: ["已追缴", "clawed back"],
  returned: ["已退货", "returned"],
  voided: ["已冲正", "voided"],
  withdrawn: ["已撤回", "withdrawn"],
};
const erasureStates: Said<Schemas["Erasure"]["state"]> = {
  requested: ["待批准", "waiting"],
  approved: ["已批准，正在删除", "approved, being erased"],
  erased: ["已删除", "erased"],
  refused: ["已驳回", "refused"],
};

export const roleName = say(roles);
export const programmeName = say(programmes);
export const standingName = say(standings);
export const accountKindName = say(accountKinds);
export const rightName = say(rights);
export const trailKindName = say(trailKinds);
export const trailOutcomeName = say(trailOutcomes);
export const claimStateName = say(claimStates);
export const erasureStateName = say(erasureStates);
export const roleOptions = options(roles);
export const programmeOptions = options(programmes);
export const standingOptions = options(standings);
export const accountKindOptions = options(accountKinds);
export const trailKindOptions = options(trailKinds);
export const trailOutcomeOptions = options(trailOutcomes);
export const claimStateOptions = options(claimStates);
