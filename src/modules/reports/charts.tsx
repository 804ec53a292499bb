import { barsSvg } from '#platform/charts/bars.ts'
import { DataTable } from '#ui/portal/index.ts'
import { barsOf } from './bars.ts'
import type { EditionChart } from './contract/edition.ts'

/** A chart and, for who cannot see it or checks sums, its table; a value that is one cell leads to the cell's records. */
export function ChartFigure({ chart, address }: { readonly chart: EditionChart; readonly address: string }) {
  const svg = Buffer.from(barsSvg(barsOf(chart))).toString('base64')
  return (
    <figure>
      <figcaption>{chart.title}</figcaption>
      <img
        className="chart"
        src={`data:image/svg+xml;base64,${svg}`}
        alt={`柱状图：${chart.title}，数字见下表`}
      />
      <details>
        <summary>图中的数字</summary>
        <DataTable
          caption={chart.title}
          columns={[
            { label: '项目' },
            ...chart.series.map((name) => ({ label: name === '' ? '数量' : name, numeric: true })),
          ]}
          rows={chart.bars.map(({ label, values }) => [
            label,
            ...values.map(({ value, cells }, index) => {
              const [cell, ...others] = cells
              return cell !== undefined && others.length === 0 ? (
                <a
                  key={index}
                  href={`${address}/cells/${cell}`}
                  aria-label={`${label}${chart.series[index] ?? ''}：${value}，查看记录`}
                >
                  {value}
                </a>
              ) : (
                String(value)
              )
            }),
          ])}
        />
      </details>
    </figure>
  )
}
