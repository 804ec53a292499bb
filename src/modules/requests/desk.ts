import type { DeskShare } from '#kernel/declaration/index.ts'
import { lightOfRow } from '#kernel/clock/index.ts'
import type { Context } from '#kernel/identity/index.ts'
import { permissions } from './kinds/permissions.ts'
import * as store from './store/list.ts'

/** Requests that this person handles and that are not finished, the most pressing first. */
export async function requestsDesk(ctx: Context): Promise<DeskShare> {
  const unitIds = ctx.actor.unitsFor(permissions.handle)
  if (unitIds.length === 0) return { counts: {}, items: [] }
  const counts = await store.countLights(ctx.db, unitIds, ctx.today)
  const list = await store.listRequests(ctx.db, { unitIds, today: ctx.today }, { offset: 0, limit: 20 })
  return {
    counts: { dueToday: counts.due_today, yellow: counts.yellow, red: counts.red },
    items: list.items
      .filter((row) => row.concluded_on === null)
      .map((row) => ({
        kind: 'request',
        id: row.id,
        title: `${row.number} ${row.wanted}`,
        why: WHY[row.state] ?? '',
        dueOn: row.due_on,
        light: lightOfRow(row, ctx.today),
      })),
  }
}

const WHY: Readonly<Record<string, string>> = {
  submitted: '新来件，待与申请人确认后登记',
  registered: '待答复',
  correcting: '等申请人补正',
  explaining: '等申请人说明理由',
  consulting: '等征求的意见',
  charged: '等申请人缴费',
  proposed: '待审签',
  answered: '已审签，待送达',
}
