import { sql } from 'kysely'
import type { Handle } from '#platform/db/connect.ts'
import type { CivilDate } from '#platform/dates.ts'
import type { CaseRow } from '#kernel/cases/index.ts'
import { findClock } from '#kernel/clock/index.ts'
import { replyClock } from '../kinds/clocks.ts'
import { subjectOf } from '../kinds/procedure.ts'
import type { CaseFacts, OpinionFacts } from '../rules/facts.ts'
import { getPolicy } from './policy.ts'

interface FactRow {
  readonly correction: CaseFacts['correction'] | null
  readonly reasons: CaseFacts['reasons'] | null
  readonly opinions: readonly OpinionFacts[] | null
  readonly extension: CaseFacts['extension'] | null
  readonly delay: CaseFacts['delay'] | null
  readonly fee: CaseFacts['fee'] | null
}

/** Everything that a step of this case is decided by, in one read; the case itself is locked by who asks. */
export async function getFacts(handle: Handle, row: CaseRow, today: CivilDate): Promise<CaseFacts> {
  const { rows } = await sql<FactRow>`
    select (select to_jsonb(x) from requests.correction x where x.case_id = ${row.id}) as correction,
           (select to_jsonb(x) from requests.reasons x where x.case_id = ${row.id}) as reasons,
           (select to_jsonb(x) from requests.extension x where x.case_id = ${row.id}) as extension,
           (select to_jsonb(x) from requests.delay x where x.case_id = ${row.id}) as delay,
           (select to_jsonb(x) from requests.fee x where x.case_id = ${row.id}) as fee,
           (select jsonb_agg(to_jsonb(x) order by x.id)
              from (select id, kind, sent_on, delivered_on, limit_on, opinion, closed_on
                      from requests.opinion where case_id = ${row.id}) x) as opinions`.execute(handle)
  const kept = rows[0]
  const clock = await findClock(handle, replyClock, subjectOf(row.id))
  return {
    state: row.state,
    receivedOn: row.received_on,
    lawFrom: row.law_from,
    dueOn: clock?.due_on ?? null,
    extendedDays: clock?.extended_days ?? 0,
    ...(kept?.correction ? { correction: kept.correction } : {}),
    ...(kept?.reasons ? { reasons: kept.reasons } : {}),
    ...(kept?.extension ? { extension: kept.extension } : {}),
    ...(kept?.delay ? { delay: kept.delay } : {}),
    ...(kept?.fee ? { fee: kept.fee } : {}),
    opinions: kept?.opinions ?? [],
    policy: await getPolicy(handle, today),
  }
}
