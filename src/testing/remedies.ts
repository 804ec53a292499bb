import { sql } from 'kysely'
import { civilDate } from '#platform/dates.ts'
import type { Handle } from '#platform/db/connect.ts'
import type { DecisionBody, OpeningBody } from '#modules/remedies/contract.ts'

/** A valid reconsideration of nothing that the system has, noticed on 2026-01-05; what matters to the test is passed in. */
export function buildOpening(part: Partial<OpeningBody> & { unitId: number }): OpeningBody {
  return {
    kind: 'reconsideration',
    subject: null,
    about: 'answer',
    summary: '对不予公开的答复不服',
    sameApplicant: false,
    applicant: '闻溪',
    organ: '试验市人民政府',
    organUnitId: null,
    fileNumber: '',
    receivedOn: civilDate('2026-01-05'),
    acceptedOn: null,
    afterReview: false,
    reviewId: null,
    ...part,
  }
}

/** Upheld on 2026-02-02, received on the next day. */
export function buildDecision(part: Partial<DecisionBody> = {}): DecisionBody {
  return {
    result: 'upheld.maintained',
    decidedOn: civilDate('2026-02-02'),
    servedOn: civilDate('2026-02-03'),
    decisionNumber: '试府复〔2026〕3号',
    note: '',
    measure: null,
    redo: null,
    ...part,
  }
}

let serial = 0

/** A row as figures see it, without its steps: so many a test needs. */
export async function addRemedyRow(
  db: Handle,
  row: { unitId: number; way: string; receivedOn: string; decidedOn?: string; result?: string },
): Promise<number> {
  serial += 1
  const kind = row.way.startsWith('litigation') ? 'litigation' : row.way
  const [decidedOn, result] = [row.decidedOn ?? null, row.result ?? null]
  const { rows } = await sql<{ id: number }>`
    insert into cases.case (kind, number, unit_id, state, received_on, law_from, outcome, concluded_on)
    values (${`remedies.${kind}`}, ${`XX-${serial}`}, ${row.unitId}, ${result === null ? 'received' : 'decided'},
            ${row.receivedOn}::date, '1990-10-01', ${result}, ${decidedOn}::date) returning id`.execute(db)
  const id = rows[0]?.id ?? 0
  await sql`insert into remedies.remedy (case_id, way, about, summary, same_applicant, applicant_sealed)
            values (${id}, ${row.way}, 'answer', '试验', false, '\\x00')`.execute(db)
  await sql`insert into remedies.instance (case_id, position, level, brought_by, organ, file_number, received_on, decided_on,
                                           served_on, result)
            values (${id}, 1, 'first', 'applicant', '某机关', '', ${row.receivedOn}::date, ${decidedOn}::date,
                    ${decidedOn}::date, ${result})`.execute(db)
  return id
}
