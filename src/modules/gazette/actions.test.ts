import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { renderToStaticMarkup } from 'react-dom/server'
import { civilDate, civilDateOf } from '#platform/dates.ts'
import { valueOf } from '#platform/decision.ts'
import type { PageContent } from '#platform/http/page.ts'
import { testDatabase, type TestDatabase } from '#platform/testing/database.ts'
import { countFigure, yearPeriod } from '#kernel/figures/index.ts'
import { beginCorrection, end } from '#modules/publishing/index.ts'
import { buildCity, TODAY, type SmallCity } from '../../testing/city.ts'
import { issuesOf } from '../../testing/decisions.ts'
import { startPublishing, type Publishing } from '../../testing/documents.ts'
import * as actions from './actions.ts'
import { figures } from './figures.ts'
import { gazettePages } from './pages.tsx'
import { getIssue, listEntries, listIssuesOf } from './store.ts'

let database: TestDatabase
let city: SmallCity
let work: Publishing
let jobs: actions.GazetteJobs
beforeAll(async () => {
  database = await testDatabase()
  city = await buildCity(database.db)
  work = await startPublishing(city)
  jobs = actions.gazetteJobs(work.files)
})
afterAll(async () => {
  await database.close()
  await work.close()
})

const officer = () => city.as('disclosure_officer', city.city, { covers: 'subtree' })
let used = 0
const begin = async () => {
  used += 1
  const asked = {
    unitId: city.city.id,
    year: 2026,
    number: used,
    totalNumber: used,
    name: '试验市人民政府公报',
  }
  return valueOf(await actions.beginIssue(await officer(), asked))
}
const compose = async (id: number, documentIds: readonly number[], revision = 1) =>
  actions.composeIssue(await officer(), id, {
    revision,
    name: '试验市人民政府公报',
    imprint: '主办：试验市人民政府',
    entries: documentIds.map((documentId) => ({ section: '部门文件', documentId })),
  })

async function read(path: string, params: Record<string, string>): Promise<PageContent | undefined> {
  const page = gazettePages.find((one) => one.path === path)
  const content = await page?.read({
    db: city.db,
    site: 'main',
    publicUrl: 'https://www.yunlan.example',
    now: TODAY,
    today: civilDateOf(TODAY),
    params,
    query: {},
    form: {},
    cookies: {},
    client: async () => 'somebody',
  })
  return content && 'main' in content ? content : undefined
}

describe('an issue', () => {
  test('goes out with the texts of its day, is typeset, and stays as it was', async () => {
    const drafter = await city.as('drafter')
    const [first, second] = [
      await work.published({ title: '第一份' }),
      await work.published({ title: '第二份' }),
    ]
    const id = await begin()
    valueOf(await compose(id, [second, first]))
    expect(await read('/gazette/:year/:number', { year: '2026', number: String(used) })).toBeUndefined()
    valueOf(await actions.putOut(await officer(), jobs, id, 2))
    await actions.keepPdf(await officer(), work.files, id)
    expect(await getIssue(city.db, id)).toMatchObject({ state: 'issued', pdf_problem: null, pdf_pages: 4 })

    valueOf(await beginCorrection(drafter, first))
    await work.edit(drafter, first, {
      title: '第一份',
      bodyHtml: '<p>更正以后。</p>',
      correctionReason: '笔误',
    })
    valueOf(await work.submit(drafter, first))
    await work.approveAll(first)
    expect((await listEntries(city.db, id)).map((entry) => [entry.title, entry.version])).toEqual([
      ['第二份', 1],
      ['第一份', 1],
    ])
    const page = await read('/gazette/:year/:number', { year: '2026', number: String(used) })
    const markup = renderToStaticMarkup(page?.main)
    expect(markup).not.toContain('更正以后')
    expect(markup).toContain('/gazette.pdf')
    expect(await listIssuesOf(city.db, first)).toMatchObject([{ year: 2026, number: used }])
    expect(issuesOf(await compose(id, [first], 2))).toEqual(['state issued_already'])
    expect(issuesOf(await actions.putOut(await officer(), jobs, id, 2))).toEqual(['state issued_already'])
    const list = await read('/gazette', {})
    expect(renderToStaticMarkup(list?.main)).toContain(`2026年第${used}期`)
  })

  test('does not go out with what has ended, nor over another’s composition', async () => {
    const document = await work.published({ title: '将撤回的' })
    const id = await begin()
    valueOf(await compose(id, [document]))
    await expect(compose(id, [], 1)).rejects.toMatchObject({ code: 'changed_meanwhile' })
    await expect(actions.putOut(await officer(), jobs, id, 1)).rejects.toMatchObject({
      code: 'changed_meanwhile',
    })
    const asked = {
      state: 'withdrawn',
      on: civilDate('2026-03-10'),
      reason: '有误',
      replacedById: null,
    } as const
    valueOf(await end(await city.as('disclosure_officer'), document, asked))
    expect(issuesOf(await actions.putOut(await officer(), jobs, id, 2))).toEqual([
      'entries.0 entry_not_issuable',
    ])
    valueOf(await compose(id, [], 2))
    expect(issuesOf(await actions.putOut(await officer(), jobs, id, 3))).toEqual(['entries required'])
    valueOf(await actions.discardIssue(await officer(), id))
    used -= 1
    await begin()
  })

  test('has a number of its own, of a government', async () => {
    const asked = { unitId: city.city.id, year: 2030, number: 1, totalNumber: 500, name: '公报' }
    valueOf(await actions.beginIssue(await officer(), asked))
    expect(issuesOf(await actions.beginIssue(await officer(), { ...asked, number: 2 }))).toEqual([
      'number issue_number_taken',
    ])
    const department = await city.as('disclosure_officer')
    expect(issuesOf(await actions.beginIssue(department, { ...asked, unitId: city.one.id }))).toEqual([
      'unitId not_a_government',
    ])
    await expect(actions.beginIssue(department, asked)).rejects.toMatchObject({ code: 'not_permitted' })
  })
})

test('copies are counted while they stand, and by their kind', async () => {
  const document = await work.published()
  const id = await begin()
  valueOf(await compose(id, [document]))
  const today = civilDateOf(TODAY)
  const sent = { recipient: '市图书馆', category: 'library', copies: 20, sentOn: today } as const
  expect(issuesOf(await actions.sendCopies(await officer(), id, sent))).toEqual(['state not_issued_yet'])
  valueOf(await actions.putOut(await officer(), jobs, id, 2))
  valueOf(await actions.sendCopies(await officer(), id, sent))
  valueOf(
    await actions.sendCopies(await officer(), id, {
      ...sent,
      recipient: '市档案馆',
      category: 'archive',
      copies: 3,
    }),
  )
  const figure = figures.find((one) => one.name === 'gazette.copies')
  if (!figure) throw new Error('no figure')
  const scope = { period: yearPeriod(2026), unitIds: [city.city.id] }
  expect(await countFigure(city.db, figure, scope)).toBe(23)
  const line = await city.db
    .selectFrom('gazette.copies')
    .select('id')
    .where('category', '=', 'library')
    .executeTakeFirstOrThrow()
  valueOf(await actions.strikeCopies(await officer(), id, line.id, '重复登记'))
  await expect(actions.strikeCopies(await officer(), id, line.id, '再划')).rejects.toMatchObject({
    code: 'not_found',
  })
  expect(await countFigure(city.db, figure, scope)).toBe(3)
  expect(await countFigure(city.db, figure, scope, { category: 'library' })).toBe(0)
})
