import type { Bars } from '#platform/charts/bars.ts'
import type { EditionChart } from './contract/edition.ts'

/** The chart to be drawn: parts of a bar end to end, each value in digits where a bar has none. */
export function barsOf({ series, bars }: EditionChart): Bars {
  return {
    categories: bars.map(({ label }) => label),
    series: series.map((name, index) => ({
      name,
      values: bars.map(({ values }) => values[index]?.value ?? 0),
    })),
    stacked: series.length > 1,
    labelled: series.length === 1,
  }
}
