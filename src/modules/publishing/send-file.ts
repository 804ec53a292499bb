import type { FastifyReply, FastifyRequest } from 'fastify'
import type { FileStore } from '#platform/files/index.ts'

/** The attachment as a download under its own name; it is never shown inside our pages. Its tag is its content's hash. */
export function sendFile(
  request: FastifyRequest,
  reply: FastifyReply,
  files: FileStore,
  file: { name: string; file_hash: Buffer; size: number; media_type: string },
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
    .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`)
    .send(files.read(hash))
}
