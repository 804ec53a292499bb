import sharp from 'sharp'
import type { Area, Box } from './shapes.ts'
import { pixelsOf, type Bitmap } from './render.ts'

/** A picture as a PDF holds it. */
export interface Picture {
  readonly width: number
  readonly height: number
  readonly kind: 'jpeg' | 'indexed'
  readonly data: Buffer
  /** Of an indexed picture: three bytes for each colour, and the bits of an index. */
  readonly palette?: Buffer
  readonly bits?: number
}

/** Paints the areas black in the pixels themselves, one pixel more on every side. */
export function blacken(bitmap: Bitmap, areas: readonly Box[]): void {
  for (const area of areas) {
    const { left, top, right, bottom } = pixelsOf(bitmap, area, 1)
    for (let y = top; y < bottom; y += 1)
      for (let x = left; x < right; x += 1) bitmap.rgba.set(BLACK, (y * bitmap.width + x) * 4)
  }
}

const BLACK = [0, 0, 0, 255] as const

/** More shades than this, of 32 steps to a colour, and the page holds a photograph or a scan. */
const DRAWING = 700
const GREY = 34

/** A page of text as a few colours, sharp to the pixel and small; one with photographs or a scan as JPEG. */
export async function encode(bitmap: Bitmap): Promise<Picture> {
  const { width, height, rgba } = bitmap
  const image = sharp(Buffer.from(rgba.buffer, rgba.byteOffset, rgba.byteLength), {
    raw: { width, height, channels: 4 },
  }).removeAlpha()
  const shades = countShades(rgba)
  if (shades > DRAWING) {
    const data = await image.jpeg({ quality: 86, chromaSubsampling: '4:4:4' }).toBuffer()
    return { width, height, kind: 'jpeg', data }
  }
  const png = await image
    .png({ palette: true, colours: shades > GREY ? 64 : 16, dither: 0, effort: 4 })
    .toBuffer()
  return { width, height, kind: 'indexed', ...readPng(png) }
}

function countShades(rgba: Uint8ClampedArray): number {
  const seen = new Uint8Array(1 << 15)
  let shades = 0
  for (let at = 0; at < rgba.length; at += 4) {
    const shade =
      (((rgba[at] ?? 0) >> 3) << 10) | (((rgba[at + 1] ?? 0) >> 3) << 5) | ((rgba[at + 2] ?? 0) >> 3)
    if (seen[shade] === 0) {
      seen[shade] = 1
      shades += 1
    }
  }
  return shades
}

/** The compressed rows and the palette of a PNG: a PDF takes both as they are. */
function readPng(png: Buffer): { data: Buffer; palette: Buffer; bits: number } {
  const rows: Buffer[] = []
  let palette = Buffer.alloc(0)
  for (let at = 8; at < png.length;) {
    const length = png.readUInt32BE(at)
    const type = png.toString('latin1', at + 4, at + 8)
    const chunk = png.subarray(at + 8, at + 8 + length)
    if (type === 'IDAT') rows.push(chunk)
    if (type === 'PLTE') palette = Buffer.from(chunk)
    at += length + 12
  }
  return { data: Buffer.concat(rows), palette, bits: png.readUInt8(24) }
}

/** Whether every pixel within the areas is black, but for the outermost ones, which compression may have touched. */
export function areBlack(bitmap: Bitmap, areas: readonly Area[], allowed: number): boolean {
  return areas.every((area) => {
    const { left, top, right, bottom } = pixelsOf(bitmap, area)
    for (let y = top + 1; y < bottom - 1; y += 1) {
      for (let x = left + 1; x < right - 1; x += 1) {
        const at = (y * bitmap.width + x) * 4
        if (Math.max(bitmap.rgba[at] ?? 0, bitmap.rgba[at + 1] ?? 0, bitmap.rgba[at + 2] ?? 0) > allowed)
          return false
      }
    }
    return true
  })
}
