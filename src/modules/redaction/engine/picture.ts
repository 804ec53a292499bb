import sharp from 'sharp'
import { areBlack, blacken } from './encode.ts'
import { Unreadable } from './open.ts'
import type { Bitmap } from './render.ts'
import type { Area, PageSize } from './shapes.ts'
import type { Verified } from './verify.ts'

const MAX_PIXELS = 100_000_000

/** A picture upright, as pixels: a point of its page is a pixel. */
async function readPicture(content: Uint8Array): Promise<Bitmap> {
  try {
    const { data, info } = await sharp(content, { limitInputPixels: MAX_PIXELS, pages: 1 })
      .rotate()
      .flatten({ background: '#ffffff' })
      .toColourspace('srgb')
      .ensureAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true })
    return {
      width: info.width,
      height: info.height,
      scale: 1,
      rgba: new Uint8ClampedArray(data.buffer, data.byteOffset, data.byteLength),
    }
  } catch (error) {
    throw new Unreadable('file_damaged', error)
  }
}

const asImage = ({ width, height, rgba }: Bitmap) =>
  sharp(Buffer.from(rgba.buffer, rgba.byteOffset, rgba.byteLength), { raw: { width, height, channels: 4 } })

export async function sizeOfPicture(content: Uint8Array): Promise<PageSize> {
  const { width, height } = await readPicture(content)
  return { width, height }
}

export async function showPicture(
  content: Uint8Array,
  areas: readonly Area[],
  maxSide: number,
): Promise<Buffer> {
  const bitmap = await readPicture(content)
  blacken(bitmap, areas)
  return asImage(bitmap)
    .resize(maxSide, maxSide, { fit: 'inside', withoutEnlargement: true })
    .png()
    .toBuffer()
}

/** The picture made anew from its pixels: where it was taken, by which camera, its preview, all of that is gone. */
export async function copyPicture(
  content: Uint8Array,
  type: 'png' | 'jpeg',
  areas: readonly Area[],
): Promise<Buffer> {
  const bitmap = await readPicture(content)
  blacken(bitmap, areas)
  const image = asImage(bitmap).removeAlpha()
  return type === 'png'
    ? image.png({ compressionLevel: 9 }).toBuffer()
    : image.jpeg({ quality: 90, chromaSubsampling: '4:4:4' }).toBuffer()
}

const ALLOWED = 56

export async function verifyPicture(content: Buffer, areas: readonly Area[]): Promise<Verified> {
  const remains: Verified['remains'][number][] = []
  const { exif, xmp, iptc, comments } = await sharp(content).metadata()
  if (exif || xmp || iptc || (comments ?? []).length > 0) remains.push({ page: 0, what: 'metadata' })
  if (!areBlack(await readPicture(content), areas, ALLOWED)) remains.push({ page: 1, what: 'not_black' })
  return { pages: 1, areas: areas.length, words: 0, remains }
}
