import type { FastifyReply } from 'fastify'
import { Type } from 'typebox'
import { notFound } from '#platform/errors.ts'
import type { FileStore } from '#platform/files/index.ts'
import type { Api } from '#platform/http/server.ts'
import type { Context } from '#kernel/identity/index.ts'
import type { RequestServices } from './actions/step.ts'
import { sendPaperFile } from '#modules/papers/index.ts'
import { listAnswerFiles } from './store/answers.ts'
import { listAttachments } from './store/intake.ts'

type StoredRow =
  | Awaited<ReturnType<typeof listAnswerFiles>>[number]
  | Awaited<ReturnType<typeof listAttachments>>[number]

function send(
  reply: FastifyReply,
  files: FileStore,
  file: Pick<StoredRow, 'name' | 'size' | 'media_type' | 'file_hash'>,
) {
  return reply
    .header('content-type', file.media_type)
    .header('content-length', file.size)
    .header('cache-control', 'no-store')
    .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`)
    .send(files.read(file.file_hash.toString('hex')))
}

/** One file of an answer, for who was allowed to ask for it. */
export async function sendAnswerFile(
  ctx: Context,
  reply: FastifyReply,
  files: FileStore,
  of: { readonly caseId: number; readonly round: number; readonly position: number },
): Promise<FastifyReply> {
  const file = (await listAnswerFiles(ctx.db, of.caseId)).find(
    (one) => one.round === of.round && one.position === of.position,
  )
  if (!file) throw notFound('answer_file', of.position)
  return send(reply, files, file)
}

/** Something that came with the request. */
export async function sendAttachment(
  ctx: Context,
  reply: FastifyReply,
  files: FileStore,
  caseId: number,
  position: number,
): Promise<FastifyReply> {
  const file = (await listAttachments(ctx.db, caseId)).find((one) => one.position === position)
  if (!file) throw notFound('attachment', position)
  return send(reply, files, file)
}

/** How long a download link of the status page works. */
const TOKEN_MINUTES = 30

/** What a link of the status page opens. */
type Linked =
  | { readonly what: 'file'; readonly caseId: number; readonly round: number; readonly position: number }
  | { readonly what: 'letter'; readonly paperId: number }

/** A link that opens one file or letter for a while; only who saw the status page has it. */
export function fileAddress(services: RequestServices, now: Date, linked: Linked): string {
  const until = now.getTime() + TOKEN_MINUTES * 60_000
  const token = services.secrets.seal('requests.file_link', JSON.stringify({ ...linked, until }))
  return `/files/answers/${token.toString('base64url')}`
}

const ByToken = Type.Object({ token: Type.String({ maxLength: 300 }) })

/** The public address of answer files, opened by a link of the status page and by nothing else. */
export function serveAnswerFiles(app: Api, services: RequestServices): void {
  app.get(
    '/files/answers/:token',
    { config: { access: 'public' }, schema: { hide: true, params: ByToken } },
    async ({ ctx, params }, reply) => {
      const link = readToken(services, params.token)
      if (!link || link.until < ctx.now.getTime()) throw notFound('answer_file', 0)
      return link.what === 'letter'
        ? sendPaperFile(ctx, reply, services.files, link.paperId, 'pdf')
        : sendAnswerFile(ctx, reply, services.files, link)
    },
  )
}

type FileLink = Linked & { readonly until: number }

function readToken(services: RequestServices, text: string): FileLink | undefined {
  try {
    return JSON.parse(services.secrets.open('requests.file_link', Buffer.from(text, 'base64url'))) as FileLink
  } catch {
    // Changed, made up, or sealed with another key: no such link.
    return undefined
  }
}
