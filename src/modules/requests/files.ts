import type { FastifyReply } from 'fastify'
import { Type } from 'typebox'
import { notFound } from '#platform/errors.ts'
import type { FileStore } from '#platform/files/index.ts'
import type { Api } from '#platform/http/server.ts'
import type { Context } from '#kernel/identity/index.ts'
import type { RequestServices } from './actions.ts'
import * as store from './store.ts'

/** One file of an answer, for who was allowed to ask for it. */
export async function sendAnswerFile(
  ctx: Context,
  reply: FastifyReply,
  files: FileStore,
  caseId: number,
  position: number,
): Promise<FastifyReply> {
  const file = (await store.listAnswerFiles(ctx.db, caseId)).find((one) => one.position === position)
  if (!file) throw notFound('answer_file', position)
  return reply
    .header('content-type', file.media_type)
    .header('content-length', file.size)
    .header('cache-control', 'no-store')
    .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`)
    .send(files.read(file.file_hash.toString('hex')))
}

/** How long a download link of the status page works. */
const TOKEN_MINUTES = 30

/** A link that opens one file of one answer for a while; only who saw the status page has it. */
export function fileAddress(services: RequestServices, now: Date, caseId: number, position: number): string {
  const until = now.getTime() + TOKEN_MINUTES * 60_000
  const token = services.secrets.seal('requests.file_link', JSON.stringify({ caseId, position, until }))
  return `/files/answers/${token.toString('base64url')}`
}

const ByToken = Type.Object({ token: Type.String({ maxLength: 200 }) })

/** The public address of answer files, opened by a link of the status page and by nothing else. */
export function serveAnswerFiles(app: Api, services: RequestServices): void {
  app.get(
    '/files/answers/:token',
    { config: { access: 'public' }, schema: { hide: true, params: ByToken } },
    async ({ ctx, params }, reply) => {
      const link = readToken(services, params.token)
      if (!link || link.until < ctx.now.getTime()) throw notFound('answer_file', 0)
      return sendAnswerFile(ctx, reply, services.files, link.caseId, link.position)
    },
  )
}

interface FileLink {
  readonly caseId: number
  readonly position: number
  readonly until: number
}

function readToken(services: RequestServices, text: string): FileLink | undefined {
  try {
    return JSON.parse(services.secrets.open('requests.file_link', Buffer.from(text, 'base64url'))) as FileLink
  } catch {
    // Changed, made up, or sealed with another key: no such link.
    return undefined
  }
}
