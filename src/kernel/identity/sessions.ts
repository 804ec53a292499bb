import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import { hash, verify } from '@node-rs/argon2'
import { sql } from 'kysely'
import type { Db, Handle, Tx } from '#platform/db/connect.ts'
import { Refusal } from '#platform/errors.ts'
import { record } from '#kernel/ledger/index.ts'
import { staffActor, type Actor, type Grant } from './actor.ts'
import type { Context } from './context.ts'
import type { Role } from './roles.ts'

/** A working day of signing, then a new sign-in. */
const SESSION_HOURS = 12
/** After so many wrong passwords in a row the account rests for a while. */
const MAX_FAILURES = 8
const LOCK_MINUTES = 15

export interface Session {
  readonly actor: Actor
  readonly staff: { readonly id: number; readonly login: string; readonly name: string }
  readonly csrfToken: string
}

/** argon2id with the library's own parameters (19 MiB, two passes, as OWASP advises). */
export function hashPassword(password: string): Promise<string> {
  return hash(password)
}

/** Made once: an unknown login takes as long to refuse as a wrong password. */
let decoyHash: Promise<string> | undefined

function hashToken(token: string): Buffer {
  return createHash('sha256').update(token).digest()
}

/**
 * Checks a password and opens a session. Answers the cookie's token, which is kept nowhere else.
 * Refusals: `wrong_login` (either part), `login_locked` after repeated failures.
 */
export async function signIn(
  ctx: Context,
  login: string,
  password: string,
): Promise<{ token: string; session: Session }> {
  const staff = await ctx.db
    .selectFrom('identity.staff')
    .selectAll()
    .where('login', '=', login)
    .executeTakeFirst()
  if (!staff || staff.disabled_at) {
    decoyHash ??= hashPassword(randomBytes(16).toString('hex'))
    await verify(await decoyHash, password)
    throw new Refusal('wrong_login', 401)
  }
  if (staff.locked_until && staff.locked_until > ctx.now)
    throw new Refusal('login_locked', 429, { minutes: LOCK_MINUTES })
  if (!(await verify(staff.password_hash, password))) {
    await countFailure(ctx, staff.id)
    throw new Refusal('wrong_login', 401)
  }
  const token = randomBytes(32).toString('base64url')
  const csrfToken = randomBytes(24).toString('base64url')
  await ctx.transaction(async (tx) => {
    await tx.deleteFrom('identity.session').where('expires_at', '<', ctx.now).execute()
    await tx
      .insertInto('identity.session')
      .values({
        token_hash: hashToken(token),
        staff_id: staff.id,
        csrf_token: csrfToken,
        created_at: ctx.now,
        expires_at: new Date(ctx.now.getTime() + SESSION_HOURS * 3_600_000),
      })
      .execute()
    await tx
      .updateTable('identity.staff')
      .set({ failures: 0, locked_until: null })
      .where('id', '=', staff.id)
      .execute()
    const actor = await loadActor(tx, staff.id)
    await record(tx, actor, { verb: 'identity.signed_in', subject: `staff:${staff.id}` })
  })
  const session = await findSession(ctx.db, token, ctx.now)
  if (!session) throw new Error('the session just opened is not there')
  return { token, session }
}

async function countFailure(ctx: Context, staffId: number): Promise<void> {
  await ctx.transaction(async (tx) => {
    const { failures } = await tx
      .updateTable('identity.staff')
      .set((eb) => ({ failures: eb('failures', '+', 1) }))
      .where('id', '=', staffId)
      .returning('failures')
      .executeTakeFirstOrThrow()
    if (failures < MAX_FAILURES) return
    await tx
      .updateTable('identity.staff')
      .set({ failures: 0, locked_until: new Date(ctx.now.getTime() + LOCK_MINUTES * 60_000) })
      .where('id', '=', staffId)
      .execute()
    await record(tx, ctx.actor, {
      verb: 'identity.locked',
      subject: `staff:${staffId}`,
      detail: { minutes: LOCK_MINUTES },
    })
  })
}

/** Closes the session of this cookie; closing twice is no error. */
export async function signOut(ctx: Context, token: string): Promise<void> {
  await ctx.transaction(async (tx) => {
    const gone = await tx
      .deleteFrom('identity.session')
      .where('token_hash', '=', hashToken(token))
      .returning('staff_id')
      .executeTakeFirst()
    if (gone) await record(tx, ctx.actor, { verb: 'identity.signed_out', subject: `staff:${gone.staff_id}` })
  })
}

/** The session that a cookie's token opens, if it is still valid. */
export async function findSession(db: Db, token: string, now: Date): Promise<Session | undefined> {
  const row = await db
    .selectFrom('identity.session as s')
    .innerJoin('identity.staff as p', 'p.id', 's.staff_id')
    .select(['p.id', 'p.login', 'p.name', 's.csrf_token'])
    .where('s.token_hash', '=', hashToken(token))
    .where('s.expires_at', '>', now)
    .where('p.disabled_at', 'is', null)
    .executeTakeFirst()
  if (!row) return undefined
  return {
    actor: await loadActor(db, row.id),
    staff: { id: row.id, login: row.login, name: row.name },
    csrfToken: row.csrf_token,
  }
}

/** A member of staff as an actor, with every unit that each grant reaches. */
export async function loadActor(handle: Handle, staffId: number): Promise<Actor> {
  const { rows } = await sql<{ role: Role; unit_id: number; unit_ids: number[] }>`
    select g.role, g.unit_id,
           case g.covers when 'unit' then array[g.unit_id]
                else (select array_agg(s.id) from organisation.subtree(g.unit_id) as s (id)) end as unit_ids
      from identity.role_grant g where g.staff_id = ${staffId} order by g.role, g.unit_id`.execute(handle)
  const grants: Grant[] = rows.map((row) => ({ role: row.role, unitIds: new Set(row.unit_ids.map(Number)) }))
  return staffActor(staffId, rows[0]?.unit_id ?? null, grants)
}

/** Compares a sent token with the session's in constant time. */
export function csrfMatches(session: Session, sent: string | undefined): boolean {
  if (sent === undefined) return false
  const own = Buffer.from(session.csrfToken)
  const other = Buffer.from(sent)
  return own.length === other.length && timingSafeEqual(own, other)
}

export interface NewStaff {
  readonly login: string
  readonly name: string
  readonly passwordHash: string
}

/** Adds a member of staff; a login that is taken is refused as `login_taken`. */
export async function addStaff(tx: Tx, actor: Actor, staff: NewStaff): Promise<number> {
  const row = await tx
    .insertInto('identity.staff')
    .values({ login: staff.login, name: staff.name, password_hash: staff.passwordHash })
    .onConflict((conflict) => conflict.column('login').doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!row) throw new Refusal('login_taken', 409, { login: staff.login })
  await record(tx, actor, { verb: 'identity.staff_added', subject: `staff:${row.id}` })
  return row.id
}

/** Gives a role for a unit (or for all below it); given twice it is given once. */
export async function grantRole(
  tx: Tx,
  actor: Actor,
  grant: { staffId: number; role: Role; unitId: number; covers: 'unit' | 'subtree' },
): Promise<void> {
  await tx
    .insertInto('identity.role_grant')
    .values({ staff_id: grant.staffId, role: grant.role, unit_id: grant.unitId, covers: grant.covers })
    .onConflict((conflict) =>
      conflict.columns(['staff_id', 'role', 'unit_id']).doUpdateSet({ covers: grant.covers }),
    )
    .execute()
  await record(tx, actor, {
    verb: 'identity.role_granted',
    subject: `staff:${grant.staffId}`,
    unitId: grant.unitId,
    detail: { role: grant.role, covers: grant.covers },
  })
}

/** Takes a role back; answers whether there was one. */
export async function revokeRole(
  tx: Tx,
  actor: Actor,
  grant: { staffId: number; role: Role; unitId: number },
): Promise<boolean> {
  const gone = await tx
    .deleteFrom('identity.role_grant')
    .where('staff_id', '=', grant.staffId)
    .where('role', '=', grant.role)
    .where('unit_id', '=', grant.unitId)
    .returning('staff_id')
    .executeTakeFirst()
  if (!gone) return false
  await record(tx, actor, {
    verb: 'identity.role_revoked',
    subject: `staff:${grant.staffId}`,
    unitId: grant.unitId,
    detail: { role: grant.role },
  })
  return true
}

/** The names of these members of staff, by number, also of those who have left. */
export async function namesOfStaff(
  handle: Handle,
  ids: readonly number[],
): Promise<ReadonlyMap<number, string>> {
  if (ids.length === 0) return new Map()
  const rows = await handle
    .selectFrom('identity.staff')
    .select(['id', 'name'])
    .where('id', 'in', [...ids])
    .execute()
  return new Map(rows.map((row) => [row.id, row.name]))
}
