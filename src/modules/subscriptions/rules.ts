import { decide, issue, type Decision } from '#platform/decision.ts'
import { readAddress } from '#platform/mail/address.ts'
import { addDays, dayOfWeek, type CivilDate } from '#platform/dates.ts'
import { LINK_HOURS, INVITATIONS_PER_HOUR } from './kinds.ts'
import { RHYTHMS, type Rhythm } from './contract.ts'

export interface Asked {
  readonly address: string
  readonly rhythm: Rhythm
}

export function decideAsked(typed: { address: string; rhythm: string }): Decision<Asked> {
  const address = readAddress(typed.address)
  const rhythm = RHYTHMS.find((one) => one === typed.rhythm)
  const issues = []
  if (typed.address.trim() === '') issues.push(issue('address', 'required'))
  else if (address === undefined) issues.push(issue('address', 'not_an_address'))
  if (rhythm === undefined) issues.push(issue('rhythm', 'not_a_choice'))
  return decide(issues, { address: address ?? '', rhythm: rhythm ?? 'daily' })
}

const HOUR = 3_600_000

export function linkIsValid(askedAt: Date, now: Date): boolean {
  return now.getTime() < askedAt.getTime() + LINK_HOURS * HOUR
}

/** How many invitations the address will have had in its hour, or undefined where one more is too many. */
export function nextInvitation(
  before: { readonly invited: number; readonly since: Date },
  now: Date,
): { invited: number; since: Date } | undefined {
  if (now.getTime() >= before.since.getTime() + HOUR) return { invited: 1, since: now }
  if (before.invited >= INVITATIONS_PER_HOUR) return undefined
  return { invited: before.invited + 1, since: before.since }
}

/**
 * Due is what was last told before this day. Weekly is Monday; a Monday on which nothing ran is made up for as soon as
 * the week is over.
 */
export function toldBefore(rhythm: Rhythm, today: CivilDate): CivilDate {
  return rhythm === 'daily' || dayOfWeek(today) === 1 ? today : addDays(today, -7)
}
