/** A document of the demo city, in the form in which real ones are imported. */
export interface DemoDocument {
  readonly id: string
  readonly unit: string
  readonly channel: string
  readonly title: string
  readonly kind: 'regulation' | 'normative' | 'official' | 'information' | 'law'
  readonly documentNumber?: string
  readonly publishDate: string
  readonly effectiveDate?: string
  readonly topic: string
  readonly genre: string
  readonly keywords: readonly string[]
  readonly summary: string
  /** Markdown. */
  readonly text: string
  /** What became of it since; `by` is the id of what stands in its place. */
  readonly ended?: {
    readonly state: 'withdrawn' | 'repealed' | 'replaced'
    readonly on: string
    readonly reason: string
    readonly by?: string
  }
}

const DIGITS = ['', '一', '二', '三', '四', '五', '六', '七', '八', '九']

function ordinal(number: number): string {
  const [tens, ones] = [Math.floor(number / 10), number % 10]
  return `${tens > 1 ? DIGITS[tens] : ''}${tens > 0 ? '十' : ''}${DIGITS[ones]}`
}

/** The text of a rule, its articles numbered in order. */
export function articles(...texts: readonly string[]): string {
  return texts.map((text, index) => `**第${ordinal(index + 1)}条**　${text}`).join('\n\n')
}

export function paragraphs(...texts: readonly string[]): string {
  return texts.join('\n\n')
}

/** A table in Markdown, its first row the heads. */
export function table(...rows: readonly (readonly string[])[]): string {
  const [heads = [], ...body] = rows
  return [heads, heads.map(() => '---'), ...body].map((row) => `| ${row.join(' | ')} |`).join('\n')
}
