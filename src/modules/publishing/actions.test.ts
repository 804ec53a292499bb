import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sql } from 'kysely'
import { civilDate } from '#platform/dates.ts'
import { valueOf } from '#platform/decision.ts'
import { folderStore } from '#platform/files/index.ts'
import { testDatabase, type TestDatabase } from '#platform/testing/database.ts'
import { findPublicDocument, getDocument, getVersion, listAttachments } from '#kernel/documents/index.ts'
import { systemActor, type Context } from '#kernel/identity/index.ts'
import { listEntries } from '#kernel/ledger/index.ts'
import { find } from '#kernel/search/index.ts'
import { findLastProcess, sign } from '#modules/review/index.ts'
import { addChannel } from '#modules/sites/index.ts'
import { buildCity, type SmallCity } from '../../testing/city.ts'
import * as actions from './actions.ts'
import type { NewDraft } from './contract.ts'
import { presentComparison } from './present-comparison.ts'
import { listPlacements, listShown } from './store.ts'

let database: TestDatabase
let city: SmallCity
let folder: string
beforeAll(async () => {
  database = await testDatabase()
  city = await buildCity(database.db)
  folder = await mkdtemp(join(tmpdir(), 'mingjing-publishing-'))
})
afterAll(async () => {
  await database.close()
  await rm(folder, { recursive: true, force: true })
})

const buildDraft = (part: Partial<NewDraft> = {}): NewDraft => ({
  unitId: city.one.id,
  kind: 'official',
  title: '关于河道保洁的通知',
  documentNumber: null,
  writtenOn: civilDate('2026-03-02'),
  effectiveOn: null,
  topic: '06',
  genre: '08',
  attribute: 'proactive',
  attributeGround: null,
  attributeReason: null,
  keywords: ['河道'],
  summary: '',
  bodyHtml: '<p>各单位要做好保洁。</p>',
  channelIds: [city.channelId],
  ...part,
})

async function hashOf(id: number): Promise<string> {
  const row = await getDocument(city.db, id)
  return (await getVersion(city.db, id, row.version)).content_hash.toString('hex')
}

async function submitted(drafter: Context, part: Partial<NewDraft> = {}): Promise<number> {
  const id = valueOf(await actions.createDraft(drafter, buildDraft(part)))
  valueOf(await actions.submit(drafter, id, { basedOn: await hashOf(id), opinion: '拟主动公开' }))
  return id
}

async function signAs(
  ctx: Context,
  id: number,
  decision: 'approved' | 'returned' = 'approved',
  attribute: 'proactive' | 'withheld' = 'proactive',
) {
  const process = await findLastProcess(city.db, `document:${id}`)
  if (!process) throw new Error('no review')
  return sign(ctx, [actions.documentReview], process.id, {
    decision,
    opinion: '同意',
    contentHash: await hashOf(id),
    attribute,
  })
}

async function approveAll(id: number, attribute: 'proactive' | 'withheld' = 'proactive'): Promise<void> {
  for (const role of ['section_head', 'unit_leader', 'secrecy_reviewer'] as const)
    valueOf(await signAs(await city.as(role), id, 'approved', attribute))
}

const verbs = async (id: number) =>
  (await listEntries(city.db, { subject: `document:${id}`, limit: 100 })).map((entry) => entry.verb)

describe('from draft to portal', () => {
  test('four signatures make a document public, searchable and listed, each with its ledger entry', async () => {
    const id = await submitted(await city.as('drafter'))
    for (const role of ['section_head', 'unit_leader'] as const) {
      valueOf(await signAs(await city.as(role), id))
      expect(await findPublicDocument(city.db, id)).toBeUndefined()
    }
    valueOf(await signAs(await city.as('secrecy_reviewer'), id))
    const shown = await findPublicDocument(city.db, id)
    expect(shown).toMatchObject({
      title: '关于河道保洁的通知',
      state: 'published',
      index_number: `${city.one.credit_code}/2026-00001`,
    })
    expect(shown?.steps).toEqual(
      ['drafter', 'section_head', 'unit_leader', 'secrecy_reviewer'].map((role) => ({
        role,
        on: expect.any(String),
      })),
    )
    expect(
      (await find(city.db, { source: 'document', typed: '河道保潔', offset: 0, limit: 10 })).ids,
    ).toContain(id)
    expect(
      (await listShown(city.db, city.channelId, { offset: 0, limit: 10 })).items.map((one) => one.id),
    ).toContain(id)
    expect(await verbs(id)).toEqual([
      'publishing.drafted',
      'publishing.submitted',
      'review.opened',
      'review.signed',
      'review.signed',
      'review.signed',
      'publishing.published',
    ])
  })

  test('the publication time is the server’s own, whatever a statement says', async () => {
    const id = await submitted(await city.as('drafter'))
    await approveAll(id)
    const before = (await getDocument(city.db, id)).published_at
    expect(Math.abs((before?.getTime() ?? 0) - Date.now())).toBeLessThan(60_000)
    await sql`update documents.document set published_at = '2001-01-01' where id = ${id}`.execute(city.db)
    expect((await getDocument(city.db, id)).published_at).toEqual(before)
  })

  test('the database itself refuses to publish what nobody approved', async () => {
    const id = valueOf(await actions.createDraft(await city.as('drafter'), buildDraft()))
    const forge = sql`update documents.document set state = 'published', published_version = 1, index_number = 'x' where id = ${id}`
    await expect(forge.execute(city.db)).rejects.toThrow(/foreign key/)
  })

  test('what was approved cannot be changed afterwards, nor deleted', async () => {
    const id = await submitted(await city.as('drafter'))
    await approveAll(id)
    await expect(
      sql`update documents.version set body_html = 'x' where document_id = ${id}`.execute(city.db),
    ).rejects.toThrow(/approved/)
    await expect(sql`delete from documents.document where id = ${id}`.execute(city.db)).rejects.toThrow(
      /index number/,
    )
  })

  test('a returned document goes back to its drafter and keeps its index number', async () => {
    const drafter = await city.as('drafter')
    const id = await submitted(drafter)
    const number = (await getDocument(city.db, id)).index_number
    valueOf(await signAs(await city.as('section_head'), id, 'returned'))
    expect(await getDocument(city.db, id)).toMatchObject({ state: 'draft', index_number: number })
    valueOf(await actions.submit(drafter, id, { basedOn: await hashOf(id), opinion: '已修改' }))
    expect((await getDocument(city.db, id)).index_number).toBe(number)
  })

  test('a document approved as withheld never reaches the portal', async () => {
    const id = await submitted(await city.as('drafter'), {
      attribute: 'withheld',
      attributeGround: 'E16b',
      attributeReason: '讨论稿',
    })
    await approveAll(id, 'withheld')
    expect((await getDocument(city.db, id)).state).toBe('not_public')
    expect(await findPublicDocument(city.db, id)).toBeUndefined()
    expect((await verbs(id)).at(-1)).toBe('publishing.kept_back')
  })
})

describe('refusals leave nothing behind', () => {
  test('a drafter of another unit may not draft here', async () => {
    const before = await sql<{ count: number }>`select count(*) from ledger.entry`.execute(city.db)
    await expect(
      actions.createDraft(await city.as('drafter', city.other), buildDraft()),
    ).rejects.toMatchObject({ code: 'not_permitted' })
    const after = await sql<{
      count: number
    }>`select count(*) from ledger.entry where verb like 'publishing.%'`.execute(city.db)
    expect(after.rows[0]?.count).toBeLessThanOrEqual(before.rows[0]?.count ?? 0)
  })

  test('a signature out of turn changes neither the process nor the ledger', async () => {
    const id = await submitted(await city.as('drafter'))
    const before = await verbs(id)
    const decision = await signAs(await city.as('secrecy_reviewer'), id)
    expect(decision).toMatchObject({ ok: false, issues: [{ code: 'not_your_step' }] })
    expect(await verbs(id)).toEqual(before)
    expect((await findLastProcess(city.db, `document:${id}`))?.signed).toBe(1)
  })

  test('an edit made from what has changed meanwhile is refused, not written over', async () => {
    const drafter = await city.as('drafter')
    const id = valueOf(await actions.createDraft(drafter, buildDraft()))
    const basedOn = await hashOf(id)
    const { unitId: _, ...body } = buildDraft({ title: '第一次修改' })
    valueOf(await actions.editDraft(drafter, id, { ...body, basedOn }))
    await expect(
      actions.editDraft(drafter, id, { ...body, title: '第二次修改', basedOn }),
    ).rejects.toMatchObject({ code: 'changed_meanwhile' })
    expect((await getVersion(city.db, id, 1)).title).toBe('第一次修改')
  })

  test('two reviewers of one step at once: one signs, the other is told', async () => {
    const id = await submitted(await city.as('drafter'))
    const [first, second] = [await city.as('section_head'), await city.as('section_head')]
    const results = await Promise.all([signAs(first, id), signAs(second, id)])
    expect(results.filter((one) => one.ok)).toHaveLength(1)
  })
})

describe('after publication', () => {
  test('a correction is reviewed like the first version, and the public sees the old one meanwhile', async () => {
    const drafter = await city.as('drafter')
    const id = await submitted(drafter)
    await approveAll(id)
    valueOf(await actions.beginCorrection(drafter, id))
    const { unitId: _, ...body } = buildDraft({ title: '关于河道保洁的通知（更正）' })
    valueOf(await actions.editDraft(drafter, id, { ...body, basedOn: await hashOf(id) }))
    expect((await findPublicDocument(city.db, id))?.title).toBe('关于河道保洁的通知')
    expect(await presentComparison(drafter, id, 1, 2)).toMatchObject({
      fields: [{ name: 'title', before: '关于河道保洁的通知', after: '关于河道保洁的通知（更正）' }],
      blocks: [{ change: 'same' }],
      attachments: [],
    })
    await expect(presentComparison(drafter, id, 1, 3)).rejects.toMatchObject({ code: 'not_found' })
    valueOf(await actions.submit(drafter, id, { basedOn: await hashOf(id), opinion: '更正' }))
    await approveAll(id)
    expect((await findPublicDocument(city.db, id))?.title).toBe('关于河道保洁的通知（更正）')
  })

  test('a correction given up leaves the public version as it was, attachments and channels too', async () => {
    const drafter = await city.as('drafter')
    const id = await submitted(drafter)
    await approveAll(id)
    const before = await findPublicDocument(city.db, id)
    valueOf(await actions.beginCorrection(drafter, id))
    const { unitId: _, ...body } = buildDraft({ title: '改动', channelIds: [] })
    valueOf(await actions.editDraft(drafter, id, { ...body, basedOn: await hashOf(id) }))
    valueOf(await actions.attach(drafter, folderStore(folder), id, '附表.txt', Buffer.from('一')))
    const shown = async () =>
      (await listShown(city.db, city.channelId, { offset: 0, limit: 50 })).items.map((one) => one.id)
    expect(await listPlacements(city.db, id)).toEqual([])
    expect(await shown()).toContain(id)
    expect(await actions.discardDraft(await city.as('drafter'), id)).toMatchObject({ ok: false })
    valueOf(await actions.discardDraft(drafter, id))
    expect(await findPublicDocument(city.db, id)).toEqual(before)
    expect(await getDocument(city.db, id)).toMatchObject({ state: 'published', version: 1 })
    expect(await listPlacements(city.db, id)).toEqual([city.channelId])
    expect(await shown()).toContain(id)
    expect((await verbs(id)).at(-1)).toBe('publishing.correction_given_up')
    valueOf(await actions.beginCorrection(drafter, id))
    expect(await getVersion(city.db, id, 2)).toMatchObject({ title: '关于河道保洁的通知' })
    expect(await listAttachments(city.db, id, 2)).toEqual([])
  })

  test('a correction that leaves a channel stands there until it is approved', async () => {
    const drafter = await city.as('drafter')
    const id = await submitted(drafter)
    await approveAll(id)
    const shown = async (channelId: number) =>
      (await listShown(city.db, channelId, { offset: 0, limit: 50 })).items.some((one) => one.id === id)
    const site = await city.db.selectFrom('sites.site').select('id').executeTakeFirstOrThrow()
    const other = await city.db.transaction().execute((tx) =>
      addChannel(tx, systemActor, {
        siteId: site.id,
        parentId: null,
        slug: 'elsewhere',
        name: '别处',
        kind: '',
        description: '',
        position: 9,
      }),
    )
    valueOf(await actions.beginCorrection(drafter, id))
    const { unitId: _, ...body } = buildDraft({ channelIds: [other] })
    valueOf(await actions.editDraft(drafter, id, { ...body, basedOn: await hashOf(id) }))
    expect([await shown(city.channelId), await shown(other)]).toEqual([true, false])
    valueOf(await actions.submit(drafter, id, { basedOn: await hashOf(id), opinion: '更正' }))
    await approveAll(id)
    expect([await shown(city.channelId), await shown(other)]).toEqual([false, true])
  })

  test('a withdrawn document leaves lists and search and keeps its page with the reason', async () => {
    const id = await submitted(await city.as('drafter'), { title: '关于萤火虫的通告' })
    await approveAll(id)
    const asked = {
      state: 'withdrawn',
      on: civilDate('2026-03-10'),
      reason: '内容有误',
      replacedById: null,
    } as const
    valueOf(await actions.end(await city.as('disclosure_officer'), id, asked))
    expect(await findPublicDocument(city.db, id)).toMatchObject({
      state: 'withdrawn',
      end_reason: '内容有误',
    })
    expect((await find(city.db, { source: 'document', typed: '萤火虫', offset: 0, limit: 10 })).ids).toEqual(
      [],
    )
    expect(
      (await listShown(city.db, city.channelId, { offset: 0, limit: 50 })).items.map((one) => one.id),
    ).not.toContain(id)
    expect((await verbs(id)).at(-1)).toBe('publishing.withdrawn')
  })
})
