import { enqueueAll, type Job } from '#platform/jobs/index.ts'
import type { Declared } from '#kernel/declaration/index.ts'
import { createContext, systemActor } from '#kernel/identity/index.ts'
import { compareReport } from './actions/compare.ts'
import { listPublished } from './store/editions.ts'

const ONE = 'reports.compare_one'

/** Each report by itself: a large city's takes its time, and one that fails is tried again alone. */
export const compareNightly: Job = {
  name: 'reports.compare_published',
  daily: '03:40',
  run: async ({ db }) => {
    const ids = await listPublished(db)
    await db.transaction().execute((tx) => enqueueAll(tx, { name: ONE }, ids))
  },
}

export function compareJob(declared: () => Declared): Job {
  return {
    name: ONE,
    run: async ({ db, now }, payload) => {
      if (typeof payload !== 'number') return
      await compareReport(createContext(db, systemActor, now), declared(), payload)
    },
  }
}
