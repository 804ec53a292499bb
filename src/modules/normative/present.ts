import { addDays, type CivilDate } from '#platform/dates.ts'
import { lightOf, type Light } from '#kernel/clock/index.ts'

/** The due day of a round is its opener's own: yellow comes this many days before it. */
const YELLOW_DAYS = 7

export function lightFor(
  of: { dueOn: CivilDate; done: boolean },
  today: CivilDate,
): Exclude<Light, 'paused'> {
  return lightOf(
    {
      due_on: of.dueOn,
      yellow_on: addDays(of.dueOn, -YELLOW_DAYS),
      stopped_on: of.done ? today : null,
      result: null,
    },
    today,
  )
}
