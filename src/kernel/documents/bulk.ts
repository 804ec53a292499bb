import { sql } from 'kysely'
import type { Tx } from '#platform/db/connect.ts'
import type { CivilDate } from '#platform/dates.ts'
import type { PublicStep } from './approvals.ts'
import type { Content } from './content.ts'

/** A document that was public before it came here, ready to be written whole. */
export interface PublishedDocument {
  readonly kind: string
  readonly content: Content
  readonly contentHash: Buffer
  readonly sourceKey: string
  readonly sourceHash: Buffer
  readonly indexNumber: string
  readonly originallyPublishedOn: CivilDate | null
  /** Set when the source says that it is no longer in force. */
  readonly expiredReason: string | null
}

/** Who decided, once for all of them. */
export interface BatchApproval {
  readonly decidedBy: string
  readonly steps: readonly PublicStep[]
}

/** Writes documents, their first versions and their approvals in three statements; answers the ids in order. */
export async function addPublished(
  tx: Tx,
  unitId: number,
  documents: readonly PublishedDocument[],
  approval: BatchApproval,
): Promise<number[]> {
  if (documents.length === 0) return []
  const of = <T>(pick: (document: PublishedDocument) => T) => documents.map(pick)
  const { rows } = await sql<{ id: number; source_key: string }>`
    insert into documents.document (kind, unit_id, state, index_number, published_version, originally_published_on,
      end_reason, source_key, source_hash)
    select d.kind, ${unitId}, case when d.reason is null then 'published' else 'expired' end, d.index_number, 1, d.original,
           d.reason, d.source_key, d.source_hash
      from unnest(
        ${of((one) => one.kind)}::text[], ${of((one) => one.indexNumber)}::text[],
        ${of((one) => one.originallyPublishedOn)}::date[], ${of((one) => one.expiredReason)}::text[],
        ${of((one) => one.sourceKey)}::text[], ${of((one) => one.sourceHash)}::bytea[]
      ) with ordinality as d (kind, index_number, original, reason, source_key, source_hash, place)
     order by d.place returning id, source_key`.execute(tx)
  const byKey = new Map(rows.map((row) => [row.source_key, row.id]))
  const ids = documents.map((document) => {
    const id = byKey.get(document.sourceKey)
    if (id === undefined) throw new Error(`the document ${document.sourceKey} was not written`)
    return id
  })
  const hashes = of((one) => one.contentHash)
  await sql`
    insert into documents.version (document_id, version, title, document_number, issuer, written_on, effective_on, topic,
      genre, attribute, keywords, summary, body_html, content_hash)
    select v.id, 1, v.title, v.number, v.issuer, v.written, v.effective, v.topic, v.genre, 'proactive',
           string_to_array(v.keywords, chr(31)), v.summary, v.body, v.hash
      from unnest(
        ${ids}::bigint[], ${of((one) => one.content.title)}::text[], ${of((one) => one.content.documentNumber)}::text[],
        ${of((one) => one.content.issuer)}::text[], ${of((one) => one.content.writtenOn)}::date[],
        ${of((one) => one.content.effectiveOn)}::date[], ${of((one) => one.content.topic)}::text[],
        ${of((one) => one.content.genre)}::text[], ${of((one) => one.content.keywords.join('\u001f'))}::text[],
        ${of((one) => one.content.summary)}::text[], ${of((one) => one.content.bodyHtml)}::text[], ${hashes}::bytea[]
      ) as v (id, title, number, issuer, written, effective, topic, genre, keywords, summary, body, hash)`.execute(
    tx,
  )
  await sql`
    insert into documents.approval (document_id, version, content_hash, decided_by, steps, released_at)
    select a.id, 1, a.hash, ${approval.decidedBy}, ${JSON.stringify(approval.steps)}::jsonb, now()
      from unnest(${ids}::bigint[], ${hashes}::bytea[]) as a (id, hash)`.execute(tx)
  return ids
}

/** What is already here of a source: its number and the hash of what was brought in. */
export async function findSources(
  tx: Tx,
  unitId: number,
  keys: readonly string[],
): Promise<ReadonlyMap<string, { readonly id: number; readonly sourceHash: string }>> {
  const { rows } = await sql<{ id: number; source_key: string; source_hash: Buffer }>`
    select id, source_key, source_hash from documents.document
     where unit_id = ${unitId} and source_key = any(${[...keys]}::text[])`.execute(tx)
  return new Map(
    rows.map((row) => [row.source_key, { id: row.id, sourceHash: row.source_hash.toString('hex') }]),
  )
}

/** A document whose source changed is in force again until the new state of the source is written. */
export async function reopenFromSource(tx: Tx, id: number): Promise<void> {
  await tx
    .updateTable('documents.document')
    .set({ state: 'published', ended_on: null, end_reason: null, replaced_by_id: null })
    .where('id', '=', id)
    .execute()
}

/** Notes which state of its source a document carries; `expiredReason` when the source calls it no longer in force. */
export async function setSource(
  tx: Tx,
  id: number,
  source: { hash: Buffer; originallyPublishedOn: CivilDate | null; expiredReason: string | null },
): Promise<void> {
  await tx
    .updateTable('documents.document')
    .set({
      source_hash: source.hash,
      originally_published_on: source.originallyPublishedOn,
      ...(source.expiredReason === null ? {} : { state: 'expired', end_reason: source.expiredReason }),
    })
    .where('id', '=', id)
    .execute()
}
