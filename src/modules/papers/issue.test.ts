import { buffer } from 'node:stream/consumers'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import fastify from 'fastify'
import { sql } from 'kysely'
import mammoth from 'mammoth'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { civilDate } from '#platform/dates.ts'
import { valueOf } from '#platform/decision.ts'
import { folderStore, type FileStore } from '#platform/files/index.ts'
import { testDatabase, type TestDatabase } from '#platform/testing/database.ts'
import type { Context } from '#kernel/identity/index.ts'
import { listEntries } from '#kernel/ledger/index.ts'
import { defineTemplate } from '#kernel/papers/index.ts'
import { buildCity, type SmallCity } from '../../testing/city.ts'
import { issuesOf } from '../../testing/decisions.ts'
import {
  findPaper,
  issuePaper,
  listPapers,
  previewPaper,
  previewPdf,
  sendPaperFile,
  type ToIssue,
} from './index.ts'

/** Not assigned: no font of any machine has it. */
const NO_GLYPH = '\u{323B0}'

const answer = defineTemplate({
  name: 'test.answer',
  label: '答复书',
  title: '政府信息公开申请答复书',
  cites: '第三十六条',
  fields: [
    { name: 'applicant', label: '申请人' },
    { name: 'reason', label: '理由' },
    { name: 'content', label: '答复内容' },
    { name: 'remedy', label: '救济途径' },
  ],
  mustContain: ['reason', 'remedy'],
  body: '{{applicant}}提出的申请收悉。{{#reason}}\n理由：{{reason}}{{/reason}}\n{{#content}}{{content}}{{/content}}\n{{remedy}}',
})

const HOSTILE = '#panic("x") $a$ @b *c* _d_ `e` \\ ] [ // <f> "g" ~ = - + / ; } { <& </w:t> &amp; {{reason}}'

let database: TestDatabase
let city: SmallCity
let files: FileStore
let folder: string
let ctx: Context
beforeAll(async () => {
  database = await testDatabase()
  city = await buildCity(database.db)
  folder = await mkdtemp(join(tmpdir(), 'papers-'))
  files = folderStore(folder)
  ctx = await city.as('disclosure_officer', city.city, { covers: 'subtree' })
})
afterAll(async () => {
  await database.close()
  await rm(folder, { recursive: true })
})

const asked = (over: Partial<ToIssue> = {}): ToIssue => ({
  template: answer,
  unitId: city.one.id,
  subject: 'request:1',
  recipient: '张某某',
  on: civilDate('2026-03-10'),
  values: { applicant: '您', reason: '涉及商业秘密', remedy: '可以申请行政复议。' },
  ...over,
})
const issue = (over: Partial<ToIssue> = {}) =>
  ctx.transaction((tx) => issuePaper(tx, ctx, { files }, asked(over)))

const plain = (text: string) => text.replace(/\s/g, '')
async function pdfText(pdf: Buffer): Promise<string> {
  const { getDocument } = await import('pdfjs-dist/legacy/build/pdf.mjs')
  const document = await getDocument({ data: new Uint8Array(pdf), verbosity: 0 }).promise
  let text = ''
  for (let number = 1; number <= document.numPages; number += 1) {
    const content = await (await document.getPage(number)).getTextContent()
    const said = plain(content.items.map((item) => ('str' in item ? item.str : '')).join(''))
    // The number of the page stands at its end, wherever the foot is drawn.
    text += said.replace(`—${number}—`, '')
  }
  return text
}
const fileOf = (hash: Buffer) => buffer(files.read(hash.toString('hex')))
const wordText = async (docx: Buffer) =>
  (await mammoth.extractRawText({ buffer: docx })).value.split('\n\n').filter((line) => line !== '')

describe('a letter that was issued', () => {
  test('is kept with its words, its number and its two files, and told to the ledger without them', async () => {
    const made = valueOf(
      await issue({
        subject: 'request:7',
        series: '公开复',
        recipient: '李某\n某',
        origin: { number: 'YSQ-7', address: 'https://www.example.gov.cn/requests' },
        values: { applicant: '您', reason: '甲\n乙', remedy: '丙' },
      }),
    )
    expect(made).toMatchObject({
      number: 'one公开复〔2026〕1号',
      title: '政府信息公开申请答复书',
      recipient: '李某 某',
      text: '您提出的申请收悉。\n理由：甲\n乙\n丙',
      pages: 1,
      archival: true,
    })
    expect(await listPapers(city.db, 'request:7')).toEqual([
      {
        id: made.id,
        template: 'test.answer',
        number: made.number,
        title: made.title,
        issuedOn: '2026-03-10',
        issuedBy: ctx.actor.staffId,
        pages: 1,
        archival: true,
      },
    ])
    expect(await findPaper(city.db, made.id)).toMatchObject({ subject: 'request:7', text: made.text })
    const told = JSON.stringify(await listEntries(city.db, { subject: 'request:7', limit: 10 }))
    expect(told).toContain('papers.issued')
    expect(told).toContain(made.pdfHash.toString('hex'))
    expect(told).not.toMatch(/李某|收悉/)
    const lines = [
      'one局',
      'one公开复〔2026〕1号',
      '政府信息公开申请答复书',
      '李某 某：',
      '您提出的申请收悉。',
      '理由：甲',
      '乙',
      '丙',
      'one局',
      '2026年3月10日',
      '（登记编号：YSQ-7；查询网址：https://www.example.gov.cn/requests）',
    ]
    expect(await wordText(await fileOf(made.docxHash))).toEqual(lines)
    expect(await pdfText(await fileOf(made.pdfHash))).toBe(plain(lines.join('')))
  })

  test('stays as it is: the database refuses to change it or take it away', async () => {
    const { id } = valueOf(await issue())
    for (const change of [
      sql`update papers.paper set text = 'x' where id = ${id}`,
      sql`delete from papers.paper where id = ${id}`,
      sql`truncate papers.paper`,
    ])
      await expect(change.execute(city.db)).rejects.toThrow('stay as they are')
  })

  test('has a title and a language in its PDF, and keeps to the standard for archives', async () => {
    const made = valueOf(await issue())
    const { getDocument } = await import('pdfjs-dist/legacy/build/pdf.mjs')
    const data = new Uint8Array(await fileOf(made.pdfHash))
    const document = await getDocument({ data, verbosity: 0 }).promise
    const { info, metadata } = await document.getMetadata()
    expect(info).toMatchObject({ Title: '政府信息公开申请答复书', Language: 'zh' })
    expect(metadata?.getRaw()).toMatch(/pdfaid:part>2</)
  })
})

describe('a letter that lacks something', () => {
  test('is refused with everything that it lacks, and takes no number', async () => {
    const bad = issue({ recipient: ' ', series: '缺', values: { reason: '\u200b', content: '丁' } })
    expect(issuesOf(await bad)).toEqual([
      'recipient required',
      'applicant paper_lacks',
      'reason paper_lacks',
      'remedy paper_lacks',
    ])
    expect(valueOf(await issue({ series: '缺' })).number).toBe('one缺〔2026〕1号')
  })
})

describe('numbers', () => {
  test('run without a gap for each unit, series and year, also when many are taken at once and some fail', async () => {
    const take = (fails: boolean) =>
      ctx
        .transaction(async (tx) => {
          const made = valueOf(await issuePaper(tx, ctx, { files }, asked({ series: '连' })))
          if (fails) throw new Error('after the letter')
          return made.number
        })
        .catch(() => undefined)
    const numbers = await Promise.all([false, true, false, false, true, false].map(take))
    expect(numbers.filter((one) => one !== undefined)).toHaveLength(4)
    expect(new Set(numbers)).toEqual(
      new Set([undefined, ...[1, 2, 3, 4].map((serial) => `one连〔2026〕${serial}号`)]),
    )
    const next = async (over: Partial<ToIssue>) => valueOf(await issue({ series: '连', ...over })).number
    expect(await next({ on: civilDate('2027-01-04') })).toBe('one连〔2027〕1号')
    expect(await next({ unitId: city.other.id })).toBe('other连〔2026〕1号')
    expect(await next({ series: '别' })).toBe('one别〔2026〕1号')
    expect(await next({})).toBe('one连〔2026〕5号')
  })
})

describe('whatever the words hold', () => {
  async function readBack(over: Partial<ToIssue>) {
    const made = valueOf(await issue(over))
    return {
      made,
      pdf: await pdfText(await fileOf(made.pdfHash)),
      word: await wordText(await fileOf(made.docxHash)),
    }
  }

  test('they mean nothing to the typesetter nor to Word', async () => {
    const { made, pdf, word } = await readBack({
      recipient: HOSTILE,
      values: { ...asked().values, content: HOSTILE },
    })
    expect(pdf).toContain(plain(`${HOSTILE}：`))
    expect(pdf).toContain(plain(made.text))
    expect(word).toEqual(expect.arrayContaining([`${HOSTILE}：`, ...made.text.split('\n')]))
  })

  test('long texts, long names and rows without a place to break stay on their pages', async () => {
    const content = [
      ...Array.from({ length: 150 }, (_, n) => `第${n + 1}条　各单位要做好保洁工作，认真落实各项规定。`),
      'x'.repeat(4000),
      '）'.repeat(500),
      `https://www.example.gov.cn/${'a/'.repeat(200)}`,
    ].join('\n')
    const values = { ...asked().values, content, remedy: '丙'.repeat(3000) }
    const started = performance.now()
    const { made, pdf, word } = await readBack({ values, recipient: '某某有限责任公司'.repeat(20) })
    expect(performance.now() - started).toBeLessThan(3000)
    expect(made.pages).toBeGreaterThan(10)
    expect(made.archival).toBe(true)
    for (const line of made.text.split('\n')) expect(pdf).toContain(plain(line))
    expect(word).toEqual(expect.arrayContaining(made.text.split('\n')))
    await expectOnPage(await fileOf(made.pdfHash))
  })

  test('a character that no font has is no reason not to answer', async () => {
    const { made, word } = await readBack({ recipient: `${NO_GLYPH}某` })
    expect(made.archival).toBe(false)
    expect(word).toContain(`${NO_GLYPH}某：`)
  })

  test('any words come back from both files as they were', async () => {
    // What the fonts of a letter have: other characters are told by the flag.
    const said = fc.string({
      unit: fc.constantFrom(
        ...Array.from('#\\$*@_`~<>&"\'[](){}=-+/;|^%!?，。：“”（）〔〕一二三甲乙丙abcXYZ0123 \u3000'),
      ),
      maxLength: 120,
    })
    await fc.assert(
      fc.asyncProperty(said, said, async (recipient, content) => {
        const { made, pdf, word } = await readBack({
          recipient: `甲${recipient}`,
          values: { ...asked().values, content },
        })
        expect(pdf).toContain(plain(made.text))
        expect(pdf).toContain(plain(`${made.recipient}：`))
        expect(word).toEqual(expect.arrayContaining([`${made.recipient}：`, ...made.text.split('\n')]))
      }),
      { numRuns: 40 },
    )
  }, 60_000)
})

/** No word begins or ends outside the paper. */
async function expectOnPage(pdf: Buffer) {
  const { getDocument } = await import('pdfjs-dist/legacy/build/pdf.mjs')
  const document = await getDocument({ data: new Uint8Array(pdf), verbosity: 0 }).promise
  for (let number = 1; number <= document.numPages; number += 1) {
    const page = await document.getPage(number)
    const { width } = page.getViewport({ scale: 1 })
    for (const item of (await page.getTextContent()).items) {
      if (!('str' in item) || item.str === '') continue
      const left = Number(item.transform[4])
      expect(left).toBeGreaterThan(0)
      expect(left + item.width, item.str).toBeLessThan(width)
    }
  }
}

describe('a letter’s files', () => {
  test('are sent under the title and number of the letter, and kept by nobody on the way', async () => {
    const made = valueOf(await issue({ series: '送' }))
    const server = fastify()
    server.get('/:id/:kind', (request, reply) => {
      const { id, kind } = request.params as { id: string; kind: 'pdf' | 'docx' }
      return sendPaperFile(ctx, reply, files, Number(id), kind)
    })
    const sent = await server.inject(`/${made.id}/pdf`)
    expect(sent.headers).toMatchObject({
      'content-type': 'application/pdf',
      'cache-control': 'no-store',
      'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent('政府信息公开申请答复书（one送〔2026〕1号）.pdf')}`,
    })
    expect(sent.rawPayload).toEqual(await fileOf(made.pdfHash))
    const word = await server.inject(`/${made.id}/docx`)
    expect(word.headers['content-type']).toContain('wordprocessingml')
    expect(word.rawPayload).toEqual(await fileOf(made.docxHash))
    expect((await server.inject(`/${made.id + 1000}/pdf`)).statusCode).not.toBe(200)
    await server.close()
  })
})

describe('a preview', () => {
  test('shows the words and the page, keeps nothing and takes no number', async () => {
    const before = await listPapers(city.db, 'request:1')
    const shown = valueOf(await previewPaper(city.db, asked()))
    expect(shown.text).toBe('您提出的申请收悉。\n理由：涉及商业秘密\n可以申请行政复议。')
    const pdf = valueOf(await previewPdf(city.db, asked()))
    expect(await pdfText(pdf)).toContain(plain(shown.text))
    expect(await listPapers(city.db, 'request:1')).toEqual(before)
  })
})
