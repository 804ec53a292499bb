import type { Handle } from '#platform/db/connect.ts'
import type { Edition } from './contract/edition.ts'
import type { EditionSummary } from './contract/life.ts'
import { findReport } from './store/reports.ts'
import { contentOf, findPublishedRow, listEditionRows, type ListedEdition } from './store/editions.ts'

/** The report that the public reads, or its edition of this number; only what was published. */
export async function findEdition(
  handle: Handle,
  unitId: number,
  year: number,
  number?: number,
): Promise<Edition | undefined> {
  const row = await findPublishedRow(handle, { unitId, year }, number)
  return row && contentOf(row)
}

/** The published editions of a unit's report, the newest first. */
export async function listEditions(handle: Handle, unitId: number, year: number): Promise<EditionSummary[]> {
  return (await listEditionRows(handle, { unitId, year }, true)).map(summaryOf)
}

export function summaryOf(row: ListedEdition): EditionSummary {
  return {
    number: row.number,
    frozenAt: row.frozen_at.toISOString(),
    publishedAt: row.published_at?.toISOString() ?? null,
    why: row.why,
    digest: row.digest,
  }
}

/** The report of a unit and year, where somebody collects it. */
export async function findReportId(
  handle: Handle,
  unitId: number,
  year: number,
): Promise<number | undefined> {
  return (await findReport(handle, unitId, year))?.id
}
