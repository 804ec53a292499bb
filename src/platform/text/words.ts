import { Jieba, TfIdf } from '@node-rs/jieba'
import { dict, idf } from '@node-rs/jieba/dict.js'
import { once } from '../once.ts'
import { fold } from './fold.ts'

const jieba = once(() => Jieba.withDict(dict))
const rarity = once(() => TfIdf.withDict(idf))

/** What carries meaning: Han, letters, digits. Everything else parts words. */
const WORD = /[\p{L}\p{N}]/u
/** A word longer than this is no word (and an address or a code would bloat the index). */
const MAX_WORD = 40
/** The database keeps no position above this. */
const MAX_POSITION = 16_383
const POSITIONS_PER_WORD = 16

/** The words of a text as they are searched: folded, cut for search (long words and the words inside them). */
export function wordsOf(text: string): string[] {
  return jieba()
    .cutForSearch(fold(text), true)
    .filter((word) => word.length <= MAX_WORD && WORD.test(word))
}

/** A text cut into words and what stands between them; joined, the pieces are the text again. */
export function cutWords(text: string): string[] {
  return jieba().cut(text, true)
}

/**
 * A PostgreSQL tsvector in text form: words of the title with weight A, of the body with weight D, the first
 * positions of each word.
 */
export function searchVector(title: string, body: string): string {
  const places = new Map<string, string[]>()
  let position = 0
  const place = (word: string, weight: 'A' | '') => {
    position = Math.min(position + 1, MAX_POSITION)
    const list = places.get(word)
    if (!list) places.set(word, [`${position}${weight}`])
    else if (list.length < POSITIONS_PER_WORD) list.push(`${position}${weight}`)
  }
  for (const word of wordsOf(title)) place(word, 'A')
  for (const word of wordsOf(body)) place(word, '')
  return [...places].map(([word, list]) => `'${word.replace(/['\\]/g, '$&$&')}':${list.join(',')}`).join(' ')
}

/** A tsquery in text form that asks for every word of what was typed; undefined when nothing searchable was typed. */
export function searchQuery(typed: string): string | undefined {
  const words = [...new Set(wordsOf(typed))].slice(0, 16)
  return words.length === 0 ? undefined : words.map(queryWord).join(' & ')
}

export interface TellingWord {
  readonly word: string
  /** The rarer in the language at large, the more it tells. */
  readonly weight: number
}

/** Words that stand in every question and say nothing of what it is about. */
const FILLERS = new Set(
  (
    '请问 您好 你好 谢谢 咨询 想问 请教 麻烦 需要 什么 怎么 怎么办 怎样 如何 哪里 哪儿 哪些 哪个 多少 多久 为什么 是否 能否 ' +
    '可以 能不能 是不是 有没有 办理 办 到 去 在 的 了 我 我们 我家 你们 他们 自己 这个 那个 现在 目前 最近 还是 或者 以及 应该'
  )
    .split(' ')
    .map(fold),
)

/** The few words that say what a text is about, the most telling first; each stands in its `searchVector` too. */
export function tellingWords(text: string, limit: number): TellingWord[] {
  const searched = new Set(wordsOf(text))
  return rarity()
    .extractKeywords(jieba(), fold(text), limit * 4)
    .filter(({ keyword }) => searched.has(keyword) && !FILLERS.has(keyword))
    .slice(0, limit)
    .map(({ keyword, weight }) => ({ word: keyword, weight }))
}

/**
 * A tsquery in text form for texts about what these words tell: with at least two of them, or with the one there is;
 * undefined without any.
 */
export function aboutQuery(words: readonly TellingWord[]): string | undefined {
  const held = words.map(({ word }) => queryWord(word))
  const pairs = held.flatMap((one, index) => held.slice(index + 1).map((other) => `(${one} & ${other})`))
  return pairs.length === 0 ? held[0] : pairs.join(' | ')
}

/**
 * A tsquery in text form for texts that hold so much of what these words tell: words that make up this share of their
 * weight, and never only one of several.
 */
export function mostlyQuery(words: readonly TellingWord[], share: number): string | undefined {
  const least = share * words.reduce((sum, { weight }) => sum + weight, 0) - 1e-9
  const enough: string[] = []
  const grow = (from: number, held: readonly string[], weight: number) => {
    if (weight >= least && held.length >= Math.min(2, words.length)) enough.push(`(${held.join(' & ')})`)
    else
      for (const [index, one] of words.slice(from).entries())
        grow(from + index + 1, [...held, queryWord(one.word)], weight + one.weight)
  }
  if (words.length > 0) grow(0, [], 0)
  return enough.length === 0 ? undefined : enough.join(' | ')
}

/** A word as PostgreSQL writes it within a tsquery. */
export function queryWord(word: string): string {
  return `'${word.replace(/['\\]/g, '$&$&')}'`
}
