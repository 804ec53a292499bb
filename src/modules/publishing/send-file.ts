import type { FastifyReply, FastifyRequest } from 'fastify'
import type { FileStore } from '#platform/files/index.ts'

export interface Sent {
  readonly name: string
  readonly file_hash: Buffer
  readonly size: number
  readonly media_type: string
}

/** The attachment as a download under its own name; it is never shown inside our pages. Its tag is its content's hash. */
export function sendFile(
  request: FastifyRequest,
  reply: FastifyReply,
  files: FileStore,
  file: Sent,
): FastifyReply {
  return sendAs('attachment', request, reply, files, file)
}

/** A picture of a text: made by this server from what was uploaded, and so safe to be shown in a page. */
export function sendPicture(
  request: FastifyRequest,
  reply: FastifyReply,
  files: FileStore,
  file: Sent,
): FastifyReply {
  return sendAs('inline', request, reply, files, file)
}

function sendAs(
  disposition: 'attachment' | 'inline',
  request: FastifyRequest,
  reply: FastifyReply,
  files: FileStore,
  file: Sent,
): FastifyReply {
  const hash = file.file_hash.toString('hex')
  const etag = `"${hash}"`
  reply.header('etag', etag)
  const known = request.headers['if-none-match']
    ?.split(',')
    .some((tag) => tag.trim().replace(/^W\//, '') === etag)
  if (known) return reply.code(304).send()
  return reply
    .header('content-type', file.media_type)
    .header('content-length', file.size)
    .header('content-disposition', `${disposition}; filename*=UTF-8''${encodeURIComponent(file.name)}`)
    .send(files.read(hash))
}
