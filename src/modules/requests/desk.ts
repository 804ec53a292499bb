import type { DeskItem, DeskShare } from '#kernel/declaration/index.ts'
import { lightOfRow } from '#kernel/clock/index.ts'
import type { Context } from '#kernel/identity/index.ts'
import { permissions } from './kinds/permissions.ts'
import { WAITING } from './kinds/procedure.ts'
import * as store from './store/list.ts'

/** How many of each sort are shown. */
const SHOWN = { offset: 0, limit: 20 }

/** Requests that this person handles and that are not finished, and answers that wait for their signature. */
export async function requestsDesk(ctx: Context): Promise<DeskShare> {
  const unitIds = ctx.actor.unitsFor(permissions.handle)
  const toSign = await answersToSign(ctx)
  if (unitIds.length === 0) return { counts: {}, items: toSign }
  const { today } = ctx
  const [counts, open, again] = await Promise.all([
    store.countLights(ctx.db, unitIds, today),
    store.listRequests(ctx.db, { unitIds, today }, SHOWN),
    store.listRequests(ctx.db, { unitIds, today, states: ['redoing', 'redo_answered'] }, SHOWN),
  ])
  const signing = new Set(toSign.map((item) => item.id))
  const handled = [...open.items.filter((row) => row.concluded_on === null), ...again.items]
  return {
    counts: { dueToday: counts.due_today, yellow: counts.yellow, red: counts.red },
    items: [
      ...toSign,
      ...handled.filter((row) => !signing.has(row.id)).map((row) => itemOf(ctx, row, WHY[row.state] ?? '')),
    ],
  }
}

/** Nobody signs what they wrote. */
async function answersToSign(ctx: Context): Promise<DeskItem[]> {
  const { actor, today } = ctx
  const unitIds = actor.unitsFor(permissions.sign)
  if (unitIds.length === 0 || actor.staffId === null) return []
  const filter = { unitIds, today, states: WAITING.signature, writtenByOther: actor.staffId }
  const { items } = await store.listRequests(ctx.db, filter, SHOWN)
  return items.map((row) => itemOf(ctx, row, '答复待您审签'))
}

function itemOf(ctx: Context, row: store.ListedRequest, why: string): DeskItem {
  return {
    kind: 'request',
    id: row.id,
    title: `${row.number} ${row.wanted}`,
    why,
    dueOn: row.due_on,
    light: lightOfRow(row, ctx.today),
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
  redoing: '待重新答复',
  redo_answered: '重新答复已审签，待送达',
}
