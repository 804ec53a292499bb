import { createHash } from 'node:crypto'
import type { PrivateWord } from '#kernel/declaration/index.ts'
import { findPersonalData, type PersonalData } from '#modules/checking/index.ts'

/** A place in a text that must not be public, or must be looked at. */
export interface Mark {
  /** The same words in the same field have the same key, also in a later version. */
  readonly key: string
  readonly start: number
  readonly end: number
  readonly kind: PersonalData['kind'] | PrivateWord['kind']
  /** The asker's own: never justified, only taken out. */
  readonly applicant: boolean
}

/** One character of a name would be found everywhere. */
const SHORTEST = 2
/** So many characters of an address in a row are that address. */
const ADDRESS_PART = 8

interface Squeezed {
  readonly text: string
  /** Where each character stood. */
  readonly at: readonly number[]
}

/** Without blanks and dashes, in half width and small letters: how somebody writes it changes nothing. */
function squeeze(text: string): Squeezed {
  let squeezed = ''
  const at: number[] = []
  for (let place = 0; place < text.length; place += 1) {
    const character = text.charAt(place).normalize('NFKC').toLowerCase()
    if (character.length !== 1 || /[\s\-–—·.,，、()（）]/.test(character)) continue
    squeezed += character
    at.push(place)
  }
  return { text: squeezed, at }
}

function placesOf(text: string, { kind, word }: PrivateWord): { start: number; end: number }[] {
  const sought = squeeze(word).text
  if (sought.length < SHORTEST) return []
  const within = squeeze(text)
  const length = kind === 'address' ? Math.min(ADDRESS_PART, sought.length) : sought.length
  const places: { start: number; end: number }[] = []
  for (let from = 0; from + length <= within.text.length; from += 1) {
    const part = within.text.slice(from, from + length)
    if (!sought.includes(part)) continue
    const start = within.at[from] ?? 0
    const end = (within.at[from + length - 1] ?? 0) + 1
    const last = places.at(-1)
    if (last && start <= last.end) places[places.length - 1] = { start: last.start, end }
    else places.push({ start, end })
  }
  return places
}

const keyOf = (field: string, kind: string, words: string) =>
  createHash('sha256')
    .update(JSON.stringify([field, kind, words]))
    .digest('hex')
    .slice(0, 24)

/** Every place that is personal: first what is the asker's own, then what looks like anybody's. */
export function marksIn(field: string, text: string, words: readonly PrivateWord[]): Mark[] {
  const own = apart(
    words.flatMap((word) =>
      placesOf(text, word).map((place) => ({ ...place, kind: word.kind, applicant: true })),
    ),
  )
  const others = findPersonalData(text)
    .filter((one) => !own.some((mark) => one.start < mark.end && mark.start < one.end))
    .map(({ start, end, kind }) => ({ start, end, kind, applicant: false }))
  return [...own, ...others]
    .toSorted((one, other) => one.start - other.start)
    .map((mark) => ({ ...mark, key: keyOf(field, mark.kind, text.slice(mark.start, mark.end)) }))
}

/** Of places that lie over each other the longest stands. */
function apart<T extends { readonly start: number; readonly end: number }>(places: readonly T[]): T[] {
  const kept: T[] = []
  for (const place of places.toSorted((one, other) => other.end - other.start - (one.end - one.start))) {
    if (!kept.some((one) => place.start < one.end && one.start < place.end)) kept.push(place)
  }
  return kept
}

/** A text of a case before anybody reads it for this: what is personal by rule is taken out, a person does the rest. */
export function withoutPersonal(text: string, words: readonly PrivateWord[]): string {
  return marksIn('', text, words)
    .toReversed()
    .reduce(
      (left, mark) =>
        `${left.slice(0, mark.start)}${mark.kind === 'name' ? '某某' : '＊＊＊'}${left.slice(mark.end)}`,
      text,
    )
}
