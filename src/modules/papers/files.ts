import type { FastifyReply } from 'fastify'
import type { CivilDate } from '#platform/dates.ts'
import type { Handle } from '#platform/db/connect.ts'
import { notFound } from '#platform/errors.ts'
import type { FileStore } from '#platform/files/index.ts'
import type { Context } from '#kernel/identity/index.ts'
import * as store from './store.ts'

/** A letter in the list of a record. */
export interface KeptPaper {
  readonly id: number
  readonly template: string
  readonly number: string | null
  readonly title: string
  readonly issuedOn: CivilDate
  readonly issuedBy: number | null
  readonly pages: number
  readonly archival: boolean
}

/** A letter with its words: personal data, for who may read the record it belongs to. */
export interface WholePaper extends KeptPaper {
  readonly subject: string
  readonly unitId: number
  readonly recipient: string
  readonly text: string
}

type Kept = Awaited<ReturnType<typeof store.listOn>>[number]

function present(row: Kept): KeptPaper {
  return {
    id: row.id,
    template: row.template,
    number: row.number,
    title: row.title,
    issuedOn: row.issued_on,
    issuedBy: row.issued_by,
    pages: row.pages,
    archival: row.archival,
  }
}

/** The letters on a record, oldest first. */
export async function listPapers(handle: Handle, subject: string): Promise<KeptPaper[]> {
  return (await store.listOn(handle, subject)).map(present)
}

export async function findPaper(handle: Handle, id: number): Promise<WholePaper | undefined> {
  const row = await store.findPaper(handle, id)
  if (!row) return undefined
  return {
    ...present(row),
    subject: row.subject,
    unitId: row.unit_id,
    recipient: row.recipient,
    text: row.text,
  }
}

/** A letter's file, for who was found to be allowed to have it: papers ask nobody, their records do. */
export async function sendPaperFile(
  ctx: Pick<Context, 'db'>,
  reply: FastifyReply,
  files: FileStore,
  paperId: number,
  kind: 'pdf' | 'docx',
): Promise<FastifyReply> {
  const file = await store.findFile(ctx.db, paperId, kind)
  if (!file) throw notFound('paper', paperId)
  const name = `${file.title}${file.number === null ? '' : `（${file.number}）`}.${kind}`
  return reply
    .header('content-type', file.media_type)
    .header('content-length', file.size)
    .header('cache-control', 'no-store')
    .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(name)}`)
    .send(files.read(file.hash.toString('hex')))
}
