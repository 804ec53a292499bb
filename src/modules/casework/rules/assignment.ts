import { decide, issue, type Decision, type Issue } from '#platform/decision.ts'

/** A case as far as giving it away asks. */
export interface Givable {
  readonly id: number
  readonly number: string
  readonly open: boolean
  readonly holderId: number | null
  /** Whether who acts may give the unit's cases to whom they like. */
  readonly mayDistribute: boolean
  /** Whether who acts has it, or stands in for who has it. */
  readonly isTheirs: boolean
  /** Who may handle it. */
  readonly handlers: ReadonlySet<number>
}

/** Every problem of every case at once, each with the case's number. Answers those whose holder changes. */
export function decideAssignment(
  cases: readonly Givable[],
  asked: { readonly staffId: number; readonly by: number | null },
): Decision<readonly Givable[]> {
  const issues: Issue[] = []
  for (const one of cases) {
    const tell = (code: string) => issues.push(issue('caseIds', code, { number: one.number }))
    if (!one.open) tell('case_is_closed')
    if (!one.handlers.has(asked.staffId)) tell('not_a_handler')
    // Anybody who may handle a case takes it while nobody has it.
    const takes = asked.staffId === asked.by && one.holderId === null
    if (!one.mayDistribute && !one.isTheirs && !takes && one.holderId !== asked.staffId)
      tell(one.holderId === null ? 'not_yours_to_give' : 'held_by_another')
  }
  return decide(
    issues,
    cases.filter((one) => one.holderId !== asked.staffId),
  )
}

/** Splits cases among people: each goes to whoever of those that may handle it has the fewest of them so far. */
export function splitEvenly(
  cases: readonly Pick<Givable, 'id' | 'number' | 'handlers'>[],
  staffIds: readonly number[],
): Decision<ReadonlyMap<number, number>> {
  const issues: Issue[] = []
  const load = new Map(staffIds.map((id) => [id, 0]))
  const given = new Map<number, number>()
  // Who has few choices chooses first, so that the free ones make up for it.
  const choices = (one: Pick<Givable, 'handlers'>) => staffIds.filter((id) => one.handlers.has(id))
  for (const one of cases.toSorted((a, b) => choices(a).length - choices(b).length)) {
    const [first, ...others] = choices(one)
    if (first === undefined) {
      issues.push(issue('toStaffIds', 'nobody_may_handle', { number: one.number }))
      continue
    }
    const of = (id: number) => load.get(id) ?? 0
    const least = others.reduce((best, id) => (of(id) < of(best) ? id : best), first)
    load.set(least, of(least) + 1)
    given.set(one.id, least)
  }
  return decide(issues, given)
}
