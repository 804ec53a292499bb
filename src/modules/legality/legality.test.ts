import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { civilDate } from '#platform/dates.ts'
import { valueOf } from '#platform/decision.ts'
import { testDatabase, type TestDatabase } from '#platform/testing/database.ts'
import { findClock } from '#kernel/clock/index.ts'
import { createDraft, submit } from '#modules/publishing/index.ts'
import { buildCity, type SmallCity } from '../../testing/city.ts'
import { issuesOf } from '../../testing/decisions.ts'
import { buildDraft, startPublishing, type Publishing } from '../../testing/documents.ts'
import { askLegality, fileDocument, giveLegality, setFilingLimit } from './actions.ts'
import { legalityDesk } from './desk.ts'
import { filedAs } from './index.ts'
import { filing } from './kinds.ts'
import { listOpinions } from './store.ts'

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

let number = 0
const rule = () => {
  number += 1
  return buildDraft(city, {
    kind: 'normative',
    documentNumber: `试政规〔2026〕${number}号`,
    title: `第${number}号办法`,
  })
}
const asked = async (id: number) => ({
  contentHash: await work.hashOf(id),
  basis: ['中华人民共和国水法'],
  consultedFrom: civilDate('2026-01-05'),
  consultedTo: civilDate('2026-02-05'),
  noConsultation: '',
  discussedOn: null,
  meeting: '',
})

describe('legality review', () => {
  test('stands before the review, on exactly the content that was found lawful', async () => {
    const drafter = await city.as('drafter')
    const reviewer = await city.as('legality_reviewer')
    const id = valueOf(await createDraft(drafter, rule()))
    const handIn = async () =>
      submit(drafter, work.files, id, { basedOn: await work.hashOf(id), opinion: '拟公开' })
    expect(issuesOf(await handIn())).toEqual(['legality legality_missing'])

    valueOf(await askLegality(drafter, id, await asked(id)))
    expect(issuesOf(await askLegality(drafter, id, await asked(id)))).toEqual(['state opinion_awaited'])
    expect((await legalityDesk(reviewer)).items).toMatchObject([{ id, why: '待合法性审核' }])
    const [first] = await listOpinions(city.db, id)
    if (!first) throw new Error('no opinion')
    const word = {
      contentHash: await work.hashOf(id),
      conclusion: 'to_change',
      opinion: '改第三条',
      number: '',
    } as const
    valueOf(await giveLegality(reviewer, first.id, word))
    expect(issuesOf(await handIn())).toEqual(['legality legality_missing'])

    await work.edit(drafter, id, { ...rule(), bodyHtml: '<p>改过的第三条。</p>' })
    valueOf(await askLegality(drafter, id, await asked(id)))
    const [second] = await listOpinions(city.db, id)
    if (!second) throw new Error('no opinion')
    const lawful = { ...word, contentHash: await work.hashOf(id), conclusion: 'lawful' } as const
    await work.edit(drafter, id, { ...rule(), bodyHtml: '<p>又改了。</p>' })
    expect(issuesOf(await giveLegality(reviewer, second.id, lawful))).toEqual([
      'contentHash not_what_you_saw',
    ])
    await work.findLawful(drafter, id)
    valueOf(await handIn())
  })

  test('is not given by who wrote the text, nor by another unit', async () => {
    const drafter = await city.as('drafter')
    const id = valueOf(await createDraft(drafter, rule()))
    valueOf(await askLegality(drafter, id, await asked(id)))
    const [opinion] = await listOpinions(city.db, id)
    const lawful = {
      contentHash: await work.hashOf(id),
      conclusion: 'lawful',
      opinion: '合法',
      number: '',
    } as const
    await expect(giveLegality(drafter, opinion?.id ?? 0, lawful)).rejects.toMatchObject({
      code: 'not_permitted',
    })
    const foreign = await city.as('legality_reviewer', city.other)
    await expect(giveLegality(foreign, opinion?.id ?? 0, lawful)).rejects.toMatchObject({
      code: 'not_permitted',
    })
  })
})

describe('filing', () => {
  test('runs against the city’s own limit, and shows its number', async () => {
    const officer = await city.as('disclosure_officer', city.city)
    const limit = {
      from: civilDate('2026-03-10'),
      days: 15,
      dayKind: 'calendar',
      cites: '试验市备案规定第八条',
    } as const
    valueOf(await setFilingLimit(officer, city.city.id, limit))
    const own = await city.as('disclosure_officer')
    const past = { ...limit, from: civilDate('2026-03-09'), cites: ' ' }
    expect(issuesOf(await setFilingLimit(own, city.one.id, past))).toEqual([
      'unitId not_the_city',
      'from before_today',
      'cites required',
    ])
    const drafter = await city.as('drafter')
    const id = await work.submitted(drafter, rule())
    await work.approveAll(id)
    const clock = await findClock(city.db, filing, `document:${id}`)
    expect(clock).toMatchObject({
      days: 15,
      started_on: '2026-03-10',
      due_on: '2026-03-25',
      stopped_on: null,
    })
    expect((await legalityDesk(drafter)).counts['toFile']).toBe(1)
    const entry = {
      body: '试验市司法局',
      number: '',
      filedOn: civilDate('2026-03-10'),
      result: 'to_change',
      remarks: '',
    } as const
    const published = { ...drafter, today: civilDate('2199-01-01') }
    const filedOn = civilDate('2199-01-01')
    valueOf(await fileDocument(published, id, { ...entry, filedOn }))
    expect((await findClock(city.db, filing, `document:${id}`))?.stopped_on).toBeNull()
    expect(await filedAs(city.db, id)).toBeUndefined()
    valueOf(
      await fileDocument(published, id, { ...entry, filedOn, result: 'accepted', number: '备〔2026〕7号' }),
    )
    expect(await findClock(city.db, filing, `document:${id}`)).toMatchObject({ result: 'missed' })
    expect(await filedAs(city.db, id)).toBe('备〔2026〕7号（试验市司法局）')
  })

  test('is not asked of other documents', async () => {
    const id = await work.published()
    const entry = {
      body: '局',
      number: '1',
      filedOn: civilDate('2026-03-10'),
      result: 'accepted',
      remarks: '',
    } as const
    expect(issuesOf(await fileDocument(await city.as('drafter'), id, entry))).toEqual([
      'state not_to_be_filed',
    ])
  })
})
