import { parseCivilDate } from '#platform/dates.ts'
import { decide, issue, refuse, type Decision, type Issue } from '#platform/decision.ts'
import type { CalendarDay, Notice } from './calendar.ts'

const YEARS = { from: 1999, to: 2100 }

/**
 * A year's holiday notice from a file: `{"year", "papers": [address …], "days": [{"date", "name", "isOffDay"} …]}`, the
 * form in which the public data set holiday-cn keeps them. Every problem at once; the field says which day it is.
 */
export function decideNotice(given: unknown): Decision<Notice> {
  const { year, papers, days } = isRecord(given) ? given : {}
  const issues: Issue[] = []
  if (typeof year !== 'number' || !Number.isInteger(year) || year < YEARS.from || year > YEARS.to)
    issues.push(issue('year', 'not_a_year', YEARS))
  const addresses = Array.isArray(papers) ? papers : []
  if (addresses.length === 0) issues.push(issue('papers', 'required'))
  for (const [index, paper] of addresses.entries())
    if (typeof paper !== 'string' || !URL.canParse(paper))
      issues.push(issue(`papers.${index}`, 'not_an_address'))
  if (!Array.isArray(days) || days.length === 0) return refuse([...issues, issue('days', 'required')])
  const named: CalendarDay[] = []
  const seen = new Set<string>()
  for (const [index, one] of days.entries()) {
    const { date, name, isOffDay } = isRecord(one) ? one : {}
    const field = `days.${index}`
    const day = typeof date === 'string' ? parseCivilDate(date) : undefined
    if (day === undefined) issues.push(issue(`${field}.date`, 'not_a_date'))
    else if (typeof year === 'number' && !near(year, day))
      issues.push(issue(`${field}.date`, 'of_another_year'))
    else if (seen.has(day)) issues.push(issue(`${field}.date`, 'twice'))
    if (typeof name !== 'string' || name.trim() === '') issues.push(issue(`${field}.name`, 'required'))
    if (typeof isOffDay !== 'boolean') issues.push(issue(`${field}.isOffDay`, 'required'))
    if (day === undefined || typeof name !== 'string' || typeof isOffDay !== 'boolean') continue
    seen.add(day)
    named.push({ date: day, working: !isOffDay, name: name.trim() })
  }
  return decide(issues, { year: year as number, papers: addresses as string[], days: named })
}

/** A notice names days of its year, and those around New Year of the years beside it. */
function near(year: number, day: string): boolean {
  return day.startsWith(`${year}-`) || day.startsWith(`${year - 1}-12`) || day.startsWith(`${year + 1}-01`)
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
