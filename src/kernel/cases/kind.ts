import { decide, issue, type Decision } from '#platform/decision.ts'
import type { Permission } from '#kernel/identity/index.ts'

/** One arrow of the procedure: who may take it, from where to where, by which article. */
export interface CaseStep {
  readonly name: string
  readonly label: string
  readonly from: readonly string[]
  readonly to: string
  /** undefined: taken by the applicant or by the program, never by staff directly. */
  readonly permission?: Permission
  readonly cites: string
}

export interface Outcome {
  readonly code: string
  readonly label: string
  readonly cites: string
}

/** A kind of case (办件): its states, its steps as a transition table, its closed list of outcomes. */
export interface CaseKind {
  readonly name: string
  readonly label: string
  readonly cites: string
  /** Who sees a case of this kind, and who works on it, in the unit that has it. */
  readonly readBy: Permission
  readonly handledBy: Permission
  /** What stands before a case's number where clocks and the ledger name it: `request:`. */
  readonly subjectPrefix: string
  /** The clock by whose light a case is judged; undefined: a case of this kind has no limit. */
  readonly clock?: string
  /** The console's list of these cases; a case's own page stands below it, under its number: `/requests`. */
  readonly page?: string
  /** The letters before year and serial in the case's number. */
  readonly prefix: string
  readonly states: Readonly<Record<string, { readonly label: string; readonly final?: boolean }>>
  /** The states in which a case may begin. */
  readonly initial: readonly string[]
  readonly steps: readonly CaseStep[]
  readonly outcomes: readonly Outcome[]
}

/** Checks the declaration itself: no step to nowhere, no state without a way out, none that cannot be reached. */
export function defineCaseKind<const K extends CaseKind>(kind: K): K {
  const states = new Set(Object.keys(kind.states))
  const reached = new Set<string>(kind.initial)
  for (const step of kind.steps) {
    for (const state of [...step.from, step.to]) {
      if (!states.has(state))
        throw new Error(`${kind.name}: the step ${step.name} names an unknown state ${state}`)
    }
    if (step.cites === '') throw new Error(`${kind.name}: the step ${step.name} cites no article`)
    reached.add(step.to)
  }
  for (const [state, { final }] of Object.entries(kind.states)) {
    if (!reached.has(state)) throw new Error(`${kind.name}: the state ${state} cannot be reached`)
    const leaves = kind.steps.some((step) => (step.from as readonly string[]).includes(state))
    if (leaves === (final === true))
      throw new Error(`${kind.name}: the state ${state} must have a way out, or be final`)
  }
  return kind
}

/** A case as clocks and the ledger name it. */
export function caseSubject(kind: CaseKind, id: number): string {
  return `${kind.subjectPrefix}${id}`
}

/** The states in which nothing is left to do. */
export function finalStates(kind: CaseKind): string[] {
  return Object.entries(kind.states).flatMap(([state, { final }]) => (final === true ? [state] : []))
}

/** Every step that the table allows from a state. */
export function stepsFrom(kind: CaseKind, state: string): readonly CaseStep[] {
  return kind.steps.filter((step) => step.from.includes(state))
}

/** May this step be taken from this state? An unknown name is a fault of the caller, not an issue. */
export function decideStep(kind: CaseKind, state: string, name: string): Decision<CaseStep> {
  const step = kind.steps.find((candidate) => candidate.name === name && candidate.from.includes(state))
  if (step) return decide([], step)
  if (!kind.steps.some((candidate) => candidate.name === name))
    throw new Error(`${kind.name} has no step ${name}`)
  return { ok: false, issues: [issue('state', 'not_in_this_state', { state, step: name })] }
}
