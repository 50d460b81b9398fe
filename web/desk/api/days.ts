// Days (日期) of the city and how far they are.

import { t } from "../language";

const days = new Intl.DateTimeFormat("sv-SE", { timeZone: "Asia/Shanghai", year: "numeric", month: "2-digit", day: "2-digit" });
/// Today in the city, 2025-06-15.
export const today = (): string => days.format(new Date());

/// The day `days` after.
export const daysAfter = (day: string, count: number): string => new Date(Date.parse(`${day}T00:00:00Z`) + count * 86_400_000).toISOString().slice(0, 10);

/// How many days lie between today and `day`; negative if it is over.
const daysUntil = (day: string): number => Math.round((Date.parse(`${day}T00:00:00Z`) - Date.parse(`${today()}T00:00:00Z`)) / 86_400_000);

/// "3 days late", "today", "in 2 days".
export function untilInWords(day: string): string {
  const left = daysUntil(day);
  const late = 0 - left;
  if (late > 0) return t(`超期 ${late} 天`, late === 1 ? "1 day late" : `${late} days late`);
  if (left === 0) return t("今天到期", "due today");
  return t(`还有 ${left} 天`, left === 1 ? "due tomorrow" : `due in ${left} days`);
}
export const isLate = (day: string): boolean => daysUntil(day) < 0;
export const isToday = (day: string): boolean => daysUntil(day) === 0;
