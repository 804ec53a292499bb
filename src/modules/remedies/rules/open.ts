import { civilDate, type CivilDate } from '#platform/dates.ts'
import { countCalendarDays, countMonths, type Calendar } from '#kernel/clock/index.ts'

/** An answer that was delivered, as the question asks for it. */
export interface DeliveredAnswer {
  /** The outcome's code: C1, C3.4 … */
  readonly outcome: string
  readonly deliveredOn: CivilDate
  /** Whether the answer named the remedies. */
  readonly told: boolean
  /** The day on which the applicant received a decision on reconsideration of this answer. */
  readonly reviewServedOn?: CivilDate | null
}

export interface OpenRemedy {
  readonly way: 'reconsideration' | 'litigation' | 'litigation_after_review'
  /** The last day, after it gave way where it is a day of rest; null: only after the remedy that comes first. */
  readonly until: CivilDate | null
  readonly open: boolean
  readonly provisional: boolean
  readonly cites: string
}

/** From this day a refusal under Articles 14 to 16 must go to reconsideration first. */
const REVIEW_FIRST_FROM = civilDate('2024-01-01')
/** 不予公开 on the grounds of Articles 14, 15 and 16; what cannot be provided or is not dealt with goes straight to court. */
const REVIEW_FIRST: ReadonlySet<string> = new Set(['C3.1', 'C3.2', 'C3.3', 'C3.4', 'C3.5', 'C3.6', 'C3.7'])

function needsReviewFirst(outcome: string, deliveredOn: CivilDate): boolean {
  return REVIEW_FIRST.has(outcome) && deliveredOn >= REVIEW_FIRST_FROM
}

/**
 * Which remedies an answer leaves, and until when. The day of delivery is not counted; a last day of rest gives way. Who
 * was not told of them has them from when he learns of them, a year after the answer at the latest: that latest day is said.
 * A complaint has no limit and is always open.
 */
export function openRemedies(
  answer: DeliveredAnswer,
  today: CivilDate,
  calendar: Calendar,
): readonly OpenRemedy[] {
  const { deliveredOn, told } = answer
  const reviewFirst = needsReviewFirst(answer.outcome, deliveredOn)
  const within = (count: { due: CivilDate; provisional: boolean }) => ({
    until: count.due,
    open: today <= count.due && today >= deliveredOn,
    provisional: count.provisional,
  })
  const aYear = () => within(countMonths(calendar, deliveredOn, 12))
  const ways: OpenRemedy[] = [
    {
      way: 'reconsideration',
      ...(told ? within(countCalendarDays(calendar, deliveredOn, 60)) : aYear()),
      cites: '行政复议法（2023）第二十条',
    },
    reviewFirst
      ? {
          way: 'litigation',
          until: null,
          open: false,
          provisional: false,
          cites: '行政复议法（2023）第二十三条；法释〔2025〕8号 第一条',
        }
      : {
          way: 'litigation',
          ...(told ? within(countMonths(calendar, deliveredOn, 6)) : aYear()),
          cites: told ? '行政诉讼法 第四十六条' : '行政诉讼法 第四十六条；法释〔2018〕1号 第六十四条',
        },
  ]
  const { reviewServedOn } = answer
  if (reviewServedOn)
    ways.push({
      way: 'litigation_after_review',
      ...within(countCalendarDays(calendar, reviewServedOn, 15)),
      cites: '行政诉讼法 第四十五条',
    })
  return ways
}

/** By when the organ itself must decide. */
export function organDueOn(
  calendar: Calendar,
  acceptedOn: CivilDate,
  limit: { readonly days: number; readonly extendedDays: number },
): CivilDate {
  return countCalendarDays(calendar, acceptedOn, limit.days + limit.extendedDays).due
}
