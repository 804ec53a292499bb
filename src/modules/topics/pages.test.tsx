import { renderToStaticMarkup } from 'react-dom/server'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addDays, civilDate, civilDateOf } from '#platform/dates.ts'
import { valueOf } from '#platform/decision.ts'
import { testDatabase, type TestDatabase } from '#platform/testing/database.ts'
import { buildCity, TODAY, type SmallCity } from '../../testing/city.ts'
import * as actions from './actions.ts'
import { topicsPages } from './pages.tsx'

let database: TestDatabase
let city: SmallCity
let itemId: number
beforeAll(async () => {
  database = await testDatabase()
  city = await buildCity(database.db)
  const officer = await city.as('disclosure_officer', city.city)
  const topic = { slug: 'projects', title: '重点项目', introduction: '', position: 0, rhythmDays: 30 }
  const topicId = valueOf(await actions.openTopic(officer, { ...topic, unitId: city.city.id }))
  const section = {
    title: '要闻',
    kind: 'channel' as const,
    channelId: city.channelId,
    words: '',
    documentId: null,
  }
  valueOf(await actions.arrangeSections(officer, topicId, [section]))
  const csv = '板块,任务,责任单位,完成期限\n交通,建桥,one,2026-12-30\n水务,修堤,other,2026-03-20\n'
  const [first = 0] = valueOf(await actions.importItems(officer, topicId, csv))
  itemId = first
  const report = { stage: 'under_way' as const, percent: 45, done: '主塔封顶', reason: '', basedOn: 1 }
  valueOf(await actions.reportProgress(await city.as('drafter', city.one), itemId, report))
})
afterAll(() => database.close())

const today = civilDateOf(TODAY)

async function markup(
  path: string,
  params: Record<string, string>,
  query: Record<string, string> = {},
  on = today,
): Promise<string | undefined> {
  const page = topicsPages.find((one) => one.path === path)
  const surroundings = {
    db: city.db,
    site: 'main',
    publicUrl: 'https://www.yunlan.example',
    now: TODAY,
    form: {},
    cookies: {},
    client: async () => 'somebody',
  }
  const content = await page?.read({ ...surroundings, today: on, params, query })
  if (!content || 'redirect' in content) return undefined
  return renderToStaticMarkup(content.main)
}
const topic = (query: Record<string, string> = {}, on = today) =>
  markup('/topics/:topicSlug', { topicSlug: 'projects' }, query, on)

describe('the page of a topic', () => {
  test('says how far each item is, in words that a screen reader says', async () => {
    const page = await topic()
    expect(page).toContain('共2项，已完成0项，逾期0项')
    expect(page).toMatch(/<span aria-hidden="true"[^>]*>█+░+ <\/span>45%/)
    expect(page).toContain('href="/channels/news"')
    expect(page).toContain('还没有公开的文件')
  })

  test('filters by stage, unit and overdue by links alone', async () => {
    const late = await topic({ overdue: '1' }, civilDate('2026-03-21'))
    expect(late).toContain('修堤')
    expect(late).not.toContain('建桥')
    expect(late).toContain('超期')
    const one = await topic({ unit: 'one', stage: 'under_way', by: 'unit' })
    expect(one).toContain('建桥')
    expect(one).not.toContain('修堤')
    expect(one).toContain('href="/topics/projects?unit=one&amp;by=unit#progress"')
    expect(await topic({ stage: 'done' })).toContain('没有符合条件的任务')
  })

  test('is none for a filter that means nothing, nor for a topic that there is not', async () => {
    expect(await topic({ unit: 'nobody' })).toBeUndefined()
    expect(await topic({ stage: 'toString' })).toBeUndefined()
    expect(await markup('/topics/:topicSlug', { topicSlug: 'none' })).toBeUndefined()
  })
})

test('the page of an item shows its reports and by when the next is due', async () => {
  const page = await markup('/topics/items/:itemId', { itemId: String(itemId) })
  expect(page).toContain('主塔封顶')
  expect(page).toContain('2026-04-09')
  const late = await markup('/topics/items/:itemId', { itemId: String(itemId) }, {}, addDays(today, 31))
  expect(late).toContain('这项任务的进展没有按期报送')
  expect(await markup('/topics/items/:itemId', { itemId: '99999' })).toBeUndefined()
})

test('the list tells open topics from those in the archive', async () => {
  const page = await markup('/topics', {})
  expect(page).toContain('href="/topics/projects"')
  expect(page).toContain('进行中')
  expect(page).not.toContain('已归档')
})
