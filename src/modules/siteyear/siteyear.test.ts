import { tmpdir } from 'node:os'
import { sql } from 'kysely'
import mammoth from 'mammoth'
import { renderToStaticMarkup } from 'react-dom/server'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { civilDate } from '#platform/dates.ts'
import { valueOf } from '#platform/decision.ts'
import { folderStore } from '#platform/files/index.ts'
import { testDatabase, type TestDatabase } from '#platform/testing/database.ts'
import { findClock } from '#kernel/clock/index.ts'
import { collect } from '#kernel/declaration/index.ts'
import type { Context } from '#kernel/identity/index.ts'
import { addSite } from '#modules/sites/index.ts'
import { buildCity, TODAY, type SmallCity } from '../../testing/city.ts'
import { issuesOf } from '../../testing/decisions.ts'
import { figures as consultationFigures } from '../consultations/figures.ts'
import { figures as outreachFigures } from '../outreach/figures.ts'
import { figures as documentFigures } from '../publishing/figures.ts'
import { figures as siteFigures } from '../sites/figures.ts'
import { figures as topicFigures } from '../topics/figures.ts'
import { fillSheet, openYear, publishSheet, restateSheet, returnSheet, submitSheet } from './actions.ts'
import { SHEET_KINDS, type RowView, type SheetView } from './contract.ts'
import { figures } from './figures.ts'
import { fieldsOf, formOf } from './forms.ts'
import { publicationClock, sheetSubject } from './kinds.ts'
import { makeSheetFiles } from './files.ts'
import { readPublished, siteyearPages } from './pages.tsx'
import { presentSheet, siteyearDesk } from './present.ts'
import { listSheets } from './store.ts'

const declared = collect([
  { name: 'siteyear', figures },
  { name: 'publishing', figures: documentFigures },
  { name: 'consultations', figures: consultationFigures },
  { name: 'outreach', figures: outreachFigures },
  { name: 'topics', figures: topicFigures },
  { name: 'sites', figures: siteFigures },
])
const files = folderStore(tmpdir())
const URL = 'https://www.yunlan.example'

let database: TestDatabase
let city: SmallCity
let writer: Context
let publisher: Context
let work = 0
let supervision = 0
beforeAll(async () => {
  database = await testDatabase()
  city = await buildCity(database.db)
  writer = await city.as('disclosure_officer', city.city, { now: TODAY, covers: 'subtree' })
  publisher = await city.as('disclosure_officer', city.city, { now: TODAY, covers: 'subtree' })
  await city.db.transaction().execute(async (tx) => {
    await addSite(tx, writer.actor, { slug: 'first', name: '一局网站', unitId: city.one.id })
  })
})
afterAll(() => database.close())

async function row(register: string, unitId: number, on: string, data: Record<string, string | number>) {
  await sql`insert into registers.row (register, unit_id, occurred_on, data)
    values (${register}, ${unitId}, ${on}, ${JSON.stringify(data)}::jsonb)`.execute(city.db)
}
const view = (id: number, ctx = writer): Promise<SheetView> => presentSheet(ctx, declared, id, URL)
async function pageOf(number: string): Promise<string> {
  const route = siteyearPages.find((one) => one.path.includes(':sheetYear'))
  const content = await route?.read({
    db: city.db,
    site: 'main',
    publicUrl: URL,
    now: TODAY,
    today: civilDate('2026-03-10'),
    params: { sheetKind: 'work', sheetOf: 'first', sheetYear: '2025' },
    query: { edition: number },
    form: {},
    cookies: {},
    client: () => Promise.resolve(''),
  })
  return content && 'main' in content ? renderToStaticMarkup(content.main) : ''
}
const rowsOf = (sheet: Pick<SheetView, 'groups'>): Map<string, RowView> =>
  new Map(sheet.groups.flatMap((group) => group.rows).map((one) => [one.id, one]))
const factsOf = (kind: 'work' | 'supervision') =>
  Object.fromEntries(
    fieldsOf(formOf(kind, 2025)).map((field) => [
      field.name,
      field.kind === 'yes_no' ? 'yes' : field.kind === 'choice' ? 'department' : '有',
    ]),
  )

test('a year is opened once: a sheet for each site, one of supervision, each due by the end of January', async () => {
  expect(issuesOf(await openYear(writer, { unitId: city.one.id, year: 2016 }))).toEqual([
    'unitId only_governments_collect',
    'year year_not_supported',
  ])
  expect(issuesOf(await openYear(writer, { unitId: city.city.id, year: 2027 }))).toEqual([
    'year year_in_future',
  ])
  valueOf(await openYear(writer, { unitId: city.city.id, year: 2025 }))
  expect(issuesOf(await openYear(writer, { unitId: city.city.id, year: 2025 }))).toEqual([
    'year sheets_opened_already',
  ])
  const sheets = await listSheets(
    city.db,
    [city.city.id, city.one.id],
    { year: 2025 },
    { offset: 0, limit: 20 },
  )
  work = sheets.find((one) => one.slug === 'first')?.id ?? 0
  supervision = sheets.find((one) => one.kind === 'supervision')?.id ?? 0
  const clock = await findClock(city.db, publicationClock, sheetSubject(work))
  expect(clock).toMatchObject({ due_on: '2026-01-31', unit_id: city.one.id })
})

describe('the numbers', () => {
  test('are those of the records of the year, of the site where the form says so', async () => {
    await row('siteyear.visits', city.one.id, '2025-01-31', { site: 'first', visits: 300, visitors: 100 })
    await row('siteyear.visits', city.one.id, '2025-12-31', { site: 'first', visits: 50, visitors: 20 })
    await row('siteyear.visits', city.one.id, '2024-12-31', { site: 'first', visits: 7, visitors: 7 })
    await row('siteyear.visits', city.one.id, '2025-06-30', { site: 'main', visits: 999, visitors: 999 })
    await row('siteyear.errors', city.other.id, '2025-03-01', { site: 'main', result: 'late' })
    await row('siteyear.errors', city.city.id, '2025-03-02', { site: 'main', result: 'in_time' })
    await row('siteyear.trainings', city.city.id, '2025-03-02', { title: '培训', people: 31 })
    const own = rowsOf(await view(work))
    expect([own.get('visits')?.value, own.get('visitors')?.value]).toEqual(['350', '120'])
    expect(own.get('visits')?.address).toBe(
      `/figures/siteyear.visits/records?unit=${city.city.code}&from=2025-01-01&to=2025-12-31&where=site%3Afirst`,
    )
    expect(own.get('documents')?.value).toBe('0')
    // Whoever entered it: what is of the site is counted for the site.
    await row('siteyear.visits', city.city.id, '2025-07-31', { site: 'first', visits: 1, visitors: 1 })
    expect(rowsOf(await view(work)).get('visits')?.value).toBe('351')
    await sql`update registers.row set revoked_on = '2025-08-01', revoke_reason = '重复' where data ->> 'visits' = '1'`.execute(
      city.db,
    )
    const whole = rowsOf(await view(supervision))
    const value = (id: string) => whole.get(id)?.value
    expect([value('errors'), value('errors_in_time'), value('errors_late'), value('trained')]).toEqual([
      '2',
      '1',
      '1',
      '31',
    ])
    const { rows } = await sql<{ sites: string }>`select count(*)::text as sites from sites.site`.execute(
      city.db,
    )
    expect(value('sites')).toBe(rows[0]?.sites)
  })

  test('of which nothing keeps a record are empty, which is not zero; a mean of nothing is none', async () => {
    const own = rowsOf(await view(work))
    expect(own.get('responses')).toMatchObject({ carried: false, value: null })
    expect(own.get('messages')).toMatchObject({ carried: true, value: '0' })
    expect(own.get('mean_days')).toMatchObject({ carried: true, value: null })
  })

  test('are asked of figures and dimensions that there are', () => {
    for (const kind of SHEET_KINDS)
      for (const one of formOf(kind, 2025).groups.flatMap((group) => group.rows)) {
        if (one.kind !== 'number') continue
        for (const { ask } of [...one.terms, ...(one.each ?? [])]) {
          const figure = declared.figures.find((candidate) => candidate.name === ask.figure)
          expect(figure, ask.figure).toBeDefined()
          const asked = [...Object.keys(ask.filter), ...(one.ofSite ? ['site'] : [])]
          expect(figure?.dimensions, one.id).toEqual(expect.arrayContaining(asked))
        }
      }
  })
})

describe('from filling in to the public', () => {
  test('everything that is wrong is told at once, and nothing is kept of it', async () => {
    const facts = { type: 'shop', drill: 'perhaps', leader: '某'.repeat(201), visits: '7' }
    expect(issuesOf(await fillSheet(writer, work, { facts, basedOn: 0 }))).toEqual([
      'visits unknown_field',
      'type unknown_choice',
      'drill unknown_choice',
      'leader too_long',
    ])
    expect((await view(work)).revision).toBe(0)
    expect(issuesOf(await submitSheet(writer, work))).toContain('leader fact_empty')
  })

  test('who read an older revision is told so; who filled it in does not publish it', async () => {
    valueOf(await fillSheet(writer, work, { facts: factsOf('work'), basedOn: 0 }))
    await expect(fillSheet(writer, work, { facts: {}, basedOn: 0 })).rejects.toMatchObject({
      code: 'changed_meanwhile',
    })
    expect(issuesOf(await publishSheet(publisher, declared, work, URL))).toEqual(['sheet not_in_this_state'])
    valueOf(await submitSheet(writer, work))
    expect(issuesOf(await publishSheet(writer, declared, work, URL))).toEqual(['sheet wrote_it_oneself'])
    expect((await siteyearDesk(publisher)).items.map((one) => [one.id, one.why])).toContainEqual([
      work,
      '等待审核公布',
    ])
    expect(issuesOf(await returnSheet(publisher, work, '短'))).toEqual(['reason reason_too_short'])
    valueOf(await returnSheet(publisher, work, '请核对网站类型'))
    expect(await view(work)).toMatchObject({ state: 'returned', returnedBecause: '请核对网站类型' })
    valueOf(await submitSheet(writer, work))
    expect(await readPublished(city.db, 'work', 'first', 2025)).toBeUndefined()
    expect(valueOf(await publishSheet(publisher, declared, work, URL))).toBe(1)
    const clock = await findClock(city.db, publicationClock, sheetSubject(work))
    expect(clock).toMatchObject({ stopped_on: '2026-03-10', result: 'missed' })
  })

  test('what was published stays as it was when records are corrected; the correction shows the difference', async () => {
    await row('siteyear.visits', city.one.id, '2025-05-31', { site: 'first', visits: 5, visitors: 5 })
    const shown = async (number?: number) => {
      const found = await readPublished(city.db, 'work', 'first', 2025, number)
      return found && { visits: rowsOf(found.edition).get('visits')?.value, restated: found.edition.restated }
    }
    expect(await shown()).toEqual({ visits: '350', restated: null })
    valueOf(await restateSheet(publisher, work, '补登五月的访问量'))
    expect(await shown()).toEqual({ visits: '350', restated: null })
    valueOf(await submitSheet(writer, work))
    valueOf(await publishSheet(publisher, declared, work, URL))
    expect(await shown()).toEqual({
      visits: '355',
      restated: {
        why: '补登五月的访问量',
        changes: [
          { label: '网站：独立用户访问总量', before: '120', after: '125' },
          { label: '网站：网站总访问量', before: '350', after: '355' },
        ],
      },
    })
    expect(await shown(1)).toEqual({ visits: '350', restated: null })
    await expect(sql`update siteyear.edition set content = '{}'`.execute(city.db)).rejects.toThrow(
      'never changed',
    )
  })

  test('each edition has its PDF and its Word file, made once, with every number of the sheet', async () => {
    for (const number of [1, 2])
      await makeSheetFiles({ db: city.db, files, now: TODAY }, { sheetId: work, number })
    const filesOf = async (number: number) =>
      (await readPublished(city.db, 'work', 'first', 2025, number))?.files ?? []
    const made = await filesOf(1)
    expect(made.map((one) => one.format)).toEqual(['pdf', 'docx'])
    await makeSheetFiles({ db: city.db, files, now: TODAY }, { sheetId: work, number: 1 })
    expect(await filesOf(1)).toEqual(made)
    const parts: Buffer[] = []
    for await (const part of files.read((made[1]?.file_hash ?? Buffer.alloc(0)).toString('hex')))
      parts.push(part as Buffer)
    const { value: text } = await mammoth.extractRawText({ buffer: Buffer.concat(parts) })
    for (const words of [
      '一局网站',
      '2025年政府网站工作年度报表',
      '350 次',
      '120 个',
      '平台尚未统计',
      '第1版',
    ])
      expect(text, words).toContain(words)
    const page = await pageOf('2')
    expect(page).toContain('href="/site-reports/work/first/2025/report.pdf?edition=2"')
    expect(page).toContain('更正原因：补登五月的访问量')
    expect(page).toMatch(/aria-label="网站总访问量：355 次，查看记录"/)
    expect(await pageOf('3')).toBe('')
    expect(await pageOf('1')).toContain('这不是最新的一版')
  })

  test('a year that still runs is not given in, and to people of other units a sheet is not there', async () => {
    valueOf(await openYear(writer, { unitId: city.city.id, year: 2026 }))
    const [running] = await listSheets(
      city.db,
      [city.city.id],
      { year: 2026, kind: 'supervision' },
      { offset: 0, limit: 1 },
    )
    const id = running?.id ?? 0
    valueOf(await fillSheet(writer, id, { facts: factsOf('supervision'), basedOn: 0 }))
    expect(issuesOf(await submitSheet(writer, id))).toEqual(['sheet year_still_runs'])
    const stranger = await city.as('disclosure_officer', city.other, { now: TODAY })
    await expect(view(work, stranger)).rejects.toMatchObject({ code: 'not_found' })
    await expect(submitSheet(stranger, work)).rejects.toMatchObject({ code: 'not_found' })
  })
})
