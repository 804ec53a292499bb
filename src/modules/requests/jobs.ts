import type { Job } from '#platform/jobs/index.ts'
import { formatChinese } from '#platform/dates.ts'
import type { ClockListener } from '#kernel/declaration/index.ts'
import { createContext, listHolders, systemActor } from '#kernel/identity/index.ts'
import { notifyStaff } from '#modules/messages/index.ts'
import { eraseIdentities } from './actions/erase.ts'
import { replyClock } from './kinds/clocks.ts'
import { permissions } from './kinds/permissions.ts'
import { listNumbers } from './store/list.ts'
import { listWithoutWords, putWantedWords } from './store/similar.ts'

const WORDS = {
  moved: (due: string) => `因放假安排有变，到期日改为${due}`,
  yellow: (due: string) => `将在${due}到期`,
  overdue: (due: string) => `已经超过${due}的期限`,
} as const

/** Tells whoever handles a request that its due day moved, comes near or has passed. */
export const tellHandlers: ClockListener = async (tx, now, changes) => {
  const mine = changes.filter((one) => one.name === replyClock.name)
  const ctx = createContext(tx, systemActor, now)
  const numbers = await listNumbers(tx, mine.map(idOf))
  const handlers = new Map<number, number[]>()
  for (const change of mine) {
    const staffIds =
      handlers.get(change.unitId) ??
      (await listHolders(tx, permissions.handle, change.unitId)).map((holder) => holder.id)
    handlers.set(change.unitId, staffIds)
    const id = idOf(change)
    await notifyStaff(tx, ctx, {
      staffIds,
      title: `申请 ${numbers.get(id) ?? id} ${WORDS[change.what](formatChinese(change.dueOn))}`,
      about: change.subject,
      link: `/requests/${id}`,
    })
  }
}

const idOf = ({ subject }: { readonly subject: string }) => Number(subject.split(':')[1])

/** How many requests one transaction takes. */
const AT_ONCE = 500

export const requestJobs: readonly Job[] = [
  {
    // Of requests from before their words were kept.
    name: 'requests.keep_words',
    daily: '02:50',
    run: async ({ db, now }) => {
      const ctx = createContext(db, systemActor, now)
      for (let kept = AT_ONCE; kept === AT_ONCE;)
        kept = await ctx.transaction(async (tx) => {
          const items = await listWithoutWords(tx, AT_ONCE)
          await putWantedWords(tx, items)
          return items.length
        })
    },
  },
  {
    name: 'requests.erase_identities',
    daily: '02:40',
    run: async ({ db, now }) => {
      await eraseIdentities(createContext(db, systemActor, now))
    },
  },
]
