import { sql } from 'kysely'
import type { Tx } from '#platform/db/connect.ts'
import type { CivilDate } from '#platform/dates.ts'
import { Refusal } from '#platform/errors.ts'
import { limitOf, loadCalendar } from './clocks.ts'
import { versionInForce, type ClockRule } from './rule.ts'

/** A limit that ran, and mostly ended, before it came here. */
export interface PastClock {
  readonly subject: string
  readonly unitId: number
  readonly on: CivilDate
  /** By how many days it was extended, in the kind of days of its version. */
  readonly extendedDays: number
  /** null: it runs still. */
  readonly stoppedOn: CivilDate | null
}

/** Writes limits of an earlier register as they would stand had they run here, each by the version of its day. */
export async function addPastClocks(tx: Tx, rule: ClockRule, clocks: readonly PastClock[]): Promise<void> {
  if (clocks.length === 0) return
  const calendar = await loadCalendar(tx)
  const rows = clocks.map((one) => {
    const version = versionInForce(rule, one.on)
    if (!version) throw new Refusal('before_the_law', 422, { clock: rule.name, on: one.on })
    const limit = limitOf(calendar, rule, one.on, version.days + one.extendedDays, version.dayKind)
    const result = one.stoppedOn === null ? null : one.stoppedOn <= limit.due_on ? 'met' : 'missed'
    return { ...one, ...limit, version, result }
  })
  const of = <T>(pick: (row: (typeof rows)[number]) => T) => rows.map(pick)
  await sql`
    insert into clock.clock (name, rule_from, subject, unit_id, started_on, days, day_kind, extended_days, yellow_on, due_on,
      provisional, stopped_on, result)
    select ${rule.name}, c.rule_from, c.subject, c.unit_id, c.started, c.days, c.day_kind, c.extended, c.yellow, c.due,
           c.provisional, c.stopped, c.result
      from unnest(
        ${of((row) => row.version.from)}::date[], ${of((row) => row.subject)}::text[], ${of((row) => row.unitId)}::bigint[],
        ${of((row) => row.on)}::date[], ${of((row) => row.version.days)}::int[], ${of((row) => row.version.dayKind)}::text[],
        ${of((row) => row.extendedDays)}::int[], ${of((row) => row.yellow_on)}::date[], ${of((row) => row.due_on)}::date[],
        ${of((row) => row.provisional)}::boolean[], ${of((row) => row.stoppedOn)}::date[], ${of((row) => row.result)}::text[]
      ) as c (rule_from, subject, unit_id, started, days, day_kind, extended, yellow, due, provisional, stopped, result)`.execute(
    tx,
  )
}
