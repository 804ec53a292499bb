import { sql } from 'kysely'
import type { Handle, Tx } from '../db/connect.ts'

/** What is counted together: how many tries within how many minutes, of what, by whom. */
export interface TryLimit {
  /** What is tried, such as requests.query_code. */
  readonly purpose: string
  /** Of which record; no personal data, since it is kept as it is. */
  readonly key: string
  /** Who tries, as `PageRequest.client` tells it; absent: everybody together. */
  readonly clientHash?: string | undefined
  readonly now: Date
  readonly most: number
  readonly minutes: number
}

export interface Tries {
  readonly allowed: boolean
  /** How many more there may be. */
  readonly left: number
  /** When the next one may come, where none is left. */
  readonly until: Date | null
}

/**
 * Takes one try and says whether it is within the limit: so many in any span of so many minutes, counted over all
 * processes. A try beyond the limit is not counted, so that waiting always helps. The caller's transaction has to commit,
 * or the try never was: answer undefined where it failed, not a refused decision.
 */
export async function limitTries(tx: Tx, limit: TryLimit): Promise<Tries> {
  const { now, most, minutes } = limit
  const since = sinceOf(limit)
  const forgetAt = new Date(now.getTime() + minutes * 60_000)
  // The row is made and held first: whoever tries at the same moment waits, and then sees this try.
  await sql`
    insert into challenge.tries (purpose, key, client, times, forget_at)
    values (${limit.purpose}, ${limit.key}, ${limit.clientHash ?? ''}, '{}', ${forgetAt})
    on conflict (purpose, key, client) do update set forget_at = greatest(challenge.tries.forget_at, ${forgetAt})`.execute(
    tx,
  )
  const before = await timesSince(tx, limit, since)
  if (before.length >= most) return triesOf(before, limit, false)
  const times = [...before, now]
  await sql`
    update challenge.tries set times = ${times.map((time) => time.toISOString())}::timestamptz[]
     where purpose = ${limit.purpose} and key = ${limit.key} and client = ${limit.clientHash ?? ''}`.execute(
    tx,
  )
  return triesOf(times, limit, true)
}

/** Whether one more try would be within the limit; nothing is counted. */
export async function triesLeft(handle: Handle, limit: TryLimit): Promise<Tries> {
  const times = await timesSince(handle, limit, sinceOf(limit))
  return triesOf(times, limit, times.length < limit.most)
}

/** After a success the tries before it count no more. */
export async function forgetTries(
  tx: Tx,
  of: Pick<TryLimit, 'purpose' | 'key' | 'clientHash'>,
): Promise<void> {
  await tx
    .deleteFrom('challenge.tries')
    .where('purpose', '=', of.purpose)
    .where('key', '=', of.key)
    .where('client', '=', of.clientHash ?? '')
    .execute()
}

function sinceOf({ now, minutes }: TryLimit): Date {
  return new Date(now.getTime() - minutes * 60_000)
}

async function timesSince(handle: Handle, limit: TryLimit, since: Date): Promise<Date[]> {
  const row = await handle
    .selectFrom('challenge.tries')
    .select('times')
    .where('purpose', '=', limit.purpose)
    .where('key', '=', limit.key)
    .where('client', '=', limit.clientHash ?? '')
    .executeTakeFirst()
  return (row?.times ?? [])
    .filter((time) => time > since)
    .toSorted((one, other) => one.getTime() - other.getTime())
}

function triesOf(times: readonly Date[], { most, minutes }: TryLimit, allowed: boolean): Tries {
  const left = Math.max(0, most - times.length)
  const oldest = times.at(-most)
  const until = left === 0 && oldest ? new Date(oldest.getTime() + minutes * 60_000) : null
  return { allowed, left, until }
}
