import { parseCivilDate, type CivilDate } from '#platform/dates.ts'

/** 2026-03 of an address, as the month's first day. */
export function readMonth(text: string): CivilDate | undefined {
  return /^\d{4}-\d{2}$/.test(text) ? parseCivilDate(`${text}-01`) : undefined
}

export const monthAddress = (month: CivilDate) => `/cases/month/${month.slice(0, 7)}`

export const monthWords = (month: CivilDate) => `${Number(month.slice(0, 4))}年${Number(month.slice(5, 7))}月`
