import type { Report } from '../contract/report.ts'
import type { ReportRow } from '../store/reports.ts'

/** How many numbers are not as they were approved. */
export function movedSince(report: Pick<ReportRow, 'approved_values'>, values: Report['values']): number {
  if (report.approved_values === null) return 0
  const approved = report.approved_values as unknown as Report['values']
  return Object.entries(values).filter(([cell, value]) => (approved[cell] ?? null) !== value).length
}
