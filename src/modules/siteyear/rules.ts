import { decide, issue, type Decision, type Issue } from '#platform/decision.ts'
import { holdsCitizenId } from '#kernel/organisation/index.ts'
import { choicesOf, type State, type Step } from './contract.ts'
import { fieldsOf, FIRST_YEAR, type SheetForm } from './forms.ts'

const FROM: Readonly<Record<Step, readonly State[]>> = {
  fill: ['filling', 'returned', 'restating'],
  submit: ['filling', 'returned', 'restating'],
  return: ['submitted'],
  publish: ['submitted'],
  restate: ['published'],
}

export const canTake = (state: State, step: Step): boolean => FROM[step].includes(state)

export function decideStep(state: State, step: Step): Decision<State> {
  return decide(canTake(state, step) ? [] : [issue('sheet', 'not_in_this_state')], state)
}

export function decideYear(
  year: number,
  unit: { readonly kind: string },
  thisYear: number,
): Decision<number> {
  const issues: Issue[] = []
  if (unit.kind !== 'city' && unit.kind !== 'district')
    issues.push(issue('unitId', 'only_governments_collect'))
  if (year < FIRST_YEAR) issues.push(issue('year', 'year_not_supported', { since: FIRST_YEAR }))
  if (year > thisYear) issues.push(issue('year', 'year_in_future', { year, last: thisYear }))
  return decide(issues, year)
}

const LONGEST = 200
export type Facts = Readonly<Record<string, string>>

/** What was filled in, trimmed; every problem at once, also that something is none of the form's. */
export function decideFacts(form: SheetForm, given: Facts): Decision<Facts> {
  const fields = fieldsOf(form)
  const issues: Issue[] = Object.keys(given)
    .filter((name) => !fields.some((field) => field.name === name))
    .map((name) => issue(name, 'unknown_field'))
  const facts: Record<string, string> = {}
  for (const field of fields) {
    const value = (given[field.name] ?? '').trim()
    if (value === '') continue
    const choices = choicesOf(field)
    if (choices && !(value in choices)) issues.push(issue(field.name, 'unknown_choice'))
    else if (value.length > LONGEST) issues.push(issue(field.name, 'too_long', { max: LONGEST }))
    else if (holdsCitizenId(value)) issues.push(issue(field.name, 'citizen_id_in_text'))
    else facts[field.name] = value
  }
  return decide(issues, facts)
}

/** What must be filled in before the sheet is given in: the whole year is over, and nothing that is asked is left out. */
export function problemsOf(form: SheetForm, facts: Facts, yearOver: boolean): readonly Issue[] {
  return [
    ...(yearOver ? [] : [issue('sheet', 'year_still_runs')]),
    ...fieldsOf(form)
      .filter((field) => field.required && (facts[field.name] ?? '') === '')
      .map((field) => issue(field.name, 'fact_empty', { label: field.label })),
  ]
}

const SHORTEST_REASON = 5

export function decideReason(reason: string): Decision<string> {
  const said = reason.trim()
  return decide(
    said.length >= SHORTEST_REASON ? [] : [issue('reason', 'reason_too_short', { min: SHORTEST_REASON })],
    said,
  )
}

/** Who filled it in does not publish it. */
export function decidePublisher(authors: readonly number[], by: number | null): Decision<number> {
  return decide(by === null || authors.includes(by) ? [issue('sheet', 'wrote_it_oneself')] : [], by ?? 0)
}
