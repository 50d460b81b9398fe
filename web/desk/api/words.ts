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
  review: ["审核", "review"],
  second_review: ["复审", "second review"],
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
  returned: ["已退货", "returned"],
  withdrawn: ["已撤回", "withdrawn"],
  voided: ["已冲正", "voided"],
  clawback_due: ["待追缴", "to be clawed back"],
  clawed_back: ["已追缴", "clawed back"],
};
const batchStages: Said<Schemas["BatchStage"]> = {
  filed: ["已申报", "filed"],
  reviewed: ["已审核", "reviewed"],
  sampled: ["抽查中", "in spot check"],
  passed: ["已通过", "passed"],
  on_notice: ["公示中", "on public notice"],
  ordered: ["拨付中", "with the bank"],
  paid: ["已拨付", "paid"],
  held: ["整批暂缓", "held as a whole"],
};
const merchantStandings: Said<Schemas["MerchantStanding"]> = {
  good: ["正常", "in good standing"],
  warned: ["已警示", "warned"],
  suspended: ["已暂停", "suspended"],
  struck_off: ["已取消资格", "struck off"],
};
const holdReasons = {
  serial_number_wrong: ["串号不符", "serial number wrong"],
  serial_number_missing: ["缺少串号", "serial number missing"],
  serial_number_unreadable: ["串号无法辨认", "serial number unreadable"],
  location_missing: ["缺少定位", "no location"],
  location_differs: ["定位与送货单不符", "location differs from the delivery note"],
  box_photo_unreadable: ["外包装照片无法辨认", "photo of the box unreadable"],
  activation_photo_missing: ["缺少激活照片", "no photo of the activation"],
  company_buyer: ["单位购买", "a company as buyer"],
  price_above_history: ["价格高于近期", "price above the history"],
  delivery_outside: ["送货地点不在本市", "delivered outside the city"],
  burst_at_till: ["终端集中核销", "a burst at one till"],
  merchant_violation: ["商户违规", "the merchant's violation"],
  other: ["其他", "other"],
} satisfies Record<string, Pair>;
export type HoldReason = keyof typeof holdReasons;
/// Classes of the rules, with the funds' prefixes of them.
const classes: Record<string, Pair> = {
  vehicle: ["汽车", "vehicles"],
  "vehicle.scrappage": ["汽车报废更新", "vehicle scrappage"],
  "vehicle.replacement": ["汽车置换更新", "vehicle replacement"],
  appliance_digital: ["家电和数码", "appliances and digital products"],
  "appliance_digital.appliance": ["家电", "home appliances"],
  "appliance_digital.digital": ["数码产品", "digital products"],
  home: ["家装厨卫", "home decoration, kitchen and bath"],
  ebike: ["电动自行车", "e-bikes"],
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
export const batchStageName = say(batchStages);
export const batchStageOptions = options(batchStages);
export const merchantStandingName = say(merchantStandings);
export const merchantStandingOptions = options(merchantStandings);
export const holdReasonName = (reason: string): string => { const pair = (holdReasons as Record<string, [string, string]>)[reason]; return pair ? of(pair) : reason; };
export const holdReasonOptions = options<HoldReason>(holdReasons as Said<HoldReason>);
export const className = (cls: string): string => { const pair = classes[cls]; return cls === "" ? t("全部类别", "all classes") : pair ? of(pair) : cls; };
export const classOptions = (): { value: string; label: string }[] => Object.entries(classes).map(([value, pair]) => ({ value, label: of(pair) }));
export const erasureStateName = say(erasureStates);
export const roleOptions = options(roles);
export const programmeOptions = options(programmes);
export const standingOptions = options(standings);
export const accountKindOptions = options(accountKinds);
export const trailKindOptions = options(trailKinds);
export const trailOutcomeOptions = options(trailOutcomes);
export const claimStateOptions = options(claimStates);
