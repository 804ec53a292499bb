import { sql } from 'kysely'
import type { Handle } from '#platform/db/connect.ts'
import { figureNamed, type Term } from './asks.ts'
import { dimension, shiftYears, type Figure, type FigureScope } from './figure.ts'

/** The records behind a number, so that others in their place are noticed: how many, and a sum over their names. */
export interface RecordsDigest {
  readonly count: number
  readonly digest: string
}

/** A question to the records as it was put to the database. */
export interface Question {
  readonly figure: string
  /** So many years before the period asked for. */
  readonly year: number
  readonly sql: string
  readonly parameters: readonly unknown[]
}

interface Group {
  readonly key: Readonly<Record<string, string | null>>
  readonly count: number
  readonly sum: bigint
}

/** Sixty bits of the hash of a record's name and amount; sums of them do not hang on an order. */
const BITS = 60n
const CAP = (1n << BITS) - 1n

/**
 * Names the records behind any sum among these terms, with one pass over the records of each figure and year, and says
 * what was asked of the database.
 */
export async function digestTerms(
  handle: Handle,
  figures: readonly Figure[],
  terms: readonly Term[],
  scope: FigureScope,
): Promise<{
  readonly of: (terms: readonly Term[]) => RecordsDigest
  readonly questions: readonly Question[]
}> {
  const passes = new Map<string, { figure: Figure; year: number; dimensions: Set<string> }>()
  const keyOf = (one: Term) => `${one.ask.figure} ${one.year}`
  for (const one of terms) {
    const pass = passes.get(keyOf(one)) ?? {
      figure: figureNamed(figures, one.ask.figure),
      year: one.year,
      dimensions: new Set<string>(),
    }
    for (const name of Object.keys(one.ask.filter)) pass.dimensions.add(name)
    passes.set(keyOf(one), pass)
  }
  const groups = new Map<string, readonly Group[]>()
  const questions: Question[] = []
  for (const [key, { figure, year, dimensions }] of passes) {
    const moved = { ...scope, period: shiftYears(scope.period, year) }
    const compiled = sql`${figure.records(moved)}`.compile(handle)
    questions.push({ figure: figure.name, year, sql: compiled.sql, parameters: compiled.parameters })
    groups.set(key, await groupsOf(handle, figure, moved, [...dimensions]))
  }
  return {
    questions,
    of: (asked) => {
      const found = asked.flatMap((one) =>
        (groups.get(keyOf(one)) ?? []).filter(({ key }) =>
          Object.entries(one.ask.filter).every(([name, value]) => key[name] === value),
        ),
      )
      const sum = found.reduce((total, group) => (total + group.sum) & CAP, 0n)
      return {
        count: found.reduce((total, group) => total + group.count, 0),
        digest: sum.toString(16).padStart(Number(BITS / 4n), '0'),
      }
    },
  }
}

async function groupsOf(
  handle: Handle,
  figure: Figure,
  scope: FigureScope,
  dimensions: readonly string[],
): Promise<readonly Group[]> {
  const parts = dimensions.map((name) => sql`(${dimension(figure, name)})::text`)
  const { rows } = await sql<{ key: (string | null)[]; count: number; sum: string }>`
    select s.key, count(*) as count, sum(s.hash)::text as sum
      from (select array[${parts.length === 0 ? sql`` : sql.join(parts)}]::text[] as key,
                   ('x' || substr(md5(r.record || ' ' || r.amount), 1, 15))::bit(60)::bigint as hash
              from (${figure.records(scope)}) r) s
     group by s.key`.execute(handle)
  return rows.map((row) => ({
    key: Object.fromEntries(dimensions.map((name, index) => [name, row.key[index] ?? null])),
    count: row.count,
    sum: BigInt(row.sum),
  }))
}
