import { createCanvas, type Canvas } from '@napi-rs/canvas'
import { OPS, type PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { drawnCharacters, type Drawn } from './characters.ts'
import type { Box, Character, PageSize } from './shapes.ts'

/** Points of a page to the inch. */
const POINTS = 72
/** No more of a picture than this at once: the sheet of a plan is drawn less finely. */
const MAX_PIXELS = 40_000_000

/** A page as pixels: red, green, blue and nothing else. */
export interface Bitmap {
  readonly width: number
  readonly height: number
  /** Pixels to the point. */
  readonly scale: number
  readonly rgba: Uint8ClampedArray
}

export function sizeOf(page: PDFPageProxy): PageSize {
  const { width, height } = page.getViewport({ scale: 1 })
  return { width, height }
}

/** The page as a reader sees it, annotations, seals and filled forms among it, on white. */
export async function renderPage(page: PDFPageProxy, dpi: number): Promise<Bitmap> {
  return toBitmap(await draw(page, dpi))
}

async function draw(page: PDFPageProxy, dpi: number, only?: (operator: number) => boolean) {
  const size = sizeOf(page)
  const scale = Math.min(dpi / POINTS, Math.sqrt(MAX_PIXELS / (size.width * size.height)))
  const viewport = page.getViewport({ scale })
  const canvas = createCanvas(
    Math.max(1, Math.round(viewport.width)),
    Math.max(1, Math.round(viewport.height)),
  )
  await page.render({
    canvas: canvas as unknown as HTMLCanvasElement,
    viewport,
    background: '#ffffff',
    ...(only ? { operationsFilter: only } : {}),
  }).promise
  return { canvas, scale }
}

function toBitmap({ canvas, scale }: { canvas: Canvas; scale: number }): Bitmap {
  const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height)
  return { width: canvas.width, height: canvas.height, scale, rgba: data }
}

/** Fine enough to see whether a character leaves a trace. */
const LOOKING = 96
/** A difference of brightness that an eye may see. */
const SEEN = 12

/**
 * Every character of a page, and whether it is to be seen: the page is drawn with and without its text, and a character
 * that makes no difference is hidden. The text that recognition laid below a scan never makes one; it counts where the
 * scan is not blank.
 */
export async function readCharacters(page: PDFPageProxy): Promise<Character[]> {
  const whole = toBitmap(await draw(page, LOOKING))
  const drawn = await drawnCharacters(page)
  if (drawn.length === 0) return []
  const { fnArray } = await page.getOperatorList()
  const bare = toBitmap(await draw(page, LOOKING, (at) => fnArray[at] !== OPS.showText))
  let before = true
  return drawn.map((one): Character => {
    const blank = one.text.trim() === ''
    if (!blank) before = one.traceless ? hasInk(whole, one.box) : differs(whole, bare, one)
    return { text: one.text, box: one.box, matrix: one.matrix, visible: before, recognised: one.traceless }
  })
}

/** The pixels of a box, from..to, within the bitmap. */
export function pixelsOf(bitmap: Pick<Bitmap, 'width' | 'height' | 'scale'>, box: Box, margin = 0) {
  const within = (value: number, most: number) => Math.min(most, Math.max(0, value))
  return {
    left: within(Math.floor(box.x * bitmap.scale) - margin, bitmap.width),
    top: within(Math.floor(box.y * bitmap.scale) - margin, bitmap.height),
    right: within(Math.ceil((box.x + box.width) * bitmap.scale) + margin, bitmap.width),
    bottom: within(Math.ceil((box.y + box.height) * bitmap.scale) + margin, bitmap.height),
  }
}

function lightAt({ rgba, width }: Bitmap, x: number, y: number): number {
  const at = (y * width + x) * 4
  return ((rgba[at] ?? 0) * 299 + (rgba[at + 1] ?? 0) * 587 + (rgba[at + 2] ?? 0) * 114) / 1000
}

function differs(whole: Bitmap, bare: Bitmap, { box }: Drawn): boolean {
  const { left, top, right, bottom } = pixelsOf(whole, box)
  for (let y = top; y < bottom; y += 1)
    for (let x = left; x < right; x += 1)
      if (Math.abs(lightAt(whole, x, y) - lightAt(bare, x, y)) >= SEEN) return true
  return false
}

function hasInk(whole: Bitmap, box: Box): boolean {
  const { left, top, right, bottom } = pixelsOf(whole, box)
  let [darkest, lightest] = [255, 0]
  for (let y = top; y < bottom; y += 1) {
    for (let x = left; x < right; x += 1) {
      const light = lightAt(whole, x, y)
      darkest = Math.min(darkest, light)
      lightest = Math.max(lightest, light)
    }
  }
  return lightest - darkest >= 3 * SEEN
}
