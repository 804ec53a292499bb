import type { FastifyReply } from 'fastify'
import type { FileStore } from '#platform/files/index.ts'

/** The attachment as a download under its own name; it is never shown inside our pages. */
export function sendFile(
  reply: FastifyReply,
  files: FileStore,
  file: { name: string; file_hash: Buffer; size: number; media_type: string },
): FastifyReply {
  return reply
    .header('content-type', file.media_type)
    .header('content-length', file.size)
    .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`)
    .send(files.read(file.file_hash.toString('hex')))
}
