import { parse, type Node } from './grammar.ts'

export type Values = Readonly<Record<string, string | undefined>>

export interface Filled {
  /** The paragraphs, one a line. */
  readonly text: string
  /** Fields whose place is in the text while they have no value. */
  readonly empty: readonly string[]
}

/**
 * A text without what neither the database nor a file of Word can hold (control characters, halves of characters) or what
 * would turn the words after it around; every end of a line is the same.
 */
export function cleanText(text: string): string {
  return text
    .replace(/\r\n?|[\v\f\u0085\u2028\u2029]/g, '\n')
    .replace(/\p{Surrogate}|[\ufffe\uffff]/gu, '\ufffd')
    .replace(/[^\P{Cc}\n\t]|[\u202a-\u202e\u2066-\u2069]/gu, '')
    .replaceAll('\t', ' ')
}

/**
 * The paragraphs of a text as a letter keeps them: clean, without indents of spaces, and without those in which nothing
 * can be seen.
 */
export function paragraphsOf(text: string): string[] {
  return cleanText(text)
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => /[^\s\p{Cf}]/u.test(line))
}

/** Puts the values into their places. What a value holds is words, whatever it looks like. */
export function fillBody(body: string, values: Values): Filled {
  const given = new Map(
    Object.entries(values).map(([name, value]) => [name, paragraphsOf(value ?? '').join('\n')]),
  )
  const empty = new Set<string>()
  const say = (nodes: readonly Node[]): string =>
    nodes
      .map((node) => {
        if (node.is === 'words') return node.text
        const value = given.get(node.name) ?? ''
        if (node.is === 'block') return value === '' ? '' : say(node.inside)
        if (value === '') empty.add(node.name)
        return value
      })
      .join('')
  const text = paragraphsOf(say(parse(body).nodes)).join('\n')
  return { text, empty: [...empty] }
}
