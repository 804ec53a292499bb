import { sql } from 'kysely'
import type { Tx } from '#platform/db/connect.ts'
import type { CivilDate } from '#platform/dates.ts'
import type { Context } from '#kernel/identity/index.ts'
import { numberOf, takeSerials } from './numbers.ts'
import type { CaseKind } from './kind.ts'

/** A case that was begun, and mostly ended, before it came here: written whole. */
export interface PastCase {
  readonly state: string
  readonly openedOn: CivilDate
  readonly receivedOn: CivilDate
  readonly lawFrom: CivilDate
  readonly category: string
  readonly outcome: string | null
  readonly concludedOn: CivilDate | null
  /** What was done to it, in order; what stands before the first is the opening. */
  readonly steps: readonly {
    readonly name: string
    readonly from: string
    readonly to: string
    readonly on: CivilDate
  }[]
}

/** Writes cases of an earlier register, under the next numbers of their unit and year; answers the ids in order. */
export async function addPastCases(
  tx: Tx,
  ctx: Context,
  kind: CaseKind,
  unit: { readonly id: number; readonly code: string },
  cases: readonly PastCase[],
): Promise<number[]> {
  if (cases.length === 0) return []
  for (const { state } of cases)
    if (!Object.hasOwn(kind.states, state)) throw new Error(`${kind.name} has no state ${state}`)
  const years = cases.map((one) => Number(one.openedOn.slice(0, 4)))
  const next = new Map<number, number>()
  for (const year of [...new Set(years)].toSorted((one, other) => one - other))
    next.set(year, await takeSerials(tx, kind, unit.id, year, years.filter((one) => one === year).length))
  const numbers = years.map((year) => {
    const serial = next.get(year) ?? 0
    next.set(year, serial + 1)
    return numberOf(kind, unit.code, year, serial)
  })
  const of = <T>(pick: (one: PastCase) => T) => cases.map(pick)
  const { rows } = await sql<{ id: number; number: string }>`
    insert into cases.case (kind, number, unit_id, state, category, received_on, law_from, outcome, concluded_on)
    select ${kind.name}, c.number, ${unit.id}, c.state, c.category, c.received, c.law, c.outcome, c.concluded
      from unnest(
        ${numbers}::text[], ${of((one) => one.state)}::text[], ${of((one) => one.category)}::text[],
        ${of((one) => one.receivedOn)}::date[], ${of((one) => one.lawFrom)}::date[],
        ${of((one) => one.outcome)}::text[], ${of((one) => one.concludedOn)}::date[]
      ) with ordinality as c (number, state, category, received, law, outcome, concluded, place)
     order by c.place returning id, number`.execute(tx)
  const byNumber = new Map(rows.map((row) => [row.number, row.id]))
  const ids = numbers.map((number) => byNumber.get(number) ?? 0)
  const steps = cases.flatMap((one, place) => {
    const id = ids[place] ?? 0
    const first = { id, name: 'open', from: null, to: one.steps[0]?.from ?? one.state, on: one.openedOn }
    return [first, ...one.steps.map((step) => ({ id, ...step }))]
  })
  await sql`
    insert into cases.step (case_id, name, from_state, to_state, taken_on, staff_id)
    select s.id, s.name, s.from_state, s.to_state, s.taken, ${ctx.actor.staffId}
      from unnest(
        ${steps.map((step) => step.id)}::bigint[], ${steps.map((step) => step.name)}::text[],
        ${steps.map((step) => step.from)}::text[], ${steps.map((step) => step.to)}::text[],
        ${steps.map((step) => step.on)}::date[]
      ) with ordinality as s (id, name, from_state, to_state, taken, place)
     order by s.place`.execute(tx)
  return ids
}
