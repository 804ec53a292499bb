import type { Profile, PublishedFigure } from './profile.ts'
import { scaled, scaledParts } from './scale.ts'

/** A figure with what the replay makes of it. */
export interface Planned {
  readonly figure: PublishedFigure
  /** What the source prints, at this scale; null where it left it blank. */
  readonly published: number | null
  /** What the records must give; undefined where nothing carries it. */
  readonly expected: number | undefined
  /** The source contradicts itself here: what was printed cannot be met by records. */
  readonly contradiction?: string
}

export interface Plan {
  readonly profile: Profile
  readonly scale: number
  readonly planned: readonly Planned[]
  /** Documents by column, the remainder of a sum included. */
  readonly documents: ReadonlyMap<string, number>
  /** The number that is to be made of a figure carried like this; 0 where the source has none. */
  readonly of: (match: (by: PublishedFigure['by']) => boolean) => number
}

/** Sites and columns are what stands, not what happens: a small replay has them whole. */
const WHOLE = ['sites', 'columns'] as const

/** What is to be made at a scale, so that every sum of the source that holds still holds. */
export function makePlan(profile: Profile, scale: number): Plan {
  const expected = new Map<string, number>()
  const published = new Map<string, number>()
  const documents = new Map<string, number>()
  for (const { id, by, value } of profile.figures) {
    if (value === null || 'nothingYet' in by) continue
    const whole = WHOLE.some((name) => name in by) || isRate(by)
    published.set(id, whole ? value : scaled(value, scale))
    expected.set(id, published.get(id) ?? 0)
  }
  const contradictions = new Map<string, string>()
  const valueOf = (id: string) => profile.figures.find((one) => one.id === id)?.value ?? 0
  for (const { total, parts, rest, difference } of profile.sums) {
    const values = parts.map(valueOf)
    const all = rest === undefined ? values : [...values, -difference]
    const shares = scaledParts(all, scale)
    for (const [place, id] of parts.entries()) expected.set(id, shares[place] ?? 0)
    for (const [place, id] of parts.entries()) published.set(id, shares[place] ?? 0)
    if (rest !== undefined) documents.set(rest, shares.at(-1) ?? 0)
    expected.set(
      total,
      shares.reduce((sum, share) => sum + share, 0),
    )
    if (rest === undefined && difference !== 0)
      contradictions.set(total, sumWords(valueOf(total), difference))
    // A sum that holds is the sum of its parts at every scale.
    else published.set(total, expected.get(total) ?? 0)
  }
  for (const { id, by, value } of profile.figures) {
    if (!('rate' in by) || value === null) continue
    const [numerator = 0, denominator = 0] = [expected.get(by.rate.of), expected.get(by.rate.in)]
    expected.set(id, rounded(denominator === 0 ? 0 : (100 * numerator) / denominator, value))
    const why = contradictions.get(by.rate.in) ?? contradictions.get(by.rate.of)
    if (why !== undefined) contradictions.set(id, `按合计计算的比例：${why}`)
    else if (scale !== 1) published.set(id, expected.get(id) ?? 0)
  }
  for (const { id, by } of profile.figures) {
    const column =
      'documents' in by ? by.documents : 'gazetteDocuments' in by ? by.gazetteDocuments : undefined
    if (column !== undefined) documents.set(column, expected.get(id) ?? 0)
  }
  return {
    profile,
    scale,
    documents,
    planned: profile.figures.map((figure) => {
      const contradiction = contradictions.get(figure.id)
      return {
        figure,
        published: published.get(figure.id) ?? figure.value,
        expected: expected.get(figure.id),
        ...(contradiction === undefined ? {} : { contradiction }),
      }
    }),
    of: (match) => {
      const found = profile.figures.find((one) => match(one.by))
      return found === undefined ? 0 : (expected.get(found.id) ?? 0)
    },
  }
}

const isRate = (by: PublishedFigure['by']) =>
  'rate' in by || ('requests' in by && by.requests === 'on_time_rate')

function sumWords(total: number, difference: number): string {
  const parts = total + difference
  const way = difference > 0 ? '多于' : '少于'
  return `各分项之和${parts}，${way}公布的合计${total}，差${Math.abs(difference)}`
}

/** With as many decimals as the printed number has. */
export function rounded(rate: number, like: number): number {
  const decimals = (String(like).split('.')[1] ?? '').length
  return Number(rate.toFixed(decimals))
}
