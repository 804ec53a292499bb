import { strToU8, zipSync } from 'fflate'
import { expect, test } from 'vitest'
import { readDocx } from './docx.ts'

const TYPES = `<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/></Types>`
const RELATIONS = `<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`
const OWN = `<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>`
const STYLES = `<?xml version="1.0"?><w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:style w:type="paragraph" w:styleId="a3"><w:name w:val="Title"/></w:style><w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/></w:style></w:styles>`

const paragraph = (text: string, style = '', looks = '') =>
  `<w:p>${style === '' ? '' : `<w:pPr><w:pStyle w:val="${style}"/></w:pPr>`}<w:r><w:rPr>${looks}</w:rPr><w:t>${text}</w:t></w:r></w:p>`

function word(body: string): Buffer {
  const document = `<?xml version="1.0"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>${body}</w:body></w:document>`
  return Buffer.from(
    zipSync({
      '[Content_Types].xml': strToU8(TYPES),
      '_rels/.rels': strToU8(RELATIONS),
      'word/_rels/document.xml.rels': strToU8(OWN),
      'word/styles.xml': strToU8(STYLES),
      'word/document.xml': strToU8(document),
    }),
  )
}

test('a Word file gives its title, headings, tables and words, and leaves its looks behind', async () => {
  const table = `<w:tbl><w:tr><w:tc>${paragraph('项目')}</w:tc><w:tc>${paragraph('金额')}</w:tc></w:tr></w:tbl>`
  const read = await readDocx(
    word(
      [
        paragraph('关于河道保洁的通知', 'a3'),
        paragraph('一、总体要求', '1'),
        paragraph('各单位&lt;要&gt;落实。', '', '<w:b/><w:color w:val="FF0000"/><w:sz w:val="32"/>'),
        '<w:p/>',
        table,
      ].join(''),
    ),
  )
  expect(read).toEqual({
    title: '关于河道保洁的通知',
    bodyHtml:
      '<h2>一、总体要求</h2><p><strong>各单位&lt;要&gt;落实。</strong></p><table><tr><td><p>项目</p></td><td><p>金额</p></td></tr></table>',
    pictures: 0,
  })
})

test('without a title of its own the text alone is taken', async () => {
  expect(await readDocx(word(paragraph('只有正文')))).toEqual({
    title: undefined,
    bodyHtml: '<p>只有正文</p>',
    pictures: 0,
  })
})

test.each([
  ['no archive', Buffer.from('not a file'), 'docx_unreadable'],
  ['an archive of something else', Buffer.from(zipSync({ 'a.txt': strToU8('x') })), 'docx_unreadable'],
  ['a file without words', word('<w:p/>'), 'docx_empty'],
  [
    'one that grows beyond measure',
    Buffer.from(zipSync({ 'word/document.xml': new Uint8Array(130 * 1024 * 1024) })),
    'docx_too_large',
  ],
])('%s is refused with a reason', async (_, content, code) => {
  await expect(readDocx(content)).rejects.toMatchObject({ code })
})
