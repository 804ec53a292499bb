import { timingSafeEqual } from 'node:crypto'
import { sql } from 'kysely'
import { markStale } from '#platform/db/connect.ts'
import { allow, decide, issue, refuse, type Decision } from '#platform/decision.ts'
import { notPermitted, Refusal } from '#platform/errors.ts'
import type { Secrets } from '#platform/secrets.ts'
import { loadNotices, seedNotices } from '#kernel/clock/index.ts'
import {
  addStaff,
  createContext,
  grantRole,
  hashPassword,
  revokeRole,
  systemActor,
  type Context,
  type Role,
} from '#kernel/identity/index.ts'
import { addUnit, decideUnit, type NewUnit } from '#kernel/organisation/index.ts'
import { addSite, addStandardColumns, MAIN_SITE } from '#modules/sites/index.ts'
import type { GrantBody, NewStaffBody, NewUnitBody, SetUp } from './contract.ts'
import { permissions } from './kinds.ts'
import * as store from './store.ts'

/** What the server prints at the start of an empty installation; nobody else can compute it. */
export function setUpToken(secrets: Secrets): string {
  return secrets.derive('administration.set_up', 'first administrator')
}

const BLANK_GUIDE = {
  address: '',
  postcode: '',
  phone: '',
  fax: '',
  email: '',
  officeHours: '',
  functions: '',
}

/** Makes the city's own unit, its portal with the standard columns, its calendar and the first administrator; works once. */
export async function setUp(ctx: Context, secrets: Secrets, asked: SetUp): Promise<Decision<number>> {
  const expected = Buffer.from(setUpToken(secrets))
  const sent = Buffer.from(asked.token)
  if (sent.length !== expected.length || !timingSafeEqual(sent, expected))
    throw new Refusal('wrong_token', 403)
  const first = decideUnit({
    ...BLANK_GUIDE,
    code: 'city',
    name: asked.cityName,
    shortName: asked.cityName.slice(0, 30),
    kind: 'city',
    parentId: null,
    divisionCode: asked.divisionCode?.trim() || null,
    creditCode: asked.creditCode?.trim() || null,
    position: 0,
  })
  if (!first.ok) {
    const field = (name: string) => (name === 'name' ? 'cityName' : name)
    return refuse(first.issues.map((one) => ({ ...one, field: field(one.field) })))
  }
  const passwordHash = await hashPassword(asked.password)
  const system = createContext(ctx.db, systemActor, ctx.now)
  return system.transaction(async (tx) => {
    // Two set-ups at once: the second waits here and then finds somebody.
    await sql`lock table identity.staff in exclusive mode`.execute(tx)
    if ((await store.countStaff(tx)) > 0) throw new Refusal('set_up_done', 409)
    const unit = await addUnit(tx, systemActor, first.value)
    const siteId = await addSite(tx, systemActor, {
      slug: MAIN_SITE,
      name: `${asked.cityName}门户网站`,
      unitId: unit.id,
    })
    await addStandardColumns(tx, systemActor, siteId)
    await loadNotices(tx, seedNotices())
    const staffId = await addStaff(tx, systemActor, { login: asked.login, name: asked.name, passwordHash })
    await grantRole(tx, systemActor, { staffId, role: 'administrator', unitId: unit.id, covers: 'subtree' })
    await markStale(tx, ['site', 'units'])
    return allow(staffId)
  })
}

/** Adds a unit below one that the administrator administers. */
export function createUnit(ctx: Context, asked: NewUnitBody): Promise<Decision<number>> {
  return ctx.transaction(async (tx) => {
    if (asked.parentId === null) return { ok: false, issues: [issue('parentId', 'required')] }
    ctx.actor.must(permissions.units, asked.parentId)
    const unit: NewUnit = { ...BLANK_GUIDE, ...asked, position: 0 }
    const decision = decideUnit(unit)
    if (!decision.ok) return decision
    const taken = await sql<{ code: boolean; credit: boolean }>`
      select bool_or(code = ${unit.code}) as code, bool_or(credit_code = ${decision.value.creditCode}) as credit
        from organisation.unit where code = ${unit.code} or credit_code = ${decision.value.creditCode}`.execute(
      tx,
    )
    const issues = [
      ...(taken.rows[0]?.code ? [issue('code', 'taken')] : []),
      ...(taken.rows[0]?.credit ? [issue('creditCode', 'taken')] : []),
    ]
    const free = decide(issues, decision.value)
    if (!free.ok) return free
    const row = await addUnit(tx, ctx.actor, free.value)
    await markStale(tx, ['units'])
    return allow(row.id)
  })
}

/** Adds a person with a first role; the administrator must administer that unit. */
export async function createStaff(ctx: Context, asked: NewStaffBody): Promise<Decision<number>> {
  ctx.actor.must(permissions.staff, asked.unitId)
  const passwordHash = await hashPassword(asked.password)
  return ctx.transaction(async (tx) => {
    const id = await addStaff(tx, ctx.actor, { login: asked.login, name: asked.name, passwordHash })
    await grantRole(tx, ctx.actor, { staffId: id, role: asked.role, unitId: asked.unitId, covers: 'unit' })
    return allow(id)
  })
}

/** Gives a role; over a subtree only if the administrator administers all of it. */
export function grant(ctx: Context, staffId: number, asked: GrantBody): Promise<Decision<number>> {
  return ctx.transaction(async (tx) => {
    const concerned =
      asked.covers === 'unit'
        ? [asked.unitId]
        : (
            await sql<{ id: number }>`select id from organisation.subtree(${asked.unitId}) as s (id)`.execute(
              tx,
            )
          ).rows.map((row) => row.id)
    for (const unitId of concerned) ctx.actor.must(permissions.staff, unitId)
    const known = await tx
      .selectFrom('identity.staff')
      .select('id')
      .where('id', '=', staffId)
      .executeTakeFirst()
    if (!known) throw new Refusal('not_found', 404, { what: 'staff', id: staffId })
    // Raising oneself would make the separation of roles a matter of taste.
    if (staffId === ctx.actor.staffId) throw notPermitted(permissions.staff.name)
    await grantRole(tx, ctx.actor, { staffId, ...asked })
    return allow(staffId)
  })
}

/** Takes a role of somebody else back: a city whose last administrator left the room would be shut. */
export function revoke(ctx: Context, staffId: number, role: Role, unitId: number): Promise<Decision<number>> {
  return ctx.transaction(async (tx) => {
    ctx.actor.must(permissions.staff, unitId)
    if (staffId === ctx.actor.staffId) throw notPermitted(permissions.staff.name)
    if (!(await revokeRole(tx, ctx.actor, { staffId, role, unitId })))
      throw new Refusal('not_found', 404, { what: 'grant', id: role })
    return allow(staffId)
  })
}
