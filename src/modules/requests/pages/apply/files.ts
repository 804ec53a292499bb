import { issue, type Issue } from '#platform/decision.ts'
import { Refusal } from '#platform/errors.ts'
import type { FormFile, UploadLimits } from '#platform/http/uploads.ts'
import { typeOf } from '#kernel/media/index.ts'
import type { IntakeFile } from '../../actions/intake.ts'
import { fileName } from '../../rules/text.ts'

export const UPLOADS: UploadLimits = { files: 5, megabytes: 10 }

/** The files of a form with what is wrong with them, each at its field. */
export async function checkFiles(
  sent: readonly FormFile[],
): Promise<{ files: IntakeFile[]; issues: Issue[] }> {
  const files: IntakeFile[] = []
  const issues: Issue[] = []
  for (const one of sent) {
    const kind = one.field === 'identity' ? 'identity' : 'attachment'
    const name = fileName(one.name)
    const code = one.refused ?? (await wrongWith(kind, name, one.content))
    if (code === undefined) files.push({ kind, name, content: one.content })
    else issues.push(issue(kind, code, code === 'too_many_files' ? undefined : { name }))
  }
  const once = issues.filter(
    (one, place) =>
      one.code !== 'too_many_files' || issues.findIndex(({ code }) => code === one.code) === place,
  )
  return { files, issues: once }
}

async function wrongWith(
  kind: IntakeFile['kind'],
  name: string,
  content: Buffer,
): Promise<string | undefined> {
  if (content.length === 0) return 'file_empty'
  try {
    const type = await typeOf(name, content)
    const picture = type === 'application/pdf' || type.startsWith('image/')
    return kind === 'identity' && !picture ? 'identity_type' : undefined
  } catch (error) {
    if (error instanceof Refusal) return error.code
    throw error
  }
}
