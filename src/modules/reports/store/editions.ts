import { sql, type Selectable } from 'kysely'
import type { Handle, Tx } from '#platform/db/connect.ts'
import type { ReportsEdition } from '#platform/db/tables.ts'
import type { RecordsDigest } from '#kernel/figures/index.ts'
import type { ComparedCell, ComparisonView } from '../contract/life.ts'
import type { Edition } from '../contract/edition.ts'

export type EditionRow = Selectable<ReportsEdition>

/** What the texts of an edition say, as data. */
export interface StoredEdition {
  readonly content: Edition
  readonly records: Readonly<Record<string, RecordsDigest>>
}

export const contentOf = (row: Pick<EditionRow, 'content'>) => JSON.parse(row.content) as Edition
export const recordsOf = (row: Pick<EditionRow, 'records'>) =>
  JSON.parse(row.records) as StoredEdition['records']

export async function addEdition(
  tx: Tx,
  edition: Omit<EditionRow, 'frozen_at'> & { readonly frozen_at: Date },
): Promise<void> {
  await tx.insertInto('reports.edition').values(edition).execute()
}

export function findEditionRow(
  handle: Handle,
  reportId: number,
  number: number,
): Promise<EditionRow | undefined> {
  return handle
    .selectFrom('reports.edition')
    .selectAll()
    .where('report_id', '=', reportId)
    .where('number', '=', number)
    .executeTakeFirst()
}

export interface ListedEdition {
  readonly number: number
  readonly frozen_at: Date
  readonly published_at: Date | null
  readonly why: string | null
  readonly digest: string
}

/** The editions of a unit's report, the newest first. */
export async function listEditionRows(
  handle: Handle,
  of: { readonly unitId: number; readonly year: number },
  publishedOnly: boolean,
): Promise<ListedEdition[]> {
  const { rows } = await sql<ListedEdition>`
    select e.number, e.frozen_at, p.published_at, e.content::jsonb #>> '{restated,why}' as why, e.digest
      from reports.edition e left join reports.publication p using (report_id, number)
     where e.unit_id = ${of.unitId} and e.year = ${of.year}
       and (p.published_at is not null or not ${publishedOnly})
     order by e.number desc`.execute(handle)
  return rows
}

/** The edition that the public reads, or that of this number where it was published. */
export function findPublishedRow(
  handle: Handle,
  of: { readonly unitId: number; readonly year: number },
  number: number | undefined,
): Promise<Pick<EditionRow, 'content'> | undefined> {
  let query = handle
    .selectFrom('reports.report as r')
    .innerJoin('reports.edition as e', 'e.report_id', 'r.id')
    .innerJoin('reports.publication as p', (join) =>
      join.onRef('p.report_id', '=', 'e.report_id').onRef('p.number', '=', 'e.number'),
    )
    .select('e.content')
    .where('r.unit_id', '=', of.unitId)
    .where('r.year', '=', of.year)
  query =
    number === undefined
      ? query.whereRef('e.number', '=', 'r.published')
      : query.where('e.number', '=', number)
  return query.executeTakeFirst()
}

export async function addPublication(
  tx: Tx,
  publication: {
    readonly reportId: number
    readonly number: number
    readonly by: number | null
    readonly at: Date
  },
): Promise<void> {
  await tx
    .insertInto('reports.publication')
    .values({
      report_id: publication.reportId,
      number: publication.number,
      published_at: publication.at,
      published_by: publication.by,
    })
    .execute()
}

export interface NewComparison {
  readonly reportId: number
  readonly number: number
  readonly at: Date
  readonly cells: readonly ComparedCell[]
  readonly sections: readonly string[]
}

export async function saveComparison(tx: Tx, asked: NewComparison): Promise<void> {
  const values = {
    number: asked.number,
    compared_at: asked.at,
    cells: JSON.stringify(asked.cells),
    sections: JSON.stringify(asked.sections),
    differs: asked.cells.length + asked.sections.length > 0,
  }
  await tx
    .insertInto('reports.comparison')
    .values({ report_id: asked.reportId, ...values })
    .onConflict((conflict) => conflict.column('report_id').doUpdateSet(values))
    .execute()
}

export async function findComparison(handle: Handle, reportId: number): Promise<ComparisonView | null> {
  const row = await handle
    .selectFrom('reports.comparison')
    .selectAll()
    .where('report_id', '=', reportId)
    .executeTakeFirst()
  if (!row) return null
  return {
    number: row.number,
    comparedAt: row.compared_at.toISOString(),
    cells: row.cells as unknown as ComparedCell[],
    sections: row.sections as unknown as string[],
  }
}

/** Reports that the public reads, for the nightly comparison. */
export async function listPublished(handle: Handle): Promise<number[]> {
  const rows = await handle
    .selectFrom('reports.report')
    .select('id')
    .where('published', 'is not', null)
    .orderBy('id')
    .execute()
  return rows.map((row) => row.id)
}
