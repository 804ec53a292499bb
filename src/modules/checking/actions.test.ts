import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import ExcelJS from 'exceljs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { civilDate } from '#platform/dates.ts'
import { valueOf } from '#platform/decision.ts'
import { folderStore } from '#platform/files/index.ts'
import { testDatabase, type TestDatabase } from '#platform/testing/database.ts'
import {
  addAttachment,
  createDraft,
  endDocument,
  getDocument,
  getVersion,
  lockDocument,
  publishVersion,
  takeIndexNumber,
} from '#kernel/documents/index.ts'
import type { Context } from '#kernel/identity/index.ts'
import { listEntries } from '#kernel/ledger/index.ts'
import { storeFile } from '#kernel/media/index.ts'
import { buildCity, type SmallCity } from '../../testing/city.ts'
import { issuesOf } from '../../testing/decisions.ts'
import { gate, justify, readCheck } from './actions.ts'

let database: TestDatabase
let city: SmallCity
let folder: string
let drafter: Context
beforeAll(async () => {
  database = await testDatabase()
  city = await buildCity(database.db)
  folder = await mkdtemp(join(tmpdir(), 'mingjing-checking-'))
  drafter = await city.as('drafter')
})
afterAll(async () => {
  await database.close()
  await rm(folder, { recursive: true, force: true })
})

const files = () => folderStore(folder)

async function draft(bodyHtml: string, attachment?: { name: string; content: Buffer }): Promise<number> {
  return city.db.transaction().execute(async (tx) => {
    const { id } = await createDraft(tx, {
      kind: 'official',
      unitId: city.one.id,
      drafterId: drafter.actor.staffId,
      content: {
        title: '关于救助对象的公示',
        documentNumber: null,
        issuer: '一局',
        writtenOn: civilDate('2026-03-01'),
        effectiveOn: null,
        topic: '06',
        genre: '08',
        attribute: 'proactive',
        attributeGround: null,
        attributeReason: null,
        keywords: [],
        summary: '',
        bodyHtml,
      },
    })
    if (attachment) {
      const file = await storeFile(tx, files(), attachment.name, attachment.content)
      await addAttachment(tx, await lockDocument(tx, id), { name: attachment.name, fileHash: file.hash })
    }
    return id
  })
}

async function gateOf(id: number): Promise<string[]> {
  return city.db.transaction().execute(async (tx) => {
    const row = await getDocument(tx, id)
    const issues = await gate(tx, files(), await getVersion(tx, id, row.version))
    return issues.map((one) => `${one.field} ${one.code} ${String(one.params?.['count'])}`)
  })
}

test('a clean document passes', async () => {
  const id = await draft('<p>索引号见目录，咨询电话0980-5550001。</p>')
  expect(await gateOf(id)).toEqual([])
  const check = await readCheck(drafter, files(), id)
  expect(check).toMatchObject({ blocking: 0, findings: [{ kind: 'phone', severity: 'hint' }] })
})

test('an ID number on a hidden sheet of an attachment holds the document back until it is justified', async () => {
  const book = new ExcelJS.Workbook()
  book.addWorksheet('公示').addRow(['闻某', '低保'])
  book.addWorksheet('底表', { state: 'hidden' }).addRow(['闻溪', '11010519491231002X'])
  const content = Buffer.from(await book.xlsx.writeBuffer())
  const id = await draft('<p>名单见附件。</p>', { name: '名单.xlsx', content })
  expect(await gateOf(id)).toEqual(['check personal_data_found 1'])
  const { findings, blocking } = await readCheck(drafter, files(), id)
  expect(blocking).toBe(1)
  expect(findings).toMatchObject([
    { where: '附件《名单.xlsx》隐藏的工作表“底表”', maskable: false, justification: null },
  ])
  const key = findings[0]?.key ?? ''
  expect(issuesOf(await justify(drafter, files(), id, key, { note: ' ' }))).toEqual(['note required'])
  valueOf(await justify(drafter, files(), id, key, { note: '本人书面同意公开' }))
  expect(await gateOf(id)).toEqual([])
  const after = await readCheck(await city.as('secrecy_reviewer'), files(), id)
  expect(after).toMatchObject({ blocking: 0, findings: [{ justification: { note: '本人书面同意公开' } }] })
  const entries = await listEntries(city.db, { subject: `document:${id}`, limit: 10 })
  expect(entries.map((entry) => entry.verb)).toEqual(['checking.justified'])
  expect(JSON.stringify(entries)).not.toContain('11010519491231002X')
})

test('a run that an earlier edition of the rules made is made anew', async () => {
  const id = await draft('<p>Tel13900001234</p>')
  expect(await gateOf(id)).toEqual(['check personal_data_found 1'])
  await city.db.updateTable('checking.run').set({ findings: '[]' }).where('document_id', '=', id).execute()
  expect(await gateOf(id)).toEqual([])
  await city.db.updateTable('checking.run').set({ rules: 1 }).where('document_id', '=', id).execute()
  expect(await gateOf(id)).toEqual(['check personal_data_found 1'])
})

test('only the drafter justifies, and only what was found; other units see nothing', async () => {
  const id = await draft('<p>联系人13812345678</p>')
  const [finding] = (await readCheck(drafter, files(), id)).findings
  const key = finding?.key ?? ''
  const note = { note: '已同意' }
  expect(issuesOf(await justify(await city.as('drafter'), files(), id, key, note))).toEqual([
    'staff not_your_draft',
  ])
  await expect(justify(drafter, files(), id, '0'.repeat(24), note)).rejects.toMatchObject({
    code: 'not_found',
  })
  await expect(justify(await city.as('secrecy_reviewer'), files(), id, key, note)).rejects.toMatchObject({
    code: 'not_permitted',
  })
  await expect(readCheck(await city.as('drafter', city.other), files(), id)).rejects.toMatchObject({
    code: 'not_found',
  })
})

test('a number that another carries, a rule no longer in force and a dead link are told as they stand today', async () => {
  const ended = await draft('<p>旧规定。</p>')
  const other = await draft('<p>另一份。</p>')
  await city.db
    .updateTable('documents.version')
    .set({ title: '云岚市停车管理办法' })
    .where('document_id', '=', ended)
    .execute()
  await city.db
    .updateTable('documents.version')
    .set({ document_number: '云政规〔2026〕7号', title: '关于集市的通知' })
    .where('document_id', '=', other)
    .execute()
  const body = `<p>依据《云岚市停车管理办法》，见<a href="/documents/${ended}">原文</a>和<a href="/documents/999999">附录</a>。</p>`
  const id = await draft(body)
  await city.db
    .updateTable('documents.version')
    .set({ document_number: '云政规〔2026〕7号' })
    .where('document_id', '=', id)
    .execute()
  const told = async () =>
    (await readCheck(drafter, files(), id)).findings.map((one) => `${one.kind} ${one.excerpt.hit}`)
  expect(await told()).toEqual([
    'number_used 云政规〔2026〕7号 已用于《关于集市的通知》',
    `dead_link /documents/${ended}`,
    'dead_link /documents/999999',
  ])
  await city.db.transaction().execute(async (tx) => {
    const row = await lockDocument(tx, ended)
    await takeIndexNumber(tx, row, city.one.credit_code ?? '', 2026)
    const version = await getVersion(tx, ended, 1)
    const approval = { decidedBy: 'review:1', contentHash: version.content_hash, steps: [] }
    await publishVersion(tx, row, approval)
    await endDocument(tx, ended, {
      state: 'repealed',
      on: civilDate('2026-03-01'),
      reason: '已被新办法代替',
      replacedById: null,
    })
  })
  expect(await told()).toEqual([
    'number_used 云政规〔2026〕7号 已用于《关于集市的通知》',
    'ended_reference 《云岚市停车管理办法》已废止',
    'dead_link /documents/999999',
  ])
  expect((await readCheck(drafter, files(), id)).blocking).toBe(0)
})
