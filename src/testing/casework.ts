import { tmpdir } from 'node:os'
import { civilDate, type CivilDate } from '#platform/dates.ts'
import { folderStore, type FileStore } from '#platform/files/index.ts'
import { defineCaseKind, openCase, takeStep, type CaseKind, type CaseRow } from '#kernel/cases/index.ts'
import { defineClock, startClock, stopClock } from '#kernel/clock/index.ts'
import { definePermission, type Context } from '#kernel/identity/index.ts'
import type { Unit } from '#kernel/organisation/index.ts'
import type { Notice } from '#modules/messages/index.ts'
import type { CaseworkServices } from '../modules/casework/cases.ts'

const CITES = '试验规定 第一条'

const letterRead = definePermission({
  name: 'letters.read',
  label: '查看来信',
  roles: ['drafter', 'section_head', 'unit_leader', 'disclosure_officer', 'inspector'],
  scope: 'unit',
})
const letterHandle = definePermission({
  name: 'letters.handle',
  label: '办理来信',
  roles: ['drafter', 'disclosure_officer'],
  scope: 'unit',
})

export const letterClock = defineClock({
  name: 'letters.reply',
  label: '来信答复期限',
  yellowBefore: 3,
  versions: [{ from: civilDate('2008-05-01'), days: 10, dayKind: 'working', cites: CITES }],
})

/** A kind of case of these tests: written, answered, or thrown away. */
export const letter = defineCaseKind({
  name: 'letters.letter',
  label: '来信',
  cites: CITES,
  readBy: letterRead,
  handledBy: letterHandle,
  subjectPrefix: 'letter:',
  clock: letterClock.name,
  page: '/letters',
  prefix: 'LX',
  initial: ['open'],
  states: {
    open: { label: '待答复' },
    answered: { label: '已答复', final: true },
    discarded: { label: '不予受理', final: true },
  },
  steps: [
    { name: 'answer', label: '答复', from: ['open'], to: 'answered', cites: CITES },
    { name: 'discard', label: '不予受理', from: ['open'], to: 'discarded', cites: CITES },
  ],
  outcomes: [{ code: 'answered', label: '已答复', cites: CITES }],
})

/** A letter that came to the unit on a day, with its limit running. */
export function openLetter(
  ctx: Context,
  unit: Unit,
  on: CivilDate = ctx.today,
  days?: number,
): Promise<CaseRow> {
  return ctx.transaction(async (tx) => {
    const row = await openCase(tx, ctx, letter, {
      unitId: unit.id,
      unitCode: unit.code,
      state: 'open',
      on,
      received: { on, lawFrom: civilDate('2008-05-01') },
    })
    await startClock(tx, letterClock, {
      subject: `letter:${row.id}`,
      unitId: unit.id,
      on,
      ...(days === undefined ? {} : { days }),
    })
    return row
  })
}

export async function closeLetter(ctx: Context, row: CaseRow, on: CivilDate = ctx.today): Promise<void> {
  await ctx.transaction(async (tx) => {
    await stopClock(tx, letterClock, `letter:${row.id}`, on)
    const set = { outcome: 'answered', concluded_on: on }
    await takeStep(tx, ctx, letter, row, { name: 'answer', on, set })
  })
}

/** What the house hands to the module, with every notice kept. */
export function caseworkServices(kinds: readonly CaseKind[], files: FileStore = folderStore(tmpdir())) {
  const told: Notice[] = []
  const services: CaseworkServices = {
    kinds: () => kinds,
    files,
    notify: (_tx, _ctx, notice) => {
      told.push(notice)
      return Promise.resolve()
    },
  }
  return { services, told }
}
