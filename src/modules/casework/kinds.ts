import { civilDate } from '#platform/dates.ts'
import { defineClock } from '#kernel/clock/index.ts'
import { definePermission } from '#kernel/identity/index.ts'
import type { COHANDLING_STATES } from './contract.ts'

export const permissions = {
  read: definePermission({
    name: 'casework.read',
    label: '查看承办人、会办和内部讨论',
    roles: ['drafter', 'section_head', 'unit_leader', 'disclosure_officer', 'inspector'],
    scope: 'unit',
  }),
  /** What colleagues do around a case: take it, say something, have somebody stand in. */
  work: definePermission({
    name: 'casework.work',
    label: '参与办件协作',
    roles: ['drafter', 'section_head', 'unit_leader', 'disclosure_officer'],
    scope: 'unit',
  }),
  distribute: definePermission({
    name: 'casework.distribute',
    label: '分派办件、移交和代办',
    roles: ['section_head', 'unit_leader', 'disclosure_officer'],
    scope: 'unit',
  }),
  /** How the units stand. */
  oversee: definePermission({
    name: 'casework.oversee',
    label: '督办总览',
    roles: ['section_head', 'unit_leader', 'disclosure_officer', 'inspector'],
    scope: 'unit',
  }),
  ask: definePermission({
    name: 'casework.ask',
    label: '请其他单位会办',
    roles: ['drafter', 'section_head', 'disclosure_officer'],
    scope: 'unit',
  }),
  cohandle: definePermission({
    name: 'casework.cohandle',
    label: '办理会办',
    roles: ['drafter', 'section_head', 'disclosure_officer'],
    scope: 'unit',
  }),
  /** The city's own times. */
  limit: definePermission({
    name: 'casework.limit',
    label: '设定会办期限',
    roles: ['disclosure_officer'],
    scope: 'unit',
  }),
}

/** What holds until the city sets its own: no law says how long another unit may take. */
export const DEFAULT_LIMIT = {
  from: civilDate('2008-05-01'),
  days: 5,
  mostDays: 15,
  cites: '政府信息公开条例 第十一条；本市会办规定（期限可在“会办”中设置）',
} as const

/** The asked unit's limit; whoever asks sets its length, within the city's. */
export const cohandlingClock = defineClock({
  name: 'casework.cohandling',
  label: '会办期限',
  yellowBefore: 2,
  versions: [
    { from: DEFAULT_LIMIT.from, days: DEFAULT_LIMIT.days, dayKind: 'working', cites: DEFAULT_LIMIT.cites },
  ],
})

/** What stands before a co-handling's number where its clock names it. */
export const COHANDLING = 'cohandling:'
export const cohandlingSubject = (id: number) => `${COHANDLING}${id}`

export const cohandlingStateLabels: Readonly<Record<(typeof COHANDLING_STATES)[number], string>> = {
  asked: '待回复',
  answered: '已回复',
  recalled: '已撤回',
}
