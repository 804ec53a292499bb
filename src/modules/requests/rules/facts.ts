import type { CivilDate } from '#platform/dates.ts'
import type { Policy } from '../contract/policy.ts'

/** What is known of a case when a step is decided: its rows, as they stand under lock. */
export interface CaseFacts {
  readonly state: string
  readonly receivedOn: CivilDate | null
  /** The first day of the law that governs it. */
  readonly lawFrom: CivilDate | null
  readonly dueOn: CivilDate | null
  readonly extendedDays: number
  readonly correction?: {
    readonly asked_on: CivilDate
    readonly due_on: CivilDate
    readonly received_on: CivilDate | null
  }
  readonly reasons?: {
    readonly asked_on: CivilDate
    readonly due_on: CivilDate
    readonly received_on: CivilDate | null
    readonly reasonable: boolean | null
    readonly passed_on: CivilDate | null
  }
  readonly opinions: readonly OpinionFacts[]
  readonly extension?: { readonly told_on: CivilDate }
  readonly delay?: { readonly told_on: CivilDate }
  readonly fee?: {
    readonly told_on: CivilDate
    readonly pay_by: CivilDate
    readonly paid_on: CivilDate | null
  }
  readonly policy: Policy
}

export interface OpinionFacts {
  readonly id: number
  readonly kind: string
  readonly sent_on: CivilDate
  readonly delivered_on: CivilDate | null
  readonly limit_on: CivilDate | null
  readonly opinion: string | null
  readonly closed_on: CivilDate | null
}
