import { fold } from '#platform/text/fold.ts'
import type { Box, Character } from './shapes.ts'
import { grow, join } from './shapes.ts'

/** A word where it stands: the characters by their number. */
export interface Hit {
  readonly characters: readonly number[]
}

const folded = new Map<string, string>()

/**
 * One form of one character, without its neighbours: a text and a word that is looked for in it are folded alike,
 * whatever stands around, and the place of each is known.
 */
function foldOne(text: string): string {
  const known = folded.get(text)
  if (known !== undefined) return known
  const made = Array.from(fold(text))
    .filter((one) => !BLANK.test(one))
    .join('')
  if (folded.size < 50_000) folded.set(text, made)
  return made
}

const BLANK = /[\s\p{Cf}\p{Cc}]/u
/** Between the groups of a number. */
const DIVIDER = /[-‐‑‒–—―−·.．,，/()（）]/u
const NUMBER = /^[0-9x]{5,}$/

function foldWord(text: string): string {
  return Array.from(text, (one) => foldOne(one)).join('')
}

/** A word as it is looked for, and whether it is a number, whose groups may be divided by dashes. */
function needleOf(word: string): { readonly needle: string; readonly number: boolean } {
  const plain = foldWord(word)
  const digits = Array.from(plain)
    .filter((one) => !DIVIDER.test(one))
    .join('')
  return NUMBER.test(digits) ? { needle: digits, number: true } : { needle: plain, number: false }
}

/** Text with the number of the character that each of its places comes from. */
interface Indexed {
  readonly text: string
  readonly from: readonly number[]
}

function indexOf(texts: readonly string[], order: readonly number[], number: boolean): Indexed {
  let text = ''
  const from: number[] = []
  for (const at of order) {
    for (const unit of foldWord(texts[at] ?? '')) {
      if (number && DIVIDER.test(unit)) continue
      text += unit
      for (let n = 0; n < unit.length; n += 1) from.push(at)
    }
  }
  return { text, from }
}

function hitsIn({ text, from }: Indexed, needle: string): Hit[] {
  const hits: Hit[] = []
  if (needle === '') return hits
  for (let at = text.indexOf(needle); at !== -1; at = text.indexOf(needle, at + 1))
    hits.push({ characters: [...new Set(from.slice(at, at + needle.length))] })
  return hits
}

/** Where a word stands in a text: places in UTF-16 units, from and to, blanks and line breaks within it counted in. */
export function findInText(text: string, word: string): { readonly start: number; readonly end: number }[] {
  const units = Array.from(text)
  const starts: number[] = []
  let at = 0
  for (const unit of units) {
    starts.push(at)
    at += unit.length
  }
  const { needle, number } = needleOf(word)
  const order = units.map((_, index) => index)
  return hitsIn(indexOf(units, order, number), needle).map(({ characters }) => {
    const [first = 0] = characters
    const last = characters.at(-1) ?? 0
    return { start: starts[first] ?? 0, end: (starts[last] ?? 0) + (units[last]?.length ?? 0) }
  })
}

/** Whether a text holds a word in any writing. */
export function holds(text: string, word: string): boolean {
  return findInText(text, word).length > 0
}

/** A page as it is searched, prepared once for many words. */
export interface SearchedPage {
  readonly find: (word: string) => Hit[]
}

/**
 * Looks through a page in the order in which it was written and in the order in which it is read, since the two need
 * not be the same. A character that is drawn twice to look bold is one.
 */
export function searchPage(characters: readonly Pick<Character, 'text' | 'box'>[]): SearchedPage {
  const texts = characters.map((one) => one.text)
  const written = characters.map((_, at) => at).filter((at) => !isSame(characters[at], characters[at - 1]))
  const read = readingOrder(characters).filter(
    (at, place, order) => !isSame(characters[at], characters[order[place - 1] ?? -1]),
  )
  const kept = new Map<string, Indexed>()
  const prepared = (name: string, order: readonly number[], number: boolean) => {
    const key = `${name} ${number}`
    const known = kept.get(key) ?? indexOf(texts, order, number)
    kept.set(key, known)
    return known
  }
  return {
    find(word) {
      const { needle, number } = needleOf(word)
      const seen = new Set<string>()
      return [
        ...hitsIn(prepared('written', written, number), needle),
        ...hitsIn(prepared('read', read, number), needle),
      ].filter(({ characters: found }) => {
        const key = found.toSorted((a, b) => a - b).join()
        return seen.size < seen.add(key).size
      })
    },
  }
}

type Placed = Pick<Character, 'text' | 'box'>

function isSame(one: Placed | undefined, other: Placed | undefined): boolean {
  if (!one || !other || one.text !== other.text) return false
  const far = Math.max(Math.abs(one.box.x - other.box.x), Math.abs(one.box.y - other.box.y))
  return far < 0.3 * Math.min(one.box.width, one.box.height)
}

/** By lines from above, in each from the left; what stands higher by less than half a line is on the same line. */
function readingOrder(characters: readonly Placed[]): number[] {
  const middle = (at: number) => {
    const box = characters[at]?.box
    return box ? box.y + box.height / 2 : 0
  }
  const fromAbove = characters.map((_, at) => at).toSorted((a, b) => middle(a) - middle(b))
  const lines: number[][] = []
  let begun = Number.NEGATIVE_INFINITY
  for (const at of fromAbove) {
    const height = characters[at]?.box.height ?? 0
    if (middle(at) - begun > height / 2) {
      lines.push([])
      begun = middle(at)
    }
    lines.at(-1)?.push(at)
  }
  return lines.flatMap((line) =>
    line.toSorted((a, b) => (characters[a]?.box.x ?? 0) - (characters[b]?.box.x ?? 0)),
  )
}

/** Strokes reach a little over the square of their character. */
const OVERHANG = 0.05

/** The areas that cover some characters, one for each line that they stand on. */
export function areasOf(characters: readonly Pick<Character, 'box'>[]): Box[] {
  const lines: Box[][] = []
  for (const { box } of characters) {
    const line = lines.at(-1)
    const last = line?.at(-1)
    if (line && last && adjoins(last, box)) line.push(box)
    else lines.push([box])
  }
  return lines.map((line) => {
    const around = join(line)
    const margin = OVERHANG * Math.min(...line.map((box) => box.height))
    return grow(around, margin)
  })
}

/** Whether two characters stand side by side on one line. */
export function adjoins(one: Box, other: Box): boolean {
  const tall = Math.max(one.height, other.height)
  const apartX = Math.max(one.x, other.x) - Math.min(one.x + one.width, other.x + other.width)
  const apartY = Math.max(one.y, other.y) - Math.min(one.y + one.height, other.y + other.height)
  const shift = Math.min(Math.abs(one.y - other.y), Math.abs(one.x - other.x))
  return apartX < 0.8 * tall && apartY < 0.8 * tall && shift < 0.3 * tall
}
