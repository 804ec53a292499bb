import { sql } from 'kysely'
import type { Handle } from '#platform/db/connect.ts'
import type { CivilDate } from '#platform/dates.ts'
import { listReleases } from './approvals.ts'

/** What the public sees of a document, with the approval behind it; undefined when it is not public. */
export async function findPublicDocument(handle: Handle, id: number) {
  return handle
    .selectFrom('documents.document as d')
    .innerJoin('documents.version as v', (join) =>
      join.onRef('v.document_id', '=', 'd.id').onRef('v.version', '=', 'd.published_version'),
    )
    .innerJoin('documents.approval as a', (join) =>
      join.onRef('a.document_id', '=', 'd.id').onRef('a.version', '=', 'd.published_version'),
    )
    .innerJoin('organisation.unit as u', 'u.id', 'd.unit_id')
    .select([
      'd.id',
      'd.kind',
      'd.unit_id',
      'd.state',
      'd.index_number',
      'd.published_at',
      'd.originally_published_on',
      'd.ended_on',
      'd.end_reason',
      'd.replaced_by_id',
      'd.text_removed',
      'v.version',
      'v.title',
      'v.document_number',
      'v.issuer',
      'v.written_on',
      'v.effective_on',
      'v.received_on',
      'v.expires_on',
      'v.amends',
      'v.interprets',
      'v.supersedes',
      'v.topic',
      'v.genre',
      'v.attribute',
      'v.keywords',
      'v.summary',
      'v.body_html',
      'a.steps',
      'a.decided_by',
      'a.emergency_reason',
      'a.confirmed_at',
      'u.code as unit_code',
      'u.name as unit_name',
    ])
    .where('d.id', '=', id)
    .executeTakeFirst()
}

/** Other documents that carry this number, in their newest version. */
export async function findSameNumber(
  handle: Handle,
  documentNumber: string,
  exceptId: number,
): Promise<{ id: number; title: string }[]> {
  return handle
    .selectFrom('documents.version as v')
    .innerJoin('documents.document as d', (join) =>
      join.onRef('d.id', '=', 'v.document_id').onRef('d.version', '=', 'v.version'),
    )
    .select(['d.id', 'v.title'])
    .where('v.document_number', '=', documentNumber)
    .where('d.id', '<>', exceptId)
    .orderBy('d.id')
    .limit(5)
    .execute()
}

/** Of these titles, those of public documents that are no longer in force. */
export async function findEndedTitles(
  handle: Handle,
  titles: readonly string[],
): Promise<{ id: number; title: string; state: string }[]> {
  if (titles.length === 0) return []
  return handle
    .selectFrom('documents.version as v')
    .innerJoin('documents.document as d', (join) =>
      join.onRef('d.id', '=', 'v.document_id').onRef('d.published_version', '=', 'v.version'),
    )
    .select(['d.id', 'v.title', 'd.state'])
    .where('v.title', 'in', [...titles])
    .where('d.state', 'in', ['withdrawn', 'repealed', 'replaced', 'expired', 'redirected'])
    .orderBy('d.id')
    .limit(20)
    .execute()
}

/** Of these numbers, those under which the public finds a document. */
export async function listPublicAmong(handle: Handle, ids: readonly number[]): Promise<ReadonlySet<number>> {
  if (ids.length === 0) return new Set()
  const rows = await handle
    .selectFrom('documents.document')
    .select('id')
    .where('id', 'in', [...ids])
    .where('published_version', 'is not', null)
    .execute()
  return new Set(rows.map((row) => row.id))
}

/** One step of a document's history (立改废) or of what explains it, as the public may see it. */
export interface Related {
  readonly id: number
  readonly title: string
  readonly document_number: string | null
  readonly state: string
  readonly on: CivilDate
  /** What this document does to the one that is asked about. */
  readonly relation:
    | 'amends'
    | 'amended_by'
    | 'supersedes'
    | 'superseded_by'
    | 'interprets'
    | 'interpreted_by'
}

/**
 * Public documents that one is bound to, in both directions, oldest first. Who took whose place is read from the end of the
 * older one as well, for an end may name what replaced it.
 */
export async function listRelated(handle: Handle, id: number): Promise<Related[]> {
  const { rows } = await sql<Related>`
    with own as (
      select v.amends, v.interprets, v.supersedes, d.replaced_by_id, d.state
        from documents.document d
        join documents.version v on v.document_id = d.id and v.version = d.published_version
       where d.id = ${id}
    ), bound (id, relation) as (
      select unnest(amends), 'amends' from own
      union select unnest(interprets), 'interprets' from own
      union select unnest(supersedes), 'supersedes' from own
      union select replaced_by_id, 'superseded_by' from own where state = 'replaced'
      union select document_id, 'amended_by' from documents.version v
             where v.amends @> array[${id}::bigint] and v.amends <> '{}' and ${isPublic}
      union select document_id, 'interpreted_by' from documents.version v
             where v.interprets @> array[${id}::bigint] and v.interprets <> '{}' and ${isPublic}
      union select document_id, 'superseded_by' from documents.version v
             where v.supersedes @> array[${id}::bigint] and v.supersedes <> '{}' and ${isPublic}
      union select d.id, 'supersedes' from documents.document d where d.replaced_by_id = ${id} and d.state = 'replaced'
    )
    select d.id, v.title, v.document_number, d.state, bound.relation,
           coalesce(v.written_on, d.originally_published_on, (d.published_at at time zone 'Asia/Shanghai')::date) as on
      from bound
      join documents.document d on d.id = bound.id and d.state not in ('withdrawn', 'redirected')
      join documents.version v on v.document_id = d.id and v.version = d.published_version
     order by "on", d.id`.execute(handle)
  return rows
}

const isPublic = sql`exists (select 1 from documents.document p where p.id = v.document_id and p.published_version = v.version)`

/** Who changed or took the place of whom, among documents that belong to one history. */
export interface Chain {
  readonly members: readonly Omit<Related, 'relation'>[]
  readonly edges: readonly {
    readonly from: number
    readonly to: number
    readonly does: 'amends' | 'supersedes'
  }[]
}

/** A history of more members than this is shown from the one that is read on, as far as it goes. */
const MAX_MEMBERS = 40

/**
 * The whole history (立改废) that a document belongs to, however far it is from the first and the last, oldest first;
 * `related` is what `listRelated` says of it.
 */
export async function readChain(handle: Handle, id: number, related: readonly Related[]): Promise<Chain> {
  const members = new Map<number, Omit<Related, 'relation'>>()
  const edges = new Map<string, Chain['edges'][number]>()
  const open = [id]
  const seen = new Set(open)
  for (let at = open.shift(); at !== undefined && seen.size <= MAX_MEMBERS; at = open.shift()) {
    for (const { relation, ...other } of at === id ? related : await listRelated(handle, at)) {
      if (relation === 'interprets' || relation === 'interpreted_by') continue
      const does = relation === 'amends' || relation === 'amended_by' ? 'amends' : 'supersedes'
      const [from, to] = relation === does ? [at, other.id] : [other.id, at]
      edges.set(`${from} ${does} ${to}`, { from, to, does })
      members.set(other.id, other)
      if (seen.has(other.id)) continue
      seen.add(other.id)
      open.push(other.id)
    }
  }
  return {
    members: [...members.values()].toSorted((a, b) => a.on.localeCompare(b.on) || a.id - b.id),
    edges: [...edges.values()],
  }
}

/** Public documents that explain this one, by number. */
export async function listInterpretations(handle: Handle, id: number): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    select v.document_id as id from documents.version v
      join documents.document d on d.id = v.document_id and d.published_version = v.version
       and d.state not in ('withdrawn', 'redirected')
     where v.interprets @> array[${id}::bigint] and v.interprets <> '{}' order by 1`.execute(handle)
  return rows.map((row) => row.id)
}

/** A version that was public and may still be shown; undefined when there is none of this number. */
export async function findPublicVersion(handle: Handle, id: number, version: number) {
  const released = await listReleases(handle, id)
  const at = released.findIndex((one) => one.version === version)
  const found = released[at]
  if (!found) return undefined
  const row = await handle
    .selectFrom('documents.version')
    .selectAll()
    .where('document_id', '=', id)
    .where('version', '=', version)
    .executeTakeFirstOrThrow()
  return { row, releasedAt: found.released_at, until: released[at + 1]?.released_at ?? null }
}
