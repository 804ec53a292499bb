import { afterAll, beforeAll, expect, test } from 'vitest'
import { sql } from 'kysely'
import { civilDate } from '#platform/dates.ts'
import { valueOf } from '#platform/decision.ts'
import { testDatabase, type TestDatabase } from '#platform/testing/database.ts'
import { createContext, systemActor } from '#kernel/identity/index.ts'
import { beginCorrection, end } from '#modules/publishing/index.ts'
import { buildCity, TODAY, type SmallCity } from '../../testing/city.ts'
import { issuesOf } from '../../testing/decisions.ts'
import { startPublishing, type Publishing } from '../../testing/documents.ts'
import { checkingDesk } from './desk.ts'
import { importWords, removeWord, setWords } from './lexicon-actions.ts'
import { dismissFinding, patrol } from './patrol.ts'
import { listOpen } from './store/findings.ts'
import { listWords } from './store/lexicon.ts'

let database: TestDatabase
let city: SmallCity
let work: Publishing
beforeAll(async () => {
  database = await testDatabase()
  city = await buildCity(database.db)
  work = await startPublishing(city)
})
afterAll(async () => {
  await database.close()
  await work.close()
})

const night = (limit = 1000) => patrol(createContext(city.db, systemActor, TODAY), work.files, limit)
const open = async () =>
  (await listOpen(city.db, { unitIds: [city.one.id] }, { offset: 0, limit: 50 })).items.map((one) => [
    one.document_id,
    one.kind,
    one.excerpt.hit,
  ])

test('what is public is looked over again, by the words of today, and its findings are tasks', async () => {
  const officer = await city.as('disclosure_officer')
  const drafter = await city.as('drafter')
  const first = await work.published({ bodyHtml: '<p>截止目前，已完成保洁。</p>' })
  const second = await work.published({ bodyHtml: '<p>请登记帐号。</p>' })
  const third = await work.published({ bodyHtml: '<p>截止目前没有。</p>' })
  expect(await night()).toBe(3)
  expect(await open()).toEqual([])

  const csv = '错误,正确,类别,说明\n截止目前,截至目前,常见错误,\n帐号,账号,,规范用字\n'
  expect(valueOf(await importWords(officer, csv))).toBe(2)
  expect(await night(2)).toBe(2)
  expect(await open()).toEqual([
    [first, 'lexicon_error', '截止目前'],
    [second, 'lexicon_error', '帐号'],
  ])
  expect(await night(2)).toBe(1)
  expect(await open()).toHaveLength(3)
  expect((await checkingDesk(drafter)).items.map((item) => [item.id, item.why])).toContainEqual([
    first,
    '夜间检查发现 1 处',
  ])
  expect((await checkingDesk(await city.as('drafter', city.other))).items).toEqual([])

  const [, found] = (await listOpen(city.db, { unitIds: [city.one.id] }, { offset: 0, limit: 50 })).items
  const key = found?.key ?? ''
  expect(issuesOf(await dismissFinding(drafter, second, key, ' '))).toEqual(['reason required'])
  await expect(
    dismissFinding(await city.as('drafter', city.other), second, key, '引文'),
  ).rejects.toMatchObject({ code: 'not_permitted' })
  valueOf(await dismissFinding(drafter, second, key, '引用原文'))

  valueOf(await beginCorrection(drafter, first))
  await work.edit(drafter, first, { bodyHtml: '<p>截至目前，已完成保洁。</p>', correctionReason: '用字' })
  valueOf(await work.submit(drafter, first))
  await work.approveAll(first)
  const withdrawal = {
    state: 'withdrawn',
    on: civilDate('2026-03-10'),
    reason: '有误',
    replacedById: null,
  } as const
  valueOf(await end(officer, third, withdrawal))
  await night()
  expect(await open()).toEqual([])
  await night()
  expect(await open()).toEqual([])
})

test('a bad list is refused whole, with every line that is wrong', async () => {
  const officer = await city.as('disclosure_officer')
  const before = (await listWords(city.db, '', { offset: 0, limit: 10 })).total
  expect(issuesOf(await importWords(officer, '好的词,对的词\n短,长\n同样,同样\n'))).toEqual([
    '2.wrong lexicon_too_short',
    '3.right lexicon_same',
  ])
  expect(issuesOf(await importWords(officer, '"没有'))).toEqual(['csv csv_broken'])
  expect(issuesOf(await importWords(officer, ' '))).toEqual(['csv required'])
  expect((await listWords(city.db, '', { offset: 0, limit: 10 })).total).toBe(before)
  await expect(
    setWords(await city.as('drafter'), [{ wrong: '错词', right: '对词', kind: 'error', note: '' }]),
  ).rejects.toMatchObject({ code: 'not_permitted' })
  const { rows } = await sql<{ id: number }>`select id from checking.lexicon where wrong = '帐号'`.execute(
    city.db,
  )
  valueOf(await removeWord(officer, rows[0]?.id ?? 0))
  expect((await listWords(city.db, '账号', { offset: 0, limit: 10 })).total).toBe(0)
})
