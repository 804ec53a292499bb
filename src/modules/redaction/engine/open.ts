import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { GlobalFonts } from '@napi-rs/canvas'
import { getDocument, VerbosityLevel, type PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { once } from '#platform/once.ts'

const require = createRequire(import.meta.url)
const pdfFolder = dirname(require.resolve('pdfjs-dist/package.json'))

/** Families that stand in for fonts that a file names and does not bring: most office files leave 宋体 and 黑体 out. */
const registerFonts = once(() => {
  for (const [package_, weight, file, aliases] of [
    ['noto-serif-sc', '400Regular', 'NotoSerifSC_400Regular.ttf', ['serif']],
    ['noto-sans-sc', '400Regular', 'NotoSansSC_400Regular.ttf', ['sans-serif', 'monospace']],
  ] as const) {
    const folder = dirname(require.resolve(`@expo-google-fonts/${package_}/package.json`))
    for (const alias of aliases) GlobalFonts.registerFromPath(join(folder, weight, file), alias)
  }
})

/** Why a file cannot be worked on. */
export class Unreadable extends Error {
  readonly code: 'file_encrypted' | 'file_damaged' | 'too_many_pages'
  constructor(code: Unreadable['code'], cause?: unknown) {
    super(code, { cause })
    this.code = code
  }
}

const MAX_PAGES = 2_000

/** Opens a PDF without running anything that is in it. */
export async function openPdf(content: Uint8Array): Promise<PDFDocumentProxy> {
  registerFonts()
  const task = getDocument({
    data: new Uint8Array(content),
    verbosity: VerbosityLevel.ERRORS,
    isEvalSupported: false,
    enableXfa: false,
    useSystemFonts: false,
    disableFontFace: true,
    cMapUrl: join(pdfFolder, 'cmaps/'),
    cMapPacked: true,
    standardFontDataUrl: join(pdfFolder, 'standard_fonts/'),
    wasmUrl: join(pdfFolder, 'wasm/'),
    iccUrl: join(pdfFolder, 'iccs/'),
  })
  try {
    const pdf = await task.promise
    if (pdf.numPages > MAX_PAGES) throw new Unreadable('too_many_pages')
    return pdf
  } catch (error) {
    await task.destroy()
    if (error instanceof Unreadable) throw error
    const encrypted = error instanceof Error && error.name === 'PasswordException'
    throw new Unreadable(encrypted ? 'file_encrypted' : 'file_damaged', error)
  }
}
