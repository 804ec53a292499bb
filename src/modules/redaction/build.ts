import { literal, words as said } from '#platform/typst/markup.ts'
import { typeset } from '#platform/typst/typeset.ts'
import { askOnce, LIMITS } from './engine/threads.ts'
import type { Opened } from './engine/work.ts'
import type { Verified } from './engine/verify.ts'
import type { Marks } from './rules.ts'
import { redactText } from './text.ts'

export interface Built {
  readonly content: Buffer
  readonly ending: 'pdf' | 'png' | 'jpg'
  readonly verified: Verified
}

export type ToBuild = { readonly title: string; readonly madeAt: Date; readonly marks: Marks } & (
  | { readonly format: Opened['format']; readonly content: Buffer }
  | { readonly format: 'text'; readonly body: string }
)

let last: Promise<unknown> = Promise.resolve()

/** Makes the new file and reads it again, one file after another: each takes a processor and much memory. */
export function build(work: ToBuild): Promise<Built> {
  const made = last.then(() => (work.format === 'text' ? buildText(work) : buildPages(work)))
  last = made.catch(() => undefined)
  return made
}

async function buildPages(work: ToBuild & { readonly format: Opened['format'] }): Promise<Built> {
  const words = work.marks.words.map((one) => one.word)
  const { content, verified } = await askOnce(
    { format: work.format, content: work.content },
    'copy',
    { areas: work.marks.areas, words, title: work.title, madeAt: work.madeAt },
    LIMITS.copy,
  )
  const ending = work.format === 'jpeg' ? 'jpg' : work.format
  return { content: Buffer.from(content), ending, verified }
}

/** The words that are left are set anew: nothing else ever reaches the typesetter. */
async function buildText(work: ToBuild & { readonly format: 'text' }): Promise<Built> {
  const left = redactText(work.body, work.marks.ranges)
  const lines = left.split('\n').map((line) => (line.trim() === '' ? '' : `#par[${said(line)}]`))
  const set = await typeset({
    source: [styleOf(work.title), ...lines].join('\n\n'),
    pictures: [],
    lackingGlyphs: 'set',
  })
  if ('problem' in set) throw new Error(`the words could not be set: ${set.problem}`)
  const content = Buffer.from(set.pdf)
  const verified = await askOnce(
    { format: 'pdf', content },
    'verify',
    { words: work.marks.words.map((one) => one.word) },
    LIMITS.look,
  )
  return { content, ending: 'pdf', verified: { ...verified, areas: work.marks.ranges.length } }
}

const styleOf = (title: string) => `#set document(title: ${literal(title)}, date: none)
#set page(paper: "a4", margin: (x: 28mm, y: 30mm), numbering: "1")
#set text(font: "Noto Serif SC", size: 12pt, lang: "zh", region: "cn")
#set par(leading: 0.9em, spacing: 0.9em, justify: true)`
