import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sql } from 'kysely'
import { civilDate } from '#platform/dates.ts'
import { valueOf } from '#platform/decision.ts'
import { testDatabase, type TestDatabase } from '#platform/testing/database.ts'
import { findPublicDocument, getDocument } from '#kernel/documents/index.ts'
import { createContext, systemActor, type Context } from '#kernel/identity/index.ts'
import { buildCity, type SmallCity } from '../../testing/city.ts'
import { issuesOf } from '../../testing/decisions.ts'
import { buildDraft, startPublishing, type Publishing } from '../../testing/documents.ts'
import * as actions from './actions.ts'
import { beginCorrection } from './correction.ts'
import { readCorrections } from './corrections.tsx'
import { end } from './ending.ts'
import { recall, releaseIfDue, reschedule } from './schedule.ts'

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

describe('a publication that waits for its time', () => {
  const at = (ctx: Context, text: string) => ({ ...ctx, now: new Date(text) })
  const LATER = '2026-03-12T01:30:00.000Z'

  async function waiting(publishAt = LATER): Promise<number> {
    const drafter = await city.as('drafter')
    const id = valueOf(await actions.createDraft(drafter, buildDraft(city, { title: '定时发布的通知' })))
    const asked = { basedOn: await work.hashOf(id), opinion: '拟公开', publishAt }
    valueOf(await actions.submit(drafter, work.files, id, asked))
    await work.approveAll(id)
    return id
  }

  test('is approved and not public, then comes at its time and not before, once', async () => {
    const id = await waiting()
    expect(await getDocument(city.db, id)).toMatchObject({ state: 'approved', published_version: null })
    expect(await findPublicDocument(city.db, id)).toBeUndefined()
    const system = createContext(city.db, systemActor, new Date('2026-03-12T01:29:59Z'))
    await releaseIfDue(system, id)
    expect((await getDocument(city.db, id)).state).toBe('approved')
    await Promise.all([releaseIfDue(at(system, LATER), id), releaseIfDue(at(system, LATER), id)])
    expect(await getDocument(city.db, id)).toMatchObject({ state: 'published', publish_at: null })
    expect((await findPublicDocument(city.db, id))?.title).toBe('定时发布的通知')
    const all = await work.verbs(id)
    expect(all.slice(-2)).toEqual(['publishing.scheduled', 'publishing.published'])
    const { rows } = await sql<{ at: Date }>`
      select run_at as at from graphile_worker.jobs where key = ${`publishing.release:${id}`}`.execute(
      city.db,
    )
    expect(rows.map((row) => row.at.toISOString())).toEqual([LATER])
  })

  test('a time that has passed when the last one signs means at once', async () => {
    const drafter = await city.as('drafter')
    const id = valueOf(await actions.createDraft(drafter, buildDraft(city)))
    const soon = new Date(drafter.now.getTime() + 60_000).toISOString()
    const asked = { basedOn: await work.hashOf(id), opinion: '拟公开', publishAt: soon }
    valueOf(await actions.submit(drafter, work.files, id, asked))
    await city.db
      .updateTable('documents.document')
      .set({ publish_at: new Date(0) })
      .where('id', '=', id)
      .execute()
    await work.approveAll(id)
    expect((await getDocument(city.db, id)).state).toBe('published')
  })

  test('its time can be changed, or it comes now, or goes back; by the officer only', async () => {
    const officer = await city.as('disclosure_officer')
    const id = await waiting()
    await expect(reschedule(await city.as('drafter'), id, { publishAt: null })).rejects.toMatchObject({
      code: 'not_permitted',
    })
    expect(issuesOf(await reschedule(officer, id, { publishAt: '2020-01-01T00:00:00Z' }))).toEqual([
      'publishAt not_ahead',
    ])
    valueOf(await reschedule(officer, id, { publishAt: '2026-04-01T01:00:00.000Z' }))
    await releaseIfDue(at(officer, LATER), id)
    expect((await getDocument(city.db, id)).state).toBe('approved')
    valueOf(await reschedule(officer, id, { publishAt: null }))
    expect((await getDocument(city.db, id)).state).toBe('published')
    expect(issuesOf(await recall(officer, id))).toEqual(['state not_waiting'])

    const other = await waiting()
    valueOf(await recall(officer, other))
    expect(await getDocument(city.db, other)).toMatchObject({ state: 'draft', version: 2, publish_at: null })
    await releaseIfDue(at(officer, LATER), other)
    expect(await findPublicDocument(city.db, other)).toBeUndefined()
  })
})

describe('a version that was approved and called back', () => {
  const SOON = '2026-03-12T01:30:00.000Z'

  async function through(drafter: Context, id: number, publishAt: string | null): Promise<void> {
    if ((await getDocument(city.db, id)).published_version !== null)
      await work.edit(drafter, id, { correctionReason: '日期有误' })
    valueOf(await work.submit(drafter, id, publishAt))
    await work.approveAll(id)
  }

  test('is never shown to the public, as a correction neither', async () => {
    const drafter = await city.as('drafter')
    const draft = buildDraft(city, { bodyHtml: '<p>不应公开的话。</p>' })
    const id = valueOf(await actions.createDraft(drafter, draft))
    await through(drafter, id, SOON)
    valueOf(await recall(await city.as('disclosure_officer'), id))
    const { unitId: _, ...body } = buildDraft(city, { bodyHtml: '<p>可以公开的话。</p>' })
    valueOf(await actions.editDraft(drafter, id, { ...body, basedOn: await work.hashOf(id) }))
    await through(drafter, id, null)
    expect((await findPublicDocument(city.db, id))?.body_html).toBe('<p>可以公开的话。</p>')
    expect(await readCorrections(city.db, id)).toEqual([])
  })

  test('can be given up; the next correction is a version of its own', async () => {
    const drafter = await city.as('drafter')
    const id = await work.submitted(drafter)
    await work.approveAll(id)
    valueOf(await beginCorrection(drafter, id))
    await through(drafter, id, SOON)
    valueOf(await recall(await city.as('disclosure_officer'), id))
    expect((await getDocument(city.db, id)).version).toBe(3)
    valueOf(await actions.discardDraft(drafter, id))
    expect(await getDocument(city.db, id)).toMatchObject({ state: 'published', version: 1 })
    valueOf(await beginCorrection(drafter, id))
    expect((await getDocument(city.db, id)).version).toBe(3)
    await through(drafter, id, null)
    expect(await readCorrections(city.db, id)).toHaveLength(1)
  })

  test.each(['begun', 'waiting'])('a public document is withdrawn while a correction is %s', async (how) => {
    const drafter = await city.as('drafter')
    const id = await work.submitted(drafter)
    await work.approveAll(id)
    valueOf(await beginCorrection(drafter, id))
    if (how === 'waiting') await through(drafter, id, SOON)
    const officer = await city.as('disclosure_officer')
    const asked = {
      state: 'withdrawn',
      on: civilDate('2026-03-10'),
      reason: '内容有误',
      replacedById: null,
    } as const
    valueOf(await end(officer, id, asked))
    await releaseIfDue({ ...officer, now: new Date(SOON) }, id)
    expect(await getDocument(city.db, id)).toMatchObject({ state: 'withdrawn', publish_at: null })
    expect((await work.verbs(id)).slice(-2)).toEqual([
      'publishing.correction_given_up',
      'publishing.withdrawn',
    ])
  })
})
