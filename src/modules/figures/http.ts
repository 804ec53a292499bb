import { Type } from 'typebox'
import type { Api } from '#platform/http/server.ts'
import { sendCsv } from '#platform/http/csv.ts'
import { notFound } from '#platform/errors.ts'
import type { Declared } from '#kernel/declaration/index.ts'
import { SideBySideQuery } from './contract.ts'
import { printMeasure, printValue } from './print.ts'
import { findMeasure, readSideBySide, type Measure } from './side-by-side.ts'

const ByName = Type.Object({ figureName: Type.String({ maxLength: 80 }) })

export function figuresApi(declared: () => Declared) {
  const measureOf = (name: string): Measure => {
    const measure = findMeasure(declared(), name)
    if (!measure) throw notFound('figure', name)
    return measure
  }
  return (app: Api): void => {
    app.get('/figures', { config: { access: 'public' } }, () => ({
      figures: declared().figures.map(({ name, label, unit, cohort, dimensions, cites, aggregate }) => ({
        name,
        label,
        unit,
        cohort,
        dimensions,
        cites,
        aggregate: aggregate ?? 'sum',
      })),
      rates: declared().rates,
    }))

    app.get(
      '/figures/:figureName',
      { config: { access: 'public' }, schema: { params: ByName, querystring: SideBySideQuery } },
      async ({ ctx, params, query }) =>
        readSideBySide(ctx.db, declared(), measureOf(params.figureName), query, ctx.today),
    )

    app.get(
      '/figures/:figureName/table',
      { config: { access: 'public' }, schema: { params: ByName, querystring: SideBySideQuery } },
      async ({ ctx, params, query }, reply) => {
        const table = await readSideBySide(ctx.db, declared(), measureOf(params.figureName), query, ctx.today)
        const header = [
          `${table.label}（${printMeasure(table.measure)}）`,
          ...table.columns.map((one) => one.label),
        ]
        const rows = table.rows.map((row) => [
          row.unitName,
          ...row.values.map((value) => printValue(table, value).replaceAll(',', '')),
        ])
        return sendCsv(reply, `${table.name}-${table.of}-${table.until}`, header, [rows])
      },
    )
  }
}
