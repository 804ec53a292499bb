import { markStale, type Tx } from '#platform/db/connect.ts'
import { civilDateOf } from '#platform/dates.ts'
import { searchVector } from '#platform/text/words.ts'
import * as documents from '#kernel/documents/index.ts'
import { indexEntries, removeEntry } from '#kernel/search/index.ts'
import { textOf } from './html.ts'
import { listPlacements, showPlacements } from './store/placements.ts'

/** What publication means beyond the record: the lists, the search, the pages. */
export async function show(tx: Tx, row: documents.DocumentRow, version: documents.VersionRow): Promise<void> {
  if (row.published_at === null) throw new Error(`document ${row.id} is not public`)
  const shownOn = row.originally_published_on ?? civilDateOf(row.published_at)
  const channels = await showPlacements(tx, row.id, shownOn)
  const vector = searchVector(
    `${version.title} ${version.document_number ?? ''}`,
    `${version.keywords.join(' ')} ${textOf(version.body_html)}`,
  )
  await indexEntries(tx, [{ source: 'document', sourceId: row.id, unitId: row.unit_id, shownOn, vector }])
  await markStale(tx, [...staleTags(row.id, row.unit_id, channels), ...(await relatedTags(tx, row.id))])
}

/** The tags of every page on which the document stands. */
function staleTags(documentId: number, unitId: number, channelIds: readonly number[]): string[] {
  return [`document:${documentId}`, `unit:${unitId}`, 'documents', ...channelIds.map((id) => `channel:${id}`)]
}

/** How a document ends; what is not said is as is usual for the state. */
export type EndOf = Pick<documents.End, 'state' | 'on' | 'reason'> &
  Partial<Pick<documents.End, 'replacedById' | 'textRemoved'>>

/**
 * Ends a public document. One that is withdrawn or merged leaves lists and search; any other stays in them, marked. Its
 * page stays and says so.
 */
export async function endNow(tx: Tx, row: documents.DocumentRow, end: EndOf): Promise<void> {
  const gone = end.state === 'withdrawn' || end.state === 'redirected'
  await documents.endDocument(tx, row.id, {
    replacedById: null,
    ...end,
    textRemoved: gone && (end.textRemoved ?? true),
  })
  const channels = gone ? await showPlacements(tx, row.id, null) : await listPlacements(tx, row.id)
  if (gone) await removeEntry(tx, 'document', row.id)
  await markStale(tx, [...staleTags(row.id, row.unit_id, channels), ...(await relatedTags(tx, row.id))])
}

/** The pages that show this one: of its history, and of what it explains or what explains it. */
async function relatedTags(tx: Tx, id: number): Promise<string[]> {
  const related = await documents.listRelated(tx, id)
  const chain = await documents.readChain(tx, id, related)
  return [...chain.members, ...related].map((one) => `document:${one.id}`)
}
