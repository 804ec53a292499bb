import type { CivilDate } from '#platform/dates.ts'
import { lightOfRow } from '#kernel/clock/index.ts'
import type { RequestSummary } from '../contract/list.ts'
import { applicantKindLabels, receiptWayLabels } from '../kinds/labels.ts'
import { findOutcome } from '../kinds/outcomes.ts'
import { disclosureRequest } from '../kinds/procedure.ts'
import type { ListedRequest } from '../store/list.ts'

export function stateLabel(state: string): string {
  return disclosureRequest.states[state as keyof typeof disclosureRequest.states]?.label ?? state
}

/** A step that was taken; the first, and what an earlier register told, have no arrow of the table. */
export function stepLabel(name: string): string {
  if (name === 'open') return '提交申请'
  if (name === 'import') return '由旧登记簿导入'
  return disclosureRequest.steps.find((one) => one.name === name)?.label ?? name
}

export function summarise(row: ListedRequest, today: CivilDate): RequestSummary {
  return {
    id: row.id,
    number: row.number,
    unit: { id: row.unit_id, name: row.unit_name },
    state: row.state,
    stateLabel: stateLabel(row.state),
    applicantKind: row.applicant_kind,
    applicantKindLabel: applicantKindLabels[row.applicant_kind as keyof typeof applicantKindLabels],
    receiptWay: row.receipt_way,
    receiptWayLabel: receiptWayLabels[row.receipt_way as keyof typeof receiptWayLabels],
    wanted: row.wanted,
    arrivedOn: row.arrived_on,
    receivedOn: row.received_on,
    dueOn: row.due_on,
    light: lightOfRow(row, today),
    outcome: row.outcome,
    outcomeLabel: row.outcome === null ? null : (findOutcome(row.outcome)?.label ?? row.outcome),
    concludedOn: row.concluded_on,
  }
}
