import { beforeAll, describe, expect, test } from 'vitest'
import sharp from 'sharp'
import type { PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { copyWithout } from './copy.ts'
import { areBlack } from './encode.ts'
import { areasOf, findInText, holds, searchPage } from './find.ts'
import { openPdf } from './open.ts'
import { copyPicture, verifyPicture } from './picture.ts'
import { readCharacters, renderPage } from './render.ts'
import { rawPdf, scannedPdf, trickyPdf, typstPdf } from './samples.ts'
import type { Area } from './shapes.ts'
import { holdsRaw, readableBytes, verifyPdf } from './verify.ts'

const NAME = '张三丰'
const ID = '11010519491231002X'
const PHONE = '13800001234'
const MADE = { title: '材料', madeAt: new Date('2026-03-10T02:00:00Z') }

async function areasFor(pdf: PDFDocumentProxy, words: readonly string[]): Promise<Area[]> {
  const areas: Area[] = []
  for (let page = 1; page <= pdf.numPages; page += 1) {
    const characters = await readCharacters(await pdf.getPage(page))
    const search = searchPage(characters)
    for (const word of words)
      for (const hit of search.find(word))
        areas.push(
          ...areasOf(hit.characters.flatMap((at) => characters[at] ?? [])).map((box) => ({ page, ...box })),
        )
  }
  return areas
}

async function textOf(content: Buffer): Promise<string[]> {
  const pdf = await openPdf(content)
  const pages: string[] = []
  for (let number = 1; number <= pdf.numPages; number += 1) {
    const { items } = await (await pdf.getPage(number)).getTextContent()
    pages.push(
      items
        .map((item) => ('str' in item ? item.str : ''))
        .join('')
        .replace(/\s/g, ''),
    )
  }
  await pdf.loadingTask.destroy()
  return pages
}

/** Redacts the words wherever they are found, and gives what is left. */
async function without(content: Buffer, words: readonly string[]) {
  const pdf = await openPdf(content)
  const areas = await areasFor(pdf, words)
  const made = await copyWithout(pdf, areas, MADE)
  await pdf.loadingTask.destroy()
  return { made, areas, pages: await textOf(made) }
}

const OFFICE = `#set page(paper: "a4")
#set document(title: "${NAME}的处罚决定", author: "${NAME}")
#set text(font: "Noto Serif SC", size: 12pt, lang: "zh")
#text(fill: red, size: 26pt, weight: "bold")[云岚市人民政府文件]

当事人 *${NAME}*，身份证号 1101 0519 4912 3100 2X，电话 138-0000-1234。
#text(font: "Noto Sans SC", size: 8pt)[小号黑体：張三丰、${NAME}。]
#columns(2)[#for i in range(24) [第#i 条　各单位要做好河道保洁，联系人${NAME}，电话１３８００００１２３４。]]
#rotate(12deg)[斜的${NAME}字]
#place(top, dy: 20pt, text(fill: white)[白色的${NAME}])
#pdf.embed("/name.txt")
#pagebreak()
#set page(flipped: true)
横页上没有要遮盖的内容。`

describe('a paper of an office', () => {
  let original: Buffer
  let result: Awaited<ReturnType<typeof without>>

  beforeAll(async () => {
    original = typstPdf(OFFICE, [['/name.txt', Buffer.from(`${NAME} ${ID}`)]])
    result = await without(original, [NAME, ID, PHONE])
  })

  test('holds before what is looked for afterwards', async () => {
    expect(holdsRaw(original, NAME)).toBe(true)
    expect((await textOf(original)).join('')).toContain(NAME)
    const pdf = await openPdf(original)
    expect(JSON.stringify((await pdf.getMetadata()).info)).toContain(NAME)
    expect(JSON.stringify(await pdf.getAttachments())).toContain('name.txt')
  })

  test('every place of a word is found: with blanks, dashes, full width, bold, in columns, askew, in Traditional', () => {
    // Name: at the head, twice in the small line, 24 in the columns, askew, white; number once; telephone once and 24.
    expect(result.areas.length).toBeGreaterThanOrEqual(1 + 2 + 24 + 1 + 1 + 1 + 25)
  })

  test('no word is left in the text, the bytes, the metadata; the attachment is gone', async () => {
    for (const word of [NAME, '張三丰', ID, PHONE]) {
      for (const page of result.pages) expect(holds(page, word), word).toBe(false)
      expect(holdsRaw(result.made, word), word).toBe(false)
    }
    const pdf = await openPdf(result.made)
    const { info, metadata } = await pdf.getMetadata()
    expect(info).toMatchObject({ Title: '材料', Language: 'zh-CN' })
    expect(JSON.stringify([info, metadata])).not.toContain('三丰')
    expect(await pdf.getAttachments()).toBeNull()
    const verified = await verifyPdf(result.made, result.areas, [NAME, ID, PHONE])
    expect(verified).toMatchObject({ pages: 3, words: 3, remains: [] })
  })

  test('what was not marked can be read, searched and copied', () => {
    const all = result.pages.join('').replace(/\s/g, '')
    expect(all).toContain('云岚市人民政府文件')
    expect(all).toContain('当事人■■■，身份证号■■■')
    expect(all).toContain('各单位要做好河道保洁，联系人■■■')
    expect(all).toContain('横页上没有要遮盖的内容。')
  })

  test('the pages keep their size, and the marked areas are black', async () => {
    const pdf = await openPdf(result.made)
    const first = await pdf.getPage(1)
    const last = await pdf.getPage(pdf.numPages)
    expect(first.view.map(Math.round)).toEqual([0, 0, 595, 842])
    expect(last.view.map(Math.round)).toEqual([0, 0, 842, 595])
    const own = result.areas.filter((area) => area.page === 1)
    expect(areBlack(await renderPage(first, 200), own, 8)).toBe(true)
    expect(areBlack(await renderPage(await (await openPdf(original)).getPage(1), 200), own, 8)).toBe(false)
  })

  test('it is a tagged PDF/A with a title and a language, and has no object of the old file', () => {
    const bytes = result.made.toString('latin1')
    expect(bytes).toContain('<pdfaid:part>2</pdfaid:part>')
    expect(bytes).toContain('/GTS_PDFA1')
    expect(bytes).toContain('/MarkInfo << /Marked true >>')
    expect(bytes.match(/startxref/g)).toHaveLength(1)
    for (const none of [
      '/EmbeddedFile',
      '/JavaScript',
      '/Annot',
      '/AcroForm',
      '/OCG',
      '/Prev',
      'Typst',
      '/Author',
    ])
      expect(bytes, none).not.toContain(none)
  })
})

describe('a file that hides something', () => {
  let original: Buffer
  let result: Awaited<ReturnType<typeof without>>

  beforeAll(async () => {
    original = trickyPdf(NAME)
    result = await without(original, [NAME])
  })

  test('turned pages, fonts that are not in the file, annotations and fields are worked on as they are seen', async () => {
    expect(result.pages.join('')).toContain('当事人■■■，住云岚市东河街8号')
    expect(result.pages.join('')).toContain('批注■■■')
    const pdf = await openPdf(result.made)
    expect((await pdf.getPage(1)).view.map(Math.round)).toEqual([0, 0, 842, 595])
  })

  test('scripts, fields and the information of the file are gone', () => {
    expect(holdsRaw(original, NAME)).toBe(true)
    expect(holdsRaw(result.made, NAME)).toBe(false)
    expect(result.made.toString('latin1')).not.toMatch(/JavaScript|AcroForm|OpenAction|Author/)
  })

  test('words that nobody sees are not copied, even when nobody marked them', async () => {
    const pdf = await openPdf(original)
    const made = await copyWithout(pdf, [{ page: 1, x: 0, y: 0, width: 5, height: 5 }], MADE)
    const text = (await textOf(made)).join('')
    expect(text).toContain('可以公开的内容')
    expect(text).toContain(`当事人${NAME}`)
    for (const hidden of ['盖住的', '页外的', '隐藏图层的']) expect(text).not.toContain(hidden)
  })
})

describe('a scan', () => {
  const lines = [`当事人${NAME}，男`, `身份证号${ID}`, '可以公开的内容']

  test('an area drawn by hand is black, and recognised words in it and next to it are gone', async () => {
    const content = await scannedPdf(lines, true)
    const pdf = await openPdf(content)
    const [area] = await areasFor(pdf, [NAME])
    if (!area) throw new Error('not found')
    // Drawn a little too low, as a hand does it: the words below lie where recognition put them.
    const drawn = { ...area, y: area.y + area.height * 0.7, height: area.height * 0.6 }
    const made = await copyWithout(pdf, [drawn], MADE)
    expect((await textOf(made)).join('')).not.toContain(NAME)
    expect((await textOf(made)).join('')).toContain('可以公开的内容')
    expect((await verifyPdf(made, [drawn], [])).remains).toEqual([])
  })

  test('without recognised words it has none afterwards either', async () => {
    const content = await scannedPdf(lines, false)
    const pdf = await openPdf(content)
    expect(await areasFor(pdf, [NAME])).toEqual([])
    const area = { page: 1, x: 130, y: 70, width: 70, height: 40 }
    const made = await copyWithout(pdf, [area], MADE)
    expect(areBlack(await renderPage(await (await openPdf(made)).getPage(1), 200), [area], 40)).toBe(true)
  })
})

describe('what cannot be worked on', () => {
  test('a damaged file and an encrypted one are refused with what is wrong', async () => {
    await expect(openPdf(Buffer.from('%PDF-1.7\nnothing'))).rejects.toMatchObject({ code: 'file_damaged' })
    const encrypted = rawPdf(
      ['<< /Type /Catalog /Pages 2 0 R >>', '<< /Type /Pages /Count 0 /Kids [] >>'],
      `/ID [<00> <00>] /Encrypt << /Filter /Standard /V 2 /R 3 /Length 128 /P -4 /O <${'11'.repeat(32)}> /U <${'22'.repeat(32)}> >>`,
    )
    await expect(openPdf(encrypted)).rejects.toMatchObject({ code: 'file_encrypted' })
  })
})

describe('the look at the new file', () => {
  test('finds words that are left, words in the areas, and areas that are not black', async () => {
    const original = typstPdf(`#set text(font: "Noto Serif SC")\n当事人${NAME}`)
    const pdf = await openPdf(original)
    const [area] = await areasFor(pdf, [NAME])
    if (!area) throw new Error('not found')
    const untouched = await copyWithout(pdf, [], MADE)
    const verified = await verifyPdf(untouched, [area], [NAME])
    expect(new Set(verified.remains.map((one) => one.what))).toEqual(
      new Set(['word', 'text_in_area', 'not_black', 'raw']),
    )
    const named = await copyWithout(pdf, [area], { ...MADE, title: `${NAME}的材料` })
    expect((await verifyPdf(named, [area], [NAME])).remains).toContainEqual({ page: 0, what: 'metadata' })
  })

  test('reads the bytes for words that tell, and not for what stands there by chance', () => {
    const original = typstPdf(
      `#set text(font: "Noto Serif SC")\n#set document(title: "${NAME} 501 ${PHONE}")\n一`,
    )
    expect([...readableBytes(original)].length).toBeGreaterThan(4)
    expect([NAME, PHONE, '501', '0'].map((word) => holdsRaw(original, word))).toEqual([
      true,
      true,
      false,
      false,
    ])
  })
})

describe('pictures', () => {
  test('a photograph is made anew: the area black, upright, without place, camera and preview', async () => {
    const photo = await sharp({ create: { width: 400, height: 300, channels: 3, background: '#7aa' } })
      .withExif({ IFD0: { Artist: NAME }, IFD3: { GPSLatitude: '31/1 0/1 0/1' } })
      .withMetadata({ orientation: 6 })
      .jpeg()
      .toBuffer()
    const area = { page: 1, x: 20, y: 30, width: 100, height: 50 }
    const made = await copyPicture(photo, 'jpeg', [area])
    const { exif, orientation, width, height } = await sharp(made).metadata()
    expect({ exif, orientation, width, height }).toEqual({ width: 300, height: 400 })
    expect((await verifyPicture(made, [area])).remains).toEqual([])
    expect((await verifyPicture(photo, [area])).remains).toHaveLength(2)
  })
})

describe('finding', () => {
  test('in a text: across blanks, line breaks, widths and scripts, with places in the text as it is', () => {
    const text = `甲：张 三\n丰；乙：張三丰；电话１３８－００００－１２３４。`
    const places = findInText(text, NAME).map(({ start, end }) => text.slice(start, end))
    expect(places).toEqual(['张 三\n丰', '張三丰'])
    expect(findInText(text, PHONE).map(({ start, end }) => text.slice(start, end))).toEqual([
      '１３８－００００－１２３４',
    ])
    expect(findInText(text, '李四')).toEqual([])
    expect(findInText(text, ' ')).toEqual([])
  })

  test('in the order of reading, when a page was written in another, and drawn twice to look bold', () => {
    const at = (text: string, x: number, y: number) => ({ text, box: { x, y, width: 10, height: 12 } })
    const scattered = [at('丰', 40, 0), at('一', 0, 30), at('张', 20, 1), at('三', 30, 0)]
    expect(searchPage(scattered).find(NAME)).toHaveLength(1)
    const bold = [at('张', 0, 0), at('张', 0.4, 0), at('三', 10, 0), at('三', 10.4, 0), at('丰', 20, 0)]
    expect(searchPage(bold).find(NAME)).toHaveLength(1)
  })
})
