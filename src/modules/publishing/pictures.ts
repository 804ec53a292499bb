import sharp from 'sharp'
import { Refusal } from '#platform/errors.ts'
import { typeOf } from '#kernel/media/index.ts'

const TYPES = new Set(['image/jpeg', 'image/png', 'image/gif', 'image/webp', 'image/bmp', 'image/tiff'])
/** Wider than any page shows it, also on a fine screen. */
const MAX_SIDE = 2000
/** A small file can unfold to gigabytes of dots. */
const MAX_DOTS = 60_000_000

export interface PagePicture {
  readonly name: string
  readonly content: Buffer
  readonly width: number
  readonly height: number
}

/**
 * A picture as pages show it: upright, at most 2,000 dots a side, JPEG for photographs and PNG for drawings, without the
 * place, the device and the name that cameras and programs write into it.
 */
export async function makePicture(name: string, content: Buffer): Promise<PagePicture> {
  const type = await typeOf(name, content)
  if (!TYPES.has(type)) throw new Refusal('file_not_picture', 415, { name })
  try {
    const source = sharp(content, { limitInputPixels: MAX_DOTS, failOn: 'error' })
      .rotate()
      .resize({ width: MAX_SIDE, height: MAX_SIDE, fit: 'inside', withoutEnlargement: true })
    const photograph = type === 'image/jpeg'
    const { data, info } = await (
      photograph ? source.jpeg({ quality: 82, mozjpeg: true }) : source.png({ compressionLevel: 9 })
    ).toBuffer({ resolveWithObject: true })
    const stem = name.replace(/\.[^.]*$/, '')
    return {
      name: `${stem}.${photograph ? 'jpg' : 'png'}`,
      content: data,
      width: info.width,
      height: info.height,
    }
  } catch (error) {
    const refusal = new Refusal('picture_broken', 422, { name })
    refusal.cause = error
    throw refusal
  }
}
