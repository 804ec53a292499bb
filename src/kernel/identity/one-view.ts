import { sql } from 'kysely'
import type { Tx } from '#platform/db/connect.ts'
import { changedMeanwhile } from '#platform/errors.ts'
import type { Context } from './context.ts'

const SERIALIZATION_FAILURE = '40001'

/**
 * Runs an action on one view of all records. Whoever changed what it changes since that view began makes it start over,
 * by the person, who then sees what changed; `kind` names the thing that they are told of.
 */
export async function onOneView<T>(ctx: Context, kind: string, run: (tx: Tx) => Promise<T>): Promise<T> {
  try {
    return await ctx.transaction(async (tx) => {
      await sql`set transaction isolation level repeatable read`.execute(tx)
      return run(tx)
    })
  } catch (error) {
    if ((error as { code?: unknown }).code === SERIALIZATION_FAILURE) throw changedMeanwhile(kind)
    throw error
  }
}
