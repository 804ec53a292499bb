import type { Tx } from '#platform/db/connect.ts'
import type { CivilDate } from '#platform/dates.ts'
import { findClock, startClock, stopClock, type ClockRule } from '#kernel/clock/index.ts'
import { publicationClock, reportSubject, roundSubject, submissionClock } from '../kinds.ts'
import { limitTo } from '../rules.ts'
import type { CollectionRow } from '../store/collections.ts'
import type { ReportRow } from '../store/reports.ts'

async function stopIfRunning(tx: Tx, rule: ClockRule, subject: string, on: CivilDate): Promise<void> {
  const clock = await findClock(tx, rule, subject)
  if (clock?.stopped_on === null) await stopClock(tx, rule, subject, on)
}

/** The government's own report has none: its office gives it to nobody. */
export function stopSubmission(tx: Tx, report: ReportRow, on: CivilDate): Promise<void> {
  return stopIfRunning(tx, submissionClock, roundSubject(report), on)
}

/** Only the first publication is owed by a day; a restatement comes when it is needed. */
export function stopPublication(tx: Tx, report: ReportRow, on: CivilDate): Promise<void> {
  return stopIfRunning(tx, publicationClock, reportSubject(report.id), on)
}

/** A report given back is owed again by the same day, in a round of its own. Answers the round. */
export async function beginRound(tx: Tx, report: ReportRow, collection: CollectionRow): Promise<number> {
  const owed = report.unit_id !== collection.unit_id && report.published === null
  if (!owed) return report.round
  const round = report.round + 1
  await startClock(tx, submissionClock, {
    subject: roundSubject({ id: report.id, round }),
    unitId: report.unit_id,
    dayKind: 'date',
    ...limitTo(report.year, collection.submit_due),
  })
  return round
}
