import { sql } from 'kysely'
import type { CivilDate } from '#platform/dates.ts'
import type { Db } from '#platform/db/connect.ts'

/** A disclosure request as the actions leave it, without going through each step. */
export interface RequestRow {
  readonly unitId: number
  readonly applicant: string
  /** Undefined: over the portal, not registered yet. */
  readonly receivedOn?: CivilDate | undefined
  readonly concludedOn?: CivilDate | undefined
  readonly outcome?: string | undefined
  /** How it came; in person unless told. */
  readonly way?: string | undefined
  /** The form of its answer, where it has one. */
  readonly form?: string | undefined
  /** Its limit of twenty working days; none where it is left out. */
  readonly dueOn?: CivilDate | undefined
}

let written = 0

export async function addRequestRows(db: Db, cases: readonly RequestRow[]): Promise<void> {
  const rows = cases.map((one) => {
    const { concludedOn, dueOn } = one
    return {
      number: `YSQ-ROW-${(written += 1)}`,
      unit_id: one.unitId,
      applicant: one.applicant,
      state: concludedOn ? 'closed' : one.receivedOn ? 'registered' : 'submitted',
      received_on: one.receivedOn ?? null,
      law_from: one.receivedOn ? (one.receivedOn < '2019-05-15' ? '2008-05-01' : '2019-05-15') : null,
      outcome: one.outcome ?? null,
      concluded_on: concludedOn ?? null,
      way: one.way ?? 'in_person',
      form: one.form ?? null,
      due_on: dueOn ?? null,
      result: concludedOn && dueOn ? (concludedOn > dueOn ? 'missed' : 'met') : null,
    }
  })
  await sql`
    with given as (
      select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as g
        (number text, unit_id bigint, applicant text, state text, received_on date, law_from date, outcome text,
         concluded_on date, way text, form text, due_on date, result text)
    ), added as (
      insert into cases.case (kind, number, unit_id, state, received_on, law_from, outcome, concluded_on, category)
      select 'requests.disclosure', number, unit_id, state, received_on, law_from, outcome, concluded_on, applicant from given
      returning id, number
    ), asked as (
      insert into requests.request
        (case_id, applicant_kind, receipt_way, submitted_at, arrived_on, wanted_title, wanted_form, wanted_way, query_code_hash)
      select added.id, given.applicant, given.way, coalesce(given.received_on, '2024-01-01'),
             coalesce(given.received_on, '2024-01-01'), '考核结果', 'paper', 'pickup', sha256(number::bytea)
        from added join given using (number)
    ), answered as (
      insert into requests.answer (case_id, outcome, form, ground, content, remedy, answered_on, answered_by)
      select added.id, given.outcome, given.form, '试验', '试验', '试验', given.concluded_on,
             (select min(id) from identity.staff)
        from added join given using (number) where given.form is not null
    )
    insert into clock.clock
      (name, rule_from, subject, unit_id, started_on, days, day_kind, yellow_on, due_on, provisional, stopped_on, result)
    select 'requests.reply', '2019-05-15', 'request:' || added.id, given.unit_id, given.received_on, 20, 'working',
           given.due_on, given.due_on, false, given.concluded_on, given.result
      from added join given using (number) where given.due_on is not null`.execute(db)
}
