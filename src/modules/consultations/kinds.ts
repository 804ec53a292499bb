import { civilDate } from '#platform/dates.ts'
import { defineCaseKind, type Outcome } from '#kernel/cases/index.ts'
import { defineClock } from '#kernel/clock/index.ts'
import { definePermission } from '#kernel/identity/index.ts'
import type { REFERRALS, VERDICTS, WAYS } from './contract.ts'

export const permissions = {
  read: definePermission({
    name: 'consultations.read',
    label: '查看咨询',
    roles: ['drafter', 'section_head', 'unit_leader', 'disclosure_officer', 'inspector'],
    scope: 'unit',
  }),
  handle: definePermission({
    name: 'consultations.handle',
    label: '办理咨询',
    roles: ['drafter', 'disclosure_officer'],
    scope: 'unit',
  }),
  /** The city's own times. */
  set: definePermission({
    name: 'consultations.set',
    label: '设定咨询答复期限',
    roles: ['disclosure_officer'],
    scope: 'unit',
  }),
}

export const wayLabels: Readonly<Record<(typeof WAYS)[number], string>> = {
  online: '网上',
  phone: '电话',
  counter: '当面',
}

export const verdictLabels: Readonly<Record<(typeof VERDICTS)[number], string>> = {
  satisfied: '满意',
  fair: '基本满意',
  unsatisfied: '不满意',
}

export const referralLabels: Readonly<Record<(typeof REFERRALS)[number], string>> = {
  request: '公开申请',
  letter: '信访、投诉、建议',
}

/** No statute sets it: each city does, and each version says by which of its papers. */
export const CITES = '本市政府信息公开咨询规定（期限可在“咨询”中设置）'

export const FIRST_DAY = civilDate('2008-05-01')

/** What holds until the city sets its own. */
export const DEFAULT_SETTING = {
  from: FIRST_DAY,
  replyDays: 5,
  dayKind: 'working',
  closeDays: 30,
  keepDays: 180,
  unsureUnitId: null,
  letterWay: '',
  cites: CITES,
} as const

/** The limit for the answer, from the day after the question; the city's versions stand in the database. */
export const replyClock = defineClock({
  name: 'consultations.reply',
  label: '咨询答复期限',
  yellowBefore: 2,
  versions: [
    {
      from: FIRST_DAY,
      days: DEFAULT_SETTING.replyDays,
      dayKind: DEFAULT_SETTING.dayKind,
      cites: CITES,
    },
  ],
})

const outcome = (code: string, label: string, cites: string): Outcome => ({ code, label, cites })

const outcomes: readonly Outcome[] = [
  outcome('answered', '已解答', CITES),
  outcome('referred_request', '告知按公开申请办理', '政府信息公开条例 第二十九条'),
  outcome('referred_letter', '告知通过信访、投诉等渠道提出', CITES),
]

export function outcomeLabel(code: string): string {
  return outcomes.find((one) => one.code === code)?.label ?? code
}

const SUBJECT = 'consultation:'

/** A short case: asked, answered, closed. Given to another unit it stays open, and its time runs on. */
export const consultation = defineCaseKind({
  name: 'consultations.consultation',
  label: '咨询',
  cites: CITES,
  readBy: permissions.read,
  handledBy: permissions.handle,
  subjectPrefix: SUBJECT,
  clock: replyClock.name,
  page: '/consultations',
  prefix: 'ZX',
  initial: ['open'],
  states: {
    open: { label: '待答复' },
    answered: { label: '已答复' },
    closed: { label: '已办结', final: true },
  },
  steps: [
    {
      name: 'answer',
      label: '答复',
      from: ['open'],
      to: 'answered',
      permission: permissions.handle,
      cites: CITES,
    },
    {
      name: 'refer',
      label: '告知其他办理途径',
      from: ['open'],
      to: 'answered',
      permission: permissions.handle,
      cites: CITES,
    },
    {
      name: 'transfer',
      label: '转其他单位',
      from: ['open'],
      to: 'open',
      permission: permissions.handle,
      cites: CITES,
    },
    {
      name: 'amend',
      label: '补充、更正答复',
      from: ['answered'],
      to: 'answered',
      permission: permissions.handle,
      cites: CITES,
    },
    {
      name: 'close',
      label: '办结',
      from: ['answered'],
      to: 'closed',
      permission: permissions.handle,
      cites: CITES,
    },
  ],
  outcomes,
})

/** A consultation as clocks and the ledger name it. */
export const subjectOf = (id: number) => `${SUBJECT}${id}`
