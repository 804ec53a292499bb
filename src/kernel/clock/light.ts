import type { CivilDate } from '#platform/dates.ts'
import type { RunningClock } from './clocks.ts'

/** ● 正常 ▲ 提醒 ■ 超期, standing still while somebody outside is asked, or done. */
export type Light = 'green' | 'yellow' | 'red' | 'paused' | 'done'

type Unpaused = Pick<RunningClock, 'due_on' | 'yellow_on' | 'stopped_on' | 'result'>
type Standing = Unpaused & Pick<RunningClock, 'paused_from' | 'paused_to'>
type MaybeNone<T> = { readonly [K in keyof T]: T[K] | null }

/** How a limit stands on a day. A duty done late stays red, and no pause begun after the due day helps: nothing is hidden. */
export function lightOf(clock: Standing, today: CivilDate): Light
export function lightOf(clock: Unpaused, today: CivilDate): Exclude<Light, 'paused'>
export function lightOf(clock: Unpaused & Partial<Standing>, today: CivilDate): Light {
  if (clock.result === 'missed') return 'red'
  if (clock.stopped_on !== null) return 'done'
  if (isPaused(clock, today)) return 'paused'
  if (today > clock.due_on) return 'red'
  return today >= clock.yellow_on ? 'yellow' : 'green'
}

function isPaused(
  { due_on, paused_from, paused_to }: Unpaused & Partial<Standing>,
  today: CivilDate,
): boolean {
  const from = paused_from ?? null
  const to = paused_to ?? null
  return from !== null && from <= today && from <= due_on && (to === null || today <= to)
}

/** The same of a row that may have no clock yet: then it has no light. */
export function lightOfRow(row: MaybeNone<Standing>, today: CivilDate): Light | null
export function lightOfRow(row: MaybeNone<Unpaused>, today: CivilDate): Exclude<Light, 'paused'> | null
export function lightOfRow(
  row: MaybeNone<Unpaused> & Partial<MaybeNone<Standing>>,
  today: CivilDate,
): Light | null {
  const { due_on, yellow_on, stopped_on, result, paused_from = null, paused_to = null } = row
  return due_on === null || yellow_on === null
    ? null
    : lightOf({ due_on, yellow_on, stopped_on, result, paused_from, paused_to }, today)
}
