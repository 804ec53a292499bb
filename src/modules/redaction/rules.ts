import { decide, issue, type Decision, type Issue } from '#platform/decision.ts'
import type { AreaMark, MarksBody, RangeMark } from './contract.ts'

export interface Markable {
  readonly format: string
  readonly sizes: readonly { readonly width: number; readonly height: number }[]
  readonly body: string | null
}

export interface Marks {
  readonly areas: readonly AreaMark[]
  readonly ranges: readonly RangeMark[]
  readonly words: MarksBody['words']
}

/** Marks lie on the pages that there are: what reaches over the edge is cut, what lies beside the page is refused. */
export function decideMarks(of: Markable, asked: Omit<MarksBody, 'revision'>): Decision<Marks> {
  const issues: Issue[] = []
  if (of.format === 'text' && asked.areas.length > 0) issues.push(issue('areas', 'text_has_no_areas'))
  if (of.format !== 'text' && asked.ranges.length > 0) issues.push(issue('ranges', 'pages_have_no_ranges'))
  const areas = asked.areas.flatMap((area) => {
    const cut = cutToPage(area, of.sizes[area.page - 1])
    if (!cut) issues.push(issue('areas', 'beside_the_page', { page: area.page }))
    return cut ?? []
  })
  const length = of.body?.length ?? 0
  for (const range of asked.ranges)
    if (range.end <= range.start || range.end > length)
      issues.push(issue('ranges', 'beyond_the_text', { length }))
  const words = asked.words.map((one) => ({ ...one, word: one.word.trim() })).filter((one) => one.word !== '')
  return decide(issues, { areas, ranges: asked.ranges, words })
}

function cutToPage(area: AreaMark, size: Markable['sizes'][number] | undefined): AreaMark | undefined {
  if (!size) return undefined
  const x = Math.max(0, area.x)
  const y = Math.max(0, area.y)
  const width = Math.min(size.width, area.x + area.width) - x
  const height = Math.min(size.height, area.y + area.height) - y
  return width > 0 && height > 0 ? { ...area, x, y, width, height } : undefined
}

/** What was seen in the new file: nothing may be left, or it does not go out. */
export function decideRelease(
  marks: Pick<Marks, 'areas' | 'ranges' | 'words'>,
  remains: readonly { readonly page: number; readonly what: string }[],
): Decision<true> {
  const issues: Issue[] = []
  if (marks.areas.length + marks.ranges.length === 0) issues.push(issue('marks', 'nothing_marked'))
  const seen = new Set<string>()
  for (const { page, what } of remains) {
    if (seen.has(`${page} ${what}`)) continue
    seen.add(`${page} ${what}`)
    issues.push(issue('marks', page === 0 ? 'redaction_remains_inside' : 'redaction_remains', { page, what }))
  }
  return decide(issues, true)
}

/** The name of the released file: without the words that are taken out of it. */
export function releaseName(name: string, redacted: string, ending: string): string {
  const stem = redacted.replace(/\.[A-Za-z0-9]{1,5}$/, '').trim()
  const plain = name === redacted || /[^■\s.]/.test(stem) ? stem : '文件'
  return `${plain}（区分处理）.${ending}`
}
