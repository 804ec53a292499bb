import { barsSvg } from '#platform/charts/bars.ts'
import { DataTable } from '#ui/portal/index.ts'
import { barsOf } from './bars.ts'
import type { Edition, EditionChart } from './contract/edition.ts'

/** A chart and, for who cannot see it or checks sums, its table; each value leads to the records of its cells. */
export function ChartFigure({
  chart,
  values: ofCell,
  address,
}: {
  readonly chart: EditionChart
  /** Of the cells that the chart adds up. */
  readonly values: Edition['values']
  readonly address: string
}) {
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
            ...values.map((one, index) => (
              <ChartValue
                key={index}
                value={one.value}
                cells={one.cells.map((cell) => ({ cell, value: ofCell[cell] ?? 0 }))}
                label={`${label}${chart.series[index] ?? ''}`}
                address={address}
              />
            )),
          ])}
        />
      </details>
    </figure>
  )
}

/** The number with its way to the records; where several cells make it, each with its own. */
function ChartValue(props: {
  readonly value: number
  readonly cells: readonly { readonly cell: string; readonly value: number }[]
  readonly label: string
  readonly address: string
}) {
  const { value, cells, label, address } = props
  const link = (cell: string, text: string) => (
    <a key={cell} href={`${address}/cells/${cell}`} aria-label={`${label}：${text}，查看记录`}>
      {text}
    </a>
  )
  const [only, ...others] = cells
  if (only && others.length === 0) return link(only.cell, String(value))
  const made = cells.filter((one) => one.value !== 0)
  return (
    <>
      {value}
      {made.length > 0 && (
        <>（{made.map((one, index) => [index > 0 && '＋', link(one.cell, String(one.value))])}）</>
      )}
    </>
  )
}
