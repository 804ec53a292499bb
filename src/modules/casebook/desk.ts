import type { DeskShare } from '#kernel/declaration/index.ts'
import type { Context } from '#kernel/identity/index.ts'
import { kindLabels, permissions } from './kinds.ts'
import * as store from './store.ts'

/** Entries that await their publication by this person's units. */
export async function casebookDesk(ctx: Context): Promise<DeskShare> {
  const unitIds = ctx.actor.unitsFor(permissions.publish)
  if (unitIds.length === 0) return { counts: {}, items: [] }
  const waiting = await store.listEntries(ctx.db, { unitIds, state: 'checked' }, { offset: 0, limit: 20 })
  return {
    counts: {},
    items: waiting.items.map((entry) => ({
      kind: 'entry',
      id: entry.id,
      title: entry.title,
      why: `${kindLabels[entry.kind]}待发布`,
      dueOn: null,
      light: null,
    })),
  }
}
