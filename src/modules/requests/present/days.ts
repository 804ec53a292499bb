import { addDays, type CivilDate } from '#platform/dates.ts'
import type { Handle } from '#platform/db/connect.ts'
import { countWorkingDays, findClock, listPauses, loadCalendar } from '#kernel/clock/index.ts'
import type { ExplainedDayView } from '../contract/views.ts'
import { replyClock } from '../kinds/clocks.ts'
import { subjectOf } from '../kinds/procedure.ts'

const DAY_WORDS = { working: '工作日', make_up: '调休上班', weekend: '周末', holiday: '放假' } as const
const PAUSE_WORDS: Readonly<Record<string, string>> = {
  correction: '等待补正，不计入',
  opinion: '征求意见，不计入',
  fee: '等待缴费，不计入',
}

export interface ExplainedLimit {
  readonly days: readonly ExplainedDayView[]
  readonly provisional: boolean
  /** The limit stands still and nobody knows until when: since which day, and what for. */
  readonly waitingSince: CivilDate | null
}

/** Every day from the day after receipt to the due day, with its number or the reason why it does not count. */
export async function explainDays(handle: Handle, caseId: number): Promise<ExplainedLimit> {
  const clock = await findClock(handle, replyClock, subjectOf(caseId))
  if (!clock) return { days: [], provisional: false, waitingSince: null }
  const pauses = await listPauses(handle, clock.id)
  const closed = pauses.flatMap(({ ref, from, to }) => (to === null ? [] : [{ ref, from, to }]))
  const length = clock.days + clock.extended_days
  const count = countWorkingDays(await loadCalendar(handle), clock.started_on, length, closed)
  const numbers = new Map(count.counted.map((date, index) => [date, index + 1]))
  const explained = new Map(count.explained.map((day) => [day.date, day]))
  const days: ExplainedDayView[] = []
  for (let date = addDays(clock.started_on, 1); date <= count.due; date = addDays(date, 1)) {
    const day = explained.get(date)
    const pause = closed.find((one) => one.from <= date && date <= one.to)
    days.push({
      date,
      count: numbers.get(date) ?? null,
      kind: pause ? 'paused' : (day?.kind ?? 'weekend'),
      name: pause ? (PAUSE_WORDS[pause.ref.split(':')[0] ?? ''] ?? '不计入') : dayName(day),
    })
  }
  const open = pauses.find((one) => one.to === null)
  return { days, provisional: count.provisional, waitingSince: open?.from ?? null }
}

function dayName(day: { readonly kind: keyof typeof DAY_WORDS; readonly name?: string } | undefined): string {
  if (!day?.name) return DAY_WORDS[day?.kind ?? 'weekend']
  return `${day.name}${day.kind === 'make_up' ? '（调休上班）' : ''}`
}
