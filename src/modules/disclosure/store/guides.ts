import { sql, type Selectable } from 'kysely'
import type { Handle, Tx } from '#platform/db/connect.ts'
import type { DisclosureGuide, DisclosureGuideVersion } from '#platform/db/tables.ts'
import type { CivilDate } from '#platform/dates.ts'
import { notFound } from '#platform/errors.ts'
import type { Unit } from '#kernel/organisation/index.ts'
import type { GuideText } from '../contract.ts'
import { guideClock } from '../kinds.ts'
import { emptyText, type UnitFacts } from '../rules.ts'

export type GuideRow = Selectable<DisclosureGuide>
export type GuideVersionRow = Selectable<DisclosureGuideVersion>

/** The unit, held against others until the transaction ends: its guide may not be there yet. */
export function lockUnit(tx: Tx, id: number): Promise<Unit> {
  return tx
    .selectFrom('organisation.unit')
    .selectAll()
    .where('id', '=', id)
    .forNoKeyUpdate()
    .executeTakeFirstOrThrow(() => notFound('unit', id))
}

export function findGuide(handle: Handle, unitId: number): Promise<GuideRow | undefined> {
  return handle.selectFrom('disclosure.guide').selectAll().where('unit_id', '=', unitId).executeTakeFirst()
}

export async function findText(
  handle: Handle,
  unitId: number,
  version: number | null | undefined,
): Promise<GuideText> {
  if (!version) return emptyText
  const row = await handle
    .selectFrom('disclosure.guide_version')
    .selectAll()
    .where('unit_id', '=', unitId)
    .where('version', '=', version)
    .executeTakeFirstOrThrow(() => notFound('guide', unitId))
  const { office, address, hours, phone, fax, online, arrangement, ways, supervision, notes } = row
  return { office, address, hours, phone, fax, online, arrangement, ways, supervision, notes }
}

/** The next version of a unit's guide; the first where there is none. Answers its number. */
export async function addVersion(
  tx: Tx,
  unitId: number,
  before: GuideRow | undefined,
  text: GuideText,
  by: number | null,
  now: Date,
): Promise<number> {
  const version = (before?.version ?? 0) + 1
  await tx
    .insertInto('disclosure.guide')
    .values({ unit_id: unitId, version })
    .onConflict((conflict) => conflict.column('unit_id').doUpdateSet({ version }))
    .execute()
  await tx
    .insertInto('disclosure.guide_version')
    .values({ unit_id: unitId, version, ...text, edited_by: by, edited_at: now })
    .execute()
  return version
}

export async function confirmVersion(
  tx: Tx,
  unitId: number,
  confirmed: {
    readonly version: number
    readonly on: CivilDate
    readonly by: number | null
    readonly facts: UnitFacts
  },
): Promise<number> {
  const row = await tx
    .updateTable('disclosure.guide')
    .set((eb) => ({
      confirmed_version: confirmed.version,
      confirmed_on: confirmed.on,
      confirmed_by: confirmed.by,
      confirmed_facts: JSON.stringify(confirmed.facts),
      confirmations: eb('confirmations', '+', 1),
    }))
    .where('unit_id', '=', unitId)
    .returning('confirmations')
    .executeTakeFirstOrThrow()
  return row.confirmations
}

export async function listVersions(handle: Handle, unitId: number) {
  const { rows } = await sql<{ version: number; edited_at: Date; editor: string | null }>`
    select v.version, v.edited_at, s.name as editor
      from disclosure.guide_version v left join identity.staff s on s.id = v.edited_by
     where v.unit_id = ${unitId} order by v.version desc limit 20`.execute(handle)
  return rows
}

export interface GuideStandingRow extends UnitFacts {
  readonly unit_id: number
  readonly version: number
  readonly confirmed_version: number | null
  readonly confirmed_on: CivilDate | null
  readonly confirmed_facts: unknown
  readonly yellow_on: CivilDate | null
  readonly due_on: CivilDate | null
}

/** How the guides of these units stand, each with the limit that its last confirmation started. */
export async function listGuides(handle: Handle, unitIds: readonly number[]): Promise<GuideStandingRow[]> {
  const { rows } = await sql<GuideStandingRow>`
    select u.id as unit_id, u.name, u.address, u.office_hours, u.phone, u.fax, u.email, u.postcode, u.functions,
           coalesce(g.version, 0) as version, g.confirmed_version, g.confirmed_on, g.confirmed_facts,
           c.yellow_on, c.due_on
      from organisation.unit u
      left join disclosure.guide g on g.unit_id = u.id
      left join clock.clock c on c.name = ${guideClock.name}
       and c.subject = 'guide:' || u.id || '-' || g.confirmations
     where u.id = any(${[...unitIds]}::bigint[])`.execute(handle)
  return rows
}

/** Units with a guide of their own: agencies that are open, in the order of the tree. */
export function isAgency(unit: Pick<Unit, 'kind' | 'closed_on'>): boolean {
  return unit.kind !== 'village' && unit.closed_on === null
}
