import type { Tx } from '#platform/db/connect.ts'
import { notFound } from '#platform/errors.ts'
import type { Declared } from '#kernel/declaration/index.ts'
import type { Context, Permission } from '#kernel/identity/index.ts'
import { getUnit, type Unit } from '#kernel/organisation/index.ts'
import { assess, type Assessed } from '../assess.ts'
import { permissions } from '../kinds.ts'
import type { Measures } from '../rules.ts'
import { getCollection, type CollectionRow } from '../store/collections.ts'
import { lockReport, readTexts, type ReportRow } from '../store/reports.ts'

export interface Locked {
  readonly report: ReportRow
  readonly collection: CollectionRow
  readonly unit: Unit
}

/** The report, held until the transaction ends, for who has the permission for its unit or its collecting government. */
export async function lockFor(tx: Tx, ctx: Context, id: number, permission: Permission): Promise<Locked> {
  const report = await lockReport(tx, id)
  const collection = await getCollection(tx, report.collection_id)
  mustSee(ctx, report, collection)
  ctx.actor.must(permission, permission === permissions.check ? collection.unit_id : report.unit_id)
  return { report, collection, unit: await getUnit(tx, report.unit_id) }
}

/** Who may read it: people of the unit, and who checks it. To others it is not there. */
export function mustSee(ctx: Context, report: ReportRow, collection: CollectionRow): void {
  const sees =
    ctx.actor.may(permissions.read, report.unit_id) || ctx.actor.may(permissions.check, collection.unit_id)
  if (!sees) throw notFound('annual_report', report.id)
}

/** The report with its newest words, as the records are now. */
export async function assessNow(
  tx: Tx,
  ctx: Pick<Context, 'today'>,
  declared: Declared,
  { report, unit }: Pick<Locked, 'report' | 'unit'>,
): Promise<Assessed> {
  const texts = await readTexts(tx, report.id)
  const bodies = new Map([...texts].map(([section, { body }]) => [section, body]))
  const { year, scope } = report
  return assess(tx, declared, { unit, year, scope, today: ctx.today }, bodies)
}

export const measuresOf = (collection: CollectionRow): Measures => ({
  factor: Number(collection.factor),
  least: collection.least,
})
