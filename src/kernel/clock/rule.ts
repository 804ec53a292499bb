import type { CivilDate } from '#platform/dates.ts'

/** One version of a time limit, as the law in force from a day on sets it. */
export interface ClockVersion {
  /** The first day on which an event falls under this version. */
  readonly from: CivilDate
  readonly days: number
  readonly dayKind: 'working' | 'calendar'
  /** The most by which it may be extended, in the same kind of days. */
  readonly extension?: number
  readonly cites: string
}

/** A time limit (时限) on a subject. Versions stand oldest first. */
export interface ClockRule {
  readonly name: string
  readonly label: string
  /** From how many days before the due day the light is yellow, in the same kind of days. */
  readonly yellowBefore: number
  readonly versions: readonly ClockVersion[]
}

export function defineClock(rule: ClockRule): ClockRule {
  if (rule.versions.length === 0) throw new Error(`the clock ${rule.name} has no version`)
  for (const [index, version] of rule.versions.entries()) {
    if (version.cites === '') throw new Error(`the clock ${rule.name} cites no article`)
    const before = rule.versions[index - 1]
    if (before && before.from >= version.from)
      throw new Error(`the versions of the clock ${rule.name} are out of order`)
  }
  return rule
}

/** The version that governs an event of this day, for good; undefined before the first. */
export function versionInForce(rule: ClockRule, on: CivilDate): ClockVersion | undefined {
  return rule.versions.findLast((version) => version.from <= on)
}
