import { createHash } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'

export interface Fresh {
  readonly type: string
  readonly body: string
  /** When what it says last changed, as far as that is known. */
  readonly modified?: Date | undefined
  /** Seconds for which a proxy may serve it unasked. */
  readonly keep: number
}

/** Sends a text with its tag and its time, or says that the reader has it already (RFC 9110, 13.1). */
export function sendFresh(request: FastifyRequest, reply: FastifyReply, answer: Fresh): FastifyReply {
  const etag = `"${createHash('sha256').update(answer.body).digest('base64url').slice(0, 22)}"`
  reply
    .header('etag', etag)
    .header('cache-control', `public, max-age=${answer.keep}`)
    .header('content-type', answer.type)
  if (answer.modified) reply.header('last-modified', answer.modified.toUTCString())
  if (isKnown(request, etag, answer.modified)) return reply.code(304).send()
  return reply.send(answer.body)
}

/** A tag decides alone where the reader sent one; the time is asked only without it. */
function isKnown(request: FastifyRequest, etag: string, modified: Date | undefined): boolean {
  const tags = request.headers['if-none-match']
  if (tags !== undefined)
    return tags === '*' || tags.split(',').some((tag) => tag.trim().replace(/^W\//, '') === etag)
  const since = request.headers['if-modified-since']
  if (since === undefined || !modified) return false
  const time = Date.parse(since)
  return !Number.isNaN(time) && Math.floor(modified.getTime() / 1000) * 1000 <= time
}
