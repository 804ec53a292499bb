import { decide, issue, type Decision, type Issue } from '#platform/decision.ts'
import type { CivilDate } from '#platform/dates.ts'
import { holdsCitizenId } from '#kernel/organisation/index.ts'
import type { CohandlingBody, LimitBody } from '../contract.ts'

export interface AskedUnit {
  readonly id: number
  readonly name: string
  /** Whether anybody there may reply. */
  readonly staffed: boolean
  /** Whether it is asked about this case already and has not replied. */
  readonly waiting: boolean
}

export interface Asking {
  readonly question: string
  readonly unitIds: readonly number[]
  readonly workingDays: number
}

/** The asked units see the question and never the applicant: a number that is a person's has no place in it. */
export function decideAsking(
  asked: CohandlingBody,
  known: {
    readonly open: boolean
    readonly unitId: number
    readonly units: readonly AskedUnit[]
    readonly limit: Pick<LimitBody, 'days' | 'mostDays'>
  },
): Decision<Asking> {
  const question = asked.question.trim()
  const unitIds = [...new Set(asked.unitIds)]
  const workingDays = asked.workingDays ?? known.limit.days
  const issues: Issue[] = []
  if (!known.open) issues.push(issue('case', 'case_is_closed'))
  if (question === '') issues.push(issue('question', 'required'))
  if (holdsCitizenId(question)) issues.push(issue('question', 'citizen_id_in_text'))
  if (workingDays < 1 || workingDays > known.limit.mostDays)
    issues.push(issue('workingDays', 'out_of_range', { min: 1, max: known.limit.mostDays }))
  for (const id of unitIds) {
    const unit = known.units.find((one) => one.id === id)
    if (!unit) issues.push(issue('unitIds', 'not_a_choice'))
    else if (id === known.unitId) issues.push(issue('unitIds', 'own_unit_asked'))
    else if (!unit.staffed) issues.push(issue('unitIds', 'nobody_to_reply', { unit: unit.name }))
    else if (unit.waiting) issues.push(issue('unitIds', 'asked_already', { unit: unit.name }))
  }
  return decide(issues, { question, unitIds, workingDays })
}

export function decideReply(state: string, reply: string): Decision<string> {
  const text = reply.trim()
  const issues: Issue[] = []
  if (state === 'answered') issues.push(issue('reply', 'replied_already'))
  if (state === 'recalled') issues.push(issue('reply', 'cohandling_recalled'))
  if (text === '') issues.push(issue('reply', 'required'))
  return decide(issues, text)
}

export function decideRecall(state: string): Decision<null> {
  if (state === 'asked') return decide([], null)
  return decide([issue('cohandling', state === 'answered' ? 'replied_already' : 'cohandling_recalled')], null)
}

export function decideLimit(
  unit: { readonly kind: string },
  asked: LimitBody,
  today: CivilDate,
): Decision<LimitBody> {
  const cites = asked.cites.trim()
  const issues: Issue[] = []
  if (unit.kind !== 'city') issues.push(issue('unitId', 'not_the_city'))
  if (asked.from < today) issues.push(issue('from', 'before_today'))
  if (asked.mostDays < asked.days) issues.push(issue('mostDays', 'below_default', { days: asked.days }))
  if (cites === '') issues.push(issue('cites', 'required'))
  return decide(issues, { ...asked, cites })
}
