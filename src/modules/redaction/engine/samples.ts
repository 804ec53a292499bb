import { deflateSync } from 'node:zlib'
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import sharp from 'sharp'

/** Files of tests: what offices really send, and what somebody who hides something would. */

const require = createRequire(import.meta.url)
const fonts = ['serif-sc/400Regular', 'serif-sc/700Bold', 'sans-sc/500Medium'].map((path) => {
  const [family = '', weight = ''] = path.split('/')
  return join(dirname(require.resolve(`@expo-google-fonts/noto-${family}/package.json`)), weight)
})

/** A PDF of Typst, for words in several fonts and columns, with metadata and a file within it. */
export function typstPdf(
  source: string,
  files: readonly (readonly [path: string, content: Buffer])[] = [],
): Buffer {
  const compiler = NodeCompiler.create({ workspace: '/', fontArgs: [{ fontPaths: fonts }] })
  for (const [path, content] of files) compiler.mapShadow(path, content)
  const compiled = compiler.compile({ mainFileContent: source })
  if (!compiled.result) {
    const said = compiled.takeDiagnostics()
    throw new Error(said ? JSON.stringify(compiler.fetchDiagnostics(said)) : 'no document')
  }
  return compiler.pdf(compiled.result, {})
}

/** A PDF by hand, object by object: for what no typesetter writes. The first object is the catalog. */
export function rawPdf(
  objects: readonly (string | { readonly entries: string; readonly data: Buffer })[],
  trailer = '',
): Buffer {
  const parts: Buffer[] = [Buffer.from('%PDF-1.7\n')]
  const offsets: number[] = []
  let length = parts[0]?.length ?? 0
  const write = (part: Buffer) => {
    parts.push(part)
    length += part.length
  }
  objects.forEach((object, at) => {
    offsets.push(length)
    if (typeof object === 'string')
      return write(Buffer.from(`${at + 1} 0 obj\n${object}\nendobj\n`, 'latin1'))
    write(
      Buffer.from(
        `${at + 1} 0 obj\n<< ${object.entries} /Length ${object.data.length} >>\nstream\n`,
        'latin1',
      ),
    )
    write(object.data)
    write(Buffer.from('\nendstream\nendobj\n'))
  })
  const start = length
  const rows = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('')
  write(
    Buffer.from(
      `xref\n0 ${offsets.length + 1}\n0000000000 65535 f \n${rows}trailer\n<< /Size ${offsets.length + 1} /Root 1 0 R ${trailer} >>\nstartxref\n${start}\n%%EOF\n`,
    ),
  )
  return Buffer.concat(parts)
}

const utf16 = (text: string) => Buffer.from(text, 'utf16le').swap16().toString('hex')

/** 宋体 that the file names and does not bring, as most office papers have it. */
const SONG = [
  '<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [5 0 R] >>',
  '<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 4 >> /DW 1000 /FontDescriptor 6 0 R >>',
  '<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [-25 -254 1000 880] /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >>',
] as const

/**
 * A page turned by 90 degrees whose font is not in the file: words on it, words below a white patch, words beside the
 * page, words in a layer that is off, a free text and a form field with a value, a script, and the name in the
 * information of the file.
 */
export function trickyPdf(name: string): Buffer {
  const at = (x: number, y: number, text: string) => `BT /F 14 Tf 1 0 0 1 ${x} ${y} Tm <${utf16(text)}> Tj ET`
  const content = [
    at(72, 700, `当事人${name}，住云岚市东河街8号`),
    at(72, 660, `盖住的${name}`),
    '1 1 1 rg 60 655 300 22 re f 0 g',
    at(-500, 600, `页外的${name}`),
    '/OC /Off BDC',
    at(72, 560, `隐藏图层的${name}`),
    'EMC',
    at(72, 520, '可以公开的内容'),
  ].join('\n')
  const appearance = (text: string) => ({
    entries: '/Type /XObject /Subtype /Form /BBox [0 0 260 24] /Resources << /Font << /F 4 0 R >> >>',
    data: Buffer.from(`BT /F 14 Tf 4 6 Td <${utf16(text)}> Tj ET`),
  })
  return rawPdf(
    [
      '<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [10 0 R] /DR << /Font << /F 4 0 R >> >> >> /OpenAction 12 0 R /OCProperties << /OCGs [11 0 R] /D << /OFF [11 0 R] >> >> >>',
      '<< /Type /Pages /Count 1 /Kids [3 0 R] >>',
      '<< /Type /Page /Parent 2 0 R /Rotate 90 /MediaBox [0 0 595 842] /Contents 7 0 R /Annots [8 0 R 10 0 R] /Resources << /Font << /F 4 0 R >> /Properties << /Off 11 0 R >> >> >>',
      ...SONG,
      { entries: '/Filter /FlateDecode', data: deflateSync(content) },
      `<< /Type /Annot /Subtype /FreeText /Rect [72 400 332 424] /Contents <feff${utf16(`批注${name}`)}> /DA (/F 14 Tf) /AP << /N 9 0 R >> /F 4 >>`,
      appearance(`批注${name}`),
      `<< /Type /Annot /Subtype /Widget /FT /Tx /T (who) /V <feff${utf16(name)}> /DA (/F 14 Tf 0 g) /Rect [72 340 332 364] /AP << /N 13 0 R >> /F 4 >>`,
      '<< /Type /OCG /Name (off) >>',
      `<< /S /JavaScript /JS <feff${utf16(`app.alert("${name}")`)}> >>`,
      appearance(name),
      `<< /Title <feff${utf16(`${name}的材料`)}> /Author <feff${utf16(name)}> >>`,
    ],
    '/Info 14 0 R',
  )
}

/** A scan: one picture of a page and, below it, the words that recognition found. */
export async function scannedPdf(lines: readonly string[], recognised: boolean): Promise<Buffer> {
  const { createCanvas, GlobalFonts } = await import('@napi-rs/canvas')
  GlobalFonts.registerFromPath(join(fonts[0] ?? '', 'NotoSerifSC_400Regular.ttf'), 'scan')
  const canvas = createCanvas(1240, 1754)
  const ctx = canvas.getContext('2d')
  ctx.fillStyle = '#f4f1ea'
  ctx.fillRect(0, 0, 1240, 1754)
  ctx.fillStyle = '#222'
  ctx.font = '42px scan'
  lines.forEach((line, at) => ctx.fillText(line, 150, 200 + at * 80))
  const jpeg = await sharp(canvas.toBuffer('image/png')).jpeg({ quality: 80 }).toBuffer()
  const size = (42 / 1240) * 595
  const words = lines.map(
    (line, at) =>
      `BT 3 Tr /F ${size.toFixed(2)} Tf 1 0 0 1 ${((150 / 1240) * 595).toFixed(2)} ${(842 - ((200 + at * 80) / 1754) * 842).toFixed(2)} Tm <${utf16(line)}> Tj ET`,
  )
  return rawPdf([
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Count 1 /Kids [3 0 R] >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 7 0 R /Resources << /Font << /F 4 0 R >> /XObject << /Im 8 0 R >> >> >>',
    ...SONG,
    {
      entries: '',
      data: Buffer.from(`q 595 0 0 842 0 0 cm /Im Do Q\n${recognised ? words.join('\n') : ''}`),
    },
    {
      entries:
        '/Type /XObject /Subtype /Image /Width 1240 /Height 1754 /ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /DCTDecode',
      data: jpeg,
    },
  ])
}
