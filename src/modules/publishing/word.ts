import { unzipSync } from 'fflate'
import mammoth from 'mammoth'
import { Refusal } from '#platform/errors.ts'
import { typeOf } from '#kernel/media/index.ts'
import { cleanHtml, textOf } from './html.ts'

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
/** A small archive can hold a text that fills the memory. */
const MAX_UNPACKED = 150
const MAX_TEXT = 20
const MEGABYTE = 1024 * 1024
const MAX_BODY = 2_000_000
const MAX_TITLE = 300

export interface WordRead {
  /** null: the file does not say which line is its title. */
  readonly title: string | null
  /** Its n-th picture stands as a picture of lineage 0 whose words are n. */
  readonly bodyHtml: string
  readonly pictures: readonly { readonly name: string; readonly content: Buffer }[]
}

/** The text of a .docx file as a draft may hold it: headings, lists, tables and links, cleaned as any other text. */
export async function readWord(name: string, content: Buffer): Promise<WordRead> {
  if ((await typeOf(name, content)) !== DOCX) throw new Refusal('file_not_word', 415, { name })
  refuseSwollen(name, content)
  const pictures: { name: string; content: Buffer }[] = []
  let html: string
  try {
    const read = await mammoth.convertToHtml(
      { buffer: content },
      {
        styleMap: ["p[style-name='Title'] => h1.title:fresh", 'comment-reference => !', 'u => u'],
        convertImage: mammoth.images.imgElement(async (image) => {
          const kind = /^image\/(\w+)/.exec(image.contentType)?.[1] ?? 'bin'
          const index = pictures.push({
            name: `图${pictures.length + 1}.${kind}`,
            content: await image.readAsBuffer(),
          })
          return { src: '/pictures/0', alt: String(index - 1) }
        }),
      },
    )
    html = read.value
  } catch (error) {
    const refusal = new Refusal('file_broken', 422, { name })
    refusal.cause = error
    throw refusal
  }
  const { title, body } = parted(html)
  const bodyHtml = cleanHtml(body.replace(/<p>\s*<\/p>/g, ''))
  if (textOf(bodyHtml) === '' && pictures.length === 0) throw new Refusal('file_empty', 422, { name })
  if (bodyHtml.length > MAX_BODY) throw new Refusal('file_too_large', 413, { name, limit: 2 })
  return { title, bodyHtml, pictures }
}

/** A title is what is dressed as one, or the only heading of the first level when the text begins with it. */
function parted(html: string): { title: string | null; body: string } {
  const first = /^(?:<p>\s*<\/p>)*<h1( class="title")?>(.*?)<\/h1>/s.exec(html)
  const text = textOf(first?.[2] ?? '')
  const alone = html.match(/<h1[ >]/g)?.length === 1
  if (!first || text === '' || text.length > MAX_TITLE || (first[1] === undefined && !alone))
    return { title: null, body: lowered(html) }
  return { title: text, body: lowered(html.slice(first[0].length)) }
}

/** The page has the only heading of the first level: where the text has some, all its headings go one down. */
function lowered(html: string): string {
  if (!/<h1[ >]/.test(html)) return html
  return html.replace(
    /<(\/?)h([1-6])(?=[ >])/g,
    (_, slash: string, level: string) => `<${slash}h${Math.min(Number(level) + 1, 4)}`,
  )
}

function refuseSwollen(name: string, content: Buffer): void {
  let unpacked = 0
  let longest = 0
  unzipSync(content, {
    filter: (file) => {
      unpacked += file.originalSize
      if (file.name.endsWith('.xml')) longest = Math.max(longest, file.originalSize)
      return false
    },
  })
  if (longest > MAX_TEXT * MEGABYTE || unpacked > MAX_UNPACKED * MEGABYTE)
    throw new Refusal('file_too_large', 413, { name, limit: MAX_TEXT })
}
