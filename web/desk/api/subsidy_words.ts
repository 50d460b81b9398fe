// What kinds of goods, levels that pay, ways of releasing entitlements and states of an import are called (补贴用语). A kind that the rules of a
// later year add is shown as it is written.

import { t } from "../language";
import type { Schemas } from "./client";
import { options, say, type Said } from "./words";

const methods: Said<"first_come" | "lot"> = { first_come: ["先到先得", "first come"], lot: ["摇号", "by lot"] };
const importStates: Said<Schemas["Import"]["state"]> = {
  reading: ["正在读文件", "being read"], preview: ["等待确认", "waits to be confirmed"], running: ["正在导入", "running"],
  done: ["已完成", "done"], stopped: ["已停止", "stopped"], failed: ["没有完成", "failed"],
};
const levels: Said<Schemas["FundShareRow"]["level"]> = {
  central: ["中央", "central"], province: ["省级", "province"], city: ["市级", "city"], county: ["县级", "county"],
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

export const levelOptions = options(levels);
export const methodName = say(methods);
export const methodOptions = options(methods);
export const importStateName = say(importStates);
export const kindName = (kind: string): string => { const name = Object.hasOwn(kinds, kind) ? kinds[kind] : undefined; return name ? t(...name) : kind; };
export const kindOptions = (): { value: string; label: string }[] => Object.entries(kinds).map(([value, name]) => ({ value, label: t(...name) }));
