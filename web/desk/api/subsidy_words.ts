// What the identifiers of the subsidies programme are called (补贴用语): stages, standings, levels, reasons, classes, kinds.
// What the rules of a later year add is shown as it is written.

import { t } from "../language";
import type { CommandType, Schemas } from "./client";
import { options, say, type Said } from "./words";

const stages: Said<Schemas["BatchStage"]> = {
  filed: ["待审核", "filed, to review"],
  reviewed: ["已审核，待抽样", "reviewed, to sample"],
  sampled: ["抽查中", "in spot check"],
  passed: ["已通过，待公示", "passed, to announce"],
  on_notice: ["公示中", "on public notice"],
  ordered: ["拨付中", "with the bank"],
  paid: ["已拨付", "paid"],
  held: ["整批暂缓", "held as a whole"],
};
const standings: Said<Schemas["MerchantStanding"]> = {
  good: ["正常", "in good standing"],
  warned: ["已警示", "warned"],
  suspended: ["已暂停", "suspended"],
  struck_off: ["已取消资格", "struck off"],
};
const levels: Said<Schemas["FundLevel"]> = {
  central: ["中央", "central"], province: ["省级", "province"], city: ["市级", "city"], county: ["县级", "county"],
};
const holds: Said<Schemas["HoldReason"]> = {
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
};
const lineStatuses: Said<"sent" | "failed" | "paid"> = {
  sent: ["等银行回单", "with the bank"], failed: ["失败", "failed"], paid: ["已到账", "paid"],
};
const severities: Said<"refuse" | "hold" | "flag"> = { refuse: ["不予受理", "refuse"], hold: ["暂缓", "hold"], flag: ["提示", "for attention"] };
const methods: Said<"first_come" | "lot"> = { first_come: ["先到先得", "first come"], lot: ["摇号", "by lot"] };
const importStates: Said<Schemas["Import"]["state"]> = {
  reading: ["正在读文件", "being read"], preview: ["等待确认", "waits to be confirmed"], running: ["正在导入", "running"],
  done: ["已完成", "done"], stopped: ["已停止", "stopped"], failed: ["没有完成", "failed"],
};
const outcomes: Said<Schemas["BacktestOutcome"]> = {
  untouched: ["不在这些规则的年份", "of another year"],
  granted: ["给予补贴", "granted"],
  unknown_kind: ["没有这个品类", "kind not known"],
  no_clause: ["没有适用条款", "no clause applies"],
  two_clauses: ["两条同时适用", "two clauses apply"],
  fact_missing: ["缺少规则要问的事实", "a fact is missing"],
  not_eligible: ["不符合条件", "not eligible"],
  limit_used_up: ["个人限额用完", "limit used up"],
  no_fund: ["没有资金池", "no fund"],
  fund_exhausted: ["资金用完", "fund exhausted"],
};
const classes: Record<string, [string, string]> = {
  vehicle: ["汽车", "vehicles"], "vehicle.scrappage": ["汽车报废更新", "vehicle scrappage"], "vehicle.replacement": ["汽车置换更新", "vehicle replacement"],
  appliance_digital: ["家电数码", "appliances and digital"], "appliance_digital.appliance": ["家电以旧换新", "home appliances"],
  "appliance_digital.digital": ["数码产品购新", "digital products"], home: ["家装厨卫", "home decoration"], ebike: ["电动自行车", "e-bikes"],
};
const kinds: Record<string, [string, string]> = {
  refrigerator: ["冰箱", "Refrigerator"], washing_machine: ["洗衣机", "Washing machine"], television: ["电视", "Television"],
  air_conditioner: ["空调", "Air conditioner"], computer: ["电脑", "Computer"], water_heater: ["热水器", "Water heater"],
  gas_stove: ["家用灶具", "Gas stove"], range_hood: ["吸油烟机", "Range hood"], dishwasher: ["洗碗机", "Dishwasher"],
  rice_cooker: ["电饭煲", "Rice cooker"], microwave: ["微波炉", "Microwave oven"], water_purifier: ["净水器", "Water purifier"],
  car_scrappage: ["报废旧车买车", "Car after scrapping"], car_replacement: ["置换旧车买车", "Car after handing over"],
  phone: ["手机", "Phone"], tablet: ["平板电脑", "Tablet"], watch: ["智能手表（手环）", "Smart watch or band"],
  kitchen_cabinet: ["橱柜", "Kitchen cabinet"], bathroom: ["卫浴洁具", "Bathroom fittings"], flooring: ["地板瓷砖", "Flooring"],
  door_window: ["门窗", "Doors and windows"], curtain: ["窗帘", "Curtains"], lighting: ["灯具", "Lighting"],
  smart_toilet: ["智能坐便器", "Smart toilet"], ageing_adaptation: ["适老化改造用品", "Ageing adaptation"], ebike: ["电动自行车", "E-bike"],
};
const moves: Partial<Record<CommandType, [string, string]>> = {
  "subsidies.accept": ["受理", "Accept"],
  "subsidies.send_back": ["退回补正", "Send back"],
  "subsidies.resubmit": ["补正", "Resubmit"],
  "subsidies.first_review": ["初审通过", "Pass the first review"],
  "subsidies.second_review": ["复审通过", "Pass the second review"],
  "subsidies.refuse": ["驳回", "Refuse"],
  "subsidies.hold": ["暂缓", "Hold"],
  "subsidies.release": ["解除暂缓", "Release"],
  "subsidies.void": ["冲正", "Void the sale"],
  "subsidies.return_goods": ["办理退货", "Return the goods"],
  "subsidies.withdraw": ["撤回申请", "Withdraw"],
  "subsidies.appeal": ["申诉", "Appeal"],
  "subsidies.decide_appeal": ["决定申诉", "Decide the appeal"],
  "subsidies.reopen": ["重新办理", "Reopen"],
  "subsidies.record_repayment": ["登记追缴到账", "Record the repayment"],
};

const known = (names: Record<string, [string, string]>) => (word: string): string => {
  const name = Object.hasOwn(names, word) ? names[word] : undefined;
  return name ? t(...name) : word;
};
const listed = (names: Record<string, [string, string]>) => (): { value: string; label: string }[] =>
  Object.entries(names).map(([value, name]) => ({ value, label: t(...name) }));

export const stageName = say(stages);
export const merchantStandingName = say(standings);
export const levelName = say(levels);
export const holdReasonName = say(holds);
export const lineStatusName = say(lineStatuses);
export const severityName = say(severities);
export const methodName = say(methods);
export const importStateName = say(importStates);
export const outcomeName = say(outcomes);
export const className = known(classes);
export const kindName = known(kinds);
export const moveName = (type: CommandType): string => { const name = moves[type]; return name ? t(...name) : type; };
export const stageOptions = options(stages);
export const merchantStandingOptions = options(standings);
export const levelOptions = options(levels);
export const holdReasonOptions = options(holds);
export const methodOptions = options(methods);
export const classOptions = listed(classes);
export const kindOptions = listed(kinds);
