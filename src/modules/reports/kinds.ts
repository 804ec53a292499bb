import { civilDate } from '#platform/dates.ts'
import { defineClock } from '#kernel/clock/index.ts'
import { definePermission } from '#kernel/identity/index.ts'

export const permissions = {
  read: definePermission({
    name: 'reports.read',
    label: '查看年度报告',
    roles: ['drafter', 'section_head', 'unit_leader', 'disclosure_officer', 'inspector'],
    scope: 'unit',
  }),
  draft: definePermission({
    name: 'reports.draft',
    label: '编写和报送年度报告',
    roles: ['drafter', 'section_head', 'disclosure_officer'],
    scope: 'unit',
  }),
  /** Held for the unit whose report it is: what is frozen and public is its word (政府信息公开条例 第四十九条). */
  publish: definePermission({
    name: 'reports.publish',
    label: '定稿、公布和更正年度报告',
    roles: ['unit_leader', 'disclosure_officer'],
    scope: 'unit',
  }),
  /** Held for the government that collects. */
  check: definePermission({
    name: 'reports.check',
    label: '审核年度报告',
    roles: ['disclosure_officer'],
    scope: 'unit',
  }),
  collect: definePermission({
    name: 'reports.collect',
    label: '汇总年度报告、设置期限',
    roles: ['disclosure_officer'],
    scope: 'unit',
  }),
}

const ARTICLE = '政府信息公开条例（2019）第四十九条'

/** 第四十九条第一款: departments give their report to the office of their government. */
export const submissionClock = defineClock({
  name: 'reports.submission',
  label: '年度报告报送',
  yellowBefore: 10,
  versions: [
    {
      from: civilDate('2008-12-31'),
      days: 90,
      dayKind: 'calendar',
      cites: '政府信息公开条例（2007）第三十一条',
    },
    { from: civilDate('2019-12-31'), days: 31, dayKind: 'calendar', cites: ARTICLE },
  ],
})

/** Departments publish theirs by the same day, the government's office that of the government two months later. */
export const publicationClock = defineClock({
  name: 'reports.publication',
  label: '年度报告公布',
  yellowBefore: 10,
  versions: [
    {
      from: civilDate('2008-12-31'),
      days: 90,
      dayKind: 'calendar',
      cites: '政府信息公开条例（2007）第三十一条',
    },
    { from: civilDate('2019-12-31'), days: 31, dayKind: 'calendar', cites: ARTICLE },
  ],
})

export const collectionSubject = (id: number) => `annual_collection:${id}`
export const reportSubject = (id: number) => `annual_report:${id}`
/** Each time it is given out begins a limit of its own: what was late stays judged. */
export const roundSubject = (report: { readonly id: number; readonly round: number }) =>
  `annual_report:${report.id}/${report.round}`

/** The pages on which a unit's report of a year stands. */
export const reportTag = (unitId: number, year: number) => `annual:${unitId}:${year}`
