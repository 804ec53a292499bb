import type { Term, ValueOf } from '#kernel/figures/index.ts'
import type { Paragraph, TextPart } from '../contract/edition.ts'
import { readLine, type Piece, type ReferenceProblem } from './grammar.ts'
import { labelOf, printReference, resolve, termsAsked, type Known, type Resolved } from './resolve.ts'

/** The words of a section, read once: what they ask of the records, and what cannot be asked. */
export interface ReadText {
  readonly lines: readonly (readonly ReadPiece[])[]
  readonly problems: readonly ReferenceProblem[]
  readonly terms: readonly Term[]
}

type ReadPiece =
  | Exclude<Piece, { kind: 'reference' }>
  | { kind: 'resolved'; resolved: Resolved; start: number }

export function readText(body: string, known: Known): ReadText {
  const problems: ReferenceProblem[] = []
  const lines = linesOf(body).map((line) =>
    readLine(line).map((piece): ReadPiece => {
      if (piece.kind === 'broken') problems.push(piece.problem)
      if (piece.kind !== 'reference') return piece
      const resolution = resolve(piece.written, known)
      if (resolution.ok) return { kind: 'resolved', resolved: resolution.value, start: piece.start }
      problems.push(...resolution.problems)
      const problem = { token: piece.written.token, code: 'reference_unknown', params: {} }
      return { kind: 'broken', problem, start: piece.start }
    }),
  )
  const terms = lines.flat().flatMap((piece) => (piece.kind === 'resolved' ? termsAsked(piece.resolved) : []))
  return { lines, problems, terms }
}

/** Lines with something on them. */
export function linesOf(body: string): string[] {
  return body
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
}

const NUMBERED = /^(?:（[一二三四五六七八九十]{1,3}）|[一二三四五六七八九十]{1,3}、|\d{1,2}[.．、])/

/** A short numbered line that is no sentence. */
function isHeading(line: readonly ReadPiece[]): boolean {
  const [first] = line
  if (line.length !== 1 || first?.kind !== 'words') return false
  return first.text.length <= 40 && NUMBERED.test(first.text) && !/[。；：，]$/.test(first.text)
}

/** A text as it is printed with the answers of the records; what cannot be printed stands as it was written. */
export function printText(
  read: ReadText,
  valueOf: ValueOf,
  addressOf: (resolved: Resolved) => string | null,
): { readonly paragraphs: readonly Paragraph[]; readonly problems: readonly ReferenceProblem[] } {
  const problems = [...read.problems]
  const paragraphs = read.lines.map((line): Paragraph => ({
    kind: isHeading(line) ? 'heading' : 'paragraph',
    parts: line.map((piece): TextPart => {
      if (piece.kind === 'words') return piece.text
      if (piece.kind === 'broken') return piece.problem.token
      const { token } = piece.resolved.written
      const printed = printReference(piece.resolved, valueOf)
      if (!printed.ok) {
        problems.push(printed.problem)
        return token
      }
      return { token, label: labelOf(piece.resolved), text: printed.text, address: addressOf(piece.resolved) }
    }),
  }))
  return { paragraphs, problems }
}

/** The words of a section as a reader reads them, one line each. */
export function plainText(paragraphs: readonly Paragraph[]): string {
  return paragraphs
    .map(({ parts }) => parts.map((part) => (typeof part === 'string' ? part : part.text)).join(''))
    .join('\n')
}
