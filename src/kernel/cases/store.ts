import { type Selectable } from 'kysely'
import type { Handle, Tx } from '#platform/db/connect.ts'
import type { CasesCase, CasesStep } from '#platform/db/tables.ts'
import type { CivilDate } from '#platform/dates.ts'
import { notFound } from '#platform/errors.ts'
import type { Context } from '#kernel/identity/index.ts'
import { decideStep, type CaseKind } from './kind.ts'
import { numberOf, takeSerials } from './numbers.ts'

export type CaseRow = Selectable<CasesCase>
export type TakenStep = Selectable<CasesStep>

/** Opens a case in one of its kind's initial states, under the next number of its unit and year. */
export async function openCase(
  tx: Tx,
  ctx: Context,
  kind: CaseKind,
  opened: {
    unitId: number
    unitCode: string
    state: string
    on: CivilDate
    /** What its kind sorts its cases by in figures; none where the kind has no such thing. */
    category?: string
    /** When the day of receipt is settled from the start. */
    received?: { on: CivilDate; lawFrom: CivilDate }
  },
): Promise<CaseRow> {
  if (!kind.initial.includes(opened.state))
    throw new Error(`a case of ${kind.name} does not begin as ${opened.state}`)
  const year = Number(opened.on.slice(0, 4))
  const serial = await takeSerials(tx, kind, opened.unitId, year, 1)
  const number = numberOf(kind, opened.unitCode, year, serial)
  const row = await tx
    .insertInto('cases.case')
    .values({
      kind: kind.name,
      number,
      unit_id: opened.unitId,
      state: opened.state,
      category: opened.category ?? '',
      received_on: opened.received?.on ?? null,
      law_from: opened.received?.lawFrom ?? null,
    })
    .returningAll()
    .executeTakeFirstOrThrow()
  await writeStep(tx, ctx, row.id, { name: 'open', from: null, to: opened.state, on: opened.on })
  return row
}

/** The case, locked until the transaction ends; another kind's case is not found. */
export function lockCase(tx: Tx, kind: CaseKind, id: number): Promise<CaseRow> {
  return tx
    .selectFrom('cases.case')
    .selectAll()
    .where('id', '=', id)
    .where('kind', '=', kind.name)
    .forUpdate()
    .executeTakeFirstOrThrow(() => notFound('case', id))
}

export function getCase(handle: Handle, kind: CaseKind, id: number): Promise<CaseRow> {
  return handle
    .selectFrom('cases.case')
    .selectAll()
    .where('id', '=', id)
    .where('kind', '=', kind.name)
    .executeTakeFirstOrThrow(() => notFound('case', id))
}

/** The case of whatever kind; not found when there is none. */
export function getAnyCase(handle: Handle, id: number): Promise<CaseRow> {
  return handle
    .selectFrom('cases.case')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirstOrThrow(() => notFound('case', id))
}

/** The case that a subject names (`request:12`), with its kind; undefined where it names none of these kinds. */
export async function findCaseOfSubject(
  handle: Handle,
  kinds: readonly CaseKind[],
  subject: string,
): Promise<{ readonly row: CaseRow; readonly kind: CaseKind } | undefined> {
  const kind = kinds.find((one) => subject.startsWith(one.subjectPrefix))
  const id = kind && Number(subject.slice(kind.subjectPrefix.length))
  if (!kind || !Number.isSafeInteger(id)) return undefined
  const row = await handle
    .selectFrom('cases.case')
    .selectAll()
    .where('id', '=', Number(id))
    .where('kind', '=', kind.name)
    .executeTakeFirst()
  return row && { row, kind }
}

/** Cases of whatever kind, locked until the transaction ends, in one order for everybody; what is not there is left out. */
export function lockAnyCases(tx: Tx, ids: readonly number[]): Promise<CaseRow[]> {
  return tx
    .selectFrom('cases.case')
    .selectAll()
    .where('id', 'in', ids.length === 0 ? [0] : [...ids])
    .orderBy('id')
    .forUpdate()
    .execute()
}

/** What a step may set besides the state. */
export interface CasePatch {
  /** A case that another unit takes over keeps its number. */
  readonly unit_id?: number
  readonly received_on?: CivilDate
  readonly law_from?: CivilDate
  /** null: what was decided is open again. */
  readonly outcome?: string | null
  readonly concluded_on?: CivilDate | null
}

/** Takes a step of the table on a locked case. The caller has asked `decideStep`; a step that is not allowed throws. */
export async function takeStep(
  tx: Tx,
  ctx: Context,
  kind: CaseKind,
  row: CaseRow,
  taken: { name: string; on: CivilDate; set?: CasePatch },
): Promise<CaseRow> {
  const decision = decideStep(kind, row.state, taken.name)
  if (!decision.ok) throw new Error(`${kind.name}: ${taken.name} is not a step from ${row.state}`)
  const updated = await tx
    .updateTable('cases.case')
    .set((eb) => ({ ...taken.set, state: decision.value.to, revision: eb('revision', '+', 1) }))
    .where('id', '=', row.id)
    .returningAll()
    .executeTakeFirstOrThrow()
  await writeStep(tx, ctx, row.id, { name: taken.name, from: row.state, to: decision.value.to, on: taken.on })
  return updated
}

async function writeStep(
  tx: Tx,
  ctx: Context,
  caseId: number,
  step: { name: string; from: string | null; to: string; on: CivilDate },
): Promise<void> {
  await tx
    .insertInto('cases.step')
    .values({
      case_id: caseId,
      name: step.name,
      from_state: step.from,
      to_state: step.to,
      taken_on: step.on,
      staff_id: ctx.actor.staffId,
    })
    .execute()
}

export function listSteps(handle: Handle, caseId: number): Promise<TakenStep[]> {
  return handle.selectFrom('cases.step').selectAll().where('case_id', '=', caseId).orderBy('id').execute()
}
