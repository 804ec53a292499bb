import { decide, issue, type Decision, type Issue } from '#platform/decision.ts'
import type { CivilDate } from '#platform/dates.ts'
import type { AskingBody, FilingBody, LimitBody, OpinionBody } from './contract.ts'
import { KINDS } from './kinds.ts'

export interface Asked {
  readonly kind: string
  readonly state: string
  readonly contentHash: string
  /** An opinion that is still awaited. */
  readonly awaited: boolean
}

/** May legality review be asked for, with all that the reviewer must see? */
export function decideAsking(of: Asked, asked: AskingBody, today: CivilDate): Decision<AskingBody> {
  const issues: Issue[] = []
  if (!KINDS.includes(of.kind)) issues.push(issue('kind', 'not_normative'))
  if (of.state !== 'draft') issues.push(issue('state', 'not_a_draft'))
  if (of.awaited) issues.push(issue('state', 'opinion_awaited'))
  if (of.contentHash !== asked.contentHash) issues.push(issue('contentHash', 'not_what_you_saw'))
  const basis = asked.basis.map((one) => one.trim()).filter((one) => one !== '')
  if (basis.length === 0) issues.push(issue('basis', 'required'))
  const { consultedFrom: from, consultedTo: to } = asked
  if ((from === null) !== (to === null))
    issues.push(issue(from === null ? 'consultedFrom' : 'consultedTo', 'required'))
  if (from !== null && to !== null && to < from) issues.push(issue('consultedTo', 'before_begin'))
  if (to !== null && to > today) issues.push(issue('consultedTo', 'in_the_future'))
  if (from === null && to === null && asked.noConsultation.trim() === '')
    issues.push(issue('noConsultation', 'consulted_or_why_not'))
  if (asked.discussedOn !== null && asked.discussedOn > today)
    issues.push(issue('discussedOn', 'in_the_future'))
  return decide(issues, { ...asked, basis, noConsultation: asked.noConsultation.trim() })
}

/** Nobody reviews what he wrote, and nobody reviews a text that has changed since it was laid before him. */
export function decideOpinion(
  of: { readonly open: boolean; readonly contentHash: string; readonly authors: readonly number[] },
  asked: OpinionBody,
  staffId: number | null,
): Decision<OpinionBody> {
  const issues: Issue[] = []
  if (!of.open) issues.push(issue('state', 'review_closed'))
  if (of.contentHash !== asked.contentHash) issues.push(issue('contentHash', 'not_what_you_saw'))
  if (staffId !== null && of.authors.includes(staffId)) issues.push(issue('staff', 'own_draft'))
  const opinion = asked.opinion.trim()
  if (opinion === '') issues.push(issue('opinion', 'required'))
  return decide(issues, { ...asked, opinion, number: asked.number.trim() })
}

export function decideFiling(
  of: { readonly publishedOn: CivilDate },
  asked: FilingBody,
  today: CivilDate,
): Decision<FilingBody> {
  const issues: Issue[] = []
  if (asked.body.trim() === '') issues.push(issue('body', 'required'))
  if (asked.result === 'accepted' && asked.number.trim() === '') issues.push(issue('number', 'required'))
  if (asked.filedOn > today) issues.push(issue('filedOn', 'in_the_future'))
  if (asked.filedOn < of.publishedOn) issues.push(issue('filedOn', 'before_published'))
  return decide(issues, { ...asked, body: asked.body.trim(), number: asked.number.trim() })
}

/** The limit is the whole city's: its government sets it, from a day on that is not over. */
export function decideLimit(
  unit: { readonly kind: string },
  asked: LimitBody,
  today: CivilDate,
): Decision<LimitBody> {
  const issues: Issue[] = []
  if (unit.kind !== 'city') issues.push(issue('unitId', 'not_the_city'))
  if (asked.from < today) issues.push(issue('from', 'before_today'))
  const cites = asked.cites.trim()
  if (cites === '') issues.push(issue('cites', 'required'))
  return decide(issues, { ...asked, cites })
}
