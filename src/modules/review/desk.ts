import type { DeskShare } from '#kernel/declaration/index.ts'
import type { Context } from '#kernel/identity/index.ts'
import { filterOf } from './http.ts'
import { listProcesses } from './store.ts'

/** Reviews that wait for this person's signature. */
export async function reviewDesk(ctx: Context): Promise<DeskShare> {
  const list = await listProcesses(ctx.db, filterOf(ctx, 'me'), { offset: 0, limit: 20 })
  return {
    counts: { reviewsWaiting: list.total },
    items: list.items.map((row) => ({
      kind: 'review',
      id: row.id,
      title: row.title,
      why: `${row.unit_name} ${row.drafter_name}起草，等待您审核`,
      dueOn: null,
      light: null,
    })),
  }
}
