import { randomBytes, randomInt } from 'node:crypto'
import type { Secrets } from '../secrets.ts'

/** How long a question may stand on a page: as long as a solved challenge. */
const QUESTION_MINUTES = 120
const PURPOSE = 'challenge.question'
const NUMERALS = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九', '十'] as const

/** A sum in words, for whom no script solves anything; the answer travels sealed. */
export interface Question {
  readonly text: string
  readonly sealed: string
  /** What was answered before, where it was right and is still good. */
  readonly answer: string
}

interface Asked {
  readonly purpose: string
  readonly id: string
  readonly text: string
  readonly answer: number
  /** Milliseconds. */
  readonly until: number
}

/** What a form sends: the fields of `ChallengeField`. */
export type ChallengeForm = Readonly<Record<string, string>>

/** The question of a form; a form that comes back for another reason keeps the one that was answered. */
export function askQuestion(
  secrets: Secrets,
  purpose: string,
  now: Date,
  form: ChallengeForm = {},
): Question {
  const before = openQuestion(secrets, purpose, form['challengeQuestion'] ?? '')
  const answer = form['challengeAnswer'] ?? ''
  if (before && before.until > now.getTime() && readNumber(answer) === before.answer)
    return { text: before.text, sealed: form['challengeQuestion'] ?? '', answer }
  const asked = newQuestion(purpose, now)
  return {
    text: asked.text,
    sealed: secrets.seal(PURPOSE, JSON.stringify(asked)).toString('base64url'),
    answer: '',
  }
}

function newQuestion(purpose: string, now: Date): Asked {
  const [one, other] = [randomInt(1, 10), randomInt(1, 10)]
  const plus = randomInt(2) === 0
  const [larger, smaller] = [Math.max(one, other), Math.min(one, other)]
  return {
    purpose,
    id: randomBytes(16).toString('hex'),
    text: plus ? `${wordOf(one)}加${wordOf(other)}等于几？` : `${wordOf(larger)}减${wordOf(smaller)}等于几？`,
    answer: plus ? one + other : larger - smaller,
    until: now.getTime() + QUESTION_MINUTES * 60_000,
  }
}

const wordOf = (number: number) => NUMERALS[number] ?? String(number)

export type Answered =
  | { readonly kind: 'right'; readonly id: string; readonly until: Date }
  | { readonly kind: 'wrong' | 'expired' | 'none' }

/** What became of the question on a form. */
export function readAnswer(secrets: Secrets, purpose: string, form: ChallengeForm, now: Date): Answered {
  const typed = form['challengeAnswer'] ?? ''
  if (typed.trim() === '') return { kind: 'none' }
  const asked = openQuestion(secrets, purpose, form['challengeQuestion'] ?? '')
  if (!asked || asked.until <= now.getTime()) return { kind: 'expired' }
  if (readNumber(typed) !== asked.answer) return { kind: 'wrong' }
  return { kind: 'right', id: asked.id, until: new Date(asked.until) }
}

function openQuestion(secrets: Secrets, purpose: string, sealed: string): Asked | undefined {
  if (sealed === '') return undefined
  try {
    const asked = JSON.parse(secrets.open(PURPOSE, Buffer.from(sealed, 'base64url'))) as Asked
    return asked.purpose === purpose ? asked : undefined
  } catch {
    // Not ours or damaged: the same as none.
    return undefined
  }
}

/** 12, １２ and 十二 are one answer. */
export function readNumber(typed: string): number | undefined {
  const text = typed.normalize('NFKC').replaceAll(/[\s。.]/g, '')
  if (/^\d{1,3}$/.test(text)) return Number(text)
  const [, tens, unit] = /^([一二三四五六七八九]?)十([一二三四五六七八九]?)$/.exec(text) ?? []
  if (tens !== undefined && unit !== undefined)
    return (tens === '' ? 1 : numeral(tens)) * 10 + (unit === '' ? 0 : numeral(unit))
  const single = numeral(text)
  return single === -1 ? undefined : single
}

const numeral = (word: string) => NUMERALS.findIndex((one) => one === word)
