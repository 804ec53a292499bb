import { renderToStaticMarkup } from 'react-dom/server'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sql } from 'kysely'
import { civilDate } from '#platform/dates.ts'
import { valueOf } from '#platform/decision.ts'
import { testDatabase, type TestDatabase } from '#platform/testing/database.ts'
import { findPublicDocument, getDocument, getVersion, listAttachments } from '#kernel/documents/index.ts'
import { systemActor, type Context } from '#kernel/identity/index.ts'
import { find } from '#kernel/search/index.ts'
import { readCheck } from '#modules/checking/index.ts'
import { findLastProcess } from '#modules/review/index.ts'
import { addChannel } from '#modules/sites/index.ts'
import { buildCity, type SmallCity } from '../../testing/city.ts'
import { issuesOf } from '../../testing/decisions.ts'
import { buildDraft as buildDraftOf, startPublishing, type Publishing } from '../../testing/documents.ts'
import * as actions from './actions.ts'
import { attach } from './attachments.ts'
import { beginCorrection } from './correction.ts'
import { Corrections, readCorrections } from './corrections.tsx'
import { end } from './ending.ts'
import { maskFinding } from './masking.ts'
import type { NewDraft } from './contract.ts'
import { presentComparison } from './present-comparison.ts'
import { listShown } from './store/lists.ts'
import { listPlacements } from './store/placements.ts'

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

const buildDraft = (part: Partial<NewDraft> = {}) => buildDraftOf(city, part)
const hashOf = (id: number) => work.hashOf(id)
const submitted = (drafter: Context, part: Partial<NewDraft> = {}) => work.submitted(drafter, part)
const signAs: Publishing['signAs'] = (...asked) => work.signAs(...asked)
const approveAll: Publishing['approveAll'] = (...asked) => work.approveAll(...asked)

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
    expect(await work.verbs(id)).toEqual([
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
    const { rows } = await sql<{ age: number }>`
      select extract(epoch from clock_timestamp() - published_at)::float as age from documents.document where id = ${id}`.execute(
      city.db,
    )
    expect(rows[0]?.age).toBeLessThan(60)
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
    valueOf(
      await actions.submit(drafter, work.files, id, {
        basedOn: await hashOf(id),
        opinion: '已修改',
      }),
    )
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
    expect((await work.verbs(id)).at(-1)).toBe('publishing.kept_back')
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
    const before = await work.verbs(id)
    const decision = await signAs(await city.as('secrecy_reviewer'), id)
    expect(decision).toMatchObject({ ok: false, issues: [{ code: 'not_your_step' }] })
    expect(await work.verbs(id)).toEqual(before)
    expect((await findLastProcess(city.db, `document:${id}`))?.signed).toBe(1)
  })

  test('personal data holds a draft back until it is masked; what is withheld may carry it', async () => {
    const drafter = await city.as('drafter')
    const bodyHtml = '<p>联系人<strong>13812345678</strong></p>'
    const id = valueOf(await actions.createDraft(drafter, buildDraft({ bodyHtml })))
    const submit = async () =>
      actions.submit(drafter, work.files, id, { basedOn: await hashOf(id), opinion: '拟公开' })
    expect(issuesOf(await submit())).toEqual(['check personal_data_found'])
    expect(await getDocument(city.db, id)).toMatchObject({ state: 'draft', index_number: null })
    const { findings } = await readCheck(drafter, work.files, id)
    const key = findings[0]?.key ?? ''
    const stale = maskFinding(drafter, id, { key, basedOn: 'x' })
    await expect(stale).rejects.toMatchObject({ code: 'changed_meanwhile' })
    valueOf(await maskFinding(drafter, id, { key, basedOn: await hashOf(id) }))
    expect((await getVersion(city.db, id, 1)).body_html).toBe('<p>联系人<strong>138****5678</strong></p>')
    expect(issuesOf(await maskFinding(drafter, id, { key, basedOn: await hashOf(id) }))).toEqual([
      'key cannot_be_masked',
    ])
    valueOf(await submit())
    const withheld = { attribute: 'withheld', attributeGround: 'E15', attributeReason: '涉及个人' } as const
    const other = valueOf(await actions.createDraft(drafter, buildDraft({ ...withheld, bodyHtml })))
    const asked = { basedOn: await hashOf(other), opinion: '拟不予公开' }
    valueOf(await actions.submit(drafter, work.files, other, asked))
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
    valueOf(await beginCorrection(drafter, id))
    const { unitId: _, ...body } = buildDraft({
      title: '关于河道保洁的通知（更正）',
      correctionReason: '标题有误',
    })
    valueOf(await actions.editDraft(drafter, id, { ...body, basedOn: await hashOf(id) }))
    expect((await findPublicDocument(city.db, id))?.title).toBe('关于河道保洁的通知')
    expect(await readCorrections(city.db, id)).toEqual([])
    expect(await presentComparison(drafter, id, 1, 2)).toMatchObject({
      fields: [{ name: 'title', before: '关于河道保洁的通知', after: '关于河道保洁的通知（更正）' }],
      blocks: [{ change: 'same' }],
      attachments: [],
    })
    await expect(presentComparison(drafter, id, 1, 3)).rejects.toMatchObject({ code: 'not_found' })
    valueOf(await actions.submit(drafter, work.files, id, { basedOn: await hashOf(id), opinion: '更正' }))
    await approveAll(id)
    expect((await findPublicDocument(city.db, id))?.title).toBe('关于河道保洁的通知（更正）')
    const [correction, ...others] = await readCorrections(city.db, id)
    expect(others).toEqual([])
    expect(correction?.change.fields.map((field) => [field.name, field.before, field.after])).toEqual([
      ['title', '关于河道保洁的通知', '关于河道保洁的通知（更正）'],
    ])
    const shown = renderToStaticMarkup(
      Corrections({ documentId: id, corrections: correction ? [correction] : [] }),
    )
    expect(shown).toContain('<del><span class="visually-hidden">删去：</span>关于河道保洁的通知</del>')
    expect(shown).toContain('改为：</span>关于河道保洁的通知（更正）</ins>')
  })

  test('a correction given up leaves the public version as it was, attachments and channels too', async () => {
    const drafter = await city.as('drafter')
    const id = await submitted(drafter)
    await approveAll(id)
    const before = await findPublicDocument(city.db, id)
    valueOf(await beginCorrection(drafter, id))
    const { unitId: _, ...body } = buildDraft({ title: '改动', channelIds: [] })
    valueOf(await actions.editDraft(drafter, id, { ...body, basedOn: await hashOf(id) }))
    valueOf(await attach(drafter, work.files, id, { name: '附表.txt', content: Buffer.from('一') }))
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
    expect((await work.verbs(id)).at(-1)).toBe('publishing.correction_given_up')
    valueOf(await beginCorrection(drafter, id))
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
    valueOf(await beginCorrection(drafter, id))
    const { unitId: _, ...body } = buildDraft({ channelIds: [other], correctionReason: '栏目有误' })
    valueOf(await actions.editDraft(drafter, id, { ...body, basedOn: await hashOf(id) }))
    expect([await shown(city.channelId), await shown(other)]).toEqual([true, false])
    valueOf(await actions.submit(drafter, work.files, id, { basedOn: await hashOf(id), opinion: '更正' }))
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
    valueOf(await end(await city.as('disclosure_officer'), id, asked))
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
    expect((await work.verbs(id)).at(-1)).toBe('publishing.withdrawn')
  })
})
