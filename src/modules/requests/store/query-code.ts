import type { Tx } from '#platform/db/connect.ts'

/** Held until the transaction ends: whoever tries a code of the same case at the same moment waits for this one. */
export function lockByNumber(tx: Tx, number: string) {
  return tx
    .selectFrom('requests.request as r')
    .innerJoin('cases.case as c', 'c.id', 'r.case_id')
    .select(['c.id', 'c.unit_id', 'r.query_code_hash'])
    .where('c.number', '=', number)
    .forUpdate('r')
    .executeTakeFirst()
}
