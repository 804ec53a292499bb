import type { DecisionBody, RedoOrder } from '../contract.ts'
import { standingCode, standingOf, type Standing } from '../kinds.ts'
import type { InstanceRow } from '../store/remedies.ts'

/** What was decided in an instance, as it was entered; null while it is not decided. */
export function decisionOf(row: InstanceRow): DecisionBody | null {
  const { result, decided_on: decidedOn, served_on: servedOn } = row
  if (result === null || decidedOn === null || servedOn === null) return null
  return {
    result: row.stands === null ? result : standingCode(row.stands),
    decidedOn,
    servedOn,
    decisionNumber: row.decision_number,
    note: row.note,
    measure: row.measure as DecisionBody['measure'],
    redo: orderOf(row),
  }
}

/** A judgment that is fought over. */
export interface Judgment {
  readonly result: string
  /** What it ordered to be done anew was done. */
  readonly redone: boolean
}

/** What a decision comes to: a judgment that stands says what the one below it said. */
export function effectOf(code: string, below: Judgment | null): { result: string; stands: Standing | null } {
  const stands = standingOf(code)
  return stands === undefined || below === null
    ? { result: code, stands: null }
    : { result: below.result, stands }
}

export function orderOf(row: InstanceRow): RedoOrder | null {
  const { redo_from: from, redo_days: days, redo_day_kind: dayKind } = row
  return from === null || days === null
    ? null
    : { from, days, dayKind: dayKind === 'working' ? 'working' : 'calendar' }
}

/** The judgment as a court above finds it; null while there is none. */
export function judgmentOf(row: InstanceRow): Judgment | null {
  if (row.result === null) return null
  // A judgment that stood without a new order had nothing left to be done.
  const stood = row.stands !== null && row.redo_from === null
  return { result: row.result, redone: row.redo_done_on !== null || stood }
}

/** A decision as the ledger keeps it: without words that somebody wrote. */
export function entryOf(given: DecisionBody) {
  const { result, decidedOn, servedOn, decisionNumber, measure, redo } = given
  return { result, decidedOn, servedOn, decisionNumber, measure, redo: redo ? { ...redo } : null }
}

export function sameOrder(one: RedoOrder | null, other: RedoOrder | null): boolean {
  if (one === null || other === null) return one === other
  return one.from === other.from && one.days === other.days && one.dayKind === other.dayKind
}

export function sameDecision(one: DecisionBody, other: DecisionBody): boolean {
  return (
    one.result === other.result &&
    one.decidedOn === other.decidedOn &&
    one.servedOn === other.servedOn &&
    one.decisionNumber === other.decisionNumber &&
    one.note === other.note &&
    one.measure === other.measure &&
    sameOrder(one.redo, other.redo)
  )
}
