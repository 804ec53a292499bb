import { BarChart } from 'echarts/charts'
import { AriaComponent, GridComponent, LegendComponent } from 'echarts/components'
import { init, use } from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'
import type { SideBySide, Value } from './contract.ts'

use([AriaComponent, BarChart, GridComponent, LegendComponent, SVGRenderer])

/** More units than these are not told apart by a bar's height. */
export const MOST_ROWS = 12
const WIDTH = 480
const ROW_HEIGHT = 46
const FRAME_HEIGHT = 90
/** From light to dark, so that the newest stands out, in print too. */
const COLOURS = ['#c9d6e6', '#9db8d6', '#6f97c4', '#4375ad', '#1f4f8b']

/**
 * The bars of a table as one SVG, the whole left out so that the parts can be seen, the largest of the last period first;
 * undefined where there is nothing to see. It says no more than the table beside it.
 */
export function chartOf(table: SideBySide): string | undefined {
  const rows = table.rows
    .slice(1)
    .map((row) => ({
      name: row.shortName,
      heights: row.values.map((value) => heightOf(table.measure, value)),
    }))
    .filter(({ heights }) => heights.some((height) => height !== 0))
    .toSorted((one, other) => (other.heights.at(-1) ?? 0) - (one.heights.at(-1) ?? 0))
    .slice(0, MOST_ROWS)
  if (rows.length === 0) return undefined
  const chart = init(null, null, {
    renderer: 'svg',
    ssr: true,
    width: WIDTH,
    height: FRAME_HEIGHT + rows.length * ROW_HEIGHT,
  })
  chart.setOption({
    animation: false,
    color: COLOURS.slice(-table.columns.length),
    grid: {
      left: 8,
      right: 24,
      top: 44,
      bottom: 8,
      outerBoundsMode: 'same',
      outerBoundsContain: 'axisLabel',
    },
    legend: { top: 4, data: table.columns.map((column) => column.label) },
    xAxis: { type: 'value' },
    yAxis: { type: 'category', inverse: true, data: rows.map((row) => row.name) },
    series: table.columns.map((column, index) => ({
      type: 'bar',
      name: column.label,
      data: rows.map((row) => row.heights[index] ?? 0),
    })),
  })
  const svg = chart.renderToSVGString()
  chart.dispose()
  return svg
}

/** Yuan for money, per cent with one digit for a share. */
function heightOf(measure: string, { value, whole }: Value): number {
  if (value === null || whole === 0) return 0
  if (whole !== undefined) return Math.round((value * 1000) / whole) / 10
  return measure === '分' ? value / 100 : value
}
