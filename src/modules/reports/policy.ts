import type { Handle } from '#platform/db/connect.ts'
import type { CivilDate } from '#platform/dates.ts'
import type { PolicyBody } from './contract/life.ts'
import { dayIn } from './rules.ts'
import { findPolicy } from './store/collections.ts'

export type Policy = Omit<PolicyBody, 'fromYear'>

/** What holds by itself, by the year of the report: the days of the article, and when a number is asked about. */
const LAW: readonly (Policy & { readonly fromYear: number })[] = [
  {
    fromYear: 2019,
    submitDue: '01-31',
    publishDue: '01-31',
    governmentDue: '03-31',
    // No paper says from when a difference is odd; a city sets its own.
    factor: 3,
    least: 20,
    cites: '政府信息公开条例（2019）第四十九条',
  },
  {
    fromYear: 2008,
    submitDue: '03-31',
    publishDue: '03-31',
    governmentDue: '03-31',
    factor: 3,
    least: 20,
    cites: '政府信息公开条例（2007）第三十一条',
  },
]

export function lawOf(year: number): Policy {
  const found = LAW.find((one) => year >= one.fromYear)
  if (!found) throw new RangeError(`no law asks for a report of ${year}`)
  const { fromYear: _from, ...policy } = found
  return policy
}

/** A government's own setting where it has one, the article's otherwise. */
export async function policyOf(handle: Handle, unitId: number, year: number): Promise<Policy> {
  const row = await findPolicy(handle, unitId, year)
  if (!row) return lawOf(year)
  return {
    submitDue: row.submit_due,
    publishDue: row.publish_due,
    governmentDue: row.government_due,
    factor: Number(row.factor),
    least: row.least,
    cites: row.cites,
  }
}

/** The days of a policy for a year's reports. */
export function daysOf(policy: Policy, year: number): Record<'submit' | 'publish' | 'government', CivilDate> {
  const day = (text: string) => {
    const found = dayIn(year + 1, text)
    if (!found) throw new RangeError(`${text} is no day of ${year + 1}`)
    return found
  }
  return {
    submit: day(policy.submitDue),
    publish: day(policy.publishDue),
    government: day(policy.governmentDue),
  }
}
