import type { CivilDate } from '#platform/dates.ts'
import type { Handle } from '#platform/db/connect.ts'
import type { Calendar } from '#kernel/clock/index.ts'
import { openRedoOrders, openRemedies } from '#modules/remedies/index.ts'
import type { OpenRemedyView, OrderView } from '../contract/views.ts'
import { orderedBy } from '../kinds/labels.ts'
import { subjectOf } from '../kinds/procedure.ts'
import { getTrail, type Trail } from '../store/steps.ts'

const WAYS: Readonly<Record<string, string>> = {
  reconsideration: '申请行政复议',
  litigation: '提起行政诉讼',
}

/** What can still be brought against an answer that was delivered on this day, and until when. */
export function stillOpen(
  answer: { readonly outcome: string; readonly deliveredOn: CivilDate },
  today: CivilDate,
  calendar: Calendar,
): readonly (OpenRemedyView & { readonly until: CivilDate })[] {
  return openRemedies({ ...answer, told: true }, today, calendar).flatMap(
    ({ way, until, open, provisional }) => {
      const label = WAYS[way]
      return open && until !== null && label !== undefined ? [{ label, until, provisional }] : []
    },
  )
}

export async function presentOrders(handle: Handle, id: number): Promise<readonly OrderView[]> {
  return (await openRedoOrders(handle, subjectOf(id))).map((order) => ({
    remedyId: order.remedyId,
    orderedBy: orderedBy[order.kind],
    organ: order.organ,
    decisionNumber: order.decisionNumber,
    note: order.note,
    servedOn: order.servedOn,
    dueOn: order.dueOn,
  }))
}

/** What happened to a case, with the day of an open order as its remedy has it now: it may have been put right there. */
export async function currentTrail(handle: Handle, id: number): Promise<Trail> {
  const trail = await getTrail(handle, id)
  if (trail.redos.every((one) => one.remedy_id === null)) return trail
  const due = new Map((await openRedoOrders(handle, subjectOf(id))).map((one) => [one.remedyId, one.dueOn]))
  const redos = trail.redos.map((one) => ({ ...one, due_on: due.get(one.remedy_id ?? 0) ?? one.due_on }))
  return { ...trail, redos }
}
