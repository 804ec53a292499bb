import { sql } from 'kysely'
import type { Handle, Tx } from '#platform/db/connect.ts'
import type { Json } from '#platform/db/tables.ts'
import type { CivilDate } from '#platform/dates.ts'
import type { DocumentRow } from './content.ts'

/** One line of the public 'how this was reviewed': a role and a day, never a name. */
export interface PublicStep {
  readonly role: string
  readonly on: CivilDate
}

/** Records the approval of exactly this content and makes it what the public sees. */
export async function publishVersion(tx: Tx, row: DocumentRow, approval: Approval): Promise<DocumentRow> {
  await approveVersion(tx, row, approval)
  return releaseVersion(tx, row)
}

export interface Approval {
  readonly decidedBy: string
  /** Of an emergency publication, which one officer decided: why. */
  readonly emergencyReason?: string
  readonly contentHash: Buffer
  readonly steps: readonly PublicStep[]
}

/** Records the approval of exactly this content, which from now on cannot change; it is not public by it. */
export async function approveVersion(tx: Tx, row: DocumentRow, approval: Approval): Promise<void> {
  await tx
    .insertInto('documents.approval')
    .values({
      document_id: row.id,
      version: row.version,
      content_hash: approval.contentHash,
      decided_by: approval.decidedBy,
      steps: JSON.stringify(approval.steps),
      emergency_reason: approval.emergencyReason ?? null,
    })
    .execute()
}

/** The second signature under an emergency publication. */
export async function confirmApproval(
  tx: Tx,
  row: Pick<DocumentRow, 'id' | 'published_version'>,
  confirmation: { staffId: number; opinion: string; step: PublicStep },
): Promise<void> {
  await sql`
    update documents.approval
       set confirmed_by = ${confirmation.staffId}, confirmed_at = now(), confirm_opinion = ${confirmation.opinion},
           steps = steps || ${JSON.stringify([confirmation.step])}::jsonb
     where document_id = ${row.id} and version = ${row.published_version}`.execute(tx)
}

/** The approval of the version that the public sees. */
export function findApproval(handle: Handle, row: Pick<DocumentRow, 'id' | 'published_version'>) {
  return handle
    .selectFrom('documents.approval')
    .selectAll()
    .where('document_id', '=', row.id)
    .where('version', '=', row.published_version ?? 0)
    .executeTakeFirst()
}

/** Makes the newest version, which must be approved, what the public sees. */
export async function releaseVersion(tx: Tx, row: DocumentRow): Promise<DocumentRow> {
  await sql`
    update documents.approval set released_at = now()
     where document_id = ${row.id} and version = ${row.version} and released_at is null`.execute(tx)
  return tx
    .updateTable('documents.document')
    .set({ state: 'published', published_version: row.version, publish_at: null })
    .where('id', '=', row.id)
    .returningAll()
    .executeTakeFirstOrThrow()
}

export function approvalSteps(steps: Json): readonly PublicStep[] {
  return steps as unknown as readonly PublicStep[]
}

/**
 * The versions of a document that were public and may still be shown, oldest first: not one that was approved and called
 * back, none before a correction that hides what was before, none of a document whose text was taken away.
 */
export async function listReleases(
  handle: Handle,
  id: number,
): Promise<{ version: number; released_at: Date }[]> {
  const { rows } = await sql<{ version: number; released_at: Date }>`
    select a.version, a.released_at from documents.approval a
      join documents.document d on d.id = a.document_id
     where a.document_id = ${id} and a.released_at is not null and not d.text_removed
       and a.version >= coalesce((
         select max(v.version) from documents.version v
           join documents.approval h on h.document_id = v.document_id and h.version = v.version and h.released_at is not null
          where v.document_id = a.document_id and v.hides_previous), 0)
     order by a.version`.execute(handle)
  return rows
}
