import { civilDate } from '#platform/dates.ts'
import { defineClock } from '#kernel/clock/index.ts'
import { definePermission } from '#kernel/identity/index.ts'

export const CITES = '政府网站发展指引（国办发〔2017〕47号）'

export const permissions = {
  read: definePermission({
    name: 'siteyear.read',
    label: '查看网站年度报表',
    roles: ['drafter', 'section_head', 'unit_leader', 'disclosure_officer', 'inspector'],
    scope: 'unit',
  }),
  fill: definePermission({
    name: 'siteyear.fill',
    label: '填报网站年度报表',
    roles: ['drafter', 'disclosure_officer'],
    scope: 'unit',
  }),
  publish: definePermission({
    name: 'siteyear.publish',
    label: '审核、公布和更正网站年度报表',
    roles: ['section_head', 'unit_leader', 'disclosure_officer'],
    scope: 'unit',
  }),
  open: definePermission({
    name: 'siteyear.open',
    label: '开始填报网站年度报表',
    roles: ['disclosure_officer'],
    scope: 'unit',
  }),
}

/** Public by the last day of January. */
export const publicationClock = defineClock({
  name: 'siteyear.publication',
  label: '网站年度报表公布',
  yellowBefore: 10,
  versions: [{ from: civilDate('2017-12-31'), days: 31, dayKind: 'calendar', cites: CITES }],
})

export const sheetSubject = (id: number) => `site_report:${id}`
/** The pages on which sheets stand. */
export const TAG = 'siteyear'
