import type { FastifyRequest } from 'fastify'
import { Refusal } from '../errors.ts'

/** The one file of a multipart request, within the server's limit; refused as `file_missing` without one. */
export async function uploadedFile(request: FastifyRequest): Promise<{ name: string; content: Buffer }> {
  const file = request.isMultipart() ? await request.file() : undefined
  if (!file) throw new Refusal('file_missing', 400)
  return { name: file.filename, content: await file.toBuffer() }
}

/** How many files a public form takes, and how large each may be. */
export interface UploadLimits {
  readonly files: number
  readonly megabytes: number
}

/** A file that came with a public form, under the name of its field. */
export interface FormFile {
  readonly field: string
  readonly name: string
  /** Empty where it was refused. */
  readonly content: Buffer
  /** Beyond a limit: said at its field, and not held in memory. */
  readonly refused?: 'file_too_large' | 'too_many_files'
}

/** A public form with files: what is beyond the limits is read past and named, so that the form can come back and say so. */
export async function readForm(
  request: FastifyRequest,
  limits: UploadLimits,
): Promise<{ form: Record<string, string>; files: FormFile[] }> {
  const form: Record<string, string> = {}
  const files: FormFile[] = []
  // A file that is too large is cut off and named, not thrown.
  const options = { limits: { fileSize: limits.megabytes * 1024 * 1024 }, throwFileSizeLimit: false }
  for await (const part of request.parts(options)) {
    if (part.type === 'field') {
      if (typeof part.value === 'string') form[part.fieldname] = part.value
      continue
    }
    // A field of files that was left empty comes as a file without a name.
    const name = part.filename ?? ''
    if (name === '' || files.length >= limits.files) {
      part.file.resume()
      const refused = 'too_many_files' as const
      if (name !== '') files.push({ field: part.fieldname, name, content: Buffer.alloc(0), refused })
      continue
    }
    const content = await part.toBuffer()
    const file = { field: part.fieldname, name }
    files.push(
      part.file.truncated
        ? { ...file, content: Buffer.alloc(0), refused: 'file_too_large' }
        : { ...file, content },
    )
  }
  return { form, files }
}
