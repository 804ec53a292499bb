import { buffer } from 'node:stream/consumers'
import { Document, Packer, Paragraph, Table, TableCell, TableRow } from 'docx'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import sharp from 'sharp'
import { valueOf } from '#platform/decision.ts'
import { testDatabase, type TestDatabase } from '#platform/testing/database.ts'
import { createContext, publicActor, type Context } from '#kernel/identity/index.ts'
import { listEntries } from '#kernel/ledger/index.ts'
import { recordPaperRequest, requestsModule } from '#modules/requests/index.ts'
import { attachRelease } from '../requests/actions/answer.ts'
import { listAnswerFiles } from '../requests/store/answers.ts'
import { buildCity, TODAY, type SmallCity } from '../../testing/city.ts'
import { issuesOf } from '../../testing/decisions.ts'
import { buildPaper, requestServices } from '../../testing/requests.ts'
import { caseAccess } from './access.ts'
import * as actions from './actions.ts'
import type { MarksBody } from './contract.ts'
import { holds } from './engine/find.ts'
import { rawPdf, typstPdf } from './engine/samples.ts'
import { askOnce } from './engine/threads.ts'
import { holdsRaw } from './engine/verify.ts'
import { Reading } from './reading.ts'
import * as store from './store.ts'

const NAME = '张三丰'
const PHONE = '13800001234'
const PAPER = `#set text(font: "Noto Serif SC", size: 12pt, lang: "zh")
当事人${NAME}，电话 138-0000-1234。

联系人：${NAME}。
#pagebreak()
第二页也写着${NAME}。`

let database: TestDatabase
let city: SmallCity
let services: actions.RedactionServices
let remove: () => Promise<void>
let subject: string
let officer: Context

beforeAll(async () => {
  database = await testDatabase()
  city = await buildCity(database.db)
  const made = await requestServices()
  remove = () => made.remove()
  const kinds = requestsModule(made).caseKinds ?? []
  services = {
    ...made,
    access: caseAccess(() => kinds),
  }
  officer = await city.as('disclosure_officer')
  const { id } = valueOf(await recordPaperRequest(officer, made, buildPaper({ unitId: city.one.id })))
  subject = `request:${id}`
})
afterAll(async () => {
  await database.close()
  await remove()
})

const add = (name: string, content: Buffer, ctx = officer) =>
  actions.addOriginal(ctx, services, { subject, unitId: city.one.id, name, content })

const nothing = { areas: [], ranges: [], words: [] }

async function mark(id: number, part: Partial<MarksBody>, ctx = officer) {
  const { revision } = await store.getOriginal(city.db, id)
  return actions.putMarks(ctx, services, id, { ...nothing, revision, ...part })
}

/** Every place of the words, as 全部遮盖 marks it. */
async function markAll(id: number, words: readonly string[]) {
  const row = await store.getOriginal(city.db, id)
  const found = await new Reading(services).find(row, words)
  const areas = found.flatMap((one) => one.areas.map((area) => ({ ...area, reason: 'privacy' as const })))
  const ranges = found.flatMap((one) => one.ranges.map((range) => ({ ...range, reason: 'privacy' as const })))
  const kept = words.map((word) => ({ word, reason: 'privacy' as const }))
  return valueOf(await mark(id, { areas, ranges, words: kept }))
}

const fileOf = (hash: Buffer) => buffer(services.files.read(hash.toString('hex')))

async function charactersOf(content: Buffer): Promise<string> {
  const file = { format: 'pdf', content } as const
  const sizes = await askOnce(file, 'sizes', {}, 60)
  const pages = await Promise.all(sizes.map((_, at) => askOnce(file, 'characters', { page: at + 1 }, 60)))
  return pages.flatMap((page) => page.map((one) => one.text)).join('')
}

describe('a file that was found for a case', () => {
  test('is kept with its pages, its words found, and released without them', async () => {
    const id = valueOf(await add(`${NAME}的处罚决定.pdf`, typstPdf(PAPER)))
    expect(await store.getOriginal(city.db, id)).toMatchObject({ subject, format: 'pdf', revision: 0 })
    expect(await markAll(id, [NAME, PHONE])).toBe(1)
    expect(await store.listMarks(city.db, id)).toHaveLength(4)

    const released = valueOf(await actions.releaseRedacted(officer, services, id))
    // The name of the file tells as well.
    expect(released.name).toBe('■■■的处罚决定（区分处理）.pdf')
    const content = await fileOf(released.hash)
    expect(holdsRaw(content, NAME)).toBe(false)
    expect(holds(await charactersOf(content), PHONE)).toBe(false)
    const [row] = await store.listReleases(city.db, subject)
    expect(row).toMatchObject({
      id: released.releaseId,
      revision: 1,
      verification: { pages: 2, areas: 4, words: 2, remains: [] },
    })
    const entries = await listEntries(city.db, { subject, limit: 50 })
    const verbs = entries.map((entry) => entry.verb).filter((verb) => verb.startsWith('redaction.'))
    expect(verbs).toEqual(['redaction.original_added', 'redaction.marked', 'redaction.released'])
    expect(JSON.stringify(entries)).not.toContain('三丰')
  })

  test('words that may stand nowhere are sealed', async () => {
    const id = valueOf(await add('a.pdf', typstPdf(PAPER)))
    await markAll(id, [NAME])
    const { rows } = await sql<{ all: string }>`
      select concat(o.name, (select string_agg(w::text, '') from redaction.word w where w.original_id = o.id)) as all
        from redaction.original o where o.id = ${id}`.execute(city.db)
    expect(rows[0]?.all).toContain('a.pdf')
    expect(rows[0]?.all).not.toContain(NAME)
    expect((await actions.readMarks(city.db, services.secrets, id)).words).toEqual([
      { word: NAME, reason: 'privacy' },
    ])
  })

  test('is released again when its marks change; the earlier release stays, and cannot be changed', async () => {
    const id = valueOf(await add('b.pdf', typstPdf(PAPER)))
    const area = { page: 1, x: 60, y: 60, width: 100, height: 30, reason: 'internal' as const }
    valueOf(await mark(id, { areas: [area] }))
    const first = valueOf(await actions.releaseRedacted(officer, services, id))
    expect(valueOf(await actions.releaseRedacted(officer, services, id)).releaseId).toBe(first.releaseId)
    valueOf(await mark(id, { areas: [area, { ...area, page: 2 }] }))
    const second = valueOf(await actions.releaseRedacted(officer, services, id))
    expect(second.hash).not.toEqual(first.hash)
    const own = (await store.listReleases(city.db, subject)).filter((row) => row.original_id === id)
    expect(own.map((row) => [row.id, row.revision])).toEqual([
      [second.releaseId, 2],
      [first.releaseId, 1],
    ])
    await expect(
      sql`update redaction.release set name = 'x' where id = ${first.releaseId}`.execute(city.db),
    ).rejects.toThrow('not changed')
    expect(issuesOf(await actions.removeOriginal(officer, services, id))).toEqual(['state released_already'])
  })

  test('a mark that stays keeps who set it and when', async () => {
    const id = valueOf(await add('c.pdf', typstPdf(PAPER)))
    const area = { page: 1, x: 60.123, y: 60, width: 100, height: 30, reason: 'internal' as const }
    valueOf(await mark(id, { areas: [area] }))
    const [before] = await store.listMarks(city.db, id)
    const { areas } = await actions.readMarks(city.db, services.secrets, id)
    const colleague = await city.as('disclosure_officer', city.one, { now: new Date('2026-03-11T02:00:00Z') })
    valueOf(await mark(id, { areas: [...areas, { ...area, page: 2 }] }, colleague))
    const [first, second] = await store.listMarks(city.db, id)
    expect(first).toMatchObject({ marked_by: before?.marked_by, marked_at: before?.marked_at, x: before?.x })
    expect(second?.marked_by).toBe(colleague.actor.staffId)
  })
})

describe('nothing is released', () => {
  test('when a word that may stand nowhere is left on a page', async () => {
    const id = valueOf(await add('d.pdf', typstPdf(PAPER)))
    await markAll(id, [NAME])
    const { areas, words } = await actions.readMarks(city.db, services.secrets, id)
    valueOf(await mark(id, { areas: areas.filter((area) => area.page === 1), words: [...words] }))
    const refused = await actions.releaseRedacted(officer, services, id)
    expect(refused).toMatchObject({
      ok: false,
      issues: [
        { code: 'redaction_remains', params: { page: 2, what: 'word' } },
        { code: 'redaction_remains_inside' },
      ],
    })
    expect((await store.listReleases(city.db, subject)).some((row) => row.original_id === id)).toBe(false)
    // Of single places only these are taken out, and that is as it was meant.
    valueOf(await mark(id, { areas: areas.filter((area) => area.page === 1) }))
    expect((await actions.releaseRedacted(officer, services, id)).ok).toBe(true)
  })

  test('without marks, with marks beside the page, and over marks that somebody else has changed', async () => {
    const id = valueOf(await add('e.pdf', typstPdf(PAPER)))
    expect(issuesOf(await actions.releaseRedacted(officer, services, id))).toEqual(['marks nothing_marked'])
    const beside = { page: 9, x: 0, y: 0, width: 10, height: 10, reason: 'privacy' as const }
    expect(issuesOf(await mark(id, { areas: [beside] }))).toEqual(['areas beside_the_page'])
    expect(issuesOf(await mark(id, { ranges: [{ start: 0, end: 1, reason: 'privacy' }] }))).toEqual([
      'ranges pages_have_no_ranges',
      'ranges beyond_the_text',
    ])
    valueOf(await mark(id, { areas: [{ ...beside, page: 1 }] }))
    await expect(actions.putMarks(officer, services, id, { ...nothing, revision: 0 })).rejects.toMatchObject({
      code: 'changed_meanwhile',
    })
    await expect(actions.releaseRedacted(officer, services, id, 0)).rejects.toMatchObject({
      code: 'changed_meanwhile',
    })
  })

  test('of a damaged file, an encrypted one, and one of another kind', async () => {
    const damaged = Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\n')
    await expect(add('f.pdf', damaged)).rejects.toMatchObject({ code: 'file_damaged', status: 422 })
    const encrypted = rawPdf(
      ['<< /Type /Catalog /Pages 2 0 R >>', '<< /Type /Pages /Count 0 /Kids [] >>'],
      `/ID [<00> <00>] /Encrypt << /Filter /Standard /V 2 /R 3 /Length 128 /P -4 /O <${'11'.repeat(32)}> /U <${'22'.repeat(32)}> >>`,
    )
    await expect(add('f.pdf', encrypted)).rejects.toMatchObject({ code: 'file_encrypted', status: 422 })
    await expect(add('f.csv', Buffer.from('一,二'))).rejects.toMatchObject({ code: 'file_not_for_redaction' })
  })
})

describe('who may', () => {
  test('only who handles the case; who may not even read it learns nothing of it', async () => {
    const id = valueOf(await add('g.pdf', typstPdf(PAPER)))
    const reader = await city.as('inspector')
    const stranger = await city.as('disclosure_officer', city.other)
    await expect(mark(id, {}, reader)).rejects.toMatchObject({ code: 'not_permitted' })
    await expect(mark(id, {}, stranger)).rejects.toMatchObject({ code: 'not_found' })
    await expect(actions.releaseRedacted(stranger, services, id)).rejects.toMatchObject({ code: 'not_found' })
    await expect(add('h.pdf', typstPdf(PAPER), reader)).rejects.toMatchObject({ code: 'not_permitted' })
    const nobody = createContext(city.db, publicActor, TODAY)
    await expect(actions.removeOriginal(nobody, services, id)).rejects.toMatchObject({ code: 'not_found' })
    expect(valueOf(await actions.removeOriginal(officer, services, id))).toBe(id)
  })
})

describe('texts and pictures', () => {
  test('a Word file is released as its words, each part that is taken out as ■■■', async () => {
    const word = await Packer.toBuffer(
      new Document({
        creator: NAME,
        sections: [
          {
            children: [
              new Paragraph(`当事人${NAME}，住东河街8号。`),
              new Table({
                rows: [
                  new TableRow({
                    children: [
                      new TableCell({ children: [new Paragraph('联系电话')] }),
                      new TableCell({ children: [new Paragraph(PHONE)] }),
                    ],
                  }),
                ],
              }),
              new Paragraph('可以公开的内容。'),
            ],
          },
        ],
      }),
    )
    const id = valueOf(await add('意见.docx', word))
    const { body } = await store.getOriginal(city.db, id)
    expect(body).toBe(`当事人${NAME}，住东河街8号。\n联系电话\t${PHONE}\n可以公开的内容。`)
    await markAll(id, [NAME, PHONE])
    const released = valueOf(await actions.releaseRedacted(officer, services, id))
    expect(released.name).toBe('意见（区分处理）.pdf')
    const content = await fileOf(released.hash)
    const text = (await charactersOf(content)).replace(/\s/g, '')
    expect(text).toContain('当事人■■■，住东河街8号。联系电话■■■可以公开的内容。')
    expect(holdsRaw(content, NAME)).toBe(false)
  })

  test('a photograph is released as a photograph with black areas', async () => {
    const photo = await sharp({ create: { width: 300, height: 200, channels: 3, background: '#8aa' } })
      .withExif({ IFD0: { Artist: NAME } })
      .jpeg()
      .toBuffer()
    const id = valueOf(await add('现场.jpg', photo))
    valueOf(await mark(id, { areas: [{ page: 1, x: 10, y: 10, width: 80, height: 60, reason: 'privacy' }] }))
    const released = valueOf(await actions.releaseRedacted(officer, services, id))
    expect(released.name).toBe('现场（区分处理）.jpg')
    const { data, info } = await sharp(await fileOf(released.hash))
      .raw()
      .toBuffer({ resolveWithObject: true })
    expect([...data.subarray((40 * info.width + 50) * 3, (40 * info.width + 50) * 3 + 3)]).toEqual([0, 0, 0])
    expect((await sharp(await fileOf(released.hash)).metadata()).exif).toBeUndefined()
  })
})

describe('政府信息公开条例 第三十七条: what was released is given with the answer', () => {
  test('of its own case, once the words are gone; of no other case', async () => {
    const id = valueOf(await add('名单.txt', Buffer.from(`当事人${NAME}，住青棠路。`)))
    await markAll(id, [NAME])
    const { releaseId } = valueOf(await actions.releaseRedacted(officer, services, id))
    const caseId = Number(subject.split(':')[1])
    valueOf(await attachRelease(officer, caseId, releaseId))
    const [given, ...others] = await listAnswerFiles(city.db, caseId)
    expect([given?.name, others]).toEqual(['名单（区分处理）.pdf', []])
    const text = await charactersOf(await fileOf(given?.file_hash ?? Buffer.alloc(0)))
    expect(text).toContain('■■■')
    expect(text).not.toContain(NAME)
    const paper = buildPaper({ unitId: city.one.id, wantedTitle: '另一件' })
    const other = valueOf(await recordPaperRequest(officer, { ...services, publicUrl: '' }, paper))
    await expect(attachRelease(officer, other.id, releaseId)).rejects.toMatchObject({ code: 'not_found' })
  })
})
