import ExcelJS from 'exceljs'
import { strToU8, zipSync } from 'fflate'
import { expect, test } from 'vitest'
import { checkContent } from './check.ts'
import { extractText } from './extract.ts'

const ID = '11010519491231002X'
const nothing = { title: '公示', summary: '', bodyHtml: '' }
const kindsOf = (findings: ReturnType<typeof checkContent>) =>
  findings.map((one) => [one.kind, one.severity, one.where])

test('reads a workbook within a letter, and what is said of its pictures', async () => {
  const book = new ExcelJS.Workbook()
  book.addWorksheet('名单').addRow(['闻溪', ID])
  const file = zipSync({
    'word/document.xml': strToU8(
      '<w:document><w:p><w:r><w:drawing><wp:docPr descr="闻溪 13812345678"/></w:drawing></w:r></w:p></w:document>',
    ),
    'word/header2.xml': strToU8('<w:hdr><w:p><w:r><w:t>联系人13987654321</w:t></w:r></w:p></w:hdr>'),
    'word/embeddings/Microsoft_Excel_Sheet.xlsx': new Uint8Array(await book.xlsx.writeBuffer()),
  })
  const extracted = await extractText('函.docx', Buffer.from(file))
  expect(extracted.problem).toBeUndefined()
  expect(kindsOf(checkContent(nothing, [{ name: '函.docx', extracted }]))).toEqual([
    ['mobile', 'blocking', '附件《函.docx》页眉页脚'],
    ['mobile', 'blocking', '附件《函.docx》文本框和图表'],
    [
      'citizen_id',
      'blocking',
      '附件《函.docx》嵌入的文件 word/embeddings/Microsoft_Excel_Sheet.xlsx 工作表“名单”',
    ],
  ])
})

test('reads the text boxes of a sheet', async () => {
  const book = new ExcelJS.Workbook()
  book.addWorksheet('表').addRow(['1'])
  const { unzipSync } = await import('fflate')
  const members = unzipSync(new Uint8Array(await book.xlsx.writeBuffer()))
  const file = zipSync({
    ...members,
    'xl/drawings/drawing1.xml': strToU8(
      '<xdr:wsDr><a:p><a:r><a:t>手机138</a:t></a:r><a:r><a:t>12345678</a:t></a:r></a:p></xdr:wsDr>',
    ),
  })
  const extracted = await extractText('表.xlsx', Buffer.from(file))
  expect(kindsOf(checkContent(nothing, [{ name: '表.xlsx', extracted }]))).toEqual([
    ['mobile', 'blocking', '附件《表.xlsx》文本框和图表'],
  ])
})

test('reads the name of an attachment and of what is in an archive', async () => {
  const file = zipSync({ '闻溪13812345678.txt': strToU8('无') })
  const extracted = await extractText('包.zip', Buffer.from(file))
  expect(
    kindsOf(
      checkContent(nothing, [
        { name: '包.zip', extracted },
        { name: `${ID}复印件.png`, extracted: { parts: [] } },
      ]),
    ),
  ).toEqual([
    ['citizen_id', 'blocking', '附件名称'],
    ['mobile', 'blocking', '附件《包.zip》文件名'],
  ])
})

test('reads addresses of telephones and mail, titles and words for pictures', () => {
  const bodyHtml =
    '<p><a href="tel:13812345678">来电</a><a href="mailto:13987654321@example.com" title="闻溪">信</a>' +
    `<img src="/a.png" alt="身份证${ID}"><a href="/documents/13812345678">文件</a></p>`
  expect(kindsOf(checkContent({ ...nothing, bodyHtml }, []))).toEqual([
    ['mobile', 'blocking', '正文的链接和图片说明'],
    ['mobile', 'blocking', '正文的链接和图片说明'],
    ['citizen_id', 'blocking', '正文的链接和图片说明'],
  ])
})

test.each([
  ['its size', 24],
  ['its checksum', 16],
])('an archive that is untrue about %s blocks', async (_, field) => {
  const file = Buffer.from(zipSync({ 'a.txt': strToU8(`${'甲'.repeat(900)}${ID}`) }, { level: 9 }))
  const entry = file.indexOf(Buffer.from('PK\u0001\u0002'))
  file.writeUInt32LE(20, entry + field)
  const extracted = await extractText('包.zip', file)
  expect(extracted).toEqual({ parts: [], problem: 'untrue_size' })
  expect(kindsOf(checkContent(nothing, [{ name: '包.zip', extracted }]))).toEqual([
    ['untrue_size', 'blocking', '附件《包.zip》'],
  ])
})
