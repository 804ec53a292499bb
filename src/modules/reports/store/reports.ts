import { sql, type Selectable } from 'kysely'
import type { Handle, Tx } from '#platform/db/connect.ts'
import type { ReportsReport, ReportsText } from '#platform/db/tables.ts'
import { notFound } from '#platform/errors.ts'
import type { Scope } from '../contract/report.ts'
import type { State } from '../contract/life.ts'

export type TextRow = Selectable<ReportsText>
export type ReportRow = Omit<Selectable<ReportsReport>, 'state' | 'scope'> & {
  readonly state: State
  readonly scope: Scope
}

export async function lockReport(tx: Tx, id: number): Promise<ReportRow> {
  const row = await tx
    .selectFrom('reports.report')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirstOrThrow(() => notFound('annual_report', id))
  return row as ReportRow
}

export async function getReport(handle: Handle, id: number): Promise<ReportRow> {
  const row = await handle
    .selectFrom('reports.report')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirstOrThrow(() => notFound('annual_report', id))
  return row as ReportRow
}

export async function findReport(
  handle: Handle,
  unitId: number,
  year: number,
): Promise<ReportRow | undefined> {
  const row = await handle
    .selectFrom('reports.report')
    .selectAll()
    .where('unit_id', '=', unitId)
    .where('year', '=', year)
    .executeTakeFirst()
  return row as ReportRow | undefined
}

/** The newest revision of every section's text. */
export async function readTexts(
  handle: Handle,
  reportId: number,
): Promise<ReadonlyMap<string, Pick<TextRow, 'body' | 'revision'>>> {
  const { rows } = await sql<Pick<TextRow, 'section' | 'body' | 'revision'>>`
    select distinct on (section) section, body, revision from reports.text
     where report_id = ${reportId} order by section, revision desc`.execute(handle)
  return new Map(rows.map((row) => [row.section, row]))
}

/** The next revision of a section, and who wrote it among the authors. */
export async function writeText(
  tx: Tx,
  report: ReportRow,
  text: { readonly section: string; readonly revision: number; readonly body: string },
  state: State,
  by: number | null,
  now: Date,
): Promise<void> {
  await tx
    .insertInto('reports.text')
    .values({ report_id: report.id, ...text, written_by: by, written_at: now })
    .execute()
  await moveReport(tx, report.id, { state, authors: withAuthor(report, by), returned_because: '' })
}

export function withAuthor(report: Pick<ReportRow, 'authors'>, by: number | null): number[] {
  return by === null ? report.authors : [...new Set([...report.authors, by])]
}

export interface Move {
  readonly state: State
  readonly round?: number
  readonly authors?: number[]
  readonly submitted_at?: Date
  readonly submitted_because?: string
  readonly returned_because?: string
  readonly restating_because?: string
  readonly approved_by?: number | null
  readonly approved_at?: Date | null
  readonly approved_values?: string | null
  readonly edition?: number
  readonly published?: number
}

export async function moveReport(tx: Tx, id: number, move: Move): Promise<void> {
  await tx.updateTable('reports.report').set(move).where('id', '=', id).execute()
}

/** What a report is without an approval. */
export const NOT_APPROVED = { approved_by: null, approved_at: null, approved_values: null } as const

/** Units of these whose report of a year is not approved yet, or was never begun; in the order of the tree. */
export async function listMissing(
  handle: Handle,
  unitIds: readonly number[],
  year: number,
  except: number,
): Promise<{ readonly unit: string; readonly state: State | null }[]> {
  const { rows } = await sql<{ unit: string; state: State | null }>`
    select u.name as unit, r.state
      from organisation.unit u left join reports.report r on r.unit_id = u.id and r.year = ${year}
     where u.id = any(${[...unitIds]}::bigint[]) and u.id <> ${except} and u.kind <> 'village'
       and u.closed_on is null and (r.id is null or (r.approved_by is null and r.published is null))
     order by u.position, u.id`.execute(handle)
  return rows
}
