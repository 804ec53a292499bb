import type { DeskItem, DeskShare } from '#kernel/declaration/index.ts'
import type { Context, Permission } from '#kernel/identity/index.ts'
import type { State } from './contract/life.ts'
import { permissions } from './kinds.ts'
import { presentLimit } from './present/lists.ts'
import { listReports, type ListedReport } from './store/collections.ts'

/** Who looks after a whole city has the list of the collection for the rest. */
const MOST = 10

const WHY: Readonly<Partial<Record<State, string>>> = {
  drafting: '要编写和报送',
  returned: '已退回，要修改后再报送',
  restating: '更正没有完成',
  submitted: '等待审核',
  approved: '已审核，要定稿',
  frozen: '已定稿，要公布',
}

/** Reports that this person writes, checks or publishes. */
export async function reportsDesk(ctx: Context): Promise<DeskShare> {
  const page = { offset: 0, limit: MOST }
  const list = (permission: Permission, states: readonly State[]) =>
    listReports(ctx.db, { unitIds: ctx.actor.unitsFor(permission), states }, ctx.today, page)
  const [drafts, checks, publishes] = await Promise.all([
    list(permissions.draft, ['drafting', 'returned', 'restating']),
    listReports(
      ctx.db,
      {
        collectorIds: ctx.actor.unitsFor(permissions.check),
        states: ['submitted'],
        notBy: ctx.actor.staffId,
      },
      ctx.today,
      page,
    ),
    list(permissions.publish, ['approved', 'frozen']),
  ])
  const items = [...checks, ...publishes, ...drafts].map((row) => itemOf(row, ctx))
  return {
    counts: {},
    items: items.toSorted((a, b) => (a.dueOn ?? '9').localeCompare(b.dueOn ?? '9')).slice(0, 2 * MOST),
  }
}

function itemOf(row: ListedReport, ctx: Context): DeskItem {
  const waits = row.state === 'drafting' || row.state === 'returned' ? row.submission : null
  const limit = presentLimit(waits ?? row.publication, ctx.today)
  return {
    kind: 'annual_report',
    id: row.id,
    title: `${row.unit_name}${row.year}年年度报告`,
    why: WHY[row.state] ?? '',
    dueOn: limit?.dueOn ?? null,
    light: limit?.light ?? null,
  }
}
