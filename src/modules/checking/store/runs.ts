import { sql } from 'kysely'
import type { Handle, Tx } from '#platform/db/connect.ts'
import type { Finding } from '../check.ts'

/** The edition of the rules. Whoever changes what the check finds counts it up; older runs are made anew. */
export const RULES = 2

export async function findRun(
  handle: Handle,
  documentId: number,
  contentHash: Buffer,
): Promise<readonly Finding[] | undefined> {
  const row = await handle
    .selectFrom('checking.run')
    .select('findings')
    .where('document_id', '=', documentId)
    .where('content_hash', '=', contentHash)
    .where('rules', '=', RULES)
    .executeTakeFirst()
  return row?.findings as readonly Finding[] | undefined
}

/** Keeps the newest run of a document; what was found in earlier content is of no use. */
export async function saveRun(
  tx: Tx,
  documentId: number,
  contentHash: Buffer,
  findings: readonly Finding[],
): Promise<void> {
  await tx
    .deleteFrom('checking.run')
    .where('document_id', '=', documentId)
    .where('content_hash', '<>', contentHash)
    .execute()
  await sql`
    insert into checking.run (document_id, content_hash, findings, rules)
    values (${documentId}, ${contentHash}, ${JSON.stringify(findings)}::jsonb, ${RULES})
    on conflict (document_id, content_hash)
    do update set findings = excluded.findings, rules = excluded.rules, checked_at = now()
    where checking.run.rules <> excluded.rules`.execute(tx)
}

export function listJustifications(handle: Handle, documentId: number) {
  return handle
    .selectFrom('checking.justification')
    .selectAll()
    .where('document_id', '=', documentId)
    .execute()
}

export async function saveJustification(
  tx: Tx,
  row: { documentId: number; key: string; note: string; staffId: number },
): Promise<void> {
  await tx
    .insertInto('checking.justification')
    .values({ document_id: row.documentId, key: row.key, note: row.note, staff_id: row.staffId })
    .onConflict((conflict) =>
      conflict.columns(['document_id', 'key']).doUpdateSet({ note: row.note, staff_id: row.staffId }),
    )
    .execute()
}
