import * as OpenCC from 'opencc-js'
import { once } from '#platform/once.ts'

// Building a converter costs about 200 ms: only a text that shows Traditional characters pays for it, and once.
const toSimplified = once(() => OpenCC.Converter({ from: 't', to: 'cn' }))

/** Characters that nearly every Traditional page has and no Simplified one. */
const TRADITIONAL = /[個條項萬億餘約們這為與國開說時來關會學總數長過報務業發達應據點處類單辦]/

const known = new Map<string, string>()

/**
 * Half-width, Simplified, and of the same length: a place in the folded text is the same place in the text as printed.
 * So each character is folded by itself, never a phrase.
 */
export function foldEven(text: string): string {
  const traditional = TRADITIONAL.test(text)
  if (traditional) learn(text)
  let folded = ''
  for (const character of text) {
    const plain = narrow(character)
    folded += (traditional ? known.get(plain) : undefined) ?? plain
  }
  return folded
}

function learn(text: string): void {
  const fresh = [...new Set(text)].filter((one) => /\p{Script=Han}/u.test(one) && !known.has(one))
  if (fresh.length === 0) return
  const converted = toSimplified()(fresh.join('\n')).split('\n')
  for (const [index, one] of fresh.entries()) {
    const other = converted[index] ?? one
    known.set(one, other.length === one.length ? other : one)
  }
}

/** Full-width forms and the several spaces and dashes of Chinese pages; a tab and a line break stay what they are. */
function narrow(character: string): string {
  const code = character.codePointAt(0) ?? 0
  if (code >= 0xff01 && code <= 0xff5e) return String.fromCodePoint(code - 0xfee0)
  if (/[\u00a0\u1680\u2000-\u200b\u202f\u205f\u2060\u3000\ufeff\u00ad]/.test(character)) return ' '
  return SAME[character] ?? character
}

const SAME: Readonly<Record<string, string>> = {
  '﹪': '%',
  '﹒': '.',
  '﹐': ',',
  '﹑': '、',
  '﹔': ';',
  '﹕': ':',
  '–': '-',
  '−': '-',
  '‐': '-',
  '‑': '-',
  '﹣': '-',
  '〜': '~',
  '∼': '~',
  '﹙': '(',
  '﹚': ')',
  '⼀': '一',
  '⼆': '二',
  '⼋': '八',
  '⼗': '十',
  '○': '〇',
  '◯': '〇',
}
