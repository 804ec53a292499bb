import { sql, type Selectable } from 'kysely'
import type { Handle, Tx } from '#platform/db/connect.ts'
import type { OrganisationUnit } from '#platform/db/tables.ts'
import { decide, issue, type Decision, type Issue } from '#platform/decision.ts'
import { notFound } from '#platform/errors.ts'
import { record, type LedgerActor } from '#kernel/ledger/index.ts'
import { checkCreditCode, checkDivisionCode } from './codes.ts'

export type Unit = Selectable<OrganisationUnit>

export const unitKindLabels = {
  city: '市人民政府',
  district: '区县人民政府',
  department: '政府部门',
  town: '乡镇人民政府（街道办事处）',
  village: '村（社区）',
} as const
export type UnitKind = keyof typeof unitKindLabels

export interface NewUnit {
  readonly code: string
  readonly name: string
  readonly shortName: string
  readonly kind: UnitKind
  readonly parentId: number | null
  readonly divisionCode: string | null
  readonly creditCode: string | null
  readonly position: number
  readonly address: string
  readonly postcode: string
  readonly phone: string
  readonly fax: string
  readonly email: string
  readonly officeHours: string
  readonly functions: string
}

/** Codes are checked here with their check digits; that they are unique is the database's part. */
export function decideUnit(unit: NewUnit): Decision<NewUnit> {
  const issues: Issue[] = []
  if (!/^[a-z0-9][a-z0-9-]{0,39}$/.test(unit.code)) issues.push(issue('code', 'unit_code_form'))
  if (unit.name.trim() === '') issues.push(issue('name', 'required'))
  if (unit.parentId === null && unit.kind !== 'city') issues.push(issue('parentId', 'required'))
  if (unit.divisionCode !== null && !checkDivisionCode(unit.divisionCode).ok) {
    issues.push(issue('divisionCode', 'division_code_form'))
  }
  const credit = unit.creditCode === null ? undefined : checkCreditCode(unit.creditCode)
  if (credit && !credit.ok) issues.push(issue('creditCode', 'credit_code', { problem: credit.problem }))
  return decide(issues, { ...unit, creditCode: credit?.ok ? credit.code : null })
}

/** Adds a unit that `decideUnit` allowed. */
export async function addUnit(tx: Tx, actor: LedgerActor, unit: NewUnit): Promise<Unit> {
  const row = await tx
    .insertInto('organisation.unit')
    .values({
      code: unit.code,
      name: unit.name,
      short_name: unit.shortName,
      kind: unit.kind,
      parent_id: unit.parentId,
      division_code: unit.divisionCode,
      credit_code: unit.creditCode,
      position: unit.position,
      address: unit.address,
      postcode: unit.postcode,
      phone: unit.phone,
      fax: unit.fax,
      email: unit.email,
      office_hours: unit.officeHours,
      functions: unit.functions,
    })
    .returningAll()
    .executeTakeFirstOrThrow()
  await record(tx, actor, {
    verb: 'organisation.unit_added',
    subject: `unit:${row.id}`,
    unitId: row.id,
    detail: { code: row.code },
  })
  return row
}

/** Every unit that is open, parents before their children, in the order of the tree. */
export async function listUnits(handle: Handle): Promise<Unit[]> {
  const { rows } = await sql<Unit>`
    with recursive tree as (
      select u.id, array[(u.position, u.id)] as place from organisation.unit u where u.parent_id is null
      union all
      select u.id, tree.place || (u.position, u.id) from organisation.unit u join tree on u.parent_id = tree.id
    )
    select u.* from tree join organisation.unit u using (id) where u.closed_on is null order by tree.place`.execute(
    handle,
  )
  return rows
}

/** The names of these units, by their ids. */
export async function unitNames(
  handle: Handle,
  ids: readonly number[],
): Promise<ReadonlyMap<number, string>> {
  const { rows } = await sql<{ id: number; name: string }>`
    select id, name from organisation.unit where id = any(${[...new Set(ids)]}::bigint[])`.execute(handle)
  return new Map(rows.map((row) => [row.id, row.name]))
}

export function findUnitByCode(handle: Handle, code: string): Promise<Unit | undefined> {
  return handle.selectFrom('organisation.unit').selectAll().where('code', '=', code).executeTakeFirst()
}

export function getUnitByCode(handle: Handle, code: string): Promise<Unit> {
  return handle
    .selectFrom('organisation.unit')
    .selectAll()
    .where('code', '=', code)
    .executeTakeFirstOrThrow(() => notFound('unit', code))
}

/** The unit without one above it: the city's government. */
export function getRootUnit(handle: Handle): Promise<Unit> {
  return handle
    .selectFrom('organisation.unit')
    .selectAll()
    .where('parent_id', 'is', null)
    .orderBy('position')
    .orderBy('id')
    .limit(1)
    .executeTakeFirstOrThrow(() => notFound('unit', 0))
}

export function findUnit(handle: Handle, id: number): Promise<Unit | undefined> {
  return handle.selectFrom('organisation.unit').selectAll().where('id', '=', id).executeTakeFirst()
}

export function getUnit(handle: Handle, id: number): Promise<Unit> {
  return handle
    .selectFrom('organisation.unit')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirstOrThrow(() => notFound('unit', id))
}

/**
 * The units whose records a report of this unit counts: a government counts itself and all below it, a department
 * itself alone (政府信息公开条例 第四十九条: departments submit theirs to the government's, which publishes the whole).
 */
export async function unitScope(
  handle: Handle,
  unit: Unit,
  scope: 'own' | 'consolidated',
): Promise<number[]> {
  if (scope === 'own') return [unit.id]
  const { rows } = await sql<{
    id: number
  }>`select id from organisation.subtree(${unit.id}) as s (id)`.execute(handle)
  return rows.map((row) => row.id)
}
