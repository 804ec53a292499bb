import { createHash } from 'node:crypto'
import { buffer } from 'node:stream/consumers'
import type { Handle, Tx } from '#platform/db/connect.ts'
import { allow, issue, refuse, type Decision } from '#platform/decision.ts'
import { changedMeanwhile, notFound, notPermitted, Refusal } from '#platform/errors.ts'
import type { FileStore } from '#platform/files/index.ts'
import type { Secrets } from '#platform/secrets.ts'
import type { Context } from '#kernel/identity/index.ts'
import { record } from '#kernel/ledger/index.ts'
import { storeFile, typeOf } from '#kernel/media/index.ts'
import type { SubjectAccess } from './access.ts'
import { build, type Built, type ToBuild } from './build.ts'
import type { MarksBody, Reason } from './contract.ts'
import { findInText } from './engine/find.ts'
import { Unreadable } from './engine/open.ts'
import { askOnce, LIMITS } from './engine/threads.ts'
import type { Opened } from './engine/work.ts'
import { permissions } from './kinds.ts'
import { decideMarks, decideRelease, releaseName, type Markable, type Marks } from './rules.ts'
import * as store from './store.ts'
import { plainText, redactText, wordText } from './text.ts'

export interface RedactionServices {
  readonly files: FileStore
  readonly secrets: Secrets
  readonly access: SubjectAccess
}

const PURPOSE = 'redaction.word'

const FORMATS: Readonly<Record<string, store.OriginalRow['format']>> = {
  'application/pdf': 'pdf',
  'image/png': 'png',
  'image/jpeg': 'jpeg',
  'text/plain': 'text',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'text',
}

interface Inspected extends Omit<Markable, 'format'> {
  readonly format: string
}

/** Opens a file to see whether it can be worked on, and how many pages it has. */
async function inspect(name: string, content: Buffer): Promise<Inspected> {
  const mediaType = await typeOf(name, content)
  const format = FORMATS[mediaType]
  if (format === undefined) throw new Refusal('file_not_for_redaction', 415, { name })
  if (format === 'text') {
    try {
      const body = mediaType === 'text/plain' ? plainText(content) : await wordText(content)
      return { format, sizes: [], body }
    } catch (error) {
      if (error instanceof Unreadable) throw new Refusal(error.code, 422)
      throw error
    }
  }
  const sizes = await askOnce({ format: format as Opened['format'], content }, 'sizes', {}, LIMITS.look)
  return { format, sizes, body: null }
}

/** Adds a file that was found for a case. It stays inside; only what is made of it by `releaseRedacted` goes out. */
export async function addOriginal(
  ctx: Context,
  services: RedactionServices,
  asked: {
    readonly subject: string
    readonly unitId: number
    readonly name: string
    readonly content: Buffer
  },
): Promise<Decision<number>> {
  await mustHandle(ctx.db, ctx, services, asked.subject)
  const { format, sizes, body } = await inspect(asked.name, asked.content)
  return ctx.transaction(async (tx) => {
    await mustHandle(tx, ctx, services, asked.subject)
    const { hash } = await storeFile(tx, services.files, asked.name, asked.content)
    const id = await store.addOriginal(tx, {
      subject: asked.subject,
      unitId: asked.unitId,
      name: asked.name,
      hash,
      format,
      pages: sizes,
      body,
      addedBy: ctx.actor.staffId,
      addedAt: ctx.now,
    })
    await record(tx, ctx.actor, {
      verb: 'redaction.original_added',
      subject: asked.subject,
      unitId: asked.unitId,
      detail: { original: id, format, sha256: hash.toString('hex') },
    })
    return allow(id)
  })
}

export async function mustHandle(handle: Handle, ctx: Context, services: RedactionServices, subject: string) {
  const unitId = await services.access.mayHandle(handle, ctx.actor, subject)
  if (unitId !== undefined) return unitId
  // Who may not even read it learns nothing of it.
  const known = await services.access.mayRead(handle, ctx.actor, subject)
  throw known === undefined ? notFound('subject', subject) : notPermitted(permissions.handle.name)
}

/** Takes back a file of which nothing was released. */
export function removeOriginal(
  ctx: Context,
  services: RedactionServices,
  id: number,
): Promise<Decision<number>> {
  return ctx.transaction(async (tx) => {
    const row = await store.lockOriginal(tx, id)
    await mustHandle(tx, ctx, services, row.subject)
    if (await store.isReleased(tx, id)) return refuse(issue('state', 'released_already'))
    await store.removeOriginal(tx, id)
    await record(tx, ctx.actor, {
      verb: 'redaction.original_removed',
      subject: row.subject,
      unitId: row.unit_id,
      detail: { original: id, sha256: row.file_hash.toString('hex') },
    })
    return allow(id)
  })
}

/** Puts the whole list of marks; refuses to write over one that this person has not seen. */
export function putMarks(
  ctx: Context,
  services: RedactionServices,
  id: number,
  asked: MarksBody,
): Promise<Decision<number>> {
  return ctx.transaction(async (tx) => {
    const row = await store.lockOriginal(tx, id)
    await mustHandle(tx, ctx, services, row.subject)
    if (row.revision !== asked.revision) throw changedMeanwhile('original')
    const decision = decideMarks(markable(row), asked)
    if (!decision.ok) return decision
    const { words, areas, ranges } = decision.value
    const by = { staffId: ctx.actor.staffId, at: ctx.now }
    const revision = await store.replaceMarks(tx, id, decision.value, by)
    const sealed = words.map(({ word, reason }) => ({ sealed: services.secrets.seal(PURPOSE, word), reason }))
    await store.replaceWords(tx, id, sealed, by)
    await record(tx, ctx.actor, {
      verb: 'redaction.marked',
      subject: row.subject,
      unitId: row.unit_id,
      detail: { original: id, revision, marks: areas.length + ranges.length, words: words.length },
    })
    return allow(revision)
  })
}

export const markable = (row: store.OriginalRow): Markable => ({
  format: row.format,
  sizes: row.pages as unknown as Markable['sizes'],
  body: row.body,
})

export async function readMarks(handle: Handle, secrets: Secrets, id: number): Promise<Marks> {
  const rows = await store.listMarks(handle, id)
  const words = await store.listWords(handle, id)
  return {
    areas: rows.flatMap(({ page, x, y, width, height, reason }) =>
      x === null || y === null || width === null || height === null
        ? []
        : [{ page, x, y, width, height, reason: reason as Reason }],
    ),
    ranges: rows.flatMap(({ range_start: start, range_end: end, reason }) =>
      start === null || end === null ? [] : [{ start, end, reason: reason as Reason }],
    ),
    words: words.map((row) => ({
      word: secrets.open(PURPOSE, row.word_sealed),
      reason: row.reason as Reason,
    })),
  }
}

export interface Released {
  readonly releaseId: number
  readonly name: string
  readonly hash: Buffer
}

/**
 * Makes the file that may go out and keeps it for good. It is read again before: where anything of what was taken out is
 * left in it, nothing is released. The same marks are not released twice.
 */
export async function releaseRedacted(
  ctx: Context,
  services: RedactionServices,
  originalId: number,
  revision?: number,
): Promise<Decision<Released>> {
  const row = await store.getOriginal(ctx.db, originalId)
  await mustHandle(ctx.db, ctx, services, row.subject)
  if (revision !== undefined && row.revision !== revision) throw changedMeanwhile('original')
  const before = await store.findRelease(ctx.db, originalId, row.revision)
  if (before) return allow({ releaseId: before.id, name: before.name, hash: before.file_hash })
  const marks = await readMarks(ctx.db, services.secrets, originalId)
  const worthwhile = decideRelease(marks, [])
  if (!worthwhile.ok) return worthwhile
  const title = titleOf(row.name, marks)
  const built = await build(await toBuild(services, row, marks, title, ctx.now))
  const name = releaseName(row.name, title, built.ending)
  return ctx.transaction(async (tx) => {
    const locked = await store.lockOriginal(tx, originalId)
    const unitId = await mustHandle(tx, ctx, services, locked.subject)
    if (locked.revision !== row.revision) throw changedMeanwhile('original')
    const meanwhile = await store.findRelease(tx, originalId, row.revision)
    if (meanwhile) return allow({ releaseId: meanwhile.id, name: meanwhile.name, hash: meanwhile.file_hash })
    const decision = decideRelease(marks, built.verified.remains)
    if (!decision.ok) return decision
    return allow(await keep(tx, ctx, services, { row, unitId, marks, built, name }))
  })
}

async function keep(
  tx: Tx,
  ctx: Context,
  services: RedactionServices,
  made: {
    readonly row: store.OriginalRow
    readonly unitId: number
    readonly marks: Marks
    readonly built: Built
    readonly name: string
  },
): Promise<Released> {
  const { row, marks, built, name } = made
  const { hash } = await storeFile(tx, services.files, name, built.content)
  const kept = { areas: [...marks.areas], ranges: [...marks.ranges] }
  const { pages, areas, words } = built.verified
  const releaseId = await store.addRelease(tx, {
    originalId: row.id,
    revision: row.revision,
    name,
    hash,
    marks: kept,
    digest: createHash('sha256').update(JSON.stringify(kept)).digest(),
    verification: { pages, areas, words, remains: [] },
    releasedBy: ctx.actor.staffId,
    releasedAt: ctx.now,
  })
  await record(tx, ctx.actor, {
    verb: 'redaction.released',
    subject: row.subject,
    unitId: made.unitId,
    detail: {
      original: row.id,
      release: releaseId,
      revision: row.revision,
      marks: kept.areas.length + kept.ranges.length,
      sha256: hash.toString('hex'),
    },
  })
  return { releaseId, name, hash }
}

/** The name of the file without the words that may stand nowhere. */
function titleOf(name: string, marks: Marks): string {
  return redactText(
    name,
    marks.words.flatMap(({ word }) => findInText(name, word)),
  )
}

async function toBuild(
  services: RedactionServices,
  row: store.OriginalRow,
  marks: Marks,
  title: string,
  madeAt: Date,
): Promise<ToBuild> {
  const about = { title: title.replace(/\.[A-Za-z0-9]{1,5}$/, ''), madeAt, marks }
  if (row.format === 'text') return { ...about, format: 'text', body: row.body ?? '' }
  const { format, content } = await loadOriginal(services.files, row)
  return { ...about, format, content: Buffer.from(content) }
}

export async function loadOriginal(files: FileStore, row: store.OriginalRow): Promise<Opened> {
  return {
    format: row.format as Opened['format'],
    content: await buffer(files.read(row.file_hash.toString('hex'))),
  }
}
