import ExcelJS from 'exceljs'
import { strToU8, zipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { findPersonalData } from './detect.ts'
import { extractText } from './extract.ts'
import { readFile } from './read.ts'

const ID = '11010519491231002X'

describe('a workbook', () => {
  test('gives every sheet, the hidden ones by name, numbers kept apart cell by cell', async () => {
    const book = new ExcelJS.Workbook()
    const open = book.addWorksheet('名单')
    open.addRow(['闻溪', '汉族', 12_345])
    const hidden = book.addWorksheet('底表', { state: 'hidden' })
    hidden.addRow(['闻溪', ID])
    const deep = book.addWorksheet('更深', { state: 'veryHidden' })
    deep.addRow(['13812345678'])
    deep.getColumn(1).hidden = true
    open.getCell('A1').note = '电话13987654321'
    const content = Buffer.from(await book.xlsx.writeBuffer())
    const { parts, problem } = await extractText('名单.xlsx', content)
    expect(problem).toBeUndefined()
    expect(parts.map((part) => part.where)).toEqual([
      '工作表“名单”',
      '隐藏的工作表“底表”',
      '隐藏的工作表“更深”',
      '批注',
    ])
    expect(parts[0]?.text).toBe('A1\t闻溪\nB1\t汉族\nC1\t12345\n')
    expect(parts.flatMap((part) => findPersonalData(part.text).map((one) => [part.where, one.text]))).toEqual(
      [
        ['隐藏的工作表“底表”', ID],
        ['隐藏的工作表“更深”', '13812345678'],
        ['批注', '13987654321'],
      ],
    )
  })
})

describe('a Word file', () => {
  test('gives body, tables, footer, hidden and deleted words', async () => {
    const run = (text: string, properties = '') =>
      `<w:p><w:r>${properties}<w:t xml:space="preserve">${text}</w:t></w:r></w:p>`
    const body = [
      run('公示'),
      run(ID, '<w:rPr><w:vanish/></w:rPr>'),
      '<w:p><w:del><w:r><w:delText>手机13987654321</w:delText></w:r></w:del></w:p>',
      `<w:tbl><w:tr><w:tc>${run('闻溪')}</w:tc><w:tc>${run('出生日期：1980年1月2日')}</w:tc></w:tr></w:tbl>`,
    ].join('')
    const file = zipSync({
      'word/document.xml': strToU8(`<w:document><w:body>${body}</w:body></w:document>`),
      'word/footer1.xml': strToU8(`<w:ftr>${run('联系人 13812345678')}</w:ftr>`),
    })
    const { parts } = await extractText('公示.docx', Buffer.from(file))
    const found = parts.flatMap((part) =>
      findPersonalData(part.text).map((one) => `${part.where} ${one.kind}`),
    )
    expect(found).toEqual(['正文 citizen_id', '正文 mobile', '正文 birth_date', '页眉页脚 mobile'])
  })
})

describe('other files', () => {
  test('a text is read in UTF-8 and in GB 18030', async () => {
    const gbk = Buffer.from([0xb5, 0xe7, 0xbb, 0xb0])
    expect((await extractText('a.txt', Buffer.from('电话'))).parts[0]?.text).toBe('电话')
    expect((await extractText('a.csv', gbk)).parts[0]?.text).toBe('电话')
  })

  test('slides give their words and the notes to them', async () => {
    const slide = (text: string) => strToU8(`<p:sld><a:p><a:r><a:t>${text}</a:t></a:r></a:p></p:sld>`)
    const file = zipSync({
      'ppt/presentation.xml': strToU8('<p:presentation/>'),
      'ppt/slides/slide2.xml': slide('名单'),
      'ppt/notesSlides/notesSlide2.xml': slide('闻溪 13812345678'),
    })
    expect((await extractText('a.pptx', Buffer.from(file))).parts).toEqual([
      { where: '第2张幻灯片', text: '名单\n' },
      { where: '第2张幻灯片备注', text: '闻溪 13812345678\n' },
    ])
    expect(await extractText('a.png', Buffer.from('x'))).toEqual({ parts: [] })
  })

  test('an archive gives its members with their names', async () => {
    const zip = Buffer.from(zipSync({ '附件/名单.txt': strToU8(`闻溪 ${ID}`) }))
    expect(await extractText('附件.zip', zip)).toEqual({
      parts: [
        { where: '文件名', text: '附件/名单.txt' },
        { where: '附件/名单.txt', text: `闻溪 ${ID}` },
      ],
    })
  })

  test('what cannot be read is said, not taken for clean', async () => {
    expect(await extractText('a.pdf', Buffer.from('%PDF-1.7 broken'))).toEqual({
      parts: [],
      problem: 'unreadable',
    })
    expect(await extractText('a.xlsx', Buffer.from('PK'))).toEqual({ parts: [], problem: 'unreadable' })
    expect(await extractText('a.docx', Buffer.from(zipSync({ 'x.txt': strToU8('x') })))).toEqual({
      parts: [],
      problem: 'unreadable',
    })
    expect(await extractText('a.wps', Buffer.from('x'))).toEqual({ parts: [], problem: 'unknown_type' })
  })

  test('an archive in an archive in an archive, or one that grows beyond measure, is not unpacked', async () => {
    const wrap = (name: string, content: Uint8Array) => zipSync({ [name]: content })
    const nested = wrap('2.zip', wrap('1.zip', wrap('0.txt', strToU8('x'))))
    expect(await extractText('3.zip', Buffer.from(nested))).toMatchObject({ problem: 'too_large' })
    const large = zipSync({
      'a.txt': new Uint8Array(60 * 1024 * 1024),
      'b.txt': new Uint8Array(60 * 1024 * 1024),
    })
    const together = zipSync({ '1.zip': large, '2.zip': large, '3.zip': large })
    expect((await extractText('all.zip', Buffer.from(together))).problem).toBe('too_large')
    const bomb = wrap('big.txt', new Uint8Array(70 * 1024 * 1024))
    expect(await extractText('bomb.zip', Buffer.from(bomb))).toEqual({ parts: [], problem: 'too_large' })
  })

  test('an archive, however small, is opened beside the web process', async () => {
    const swollen = Buffer.from(zipSync({ 'a.txt': new Uint8Array(60 * 1024 * 1024) }))
    expect(swollen.length).toBeLessThan(256 * 1024)
    let ticks = 0
    const watch = setInterval(() => (ticks += 1), 1)
    const { parts } = await readFile('a.zip', swollen)
    clearInterval(watch)
    expect(parts).toHaveLength(2)
    // Unpacked here, it would have held every timer until it was done.
    expect(ticks).toBeGreaterThan(20)
  }, 30_000)

  test('a PDF gives its pages, read in a thread of its own', async () => {
    const { parts, problem } = await readFile('a.pdf', minimalPdf('Contact 13812345678'))
    expect(problem).toBeUndefined()
    expect(parts).toHaveLength(1)
    expect(parts[0]).toMatchObject({ where: '第1页' })
    expect(findPersonalData(parts[0]?.text ?? '').map((one) => one.kind)).toEqual(['mobile'])
  })
})

/** One page with one line, as small as a PDF can be. */
function minimalPdf(line: string): Buffer {
  const stream = `BT /F1 12 Tf 72 720 Td (${line}) Tj ET`
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${stream.length} >>\nstream\n${stream}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ]
  let text = '%PDF-1.4\n'
  const offsets = objects.map((object, index) => {
    const offset = text.length
    text += `${index + 1} 0 obj\n${object}\nendobj\n`
    return offset
  })
  const start = text.length
  text += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n`
  text += offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('')
  text += `trailer << /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`
  return Buffer.from(text, 'latin1')
}
