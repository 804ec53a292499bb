import { sql } from 'kysely'
import type { Handle } from '#platform/db/connect.ts'
import { formatChinese, type CivilDate } from '#platform/dates.ts'
import type { Declared } from '#kernel/declaration/index.ts'
import { answerTerms, ask, term, yearPeriod } from '#kernel/figures/index.ts'
import { unitScope, type Unit } from '#kernel/organisation/index.ts'
import { DataTable } from '#ui/portal/index.ts'
import type { SideBySide, Value } from './contract.ts'
import { printMeasure, printValue } from './print.ts'
import { population, published } from './registers.ts'
import type { Measure } from './side-by-side.ts'

/** Newer ones first; what is older stands in the register. */
const MOST_PLACES = 30

/** What another place published, beside our own number of the same year. */
export interface PlaceRow {
  readonly id: number
  readonly place: string
  readonly until: CivilDate
  readonly source: string
  readonly theirs: Value
  readonly ours: Value
  /** Where the records of ours are. */
  readonly records: string
}

/** What is compared with other places: a figure of ours, or one of ours for so many inhabitants. */
function comparedOf(
  measure: Measure,
): { readonly figure: string; readonly perInhabitants: boolean } | undefined {
  if (measure.kind === 'figure') return { figure: measure.figure.name, perInhabitants: false }
  const { part, whole } = measure.rate
  return whole.figure === population.name && Object.keys(part.filter).length === 0
    ? { figure: part.figure, perInhabitants: true }
    : undefined
}

/** Numbers that other places published under the same name, each with its source, and what the records here say for that year. */
export async function readPlaces(
  handle: Handle,
  declared: Declared,
  measure: Measure,
  of: Unit,
): Promise<readonly PlaceRow[]> {
  const compared = comparedOf(measure)
  if (compared === undefined) return []
  const { rows } = await sql<{
    id: number
    place: string
    until: CivilDate
    source: string
    value: number
    inhabitants: number | null
  }>`
    select r.id, r.data ->> 'place' as place, r.occurred_on as until, r.data ->> 'source' as source,
           (r.data ->> 'value')::bigint as value, (r.data ->> 'inhabitants')::bigint as inhabitants
      from registers.row r
     where r.register = ${published.name} and r.revoked_on is null and r.data ->> 'figure' = ${compared.figure}
       and (r.data ? 'inhabitants' or not ${compared.perInhabitants})
     order by r.occurred_on desc, r.data ->> 'place', r.id limit ${MOST_PLACES}`.execute(handle)
  if (rows.length === 0) return []
  const years = [...new Set(rows.map((row) => Number(row.until.slice(0, 4))))]
  const [base = 0] = years
  const whole = compared.perInhabitants ? [ask(population.name)] : []
  const valueOf = await answerTerms(
    handle,
    declared.figures,
    years.flatMap((year) => [ask(compared.figure), ...whole].map((one) => term(one, year - base))),
    { period: yearPeriod(base), unitIds: await unitScope(handle, of, 'consolidated') },
  )
  const oursIn = (year: number): Value => ({
    value: valueOf(ask(compared.figure), year - base),
    ...(compared.perInhabitants ? { whole: valueOf(ask(population.name), year - base) } : {}),
  })
  return rows.map(({ id, place, until, source, value, inhabitants }) => ({
    id,
    place,
    until,
    source,
    theirs: compared.perInhabitants ? { value, whole: inhabitants ?? 0 } : { value },
    ours: oursIn(Number(until.slice(0, 4))),
    records: recordsOf(compared.figure, of, Number(until.slice(0, 4))),
  }))
}

function recordsOf(figure: string, of: Unit, year: number): string {
  const { from, to } = yearPeriod(year)
  return `/figures/${figure}/records?${new URLSearchParams({ unit: of.code, from, to }).toString()}`
}

export function Places({ table, of, rows }: { table: SideBySide; of: Unit; rows: readonly PlaceRow[] }) {
  if (rows.length === 0) return null
  return (
    <section>
      <h2>其他地方公布的数字</h2>
      <p>
        左边是其他地方自己公布的数字，未经本平台核对，口径可能不同；右边是{of.name}同一年度由记录统计的数字。
      </p>
      <DataTable
        caption={`其他地方公布的${table.label}（${printMeasure(table.measure)}）`}
        columns={[
          { label: '地方' },
          { label: '统计截止' },
          { label: '公布的数字', numeric: true },
          { label: `${of.short_name}同年`, numeric: true },
          { label: '出处' },
        ]}
        rows={rows.map((row) => [
          row.place,
          formatChinese(row.until),
          <a
            key="theirs"
            href={`/registers/${published.name}/rows/${row.id}`}
            aria-label={`${row.place}：${printValue(table, row.theirs)}，查看出处`}
          >
            {printValue(table, row.theirs)}
          </a>,
          row.ours.value ? (
            <a
              key="ours"
              href={row.records}
              aria-label={`${of.short_name}${row.until.slice(0, 4)}年：${printValue(table, row.ours)}，查看记录`}
            >
              {printValue(table, row.ours)}
            </a>
          ) : (
            printValue(table, row.ours)
          ),
          row.source,
        ])}
      />
    </section>
  )
}
