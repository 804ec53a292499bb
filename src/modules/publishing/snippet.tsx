import type { ReactNode } from 'react'
import { fold } from '#platform/text/fold.ts'

const BEFORE = 30
const LENGTH = 110

/** The part of a text around the first word found, with the words marked; the beginning where none is. */
export function snippetOf(text: string, words: readonly string[]): ReactNode {
  const folded = fold(text)
  // Folding may change lengths (full width, ligatures): then places would not match, and nothing is marked.
  const comparable = folded.length === text.length
  const first = comparable
    ? Math.min(...words.map((word) => folded.indexOf(word)).filter((place) => place >= 0))
    : Infinity
  const start = Number.isFinite(first) ? Math.max(0, first - BEFORE) : 0
  const part = text.slice(start, start + LENGTH)
  const lead = start > 0 ? '…' : ''
  const tail = start + LENGTH < text.length ? '…' : ''
  return (
    <>
      {lead}
      {comparable ? marked(part, folded.slice(start, start + LENGTH), words) : part}
      {tail}
    </>
  )
}

function marked(part: string, folded: string, words: readonly string[]): ReactNode[] {
  const longestFirst = [...words].toSorted((one, other) => other.length - one.length)
  const pieces: ReactNode[] = []
  let plain = ''
  for (let place = 0; place < part.length;) {
    const word = longestFirst.find((one) => folded.startsWith(one, place))
    if (word === undefined) {
      plain += part[place] ?? ''
      place += 1
      continue
    }
    if (plain !== '') pieces.push(plain)
    plain = ''
    pieces.push(<mark key={place}>{part.slice(place, place + word.length)}</mark>)
    place += word.length
  }
  return plain === '' ? pieces : [...pieces, plain]
}
