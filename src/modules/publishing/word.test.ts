import { strToU8, zipSync } from 'fflate'
import { expect, test } from 'vitest'
import { readWord } from './word.ts'

const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
const R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
const A = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const PACKAGE = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'
const TYPES = 'xmlns="http://schemas.openxmlformats.org/package/2006/content-types"'
const STYLES = ['Title', 'heading 1', 'heading 2']

/** A .docx file as Word lays it out, with one link and one picture at hand: rLink, rPicture. */
function file(body: string, link = 'https://www.example.gov.cn/'): Buffer {
  const relation = (id: string, type: string, target: string, mode = '') =>
    `<Relationship Id="${id}" Type="${RELATIONS}/${type}" Target="${target}"${mode}/>`
  const styles = STYLES.map(
    (name, at) => `<w:style w:type="paragraph" w:styleId="${at}"><w:name w:val="${name}"/></w:style>`,
  ).join('')
  return archive({
    '[Content_Types].xml': `<Types ${TYPES}><Default Extension="png" ContentType="image/png"/></Types>`,
    '_rels/.rels': `<Relationships ${PACKAGE}>${relation('r1', 'officeDocument', 'word/document.xml')}</Relationships>`,
    'word/_rels/document.xml.rels': `<Relationships ${PACKAGE}>${relation('rStyles', 'styles', 'styles.xml')}${relation('rLink', 'hyperlink', link, ' TargetMode="External"')}${relation('rPicture', 'image', 'media/1.png')}</Relationships>`,
    'word/styles.xml': `<w:styles ${W}>${styles}</w:styles>`,
    'word/media/1.png': 'picture',
    'word/document.xml': `<w:document ${W} ${R} ${A}><w:body>${body}</w:body></w:document>`,
  })
}
const archive = (parts: Readonly<Record<string, string>>) =>
  Buffer.from(zipSync(Object.fromEntries(Object.entries(parts).map(([name, text]) => [name, strToU8(text)]))))
const run = (text: string, dress = '') => `<w:r><w:rPr>${dress}</w:rPr><w:t>${text}</w:t></w:r>`
const linked = (text: string) => `<w:hyperlink r:id="rLink">${run(text)}</w:hyperlink>`
const PICTURE =
  '<w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"><a:graphic><a:graphicData><pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:blipFill><a:blip r:embed="rPicture"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>'
const paragraph = (inner: string) => `<w:p>${inner}</w:p>`
const styled = (name: string, text: string) =>
  `<w:p><w:pPr><w:pStyle w:val="${STYLES.indexOf(name)}"/></w:pPr>${run(text)}</w:p>`
const cell = (text: string, dress = '') => `<w:tc><w:tcPr>${dress}</w:tcPr>${paragraph(run(text))}</w:tc>`
const code = (name: string, content: Buffer) =>
  readWord(name, content).then(
    () => 'read',
    (error: { code: string }) => error.code,
  )

test('title, headings, text, links and joined cells come over; pictures with them', async () => {
  const content = file(
    styled('Title', '关于河道保洁的通知') +
      styled('heading 1', '总体要求') +
      paragraph(run('做好') + run('保洁', '<w:b/>') + linked('网站') + PICTURE) +
      paragraph('') +
      styled('heading 2', '任务') +
      `<w:tbl><w:tr><w:trPr><w:tblHeader/></w:trPr>${cell('河段', '<w:gridSpan w:val="2"/>')}</w:tr>` +
      `<w:tr>${cell('东河')}${cell('3')}</w:tr></w:tbl>`,
  )
  expect(await readWord('通知.docx', content)).toEqual({
    title: '关于河道保洁的通知',
    bodyHtml:
      '<h2>总体要求</h2><p>做好<strong>保洁</strong><a href="https://www.example.gov.cn/">网站</a><img src="/pictures/0" alt="0" /></p><h3>任务</h3>' +
      '<table><thead><tr><th colspan="2"><p>河段</p></th></tr></thead><tbody><tr><td><p>东河</p></td><td><p>3</p></td></tr></tbody></table>',
    pictures: [{ name: '图1.png', content: Buffer.from('picture') }],
  })
})

test('the first of several headings is not the title', async () => {
  const content = file(styled('heading 1', '第一章') + paragraph(run('甲')) + styled('heading 1', '第二章'))
  expect(await readWord('规定.docx', content)).toMatchObject({
    title: null,
    bodyHtml: '<h2>第一章</h2><p>甲</p><h2>第二章</h2>',
  })
})

test('an attack inside of the file stays text, and a link that is none falls', async () => {
  const content = file(
    paragraph(run('&lt;img src=x onerror=alert(1)&gt;') + linked('点击')),
    'javascript:alert(1)',
  )
  const { bodyHtml } = await readWord('攻击.docx', content)
  expect(bodyHtml).toContain('&lt;img src=x onerror=alert(1)&gt;')
  expect(bodyHtml).not.toMatch(/javascript:|<img/)
})

test('a file that cannot be read is refused for its reason', async () => {
  const types = { '[Content_Types].xml': '<x/>' }
  expect(await code('坏.docx', archive({ ...types, 'word/document.xml': '<w:document' }))).toBe('file_broken')
  expect(await code('文.pdf', Buffer.from('%PDF-1.7\n'))).toBe('file_not_word')
  const locked = Buffer.concat([
    Buffer.from('d0cf11e0a1b11ae1', 'hex'),
    Buffer.from('EncryptedPackage\0', 'utf16le'),
  ])
  expect(await code('密.docx', locked)).toBe('file_encrypted')
  expect(
    await code('胀.docx', archive({ ...types, 'word/document.xml': ' '.repeat(21 * 1024 * 1024) })),
  ).toBe('file_too_large')
  expect(await code('空.docx', file(paragraph('')))).toBe('file_empty')
})
