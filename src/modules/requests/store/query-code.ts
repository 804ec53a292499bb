import type { Tx } from '#platform/db/connect.ts'

export function lockByNumber(tx: Tx, number: string) {
  return tx
    .selectFrom('requests.request as r')
    .innerJoin('cases.case as c', 'c.id', 'r.case_id')
    .select(['c.id', 'r.query_code_hash', 'r.query_failures', 'r.query_locked_until'])
    .where('c.number', '=', number)
    .forUpdate('r')
    .executeTakeFirst()
}

export async function setQueryFailures(
  tx: Tx,
  caseId: number,
  failures: number,
  lockedUntil: Date | null,
): Promise<void> {
  await tx
    .updateTable('requests.request')
    .set({ query_failures: failures, query_locked_until: lockedUntil })
    .where('case_id', '=', caseId)
    .execute()
}
