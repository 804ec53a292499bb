import type { DeskShare } from '#kernel/declaration/index.ts'
import { listUnits } from '#kernel/organisation/index.ts'
import type { Context } from '#kernel/identity/index.ts'
import type { GuideState } from './contract.ts'
import { permissions } from './kinds.ts'
import { judgeGuide } from './present.ts'
import * as guides from './store/guides.ts'

/** Who watches a whole city has the list of all units for the rest. */
const MOST = 20

const WHY: Readonly<Record<Exclude<GuideState, 'confirmed'>, string>> = {
  unconfirmed: '还没有确认过',
  expired: '一年没有确认',
  changed: '内容有变化，要重新确认',
  soon: '一年一次的确认快到期',
}

/** Guides of one's own units that wait for a confirmation. */
export async function disclosureDesk(ctx: Context): Promise<DeskShare> {
  const own = new Set(ctx.actor.unitsFor(permissions.confirm))
  if (own.size === 0) return { counts: {}, items: [] }
  const open = (await listUnits(ctx.db)).filter((unit) => own.has(unit.id) && guides.isAgency(unit))
  const rows = await guides.listGuides(
    ctx.db,
    open.map((unit) => unit.id),
  )
  const waiting = rows.flatMap((row) => {
    const { state } = judgeGuide(row, ctx.today)
    return state === 'confirmed' ? [] : [{ row, state }]
  })
  return {
    counts: {},
    items: waiting
      .toSorted((one, other) => (one.row.due_on ?? '').localeCompare(other.row.due_on ?? ''))
      .slice(0, MOST)
      .map(({ row, state }) => ({
        kind: 'guide' as const,
        id: row.unit_id,
        title: `${row.name}公开指南`,
        why: WHY[state],
        dueOn: row.due_on,
        light: state === 'expired' ? 'red' : state === 'soon' ? 'yellow' : null,
      })),
  }
}
