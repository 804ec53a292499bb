import { decide, issue, refuse, type Decision, type Issue } from '#platform/decision.ts'
import { parseCivilDate, type CivilDate } from '#platform/dates.ts'
import { APPLICANT_KINDS, LIMITS, RECEIPT_WAYS } from '../contract/intake.ts'
import { replyClock } from '../kinds/clocks.ts'
import { findForm } from '../kinds/outcomes.ts'
import { groundFor, remedyFor } from './answer.ts'
import { mayBeAsked, type ReceiptWay } from './intake.ts'
import { clean } from './text.ts'

/** A request as the register of before held it; texts as they were read. */
export interface ImportedRequest {
  /** What the earlier register called it, within the unit. */
  readonly id: string
  readonly applicantKind: string
  readonly receiptWay: string
  readonly arrivedOn: string
  /** The day of receipt, from which the limit ran. */
  readonly receivedOn: string
  readonly wanted: string
  /** The form of its answer (C1.provided); null while it is open. */
  readonly answer: string | null
  readonly concludedOn: string | null
  readonly extendedDays?: number
  /** The words of the answer, where they were kept. */
  readonly content?: string
}

export interface PastRequest {
  readonly id: string
  readonly applicantKind: (typeof APPLICANT_KINDS)[number]
  readonly receiptWay: ReceiptWay
  readonly arrivedOn: CivilDate
  readonly receivedOn: CivilDate
  readonly wanted: string
  readonly concludedOn: CivilDate | null
  readonly extendedDays: number
  readonly answer: {
    readonly outcome: string
    readonly form: string
    readonly ground: string
    readonly content: string
    readonly remedy: string
  } | null
}

const NOT_KEPT = '（旧登记簿未载明答复全文）'

/** May this row of an earlier register come in? Everything that is wrong with it at once. */
export function decidePastRequest(
  row: ImportedRequest,
  unit: Parameters<typeof mayBeAsked>[0],
  today: CivilDate,
): Decision<PastRequest> {
  const issues: Issue[] = []
  const id = row.id.trim()
  const wanted = clean(row.wanted)
  const applicantKind = APPLICANT_KINDS.find((one) => one === row.applicantKind)
  const receiptWay = RECEIPT_WAYS.find((one) => one === row.receiptWay)
  const [arrivedOn, receivedOn] = [parseCivilDate(row.arrivedOn), parseCivilDate(row.receivedOn)]
  const concludedOn = row.concludedOn === null ? null : parseCivilDate(row.concludedOn)
  const found = row.answer === null ? null : findForm(row.answer)
  const { extendedDays = 0 } = row
  if (!mayBeAsked(unit)) issues.push(issue('unitId', 'not_a_choice'))
  if (id === '') issues.push(issue('id', 'required'))
  if (wanted === '') issues.push(issue('wanted', 'required'))
  if (Array.from(wanted).length > LIMITS.wantedTitle)
    issues.push(issue('wanted', 'too_long', { max: LIMITS.wantedTitle }))
  if (!applicantKind) issues.push(issue('applicantKind', 'not_a_choice'))
  if (!receiptWay) issues.push(issue('receiptWay', 'not_a_choice'))
  if (!arrivedOn) issues.push(issue('arrivedOn', 'not_a_date'))
  if (!receivedOn) issues.push(issue('receivedOn', 'not_a_date'))
  if (concludedOn === undefined) issues.push(issue('concludedOn', 'not_a_date'))
  if (found === undefined) issues.push(issue('answer', 'not_a_choice'))
  if ((row.answer === null) !== (row.concludedOn === null)) issues.push(issue('answer', 'required'))
  if (!Number.isInteger(extendedDays) || extendedDays < 0) issues.push(issue('extendedDays', 'not_a_number'))
  const first = replyClock.versions[0]?.from
  if (receivedOn && first && receivedOn < first)
    issues.push(issue('receivedOn', 'before_the_law', { from: first }))
  if (arrivedOn && receivedOn && receivedOn < arrivedOn) issues.push(issue('receivedOn', 'before_arrival'))
  if (receivedOn && concludedOn && concludedOn < receivedOn)
    issues.push(issue('concludedOn', 'before_receipt'))
  if ((concludedOn ?? receivedOn ?? today) > today) issues.push(issue('concludedOn', 'in_the_future'))
  if (!applicantKind || !receiptWay || !arrivedOn || !receivedOn || concludedOn === undefined)
    return refuse(issues)
  const answer = found && {
    outcome: found.outcome.code,
    form: found.form.code,
    ground: groundFor(found.outcome, receivedOn, { form: found.form }),
    content: clean(row.content ?? '') || NOT_KEPT,
    remedy: remedyFor(found.outcome.code, concludedOn ?? receivedOn),
  }
  return decide(issues, {
    id,
    applicantKind,
    receiptWay,
    arrivedOn,
    receivedOn,
    wanted,
    concludedOn,
    extendedDays,
    answer: answer ?? null,
  })
}
