import type { Handle } from '#platform/db/connect.ts'
import { figureBySets } from './count.ts'
import { shiftYears, type Ask, type Figure, type Period } from './figure.ts'

/** One figure of a sum; it may be that of an earlier year, and may be taken away. */
export interface Term {
  readonly ask: Ask
  /** The period moved by so many years: 0, or -1 for the year before. */
  readonly year: number
  readonly minus?: true
}

export const ask = (figure: string, filter: Ask['filter'] = {}): Ask => ({ figure, filter })
export const term = (asked: Ask, year = 0): Term => ({ ask: asked, year })
export const minus = (asked: Ask, year = 0): Term => ({ ask: asked, year, minus: true })

/** A question narrowed by a further filter. */
export function narrow(asked: Ask, filter: Ask['filter']): Ask {
  return { figure: asked.figure, filter: { ...asked.filter, ...filter } }
}

export type ValueOf = (ask: Ask, year?: number) => number

export function sumOf(terms: readonly Term[], valueOf: ValueOf): number {
  return terms.reduce((total, one) => total + (one.minus ? -1 : 1) * valueOf(one.ask, one.year), 0)
}

/** The figure of this name; its absence is a fault of whoever asks for it. */
export function figureNamed(figures: readonly Figure[], name: string): Figure {
  const figure = figures.find((candidate) => candidate.name === name)
  if (!figure) throw new Error(`no module declares the figure ${name}`)
  return figure
}

interface Pass {
  readonly figure: Figure
  readonly year: number
  readonly sets: Map<string, readonly string[]>
  readonly asks: Ask[]
}

/**
 * Answers many questions with one pass over the records of each figure and year. A total is counted over the records
 * without the dimension, never added up from its parts. Ask only for what is among `terms`.
 */
export async function answerTerms(
  handle: Handle,
  figures: readonly Figure[],
  terms: readonly Term[],
  scope: { readonly period: Period; readonly unitIds: readonly number[] },
): Promise<ValueOf> {
  const passes = new Map<string, Pass>()
  for (const one of terms) {
    const key = `${one.ask.figure} ${one.year}`
    const pass = passes.get(key) ?? {
      figure: figureNamed(figures, one.ask.figure),
      year: one.year,
      sets: new Map<string, readonly string[]>(),
      asks: [],
    }
    passes.set(key, pass)
    pass.sets.set(setOf(one.ask, one.year), dimensionsOf(one.ask))
    pass.asks.push(one.ask)
  }
  const values = new Map<string, ReadonlyMap<string, number>>()
  for (const { figure, year, sets, asks } of passes.values()) {
    const moved = { period: shiftYears(scope.period, year), unitIds: scope.unitIds }
    const found = await figureBySets(handle, figure, moved, [...sets.values()], alwaysAsked(asks))
    for (const [index, set] of [...sets.keys()].entries()) values.set(set, found[index] ?? new Map())
  }
  return (asked, year = 0) => {
    const found = values.get(setOf(asked, year))
    if (!found) throw new Error(`${setOf(asked, year)} was not among the questions`)
    return (
      found.get(
        dimensionsOf(asked)
          .map((name) => asked.filter[name])
          .join('|'),
      ) ?? 0
    )
  }
}

/** The dimensions by which every question narrows, with the values asked for: other records need not be read. */
function alwaysAsked(asks: readonly Ask[]): Readonly<Record<string, readonly string[]>> {
  const [first, ...others] = asks
  if (!first) return {}
  const shared = Object.keys(first.filter).filter((name) => others.every((other) => name in other.filter))
  return Object.fromEntries(
    shared.map((name) => [name, [...new Set(asks.map((one) => one.filter[name] ?? ''))]]),
  )
}

function dimensionsOf(asked: Ask): string[] {
  return Object.keys(asked.filter).toSorted()
}

function setOf(asked: Ask, year: number): string {
  return [asked.figure, year, ...dimensionsOf(asked)].join(' ')
}
