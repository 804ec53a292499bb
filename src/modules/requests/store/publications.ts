import type { Handle, Tx } from '#platform/db/connect.ts'
import type { CivilDate } from '#platform/dates.ts'

export async function addPublication(
  tx: Tx,
  caseId: number,
  made: { readonly documentId: number; readonly by: number; readonly on: CivilDate },
): Promise<void> {
  await tx
    .insertInto('requests.publication')
    .values({ case_id: caseId, document_id: made.documentId, made_by: made.by, made_on: made.on })
    .execute()
}

/** The drafts and documents that were made of a case's answer, the newest first. */
export function listPublications(handle: Handle, caseId: number) {
  return handle
    .selectFrom('requests.publication')
    .select(['document_id', 'made_on'])
    .where('case_id', '=', caseId)
    .orderBy('document_id', 'desc')
    .execute()
}
