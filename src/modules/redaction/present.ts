import type { Handle } from '#platform/db/connect.ts'
import { namesOfStaff, type Context } from '#kernel/identity/index.ts'
import type { RedactionServices } from './actions.ts'
import { markable, readMarks } from './actions.ts'
import {
  REASONS,
  type MarkView,
  type OriginalsView,
  type OriginalView,
  type Reason,
  type ReleaseView,
} from './contract.ts'
import { reasons } from './kinds.ts'
import * as store from './store.ts'

type Names = ReadonlyMap<number, string>

export async function presentOriginals(
  ctx: Context,
  services: RedactionServices,
  subject: string,
): Promise<OriginalsView> {
  const rows = await store.listOriginals(ctx.db, subject)
  const releases = await store.listReleases(ctx.db, subject)
  const names = await namesFor(ctx.db, rows, releases, [])
  return {
    items: rows.map((row) => summary(row, releases, names)),
    mayHandle: (await services.access.mayHandle(ctx.db, ctx.actor, subject)) !== undefined,
  }
}

export async function presentOriginal(
  ctx: Context,
  services: RedactionServices,
  row: store.OriginalRow,
): Promise<OriginalView> {
  const [rows, marks, releases, file] = await Promise.all([
    store.listMarks(ctx.db, row.id),
    readMarks(ctx.db, services.secrets, row.id),
    store.listReleases(ctx.db, row.subject),
    store.getFile(ctx.db, row.file_hash),
  ])
  const names = await namesFor(ctx.db, [row], releases, rows)
  const { sizes, body } = markable(row)
  return {
    ...summary({ ...row, size: file.size, marks: rows.length }, releases, names),
    subject: row.subject,
    revision: row.revision,
    sizes,
    body,
    marked: rows.flatMap((mark) => presentMark(mark, names) ?? []),
    words: marks.words,
    reasons: REASONS.map((code) => ({ code, ...reasons[code] })),
    mayHandle: (await services.access.mayHandle(ctx.db, ctx.actor, row.subject)) !== undefined,
  }
}

function namesFor(
  handle: Handle,
  originals: readonly Pick<store.OriginalRow, 'added_by'>[],
  releases: readonly store.ReleaseRow[],
  marks: readonly store.MarkRow[],
): Promise<Names> {
  const ids = [
    ...originals.map((row) => row.added_by),
    ...releases.map((row) => row.released_by),
    ...marks.map((row) => row.marked_by),
  ]
  return namesOfStaff(handle, [...new Set(ids.flatMap((id) => id ?? []))])
}

const nameOf = (names: Names, id: number | null) => (id === null ? '' : (names.get(id) ?? ''))

function summary(row: store.ListedOriginal, releases: readonly store.ListedRelease[], names: Names) {
  const own = releases.filter((release) => release.original_id === row.id)
  return {
    id: row.id,
    name: row.name,
    format: row.format as OriginalView['format'],
    pages: (row.pages as unknown as readonly unknown[]).length,
    size: row.size,
    marks: row.marks,
    addedBy: nameOf(names, row.added_by),
    addedAt: row.added_at.toISOString(),
    releases: own.map((release) => presentRelease(release, names)),
    changedSince: own.length > 0 && own[0]?.revision !== row.revision,
  }
}

function presentRelease(row: store.ListedRelease, names: Names): ReleaseView {
  const { areas, ranges } = row.marks as unknown as { areas: readonly unknown[]; ranges: readonly unknown[] }
  return {
    id: row.id,
    originalId: row.original_id,
    name: row.name,
    sha256: row.file_hash.toString('hex'),
    size: row.size,
    marks: areas.length + ranges.length,
    revision: row.revision,
    releasedBy: nameOf(names, row.released_by),
    releasedAt: row.released_at.toISOString(),
  }
}

function presentMark(row: store.MarkRow, names: Names): MarkView | undefined {
  const said = {
    reason: row.reason as Reason,
    by: nameOf(names, row.marked_by),
    at: row.marked_at.toISOString(),
  }
  const { page, x, y, width, height, range_start: start, range_end: end } = row
  if (x !== null && y !== null && width !== null && height !== null)
    return { ...said, page, x, y, width, height }
  return start !== null && end !== null ? { ...said, start, end } : undefined
}
