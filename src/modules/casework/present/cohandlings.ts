import { caseSubject } from '#kernel/cases/index.ts'
import { lightOfRow } from '#kernel/clock/index.ts'
import type { Context } from '#kernel/identity/index.ts'
import { findKind, type CaseworkServices } from '../cases.ts'
import type { CohandlingView } from '../contract.ts'
import { cohandlingStateLabels, permissions } from '../kinds.ts'
import { caseDueDays, listFiles, type ListedCohandling } from '../store/cohandlings.ts'

/** Each as this person may see it: question, number and days; what is known of the applicant stays with the case. */
export async function presentCohandlings(
  ctx: Context,
  services: CaseworkServices,
  rows: readonly ListedCohandling[],
): Promise<CohandlingView[]> {
  const [dues, files] = await Promise.all([
    caseDueDays(
      ctx.db,
      rows.flatMap((row) => {
        const kind = findKind(services, row.kind)
        return kind.clock === undefined ? [] : { clock: kind.clock, subject: caseSubject(kind, row.case_id) }
      }),
    ),
    listFiles(
      ctx.db,
      rows.map((row) => row.id),
    ),
  ])
  return rows.map((row) => {
    const kind = findKind(services, row.kind)
    const mayRead = ctx.actor.may(kind.readBy, row.case_unit_id)
    const waiting = row.state === 'asked'
    const state = row.state as CohandlingView['state']
    return {
      id: row.id,
      caseNumber: row.number,
      kindLabel: kind.label,
      casePage: mayRead && kind.page !== undefined ? `${kind.page}/${row.case_id}` : null,
      unit: { id: row.unit_id, name: row.unit_name },
      askingUnit: { id: row.asking_unit_id, name: row.asking_unit_name },
      question: row.question,
      askedBy: row.asked_name,
      askedOn: row.asked_on,
      dueOn: row.due_on,
      caseDueOn: dues.get(caseSubject(kind, row.case_id)) ?? null,
      light: lightOfRow(row, ctx.today),
      state,
      stateLabel: cohandlingStateLabels[state],
      reply: row.reply,
      repliedBy: row.replied_name,
      repliedOn: row.replied_on,
      recalledOn: row.recalled_on,
      files: files
        .filter((file) => file.cohandling_id === row.id)
        .map((file) => ({
          position: file.position,
          side: file.side as 'question' | 'reply',
          name: file.name,
          size: file.size,
          address: `/api/v1/cohandlings/${row.id}/files/${file.position}`,
        })),
      mayReply: waiting && ctx.actor.may(permissions.cohandle, row.unit_id),
      mayRecall: waiting && mayRead && ctx.actor.may(permissions.ask, row.case_unit_id),
    }
  })
}

/** Whether this person sees a co-handling: on the side that is asked, or as a reader of the case. */
export function maySee(ctx: Context, services: CaseworkServices, row: ListedCohandling): boolean {
  return (
    ctx.actor.may(permissions.cohandle, row.unit_id) ||
    ctx.actor.may(findKind(services, row.kind).readBy, row.case_unit_id)
  )
}
