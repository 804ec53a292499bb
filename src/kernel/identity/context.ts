import type { Decision } from '#platform/decision.ts'
import { civilDateOf, type CivilDate } from '#platform/dates.ts'
import type { Db, Tx } from '#platform/db/connect.ts'
import type { Actor } from './actor.ts'

/** What an action knows of its surroundings: the database, who acts, and what time it is. */
export interface Context {
  readonly db: Db
  readonly actor: Actor
  readonly now: Date
  /** The civil date of `now` in Asia/Shanghai. */
  readonly today: CivilDate
  /** Commits what `run` returns; a refused decision or an error leaves nothing behind. */
  transaction<T>(run: (tx: Tx) => Promise<T>): Promise<T>
}

class RefusedInside extends Error {
  readonly decision: unknown
  constructor(decision: unknown) {
    super('refused')
    this.decision = decision
  }
}

function isRefused(value: unknown): value is Decision<unknown> & { ok: false } {
  return (
    typeof value === 'object' && value !== null && 'ok' in value && value.ok === false && 'issues' in value
  )
}

export function createContext(db: Db, actor: Actor, now: Date): Context {
  return {
    db,
    actor,
    now,
    today: civilDateOf(now),
    async transaction<T>(run: (tx: Tx) => Promise<T>): Promise<T> {
      try {
        return await db.transaction().execute(async (tx) => {
          const result = await run(tx)
          if (isRefused(result)) throw new RefusedInside(result)
          return result
        })
      } catch (error) {
        if (error instanceof RefusedInside) return error.decision as T
        throw error
      }
    },
  }
}

/** The same person within a transaction that runs already: another action becomes part of this one, or of nothing. */
export function within(ctx: Context, tx: Tx): Context {
  return { ...ctx, db: tx, transaction: (run) => run(tx) }
}
