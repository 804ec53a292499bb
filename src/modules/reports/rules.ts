import { daysBetween, parseCivilDate, type CivilDate } from '#platform/dates.ts'
import { decide, issue, type Decision, type Issue } from '#platform/decision.ts'
import type { CheckedRelation } from '#kernel/figures/index.ts'
import type { PolicyBody, Remark, State, Step } from './contract/life.ts'

/** From which states a step may be taken, and where it leads; writing leads back to where the text is written. */
const TRANSITIONS: Readonly<Record<Step, { readonly from: readonly State[]; readonly to: State }>> = {
  write: { from: ['drafting', 'returned', 'restating'], to: 'drafting' },
  submit: { from: ['drafting', 'returned', 'restating'], to: 'submitted' },
  return: { from: ['submitted', 'approved'], to: 'returned' },
  approve: { from: ['submitted'], to: 'approved' },
  freeze: { from: ['approved'], to: 'frozen' },
  publish: { from: ['frozen'], to: 'published' },
  restate: { from: ['frozen', 'published'], to: 'restating' },
}

export interface Standing {
  readonly state: State
  readonly restating_because: string
}

export function canTake(report: Pick<Standing, 'state'>, step: Step): boolean {
  return TRANSITIONS[step].from.includes(report.state)
}

/** The state after a step, or that it cannot be taken now. */
export function decideStep(report: Standing, step: Step): Decision<State> {
  const to = step === 'write' && report.restating_because !== '' ? 'restating' : TRANSITIONS[step].to
  return decide(canTake(report, step) ? [] : [issue('report', 'not_in_this_state')], to)
}

/** 第四十九条: the report is of a whole year, from January to December. */
export function decideCollection(
  asked: { readonly year: number },
  unit: { readonly kind: string; readonly closed_on: CivilDate | null },
  first: number,
  today: CivilDate,
): Decision<number> {
  const issues: Issue[] = []
  if (unit.kind !== 'city' && unit.kind !== 'district')
    issues.push(issue('unitId', 'only_governments_collect'))
  if (unit.closed_on !== null) issues.push(issue('unitId', 'unit_is_closed'))
  if (asked.year < first) issues.push(issue('year', 'year_not_supported'))
  if (asked.year > Number(today.slice(0, 4))) issues.push(issue('year', 'year_in_future'))
  return decide(issues, asked.year)
}

export interface TreeUnit {
  readonly id: number
  readonly kind: string
  readonly parent_id: number | null
  readonly closed_on: CivilDate | null
}

/**
 * The units that give their report to this government's office: itself, its departments (第四十九条第一款), and the
 * towns and their departments below it; a district collects its own. Villages are no administrative organs.
 */
export function participants<T extends TreeUnit>(government: T, units: readonly T[]): readonly T[] {
  const byId = new Map(units.map((unit) => [unit.id, unit]))
  const collectorOf = (unit: T): number | undefined => {
    let at: T | undefined = unit
    while (at && at.kind !== 'city' && at.kind !== 'district')
      at = at.parent_id === null ? undefined : byId.get(at.parent_id)
    return at?.id
  }
  return units.filter(
    (unit) => unit.kind !== 'village' && unit.closed_on === null && collectorOf(unit) === government.id,
  )
}

/** What was found in a report that is about to go in. */
export interface Findings {
  readonly yearOver: boolean
  readonly relations: readonly CheckedRelation[]
  readonly warnings: readonly CheckedRelation[]
  readonly texts: readonly {
    readonly id: string
    readonly title: string
    readonly empty: boolean
    readonly problems: readonly Remark[]
    readonly bare: readonly { readonly text: string; readonly around: string }[]
    readonly personal: readonly { readonly blocking: boolean; readonly masked: string }[]
  }[]
  readonly cells: readonly {
    readonly label: string
    readonly value: number | null
    readonly before: number | null
  }[]
}

export interface Measures {
  readonly factor: number
  readonly least: number
}

/** Everything for which a report cannot go in. */
export function problemsOf(found: Findings): Issue[] {
  const at = (section: string) => `texts.${section}`
  return [
    ...(found.yearOver ? [] : [issue('report', 'year_still_runs')]),
    ...found.relations
      .filter((one) => !one.holds)
      .map(({ label, left, right }) => issue('relations', 'relation_broken', { label, left, right })),
    ...found.texts.flatMap((text) => [
      ...(text.empty ? [issue(at(text.id), 'text_empty', { section: text.title })] : []),
      ...text.problems,
      ...text.personal
        .filter((one) => one.blocking)
        .map((one) => issue(at(text.id), 'personal_data_in_text', { section: text.title, hit: one.masked })),
    ]),
  ]
}

/** What somebody has to say a word about. */
export function warningsOf(found: Findings, measures: Measures): Issue[] {
  const at = (section: string) => `texts.${section}`
  return [
    ...found.texts.flatMap((text) => [
      ...text.bare.map((one) =>
        issue(at(text.id), 'bare_number', { section: text.title, text: one.text, around: one.around }),
      ),
      ...text.personal
        .filter((one) => !one.blocking)
        .map((one) => issue(at(text.id), 'personal_data_perhaps', { section: text.title, hit: one.masked })),
    ]),
    ...found.warnings
      .filter((one) => !one.holds)
      .map(({ label, left, right }) => issue('warnings', 'relation_odd', { label, left, right })),
    ...found.cells.flatMap(({ label, value, before }) =>
      value !== null && before !== null && jumps(value, before, measures)
        ? [issue('cells', 'differs_from_last_year', { label, value, before })]
        : [],
    ),
  ]
}

/** A number that is many times that of the year before, or a small part of it; small numbers jump by themselves. */
export function jumps(value: number, before: number, { factor, least }: Measures): boolean {
  const [less, more] = [Math.min(value, before), Math.max(value, before)]
  return more - less >= Math.max(1, least) && more >= less * factor
}

const isSaid = (reason: string) => reason.trim().length >= 5

/** Nothing that does not hold goes in; what is only odd goes in with a reason. */
export function decideSubmission(found: Findings, measures: Measures, reason: string): Decision<string> {
  const warnings = warningsOf(found, measures)
  const unsaid =
    warnings.length > 0 && !isSaid(reason)
      ? [issue('reason', 'warnings_need_reason', { count: warnings.length })]
      : []
  return decide([...problemsOf(found), ...unsaid], reason.trim())
}

export function decideReason(reason: string): Decision<string> {
  return decide(isSaid(reason) ? [] : [issue('reason', 'reason_too_short', { min: 5 })], reason.trim())
}

/** Who wrote or submitted it does not approve it. */
export function decideApproval(
  report: { readonly authors: readonly number[] },
  by: number | null,
): Decision<number> {
  const issues = by === null || report.authors.includes(by) ? [issue('report', 'wrote_it_oneself')] : []
  return decide(issues, by ?? 0)
}

/** Numbers must still hold together; what moved since the approval, and whose report is missing, needs a reason. */
export function decideFreezing(
  found: Findings,
  odd: { readonly missing: number; readonly moved: number },
  reason: string,
): Decision<string> {
  const issues = problemsOf(found)
  if (!isSaid(reason)) {
    if (odd.missing > 0) issues.push(issue('reason', 'missing_need_reason', { count: odd.missing }))
    if (odd.moved > 0) issues.push(issue('reason', 'moved_need_reason', { count: odd.moved }))
  }
  return decide(issues, reason.trim())
}

const MOST_YEARLY = '12-31'

/** A local day may be earlier than that of the article, never later. */
export function decidePolicy(
  asked: PolicyBody,
  lawful: { readonly submitDue: string; readonly publishDue: string; readonly governmentDue: string },
): Decision<PolicyBody> {
  const issues: Issue[] = []
  for (const field of ['submitDue', 'publishDue', 'governmentDue'] as const) {
    const day = dayIn(asked.fromYear + 1, asked[field])
    if (day === undefined || asked[field] > MOST_YEARLY) issues.push(issue(field, 'no_such_day'))
    else if (asked[field] > lawful[field])
      issues.push(issue(field, 'later_than_the_law', { last: lawful[field] }))
  }
  if (asked.publishDue < asked.submitDue) issues.push(issue('publishDue', 'before_submission'))
  if (!(asked.factor > 1)) issues.push(issue('factor', 'factor_above_one'))
  if (asked.cites.trim() === '') issues.push(issue('cites', 'required'))
  return decide(issues, { ...asked, cites: asked.cites.trim() })
}

/** A day written MM-DD in this year; the last of February in years that have no twenty-ninth. */
export function dayIn(year: number, day: string): CivilDate | undefined {
  return parseCivilDate(`${year}-${day}`) ?? (day === '02-29' ? parseCivilDate(`${year}-02-28`) : undefined)
}

/** The limit of a year's report begins when the year is over. */
export function limitTo(year: number, dueOn: CivilDate): { readonly on: CivilDate; readonly days: number } {
  const on = parseCivilDate(`${year}-12-31`)
  if (!on) throw new RangeError(`${year} is no year`)
  return { on, days: daysBetween(on, dueOn) }
}
