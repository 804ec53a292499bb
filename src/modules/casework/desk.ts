import { lightOfRow } from '#kernel/clock/index.ts'
import type { DeskShare } from '#kernel/declaration/index.ts'
import type { Context } from '#kernel/identity/index.ts'
import { permissions } from './kinds.ts'
import { listCohandlings } from './store/cohandlings.ts'

const MOST = 20
const LONGEST = 40

/** What other units wait for. */
export async function caseworkDesk(ctx: Context): Promise<DeskShare> {
  const unitIds = ctx.actor.unitsFor(permissions.cohandle)
  if (unitIds.length === 0) return { counts: {}, items: [] }
  const { today } = ctx
  const asked = { side: 'asked', state: 'asked', unitIds, today } as const
  const [waiting, late] = await Promise.all([
    listCohandlings(ctx.db, asked, { offset: 0, limit: MOST }),
    listCohandlings(ctx.db, { ...asked, late: true }, { offset: 0, limit: 1 }),
  ])
  return {
    counts: { cohandlings: waiting.total, cohandlingsRed: late.total },
    items: waiting.items.map((row) => ({
      kind: 'cohandling',
      id: row.id,
      title: `${row.number}：${Array.from(row.question).slice(0, LONGEST).join('')}`,
      why: `${row.asking_unit_name}请求会办`,
      dueOn: row.due_on,
      light: lightOfRow(row, today),
    })),
  }
}
