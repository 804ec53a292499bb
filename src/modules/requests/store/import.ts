import { sql } from 'kysely'
import type { Tx } from '#platform/db/connect.ts'
import type { CivilDate } from '#platform/dates.ts'
import type { PastRequest } from '../rules/import.ts'
import { putWantedWords } from './similar.ts'

export interface NewPastRequest extends PastRequest {
  readonly caseId: number
  readonly key: string
  readonly queryCodeHash: Buffer
}

/** Which of these rows of an earlier register are here. */
export async function findPastRequests(tx: Tx, keys: readonly string[]): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ source_key: string }>`
    select source_key from requests.request where source_key = any(${[...keys]}::text[])`.execute(tx)
  return new Set(rows.map((row) => row.source_key))
}

/** Stands where an earlier register's applicant did; whoever it was is not brought in. */
const NOBODY = '（旧登记簿所载申请人，未导入）'

/** Writes requests of an earlier register with their answers, in a few statements. */
export async function addPastRequests(
  tx: Tx,
  requests: readonly NewPastRequest[],
  { officerId, today }: { readonly officerId: number; readonly today: CivilDate },
): Promise<void> {
  const of = <T>(pick: (one: NewPastRequest) => T) => requests.map(pick)
  const ids = of((one) => one.caseId)
  await sql`
    insert into requests.request (case_id, applicant_kind, receipt_way, submitted_at, arrived_on, confirmed_on, wanted_title,
      wanted_form, wanted_way, query_code_hash, source_key)
    select r.id, r.kind, r.way, r.arrived::timestamp at time zone 'Asia/Shanghai', r.arrived,
           case when r.way in ('in_person', 'post_signed') then null else r.received end, r.wanted, 'electronic', 'online',
           r.hash, r.key
      from unnest(
        ${ids}::bigint[], ${of((one) => one.applicantKind)}::text[], ${of((one) => one.receiptWay)}::text[],
        ${of((one) => one.arrivedOn)}::date[], ${of((one) => one.receivedOn)}::date[], ${of((one) => one.wanted)}::text[],
        ${of((one) => one.queryCodeHash)}::bytea[], ${of((one) => one.key)}::text[]
      ) as r (id, kind, way, arrived, received, wanted, hash, key)`.execute(tx)
  await sql`
    insert into requests.applicant (case_id, name, identity_kind, identity_erased_on, address)
    select a.id, ${NOBODY}, 'other_paper', ${today}, ${NOBODY} from unnest(${ids}::bigint[]) as a (id)`.execute(
    tx,
  )
  const answered = requests.flatMap(({ caseId, answer, concludedOn }) =>
    answer && concludedOn ? [{ caseId, ...answer, on: concludedOn }] : [],
  )
  await sql`
    insert into requests.answer (case_id, outcome, form, ground, content, remedy, answered_on, answered_by)
    select a.id, a.outcome, a.form, a.ground, a.content, a.remedy, a.answered, ${officerId}
      from unnest(
        ${answered.map((one) => one.caseId)}::bigint[], ${answered.map((one) => one.outcome)}::text[],
        ${answered.map((one) => one.form)}::text[], ${answered.map((one) => one.ground)}::text[],
        ${answered.map((one) => one.content)}::text[], ${answered.map((one) => one.remedy)}::text[],
        ${answered.map((one) => one.on)}::date[]
      ) as a (id, outcome, form, ground, content, remedy, answered)`.execute(tx)
  await putWantedWords(
    tx,
    requests.map(({ caseId, wanted }) => ({
      caseId,
      wantedTitle: wanted,
      wantedNumber: '',
      description: '',
    })),
  )
}
