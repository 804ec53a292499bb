import type { FastifyRequest } from 'fastify'
import { Refusal } from '../errors.ts'

/** The one file of a multipart request, within the server's limit; refused as `file_missing` without one. */
export async function uploadedFile(request: FastifyRequest): Promise<{ name: string; content: Buffer }> {
  const file = request.isMultipart() ? await request.file() : undefined
  if (!file) throw new Refusal('file_missing', 400)
  return { name: file.filename, content: await file.toBuffer() }
}
