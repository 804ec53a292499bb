// A number in the words of a report is written as what it is a value of: {{3.A.7}}, {{requests.received year=-1}}.

const SHOWS = ['value', 'change', 'rate'] as const
export type Show = (typeof SHOWS)[number]

export interface Written {
  /** As the writer put it, with its brackets. */
  readonly token: string
  /** A cell of the form, or a figure. */
  readonly name: string
  readonly filter: Readonly<Record<string, string>>
  /** So many years before: 0 or less. */
  readonly year: number
  readonly show: Show
  /** Of a rate: the cell or figure that is the whole. */
  readonly of: string | null
}

/** What is wrong with a reference: a stable code, and what of it. */
export interface ReferenceProblem {
  readonly token: string
  readonly code: string
  readonly params: Readonly<Record<string, string | number>>
}

export type Piece =
  | { readonly kind: 'words'; readonly text: string; readonly start: number }
  | { readonly kind: 'reference'; readonly written: Written; readonly start: number }
  | { readonly kind: 'broken'; readonly problem: ReferenceProblem; readonly start: number }

const FURTHEST = 20

/** A line in its pieces, in order; brackets that are not closed are a broken reference to the end of the line. */
export function readLine(line: string): readonly Piece[] {
  const pieces: Piece[] = []
  let at = 0
  for (let open = line.indexOf('{{'); open >= 0; open = line.indexOf('{{', at)) {
    if (open > at) pieces.push({ kind: 'words', text: line.slice(at, open), start: at })
    const close = line.indexOf('}}', open)
    const end = close < 0 ? line.length : close + 2
    pieces.push({ ...readToken(line.slice(open, end)), start: open })
    at = end
  }
  if (at < line.length) pieces.push({ kind: 'words', text: line.slice(at), start: at })
  return pieces
}

type Token = { kind: 'reference'; written: Written } | { kind: 'broken'; problem: ReferenceProblem }

function readToken(token: string): Token {
  const broken = (code: string, params: ReferenceProblem['params'] = {}): Token => ({
    kind: 'broken',
    problem: { token, code, params },
  })
  const inside = /^\{\{([^{}]*)\}\}$/.exec(token)?.[1]?.trim()
  if (inside === undefined || inside === '') return broken('reference_form')
  const [name = '', ...settings] = inside.split(/\s+/)
  const filter: Record<string, string> = {}
  let [year, show, of] = [0, 'value' as Show, null as string | null]
  for (const setting of settings) {
    const [, key = '', value = ''] = /^([a-z_]+)=([^=]+)$/.exec(setting) ?? []
    if (key === '') return broken('reference_form')
    if (key === 'year') {
      year = /^(?:0|-[1-9]\d?)$/.test(value) ? Number(value) : Number.NaN
      if (!(year >= -FURTHEST)) return broken('reference_year', { value })
    } else if (key === 'show') {
      const known = SHOWS.find((one) => one === value)
      if (known === undefined) return broken('reference_show', { value })
      show = known
    } else if (key === 'of') of = value
    else filter[key] = value
  }
  if ((show === 'rate') !== (of !== null)) return broken('reference_rate_of')
  return { kind: 'reference', written: { token, name, filter, year, show, of } }
}
