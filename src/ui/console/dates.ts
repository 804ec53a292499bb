import {
  civilDateOf,
  daysBetween,
  formatInstantChinese,
  parseCivilDate,
  type CivilDate,
} from '#platform/dates.ts'

/** This computer's clock: for what is only said to the person at it; the server decides by its own. */
export function now(): Date {
  return new Date()
}

/** Today in China, by this computer's clock: for what a form proposes; the server decides by its own. */
export function today(): CivilDate {
  return civilDateOf(now())
}

/** 2024-02-28 09:30 of an instant on the wire. */
export function instantText(at: string): string {
  return formatInstantChinese(new Date(at))
}

/** 今天到期, 还有 3 天, 已过 2 天: calendar days, to help the eye; the lights count working days. */
export function dueText(dueOn: string, on: CivilDate = today()): string {
  const due = parseCivilDate(dueOn)
  if (due === undefined) return dueOn
  const days = daysBetween(on, due)
  if (days === 0) return '今天到期'
  return days > 0 ? `还有 ${days} 天` : `已过 ${-days} 天`
}
