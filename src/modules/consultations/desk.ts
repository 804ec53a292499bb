import type { DeskShare } from '#kernel/declaration/index.ts'
import { lightOfRow } from '#kernel/clock/index.ts'
import type { Context } from '#kernel/identity/index.ts'
import { permissions } from './kinds.ts'
import { countLights, listConsultations } from './listing.ts'

/** Consultations that await an answer of this person's units, the most pressing first. */
export async function consultationsDesk(ctx: Context): Promise<DeskShare> {
  const unitIds = ctx.actor.unitsFor(permissions.handle)
  if (unitIds.length === 0) return { counts: {}, items: [] }
  const counts = await countLights(ctx.db, unitIds, ctx.today)
  const open = await listConsultations(
    ctx.db,
    { unitIds, today: ctx.today, state: 'open' },
    { offset: 0, limit: 20 },
  )
  return {
    counts: { consultations: counts.yellow + counts.red, consultationsRed: counts.red },
    items: open.items.map((row) => ({
      kind: 'consultation',
      id: row.id,
      title: `${row.number} ${row.title}`,
      why: '咨询待答复',
      dueOn: row.due_on,
      light: lightOfRow(row, ctx.today),
    })),
  }
}
