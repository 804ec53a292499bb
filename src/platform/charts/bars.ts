import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { createCanvas, GlobalFonts } from '@napi-rs/canvas'
import { BarChart } from 'echarts/charts'
import { GridComponent, LegendComponent } from 'echarts/components'
import { init, setPlatformAPI, use } from 'echarts/core'
import { CanvasRenderer, SVGRenderer } from 'echarts/renderers'
import { once } from '../once.ts'

use([BarChart, CanvasRenderer, GridComponent, LegendComponent, SVGRenderer])

/** Bars lying on their side, one group for each category, the first category on top. */
export interface Bars {
  readonly categories: readonly string[]
  /** A value for each category. */
  readonly series: readonly { readonly name: string; readonly values: readonly number[] }[]
  /** The series of a category end to end in one bar. */
  readonly stacked?: boolean
  /** Each value in digits beside its bar. */
  readonly labelled?: boolean
}

const WIDTH = 480
const BAR_HEIGHT = 26
const GROUP_GAP = 20
const LEGEND_HEIGHT = 44
const FOOT_HEIGHT = 30
/** Picture points for each point of the drawing, enough for print. */
const SHARPNESS = 3
/** From light to dark, so that the last stands out, in print too. */
const COLOURS = ['#c9d6e6', '#9db8d6', '#6f97c4', '#4375ad', '#1f4f8b']
const FAMILY = 'Noto Sans SC'

function heightOf({ categories, series, stacked }: Bars): number {
  const legend = series.length > 1 ? LEGEND_HEIGHT : 8
  const group = (stacked ? 1 : series.length) * (series.length > 1 && !stacked ? 12 : BAR_HEIGHT) + GROUP_GAP
  return legend + FOOT_HEIGHT + categories.length * group
}

function optionOf(bars: Bars) {
  const { categories, series, stacked = false, labelled = false } = bars
  const many = series.length > 1
  const whole = series.every(({ values }) => values.every(Number.isInteger))
  return {
    animation: false,
    color: many ? COLOURS.slice(-series.length) : COLOURS.slice(-2),
    textStyle: { fontFamily: `${FAMILY}, sans-serif` },
    grid: {
      left: 8,
      right: labelled ? 48 : 24,
      top: many ? LEGEND_HEIGHT : 8,
      bottom: 8,
      outerBoundsMode: 'same' as const,
      outerBoundsContain: 'axisLabel' as const,
    },
    ...(many ? { legend: { top: 4, data: series.map(({ name }) => name) } } : {}),
    // Cases are not halved on the axis; shares may be.
    xAxis: { type: 'value' as const, ...(whole ? { minInterval: 1 } : {}) },
    yAxis: { type: 'category' as const, inverse: true, data: [...categories] },
    series: series.map(({ name, values }) => ({
      type: 'bar' as const,
      name,
      barMaxWidth: BAR_HEIGHT,
      ...(stacked ? { stack: 'all' } : {}),
      ...(labelled && !stacked ? { label: { show: true, position: 'right' as const } } : {}),
      data: [...values],
    })),
  }
}

/** The bars as one SVG; it says no more than the table beside it. */
export function barsSvg(bars: Bars): string {
  prepareCanvas()
  const chart = init(null, null, { renderer: 'svg', ssr: true, width: WIDTH, height: heightOf(bars) })
  try {
    chart.setOption(optionOf(bars))
    return chart.renderToSVGString()
  } finally {
    chart.dispose()
  }
}

export interface Picture {
  readonly png: Buffer
  /** Of the drawing, in points; the picture has more of them. */
  readonly width: number
  readonly height: number
}

/** The same as a picture, for files whose readers show no SVG. */
export function barsPicture(bars: Bars): Picture {
  prepareCanvas()
  const height = heightOf(bars)
  const canvas = createCanvas(WIDTH, height)
  const chart = init(canvas as unknown as HTMLElement, null, {
    renderer: 'canvas',
    devicePixelRatio: SHARPNESS,
    width: WIDTH,
    height,
  })
  try {
    chart.setOption({ ...optionOf(bars), backgroundColor: '#ffffff' })
    return { png: canvas.toBuffer('image/png'), width: WIDTH, height }
  } finally {
    chart.dispose()
  }
}

const prepareCanvas = once(() => {
  const require = createRequire(import.meta.url)
  const folder = dirname(require.resolve('@expo-google-fonts/noto-sans-sc/package.json'))
  GlobalFonts.registerFromPath(join(folder, '400Regular', 'NotoSansSC_400Regular.ttf'), FAMILY)
  // On which echarts measures text: labels stand alike whatever was drawn before.
  setPlatformAPI({ createCanvas: () => createCanvas(1, 1) as unknown as HTMLCanvasElement })
})
