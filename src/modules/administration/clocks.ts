import type { Job } from '#platform/jobs/index.ts'
import { takeInNotice, watchClocks, type MovedClock, type Notice } from '#kernel/clock/index.ts'
import type { Declared } from '#kernel/declaration/index.ts'
import { createContext, systemActor, type Context } from '#kernel/identity/index.ts'

type Listening = Pick<Declared, 'clocks' | 'clockListeners'>

/** Takes in a holiday notice: running limits are counted anew by it, and whom it concerns is told. */
export function loadHolidayNotice(ctx: Context, declared: Listening, notice: Notice): Promise<MovedClock[]> {
  return ctx.transaction(async (tx) => {
    const moved = await takeInNotice(tx, ctx.actor, declared.clocks, notice)
    const changes = moved.map(({ to, ...clock }) => ({ ...clock, what: 'moved' as const, dueOn: to }))
    for (const tell of declared.clockListeners) await tell(tx, ctx.now, changes)
    return moved
  })
}

/** Early each day: which limits have turned yellow or passed goes into the ledger, and whom it concerns is told. */
export function watchClocksJob(declared: () => Listening): Job {
  return {
    name: 'administration.watch_clocks',
    daily: '00:10',
    run: async ({ db, now }) => {
      const ctx = createContext(db, systemActor, now)
      let passed: number
      do {
        passed = await ctx.transaction(async (tx) => {
          const changes = await watchClocks(tx, ctx.today)
          for (const tell of declared().clockListeners) await tell(tx, now, changes)
          return changes.length
        })
      } while (passed > 0)
    },
  }
}
