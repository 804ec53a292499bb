import { sql } from 'kysely'
import { civilDate } from '#platform/dates.ts'
import { collect, type Declared } from '#kernel/declaration/index.ts'
import {
  createDraft,
  endDocument,
  hashContent,
  publishVersion,
  takeIndexNumber,
  type Content,
} from '#kernel/documents/index.ts'
import { defineFigure, type Figure, type FigureScope } from '#kernel/figures/index.ts'
import { addRow } from '#kernel/registers/index.ts'
import type { Unit } from '#kernel/organisation/index.ts'
import { powersModule } from '#modules/powers/index.ts'
import { figures as consultationFigures } from '../modules/consultations/figures.ts'
import { figures as gazetteFigures } from '../modules/gazette/figures.ts'
import { figures as outreachFigures } from '../modules/outreach/figures.ts'
import { figures as documentFigures } from '../modules/publishing/figures.ts'
import { figures as remedyFigures } from '../modules/remedies/figures.ts'
import type { SmallCity } from './city.ts'
import { addRemedyRow } from './remedies.ts'
import { cellsOf, form2021 } from '../modules/reports/forms/index.ts'

export const APPLICANTS = ['natural', 'enterprise', 'research', 'welfare', 'legal_service', 'other']
/** The rows of the statutory table, by their ids. */
export const ROWS = cellsOf(form2021).flatMap((cell) => /^3\.(.*)\.7$/.exec(cell.id)?.[1] ?? [])
export const OUTCOMES = ROWS.filter((id) => /^C[1-6]/.test(id))

/** Stand-ins of the disclosure requests' figures, so that reports is tested by itself. */
function requestFigure(
  name: string,
  dimensions: string[],
  on: string,
  where: (scope: FigureScope) => ReturnType<typeof sql>,
): Figure {
  return defineFigure({
    name,
    label: name,
    unit: '件',
    cohort: 'received',
    dimensions,
    cites: '政府信息公开条例（2019）第五十条',
    changedBy: [],
    records: (scope) => sql`
      select 'request:' || c.id as record, c.number as label, c.unit_id, ${sql.ref(on)} as on_date, 1 as amount,
             q.applicant_kind as applicant, c.outcome
        from cases.case c join requests.request q on q.case_id = c.id
       where c.kind = 'request' and c.unit_id = any(${[...scope.unitIds]}::bigint[]) and ${where(scope)}`,
  })
}
export const requestFigures = [
  requestFigure(
    'requests.received',
    ['applicant'],
    'c.received_on',
    ({ period }) => sql`c.received_on between ${period.from} and ${period.to}`,
  ),
  requestFigure(
    'requests.carried_in',
    ['applicant'],
    'c.received_on',
    ({ period }) =>
      sql`c.received_on < ${period.from} and (c.concluded_on is null or c.concluded_on >= ${period.from})`,
  ),
  requestFigure(
    'requests.concluded',
    ['outcome', 'applicant'],
    'c.concluded_on',
    ({ period }) => sql`c.concluded_on between ${period.from} and ${period.to}`,
  ),
  requestFigure(
    'requests.carried_out',
    ['applicant'],
    'c.received_on',
    ({ period }) =>
      sql`c.received_on <= ${period.to} and (c.concluded_on is null or c.concluded_on > ${period.to})`,
  ),
]

/** Everything that an annual report counts, with these figures of requests. */
export function declare(figures: readonly Figure[] = requestFigures): Declared {
  return collect([
    { name: 'requests', figures },
    { name: 'publishing', figures: documentFigures },
    { name: 'remedies', figures: remedyFigures },
    { name: 'consultations', figures: consultationFigures },
    { name: 'gazette', figures: gazetteFigures },
    { name: 'outreach', figures: outreachFigures },
    powersModule,
  ])
}

/** Two years of a small city, so that each cell of the report for 2025 says another number. */
export async function seedReports(city: SmallCity): Promise<void> {
  await seedRequests(city)
  await seedRegisters(city)
  await seedDocuments(city)
}

let serial = 0
/** So many requests of one unit and kind of applicant; each day given as the year it falls in. */
async function addRequests(
  city: SmallCity,
  unit: Unit,
  applicant: string,
  count: number,
  received: string,
  outcome: string | null,
  concluded: string | null,
) {
  serial += 1
  await sql`
    with added as (
      insert into cases.case (kind, number, unit_id, state, received_on, law_from, outcome, concluded_on, category)
      select 'request', 'YSQ-' || ${serial}::text || '-' || n, ${unit.id}, 'open', ${received}::date, '2019-05-15', ${outcome}, ${concluded}::date, ${applicant}
        from generate_series(1, ${count}) n returning id)
    insert into requests.request (case_id, applicant_kind, receipt_way, submitted_at, arrived_on, wanted_title, wanted_form, wanted_way, query_code_hash)
    select id, ${applicant}, 'online', '2024-01-01', '2024-01-01', 'x', 'paper', 'post', decode(repeat('00', 32), 'hex') from added`.execute(
    city.db,
  )
}

/** In every unit; every outcome and every applicant differ in number, and other years stand beside the one asked for. */
async function seedRequests(city: SmallCity) {
  for (const [u, unit] of [city.city, city.one, city.other].entries()) {
    for (const [j, applicant] of APPLICANTS.entries()) {
      for (const [i, outcome] of OUTCOMES.entries()) {
        await addRequests(
          city,
          unit,
          applicant,
          1 + ((i * 3 + j * 2 + u) % 7),
          '2025-02-01',
          outcome,
          '2025-12-31',
        )
      }
      await addRequests(city, unit, applicant, 2 + j + u, '2024-12-31', 'C1', '2025-01-01')
      await addRequests(city, unit, applicant, 3 + 2 * j, '2025-12-31', null, null)
      await addRequests(city, unit, applicant, 1 + j, '2025-12-01', 'C2', '2026-01-01')
      await addRequests(city, unit, applicant, 1, '2023-05-01', 'C2', '2024-12-31')
      await addRequests(city, unit, applicant, 1, '2022-05-01', null, null)
      await addRequests(city, unit, applicant, 1, '2026-01-01', null, null)
    }
  }
}

async function seedRegisters(city: SmallCity) {
  const declared = declare()
  const register = (name: string) => {
    const found = declared.registers.find((one) => one.name === name)
    if (!found) throw new Error(name)
    return found
  }
  await city.db.transaction().execute(async (tx) => {
    const add = (name: string, unit: Unit, on: string, data: Record<string, string | number>) =>
      addRow(tx, register(name), { unitId: unit.id, occurredOn: civilDate(on), data, enteredBy: null })
    for (const [index, name] of ['powers.permits', 'powers.penalties', 'powers.coercions'].entries()) {
      for (let n = 0; n < 3 + index; n += 1)
        await add(name, city.one, '2025-01-01', { documentNumber: `第${n}号`, party: '某某' })
      await add(name, city.other, '2025-12-31', { documentNumber: '末号', party: '某某' })
      await add(name, city.one, '2024-12-31', { documentNumber: '早号', party: '某某' })
      await add(name, city.one, '2026-01-01', { documentNumber: '晚号', party: '某某' })
      const revoked = await add(name, city.one, '2025-06-01', { documentNumber: '撤号', party: '某某' })
      await sql`update registers.row set revoked_on = '2025-06-02', revoke_reason = '录入有误' where id = ${revoked.id}`.execute(
        tx,
      )
    }
    await add('powers.fees', city.one, '2025-03-01', { item: '工本费', amountFen: 1_234_567 })
    await add('powers.fees', city.other, '2025-03-02', { item: '工本费', amountFen: 1 })
    await add('powers.fees', city.one, '2024-03-01', { item: '工本费', amountFen: 99 })
    for (const [w, way] of ['reconsideration', 'litigation_direct', 'litigation_after_review'].entries()) {
      const file = (receivedOn: string, decided: { decidedOn?: string; result?: string }) =>
        addRemedyRow(tx, { unitId: city.one.id, way, receivedOn, ...decided })
      for (const [r, result] of ['upheld.x', 'corrected.x', 'other.x'].entries()) {
        for (let n = 0; n < 1 + w + 2 * r; n += 1)
          await file('2025-02-01', { decidedOn: '2025-05-01', result })
      }
      await file('2024-02-01', { decidedOn: '2024-12-31', result: 'upheld.x' })
      await file('2024-02-01', { decidedOn: '2025-01-01', result: 'corrected.x' })
      for (let n = 0; n < 2 + w; n += 1) await file('2025-12-31', {})
      await file('2025-11-01', { decidedOn: '2026-01-05', result: 'other.x' })
      await file('2026-01-01', {})
    }
  })
}

async function seedDocuments(city: SmallCity) {
  const add = async (
    unit: Unit,
    kind: string,
    writtenOn: string | null,
    change: Partial<Content> & { originally?: string } = {},
  ) => {
    const { originally, ...part } = change
    const content: Content = {
      title: '某办法',
      documentNumber: null,
      issuer: '某机关',
      writtenOn: writtenOn === null ? null : civilDate(writtenOn),
      effectiveOn: null,
      topic: '01',
      genre: '08',
      attribute: 'proactive',
      attributeGround: null,
      attributeReason: null,
      keywords: [],
      summary: '',
      bodyHtml: '<p>x</p>',
      ...part,
    }
    return city.db.transaction().execute(async (tx) => {
      const row = await createDraft(tx, { kind, unitId: unit.id, drafterId: null, content })
      await takeIndexNumber(tx, row, unit.credit_code ?? '', 2025)
      await publishVersion(tx, row, { decidedBy: 'review:1', contentHash: hashContent(content), steps: [] })
      if (originally !== undefined)
        await sql`update documents.document set originally_published_on = ${originally}::date where id = ${row.id}`.execute(
          tx,
        )
      return row.id
    })
  }
  const end = (
    id: number,
    state: 'withdrawn' | 'repealed' | 'replaced',
    on: string,
    by: number | null = null,
  ) =>
    city.db
      .transaction()
      .execute((tx) => endDocument(tx, id, { state, on: civilDate(on), reason: '试验', replacedById: by }))

  await add(city.one, 'regulation', '2020-01-01')
  await end(await add(city.one, 'regulation', '2021-01-01'), 'repealed', '2025-01-01')
  const current = await add(city.one, 'normative', '2025-12-31')
  await end(await add(city.one, 'normative', '2024-12-31'), 'replaced', '2025-12-31', current)
  await end(await add(city.one, 'normative', '2025-05-01'), 'repealed', '2026-01-01')
  await end(await add(city.one, 'normative', '2025-05-02'), 'withdrawn', '2025-05-03')
  await end(await add(city.one, 'normative', '2025-05-02'), 'withdrawn', '2026-02-03')
  await add(city.other, 'normative', null, { originally: '2025-07-01' })
  const expired = await add(city.other, 'normative', '2019-01-01')
  await sql`update documents.document set state = 'expired', end_reason = '来源标明已失效' where id = ${expired}`.execute(
    city.db,
  )
  await add(city.one, 'normative', '2026-01-01')
  await add(city.one, 'normative', '2025-03-01', {
    attribute: 'on_request',
    attributeGround: 'R13',
    attributeReason: '试验',
  })
  await add(city.one, 'official', '2025-03-01')
}
