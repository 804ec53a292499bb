import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { renderToStaticMarkup } from 'react-dom/server'
import { sql } from 'kysely'
import { civilDate } from '#platform/dates.ts'
import { valueOf } from '#platform/decision.ts'
import { testDatabase, type TestDatabase } from '#platform/testing/database.ts'
import {
  findApproval,
  findPublicDocument,
  findPublicVersion,
  getDocument,
  hashContent,
  listAttachments,
} from '#kernel/documents/index.ts'
import { createContext, systemActor } from '#kernel/identity/index.ts'
import { listEntries } from '#kernel/ledger/index.ts'
import { find } from '#kernel/search/index.ts'
import { buildCity, TODAY, type SmallCity } from '../../testing/city.ts'
import { issuesOf } from '../../testing/decisions.ts'
import { buildDraft, startPublishing, type Publishing } from '../../testing/documents.ts'
import { createDraft, editDraft } from './actions.ts'
import { attach, replaceFile } from './attachments.ts'
import { beginCorrection } from './correction.ts'
import { readCorrections } from './corrections.tsx'
import { confirmEmergency, publishAtOnce } from './emergency.ts'
import { documentPage } from './document-page.tsx'
import { end, endDue } from './ending.ts'
import { readRelated } from './history.tsx'
import { waiveInterpretation } from './interpretation.ts'
import { notePresence } from './presence.ts'
import { publicDocument } from './public-document.ts'
import { findPublicAttachment } from './store/files.ts'

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

const d = civilDate
const state = async (id: number) => (await getDocument(city.db, id)).state
const nightly = (day: string) =>
  endDue(createContext(city.db, systemActor, new Date(`${day}T00:05:00+08:00`)))

describe('the end of a document', () => {
  test('comes by itself on the day after its last, and is counted on its last', async () => {
    const id = await work.published({ expiresOn: d('2026-06-30') })
    await nightly('2026-06-30')
    expect(await state(id)).toBe('published')
    await nightly('2026-07-01')
    expect(await getDocument(city.db, id)).toMatchObject({ state: 'expired', ended_on: '2026-06-30' })
    await nightly('2026-07-02')
    const verbs = (await listEntries(city.db, { subject: `document:${id}`, limit: 50 })).map(
      (one) => one.verb,
    )
    expect(verbs.filter((verb) => verb === 'publishing.expired')).toHaveLength(1)
  })

  test('is declared, or leads its address to another document', async () => {
    const officer = await city.as('disclosure_officer')
    const kept = await work.published()
    const twin = await work.published({ title: '关于河道保洁的通知（重复）' })
    const asked = {
      state: 'redirected',
      on: d('2026-03-10'),
      reason: '重复发布',
      replacedById: kept,
    } as const
    valueOf(await end(officer, twin, asked))
    expect(await getDocument(city.db, twin)).toMatchObject({ state: 'redirected', text_removed: true })
    const hits = await find(city.db, { source: 'document', typed: '重复', offset: 0, limit: 10 })
    expect(hits.ids).not.toContain(twin)
    expect(issuesOf(await end(officer, kept, { ...asked, replacedById: twin }))).toEqual([
      'replacedById replacement_not_public',
    ])
    const void_ = { state: 'expired', on: d('2026-03-10'), reason: '任务完成', replacedById: null } as const
    valueOf(await end(officer, kept, void_))
    expect(await state(kept)).toBe('expired')
  })

  test('a withdrawn text is shown no more unless it is kept', async () => {
    const officer = await city.as('disclosure_officer')
    const asked = { state: 'withdrawn', on: d('2026-03-10'), reason: '内容有误', replacedById: null } as const
    const gone = await work.published({ summary: '含个人信息的概述' })
    valueOf(await end(officer, gone, asked))
    const found = await findPublicDocument(city.db, gone)
    if (!found) throw new Error('its page is gone')
    expect(publicDocument(found, [], { direct: [] }, '')).toMatchObject({
      summary: '',
      keywords: [],
      text: '',
    })
    const page = await documentPage(async () => []).read({
      db: city.db,
      site: 'main',
      publicUrl: '',
      now: TODAY,
      today: d('2026-03-10'),
      params: { documentId: String(gone) },
      query: {},
      form: {},
      cookies: {},
      client: async () => 'somebody',
    })
    expect(JSON.stringify({ ...page, main: '' })).not.toContain('含个人信息')
    expect(renderToStaticMarkup(page && 'main' in page ? page.main : undefined)).not.toContain('含个人信息')
    const kept = await work.published()
    valueOf(await end(officer, kept, { ...asked, textRemoved: false }))
    expect(await findPublicDocument(city.db, kept)).toMatchObject({ state: 'withdrawn', text_removed: false })
  })
})

describe('the history of a policy', () => {
  test('stands whole on every member, however far from each other they are', async () => {
    const first = await work.published({ title: '一九年办法', writtenOn: d('2019-05-01') })
    const change = await work.published({ title: '修改决定', writtenOn: d('2021-05-01'), amends: [first] })
    const last = await work.published({
      title: '新办法',
      writtenOn: d('2026-03-01'),
      effectiveOn: d('2026-05-01'),
      supersedes: [first],
    })
    for (const id of [first, change, last]) {
      const { chain } = await readRelated(city.db, id)
      expect(chain.members.map((one) => one.title)).toEqual(['一九年办法', '修改决定', '新办法'])
      expect(chain.edges).toHaveLength(2)
    }
    expect(await state(first)).toBe('published')
    await nightly('2026-05-01')
    expect(await getDocument(city.db, first)).toMatchObject({
      state: 'replaced',
      ended_on: '2026-05-01',
      replaced_by_id: last,
    })
  })

  test('what takes effect at once ends what it takes the place of; another unit’s it may not', async () => {
    const old = await work.published()
    const next = await work.published({ supersedes: [old] })
    expect(await getDocument(city.db, old)).toMatchObject({ state: 'replaced', replaced_by_id: next })
    const foreign = await work.published()
    await city.db
      .updateTable('documents.document')
      .set({ unit_id: city.other.id })
      .where('id', '=', foreign)
      .execute()
    const drafter = await city.as('drafter')
    const id = valueOf(
      await createDraft(drafter, buildDraft(city, { supersedes: [foreign], amends: [99999] })),
    )
    expect(issuesOf(await work.submit(drafter, id))).toEqual([
      'amends related_not_public',
      'supersedes not_own_document',
    ])
  })

  test('an explanation and its policy lead to each other, and a reason stands for one that is not needed', async () => {
    const policy = await work.published({ kind: 'normative', documentNumber: '试政规〔2026〕1号' })
    const other = await work.published({ kind: 'normative', documentNumber: '试政规〔2026〕2号' })
    const leader = await city.as('unit_leader')
    await work.published({ title: '一图读懂', interprets: [policy] })
    expect(issuesOf(await waiveInterpretation(leader, policy, { reason: '内容简单' }))).toEqual([
      'state interpreted_already',
    ])
    valueOf(await waiveInterpretation(leader, other, { reason: '内容简单' }))
    expect((await getDocument(city.db, other)).interpretation_waived).toBe('内容简单')
  })
})

describe('a correction', () => {
  test('leaves the text before it at an address of its own, with its files', async () => {
    const drafter = await city.as('drafter')
    const id = valueOf(await createDraft(drafter, buildDraft(city)))
    valueOf(await attach(drafter, work.files, id, { name: '附表.txt', content: Buffer.from('一') }))
    valueOf(await work.submit(drafter, id))
    await work.approveAll(id)
    valueOf(await beginCorrection(drafter, id))
    const [file] = await listAttachments(city.db, id, 2)
    if (!file) throw new Error('no file')
    valueOf(
      await replaceFile(drafter, work.files, id, file.id, { name: '附表.txt', content: Buffer.from('二') }),
    )
    await work.edit(drafter, id, { bodyHtml: '<p>改正以后。</p>', correctionReason: '数字有误' })
    valueOf(await work.submit(drafter, id))
    expect((await findPublicAttachment(city.db, file.lineage))?.version).toBe(1)
    await work.approveAll(id)
    const [now, before] = [
      await findPublicAttachment(city.db, file.lineage),
      await findPublicAttachment(city.db, file.lineage, 1),
    ]
    expect(now?.file_hash.equals(before?.file_hash ?? Buffer.of())).toBe(false)
    expect((await findPublicAttachment(city.db, file.id))?.version).toBe(2)
    const old = await findPublicVersion(city.db, id, 1)
    expect(old?.row.body_html).toBe('<p>各单位要做好保洁。</p>')
    expect(old?.until).not.toBeNull()
    expect((await readCorrections(city.db, id))[0]).toMatchObject({ reason: '数字有误', before: 1 })
  })

  test('that hides what was before leaves no way to it', async () => {
    const id = await work.published({ bodyHtml: '<p>不该公开的一段。</p>' })
    const drafter = await city.as('drafter')
    valueOf(await beginCorrection(drafter, id))
    await work.edit(drafter, id, { correctionReason: '删去个人信息', hidesPrevious: true })
    valueOf(await work.submit(drafter, id))
    expect(await findPublicVersion(city.db, id, 1)).toBeDefined()
    await work.approveAll(id)
    expect(await findPublicVersion(city.db, id, 1)).toBeUndefined()
    expect(await readCorrections(city.db, id)).toEqual([])
  })

  test('hashes of texts that say nothing of their life are as they were', () => {
    const plain = buildDraft(city)
    const content = { ...plain, issuer: '试验局' }
    expect(hashContent(content).equals(hashContent({ ...content, amends: [], expiresOn: null }))).toBe(true)
    expect(hashContent(content).equals(hashContent({ ...content, amends: [1] }))).toBe(false)
  })
})

describe('an emergency publication', () => {
  test('is one officer’s, says so until a second person signs, and passes the check like any other', async () => {
    const drafter = await city.as('drafter')
    const leader = await city.as('unit_leader')
    const officer = await city.as('disclosure_officer')
    const id = valueOf(await createDraft(drafter, buildDraft(city, { title: '关于转移群众的紧急通告' })))
    const asked = { basedOn: await work.hashOf(id), reason: '洪峰今夜过境' }
    await expect(publishAtOnce(drafter, work.files, id, asked)).rejects.toMatchObject({
      code: 'not_permitted',
    })
    valueOf(await publishAtOnce(leader, work.files, id, asked))
    expect(await findPublicDocument(city.db, id)).toMatchObject({
      emergency_reason: '洪峰今夜过境',
      confirmed_at: null,
      decided_by: `emergency:${leader.actor.staffId}`,
    })
    const confirmation = { contentHash: await work.hashOf(id), opinion: '情况属实' }
    expect(issuesOf(await confirmEmergency(leader, id, confirmation))).toEqual(['staff signed_already'])
    valueOf(await confirmEmergency(officer, id, confirmation))
    expect((await findPublicDocument(city.db, id))?.steps).toMatchObject([
      { role: 'emergency' },
      { role: 'confirmed' },
    ])
    expect(issuesOf(await confirmEmergency(officer, id, confirmation))).toEqual(['state nothing_to_confirm'])

    const personal = buildDraft(city, { bodyHtml: '<p>联系人身份证号11010519491231002X。</p>' })
    const other = valueOf(await createDraft(drafter, personal))
    const hasty = await publishAtOnce(leader, work.files, other, {
      basedOn: await work.hashOf(other),
      reason: '急',
    })
    expect(issuesOf(hasty)).toEqual(['check personal_data_found'])
  })
})

describe('what the database itself keeps', () => {
  test('times of approvals are the server’s, and none is changed or taken away', async () => {
    const id = await work.published()
    const row = await getDocument(city.db, id)
    const before = await findApproval(city.db, row)
    await sql`update documents.approval set released_at = '2001-01-01' where document_id = ${id}`.execute(
      city.db,
    )
    expect((await findApproval(city.db, row))?.released_at).toEqual(before?.released_at)
    for (const attack of [
      sql`update documents.approval set decided_by = 'review:1' where document_id = ${id}`,
      sql`update documents.approval set decided_at = '2001-01-01' where document_id = ${id}`,
      sql`delete from documents.approval where document_id = ${id}`,
    ])
      await expect(attack.execute(city.db)).rejects.toMatchObject({ code: '23001' })
  })
})

describe('several writers', () => {
  test('see each other, cannot overwrite each other, and none signs what he wrote', async () => {
    const drafter = await city.as('drafter')
    const second = await city.as('drafter')
    const id = valueOf(await createDraft(drafter, buildDraft(city)))
    const basedOn = await work.hashOf(id)
    await notePresence(drafter, id)
    const seen = await notePresence(second, id)
    expect(seen).toMatchObject({ contentHash: basedOn, others: [{ name: expect.any(String) }] })
    await work.edit(second, id, { title: '第二人的标题' })
    const { unitId: _, ...body } = buildDraft(city)
    await expect(editDraft(drafter, id, { ...body, basedOn })).rejects.toMatchObject({
      code: 'changed_meanwhile',
    })
    expect((await notePresence(drafter, id)).contentHash).not.toBe(basedOn)
    await expect(notePresence(await city.as('drafter', city.other), id)).rejects.toMatchObject({
      code: 'not_found',
    })
    valueOf(await work.submit(drafter, id))
    await sql`insert into identity.role_grant (staff_id, role, unit_id, covers)
      values (${second.actor.staffId}, 'section_head', ${city.one.id}, 'unit')`.execute(city.db)
    const promoted = await city.as('section_head')
    expect(
      issuesOf(
        await work.signAs({ ...promoted, actor: { ...promoted.actor, staffId: second.actor.staffId } }, id),
      ),
    ).toEqual(['staff own_draft'])
    valueOf(await work.signAs(promoted, id))
  })
})
