import type { Decision } from '#platform/decision.ts'

/** `field code` of every issue, in order. */
export function issuesOf(decision: Decision<unknown>): string[] {
  return decision.ok ? [] : decision.issues.map((one) => `${one.field} ${one.code}`)
}
