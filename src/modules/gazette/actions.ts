import { buffer } from 'node:stream/consumers'
import { markStale, type Tx } from '#platform/db/connect.ts'
import { allow, issue, refuse, type Decision } from '#platform/decision.ts'
import { changedMeanwhile, notFound } from '#platform/errors.ts'
import { formatChinese } from '#platform/dates.ts'
import type { FileStore } from '#platform/files/index.ts'
import { enqueue, type Job } from '#platform/jobs/index.ts'
import { typeset, type Typeset } from '#platform/typst/typeset.ts'
import { listAttachments, listPublicAmong } from '#kernel/documents/index.ts'
import { createContext, systemActor, type Context } from '#kernel/identity/index.ts'
import { record } from '#kernel/ledger/index.ts'
import { storeFile } from '#kernel/media/index.ts'
import { getUnit } from '#kernel/organisation/index.ts'
import type { CompositionBody, CopiesBody, NewIssueBody } from './contract.ts'
import { permissions } from './kinds.ts'
import { decideComposition, decideCopies, decideIssuing } from './rules.ts'
import * as store from './store.ts'
import { issueOf } from './typst.ts'

const subjectOf = (id: number) => `gazette:${id}`
export const TAG = 'gazette'

/** Begins an issue; its imprint is that of the one before. */
export function beginIssue(ctx: Context, asked: NewIssueBody): Promise<Decision<number>> {
  return ctx.transaction(async (tx) => {
    ctx.actor.must(permissions.compose, asked.unitId)
    const unit = await getUnit(tx, asked.unitId)
    if (unit.kind !== 'city' && unit.kind !== 'district') return refuse(issue('unitId', 'not_a_government'))
    const name = asked.name.trim()
    if (name === '') return refuse(issue('name', 'required'))
    const last = await store.findLast(tx, asked.unitId)
    const id = await store.addIssue(tx, { ...asked, name, imprint: last?.imprint ?? '' })
    if (id === undefined) return refuse(issue('number', 'issue_number_taken'))
    await record(tx, ctx.actor, {
      verb: 'gazette.begun',
      subject: subjectOf(id),
      unitId: asked.unitId,
      detail: { year: asked.year, number: asked.number, totalNumber: asked.totalNumber },
    })
    return allow(id)
  })
}

async function lockFor(
  tx: Tx,
  ctx: Context,
  id: number,
  permission: (typeof permissions)[keyof typeof permissions],
) {
  const row = await store.lockIssue(tx, id)
  ctx.actor.must(permission, row.unit_id)
  return row
}

/** Writes the composition; refuses to write over one that this composer has not seen. */
export function composeIssue(ctx: Context, id: number, asked: CompositionBody): Promise<Decision<number>> {
  return ctx.transaction(async (tx) => {
    const row = await lockFor(tx, ctx, id, permissions.compose)
    if (row.state === 'composing' && row.revision !== asked.revision) throw changedMeanwhile('gazette')
    const known = await listPublicAmong(
      tx,
      asked.entries.map((entry) => entry.documentId),
    )
    const decision = decideComposition(row, asked, known)
    if (!decision.ok) return decision
    await store.compose(tx, id, decision.value)
    await record(tx, ctx.actor, {
      verb: 'gazette.composed',
      subject: subjectOf(id),
      unitId: row.unit_id,
      detail: { documents: asked.entries.length },
    })
    return allow(id)
  })
}

/** Throws away an issue that never went out; its number is free again. */
export function discardIssue(ctx: Context, id: number): Promise<Decision<number>> {
  return ctx.transaction(async (tx) => {
    const row = await lockFor(tx, ctx, id, permissions.compose)
    if (row.state !== 'composing') return refuse(issue('state', 'issued_already'))
    await store.removeIssue(tx, id)
    await record(tx, ctx.actor, { verb: 'gazette.discarded', subject: subjectOf(id), unitId: row.unit_id })
    return allow(id)
  })
}

/** Issues it: what it holds is fixed, it is public at once, and its typeset file follows. */
export function putOut(
  ctx: Context,
  jobs: GazetteJobs,
  id: number,
  revision: number,
): Promise<Decision<number>> {
  return ctx.transaction(async (tx) => {
    const row = await lockFor(tx, ctx, id, permissions.issue)
    if (row.state === 'composing' && row.revision !== revision) throw changedMeanwhile('gazette')
    const entries = await store.listEntries(tx, id)
    const decision = decideIssuing(row, entries)
    if (!decision.ok) return decision
    await store.markIssued(tx, id, ctx.today)
    await enqueue(tx, jobs.typeset, { issue: id }, { key: `gazette.typeset:${id}` })
    await record(tx, ctx.actor, {
      verb: 'gazette.issued',
      subject: subjectOf(id),
      unitId: row.unit_id,
      detail: { documents: entries.length },
    })
    await markStale(tx, [TAG, ...entries.map((entry) => `document:${entry.document_id}`)])
    return allow(id)
  })
}

/** Has the file of an issue made again, after it failed. */
export function typesetAgain(ctx: Context, jobs: GazetteJobs, id: number): Promise<Decision<number>> {
  return ctx.transaction(async (tx) => {
    const row = await lockFor(tx, ctx, id, permissions.issue)
    if (row.state !== 'issued') return refuse(issue('state', 'not_issued_yet'))
    if (row.pdf_hash !== null) return refuse(issue('state', 'typeset_already'))
    await enqueue(tx, jobs.typeset, { issue: id }, { key: `gazette.typeset:${id}` })
    await record(tx, ctx.actor, {
      verb: 'gazette.typeset_again',
      subject: subjectOf(id),
      unitId: row.unit_id,
    })
    return allow(id)
  })
}

/** Registers copies that were sent. */
export function sendCopies(ctx: Context, id: number, asked: CopiesBody): Promise<Decision<number>> {
  return ctx.transaction(async (tx) => {
    const row = await lockFor(tx, ctx, id, permissions.compose)
    const decision = decideCopies({ issuedOn: row.issued_on }, asked, ctx.today)
    if (!decision.ok) return decision
    const line = await store.addCopies(tx, id, { ...decision.value, enteredBy: ctx.actor.staffId })
    await record(tx, ctx.actor, {
      verb: 'gazette.copies_sent',
      subject: subjectOf(id),
      unitId: row.unit_id,
      detail: { line, copies: asked.copies, category: asked.category },
    })
    await markStale(tx, [TAG])
    return allow(id)
  })
}

export function strikeCopies(
  ctx: Context,
  id: number,
  lineId: number,
  reason: string,
): Promise<Decision<number>> {
  return ctx.transaction(async (tx) => {
    const row = await lockFor(tx, ctx, id, permissions.compose)
    if (reason.trim() === '') return refuse(issue('reason', 'required'))
    if (!(await store.strikeCopies(tx, id, lineId, { on: ctx.today, reason: reason.trim() })))
      throw notFound('copies', lineId)
    await record(tx, ctx.actor, {
      verb: 'gazette.copies_struck',
      subject: subjectOf(id),
      unitId: row.unit_id,
      detail: { line: lineId, reason: reason.trim() },
    })
    await markStale(tx, [TAG])
    return allow(id)
  })
}

/** The pages of an issue as they stand: of one that is composed, a preview. */
export async function typesetIssue(ctx: Pick<Context, 'db'>, files: FileStore, id: number): Promise<Typeset> {
  const row = await store.getIssue(ctx.db, id)
  const unit = await getUnit(ctx.db, row.unit_id)
  const entries = await store.listEntries(ctx.db, id)
  const pictures: [path: string, content: Uint8Array][] = []
  const known: ReadonlySet<number>[] = []
  for (const entry of entries) {
    const own = new Set<number>()
    if (entry.body_html.includes('<img ')) {
      const version = entry.version ?? (await publicVersion(ctx, entry.document_id))
      for (const file of await listAttachments(ctx.db, entry.document_id, version)) {
        if (!file.picture) continue
        own.add(file.lineage)
        pictures.push([`/pictures/${file.lineage}`, await buffer(files.read(file.file_hash.toString('hex')))])
      }
    }
    known.push(own)
  }
  const sections: { title: string; documents: (typeof entries)[number][] }[] = []
  for (const entry of entries) {
    const last = sections.at(-1)
    if (last?.title === entry.section) last.documents.push(entry)
    else sections.push({ title: entry.section, documents: [entry] })
  }
  const source = issueOf(
    {
      name: row.name,
      year: row.year,
      number: row.number,
      totalNumber: row.total_number,
      unit: unit.name,
      date: row.issued_on === null ? '' : formatChinese(row.issued_on),
      imprint: row.imprint,
      sections: sections.map((section) => ({
        title: section.title,
        documents: section.documents.map((entry) => ({
          title: entry.title,
          number: entry.document_number ?? '',
          issuer: entry.issuer,
          date: entry.written_on === null ? '' : formatChinese(entry.written_on),
          html: entry.body_html,
        })),
      })),
    },
    (place) => (lineage) => (known[place]?.has(lineage) ? `/pictures/${lineage}` : undefined),
  )
  return typeset({ source, pictures, lackingGlyphs: 'refuse' })
}

async function publicVersion(ctx: Pick<Context, 'db'>, documentId: number): Promise<number> {
  const row = await ctx.db
    .selectFrom('documents.document')
    .select('published_version')
    .where('id', '=', documentId)
    .executeTakeFirst()
  return row?.published_version ?? 0
}

export interface GazetteJobs {
  readonly typeset: Job
}

export function gazetteJobs(files: FileStore): GazetteJobs {
  return {
    typeset: {
      name: 'gazette.typeset',
      run: async ({ db, now }, payload) => {
        const id = Number((payload as { issue?: unknown }).issue)
        await keepPdf(createContext(db, systemActor, now), files, id)
      },
    },
  }
}

/** Makes the file of an issued gazette and keeps it; what went wrong is kept as well, for who can put it right. */
export async function keepPdf(ctx: Context, files: FileStore, id: number): Promise<void> {
  const row = await store.getIssue(ctx.db, id)
  if (row.state !== 'issued' || row.pdf_hash !== null) return
  const made = await typesetIssue(ctx, files, id)
  await ctx.transaction(async (tx) => {
    const locked = await store.lockIssue(tx, id)
    if (locked.pdf_hash !== null) return
    if ('problem' in made) {
      await store.setPdf(tx, id, { problem: made.problem.slice(0, 2000) })
      return
    }
    const name = `${row.name}${row.year}年第${row.number}期.pdf`
    const file = await storeFile(tx, files, name, Buffer.from(made.pdf))
    await store.setPdf(tx, id, { hash: file.hash, pages: made.pages })
    await record(tx, ctx.actor, {
      verb: 'gazette.typeset',
      subject: subjectOf(id),
      unitId: row.unit_id,
      detail: { pages: made.pages, sha256: file.hash.toString('hex') },
    })
    await markStale(tx, [TAG])
  })
}
