import { sql } from 'kysely'
import { civilDateOf } from '#platform/dates.ts'
import { getUnitByCode } from '#kernel/organisation/index.ts'
import { findMeasure, readSideBySide } from '#modules/figures/index.ts'
import { computeReport, listCellRecords } from '#modules/reports/index.ts'
import { buildHouse } from '../src/modules.ts'
import { median, withDemoCity } from './city.ts'
import type { Measured } from './run.ts'

const CASES = 1_500_000
const TABLE_MS = 1_000
const CELL_MS = 200
/** What the comparison lays side by side first. */
const COMPARED: readonly { readonly name: string; readonly split?: string }[] = [
  { name: 'requests.per_inhabitants' },
  { name: 'requests.on_time_share' },
  { name: 'requests.days' },
  { name: 'requests.concluded', split: 'group' },
  { name: 'requests.took', split: 'took' },
  { name: 'requests.lights', split: 'light' },
]
/** The cells of the year with the most records behind them, and one with fewer. */
const CELLS = ['3.A.7', '3.C7.7', '3.C3.4.1']

/** The statutory tables of the whole city over many cases, against one plain count of the same cases. */
export async function reportBench(): Promise<Measured[]> {
  return withDemoCity(async (city) => {
    const { db } = city.database
    await sql`
      with made as (
        insert into cases.case (kind, number, unit_id, state, received_on, law_from, outcome, concluded_on, category)
        select 'requests.disclosure', 'BENCH-' || n, 1 + n % 90, 'closed', d.received, '2019-05-15',
               case when n % 10 = 0 then null else (array['C1', 'C2', 'C3.4', 'C4.1', 'C5.1'])[1 + n % 5] end,
               case when n % 10 = 0 then null else d.received + 15 end,
               (array['natural', 'enterprise', 'research', 'other'])[1 + n % 4]
          from generate_series(1, ${CASES}) n, lateral (select date '2022-01-01' + n % 1700 as received) d returning id, category
      )
      insert into requests.request (case_id, applicant_kind, receipt_way, submitted_at, arrived_on, description, wanted_form, wanted_way, query_code_hash)
      select id, category, 'online', now(), '2022-01-01', 'x', 'paper', 'post', sha256('x'::bytea)
        from made`.execute(db)
    await sql`vacuum analyze`.execute(db)
    const { declared } = buildHouse({ ...city, secure: false })
    const unit = await getUnitByCode(db, 'yunlan')
    const time = async (work: () => Promise<unknown>) => {
      const times: number[] = []
      for (let round = 0; round < 5; round += 1) {
        const started = performance.now()
        await work()
        times.push(performance.now() - started)
      }
      return median(times)
    }
    const count = await time(() =>
      sql`select count(*) from cases.case c join requests.request r on r.case_id = c.id`.execute(db),
    )
    const report = await time(() =>
      computeReport(db, declared, unit, 2025, undefined, civilDateOf(new Date())),
    )
    const cells: Measured[] = []
    for (const cell of CELLS) {
      const asked = { unit, year: 2025, scope: undefined, cell, today: civilDateOf(new Date()) }
      const window = { page: 1, size: 20, offset: 0, limit: 20 }
      let total = 0
      const took = await time(async () => {
        total = (await listCellRecords(db, declared, { ...asked, window })).total
      })
      cells.push({
        name: `records of cell ${cell} (${total})`,
        value: Math.round(took),
        unit: 'ms',
        bound: `< ${CELL_MS}`,
        met: took < CELL_MS,
      })
    }
    const compared: Measured[] = []
    for (const { name, split } of COMPARED) {
      const measure = findMeasure(declared, name)
      if (!measure) throw new Error(`no ${name}`)
      const query = split === undefined ? { until: 2025 } : { until: 2025, split }
      const took = await time(() => readSideBySide(db, declared, measure, query, civilDateOf(new Date())))
      compared.push({
        name: `comparison of ${name}${split === undefined ? ' over five years' : ` by ${split}`}`,
        value: Math.round(took),
        unit: 'ms',
      })
    }
    return [
      ...compared,
      {
        name: `annual report over ${CASES} cases`,
        value: Math.round(report),
        unit: 'ms',
        bound: `< ${TABLE_MS}`,
        met: report < TABLE_MS,
      },
      ...cells,
      {
        name: 'report against one count of all its cases',
        value: Number((report / count).toFixed(2)),
        unit: 'ratio',
        reference: 'same run',
      },
    ]
  })
}
