import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sql } from 'kysely'
import { valueOf } from '#platform/decision.ts'
import { testDatabase, type TestDatabase } from '#platform/testing/database.ts'
import { findClock } from '#kernel/clock/index.ts'
import { listEntries } from '#kernel/ledger/index.ts'
import {
  buildOffice,
  openYear,
  publishAll,
  reportOf,
  SAID,
  writeAll,
  type Office,
} from '../../../testing/annual.ts'
import { buildCity, TODAY, type SmallCity } from '../../../testing/city.ts'
import { issuesOf } from '../../../testing/decisions.ts'
import { declare, seedReports } from '../../../testing/reports.ts'
import { findEdition, listEditions } from '../editions.ts'
import { publicationClock, reportSubject, roundSubject, submissionClock } from '../kinds.ts'
import { findEditionRow, findComparison } from '../store/editions.ts'
import { digestOf } from '../frozen.ts'
import { approveReport, returnReport } from './check.ts'
import { openCollection } from './collect.ts'
import { compareReport } from './compare.ts'
import { submitReport, writeSection } from './draft.ts'
import { freezeReport, publishReport, restateReport } from './freeze.ts'

let database: TestDatabase
let city: SmallCity
let office: Office
const declared = declare()
beforeAll(async () => {
  database = await testDatabase()
  city = await buildCity(database.db)
  await seedReports(city)
  office = await buildOffice(city, TODAY)
  await openYear(office, city)
})
afterAll(() => database.close())

const one = () => reportOf(city, city.one)

describe('the reports of a year', () => {
  test('are opened once, one for each unit, due on the day that the article names although it is a Saturday', async () => {
    expect(issuesOf(await openCollection(office.collector, { unitId: city.city.id, year: 2025 }))).toEqual([
      'year collected_already',
    ])
    const report = await one()
    const submission = await findClock(database.db, submissionClock, roundSubject(report))
    expect(submission).toMatchObject({ due_on: '2026-01-31', stopped_on: null, day_kind: 'date' })
    const government = await reportOf(city, city.city)
    expect(await findClock(database.db, submissionClock, roundSubject(government))).toBeUndefined()
    expect(await findClock(database.db, publicationClock, reportSubject(government.id))).toMatchObject({
      due_on: '2026-03-31',
    })
    const [asked] = await listEntries(database.db, { subject: reportSubject(report.id), limit: 1 })
    expect(asked).toMatchObject({ verb: 'reports.asked_for', unitId: city.one.id })
  })

  test('are opened by a government alone, of years that have begun', async () => {
    expect(issuesOf(await openCollection(office.checker, { unitId: city.one.id, year: 2027 }))).toEqual([
      'unitId only_governments_collect',
      'year year_in_future',
    ])
  })
})

describe('a report on its way', () => {
  test('does not go in with empty sections and broken references, all told at once', async () => {
    const { id } = await one()
    valueOf(
      await writeSection(office.writer, id, 'overview', {
        body: '收到{{3.X.7}}件，公开{{no.such}}件。',
        basedOn: 0,
      }),
    )
    expect(issuesOf(await submitReport(office.writer, declared, id, SAID))).toEqual([
      'texts.overview reference_unknown',
      'texts.overview reference_unknown',
      'texts.problems text_empty',
      'texts.others text_empty',
    ])
    expect((await one()).state).toBe('drafting')
  })

  test('keeps every saved text, and tells who read an older one', async () => {
    const { id } = await one()
    await expect(
      writeSection(office.writer, id, 'overview', { body: '又一稿', basedOn: 0 }),
    ).rejects.toMatchObject({ code: 'changed_meanwhile' })
    await expect(sql`update reports.text set body = 'x'`.execute(database.db)).rejects.toThrow(
      'never changed',
    )
  })

  test('is asked about a typed number, and goes in with a reason', async () => {
    const { id } = await one()
    await writeAll(office.writer, id, {
      overview: '全年收到{{3.A.7}}件，答复了38件。',
      problems: '没有。',
      others: '没有。',
    })
    const refused = await submitReport(office.writer, declared, id, '')
    expect(issuesOf(refused)).toEqual(['reason warnings_need_reason'])
    valueOf(await submitReport(office.writer, declared, id, SAID))
    const report = await one()
    expect(report).toMatchObject({ state: 'submitted', submitted_because: SAID })
    // After the day of the article: what was late stays judged.
    expect(await findClock(database.db, submissionClock, roundSubject(report))).toMatchObject({
      stopped_on: '2026-03-10',
      result: 'missed',
    })
  })

  test('given back is owed again in a round of its own', async () => {
    const { id } = await one()
    expect(issuesOf(await returnReport(office.checker, id, ''))).toEqual(['reason reason_too_short'])
    valueOf(await returnReport(office.checker, id, '第一部分的数字请改为引用'))
    const report = await one()
    expect(report).toMatchObject({ state: 'returned', round: 2 })
    expect(await findClock(database.db, submissionClock, roundSubject(report))).toMatchObject({
      stopped_on: null,
    })
    await writeAll(office.writer, id)
    expect((await one()).state).toBe('drafting')
  })

  test('is not approved by who wrote or submitted it, and the database refuses the same', async () => {
    const { id } = await one()
    const both = { ...office.checker }
    valueOf(await submitReport(both, declared, id, SAID))
    expect(issuesOf(await approveReport(both, declared, id))).toEqual(['report wrote_it_oneself'])
    await expect(
      sql`update reports.report set approved_by = authors[1], approved_at = now(), approved_values = '{}'
           where id = ${id}`.execute(database.db),
    ).rejects.toThrow('another_approves')
    expect(issuesOf(await freezeReport(office.writer, declared, id, SAID))).toEqual([
      'report not_in_this_state',
    ])
    await expect(approveReport(office.writer, declared, id)).rejects.toMatchObject({ code: 'not_permitted' })
  })

  test('approved twice at once is approved once', async () => {
    const { id } = await one()
    const third = await city.as('disclosure_officer', city.city, { covers: 'subtree' })
    const answers = await Promise.all([
      approveReport(third, declared, id),
      approveReport(third, declared, id),
    ])
    expect(answers.filter((answer) => answer.ok)).toHaveLength(1)
  })
})

describe('a frozen report', () => {
  test('is frozen once though two ask at once', async () => {
    const { id } = await one()
    const answers = await Promise.allSettled([
      freezeReport(office.writer, declared, id, SAID),
      freezeReport(office.writer, declared, id, SAID),
    ])
    const frozen = answers.filter((answer) => answer.status === 'fulfilled' && answer.value.ok)
    expect(frozen).toHaveLength(1)
    expect((await one()).edition).toBe(1)
    expect(await findEdition(database.db, city.one.id, 2025)).toBeUndefined()
    valueOf(await publishReport(office.writer, id))
  })

  test('keeps its numbers, words, questions, records and position, under a digest', async () => {
    const { id } = await one()
    const row = await findEditionRow(database.db, id, 1)
    const edition = await findEdition(database.db, city.one.id, 2025)
    expect(edition?.values['3.A.7']).toBeGreaterThan(0)
    expect(edition?.relations.every((relation) => relation.holds)).toBe(true)
    const [overview] = edition?.sections ?? []
    expect(overview).toMatchObject({ kind: 'text', paragraphs: [{ kind: 'heading' }, { kind: 'paragraph' }] })
    expect(JSON.stringify(overview)).toContain(`"text":"${edition?.values['3.A.7']}"`)
    const entries = await listEntries(database.db, { limit: 1000 })
    expect(edition?.ledgerEntry).toBeLessThanOrEqual(entries.at(-1)?.id ?? 0)
    expect(edition?.ledgerEntry).toBeGreaterThan(0)
    const questions = JSON.parse(row?.questions ?? '[]') as {
      figure: string
      sql: string
      parameters: unknown[]
    }[]
    expect(questions.find((one) => one.figure === 'requests.received')).toMatchObject({
      parameters: [[city.one.id], '2025-01-01', '2025-12-31'],
    })
    const records = JSON.parse(row?.records ?? '{}') as Record<string, { count: number; digest: string }>
    expect(records['3.A.7']?.count).toBe(edition?.values['3.A.7'])
    expect(row && digestOf(row)).toBe(row?.digest)
  })

  test('is changed by nobody', async () => {
    for (const change of [
      sql`update reports.edition set content = '{}'`,
      sql`delete from reports.edition`,
      sql`truncate reports.edition cascade`,
      sql`update reports.publication set number = 2`,
    ])
      await expect(change.execute(database.db)).rejects.toThrow('never changed')
  })

  test('stays as it was when a record is corrected; its people are shown what differs', async () => {
    const { id } = await one()
    const before = await findEdition(database.db, city.one.id, 2025)
    expect(valueOf(await compareReport(office.writer, declared, id))).toBe(0)
    await sql`update cases.case set outcome = 'C1' where id = (
      select c.id from cases.case c join requests.request q on q.case_id = c.id
       where c.unit_id = ${city.one.id} and c.outcome = 'C2' and q.applicant_kind = 'natural'
         and c.concluded_on = '2025-12-31' limit 1)`.execute(database.db)
    expect(await findEdition(database.db, city.one.id, 2025)).toEqual(before)
    expect(valueOf(await compareReport(office.writer, declared, id))).toBe(4)
    const comparison = await findComparison(database.db, id)
    expect(comparison?.cells.map((cell) => cell.cell)).toEqual(['3.C1.1', '3.C1.7', '3.C2.1', '3.C2.7'])
    const [first] = comparison?.cells ?? []
    expect(first).toMatchObject({ after: (first?.before ?? 0) + 1 })
  })

  test('is restated with the reason and every number that changed; the first edition stays readable', async () => {
    const { id } = await one()
    valueOf(await restateReport(office.writer, id, '一件申请的办理结果登记有误'))
    expect((await findEdition(database.db, city.one.id, 2025))?.number).toBe(1)
    await writeAll(office.writer, id, { problems: '公开不够及时；登记有误的一件已经更正。' })
    expect(await publishAll(office, declared, id)).toBe(2)
    const edition = await findEdition(database.db, city.one.id, 2025)
    expect(edition).toMatchObject({
      number: 2,
      restated: { why: '一件申请的办理结果登记有误', sections: ['存在的主要问题及改进情况'] },
    })
    expect(edition?.restated?.values.map((value) => value.cell)).toEqual([
      '3.C1.1',
      '3.C1.7',
      '3.C2.1',
      '3.C2.7',
    ])
    expect((await findEdition(database.db, city.one.id, 2025, 1))?.restated).toBeNull()
    expect((await listEditions(database.db, city.one.id, 2025)).map((one) => one.number)).toEqual([2, 1])
    expect(valueOf(await compareReport(office.writer, declared, id))).toBe(0)
  })
})

describe('the report of a government', () => {
  test('counts its own records, and is frozen without its units only with a reason', async () => {
    const { id } = await reportOf(city, city.city)
    const writer = await city.as('drafter', city.city)
    await writeAll(writer, id)
    valueOf(await submitReport(writer, declared, id, SAID))
    valueOf(await approveReport(office.checker, declared, id))
    expect(issuesOf(await freezeReport(office.collector, declared, id, ''))).toEqual([
      'reason missing_need_reason',
    ])
    valueOf(await freezeReport(office.collector, declared, id, '其他单位尚未报送，数字由记录直接统计'))
    valueOf(await publishReport(office.collector, id))
    const whole = await findEdition(database.db, city.city.id, 2025)
    const part = await findEdition(database.db, city.one.id, 2025)
    expect(whole?.values['3.A.7']).toBeGreaterThan(part?.values['3.A.7'] ?? 0)
    expect(await findClock(database.db, publicationClock, reportSubject(id))).toMatchObject({ result: 'met' })
  })
})
