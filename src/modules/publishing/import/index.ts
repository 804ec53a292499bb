import { sql } from 'kysely'
import { markStale, type Tx } from '#platform/db/connect.ts'
import { civilDateOf } from '#platform/dates.ts'
import { Refusal } from '#platform/errors.ts'
import * as documents from '#kernel/documents/index.ts'
import type { Context } from '#kernel/identity/index.ts'
import { recordMany } from '#kernel/ledger/index.ts'
import { getUnitByCode, type Unit } from '#kernel/organisation/index.ts'
import { indexEntries } from '#kernel/search/index.ts'
import { decideBatch } from '#modules/review/index.ts'
import { findChannel } from '#modules/sites/index.ts'
import { permissions } from '../kinds.ts'
import { addShownPlacements } from '../store/placements.ts'
import { openPool, type Pool } from './pool.ts'
import { sourceHashOf, sourceKeyOf, type PreparedRow, type Preparation, type SourceRow } from './prepare.ts'
import type { Source } from './read.ts'

export { openSource } from './read.ts'

export interface ImportOptions {
  readonly unitCode: string
  readonly channel: string
  /** Who decides that the batch is public; by default whoever reviews for secrecy at the unit. */
  readonly officerLogin: string | undefined
  readonly source: Source
  readonly progress: (read: number) => void
}

export interface ImportResult {
  readonly read: number
  readonly imported: number
  readonly unchanged: number
  readonly failed: number
  readonly errors: readonly { readonly line: number; readonly reason: string }[]
}

/** Documents of one transaction: all of it is there afterwards, or none. */
const BATCH = 200
/** Batches being made ready while one is written. */
const AHEAD = 3
const THREADS = 2

/**
 * Brings in documents that were public elsewhere, under one review decision by a named officer. A row is known by
 * its source key: brought in again it is left alone if nothing changed and becomes a further version if something
 * did. Bad rows are reported with their line and the rest goes on. Each batch commits by itself, so an import that
 * was broken off goes on where it stopped when it is called again.
 */
export async function importDocuments(ctx: Context, options: ImportOptions): Promise<ImportResult> {
  const unit = await getUnitByCode(ctx.db, options.unitCode)
  ctx.actor.must(permissions.import, unit.id)
  if (unit.credit_code === null) throw new Refusal('unit_without_credit_code', 422, { unit: unit.code })
  const channel = await findChannel(ctx.db, options.channel)
  if (!channel) throw new Refusal('not_found', 404, { what: 'channel', id: options.channel })
  const officer = await findOfficer(ctx, unit, options.officerLogin)
  const run: Run = { ctx, unit, channelId: channel.id, officerId: officer.id, batchId: undefined }
  const pool = openPool(THREADS, unit.name, BATCH)
  const total = { read: 0, imported: 0, unchanged: 0 }
  const errors: { line: number; reason: string }[] = []
  const seen = new Set<string>()
  const ahead: Promise<Chunk>[] = []
  const finishFirst = async () => {
    const chunk = await ahead.shift()
    if (!chunk) return
    const written = await writeChunk(run, chunk)
    total.imported += written.imported
    total.unchanged += chunk.unchanged
    errors.push(...written.errors)
    options.progress(total.read)
  }
  const start = (rows: readonly SourceRow[]) => {
    const chunk = prepareChunk(run, pool, rows)
    // A failure is met when its turn comes; until then it must not count as unhandled.
    chunk.catch(() => undefined)
    ahead.push(chunk)
  }
  try {
    let rows: SourceRow[] = []
    for await (const row of options.source.rows) {
      total.read += 1
      if ('problem' in row) {
        errors.push({ line: row.line, reason: row.problem })
        continue
      }
      const key = sourceKeyOf(row)
      if (key !== undefined && seen.has(key)) {
        errors.push({ line: row.line, reason: `the id ${key} stands twice in the source` })
        continue
      }
      if (key !== undefined) seen.add(key)
      rows.push(row)
      if (rows.length < BATCH) continue
      start(rows)
      rows = []
      if (ahead.length > AHEAD) await finishFirst()
    }
    if (rows.length > 0) start(rows)
    while (ahead.length > 0) await finishFirst()
  } finally {
    await pool.close()
  }
  errors.sort((one, other) => one.line - other.line)
  return { ...total, failed: errors.length, errors }
}

interface Run {
  readonly ctx: Context
  readonly unit: Unit
  readonly channelId: number
  readonly officerId: number
  /** Made with the first row that is written: a run that changes nothing decides nothing. */
  batchId: number | undefined
}

interface Chunk {
  readonly prepared: readonly Preparation[]
  readonly unchanged: number
}

async function findOfficer(ctx: Context, unit: Unit, login: string | undefined): Promise<{ id: number }> {
  const { rows } = await sql<{ id: number }>`
    select s.id from identity.staff s
     where s.disabled_at is null and exists (
             select 1 from identity.role_grant g
              where g.staff_id = s.id and g.role in ('disclosure_officer', 'secrecy_reviewer')
                and (g.unit_id = ${unit.id}
                     or (g.covers = 'subtree' and ${unit.id} in (select id from organisation.subtree(g.unit_id) as t (id)))))
       and (${login ?? null}::text is null or s.login = ${login ?? null})
     order by s.id limit 1`.execute(ctx.db)
  const officer = rows[0]
  if (!officer) throw new Refusal('no_officer', 422, { unit: unit.code, login: login ?? '' })
  return officer
}

/** Leaves out what is already here unchanged, before any work is spent on it. */
async function prepareChunk(run: Run, pool: Pool, rows: readonly SourceRow[]): Promise<Chunk> {
  const keys = rows.map((row) => sourceKeyOf(row)).filter((key) => key !== undefined)
  const known = await run.ctx.db.transaction().execute((tx) => documents.findSources(tx, run.unit.id, keys))
  const fresh = rows.filter((row) => known.get(sourceKeyOf(row) ?? '')?.sourceHash !== sourceHashOf(row))
  return {
    prepared: fresh.length === 0 ? [] : await pool.prepare(fresh),
    unchanged: rows.length - fresh.length,
  }
}

async function writeChunk(
  run: Run,
  chunk: Chunk,
): Promise<{ imported: number; errors: { line: number; reason: string }[] }> {
  const errors = chunk.prepared.flatMap((one) => (one.ok ? [] : [{ line: one.line, reason: one.reason }]))
  const rows = chunk.prepared.flatMap((one) => (one.ok ? [one.row] : []))
  if (rows.length === 0) return { imported: 0, errors }
  const batchId = await run.ctx.transaction(async (tx) => {
    const id =
      run.batchId ??
      (await decideBatch(tx, run.ctx, {
        unitId: run.unit.id,
        officerId: run.officerId,
        ground: '导入此前已公开的文件',
      }))
    const known = await documents.findSources(
      tx,
      run.unit.id,
      rows.map((row) => row.sourceKey),
    )
    const added = rows.filter((row) => !known.has(row.sourceKey))
    await addNew(tx, run, id, added)
    for (const row of rows) {
      const present = known.get(row.sourceKey)
      if (present) await addVersion(tx, run, id, present.id, row)
    }
    await markStale(tx, [`unit:${run.unit.id}`, 'documents', `channel:${run.channelId}`])
    return id
  })
  run.batchId = batchId
  return { imported: rows.length, errors }
}

function approvalOf(run: Run, batchId: number) {
  return { decidedBy: `batch:${batchId}`, steps: [{ role: 'batch', on: run.ctx.today }] }
}

async function addNew(tx: Tx, run: Run, batchId: number, rows: readonly PreparedRow[]): Promise<void> {
  if (rows.length === 0) return
  const numbers = await indexNumbers(tx, run, rows)
  const ids = await documents.addPublished(
    tx,
    run.unit.id,
    rows.map((row, place) => ({
      kind: row.kind,
      content: row.content,
      contentHash: Buffer.from(row.contentHash),
      sourceKey: row.sourceKey,
      sourceHash: Buffer.from(row.sourceHash),
      indexNumber: numbers[place] ?? '',
      originallyPublishedOn: row.originallyPublishedOn,
      expiredReason: row.expiredReason,
    })),
    approvalOf(run, batchId),
  )
  const shown = rows.map((row) => row.originallyPublishedOn ?? run.ctx.today)
  await addShownPlacements(tx, run.channelId, ids, shown)
  await indexEntries(
    tx,
    rows.map((row, place) => ({
      source: 'document',
      sourceId: ids[place] ?? 0,
      unitId: run.unit.id,
      shownOn: shown[place] ?? run.ctx.today,
      vector: row.vector,
    })),
  )
  await recordMany(
    tx,
    run.ctx.actor,
    rows.map((row, place) => ({
      verb: 'publishing.imported',
      subject: `document:${ids[place] ?? 0}`,
      unitId: run.unit.id,
      detail: { batch: batchId, source: row.sourceKey, sha256: Buffer.from(row.contentHash).toString('hex') },
    })),
  )
}

/** Index numbers in the order of the rows, each by the year of its document. */
async function indexNumbers(tx: Tx, run: Run, rows: readonly PreparedRow[]): Promise<string[]> {
  const years = rows.map((row) =>
    Number((row.content.writtenOn ?? row.originallyPublishedOn ?? run.ctx.today).slice(0, 4)),
  )
  const next = new Map<number, number>()
  // In one order, so that two imports of one unit cannot wait for each other.
  for (const year of [...new Set(years)].toSorted((one, other) => one - other)) {
    const [first] = await documents.takeSerials(
      tx,
      run.unit.id,
      year,
      years.filter((one) => one === year).length,
    )
    next.set(year, first)
  }
  return years.map((year) => {
    const serial = next.get(year) ?? 0
    next.set(year, serial + 1)
    return documents.makeIndexNumber(run.unit.credit_code ?? '', year, serial)
  })
}

/** A source that changed: a further version of the same document, at the same address. */
async function addVersion(tx: Tx, run: Run, batchId: number, id: number, row: PreparedRow): Promise<void> {
  await documents.reopenFromSource(tx, id)
  const before = await documents.lockDocument(tx, id)
  const begun = await documents.beginVersion(tx, before, null)
  const version = await documents.writeVersion(tx, begun, null, row.content)
  const published = await documents.publishVersion(tx, begun, {
    ...approvalOf(run, batchId),
    contentHash: version.content_hash,
  })
  await documents.setSource(tx, id, {
    hash: Buffer.from(row.sourceHash),
    originallyPublishedOn: row.originallyPublishedOn,
    expiredReason: row.expiredReason,
  })
  const shownOn = row.originallyPublishedOn ?? civilDateOf(published.published_at ?? run.ctx.now)
  await addShownPlacements(tx, run.channelId, [id], [shownOn])
  await indexEntries(tx, [
    { source: 'document', sourceId: id, unitId: run.unit.id, shownOn, vector: row.vector },
  ])
  await recordMany(tx, run.ctx.actor, [
    {
      verb: 'publishing.imported',
      subject: `document:${id}`,
      unitId: run.unit.id,
      detail: { batch: batchId, source: row.sourceKey, version: begun.version },
    },
  ])
  await markStale(tx, [`document:${id}`])
}
