import { addDays, civilDateOf } from '../dates.ts'
import type { Job } from '../jobs/index.ts'
import { forget } from './store.ts'

/** Every minute rather than at night: a flood leaves a row for each form. */
export const challengeJobs: readonly Job[] = [
  {
    name: 'challenge.forget',
    everyMinute: true,
    // Yesterday's salt stays: a form that was sent at midnight is still answered with it.
    run: async ({ db, now }) => {
      await db.transaction().execute((tx) => forget(tx, now, addDays(civilDateOf(now), -1)))
    },
  },
]
