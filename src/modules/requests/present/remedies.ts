import type { CivilDate } from '#platform/dates.ts'
import type { Handle } from '#platform/db/connect.ts'
import type { Calendar } from '#kernel/clock/index.ts'
import { openRedoOrders, openRemedies } from '#modules/remedies/index.ts'
import type { OpenRemedyView, OrderView } from '../contract/views.ts'
import { subjectOf } from '../kinds/procedure.ts'

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

const ORDERED_BY = {
  reconsideration: 'reconsideration',
  litigation: 'litigation',
  complaint: 'superior',
} as const

export async function presentOrders(handle: Handle, id: number): Promise<readonly OrderView[]> {
  return (await openRedoOrders(handle, subjectOf(id))).map((order) => ({
    remedyId: order.remedyId,
    orderedBy: ORDERED_BY[order.kind],
    organ: order.organ,
    decisionNumber: order.decisionNumber,
    note: order.note,
    from: order.from,
    dueOn: order.dueOn,
  }))
}
