import type { Job } from '#platform/jobs/index.ts'
import { decideStep, lockCase, takeStep } from '#kernel/cases/index.ts'
import { createContext, systemActor, type Context } from '#kernel/identity/index.ts'
import { record } from '#kernel/ledger/index.ts'
import { consultation, subjectOf } from './kinds.ts'
import { horizons, settingOn } from './settings.ts'
import * as store from './store.ts'

const BATCH = 200

export const tidyJob: Job = {
  name: 'consultations.tidy',
  daily: '03:40',
  run: async ({ db, now }) => {
    await tidy(createContext(db, systemActor, now))
  },
}

/** Closes what was answered and left alone, and forgets who asked what was closed long enough ago. */
export async function tidy(ctx: Context): Promise<{ closed: number; erased: number }> {
  const { answeredBy, closedBy } = horizons(await settingOn(ctx.db, ctx.today), ctx.today)
  let closed = 0
  for (;;) {
    const ids = await store.listToClose(ctx.db, answeredBy, BATCH)
    let now = 0
    for (const id of ids) now += await closeLeft(ctx, id)
    closed += now
    if (now === 0) break
  }
  const erased = await ctx.transaction(async (tx) => {
    const count = await store.erasePersons(tx, closedBy)
    if (count > 0)
      await record(tx, ctx.actor, {
        verb: 'consultations.erased',
        subject: `day:${ctx.today}`,
        detail: { persons: count, closedBy },
      })
    return count
  })
  return { closed, erased }
}

/** One, in a transaction of its own; none where somebody else has just closed it. */
function closeLeft(ctx: Context, id: number): Promise<number> {
  return ctx.transaction(async (tx) => {
    const row = await lockCase(tx, consultation, id)
    if (!decideStep(consultation, row.state, 'close').ok) return 0
    await store.setClosed(tx, id, ctx.today)
    await takeStep(tx, ctx, consultation, row, { name: 'close', on: ctx.today })
    await record(tx, ctx.actor, { verb: 'consultations.closed', subject: subjectOf(id), unitId: row.unit_id })
    return 1
  })
}
