import { civilDate } from '#platform/dates.ts'
import { defineClock } from '#kernel/clock/index.ts'
import { definePermission } from '#kernel/identity/index.ts'

export const permissions = {
  read: definePermission({
    name: 'disclosure.read',
    label: '查看公开指南和目录情况',
    roles: ['drafter', 'section_head', 'unit_leader', 'disclosure_officer', 'inspector'],
    scope: 'unit',
  }),
  edit: definePermission({
    name: 'disclosure.edit',
    label: '编写公开指南',
    roles: ['drafter', 'disclosure_officer'],
    scope: 'unit',
  }),
  /** What a confirmation shows to the public is the unit's word (政府信息公开条例 第四条). */
  confirm: definePermission({
    name: 'disclosure.confirm',
    label: '确认公开指南',
    roles: ['unit_leader', 'disclosure_officer'],
    scope: 'unit',
  }),
  declare: definePermission({
    name: 'disclosure.declare',
    label: '声明没有某类信息',
    roles: ['unit_leader', 'disclosure_officer'],
    scope: 'unit',
  }),
  oversee: definePermission({
    name: 'disclosure.oversee',
    label: '查看各单位公开情况',
    roles: ['disclosure_officer', 'inspector'],
    scope: 'unit',
  }),
  /** For all units alike; held for the government itself. */
  configure: definePermission({
    name: 'disclosure.configure',
    label: '设置公开事项',
    roles: ['administrator', 'disclosure_officer'],
    scope: 'unit',
  }),
}

/**
 * The article has a guide and a catalogue kept up to date and sets no interval; a year is the policy of this platform,
 * so that nobody's address goes unlooked at for longer.
 */
export const guideClock = defineClock({
  name: 'disclosure.guide',
  label: '公开指南年度确认',
  yellowBefore: 30,
  versions: [
    {
      from: civilDate('2019-05-15'),
      days: 365,
      dayKind: 'calendar',
      cites: '政府信息公开条例（2019）第十二条第一款（及时更新；每年确认一次为本平台的要求）',
    },
  ],
})

/** A declaration holds for a year at most; then the unit looks again. */
export const DECLARATION_DAYS = 365

export const guideSubject = (unitId: number) => `guide:${unitId}`

/** Each confirmation starts a limit of its own: what was done late stays judged. */
export const clockSubject = (unitId: number, confirmation: number) => `guide:${unitId}-${confirmation}`
