import { sql, type Selectable } from 'kysely'
import type { Handle, Tx } from '#platform/db/connect.ts'
import type {
  Json,
  RedactionMark,
  RedactionOriginal,
  RedactionRelease,
  RedactionWord,
} from '#platform/db/tables.ts'
import { notFound } from '#platform/errors.ts'
import type { Marks } from './rules.ts'

export type OriginalRow = Selectable<RedactionOriginal>
export type MarkRow = Selectable<RedactionMark>
export type WordRow = Selectable<RedactionWord>
export type ReleaseRow = Selectable<RedactionRelease>

export async function addOriginal(
  tx: Tx,
  one: {
    subject: string
    unitId: number
    name: string
    hash: Buffer
    format: string
    pages: readonly { width: number; height: number }[]
    body: string | null
    addedBy: number | null
    addedAt: Date
  },
): Promise<number> {
  const { id } = await tx
    .insertInto('redaction.original')
    .values({
      subject: one.subject,
      unit_id: one.unitId,
      name: one.name,
      file_hash: one.hash,
      format: one.format,
      pages: JSON.stringify(one.pages),
      body: one.body,
      added_by: one.addedBy,
      added_at: one.addedAt,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

export function getOriginal(handle: Handle, id: number): Promise<OriginalRow> {
  return handle
    .selectFrom('redaction.original')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirstOrThrow(() => notFound('original', id))
}

export function lockOriginal(tx: Tx, id: number): Promise<OriginalRow> {
  return tx
    .selectFrom('redaction.original')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirstOrThrow(() => notFound('original', id))
}

export interface ListedOriginal extends Omit<OriginalRow, 'body'> {
  readonly size: number
  readonly marks: number
}

export async function listOriginals(handle: Handle, subject: string): Promise<ListedOriginal[]> {
  const { rows } = await sql<ListedOriginal>`
    select o.id, o.subject, o.unit_id, o.name, o.file_hash, o.format, o.pages, o.revision, o.added_by, o.added_at, f.size,
           (select count(*)::int from redaction.mark m where m.original_id = o.id) as marks
      from redaction.original o join media.file f on f.hash = o.file_hash
     where o.subject = ${subject} order by o.id`.execute(handle)
  return rows
}

export async function isReleased(handle: Handle, id: number): Promise<boolean> {
  const found = await handle
    .selectFrom('redaction.release')
    .select('id')
    .where('original_id', '=', id)
    .limit(1)
    .executeTakeFirst()
  return found !== undefined
}

export async function removeOriginal(tx: Tx, id: number): Promise<void> {
  await tx.deleteFrom('redaction.original').where('id', '=', id).execute()
}

/** Areas are kept in whole hundredths. */
const FINE = 100
/** What floating point adds to a whole number. */
const NEAR = 1e-6
const toUnits = (value: number | null) => (value === null ? null : value / FINE)

/** The marks by page, their areas in units of the page. */
export async function listMarks(handle: Handle, originalId: number): Promise<MarkRow[]> {
  const rows = await handle
    .selectFrom('redaction.mark')
    .selectAll()
    .where('original_id', '=', originalId)
    .orderBy('page')
    .orderBy('id')
    .execute()
  return rows.map((row) => ({
    ...row,
    x: toUnits(row.x),
    y: toUnits(row.y),
    width: toUnits(row.width),
    height: toUnits(row.height),
  }))
}

export function listWords(handle: Handle, originalId: number): Promise<WordRow[]> {
  return handle
    .selectFrom('redaction.word')
    .selectAll()
    .where('original_id', '=', originalId)
    .orderBy('id')
    .execute()
}

interface By {
  readonly staffId: number | null
  readonly at: Date
}

/** Puts the list in place of the one before; a mark that was there already keeps who set it and when. */
export async function replaceMarks(tx: Tx, originalId: number, marks: Marks, by: By): Promise<number> {
  const known = new Map((await listMarks(tx, originalId)).map((row) => [keyOf(row), row]))
  const rows = [
    ...marks.areas.map((area) => ({ ...area, range_start: null, range_end: null })),
    ...marks.ranges.map(({ start, end, reason }) => ({
      page: 1,
      x: null,
      y: null,
      width: null,
      height: null,
      range_start: start,
      range_end: end,
      reason,
    })),
  ].map((mark) => {
    const before = known.get(keyOf(mark))
    return {
      ...mark,
      ...finely(mark),
      original_id: originalId,
      marked_by: before ? before.marked_by : by.staffId,
      marked_at: before ? before.marked_at : by.at,
    }
  })
  await tx.deleteFrom('redaction.mark').where('original_id', '=', originalId).execute()
  for (let at = 0; at < rows.length; at += CHUNK)
    await tx
      .insertInto('redaction.mark')
      .values(rows.slice(at, at + CHUNK))
      .execute()
  const { revision } = await tx
    .updateTable('redaction.original')
    .set((eb) => ({ revision: eb('revision', '+', 1) }))
    .where('id', '=', originalId)
    .returning('revision')
    .executeTakeFirstOrThrow()
  return revision
}

/** Outwards: an area never grows smaller by being kept. */
function finely(mark: Pick<MarkRow, 'x' | 'y' | 'width' | 'height'>) {
  const { x, y, width, height } = mark
  if (x === null || y === null || width === null || height === null) return {}
  const [left, top] = [Math.floor(x * FINE + NEAR), Math.floor(y * FINE + NEAR)]
  return {
    x: left,
    y: top,
    width: Math.ceil((x + width) * FINE - NEAR) - left,
    height: Math.ceil((y + height) * FINE - NEAR) - top,
  }
}

/** A statement bears 65,535 values. */
const CHUNK = 2_000

function keyOf(
  mark: Pick<MarkRow, 'page' | 'x' | 'y' | 'width' | 'height' | 'range_start' | 'range_end' | 'reason'>,
) {
  const { page, x, y, width, height, range_start, range_end, reason } = mark
  const area = [x, y, width, height].map((value) => (value === null ? null : Math.round(value * FINE)))
  return JSON.stringify([page, ...area, range_start, range_end, reason])
}

export async function replaceWords(
  tx: Tx,
  originalId: number,
  words: readonly { readonly sealed: Buffer; readonly reason: string }[],
  by: By,
): Promise<void> {
  await tx.deleteFrom('redaction.word').where('original_id', '=', originalId).execute()
  if (words.length === 0) return
  await tx
    .insertInto('redaction.word')
    .values(
      words.map(({ sealed, reason }) => ({
        original_id: originalId,
        word_sealed: sealed,
        reason,
        added_by: by.staffId,
        added_at: by.at,
      })),
    )
    .execute()
}

export async function addRelease(
  tx: Tx,
  one: {
    originalId: number
    revision: number
    name: string
    hash: Buffer
    marks: Json
    digest: Buffer
    verification: Json
    releasedBy: number | null
    releasedAt: Date
  },
): Promise<number> {
  const { id } = await tx
    .insertInto('redaction.release')
    .values({
      original_id: one.originalId,
      revision: one.revision,
      name: one.name,
      file_hash: one.hash,
      marks: JSON.stringify(one.marks),
      marks_digest: one.digest,
      verification: JSON.stringify(one.verification),
      released_by: one.releasedBy,
      released_at: one.releasedAt,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

export interface ListedRelease extends ReleaseRow {
  readonly subject: string
  readonly size: number
  readonly media_type: string
}

const releases = (handle: Handle) =>
  handle
    .selectFrom('redaction.release as r')
    .innerJoin('redaction.original as o', 'o.id', 'r.original_id')
    .innerJoin('media.file as f', 'f.hash', 'r.file_hash')
    .selectAll('r')
    .select(['o.subject', 'f.size', 'f.media_type'])

/** What was released for a case, newest first. */
export function listReleases(handle: Handle, subject: string): Promise<ListedRelease[]> {
  return releases(handle).where('o.subject', '=', subject).orderBy('r.id', 'desc').execute()
}

export function getRelease(handle: Handle, id: number): Promise<ListedRelease> {
  return releases(handle)
    .where('r.id', '=', id)
    .executeTakeFirstOrThrow(() => notFound('release', id))
}

/** The release that was made of exactly these marks. */
export function findRelease(
  handle: Handle,
  originalId: number,
  revision: number,
): Promise<ListedRelease | undefined> {
  return releases(handle)
    .where('r.original_id', '=', originalId)
    .where('r.revision', '=', revision)
    .executeTakeFirst()
}

/** For downloads of the original. */
export function getFile(handle: Handle, hash: Buffer): Promise<{ size: number; media_type: string }> {
  return handle
    .selectFrom('media.file')
    .select(['size', 'media_type'])
    .where('hash', '=', hash)
    .executeTakeFirstOrThrow()
}
