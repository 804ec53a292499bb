import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { civilDate } from '#platform/dates.ts'
import { testDatabase, type TestDatabase } from '#platform/testing/database.ts'
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
import { figures as documentFigures } from '../publishing/figures.ts'
import { figures as remedyFigures } from '../remedies/figures.ts'
import { buildCity, type SmallCity } from '../../testing/city.ts'
import { addRemedyRow } from '../../testing/remedies.ts'
import { cellsOf, computeReport, listCellRecords } from './compute.ts'
import type { Report, Scope } from './contract.ts'
import { format2021 } from './format2021.ts'
import { reportsModule } from './index.ts'

const TODAY = civilDate('2026-03-10')
const APPLICANTS = ['natural', 'enterprise', 'research', 'welfare', 'legal_service', 'other']
const OUTCOMES = format2021.table3.rows.map((row) => row.id).filter((id) => /^C[1-6]/.test(id))

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
const requestFigures = [
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

function declare(figures: readonly Figure[] = requestFigures): Declared {
  return collect([
    { name: 'requests', figures },
    { name: 'publishing', figures: documentFigures },
    { name: 'remedies', figures: remedyFigures },
    powersModule,
    reportsModule(() => declared),
  ])
}
const declared = declare()

let database: TestDatabase
let city: SmallCity
beforeAll(async () => {
  database = await testDatabase()
  city = await buildCity(database.db)
  await seedRequests()
  await seedRegisters()
  await seedDocuments()
})
afterAll(() => database.close())

let serial = 0
/** So many requests of one unit and kind of applicant; each day given as the year it falls in. */
async function addRequests(
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
      insert into cases.case (kind, number, unit_id, state, received_on, law_from, outcome, concluded_on)
      select 'request', 'YSQ-' || ${serial}::text || '-' || n, ${unit.id}, 'open', ${received}::date, '2019-05-15', ${outcome}, ${concluded}::date
        from generate_series(1, ${count}) n returning id)
    insert into requests.request (case_id, applicant_kind, receipt_way, submitted_at, arrived_on, wanted_title, wanted_form, wanted_way, query_code_hash)
    select id, ${applicant}, 'online', '2024-01-01', '2024-01-01', 'x', 'paper', 'post', decode(repeat('00', 32), 'hex') from added`.execute(
    city.db,
  )
}

/** In every unit; every outcome and every applicant differ in number, and other years stand beside the one asked for. */
async function seedRequests() {
  for (const [u, unit] of [city.city, city.one, city.other].entries()) {
    for (const [j, applicant] of APPLICANTS.entries()) {
      for (const [i, outcome] of OUTCOMES.entries()) {
        await addRequests(unit, applicant, 1 + ((i * 3 + j * 2 + u) % 7), '2025-02-01', outcome, '2025-12-31')
      }
      await addRequests(unit, applicant, 2 + j + u, '2024-12-31', 'C1', '2025-01-01')
      await addRequests(unit, applicant, 3 + 2 * j, '2025-12-31', null, null)
      await addRequests(unit, applicant, 1 + j, '2025-12-01', 'C2', '2026-01-01')
      await addRequests(unit, applicant, 1, '2023-05-01', 'C2', '2024-12-31')
      await addRequests(unit, applicant, 1, '2022-05-01', null, null)
      await addRequests(unit, applicant, 1, '2026-01-01', null, null)
    }
  }
}

async function seedRegisters() {
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

async function seedDocuments() {
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

const report = (unit: Unit, year = 2025, scope?: Scope, of: Declared = declared): Promise<Report> =>
  computeReport(city.db, of, unit, year, scope, TODAY)

/** Every cell's number by its id. */
function valuesOf({ tables }: Report): Map<string, number> {
  const rows = [
    ...tables[2].blocks.flatMap((block) => block.rows.map((row) => ({ ...row, id: `2.${row.id}` }))),
    ...tables[3].rows.map((row) => ({ ...row, id: `3.${row.id}` })),
    ...tables[4].groups.map((row) => ({ ...row, id: `4.${row.id}` })),
  ]
  return new Map(
    rows.flatMap((row) => row.cells.map((value, index) => [`${row.id}.${index + 1}`, value] as const)),
  )
}

async function count(query: ReturnType<typeof sql<{ n: number }>>): Promise<number> {
  return (await query.execute(city.db)).rows[0]?.n ?? -1
}

describe('国办公开办函〔2021〕30号: every cell is what the records say', () => {
  test.each([
    ['own', 'one'],
    ['consolidated', 'city'],
  ] as const)('table 3, %s', async (scope, name) => {
    const unit = city[name]
    const units = scope === 'own' ? [unit.id] : [city.city.id, city.one.id, city.other.id]
    const values = valuesOf(await report(unit, 2025, scope))
    const conditions: Record<string, ReturnType<typeof sql>> = {
      A: sql`c.received_on >= '2025-01-01' and c.received_on < '2026-01-01'`,
      B: sql`c.received_on < '2025-01-01' and coalesce(c.concluded_on, 'infinity') >= '2025-01-01'`,
      C7: sql`extract(year from c.concluded_on) = 2025`,
      D: sql`c.received_on < '2026-01-01' and coalesce(c.concluded_on, 'infinity') >= '2026-01-01'`,
    }
    for (const outcome of OUTCOMES)
      conditions[outcome] = sql`c.outcome = ${outcome} and extract(year from c.concluded_on) = 2025`
    const seen: number[][] = []
    for (const { id } of format2021.table3.rows) {
      const cells: number[] = []
      for (const [index, applicant] of [...APPLICANTS, null].entries()) {
        const expected = await count(sql<{ n: number }>`
          select count(*) as n from cases.case c join requests.request q on q.case_id = c.id
           where c.unit_id in (${sql.join(units)}) and ${conditions[id] ?? sql`false`} and ${applicant === null ? sql`true` : sql`q.applicant_kind = ${applicant}`}`)
        expect([id, index + 1, values.get(`3.${id}.${index + 1}`)]).toEqual([id, index + 1, expected])
        cells.push(expected)
      }
      seen.push(cells)
    }
    // A column exchanged for another would be seen: no two columns are alike, nothing is empty.
    const columns = [0, 1, 2, 3, 4, 5].map((column) => seen.map((cells) => cells[column]).join())
    expect(new Set(columns).size).toBe(6)
    expect(seen.flat().every((value) => value > 0)).toBe(true)
  })

  test('table 2: documents by kind and their own days, rows that stand, fees in 万元', async () => {
    const { tables } = await report(city.one)
    expect(tables[2].blocks.map((block) => block.rows.map((row) => [row.id, ...row.cells]))).toEqual([
      // 2020 and 2021, the latter repealed; written this year: one, one repealed later, one withdrawn later.
      [
        ['regulation', 0, 1, 1],
        ['normative', 3, 1, 3],
      ],
      [['permits', 3]],
      [
        ['penalties', 4],
        ['coercions', 5],
      ],
      [['fees', 1.234567]],
    ])
    expect(valuesOf(await report(city.city)).get('2.normative.1')).toBe(4)
    expect(valuesOf(await report(city.city)).get('2.normative.3')).toBe(4)
    expect(valuesOf(await report(city.city)).get('2.fees.1')).toBe(1.234568)
  })

  test('table 4: decided in the year, or filed by its last day and still open then', async () => {
    const { tables } = await report(city.one)
    expect(tables[4].groups.map((group) => [group.id, ...group.cells])).toEqual([
      ['reconsideration', 1, 4, 5, 3, 13],
      ['litigation_direct', 2, 5, 6, 4, 17],
      ['litigation_after_review', 3, 6, 7, 5, 21],
    ])
  })
})

describe('勾稽关系', () => {
  test('all hold over true records, and there are as many as the form has', async () => {
    const { relations } = await report(city.city)
    expect(relations.filter((relation) => !relation.holds)).toEqual([])
    expect(relations).toHaveLength(7 + 7 + 25 + 7 + 3)
    expect(relations.every((relation) => relation.left > 0)).toBe(true)
  })

  test('the stock of documents is no relation but a warning: what is withdrawn leaves a gap', async () => {
    const stock = async (year: number) =>
      (await report(city.one, year)).warnings.map(({ name, holds }) => [name, holds])
    expect(await stock(2025)).toEqual([
      ['2.in_force.regulation', true],
      ['2.in_force.normative', true],
    ])
    expect(await stock(2026)).toEqual([
      ['2.in_force.regulation', true],
      ['2.in_force.normative', false],
    ])
  })

  const broken = (name: string, change: (figure: Figure) => Figure) =>
    declare(requestFigures.map((figure) => (figure.name === name ? change(figure) : figure)))
  const failing = async (of: Declared) =>
    (await report(city.one, 2025, 'own', of)).relations.filter((one) => !one.holds).map((one) => one.name)

  test('第一项加第二项: a case left out of the received breaks the balance of its column and of the total', async () => {
    const of = broken('requests.received', (figure) => ({
      ...figure,
      records: (scope) => sql`select * from (${figure.records(scope)}) r where r.record <> (
        select min(x.record) from (${figure.records(scope)}) x where x.applicant = 'research')`,
    }))
    expect(await failing(of)).toEqual(['3.balance.3', '3.balance.7'])
  })

  test('（七）总计: an outcome that the form does not know is in the total only', async () => {
    const of = broken('requests.concluded', (figure) => ({
      ...figure,
      records: (scope) =>
        sql`select record, label, unit_id, on_date, amount, applicant, replace(outcome, 'C5.3', 'C9') as outcome from (${figure.records(scope)}) r`,
    }))
    expect(await failing(of)).toEqual([1, 2, 3, 4, 5, 6, 7].map((column) => `3.outcomes.${column}`))
  })

  test('总计列: an applicant that the form does not know breaks the row', async () => {
    const of = broken('requests.carried_out', (figure) => ({
      ...figure,
      records: (scope) =>
        sql`select record, label, unit_id, on_date, amount, replace(applicant, 'welfare', 'party') as applicant from (${figure.records(scope)}) r`,
    }))
    expect(await failing(of)).toEqual(['3.balance.4', '3.applicants.D', '3.carried.4'])
  })

  test('across years: what this year carries in is what the last one carried out', async () => {
    const of = broken('requests.carried_in', (figure) => ({
      ...figure,
      records: (scope) => sql`select * from (${figure.records(scope)}) r where r.on_date > date '2022-12-31'`,
    }))
    expect(await failing(of)).toEqual(
      [1, 2, 3, 4, 5, 6, 7]
        .flatMap((column) => `3.balance.${column}`)
        .concat([1, 2, 3, 4, 5, 6, 7].map((column) => `3.carried.${column}`)),
    )
  })
})

describe('whose and when', () => {
  test('a government counts itself and all below it, each case once; a department itself', async () => {
    const units = [city.city, city.one, city.other]
    const [whole, ...parts] = await Promise.all([
      report(city.city),
      ...units.map((unit) => report(unit, 2025, 'own')),
    ])
    expect([whole?.scope, (await report(city.one)).scope]).toEqual(['consolidated', 'own'])
    for (const cell of cellsOf(format2021).filter((one) => one.measure === 'count')) {
      const added = parts.reduce((sum, part) => sum + (valuesOf(part).get(cell.id) ?? 0), 0)
      expect([cell.id, whole && valuesOf(whole).get(cell.id)]).toEqual([cell.id, added])
    }
  })

  test('the form begins with 2021; a year that has not begun has no report; a running one says so', async () => {
    await expect(report(city.one, 2020)).rejects.toMatchObject({
      code: 'year_not_supported',
      params: { year: 2020, since: 2021 },
    })
    await expect(report(city.one, 2027)).rejects.toMatchObject({ code: 'year_in_future' })
    expect([(await report(city.one, 2026)).complete, (await report(city.one, 2025)).complete]).toEqual([
      false,
      true,
    ])
  })
})

describe('behind the number', () => {
  test('every cell opens to exactly its records', async () => {
    const values = valuesOf(await report(city.city))
    for (const { id, measure } of cellsOf(format2021)) {
      const found = []
      for (let page = 1; ; page += 1) {
        const list = await listCellRecords(city.db, declared, {
          unit: city.city,
          year: 2025,
          scope: undefined,
          cell: id,
          today: TODAY,
          window: { page, size: 200, offset: (page - 1) * 200, limit: 200 },
        })
        found.push(...list.items)
        if (found.length >= list.total) break
      }
      expect(new Set(found.map((record) => record.record)).size).toBe(found.length)
      const total = found.reduce((sum, record) => sum + record.amount, 0)
      expect([id, measure === 'money' ? total / 1_000_000 : total]).toEqual([id, values.get(id)])
    }
  }, 60_000)

  test('a record says unit, day and address, and a cell that the form does not have is not found', async () => {
    const window = { page: 1, size: 50, offset: 0, limit: 50 }
    const asked = { unit: city.city, year: 2025, scope: undefined, today: TODAY, window }
    const list = await listCellRecords(city.db, declared, { ...asked, cell: '2.fees.1' })
    expect(list).toMatchObject({
      label: '行政事业性收费：本年收费金额（单位：万元）',
      value: 1.234568,
      measure: 'money',
      total: 2,
    })
    expect(list.items[0]).toMatchObject({
      label: '工本费',
      unit: { id: city.other.id },
      on: '2025-03-02',
      amount: 1,
      address: expect.stringMatching(/^\/registers\/powers\.fees\/rows\/\d+$/),
    })
    await expect(listCellRecords(city.db, declared, { ...asked, cell: '3.C8.1' })).rejects.toMatchObject({
      code: 'not_found',
    })
  })
})
