import type { DeskItem, DeskShare } from '#kernel/declaration/index.ts'
import { daysBetween, civilDateOf } from '#platform/dates.ts'
import { lightOfRow } from '#kernel/clock/index.ts'
import type { Context } from '#kernel/identity/index.ts'
import { CLOCKS } from './http.ts'
import { permissions } from './kinds.ts'
import * as store from './store.ts'

/** After so many days an opinion that is awaited is pressing. */
const AWAITED_DAYS = 5

/** Texts that await this person's opinion, and documents that await their filing. */
export async function legalityDesk(ctx: Context): Promise<DeskShare> {
  const reviewing = ctx.actor.unitsFor(permissions.review)
  const filing = ctx.actor.unitsFor(permissions.ask)
  const awaited = reviewing.length === 0 ? [] : await store.listAwaited(ctx.db, reviewing, 20)
  const open =
    filing.length === 0
      ? { items: [], total: 0 }
      : await store.listFilings(
          ctx.db,
          { unitIds: filing, clocks: CLOCKS, openOnly: true },
          { offset: 0, limit: 20 },
        )
  const items: DeskItem[] = [
    ...awaited.map((row) => ({
      kind: 'document' as const,
      id: row.document_id,
      title: row.title,
      why: '待合法性审核',
      dueOn: null,
      light: daysBetween(civilDateOf(row.asked_at), ctx.today) > AWAITED_DAYS ? ('yellow' as const) : null,
    })),
    ...open.items.map((row) => ({
      kind: 'document' as const,
      id: row.document_id,
      title: row.title,
      why: row.filed_on === null ? '待备案' : '备案要求修改',
      dueOn: row.due_on,
      light: lightOfRow(row, ctx.today),
    })),
  ]
  return { counts: { legality: awaited.length, toFile: open.total }, items }
}
