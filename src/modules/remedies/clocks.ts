import { civilDate } from '#platform/dates.ts'
import { defineClock, type ClockRule, type ClockVersion } from '#kernel/clock/index.ts'

/*
 * The limits that bind the unit. Those marked as not compared with the text stand until the city sets its own version
 * under 期限设置.
 */

/** 行政复议法（2023）第八十八条: ten days are working days since 2024. */
export const replyClock = defineClock({
  name: 'remedies.reply',
  label: '复议书面答复期限',
  yellowBefore: 3,
  versions: [
    {
      from: civilDate('1999-10-01'),
      days: 10,
      dayKind: 'calendar',
      cites: '行政复议法（1999、2017）第二十三条（未经核对，可在“期限设置”中更改）',
    },
    {
      from: civilDate('2024-01-01'),
      days: 10,
      dayKind: 'working',
      cites: '行政复议法（2023）第四十八条、第八十八条（未经核对，可在“期限设置”中更改）',
    },
  ],
})

export const defenceClock = defineClock({
  name: 'remedies.defence',
  label: '答辩举证期限',
  yellowBefore: 5,
  versions: [
    {
      from: civilDate('1990-10-01'),
      days: 10,
      dayKind: 'calendar',
      cites: '行政诉讼法（1989）第四十三条（未经核对，可在“期限设置”中更改）',
    },
    {
      from: civilDate('2015-05-01'),
      days: 15,
      dayKind: 'calendar',
      cites: '行政诉讼法 第六十七条（未经核对，可在“期限设置”中更改）',
    },
  ],
})

/** The Regulation gives a complaint no limit; the city's own rule says one. */
export const complaintClock = defineClock({
  name: 'remedies.complaint',
  label: '投诉举报处理期限',
  yellowBefore: 10,
  versions: [
    {
      from: civilDate('2008-05-01'),
      days: 60,
      dayKind: 'calendar',
      cites: '条例没有规定期限，暂按六十日（未经核对，请按本市规定在“期限设置”中更改）',
    },
  ],
})

/** Its length is always the decision's own: what stands here only says which law the duty comes from. */
export const redoClock = defineClock({
  name: 'remedies.redo',
  label: '重新办理期限',
  yellowBefore: 5,
  versions: [
    {
      from: civilDate('1990-10-01'),
      days: 20,
      dayKind: 'working',
      cites: '复议决定、裁判或者责令改正文书所定的期限',
    },
  ],
})

export const clocks: readonly ClockRule[] = [replyClock, defenceClock, complaintClock, redoClock]

/** 行政复议法（2023）第六十二条（2017 第三十一条）: the organ decides within sixty days, extended by thirty at most. */
export const ORGAN_LIMIT = { days: 60, extension: 30 } as const

export interface LimitSetting extends ClockVersion {
  readonly clock: string
}

/** A limit with what the city set for itself; of two versions from one day the city's stands. */
export function withSettings(rule: ClockRule, settings: readonly LimitSetting[]): ClockRule {
  const own = settings.filter((setting) => setting.clock === rule.name)
  return {
    ...rule,
    versions: [
      ...rule.versions.filter((version) => own.every((setting) => setting.from !== version.from)),
      ...own.map(({ from, days, dayKind, cites }) => ({ from, days, dayKind, cites })),
    ].toSorted((a, b) => a.from.localeCompare(b.from)),
  }
}
