import {
  Document,
  ExternalHyperlink,
  HeadingLevel,
  ImageRun,
  Packer,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
} from 'docx'
import { strToU8, zipSync } from 'fflate'
import { expect, test } from 'vitest'
import { readWord } from './word.ts'

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)
const file = (...children: (Paragraph | Table)[]) =>
  Packer.toBuffer(new Document({ sections: [{ children }] }))
const heading = (text: string, level: (typeof HeadingLevel)[keyof typeof HeadingLevel]) =>
  new Paragraph({ text, heading: level })
const code = (name: string, content: Buffer) =>
  readWord(name, content).then(
    () => 'read',
    (error: { code: string }) => error.code,
  )

test('title, headings, text, links and joined cells come over; pictures are counted', async () => {
  const content = await file(
    heading('关于河道保洁的通知', HeadingLevel.TITLE),
    heading('总体要求', HeadingLevel.HEADING_1),
    new Paragraph({
      children: [
        new TextRun('做好'),
        new TextRun({ text: '保洁', bold: true }),
        new ExternalHyperlink({ link: 'https://www.example.gov.cn/', children: [new TextRun('网站')] }),
        new ImageRun({ type: 'png', data: PNG, transformation: { width: 10, height: 10 } }),
      ],
    }),
    new Paragraph(''),
    heading('任务', HeadingLevel.HEADING_2),
    new Table({
      rows: [
        new TableRow({
          tableHeader: true,
          children: [new TableCell({ columnSpan: 2, children: [new Paragraph('河段')] })],
        }),
        new TableRow({
          children: ['东河', '3'].map((text) => new TableCell({ children: [new Paragraph(text)] })),
        }),
      ],
    }),
  )
  expect(await readWord('通知.docx', content)).toEqual({
    title: '关于河道保洁的通知',
    bodyHtml:
      '<h2>总体要求</h2><p>做好<strong>保洁</strong><a href="https://www.example.gov.cn/">网站</a></p><h3>任务</h3>' +
      '<table><thead><tr><th colspan="2"><p>河段</p></th></tr></thead><tbody><tr><td><p>东河</p></td><td><p>3</p></td></tr></tbody></table>',
    pictures: 1,
  })
})

test('the first of several headings is not the title', async () => {
  const content = await file(
    heading('第一章', HeadingLevel.HEADING_1),
    new Paragraph('甲'),
    heading('第二章', HeadingLevel.HEADING_1),
  )
  expect(await readWord('规定.docx', content)).toMatchObject({
    title: null,
    bodyHtml: '<h2>第一章</h2><p>甲</p><h2>第二章</h2>',
  })
})

test('an attack inside of the file stays text, and a link that is none falls', async () => {
  const content = await file(
    new Paragraph({
      children: [
        new TextRun('<img src=x onerror=alert(1)>'),
        new ExternalHyperlink({ link: 'javascript:alert(1)', children: [new TextRun('点击')] }),
      ],
    }),
  )
  const { bodyHtml } = await readWord('攻击.docx', content)
  expect(bodyHtml).toContain('&lt;img src=x onerror=alert(1)&gt;')
  expect(bodyHtml).not.toMatch(/javascript:|<img/)
})

test('a file that cannot be read is refused for its reason', async () => {
  const zip = (parts: Record<string, Uint8Array>) => Buffer.from(zipSync(parts))
  const types = { '[Content_Types].xml': strToU8('<x/>') }
  expect(await code('坏.docx', zip({ ...types, 'word/document.xml': strToU8('<w:document') }))).toBe(
    'file_broken',
  )
  expect(await code('文.pdf', Buffer.from('%PDF-1.7\n'))).toBe('file_not_word')
  const locked = Buffer.concat([
    Buffer.from('d0cf11e0a1b11ae1', 'hex'),
    Buffer.from('EncryptedPackage\0', 'utf16le'),
  ])
  expect(await code('密.docx', locked)).toBe('file_encrypted')
  expect(
    await code('胀.docx', zip({ ...types, 'word/document.xml': new Uint8Array(21 * 1024 * 1024) })),
  ).toBe('file_too_large')
  expect(await code('空.docx', await file(new Paragraph('')))).toBe('file_empty')
})
