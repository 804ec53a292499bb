import type { DeskShare } from '#kernel/declaration/index.ts'
import type { Context } from '#kernel/identity/index.ts'
import { permissions } from './kinds.ts'
import * as store from './store.ts'

/** Overdue items of the units for which this person reports. */
export async function topicsDesk(ctx: Context): Promise<DeskShare> {
  const unitIds = ctx.actor.unitsFor(permissions.report)
  if (unitIds.length === 0) return { counts: {}, items: [] }
  const filter = { unitIds, overdue: true, today: ctx.today }
  const items = await store.listItems(ctx.db, filter, { offset: 0, limit: 20 })
  return {
    counts: {},
    items: items.map((item) => {
      const silent = item.report_due_on !== null && item.report_due_on < ctx.today
      return {
        kind: 'topic_item',
        id: item.topic_id,
        title: item.goal,
        why: `${item.topic_title}：${silent ? '进展没有按期报送' : '过了完成期限'}`,
        dueOn: silent ? item.report_due_on : item.due_on,
        light: 'red',
      }
    }),
  }
}
