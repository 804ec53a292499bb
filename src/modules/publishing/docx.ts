import { unzipSync } from 'fflate'
import mammoth from 'mammoth'
import { Refusal } from '#platform/errors.ts'
import { cleanHtml } from './html.ts'

/** Word's own names of styles, in both languages, and what they are here. */
const STYLES = [
  "p[style-name='Title'] => h2.title:fresh",
  "p[style-name='标题'] => h2.title:fresh",
  "p[style-name='heading 1'] => h2:fresh",
  "p[style-name='heading 2'] => h3:fresh",
  "p[style-name='heading 3'] => h4:fresh",
  "p[style-name='标题 1'] => h2:fresh",
  "p[style-name='标题 2'] => h3:fresh",
  "p[style-name='标题 3'] => h4:fresh",
]

const MAX_UNPACKED = 128 * 1024 * 1024

/** What an archive says it grows to; nothing is unpacked for it. */
function unpackedSize(content: Buffer): number {
  let size = 0
  try {
    unzipSync(content, {
      filter(member) {
        size += member.originalSize
        return false
      },
    })
  } catch {
    throw new Refusal('docx_unreadable', 422)
  }
  return size
}

export interface ImportedText {
  /** The document's own title, where it has one. */
  readonly title: string | undefined
  readonly bodyHtml: string
  /** Pictures that stood in it; they are not taken over. */
  readonly pictures: number
}

/** The text of a Word file: headings, lists, tables and links; looks are left behind. Refused where it is none. */
export async function readDocx(content: Buffer): Promise<ImportedText> {
  let pictures = 0
  let html: string
  if (unpackedSize(content) > MAX_UNPACKED) throw new Refusal('docx_too_large', 413)
  try {
    const result = await mammoth.convertToHtml(
      { buffer: content },
      {
        styleMap: STYLES,
        convertImage: mammoth.images.imgElement(async () => {
          pictures += 1
          return { src: '' }
        }),
      },
    )
    html = result.value
  } catch {
    throw new Refusal('docx_unreadable', 422)
  }
  const heading = /<h2 class="title">(.*?)<\/h2>/s.exec(html)
  const title = heading
    ? cleanHtml(heading[1] ?? '')
        .replace(/<[^>]*>/g, '')
        .trim()
    : ''
  const body = heading ? html.replace(heading[0], '') : html
  const bodyHtml = cleanHtml(body)
    // Word leaves empty paragraphs where a gap was wanted.
    .replace(/<p>(?:\s|&nbsp;|<br\s*\/?>)*<\/p>/g, '')
    .trim()
  if (bodyHtml === '' && title === '') throw new Refusal('docx_empty', 422)
  return { title: title === '' ? undefined : title, bodyHtml, pictures }
}
