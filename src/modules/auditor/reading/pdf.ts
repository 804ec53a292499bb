import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { once } from '#platform/once.ts'
import { readPlain } from './plain.ts'
import type { Block, Source } from './source.ts'

const MOST_PAGES = 300

interface Piece {
  readonly text: string
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

// Loaded on first use: the reader of PDF costs some 200 ms that no other format should pay.
const load = once(async () => ({
  pdf: await import('pdfjs-dist/legacy/build/pdf.mjs'),
  folder: dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json')),
}))

/** A PDF that holds text, line by line as it is printed; what stands apart on a line is parted by a tab. */
export async function readPdf(content: Uint8Array): Promise<Source> {
  const { pdf, folder } = await load()
  const task = pdf.getDocument({
    data: new Uint8Array(content),
    verbosity: pdf.VerbosityLevel.ERRORS,
    isEvalSupported: false,
    useSystemFonts: false,
    disableFontFace: true,
    cMapUrl: join(folder, 'cmaps/'),
    cMapPacked: true,
    standardFontDataUrl: join(folder, 'standard_fonts/'),
  })
  try {
    const opened = await task.promise
    const blocks: Block[] = []
    let line = 1
    for (let number = 1; number <= Math.min(opened.numPages, MOST_PAGES); number += 1) {
      const page = await opened.getPage(number)
      const { items } = await page.getTextContent()
      const pieces = items.flatMap((item): Piece[] => {
        if (!('str' in item) || item.str.trim() === '') return []
        const [, , , , x = 0, y = 0] = item.transform as number[]
        return [{ text: item.str, x, y, width: item.width, height: item.height }]
      })
      const lines = linesOf(pieces)
      for (const block of readPlain(lines.join('\n')).blocks)
        blocks.push({
          ...block,
          line: block.line + line - 1,
          ...(block.kind === 'text' ? { page: number } : {}),
        })
      line += lines.length
      page.cleanup()
    }
    return { blocks }
  } finally {
    await task.destroy()
  }
}

/** Pieces at one height are a line, from left to right. */
function linesOf(pieces: readonly Piece[]): string[] {
  const rows: Piece[][] = []
  for (const piece of pieces.toSorted((one, other) => other.y - one.y)) {
    const row = rows.at(-1)
    const first = row?.[0]
    if (
      row &&
      first &&
      Math.abs(first.y - piece.y) <= Math.max(2, Math.min(first.height, piece.height) * 0.4)
    )
      row.push(piece)
    else rows.push([piece])
  }
  return rows.map((row) => {
    let text = ''
    let end: number | undefined
    for (const piece of row.toSorted((one, other) => one.x - other.x)) {
      const gap = end === undefined ? 0 : piece.x - end
      if (gap > piece.height * 1.2) text += '\t'
      else if (gap > piece.height * 0.25) text += ' '
      text += piece.text
      end = piece.x + piece.width
    }
    return text
  })
}
