import type { DeskShare } from '#kernel/declaration/index.ts'
import { lightOfRow } from '#kernel/clock/index.ts'
import type { Context } from '#kernel/identity/index.ts'
import { permissions } from './kinds.ts'
import { summarise } from './present.ts'
import { countPressing, listRemedies } from './store/list.ts'

const SHOWN = 20

/** Replies and new answers that this person's units owe, the most pressing first. */
export async function remediesDesk(ctx: Context): Promise<DeskShare> {
  const unitIds = ctx.actor.unitsFor(permissions.handle)
  if (unitIds.length === 0) return { counts: {}, items: [] }
  const list = await listRemedies(ctx.db, { unitIds, today: ctx.today }, { offset: 0, limit: SHOWN })
  return {
    counts: { remedies: await countPressing(ctx.db, unitIds, ctx.today) },
    items: list.items
      // What waits for the organ does not wait for us.
      .filter((row) => row.due_on !== null && row.stopped_on === null)
      .map((row) => {
        const shown = summarise(row, ctx.today)
        return {
          kind: 'remedy',
          id: row.id,
          title: `${row.number} ${shown.wayLabel}`,
          why: shown.stateLabel,
          dueOn: row.due_on,
          light: lightOfRow(row, ctx.today),
        }
      }),
  }
}
