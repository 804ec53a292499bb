import type { Api } from '#platform/http/server.ts'
import type { DeskItem, DeskShare, ModuleDeclaration } from '#kernel/declaration/index.ts'
import type { Context } from '#kernel/identity/index.ts'

type Share = (ctx: Context) => Promise<DeskShare>

const LIGHTS = ['red', 'yellow', 'green']

/** 今天要办的: what every module says waits for this person, the most pressing first. */
export function deskModule(shares: () => readonly Share[]): ModuleDeclaration {
  return {
    name: 'desk',
    api(app: Api) {
      app.get('/desk', { config: { access: 'staff' } }, async (request) => {
        const parts = await Promise.all(shares().map((share) => share(request.ctx)))
        const items: DeskItem[] = parts.flatMap((part) => part.items).toSorted(byPress)
        return {
          dueToday: 0,
          yellow: 0,
          red: 0,
          reviewsWaiting: 0,
          remedies: 0,
          drafts: 0,
          returned: 0,
          consultations: 0,
          consultationsRed: 0,
          cohandlings: 0,
          cohandlingsRed: 0,
          ...mergeCounts(parts),
          items,
        }
      })
    },
  }
}

function byPress(one: DeskItem, other: DeskItem): number {
  const rank = (item: DeskItem) => (item.light === null ? LIGHTS.length : LIGHTS.indexOf(item.light))
  return (
    rank(one) - rank(other) || (one.dueOn ?? '9999').localeCompare(other.dueOn ?? '9999') || one.id - other.id
  )
}

function mergeCounts(parts: readonly DeskShare[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const part of parts) {
    for (const [name, count] of Object.entries(part.counts)) counts[name] = (counts[name] ?? 0) + count
  }
  return counts
}
