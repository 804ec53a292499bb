import { formatYuan } from '#platform/money.ts'
import { formatPer, formatRate } from '#kernel/figures/index.ts'
import type { SideBySide, Value } from './contract.ts'

type Measured = Pick<SideBySide, 'measure' | 'per'>

/**
 * A value as people read it: `1,204`, `3.50` yuan, `44.2%`, `0.13` for each 10,000; a share or a median of nothing is a
 * stroke.
 */
export function printValue({ measure, per = 100 }: Measured, { value, whole }: Value): string {
  if (value === null) return '—'
  if (whole !== undefined)
    return (per === 100 ? formatRate(value, whole) : formatPer(value, whole, per, 2)) ?? '—'
  return measure === '分' ? formatYuan(value) : value.toLocaleString('en-US')
}

/** The unit of measure in which `printValue` writes. */
export function printMeasure(measure: string): string {
  return measure === '分' ? '元' : measure
}
