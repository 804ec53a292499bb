import type { Handle } from '#platform/db/connect.ts'
import { textOfHtml, keyOf, type Finding } from './check.ts'
import { listEntries, readEdition } from './store/lexicon.ts'

export interface Entry {
  readonly wrong: string
  readonly right: string
  readonly kind: string
}

/** The words by their first character: a text is read once, whatever the number of words. */
export interface Lexicon {
  /** Changes with every change of the words. */
  readonly edition: string
  readonly byFirst: ReadonlyMap<string, readonly Entry[]>
}

export function buildLexicon(edition: string, entries: readonly Entry[]): Lexicon {
  const byFirst = new Map<string, Entry[]>()
  // The longest first: 云岚市人民政府办公厅 is found before what it begins with.
  for (const entry of entries.toSorted((a, b) => b.wrong.length - a.wrong.length)) {
    const first = entry.wrong.charAt(0)
    const list = byFirst.get(first)
    if (list) list.push(entry)
    else byFirst.set(first, [entry])
  }
  return { edition, byFirst }
}

let kept: Lexicon | undefined

/** The city's words, read anew only after a change. */
export async function readLexicon(handle: Handle): Promise<Lexicon> {
  const edition = await readEdition(handle)
  if (kept?.edition === edition) return kept
  kept = buildLexicon(edition, await listEntries(handle))
  return kept
}

interface Hit {
  readonly start: number
  readonly entry: Entry
}

/** Where a text holds a wrong word; where the wrong word stands within the right one, nothing is wrong. */
export function findWrong(text: string, lexicon: Lexicon): Hit[] {
  const hits: Hit[] = []
  for (let at = 0; at < text.length; at += 1) {
    const entry = lexicon.byFirst.get(text.charAt(at))?.find((one) => text.startsWith(one.wrong, at))
    if (!entry || isRight(text, at, entry)) continue
    hits.push({ start: at, entry })
    at += entry.wrong.length - 1
  }
  return hits
}

function isRight(text: string, at: number, { wrong, right }: Entry): boolean {
  for (let inner = right.indexOf(wrong); inner !== -1; inner = right.indexOf(wrong, inner + 1)) {
    if (text.startsWith(right, at - inner)) return true
  }
  return false
}

interface Words {
  readonly title: string
  readonly summary: string
  readonly bodyHtml: string
}

const PLACES: readonly (readonly [place: string, of: (words: Words) => string])[] = [
  ['标题', ({ title }) => title],
  ['概述', ({ summary }) => summary],
  ['正文', ({ bodyHtml }) => textOfHtml(bodyHtml)],
]
const AROUND = 14

/** What the lexicon says of a document's own words, each word once for each place. */
export function checkLexicon(words: Words, lexicon: Lexicon): Finding[] {
  return PLACES.flatMap(([place, of]) => {
    const text = of(words)
    const seen = new Set<string>()
    return findWrong(text, lexicon).flatMap(({ start, entry }): Finding[] => {
      if (seen.has(entry.wrong)) return []
      seen.add(entry.wrong)
      const end = start + entry.wrong.length
      return [
        {
          key: keyOf(`lexicon_${entry.kind}`, place, entry.wrong),
          kind: `lexicon_${entry.kind}`,
          severity: 'hint',
          where: place,
          excerpt: {
            before: text.slice(Math.max(0, start - AROUND), start),
            hit: entry.wrong,
            after: text.slice(end, end + AROUND),
          },
          maskable: true,
          replacement: entry.right,
        },
      ]
    })
  })
}

/** The words with one finding of the lexicon put right wherever it stands in its place; the same where there is none. */
export function putRight<W extends Words>(words: W, lexicon: Lexicon, key: string): W {
  const found = checkLexicon(words, lexicon).find((one) => one.key === key)
  const right = found?.replacement
  if (!found || right === undefined) return words
  const replace = (text: string) =>
    findWrong(text, lexicon)
      .filter(({ entry }) => entry.wrong === found.excerpt.hit)
      .toReversed()
      .reduce(
        (said, { start, entry }) => said.slice(0, start) + right + said.slice(start + entry.wrong.length),
        text,
      )
  if (found.where === '标题') return { ...words, title: replace(words.title) }
  if (found.where === '概述') return { ...words, summary: replace(words.summary) }
  return {
    ...words,
    bodyHtml: words.bodyHtml
      .split(/(<[^>]*>)/)
      .map((piece) => (piece.startsWith('<') ? piece : replace(piece)))
      .join(''),
  }
}
