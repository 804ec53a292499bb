import type { DeskItem, DeskShare } from '#kernel/declaration/index.ts'
import type { Context } from '#kernel/identity/index.ts'
import { permissions } from './kinds.ts'
import { listOpen } from './store/findings.ts'

const LOOKED_AT = 100
const SHOWN = 20

/** Public documents in which the nightly check found something, personal data first. */
export async function checkingDesk(ctx: Context): Promise<DeskShare> {
  const unitIds = ctx.actor.unitsFor(permissions.patrol)
  if (unitIds.length === 0) return { counts: {}, items: [] }
  const list = await listOpen(ctx.db, { unitIds }, { offset: 0, limit: LOOKED_AT })
  const byDocument = new Map<number, { item: DeskItem; count: number }>()
  for (const found of list.items) {
    const before = byDocument.get(found.document_id)
    const count = (before?.count ?? 0) + 1
    byDocument.set(found.document_id, {
      count,
      item: {
        kind: 'document',
        id: found.document_id,
        title: found.title,
        why: `夜间检查发现 ${count} 处`,
        dueOn: null,
        light: before?.item.light ?? (found.severity === 'blocking' ? 'yellow' : null),
      },
    })
  }
  return {
    counts: { patrol: list.total },
    items: [...byDocument.values()].slice(0, SHOWN).map(({ item }) => item),
  }
}
