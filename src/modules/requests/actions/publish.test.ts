import { afterAll, beforeAll, expect, test } from 'vitest'
import { civilDate } from '#platform/dates.ts'
import { testDatabase, type TestDatabase } from '#platform/testing/database.ts'
import { getDocument, getVersion, listAttachments } from '#kernel/documents/index.ts'
import { countEntries, listEntries } from '#kernel/ledger/index.ts'
import { buildCity, type SmallCity } from '../../../testing/city.ts'
import { answerIn } from '../../../testing/procedure.ts'
import { buildPaper, requestServices } from '../../../testing/requests.ts'
import { answerAtOnce, attachAnswerFile } from './answer.ts'
import { recordPaperRequest } from './intake.ts'
import { publishAnswer } from './publish.ts'

let database: TestDatabase
let city: SmallCity
let services: Awaited<ReturnType<typeof requestServices>>
beforeAll(async () => {
  database = await testDatabase()
  city = await buildCity(database.db)
  services = await requestServices()
})
afterAll(async () => {
  await database.close()
  await services.remove()
})

const asked = { title: '河道保洁', topic: '02', genre: '08', channelIds: [] }

async function answered(outcome: string, form: string) {
  const drafter = await city.as('drafter')
  const on = civilDate('2026-03-10')
  const made = await recordPaperRequest(
    drafter,
    services,
    buildPaper({
      unitId: city.one.id,
      arrivedOn: on,
      name: '闻溪某',
      phone: '13900000007',
      receiptWay: 'in_person',
    }),
  )
  if (!made.ok) throw new Error(JSON.stringify(made.issues))
  const { id } = made.value
  await attachAnswerFile(drafter, services, id, {
    name: '给闻溪某的表.txt',
    content: Buffer.from('考核结果'),
  })
  const given = await answerAtOnce(drafter, services, id, {
    ...answerIn({ outcome, form, details: outcome === 'C1' ? [] : ['retrieval'] }),
    content: '闻溪某（13900000007）：现提供如下。\n考核结果为<良好>。',
    proof: '本人签收',
  })
  expect(given).toEqual({ ok: true, value: id })
  return { drafter, id }
}

test('第四十四条: what was given becomes a draft for everybody, without the words that tell who asked', async () => {
  const { drafter, id } = await answered('C1', 'C1.provided')
  const made = await publishAnswer(drafter, services, id, asked)
  if (!made.ok) throw new Error(JSON.stringify(made.issues))
  const row = await getDocument(city.db, made.value)
  const version = await getVersion(city.db, made.value, row.version)
  expect(row.state).toBe('draft')
  expect(version.title).toBe('河道保洁考核结果')
  expect(version.body_html).toContain('考核结果为&lt;良好&gt;。')
  expect(version.body_html).not.toMatch(/闻溪某|13900000007/)
  const files = await listAttachments(city.db, made.value, row.version)
  expect(files.map((file) => file.name)).toEqual([expect.not.stringContaining('闻溪某')])
  expect((await listEntries(city.db, { subject: `request:${id}`, limit: 50 })).at(-1)).toMatchObject({
    verb: 'requests.publication_drafted',
    detail: { document: made.value },
  })
})

test('what was not given is not published, and nothing is left behind', async () => {
  const { drafter, id } = await answered('C4.1', 'C4.1.absent')
  const before = await countEntries(city.db)
  expect(await publishAnswer(drafter, services, id, asked)).toEqual({
    ok: false,
    issues: [{ field: 'state', code: 'nothing_given' }],
  })
  expect(await countEntries(city.db)).toBe(before)
})

test('a handler who may not draft documents does not publish by this way either', async () => {
  const { id } = await answered('C1', 'C1.provided')
  const officer = await city.as('disclosure_officer')
  await expect(publishAnswer(officer, services, id, asked)).rejects.toMatchObject({ code: 'not_permitted' })
})
