import sharp from 'sharp'
import type { PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { once } from '#platform/once.ts'
import { blacken, encode } from './encode.ts'
import { readableBlocks } from './layer.ts'
import { readCharacters, renderPage, sizeOf } from './render.ts'
import type { Area } from './shapes.ts'
import { PdfWriter } from './write-pdf.ts'

/** Fine enough for the smallest print of an office paper; less so for a long file, which must stay below what is kept. */
const dpiFor = (pages: number) => (pages <= 100 ? 200 : 150)

/** The profile that says which colours red, green and blue are; the one that comes with the picture library. */
const srgb = once(async () => {
  const png = await sharp({ create: { width: 1, height: 1, channels: 3, background: '#fff' } })
    .withIccProfile('srgb')
    .png()
    .toBuffer()
  const { icc } = await sharp(png).metadata()
  if (!icc) throw new Error('no colour profile')
  return icc
})

/** A new file with the look of the old one and nothing of its insides; what lies in the areas is not even drawn. */
export async function copyWithout(
  pdf: PDFDocumentProxy,
  areas: readonly Area[],
  about: { readonly title: string; readonly madeAt: Date },
): Promise<Buffer> {
  const writer = new PdfWriter({ ...about, colours: await srgb() })
  for (let number = 1; number <= pdf.numPages; number += 1) {
    const own = areas.filter((area) => area.page === number)
    const page = await pdf.getPage(number)
    const bitmap = await renderPage(page, dpiFor(pdf.numPages))
    blacken(bitmap, own)
    const blocks = readableBlocks(await readCharacters(page), own)
    writer.addPage({ ...sizeOf(page), picture: await encode(bitmap), blocks })
    page.cleanup()
  }
  return writer.finish()
}
