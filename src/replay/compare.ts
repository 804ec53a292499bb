import type { CivilDate } from '#platform/dates.ts'
import type { Handle } from '#platform/db/connect.ts'
import type { Declared } from '#kernel/declaration/index.ts'
import {
  answerTerms,
  ask,
  minus,
  sumOf,
  term,
  yearPeriod,
  type Term,
  type ValueOf,
} from '#kernel/figures/index.ts'
import { getUnitByCode, unitScope } from '#kernel/organisation/index.ts'
import { computeReport } from '#modules/reports/index.ts'
import { MAIN_SITE } from '#modules/sites/index.ts'
import { whyNotCarried } from './not-carried.ts'
import { rounded, type Plan, type Planned } from './plan.ts'
import type { Carried, PublishedFigure } from './profile.ts'

/** 一致、来源自相矛盾、不一致、来源空缺、尚未承载. */
export type Verdict = 'met' | 'source_disagrees' | 'missed' | 'blank' | 'not_carried'

export const verdictLabels: Readonly<Record<Verdict, string>> = {
  met: '一致',
  source_disagrees: '来源自相矛盾',
  missed: '不一致',
  blank: '来源空缺',
  not_carried: '尚未承载',
}

export interface ComparedFigure {
  readonly id: string
  readonly label: string
  readonly section: string
  readonly unit: string
  /** As the source prints it, at the scale of the replay. */
  readonly published: number | null
  /** What the source says of its exactness: 余, 约. */
  readonly approx: string | null
  readonly platform: number | null
  /** The platform's less the published one. */
  readonly difference: number | null
  /** The cell of the year's report, else the figures, that give the platform's number. */
  readonly shownBy: string | null
  readonly verdict: Verdict
  readonly why: string | null
}

/** How the records answer a figure; on_time_rate and rate are made of others. */
function termsOf(by: Carried): readonly Term[] {
  const one = (figure: string, filter: Record<string, string> = {}) => [term(ask(figure, filter))]
  if ('documents' in by) return one('documents.in_column', { site: MAIN_SITE, column: by.documents })
  if ('gazetteDocuments' in by) return one('gazette.documents')
  if ('allDocuments' in by) return one('documents.published')
  if ('register' in by)
    return one(by.register === 'penalties' ? 'powers.penalties' : `outreach.${by.register}`)
  if ('interviews' in by) return one(`outreach.interview_${by.interviews}`)
  if ('gazette' in by) return one(`gazette.${by.gazette}`)
  if ('consultations' in by) return one('consultations.received')
  if ('remedies' in by) return [...one('remedies.results'), ...one('remedies.complaints')]
  if ('sites' in by) return [...one('sites.sites'), minus(ask('sites.sites', { site: MAIN_SITE }))]
  if ('columns' in by) return one('sites.columns', { site: MAIN_SITE, level: String(by.columns) })
  if ('requests' in by) return requestTerms(by.requests)
  return []
}

const REFUSALS = [
  'secret',
  'trade',
  'privacy',
  'stability',
  'rights',
  'internal',
  'process',
  'enforcement',
  'law',
]
const LATE = ask('requests.late')
const CONCLUDED = ask('requests.concluded')

function requestTerms(what: string): readonly Term[] {
  switch (what) {
    case 'received':
      return [term(ask('requests.received'))]
    case 'answered_late':
      return [term(LATE)]
    case 'answered_in_time':
    case 'on_time_rate':
      return [term(CONCLUDED), minus(LATE)]
    case 'refused':
      return REFUSALS.map((reason) => term(ask('requests.replies', { reply: `refused.${reason}` })))
    default:
      return [term(ask('requests.fees_paid'))]
  }
}

/** Every figure of the source beside what the platform's own report and figures say of the same year. */
export async function compare(
  db: Handle,
  declared: Declared,
  plan: Plan,
  today: CivilDate,
): Promise<ComparedFigure[]> {
  const { government, year } = plan.profile
  const unit = await getUnitByCode(db, government.code)
  const report = await computeReport(db, declared, unit, year, 'consolidated', today)
  const terms = plan.planned.flatMap(({ figure }) => termsOf(figure.by))
  const valueOf = await answerTerms(db, declared.figures, [...terms, term(CONCLUDED)], {
    period: yearPeriod(year),
    unitIds: await unitScope(db, unit, 'consolidated'),
  })
  const numbers = new Map<string, number>()
  for (const { figure } of plan.planned) {
    const value = numberOf(figure, valueOf)
    if (value !== undefined) numbers.set(figure.id, value)
  }
  for (const { figure } of plan.planned)
    if ('rate' in figure.by) {
      const [of = 0, all = 0] = [numbers.get(figure.by.rate.of), numbers.get(figure.by.rate.in)]
      numbers.set(figure.id, rounded(all === 0 ? 0 : (100 * of) / all, figure.value ?? 0))
    }
  return plan.planned.map((planned) => {
    const { cell } = planned.figure
    const inReport = cell === undefined ? undefined : (report.values[cell] ?? null)
    return compared(planned, numbers.get(planned.figure.id), inReport)
  })
}

function numberOf({ by, value }: PublishedFigure, valueOf: ValueOf): number | undefined {
  if ('nothingYet' in by || 'rate' in by) return undefined
  const sum = sumOf(termsOf(by), valueOf)
  if (!('requests' in by) || by.requests !== 'on_time_rate') return sum
  const all = valueOf(CONCLUDED)
  return rounded(all === 0 ? 0 : (100 * sum) / all, value ?? 0)
}

function compared(
  { figure, published, expected, contradiction }: Planned,
  counted: number | undefined,
  inReport: number | null | undefined,
): ComparedFigure {
  const { by } = figure
  const common = {
    id: figure.id,
    label: figure.label,
    section: figure.section,
    unit: figure.unit,
    published,
    approx: figure.approx ?? null,
  }
  const nothing = { platform: null, difference: null, shownBy: null }
  if ('nothingYet' in by) {
    const verdict = figure.value === null ? 'blank' : 'not_carried'
    return { ...common, ...nothing, verdict, why: whyNotCarried(by.nothingYet) ?? null }
  }
  if (published === null || counted === undefined)
    return { ...common, ...nothing, verdict: 'blank', why: null }
  const platform = inReport === undefined ? counted : inReport
  const names = 'rate' in by ? [] : termsOf(by).map((one) => one.ask.figure)
  const right = counted === expected && (inReport === undefined || inReport === expected)
  const verdict = !right ? 'missed' : contradiction === undefined ? 'met' : 'source_disagrees'
  return {
    ...common,
    platform,
    difference: platform === null ? null : Number((platform - published).toFixed(4)),
    shownBy:
      figure.cell ?? ('rate' in by ? `${by.rate.of} / ${by.rate.in}` : [...new Set(names)].join(' + ')),
    verdict,
    why: right ? (contradiction ?? null) : `记录应为${expected ?? '—'}，统计为${counted}`,
  }
}
