import { sql } from 'kysely'
import { valueOf } from '#platform/decision.ts'
import type { Declared } from '#kernel/declaration/index.ts'
import type { Context } from '#kernel/identity/index.ts'
import type { Unit } from '#kernel/organisation/index.ts'
import { openCollection } from '../modules/reports/actions/collect.ts'
import { approveReport } from '../modules/reports/actions/check.ts'
import { submitReport, writeSection } from '../modules/reports/actions/draft.ts'
import { freezeReport, publishReport } from '../modules/reports/actions/freeze.ts'
import { findReport } from '../modules/reports/store/reports.ts'
import type { SmallCity } from './city.ts'

const WORDS: Readonly<Record<string, string>> = {
  overview: '（一）依申请公开\n全年收到申请{{3.A.7}}件，比上年{{3.A.7 show=change}}件。',
  problems: '公开不够及时，已经改进。',
  others: '没有其他需要报告的事项。',
}
export const SAID = '数字已经核对'

/** The people through whose hands a report goes. */
export interface Office {
  readonly writer: Context
  readonly checker: Context
  readonly collector: Context
}

export async function buildOffice(city: SmallCity, now: Date): Promise<Office> {
  const at = { now, covers: 'subtree' } as const
  return {
    writer: await city.as('disclosure_officer', city.one, { now }),
    checker: await city.as('disclosure_officer', city.city, at),
    collector: await city.as('disclosure_officer', city.city, at),
  }
}

export async function openYear(office: Office, city: SmallCity, year = 2025): Promise<number> {
  return valueOf(await openCollection(office.collector, { unitId: city.city.id, year }))
}

export async function reportOf(city: SmallCity, unit: Unit, year = 2025) {
  const report = await findReport(city.db, unit.id, year)
  if (!report) throw new Error(`no report of ${unit.code}`)
  return report
}

export async function writeAll(ctx: Context, id: number, words = WORDS): Promise<void> {
  for (const [section, body] of Object.entries(words)) {
    const { rows } = await sql<{ revision: number }>`
      select coalesce(max(revision), 0)::int as revision from reports.text
       where report_id = ${id} and section = ${section}`.execute(ctx.db)
    valueOf(await writeSection(ctx, id, section, { body, basedOn: rows[0]?.revision ?? 0 }))
  }
}

/** Through all hands to the public. */
export async function publishAll(office: Office, declared: Declared, id: number): Promise<number> {
  valueOf(await submitReport(office.writer, declared, id, SAID))
  valueOf(await approveReport(office.checker, declared, id))
  valueOf(await freezeReport(office.writer, declared, id, SAID))
  return valueOf(await publishReport(office.writer, id))
}
