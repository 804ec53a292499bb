import type { DeskItem, DeskShare } from '#kernel/declaration/index.ts'
import type { Context } from '#kernel/identity/index.ts'
import { permissions } from './kinds.ts'
import { lightFor } from './present.ts'
import * as store from './store.ts'

/** Lists of open rounds that this person's units owe, and rules that a round decided to amend. */
export async function normativeDesk(ctx: Context): Promise<DeskShare> {
  const deciding = ctx.actor.unitsFor(permissions.decide)
  if (deciding.length === 0) return { counts: {}, items: [] }
  const rounds = await store.listOpenUnits(ctx.db, deciding)
  const amend = await store.listToAmend(ctx.db, deciding, 20)
  const items: DeskItem[] = [
    ...rounds.map((row) => ({
      kind: 'cleanup' as const,
      id: row.cleanup_id,
      title: `${row.title}（${row.name}）`,
      why: row.undecided > 0 ? `还有 ${row.undecided} 件没有清理意见` : '意见已齐，待单位领导确认',
      dueOn: row.due_on,
      light: lightFor({ dueOn: row.due_on, done: false }, ctx.today),
    })),
    ...amend.map((row) => ({
      kind: 'document' as const,
      id: row.document_id,
      title: row.title,
      why: '清理决定修改，还没有公布修改',
      dueOn: null,
      light: null,
    })),
  ]
  return { counts: { cleanups: rounds.length, toAmend: amend.length }, items }
}
