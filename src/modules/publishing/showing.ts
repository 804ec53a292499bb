import { markStale, type Tx } from '#platform/db/connect.ts'
import { civilDateOf, type CivilDate } from '#platform/dates.ts'
import { searchVector } from '#platform/text/words.ts'
import * as documents from '#kernel/documents/index.ts'
import { indexEntries, removeEntry } from '#kernel/search/index.ts'
import { textOf } from './html.ts'
import * as store from './store.ts'

/** What publication means beyond the record: the lists, the search, the pages. */
export async function show(tx: Tx, row: documents.DocumentRow, version: documents.VersionRow): Promise<void> {
  if (row.published_at === null) throw new Error(`document ${row.id} is not public`)
  const shownOn = row.originally_published_on ?? civilDateOf(row.published_at)
  const channels = await store.showPlacements(tx, row.id, shownOn)
  const vector = searchVector(
    `${version.title} ${version.document_number ?? ''}`,
    `${version.keywords.join(' ')} ${textOf(version.body_html)}`,
  )
  await indexEntries(tx, [{ source: 'document', sourceId: row.id, unitId: row.unit_id, shownOn, vector }])
  await markStale(tx, staleTags(row.id, row.unit_id, channels))
}

/** The tags of every page on which the document stands. */
export function staleTags(documentId: number, unitId: number, channelIds: readonly number[]): string[] {
  return [`document:${documentId}`, `unit:${unitId}`, 'documents', ...channelIds.map((id) => `channel:${id}`)]
}

/** Takes a public document out of lists and search; its page stays and says so. */
export async function hide(tx: Tx, row: documents.DocumentRow, on: CivilDate, reason: string): Promise<void> {
  await documents.endDocument(tx, row.id, { state: 'withdrawn', on, reason, replacedById: null })
  const channels = await store.showPlacements(tx, row.id, null)
  await removeEntry(tx, 'document', row.id)
  await markStale(tx, staleTags(row.id, row.unit_id, channels))
}
