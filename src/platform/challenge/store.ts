import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import type { CivilDate } from '../dates.ts'
import type { Db, Handle, Tx } from '../db/connect.ts'

export interface Use {
  readonly id: string
  readonly purpose: string
  readonly way: 'work' | 'question'
  readonly formKey: string
  readonly usedAt: Date
  readonly forgetAt: Date
}

/**
 * Writes down that something was used; false where it was used before by another form. Of two at once the second waits
 * for the first.
 */
export async function use(tx: Tx, one: Use): Promise<'first' | 'again' | 'refused'> {
  const { rows } = await sql<{ first: boolean; form_key: string }>`
    insert into challenge.used as u (id, purpose, way, form_key, used_at, forget_at)
    values (${one.id}, ${one.purpose}, ${one.way}, ${one.formKey}, ${one.usedAt}, ${one.forgetAt})
    on conflict (id) do update set form_key = u.form_key
    returning (xmax = 0) as first, form_key`.execute(tx)
  const [row] = rows
  if (row?.first) return 'first'
  return one.formKey !== '' && row?.form_key === one.formKey ? 'again' : 'refused'
}

/** How many forms of a purpose came in since. */
export async function countUsed(handle: Handle, purpose: string, since: Date): Promise<number> {
  const { count } = await handle
    .selectFrom('challenge.used')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('purpose', '=', purpose)
    .where('used_at', '>', since)
    .executeTakeFirstOrThrow()
  return count
}

/** The salt of a day, made by whichever process asks first. */
export async function saltOf(db: Db, day: CivilDate): Promise<Buffer> {
  const find = () =>
    db.selectFrom('challenge.salt').select('salt').where('on_date', '=', day).executeTakeFirst()
  const found = await find()
  if (found) return found.salt
  await db
    .insertInto('challenge.salt')
    .values({ on_date: day, salt: randomBytes(32) })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  const made = await find()
  if (!made) throw new Error(`no salt of ${day}`)
  return made.salt
}

/** Deletes what can no longer be used again, tries that no longer count, and the salts of days before `day`. */
export async function forget(tx: Tx, now: Date, day: CivilDate): Promise<void> {
  await tx.deleteFrom('challenge.used').where('forget_at', '<=', now).execute()
  await tx.deleteFrom('challenge.tries').where('forget_at', '<=', now).execute()
  await tx.deleteFrom('challenge.salt').where('on_date', '<', day).execute()
}
